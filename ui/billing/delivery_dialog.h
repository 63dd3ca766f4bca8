// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;

/// "waits to be sent", "was sent", …
QString deliveryStateInWords(const QString &state);
/// "To ap@customer.example: was sent · 21 Nov 2026 14:02, operator".
QString inWords(const storage::DeliveryRecipient &recipient);

/// What became of a document that was put up for sending, and how to change it.
class DeliveryDialog : public QDialog
{
    Q_OBJECT
public:
    /// \param document  the id of an issued invoice, \a number its number
    DeliveryDialog(workspace::Workspace &workspace, const QUuid &document, const QString &number,
                   QWidget *parent = nullptr);

    /// Which recipient it is about; its data is an address, empty for all of them.
    QComboBox *recipient() const { return m_recipient; }
    QComboBox *state() const { return m_state; }
    QLineEdit *remark() const { return m_remark; }
    QPushButton *button() const { return m_save; }
    QString note() const;

Q_SIGNALS:
    void marked(const QString &sentence);

private:
    void buildLayout();
    void load(const QUuid &document);
    void show(const storage::DeliveryRow &row);
    void showChosen();
    void save();
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_loading;
    QString m_number;
    storage::DeliveryRow m_row;
    QComboBox *m_recipient;
    QComboBox *m_state;
    QLineEdit *m_remark;
    Label *m_note;
    Label *m_reached; ///< a line for each recipient
    QPushButton *m_save;
};

} // namespace accord::ui
