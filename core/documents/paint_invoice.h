// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/invoice_document.h"

class QPagedPaintDevice;

namespace accord::documents {

/// Paints all pages of \a document on \a device, whose paper and margins it sets. \returns the number of pages, or
/// InvalidInput "documents.glyph_missing" before anything was painted, or Internal "documents.cannot_paint".
Result<int> paintInvoice(const InvoiceDocument &document, QPagedPaintDevice &device);

} // namespace accord::documents
