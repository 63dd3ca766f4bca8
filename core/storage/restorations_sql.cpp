// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/restorations_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

Restoration readRow(Statement &row)
{
    Restoration restoration;
    restoration.id = row.read<QUuid>();
    restoration.restoredAt = row.read<QDateTime>();
    restoration.restoredBy = row.read<QString>();
    restoration.backup = row.read<QString>();
    restoration.seal = row.read<QString>();
    restoration.confirmedAt = row.read<QDateTime>();
    restoration.confirmedBy = row.read<QString>();
    restoration.note = row.read<QString>();
    return restoration;
}

} // namespace

Result<> RestorationsSql::add(const Restoration &restoration)
{
    const auto added = m_session.run("INSERT INTO restoration (id, restored_at, restored_by, backup, seal, note) "
                                     "VALUES (?,?,?,?,?,?)",
                                     restoration.id, restoration.restoredAt, notNull(restoration.restoredBy),
                                     notNull(restoration.backup), notNull(restoration.seal), notNull(restoration.note));
    return added ? Result<>() : passOn(added);
}

Result<std::vector<Restoration>> RestorationsSql::all() const
{
    return m_session
        .statement("SELECT id, restored_at, restored_by, backup, seal, confirmed_at, confirmed_by, note "
                   "FROM restoration ORDER BY restored_at DESC, id DESC")
        .all(readRow);
}

Result<std::vector<Restoration>> RestorationsSql::open() const
{
    return m_session
        .statement("SELECT id, restored_at, restored_by, backup, seal, confirmed_at, confirmed_by, note "
                   "FROM restoration WHERE confirmed_at IS NULL ORDER BY restored_at DESC, id DESC")
        .all(readRow);
}

Result<qint64> RestorationsSql::confirm(const QString &by, const QDateTime &now, const QString &note)
{
    return m_session.run("UPDATE restoration SET confirmed_at = ?, confirmed_by = ?, note = ? "
                         "WHERE confirmed_at IS NULL",
                         now, notNull(by), notNull(note));
}

Result<qint64> RestorationsSql::doubtWhatWaits(const QString &by, const QDateTime &now, const QString &note)
{
    const auto everyone = m_session.run("UPDATE delivery SET state = 'unknown', changed_at = ?, changed_by = ?, "
                                        "note = ? WHERE state IN ('waiting', 'failed')",
                                        now, notNull(by), notNull(note));
    if (!everyone)
        return everyone;
    return m_session.run("UPDATE outbox SET state = 'unknown', changed_at = ?, changed_by = ?, note = ? "
                         "WHERE state IN ('waiting', 'failed')",
                         now, notNull(by), notNull(note));
}

} // namespace accord::storage
