// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/read_invoice.h"

namespace accord::einvoice {

/// \a invoice as UBL 2.1 Invoice or, by its type code, CreditNote (EN 16931-3-2); elements in the order of the schema,
/// none of them empty, and the same bytes for the same invoice.
///
/// A credit note of UBL has room for the due date (BT-9) only beside payment instructions (BG-16).
/// \returns InvalidInput "einvoice.character" {element, code} for a text that XML can not hold.
Result<QByteArray> writeUbl(const SemanticInvoice &invoice);

/// What the UBL document \a root says; \a root is marked where it was understood.
/// \returns as readInvoice()
Result<SemanticInvoice> readUbl(XmlElement &root);

} // namespace accord::einvoice
