// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDateTime>
#include <QtCore/QUuid>

#include <vector>

namespace accord::storage {

class Session;

/// What a machine says of itself; empty where it says nothing.
struct Machine
{
    QString name; ///< as it calls itself
    QString known; ///< by what it is known again: a hash
};

/// A machine that exchanges with a team, as its database knows it.
struct SyncedDevice
{
    QUuid id;
    QString person; ///< user name
    QString machine; ///< as it calls itself; empty when it did not say
    QDateTime firstAt; ///< null: a console of the team
    QDateTime lastAt;
    qint64 changes = 0; ///< that it sent
    qint64 behind = 0; ///< lines of the feeds that it reads and has not read yet
    bool isRevoked = false;
    QString revokedBy; ///< user name
    QDateTime revokedAt;
    QString reason;
};

/// The machines of a team.
class SyncDevicesSql
{
public:
    explicit SyncDevicesSql(Session &session)
        : m_session(session)
    { }

    /// By person, the latest first. In a guarded database one's own, or all for who looks after people.
    Result<std::vector<SyncedDevice>> all() const;
    /// \returns NotFound "sync.device_not_found".
    Result<SyncedDevice> find(const QUuid &id) const;
    /// That a machine was heard of, and what it said of itself.
    Result<> noteContact(const QUuid &id, const Machine &machine, const QDateTime &now);
    /// Whether \a person may have another copy on \a machine.
    /// \returns Forbidden "sync.machine_revoked" where a copy of theirs was taken off.
    Result<> welcome(const QString &person, const Machine &machine) const;
    Result<> noteReading(const QUuid &id, const QString &scope, qint64 clock);
    /// For ever. \returns Conflict "sync.revoked_already".
    Result<> revoke(const QUuid &id, const QString &person, const QString &reason, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
