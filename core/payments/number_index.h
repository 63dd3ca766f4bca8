// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace accord::payments {

/// A document number that was read out of a text.
struct FoundNumber
{
    std::vector<std::uint32_t> documents; ///< places in the list; several where the digits alone do not tell
    bool isFull = true; ///< false: a short form in a list, as 104 in "INV-2026-000103/104"
    bool hasLetters = false; ///< its letters stand before it: "INV"
};

/// Finds document numbers in what people write: with other separators or none, in small letters, without leading zeros
/// where the letters stand before them, broken by line ends, and in lists and ranges ("INV-2026-000103/104/105",
/// "…103-105").
class NumberIndex
{
public:
    /// A number without digits, or with more than 18 of them, is found by its reference only.
    void add(const QString &number, std::uint32_t document);

    /// The numbers of \a text from left to right, each once.
    std::vector<FoundNumber> find(const QString &text) const;

    /// The least slips of the pen by which some part of \a text differs from \a number's digits: a digit wrong, missing
    /// or too many, with O taken for 0 and I or L for 1. None where they are more than one, or for a number of fewer
    /// than five digits.
    static std::optional<int> slipsIn(const QString &text, const QString &number);

private:
    struct Number
    {
        std::uint64_t value = 0; ///< of all digits together
        int digits = 0;
        int lastGroup = 0; ///< length of the last group of digits
        std::vector<std::uint64_t> groups; ///< their values
        QString letters; ///< capitals before the first digit
        QString inner; ///< capitals between the digits: "US" of "2026-US-0001"
        std::uint32_t document = 0;
    };
    /// A run of digits in a text.
    struct Group
    {
        qsizetype start = 0;
        qsizetype end = 0;
        std::uint64_t value = 0;
        int digits = 0; ///< more than 18: not a number of ours
    };
    struct Reading;

    static std::vector<Group> groupsIn(const QString &capitals);
    static std::uint64_t keyOf(std::uint64_t value, int digits);
    static std::uint64_t keyOf(const std::vector<std::uint64_t> &groups);
    std::vector<const Number *> withDigits(std::uint64_t value, int digits) const;
    std::vector<const Number *> withGroups(const std::vector<std::uint64_t> &values) const;
    size_t readFull(Reading &reading, size_t from) const;
    size_t readShort(Reading &reading, size_t from) const;

    std::vector<Number> m_numbers;
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_byDigits;
    std::unordered_multimap<std::uint64_t, std::uint32_t> m_byGroups;
};

} // namespace accord::payments
