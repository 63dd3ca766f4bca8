// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/list_sql.h"

namespace accord::storage {

namespace {

/// The id stands behind the keys and follows the last of them, so that an index on (key, id) serves both directions.
bool idDescends(const std::vector<SortKey> &keys)
{
    return !keys.empty() && keys.back().descending;
}

bool sameDirection(const std::vector<SortKey> &keys)
{
    return std::all_of(keys.begin(), keys.end(),
                       [&](const SortKey &key) { return key.descending == keys.back().descending; });
}

/// "(a, id) > (?9, ?10)", which an index on (a, id) serves.
void addRowComparison(ComposedSql &sql, const std::vector<SortKey> &keys, int parameter)
{
    sql << "AND (";
    for (const SortKey &key : keys)
        sql << key.expression << ", ";
    sql << "id) ";
    sql << (idDescends(keys) ? Sql("<") : Sql(">")) << " (";
    for (size_t i = 0; i < keys.size(); ++i)
        sql << "?" << parameter++ << ", ";
    sql << "?" << parameter << ") ";
}

/// "a < ?9 OR (a = ?9 AND (b > ?10 OR (b = ?10 AND id > ?11)))" for keys of both directions.
void addNestedComparison(ComposedSql &sql, const std::vector<SortKey> &keys, int parameter)
{
    sql << "AND (";
    for (const SortKey &key : keys) {
        sql << key.expression << (key.descending ? Sql(" < ?") : Sql(" > ?")) << parameter << " OR (" << key.expression
            << " = ?" << parameter << " AND (";
        ++parameter;
    }
    sql << "id" << (idDescends(keys) ? Sql(" < ?") : Sql(" > ?")) << parameter;
    for (size_t i = 0; i < keys.size(); ++i)
        sql << "))";
    sql << ") ";
}

void addOrder(ComposedSql &sql, const std::vector<SortKey> &keys, Sql id)
{
    sql << "ORDER BY ";
    for (size_t i = 0; i < keys.size(); ++i)
        sql << "k" << i << (keys[i].descending ? Sql(" DESC, ") : Sql(", "));
    sql << id << (idDescends(keys) ? Sql(" DESC") : Sql(""));
}

} // namespace

ComposedSql pageSql(const ListSql &list, const std::vector<SortKey> &keys, bool fromStart)
{
    const int limit = list.parameters + 1;
    ComposedSql sql(list.row);
    for (size_t i = 0; i < keys.size(); ++i)
        sql << ", k" << i;
    sql << ", page_id FROM (SELECT id AS page_id";
    for (size_t i = 0; i < keys.size(); ++i)
        sql << ", " << keys[i].expression << " AS k" << i;
    sql << " FROM " << list.table << " WHERE " << list.matches;
    if (!fromStart && sameDirection(keys))
        addRowComparison(sql, keys, limit + 1);
    else if (!fromStart)
        addNestedComparison(sql, keys, limit + 1);
    addOrder(sql, keys, "id");
    sql << " LIMIT ?" << limit << ") AS page JOIN " << list.table << " ON " << list.table << ".id = page_id ";
    addOrder(sql, keys, "page_id");
    return sql;
}

ListPlace readPlace(Statement &row, const std::vector<SortKey> &keys)
{
    ListPlace place;
    for (const SortKey &key : keys) {
        if (key.isText)
            place.keys.emplace_back(row.read<QString>());
        else
            place.keys.emplace_back(row.read<qint64>());
    }
    place.keys.emplace_back(row.read<QUuid>());
    return place;
}

} // namespace accord::storage
