// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/jobs/runner.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QPushButton;

namespace accord::ui {

class Label;

/// Names the purchase order of a draft that has none, out of those of its account.
class OrderChoice : public QDialog
{
    Q_OBJECT
public:
    OrderChoice(workspace::Workspace &workspace, const billing::InvoiceId &invoice, const accounts::AccountId &account,
                const Money &total, QWidget *parent = nullptr);

    QComboBox *order() const { return m_order; }
    QString note() const;
    QPushButton *button() const { return m_save; }

Q_SIGNALS:
    void named(const QString &order);

private:
    void buildLayout();
    void load();
    void showOrders(const std::vector<storage::PurchaseOrderBalance> &orders);
    void showBalance();
    void save();
    void say(const QString &text, bool isBad);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    billing::InvoiceId m_invoice;
    accounts::AccountId m_account;
    Money m_total;
    std::vector<storage::PurchaseOrderBalance> m_orders;
    QComboBox *m_order;
    Label *m_note;
    QPushButton *m_save;
};

} // namespace accord::ui
