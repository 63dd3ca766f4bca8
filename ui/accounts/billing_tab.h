// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"
#include "ui/accounts/account_tables.h"

namespace accord::ui {

class FigureLabel;
class StateView;
class TableView;

/// All invoices of the account with what is open on them, its purchase orders and its tax certificates.
class BillingTab : public AccountTab
{
    Q_OBJECT
public:
    BillingTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

private:
    void buildSource();

    workspace::Workspace &m_workspace;
    accounts::AccountId m_account;
    jobs::Latest m_load;
    bool m_asked = false;
    InvoiceListModel *m_invoices;
    OrderListModel *m_orders;
    CertificateListModel *m_certificates;
    TableView *m_invoiceTable;
    TableView *m_orderTable;
    TableView *m_certificateTable;
    FigureLabel *m_open;
    FigureLabel *m_overdue;
    pricing::Derivation m_openDerivation;
    pricing::Derivation m_overdueDerivation;
};

} // namespace accord::ui
