// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sync/row.h"

#include <optional>

namespace accord::storage {

class Session;

/// Contracts as machines exchange them: one row with every version, each as the text that its digest is of. Copies only
/// read them.
class SyncedContractsSql
{
public:
    explicit SyncedContractsSql(Session &session)
        : m_session(session)
    { }

    /// The contract as its tables have it, in the scope of its account's region; version 0 of the row.
    Result<std::optional<sync::Row>> find(const QUuid &id);
    /// In a copy: the contract is there as \a row says, and nothing else of it.
    Result<> put(const sync::Row &row);
    /// In a copy: the contract is not there any more, or not for its person.
    Result<> remove(const QUuid &id);

private:
    Result<> removeOthersOf(const QString &number, const QUuid &id);
    Session &m_session;
};

} // namespace accord::storage
