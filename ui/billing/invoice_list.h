// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/services.h"
#include "ui/lists/table_dump.h"
#include "ui/widgets/filter_bar.h"

namespace accord::ui {

using InvoiceListModel = PagedTableModel<storage::InvoiceRow>;

/// Columns of the list of invoices. \a today decides what is overdue.
std::vector<InvoiceListModel::Column> invoiceColumns(const QDate &today);

/// Filters by status and by the months around \a today.
std::vector<FilterChoice> invoiceChoices(const QDate &today);
/// What the filter bar asks for.
storage::InvoiceFilter invoiceFilter(const QString &text, const QMap<QString, QString> &filters);

/// Reads the list under \a filter.
ListReader<storage::InvoiceRow> invoiceReader(const storage::InvoiceFilter &filter);

/// What is said about all invoices that a filter lets through.
struct InvoiceSums
{
    std::vector<storage::CurrencyTotal> totals;
    std::vector<storage::StatusCount> counts; ///< whatever status the filter asks for
};
Result<InvoiceSums> invoiceSums(workspace::Services &services, const storage::InvoiceFilter &filter);

} // namespace accord::ui
