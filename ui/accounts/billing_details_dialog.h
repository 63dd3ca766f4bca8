// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/billing_setup.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class RecipientsEditor;

/// How an account is billed: hold, purchase orders, empty and tiny invoices, where its documents go, how it
/// pays.
class BillingDetailsDialog : public QDialog
{
    Q_OBJECT
public:
    BillingDetailsDialog(workspace::Workspace &workspace, const accounts::Account &account, QWidget *parent = nullptr);

    QCheckBox *hold() const { return m_hold; }
    QLineEdit *holdReason() const { return m_holdReason; }
    QCheckBox *needsOrder() const { return m_needsOrder; }
    QLineEdit *minimum() const { return m_minimum; }
    RecipientsEditor *recipients() const { return m_recipients; }
    QLineEdit *email() const { return m_email; }
    QLineEdit *portal() const { return m_portal; }
    QComboBox *method() const { return m_method; }
    QLineEdit *card() const { return m_card; }
    QString note() const; ///< what is wrong; empty while nothing is
    void save();

private:
    void buildLayout(const QString &name);
    void fill(const workspace::BillingDetails &details);
    workspace::BillingDetails entered() const;
    std::optional<storage::PaymentMethod> enteredMethod() const;
    void loadSetup();
    void showSetup(const workspace::BillingSetup &setup);
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    accounts::Account m_account;
    QCheckBox *m_hold;
    QLineEdit *m_holdReason;
    QCheckBox *m_needsOrder;
    QComboBox *m_zeroInvoices;
    QLineEdit *m_minimum; ///< in the currency of the account
    QLineEdit *m_email;
    QLineEdit *m_portal;
    QComboBox *m_company;
    RecipientsEditor *m_recipients;
    QComboBox *m_method;
    QLineEdit *m_card; ///< a reference, never the number
    jobs::Latest m_load;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
