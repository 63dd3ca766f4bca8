// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_server.h"

#include "core/base/canonical.h"
#include "core/sync/compaction.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::simulation {

void MemoryServer::violate(const QString &what, const Command &command)
{
    if (violation.isEmpty())
        violation = u"%1 (%2 %3)"_s.arg(what, toString(command.act), command.id.toString(QUuid::WithoutBraces));
}

void MemoryServer::addScope(const QString &scope)
{
    Feed feed;
    feed.head = {1, sha256Hex(scope.toUtf8())};
    feed.horizon = feed.head;
    state.feeds[scope] = feed;
}

void MemoryServer::compact(const QString &scope, qint64 keep)
{
    Feed &feed = state.feeds[scope];
    const qint64 gone = std::max<qint64>(0, qint64(feed.changes.size()) - keep);
    if (gone == 0)
        return;
    feed.horizon = feed.changes[std::size_t(gone - 1)].place;
    feed.changes.erase(feed.changes.begin(), feed.changes.begin() + gone);
}

void MemoryServer::compactWhatNobodyNeeds(const QString &scope)
{
    Feed &feed = state.feeds[scope];
    const qint64 horizon = feed.horizon.clock;
    std::vector<Reader> readers;
    for (const auto &[device, clock] : state.readings[scope])
        readers.push_back({clock, m_plant != Plant::CompactedTooFar});
    compact(scope, feed.head.clock - horizonAfter(horizon, feed.head.clock, readers));
    for (const auto &[device, clock] : state.readings[scope]) {
        if (clock >= horizon && clock < feed.horizon.clock && violation.isEmpty())
            violation = u"lines are gone that a machine in use has not read"_s;
    }
}

std::optional<Device> MemoryServer::device(const QUuid &id)
{
    const auto found = state.devices.find(id);
    return found == state.devices.end() ? std::nullopt : std::optional(found->second);
}

void MemoryServer::save(const Device &device)
{
    state.devices[device.id] = device;
}

std::optional<QByteArray> MemoryServer::answersUpTo(const QUuid &device, qint64 sequence)
{
    const auto &answers = state.answers[device];
    const auto found = answers.find(sequence);
    return found == answers.end() ? std::nullopt : std::optional(found->second);
}

void MemoryServer::saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers)
{
    state.answers[device][sequence] = answers;
}

