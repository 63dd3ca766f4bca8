// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>

namespace accord::billing {

/// The place of a document in its series.
struct DocumentNumber
{
    int year = 0;
    qint64 ordinal = 0; ///< 1 is the first of the year

    bool operator==(const DocumentNumber &) const = default;
};

/// Reads \a printed, which formatNumber() made with \a format. \returns none when another format, or another system,
/// made it.
std::optional<DocumentNumber> readNumber(const QString &format, const QString &printed);

} // namespace accord::billing
