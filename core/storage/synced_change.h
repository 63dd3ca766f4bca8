// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/synced_rows_sql.h"

namespace accord::storage {

/// By what machines know the header of an invoice, which changes with what is settled of it.
inline sync::RowKey headerOf(const QUuid &invoice)
{
    return {u"invoice"_s, invoice};
}

/// The change of one row that machines exchange, around the statement that makes it. In a team's database whoever reads
/// the scope is told of it; in the copy on a rep's machine it is noted, to be sent; anywhere else it costs a look.
class SyncedChange
{
public:
    /// \param key  none: nothing that anybody exchanges
    SyncedChange(Session &session, const std::optional<sync::RowKey> &key);

    /// Behind the statement, in its transaction.
    /// \returns Forbidden "sync.only_with_server", "sync.field_only_with_server" for what a copy may not change.
    Result<> tell();

private:
    Result<> tellScope();
    Result<> tellMoved(const sync::RowKey &key, const QString &before);
    Result<> noteInCopy();

    enum class Place { Nowhere, Team, Copy };
    Session &m_session;
    std::optional<sync::RowKey> m_key;
    Place m_place = Place::Nowhere;
    std::optional<sync::Row> m_before;
    Result<> m_status;
};

} // namespace accord::storage
