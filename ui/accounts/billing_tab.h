// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"
#include "ui/accounts/account_tables.h"

class QPushButton;
class QTabBar;

namespace accord::ui {

class FigureLabel;
class StateView;
class TableView;

/// All invoices of the account with what is open on them, its purchase orders, what it was asked for before delivery,
/// and its tax certificates.
class BillingTab : public AccountTab
{
    Q_OBJECT
public:
    BillingTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    TableView *prepaymentTable() const { return m_prepaymentTable; }
    QTabBar *parts() const { return m_parts; }
    /// Asks for a prepayment of the contract of the account, or of one of them.
    void askForPrepayment();

Q_SIGNALS:
    void prepaymentRequested(const accord::contracts::Contract &contract);
    void exemptionsRequested();

private:
    void buildSource();
    QWidget *buildParts();
    void loadPrepayments();

    workspace::Workspace &m_workspace;
    accounts::AccountId m_account;
    jobs::Latest m_load;
    bool m_asked = false;
    InvoiceListModel *m_invoices;
    OrderListModel *m_orders;
    PrepaymentListModel *m_prepayments;
    CertificateListModel *m_certificates;
    TableView *m_invoiceTable;
    TableView *m_orderTable;
    TableView *m_prepaymentTable;
    TableView *m_certificateTable;
    QTabBar *m_parts; ///< purchase orders, prepayments, certificates
    QPushButton *m_ask;
    std::vector<contracts::Contract> m_contracts;
    jobs::Latest m_loadPrepayments;
    FigureLabel *m_open;
    FigureLabel *m_overdue;
    class Label *m_credit; ///< limit, what is used of it, hold
    pricing::Derivation m_openDerivation;
    pricing::Derivation m_overdueDerivation;
};

} // namespace accord::ui
