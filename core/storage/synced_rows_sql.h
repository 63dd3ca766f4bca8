// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sync/row.h"

#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace accord::storage {

class Session;

/// The page of saved views among which drafts of contracts stand.
inline const QString contractDraftPage = QStringLiteral("contract-draft");

/// The rows that machines exchange: out of the tables of their subjects and into them. What leaves the house is only
/// what stands in the bodies here: no margins, no bank data, no tax data.
class SyncedRowsSql
{
public:
    explicit SyncedRowsSql(Session &session)
        : m_session(session)
    { }

    /// The row as its table has it, with its scope; version 0.
    Result<std::optional<sync::Row>> inTable(const sync::RowKey &key);
    /// Writes or removes (a tombstone) the row in its table.
    Result<> putInTable(const sync::Row &row, const QDateTime &now);
    /// In a copy: the row is not there any more, or not for its person.
    Result<> removeFromTable(const sync::RowKey &key);

    /// The row as it was told last.
    Result<std::optional<sync::Row>> told(const sync::RowKey &key);
    Result<> keepTold(const sync::Row &row);
    Result<> forgetTold(const sync::RowKey &key);
    /// Conflicts and edits without a home, whose bodies stand nowhere else.
    Result<std::vector<sync::Row>> onlyTold(const QString &scope);
    /// Every conflict that anybody may see here.
    Result<std::vector<sync::Row>> conflicts();
    Result<std::vector<sync::Row>> conflictsAbout(const sync::RowKey &key);

    /// By what a draft of a contract is known: a sibling has an id of its own, any other the one of draftId().
    Result<QUuid> idOfDraft(const QString &owner, const QString &name);
    static QUuid draftId(const QString &owner, const QString &name);

private:
    Session &m_session;
};

} // namespace accord::storage
