// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/place_index.h"

#include <QtCore/QString>

#include <optional>

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
    /// Makes room for \a count numbers.
    void reserve(size_t count);
    /// A number without digits, or with more than 18 of them, is found by its reference only.
    void add(const QString &number, std::uint32_t document);

    /// The numbers of \a text from left to right, each once.
    std::vector<FoundNumber> find(const QString &text) const;

    /// Documents whose number ends with a run of digits of \a text, leading zeros aside: 103 for "INV-2026-000103". At
    /// least three digits.
    std::vector<std::uint32_t> endingAs(const QString &text) const;
    /// Documents whose digits differ by one slip from what stands in \a text: two digits swapped, one wrong, missing or
    /// too many. At least six digits.
    std::vector<std::uint32_t> nearTo(const QString &text) const;

    /// The least slips of the pen by which some part of \a text differs from \a number's digits: a digit wrong, missing
    /// or too many, two swapped, with O taken for 0 and I or L for 1. None where they are more than one, or for a
    /// number of fewer than five digits.
    static std::optional<int> slipsIn(const QString &text, const QString &number);

private:
    struct Number
    {
        std::uint64_t value = 0; ///< of all digits together
        int digits = 0;
        int lastGroup = 0; ///< length of the last group of digits
        std::uint64_t groupsKey = 0; ///< of the values of its groups
        std::uint64_t end = 0; ///< value of the last group
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
    /// The key of groups of digits, without leading zeros, after \a value was added to those of \a before.
    static std::uint64_t keyWith(std::uint64_t before, std::uint64_t value);
    void addNear(std::vector<std::uint32_t> &documents, std::uint64_t value, int digits) const;
    std::vector<const Number *> withDigits(std::uint64_t value, int digits) const;
    size_t readFull(Reading &reading, size_t from) const;
    size_t readShort(Reading &reading, size_t from) const;

    std::vector<Number> m_numbers;
    PlaceIndex m_byDigits;
    PlaceIndex m_byGroups;
    PlaceIndex m_byEnd; ///< value of the last group
};

} // namespace accord::payments
