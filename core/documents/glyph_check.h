// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/invoice_document.h"

namespace accord::documents {

/// A character that no font of the documents has: the file would not be PDF/A, and the reader would see a box.
struct MissingGlyph
{
    QString field; ///< "Customer name", "Line 12 description (Paris)"
    QString text; ///< all of the field
    QString character;
    QString code; ///< "U+1F389"

    /// "Customer name "Café 🎉": the fonts of the documents have no 🎉 (U+1F389)."
    QString toString() const;
    bool operator==(const MissingGlyph &) const = default;
};

/// Looks at every text of \a document before it is issued; each character is named once for each field. Needs a
/// QGuiApplication, as rendering does.
std::vector<MissingGlyph> missingGlyphs(const InvoiceDocument &document);

} // namespace accord::documents
