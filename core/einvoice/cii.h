// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/read_invoice.h"

namespace accord::einvoice {

/// \a invoice as UN/CEFACT Cross Industry Invoice D16B (EN 16931-3-3): what XRechnung allows beside UBL and what
/// Factur-X embeds. Elements in the order of the schema, none of them empty but the delivery that it always wants, and
/// the same bytes for the same invoice.
/// \returns InvalidInput "einvoice.character" {element, code} for a text that XML can not hold.
Result<QByteArray> writeCii(const SemanticInvoice &invoice);

/// What the CII document \a root says; \a root is marked where it was understood.
/// \returns as readInvoice()
Result<SemanticInvoice> readCii(XmlElement &root);

} // namespace accord::einvoice
