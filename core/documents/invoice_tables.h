// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/invoice_document.h"
#include "core/documents/table_layout.h"

namespace accord::documents {

/// A table of a document, ready to be set.
struct InvoiceTable
{
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
};

/// The charges, grouped by company and location.
InvoiceTable linesTable(const InvoiceDocument &document);
/// The parts of the amount due.
InvoiceTable instalmentTable(const InvoiceDocument &document);
InvoiceTable taxTable(const InvoiceDocument &document);
/// Columns of texts share what the figures leave.
InvoiceTable plainTable(const PlainTable &table);
InvoiceTable costTable(const InvoiceDocument &document, const PrintPalette &palette);

} // namespace accord::documents
