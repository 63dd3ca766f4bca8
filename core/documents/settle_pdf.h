// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>
#include <QtCore/QDate>

namespace accord::documents {

struct FacturX;

/// What a PDF file says about itself.
struct PdfFacts
{
    QString title;
    QString author;
    QString language; ///< BCP 47
    QDate day; ///< stands as its creation date; null: 1 January 2000
};

/// Takes out of \a pdf what differs from run to run: times, random identifiers, and names of font subsets that follow
/// the hash seed; and writes \a facts in their place.
/// \param invoice  embedded when it is given, see embedFacturX(); null: none
/// \returns Internal "documents.pdf_broken".
Result<QByteArray> settlePdf(const QByteArray &pdf, const PdfFacts &facts, const FacturX *invoice = nullptr);

} // namespace accord::documents
