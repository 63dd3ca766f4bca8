// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sync_client_sql.h"
#include "core/storage/sync_devices_sql.h"
#include "core/sync/conflict.h"
#include "core/workspace/services.h"

namespace accord::storage {
class SyncFeedSql;
}

namespace accord::workspace {

/// What an exchange with the team did.
struct SyncCounts
{
    int sent = 0; ///< changes that got an answer
    int conflicts = 0; ///< of them, that wait for a choice
    int rejected = 0; ///< of them, that the team did not take
    int received = 0; ///< rows
};

/// How a copy stands to the team.
struct SyncState
{
    bool isCopy = false; ///< otherwise only \c conflicts says something
    QString person;
    QString server;
    QDateTime contactAt; ///< null: never
    storage::CopyContent content; ///< with what the copy had after that contact, and what was written here since
    bool isLocked = false; ///< too long without contact, or revoked: only what waits can be looked at
    bool isRevoked = false; ///< the team takes nothing of this copy any more
    int waiting = 0; ///< changes without an answer
    int rejected = 0;
    int conflicts = 0; ///< open
    QString failure; ///< error id of the last try
};

/// A change of this machine that waits, or that the team did not take.
struct WaitingChange
{
    sync::Command command;
    QString title; ///< of what it changes
    QString reason; ///< error id; empty while it waits
};

struct ConflictRow
{
    sync::Conflict conflict;
    QString title;
    bool isChosen = false; ///< the choice is on its way
};

/// Synchronisation between the copy on a rep's machine and the team's workspace. The same desk shows a team the
/// conflicts of its reps.
class SyncDesk
{
public:
    explicit SyncDesk(Services &services)
        : m_services(services)
    { }

    /// Makes the file \a path a copy of the workspace at \a server (URL, or another file) for \a person, still empty.
    /// \returns Conflict "storage.file_exists"; NotFound "identity.user_not_found"; Forbidden
    ///          "identity.login_is_another" when the login at the server is another person, "permission.role_missing"
    ///          for who sees no customers, "sync.machine_revoked"; what opening can fail with.
    static Result<> start(const QString &path, const QString &server, const QString &person);

    /// Sends what waits and reads what is new, until neither is left.
    /// \returns Conflict "sync.no_copy"; Unavailable "sync.not_settled"; what opening the server can fail with.
    Result<SyncCounts> run();
    Result<SyncState> state();
    Result<std::vector<WaitingChange>> waiting();
    Result<std::vector<ConflictRow>> conflicts();
    /// Closes a conflict: on a copy with the next run. \returns NotFound "sync.conflict_unknown"; Conflict
    /// "sync.conflict_closed", "sync.conflict_changed" when others changed the row again; what rights refuse.
    Result<> resolve(const QUuid &conflict, bool takeMine);

    /// The machines that exchange with this team: one's own, or all for who looks after people.
    Result<std::vector<storage::SyncedDevice>> devices();
    /// Takes a machine off: it is told so at its next contact, and its copy is closed. One's own, or anybody's for who
    /// adds people or approves their roles. \returns NotFound "sync.device_not_found"; InvalidInput
    /// "sync.reason_missing"; Conflict "sync.revoked_already"; what rights refuse.
    Result<> revoke(const QUuid &device, const QString &reason);
    /// Drops lines of feeds that are older than \a days and that no machine needs which was in contact within the time
    /// after which copies lock. In a guarded database only its owner can. \returns how many lines went; InvalidInput
    /// "sync.days_negative"; what rights refuse.
    Result<qint64> compact(int days);

private:
    Result<> collect();
    Result<SyncCounts> exchange(const storage::CopyOf &copy);
    Result<QString> titleOf(const sync::RowKey &key, const QJsonObject &body);
    Result<qint64> compactScope(storage::SyncFeedSql &feed, const QString &scope, const QDate &oldOn);
    Result<> resolveInTeam(const sync::Conflict &conflict, bool takeMine);

    Services &m_services;
};

} // namespace accord::workspace
