// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace accord::storage {

/// Words for PostgreSQL's text search, cut as SQLite's tokenizer "unicode61 remove_diacritics 2" cuts them: runs of
/// letters and digits without case and accents. PostgreSQL's own parsers would read "INV-2026-7" as two negative
/// numbers.
QStringList searchWords(const QString &text);

/// A text of the type TSVECTOR: the words of up to four texts with their places, the first of weight A, the last of D.
/// A phrase never reaches from one text into the next.
QString searchVector(const QStringList &texts);

/// A text of the type TSQUERY: each of \a phrases in that order of its words, the last word as the start of one.
/// \param weights  where to look, "AC"; empty for everywhere
QString searchVectorQuery(const QStringList &phrases, const QString &weights);

} // namespace accord::storage
