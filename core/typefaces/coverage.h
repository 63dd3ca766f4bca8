// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

/// The fonts that documents are set in, as far as is known without setting anything: which characters they have.
namespace accord::typefaces {

/// The resources of the fonts, in the order in which a character is looked for in them.
QStringList fontFiles();

/// \a text as it is set: line breaks and tabs are spaces, characters without a shape (joiners, marks of direction) are
/// left out.
QString asSet(const QString &text);

/// Whether any font of the documents has a shape for \a character.
bool hasGlyph(char32_t character);

/// The characters of \a text that no font of the documents has, each once: it cannot be printed with them.
std::vector<char32_t> missingIn(const QString &text);

/// "U+1F389"
QString codeOf(char32_t character);

} // namespace accord::typefaces
