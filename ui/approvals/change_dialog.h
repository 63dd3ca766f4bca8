// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class Label;

/// What can be asked for in a dialog.
struct ChangeOffer
{
    QString record; ///< number of the account or contract; empty for the price book
    QString recordName; ///< as the title says it
    std::vector<approvals::ChangedField> fields;
    std::vector<std::pair<QString, QString>> parts = {}; ///< keys of items or codes of plans, with their names
};

/// Asks for a change of a record, and says meanwhile what it is now, what it would be and who has to agree.
class ChangeDialog : public QDialog
{
    Q_OBJECT
public:
    ChangeDialog(workspace::Workspace &workspace, const ChangeOffer &offer, QWidget *parent = nullptr);

    QComboBox *fieldBox() const { return m_field; }
    QComboBox *partBox() const { return m_part; }
    QLineEdit *valueLine() const { return m_value; }
    QLineEdit *reasonLine() const { return m_reason; }
    QDateEdit *fromDay() const { return m_from; }
    QPushButton *requestButton() const { return m_request; }
    QString said() const; ///< what the change would be, or what is wrong with it

Q_SIGNALS:
    /// The request was made, or the change done where nobody has to agree: in a sentence.
    void requested(const QString &sentence);

private:
    approvals::ChangedField field() const;
    workspace::ChangeWish wish() const;
    void showFields();
    void lookSoon();
    void look();
    void commit();
    void say(const QString &sentence, bool isProblem);

    workspace::Workspace &m_workspace;
    ChangeOffer m_offer;
    jobs::Latest m_preview;
    QFormLayout *m_form;
    QComboBox *m_field;
    QComboBox *m_part;
    QLineEdit *m_value;
    QDateEdit *m_from;
    QLineEdit *m_reason;
    Label *m_effect;
    Label *m_asks;
    QPushButton *m_request;
    QTimer *m_pause;
    bool m_busy = false;
};

/// "Payment terms", "Credit limit", …
QString nameOf(approvals::ChangedField field);

} // namespace accord::ui
