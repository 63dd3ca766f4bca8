// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sync_devices_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

SyncedDevice readDevice(Statement &row)
{
    SyncedDevice device;
    device.id = row.read<QUuid>();
    device.person = row.read<QString>();
    device.machine = row.read<QString>();
    device.firstAt = row.read<QDateTime>();
    device.lastAt = row.read<QDateTime>();
    device.changes = row.read<qint64>();
    device.behind = row.read<qint64>();
    device.isRevoked = row.read<bool>();
    device.revokedBy = row.read<QString>();
    device.revokedAt = row.read<QDateTime>();
    device.reason = row.read<QString>();
    return device;
}

Result<> ran(const Result<qint64> &result)
{
    return result ? Result<>() : passOn(result);
}

#define DEVICE_COLUMNS                                                                                                 \
    "sync_device.id, person, coalesce(sync_contact.name, ''), first_at, last_at, last_sequence, "                      \
    "(SELECT coalesce(sum(sync_scope.clock - sync_reading.clock), 0) FROM sync_reading "                               \
    "JOIN sync_scope ON sync_scope.scope = sync_reading.scope WHERE sync_reading.device = sync_device.id), revoked, "  \
    "coalesce(revoked_by, ''), revoked_at, coalesce(reason, '') FROM sync_device "                                     \
    "LEFT JOIN sync_contact ON sync_contact.device = sync_device.id "                                                  \
    "LEFT JOIN sync_revocation ON sync_revocation.device = sync_device.id "

} // namespace

Result<std::vector<SyncedDevice>> SyncDevicesSql::all() const
{
    auto select = m_session.statement("SELECT " DEVICE_COLUMNS
                                      "ORDER BY person, last_at IS NULL, last_at DESC, sync_device.id");
    return select.bind().all(readDevice);
}

Result<SyncedDevice> SyncDevicesSql::find(const QUuid &id) const
{
    auto select = m_session.statement("SELECT " DEVICE_COLUMNS "WHERE sync_device.id = ?");
    const auto device = select.bind(id).first(readDevice);
    if (!device)
        return passOn(device);
    if (!*device)
        return fail(ErrorKind::NotFound, u"sync.device_not_found"_s,
                    {{u"device"_s, id.toString(QUuid::WithoutBraces)}});
    return **device;
}

Result<> SyncDevicesSql::noteContact(const QUuid &id, const Machine &machine, const QDateTime &now)
{
    return ran(
        m_session.run("INSERT INTO sync_contact (device, name, first_at, last_at, machine) VALUES (?1, ?2, ?3, ?3, ?4) "
                      "ON CONFLICT (device) DO UPDATE SET last_at = excluded.last_at, "
                      "name = CASE WHEN excluded.name = '' THEN sync_contact.name ELSE excluded.name END, "
                      "machine = CASE WHEN excluded.machine = '' THEN sync_contact.machine ELSE excluded.machine END",
                      id, notNull(machine.name), now, notNull(machine.known)));
}

Result<> SyncDevicesSql::welcome(const QString &person, const Machine &machine) const
{
    auto select = m_session.statement("SELECT count(*) FROM sync_device JOIN sync_contact ON device = id "
                                      "WHERE person = ? AND machine = ? AND machine <> '' AND revoked");
    const auto off
        = select.bind(person, notNull(machine.known)).first([](Statement &row) { return row.read<qint64>(); });
    if (!off)
        return passOn(off);
    if (off->value_or(0) > 0)
        return fail(ErrorKind::Forbidden, u"sync.machine_revoked"_s, {{u"machine"_s, machine.name}});
    return {};
}

Result<> SyncDevicesSql::noteReading(const QUuid &id, const QString &scope, qint64 clock)
{
    return ran(m_session.run("INSERT INTO sync_reading (device, scope, clock) VALUES (?,?,?) "
                             "ON CONFLICT (device, scope) DO UPDATE SET clock = excluded.clock",
                             id, scope, clock));
}

Result<> SyncDevicesSql::revoke(const QUuid &id, const QString &person, const QString &reason, const QDateTime &now)
{
    Transaction transaction(m_session);
    const auto device = find(id);
    if (!device)
        return passOn(device);
    if (device->isRevoked)
        return fail(ErrorKind::Conflict, u"sync.revoked_already"_s, {{u"person"_s, device->revokedBy}});
    if (auto marked = ran(m_session.run("UPDATE sync_device SET revoked = ? WHERE id = ?", true, id)); !marked)
        return marked;
    const auto noted
        = m_session.run("INSERT INTO sync_revocation (device, revoked_by, revoked_at, reason) VALUES (?,?,?,?)", id,
                        person, now, reason);
    return noted ? transaction.commit() : passOn(noted);
}

} // namespace accord::storage
