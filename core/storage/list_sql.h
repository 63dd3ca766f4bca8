// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/list_order.h"
#include "core/storage/session.h"

namespace accord::storage {

/// One expression that a list is sorted by.
struct SortKey
{
    Sql expression;
    bool isText = true; ///< otherwise a whole number
    bool descending = false;
};

/// What a list is read from.
struct ListSql
{
    Sql row; ///< "SELECT name, amount" with the columns of a row, of the table below
    Sql table; ///< "account"
    Sql matches; ///< conditions of the filter, with the parameters ?1 to ?\c parameters
    int parameters = 0;
};

/// A page of \a list in the order of \a keys, which starts behind a place or at the beginning. Behind the filter's
/// parameters it takes the limit and, behind a place, the keys of that place. Behind the columns of the row it gives
/// those keys, for readPlace().
///
/// Only the keys are looked at until the rows of the page are known: what a row costs (sums over its payments) is paid
/// for those alone.
ComposedSql pageSql(const ListSql &list, const std::vector<SortKey> &keys, bool fromStart);

/// The place of the present row, whose keys are the next columns.
ListPlace readPlace(Statement &row, const std::vector<SortKey> &keys);

} // namespace accord::storage