std::optional<AnsweredCommand> MemoryServer::answered(const QUuid &command)
{
    const auto found = state.commands.find(command);
    return found == state.commands.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Row> MemoryServer::row(const RowKey &key)
{
    const auto found = state.rows.find(key);
    return found == state.rows.end() ? std::nullopt : std::optional(found->second);
}

void MemoryServer::put(const Row &written, const QString &person)
{
    m_before.try_emplace(written.key, row(written.key));
    Row row = written;
    if (m_plant == Plant::RowsWrittenWhole && m_before.at(row.key) && scopesOfPersons.contains(person))
        row.body.remove(u"extra"_s);
    if (row.key.entity == conflictEntity) {
        const auto conflict = conflictFromJson(row.body);
        auto &ids = state.conflicts[conflict->row];
        if (!std::count(ids.begin(), ids.end(), conflict->id))
            ids.push_back(conflict->id);
        if (m_plant == Plant::ConflictWithoutMine) {
            Conflict emptied = *conflict;
            for (Conflict::Field &field : emptied.fields)
                field.mine = field.theirs;
            row.body = toJson(emptied);
        }
    }
    state.rows[row.key] = row;
}

std::vector<Conflict> MemoryServer::conflictsOf(const RowKey &key)
{
    std::vector<Conflict> conflicts;
    const auto found = state.conflicts.find(key);
    if (found == state.conflicts.end())
        return conflicts;
    for (const QUuid &id : found->second)
        conflicts.push_back(*conflictFromJson(state.rows.at({conflictEntity, id}).body));
    return conflicts;
}

QString MemoryServer::scopeOfNew(const Command &command, const Person &person)
{
    if (command.row.entity == u"draft"_s)
        return u"user:"_s + person.name;
    const FieldChange *region = command.field(u"region"_s);
    return region ? region->after.toString() : QString();
}

bool MemoryServer::isNamed(const ContentKey &content, const Person &person)
{
    return std::ranges::any_of(state.rows, [&](const auto &entry) {
        const Row &row = entry.second;
        return !row.deleted && person.scopes.contains(row.scope)
               && valueOf(row.body, u"sha256"_s).toString() == content.sha256;
    });
}

std::optional<FeedPlace> MemoryServer::head(const QString &scope)
{
    const auto found = state.feeds.find(scope);
    return found == state.feeds.end() ? std::nullopt : std::optional(found->second.head);
}

void MemoryServer::append(const Change &change)
{
    if (m_plant == Plant::NoLeaveOnMove && change.kind == Change::Kind::Leave)
        return;
    if (m_plant == Plant::NoTombstones && change.row.deleted)
        return;
    Feed &feed = state.feeds[change.row.scope];
    if (!isChain(feed.head, {change}) && violation.isEmpty())
        violation = u"a line of the feed does not follow the one before it"_s;
    feed.head = change.place;
    feed.changes.push_back(change);
}

qint64 MemoryServer::horizon(const QString &scope)
{
    return state.feeds[scope].horizon.clock;
}

std::optional<QByteArray> MemoryServer::hashAt(const QString &scope, qint64 clock)
{
    const Feed &feed = state.feeds[scope];
    if (clock == feed.horizon.clock)
        return feed.horizon.hash;
    const auto line = std::ranges::find(feed.changes, clock, [](const Change &change) { return change.place.clock; });
    return line == feed.changes.end() ? std::nullopt : std::optional(line->place.hash);
}

std::vector<Change> MemoryServer::changesAfter(const QString &scope, qint64 clock, int limit)
{
    const Feed &feed = state.feeds[scope];
    const auto from
        = std::ranges::upper_bound(feed.changes, clock, {}, [](const Change &change) { return change.place.clock; });
    return {from, from + std::min<std::ptrdiff_t>(feed.changes.end() - from, limit)};
}

std::vector<Row> MemoryServer::rowsOf(const QString &scope)
{
    std::vector<Row> rows;
    for (const auto &[key, row] : state.rows) {
        if (row.scope == scope && !row.deleted)
            rows.push_back(row);
    }
    return rows;
}

void MemoryServer::keep(const Command &command, const Person &person, const QUuid &device, const Outcome &outcome)
{
    Q_UNUSED(device)
    const auto original = made.find(command.id); // what was sent may have been tampered with on the way
    const Command present
        = inPresentForm(original == made.end() ? command : original->second, *m_rules.find(command.row.entity));
    if (state.commands.contains(command.id))
        violate(u"a command was carried out twice"_s, command);
    state.commands[command.id] = {person.name, digestOf(command), outcome};
    const auto row = this->row(command.row);
    if (outcome.verdict != Verdict::Rejected && row && !scopesOfPersons[person.name].contains(row->scope))
        violate(u"somebody changed a row of a region that is not theirs"_s, command);
    checkOverwritten(present, outcome);
    checkContent(present, outcome);
    m_before.clear();
}

/// Nobody overwrites what they did not see.
void MemoryServer::checkOverwritten(const Command &command, const Outcome &outcome)
{
    const auto touched = m_before.find(command.row);
    if (touched == m_before.end() || !touched->second)
        return;
    if (outcome.verdict == Verdict::Rejected)
        return violate(u"a rejected command changed its row"_s, command);
    const Row &before = *touched->second;
    const Row &after = state.rows.at(command.row);
    QStringList names = before.body.keys() + after.body.keys();
    names.removeDuplicates();
    for (const QString &name : names) {
        const QJsonValue was = valueOf(before.body, name);
        if (was == valueOf(after.body, name))
            continue;
        const FieldChange *field = command.field(name);
        if (!field)
            violate(u"a field that the command does not name was changed"_s, command);
        else if (field->before != was)
            violate(u"a value was overwritten that was not seen"_s, command);
    }
    if (after.deleted && !before.deleted) {
        for (const FieldChange &field : command.fields) {
            if (field.before != valueOf(before.body, field.name))
                violate(u"a row was deleted with values that were not seen"_s, command);
        }
    }
}

bool MemoryServer::isHeld(const Command &command, const FieldChange &field, const Outcome &outcome)
{
    for (const QUuid &id : outcome.conflicts) {
        const auto row = this->row({conflictEntity, id});
        const auto conflict = row ? conflictFromJson(row->body) : Result<Conflict>(Conflict{});
        const Conflict::Field *held = conflict ? conflict->field(field.name) : nullptr;
        if (held && held->mine == field.after
            && std::count(conflict->commands.begin(), conflict->commands.end(), command.id))
            return true;
    }
    return false;
}

/// Each command ends applied, in a conflict, or rejected with a reason.
void MemoryServer::checkContent(const Command &command, const Outcome &outcome)
{
    const auto row = this->row(command.row);
    if (outcome.verdict == Verdict::Rejected) {
        if (outcome.reason.isEmpty())
            violate(u"a rejection says no reason"_s, command);
        const auto orphan = this->row({orphanEntity, command.id});
        if (outcome.reason == u"sync.left_region"_s
            && (!orphan
                || valueOf(orphan->body, u"command"_s).toObject().value(u"fields"_s).toArray().size()
                       != qsizetype(command.fields.size())))
            violate(u"the content of a rejected edit is lost"_s, command);
        return;
    }
    if (command.act == Act::Resolve) {
        const auto conflict = conflictFromJson(state.rows.at({conflictEntity, *command.conflict}).body);
        if ((outcome.verdict == Verdict::Conflict) != conflict->isOpen())
            violate(u"a resolution ended otherwise than it says"_s, command);
        return;
    }
    if (command.act == Act::Delete && outcome.verdict != Verdict::Conflict) {
        if (row && !row->deleted)
            violate(u"a deletion is lost"_s, command);
        return;
    }
    for (const FieldChange &field : command.fields) {
        const bool applied = row && !row->deleted && valueOf(row->body, field.name) == field.after;
        if (!applied && !isHeld(command, field, outcome))
            violate(u"an edit is lost: neither applied nor in a conflict"_s, command);
    }
}

} // namespace accord::simulation
