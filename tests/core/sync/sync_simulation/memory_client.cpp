// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_client.h"

namespace accord::simulation {

std::optional<Row> MemoryClient::in(const std::map<RowKey, Row> &rows, const RowKey &key)
{
    const auto found = rows.find(key);
    return found == rows.end() ? std::nullopt : std::optional(found->second);
}

std::vector<OutboxEntry> MemoryClient::outbox()
{
    std::vector<OutboxEntry> entries;
    for (const auto &[sequence, entry] : state.outbox)
        entries.push_back(entry);
    return entries;
}

std::vector<OutboxEntry> MemoryClient::openFor(const RowKey &key)
{
    std::vector<OutboxEntry> entries;
    if (m_plant == Plant::OpenCommandsNotShown)
        return entries;
    for (const auto &[sequence, entry] : state.outbox) {
        if (entry.isOpen() && entry.command.row == key)
            entries.push_back(entry);
    }
    return entries;
}

void MemoryClient::save(const OutboxEntry &entry)
{
    OutboxEntry kept = entry;
    // A machine that becomes another one saves entries that had an answer without it.
    for (auto known = state.outbox.begin(); known != state.outbox.end(); ++known) {
        if (known->second.command.id != entry.command.id)
            continue;
        if (m_plant == Plant::NothingOfferedAgain && known->second.outcome && !entry.outcome) {
            kept.outcome = known->second.outcome;
            kept.settled = true;
        }
        state.outbox.erase(known);
        break;
    }
    state.outbox[kept.command.sequence] = kept;
}

std::vector<RowKey> MemoryClient::rowsOf(const QString &scope)
{
    std::vector<RowKey> keys;
    if (m_plant == Plant::SnapshotAdds)
        return keys;
    for (const auto &[key, row] : state.rows) {
        if (row.scope == scope)
            keys.push_back(key);
    }
    for (const auto &[key, row] : state.bases) {
        if (row.scope == scope && !state.rows.contains(key))
            keys.push_back(key);
    }
    return keys;
}

void MemoryClient::forgetVersions()
{
    for (auto &[key, row] : state.rows)
        row.version = 0;
    for (auto &[key, row] : state.bases)
        row.version = 0;
}

FeedPlace MemoryClient::cursor(const QString &scope)
{
    const auto found = state.cursors.find(scope);
    return found == state.cursors.end() ? FeedPlace() : found->second;
}

QStringList MemoryClient::scopes()
{
    QStringList scopes;
    for (const auto &[scope, place] : state.cursors)
        scopes << scope;
    return scopes;
}

} // namespace accord::simulation
