// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/invoice_document.h"

class QTranslator;

namespace accord::documents {

/// Asks \a translator for the customer's words, without installing it; English without one or where it has none.
class Speaker
{
public:
    explicit Speaker(const QTranslator *translator)
        : m_translator(translator)
    { }
    /// \param source  marked with QT_TRANSLATE_NOOP("Document", ...)
    QString operator()(const char *source) const;

private:
    const QTranslator *m_translator;
};

DocumentWords wordsOf(const Speaker &say, bool draft);

} // namespace accord::documents
