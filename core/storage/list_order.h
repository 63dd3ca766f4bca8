// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/statement.h"

#include <initializer_list>

namespace accord::storage {

/// Where the next page of a list starts: what the last row that was seen is sorted by, its id last. It belongs to one
/// order of one list.
struct ListPlace
{
    std::vector<SortValue> keys;
};

/// The order of a list whose columns are \c Column: by the first term, rows equal in it by the second, and so on; by
/// id in the end.
template<typename Column> struct ListOrder
{
    struct Term
    {
        Column column;
        bool descending = false;
        bool operator==(const Term &) const = default;
    };

    ListOrder(Column column, bool descending = false) // NOLINT: a column is an order
        : terms{{column, descending}}
    { }
    ListOrder(std::initializer_list<Term> list)
        : terms(list)
    { }
    explicit ListOrder(std::vector<Term> list)
        : terms(std::move(list))
    { }
    bool operator==(const ListOrder &) const = default;

    std::vector<Term> terms;
};

} // namespace accord::storage
