// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/prepayments.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class Label;

/// Asks for money before delivery: of a one-time item or of what a contract charges in a month, as an amount or a
/// percentage; shows at once what the invoice would come to.
class PrepaymentDialog : public QDialog
{
    Q_OBJECT
public:
    PrepaymentDialog(workspace::Workspace &workspace, const contracts::Contract &contract, const QDate &today,
                     QWidget *parent = nullptr);

    QComboBox *what() const { return m_what; }
    QDateEdit *month() const { return m_month; }
    QComboBox *measure() const { return m_measure; }
    QLineEdit *value() const { return m_value; }
    QPushButton *askButton() const { return m_ask; }
    /// What the dialog says: the refusal, or what happens next.
    QString note() const;
    /// The figure of the preview named \a key: "value", "prepaid", "net", "tax", "total".
    QString figure(const QString &key) const;

Q_SIGNALS:
    void asked(const billing::Invoice &invoice);

private:
    void buildLayout(const QString &number);
    void loadItems();
    void changed();
    Result<workspace::PrepaymentRequest> request() const;
    void preview();
    void show(const workspace::PrepaymentPreview &preview);
    void refuse(const Error &error);
    void ask();

    workspace::Workspace &m_workspace;
    QString m_contract;
    Currency m_currency;
    QComboBox *m_what;
    QDateEdit *m_month;
    QComboBox *m_measure;
    QLineEdit *m_value;
    QHash<QString, Label *> m_figures;
    Label *m_note;
    QPushButton *m_ask;
    QTimer *m_settle; ///< waits until typing rests
    jobs::Latest m_load;
    jobs::Latest m_preview;
};

} // namespace accord::ui
