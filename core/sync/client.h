// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pull.h"
#include "core/sync/push.h"

namespace accord::sync {

/// What somebody wants to change on their machine.
struct Wish
{
    Act act = Act::Edit; ///< anything but a resolution
    RowKey row;
    std::vector<std::pair<QString, QJsonValue>> fields = {}; ///< with their new values; none for a deletion
};

/// The machine of a rep: commands over the rows of the server. Each function is one transaction of whoever calls it,
/// and undone when the store has a failure afterwards.
class Client
{
public:
    Client(ClientStore &store, const EntityRules &rules)
        : m_store(store)
        , m_rules(rules)
    { }

    /// Keeps the command and shows what it does. The values that were seen are those shown now.
    /// \returns Forbidden "sync.only_with_server", "sync.field_only_with_server", "sync.not_author"; NotFound
    /// "sync.row_unknown"; Conflict "sync.row_exists".
    Result<Command> wish(const Wish &wish, const QUuid &id, const QDateTime &now);
    /// The same for what somebody else wrote into the rows of this transaction already.
    /// \param shown  the row as it was
    Result<Command> wish(const Wish &wish, const std::optional<Row> &shown, const QUuid &id, const QDateTime &now);
    /// Keeps the choice between the two sides of a conflict.
    Command choose(const Conflict &conflict, bool takeMine, const QUuid &id, const QDateTime &now);

    /// What has no answer yet, as much as fits into one message; no commands: nothing to send.
    PushRequest nextPush(int limit = pushLimit);
    PullRequest nextPull(const QString &scope, int limit = pullLimit);

    /// Takes in an answer; the parts that it needs are sent by whoever sends. One that is not for what this machine
    /// asks now changes nothing.
    /// \param spare  the name that the machine takes if it has to be known as another one
    void receive(const PushAnswer &answer, const QUuid &spare);
    void receive(const PullAnswer &answer, const QUuid &spare);
    /// Begins to read scopes that are new.
    void setScopes(const QStringList &scopes);

private:
    Command kept(Command command, const QUuid &id, const QDateTime &now);
    void keepBase(const RowKey &key, const std::optional<Row> &shown);
    void takeIn(const Row &row);
    void takeOut(const RowKey &key);
    void show(const RowKey &key);
    void takeOutScope(const QString &scope);
    void takePage(const PullAnswer &answer, const QUuid &spare);
    void takeSnapshot(const PullAnswer &answer);
    void settle(const std::function<bool(const Outcome &)> &isSettled);

    ClientStore &m_store;
    const EntityRules &m_rules;
};

} // namespace accord::sync
