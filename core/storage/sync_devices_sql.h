// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDateTime>
#include <QtCore/QUuid>

#include <vector>

namespace accord::storage {

class Session;

/// A machine that exchanges with a team, as its database knows it.
struct SyncedDevice
{
    QUuid id;
    QString person; ///< user name
    QString machine; ///< as it calls itself; empty when it did not say
    QDateTime firstAt; ///< null: a console of the team
    QDateTime lastAt;
    qint64 changes = 0; ///< that it sent
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
    /// That a machine was heard of, and its name if it said one.
    Result<> noteContact(const QUuid &id, const QString &machine, const QDateTime &now);
    Result<> noteReading(const QUuid &id, const QString &scope, qint64 clock);
    /// For ever. \returns Conflict "sync.revoked_already".
    Result<> revoke(const QUuid &id, const QString &person, const QString &reason, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
