// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invariants_sql.h"
#include "core/storage/search_entry.h"

namespace accord::storage {

class Session;

struct SearchQuery
{
    QString text; ///< plain words, whatever they are; each is found at the start of a word
    std::vector<SearchKind> kinds = {}; ///< empty: every kind
    bool onlyNumbers = false; ///< numbers, codes and purchase orders only
    int most = 20; ///< hits of each kind, > 0
};

struct SearchHit
{
    SearchKind kind = SearchKind::Account;
    QUuid record;
    accounts::AccountId account;
    QString accountName; ///< as it is called now
    QString number;
    QString title;
    QString detail;
};

/// Full-text search over the records of a workspace. The only place that knows how the database does it.
class SearchSql
{
public:
    explicit SearchSql(Session &session)
        : m_session(session)
    { }

    /// Adds or replaces the entry of a record; called in the transaction that saves the record. One that says what is
    /// there already costs a look-up.
    Result<> put(const SearchEntry &entry);
    Result<> remove(SearchKind kind, const QUuid &record);
    /// Makes the index anew from the entries.
    Result<> indexAll();

    /// The best hits: first what has exactly this number, then titles that start so, then the rest by how well it
    /// answers. A text without a letter or digit finds nothing; one of one or two letters is looked for at the start of
    /// titles and numbers only.
    Result<std::vector<SearchHit>> find(const SearchQuery &query) const;

    /// Whether each record has its entry, and the index agrees with the entries.
    Result<std::vector<InvariantCheck>> check() const;

private:
    Session &m_session;
};

} // namespace accord::storage
