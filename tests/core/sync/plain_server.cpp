// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_server.h"

#include <algorithm>

namespace accord::sync {

Result<> PlainServer::atOnce(const std::function<Result<>()> &work)
{
    const State before = state;
    auto done = work();
    if (!done)
        state = before;
    return done;
}

void PlainServer::save(const Device &device)
{
    if (!forgetsDevices)
        state.devices[device.id] = device;
}

void PlainServer::keep(const Command &command, const Person &person, const QUuid &, const Outcome &outcome)
{
    state.commands[command.id] = {person.name, digestOf(command), outcome};
}

std::optional<Row> PlainServer::row(const RowKey &key)
{
    read.push_back(key);
    return in(state.rows, key);
}

void PlainServer::put(const Row &row, const QString &)
{
    if (failingToPut)
        m_failure = failingToPut;
    if (!m_failure)
        state.rows[row.key] = row;
}

std::vector<Conflict> PlainServer::conflictsOf(const RowKey &key)
{
    std::vector<Conflict> conflicts;
    for (const auto &[own, row] : state.rows) {
        const auto conflict = own.entity == conflictEntity ? conflictFromJson(row.body) : Result<Conflict>(Conflict());
        if (conflict->row == key)
            conflicts.push_back(*conflict);
    }
    return conflicts;
}

std::optional<FeedPlace> PlainServer::head(const QString &scope)
{
    if (failingToRead)
        m_failure = failingToRead;
    return m_failure ? std::nullopt : in(state.heads, scope);
}

void PlainServer::append(const Change &change)
{
    state.heads[change.row.scope] = change.place;
    state.changes.push_back(change);
}

std::vector<Change> PlainServer::feedOf(const QString &scope) const
{
    std::vector<Change> changes;
    std::ranges::copy_if(state.changes, std::back_inserter(changes),
                         [&](const Change &change) { return change.row.scope == scope; });
    return changes;
}

std::optional<QByteArray> PlainServer::hashAt(const QString &scope, qint64 clock)
{
    for (const Change &change : feedOf(scope)) {
        if (change.place.clock == clock && clock >= horizons[scope])
            return change.place.hash;
    }
    return std::nullopt;
}

std::vector<Change> PlainServer::changesAfter(const QString &scope, qint64 clock, int limit)
{
    std::vector<Change> changes = feedOf(scope);
    std::erase_if(changes, [&](const Change &change) { return change.place.clock <= clock; });
    changes.resize(std::min(changes.size(), std::size_t(limit)));
    return changes;
}

std::vector<Row> PlainServer::rowsOf(const QString &scope)
{
    std::vector<Row> rows;
    for (const auto &[key, row] : state.rows) {
        if (row.scope == scope && !row.deleted)
            rows.push_back(row);
    }
    return rows;
}

} // namespace accord::sync
