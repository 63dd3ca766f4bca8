// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/document_number.h"

#include "core/billing/issuing_entity.h"

#include <QtCore/QRegularExpression>

namespace accord::billing {

std::optional<DocumentNumber> readNumber(const QString &format, const QString &printed)
{
    QString pattern = QRegularExpression::escape(format);
    pattern.replace(QRegularExpression::escape(u"{year}"_s), u"(?<year>[0-9]{4})"_s);
    pattern.replace(QRegularExpression::escape(u"{number}"_s), u"(?<number>[0-9]{6,9})"_s);
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(printed);
    if (!match.hasMatch())
        return std::nullopt;
    const DocumentNumber number{match.captured(u"year"_s).toInt(), match.captured(u"number"_s).toLongLong()};
    // Only what this format writes: "INV-2026-0000001" is not one of its numbers.
    const auto written = formatNumber(format, number.year, number.ordinal);
    return written && *written == printed ? std::optional(number) : std::nullopt;
}

} // namespace accord::billing
