// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/number_index.h"

#include "core/payments/number_parts.h"

#include <algorithm>

namespace accord::payments {

std::vector<std::uint32_t> NumberIndex::endingAs(const QString &text) const
{
    std::vector<std::uint32_t> documents;
    for (const Group &group : groupsIn(text)) {
        if (group.digits < 3 || group.digits > mostDigits)
            continue;
        m_byEnd.each(group.value, [&](std::uint32_t place) { documents.push_back(m_numbers[place].document); });
    }
    return documents;
}

void NumberIndex::addNear(std::vector<std::uint32_t> &documents, std::uint64_t value, int digits) const
{
    const auto look = [&](std::uint64_t other, int length) {
        m_byDigits.each(keyOf(other, length),
                        [&](std::uint32_t place) { documents.push_back(m_numbers[place].document); });
    };
    for (int at = 0; at < digits; ++at) {
        const std::uint64_t unit = powers[size_t(at)], rest = value % unit, above = value / unit / 10;
        const std::uint64_t digit = value / unit % 10, left = above % 10;
        for (std::uint64_t other = 0; other < 10; ++other) {
            if (other != digit)
                look((above * 10 + other) * unit + rest, digits);
            if (digits < mostDigits)
                look((value / unit * 10 + other) * unit + rest, digits + 1);
        }
        look(above * unit + rest, digits - 1);
        if (at + 1 < digits && left != digit)
            look(((above / 10 * 10 + digit) * 10 + left) * unit + rest, digits);
    }
}

std::vector<std::uint32_t> NumberIndex::nearTo(const QString &text) const
{
    std::vector<std::uint32_t> documents;
    const QString capitals = inCapitals(text);
    const auto groups = groupsIn(capitals);
    for (size_t from = 0; from < groups.size(); ++from) {
        std::uint64_t value = 0;
        int digits = 0;
        for (size_t i = from; i < groups.size() && i < from + mostGroups; ++i) {
            const Group &group = groups[i];
            digits += group.digits;
            const bool isApart = i > from && group.start - groups[i - 1].end > 3;
            if (digits > mostDigits || isApart)
                break;
            value = value * powers[size_t(group.digits)] + group.value;
            if (digits >= enoughDigits)
                addNear(documents, value, digits);
        }
    }
    std::sort(documents.begin(), documents.end());
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    return documents;
}

std::optional<int> NumberIndex::slipsIn(const QString &text, const QString &number)
{
    QString digits, compact;
    for (const QChar character : number) {
        if (isDigit(character))
            digits += character;
    }
    if (digits.size() < 5)
        return std::nullopt;
    for (const QChar character : inCapitals(text)) {
        if (character == u'O')
            compact += u'0';
        else if (character == u'I' || character == u'L')
            compact += u'1';
        else if (character.isLetterOrNumber())
            compact += character;
    }
    // Sellers (1980), with swapped neighbours: the least edits that make some part of the text the number.
    const auto size = size_t(digits.size());
    std::vector<int> before(size + 1, 0), column(size + 1), next(size + 1);
    for (size_t i = 0; i <= size; ++i)
        column[i] = int(i);
    int best = column.back();
    for (qsizetype at = 0; at < compact.size(); ++at) {
        next[0] = 0;
        for (size_t i = 1; i <= size; ++i) {
            const QChar wanted = digits[qsizetype(i) - 1];
            next[i] = std::min({column[i - 1] + (wanted == compact[at] ? 0 : 1), column[i] + 1, next[i - 1] + 1});
            const bool isSwapped
                = i > 1 && at > 0 && wanted == compact[at - 1] && digits[qsizetype(i) - 2] == compact[at];
            if (isSwapped)
                next[i] = std::min(next[i], before[i - 2] + 1);
        }
        best = std::min(best, next.back());
        std::swap(before, column);
        std::swap(column, next);
    }
    return best <= 1 ? std::optional(best) : std::nullopt;
}

} // namespace accord::payments
