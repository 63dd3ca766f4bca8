// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/settle_pdf.h"

namespace accord::documents {

struct FacturX;

inline constexpr char pdfProducer[] = "Accord";

/// The day that stands as the date of the file.
QDate pdfDay(const PdfFacts &facts);

/// The XMP packet of a file: PDF/A-1b, or PDF/A-3b with the Factur-X description of \a invoice. Title, author and dates
/// are those of \a facts, as they stand in the information dictionary.
QString xmpPacket(const PdfFacts &facts, const FacturX *invoice = nullptr);

} // namespace accord::documents
