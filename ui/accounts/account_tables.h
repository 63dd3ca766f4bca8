// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invoice_queries_sql.h"
#include "core/storage/prepayments_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/exemptions.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

using InvoiceListModel = PagedTableModel<storage::InvoiceRow>;
using OrderListModel = PagedTableModel<storage::PurchaseOrderBalance>;
using PrepaymentListModel = PagedTableModel<storage::PrepaymentRow>;
using CertificateListModel = PagedTableModel<workspace::ExemptionSheet>;
using ContactListModel = PagedTableModel<accounts::Contact>;

/// Tables that stand on more than one tab of an account.
InvoiceListModel *makeInvoiceModel(const QDate &today, bool brief, QObject *parent);
OrderListModel *makeOrderModel(const QDate &today, QObject *parent);
/// What was asked for before delivery, and what is left of it; amounts are net.
PrepaymentListModel *makePrepaymentModel(QObject *parent);
/// "Non-profit" for "non_profit".
QString exemptionKindName(const QString &kind);
/// Whether \a certificate is valid on \a today, and how long it will be.
Badge validityBadge(const workspace::ExemptionSheet &sheet, const QDate &today);
CertificateListModel *makeCertificateModel(const QDate &today, QObject *parent);
ContactListModel *makeContactModel(QObject *parent);

} // namespace accord::ui
