// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/client.h"

#include "core/sync/merge.h"
#include "core/sync/renewal.h"

#include <algorithm>
#include <set>

namespace accord::sync {

namespace {

/// Whether the command may be made at all, as far as this machine can tell.
Result<> checkWish(const EntityRule *rule, const Wish &wish, const std::optional<Row> &shown, const QString &person)
{
    const QVariantMap args{{u"entity"_s, wish.row.entity}};
    const bool making = wish.act == Act::Make;
    if (!rule || rule->merge == MergeRule::ServerOnly || (making && !rule->mayBeMade)
        || (wish.act == Act::Delete && !rule->mayBeDeleted))
        return fail(ErrorKind::Forbidden, u"sync.only_with_server"_s, args);
    if (making && shown)
        return fail(ErrorKind::Conflict, u"sync.row_exists"_s, args);
    if (!making && !shown)
        return fail(ErrorKind::NotFound, u"sync.row_unknown"_s, args);
    if (!making && rule->merge == MergeRule::OnlyAdded && valueOf(shown->body, rule->authorField).toString() != person)
        return fail(ErrorKind::Forbidden, u"sync.not_author"_s, args);
    for (const auto &[name, value] : wish.fields) {
        if (!rule->allows(name, making))
            return fail(ErrorKind::Forbidden, u"sync.field_only_with_server"_s,
                        {{u"entity"_s, wish.row.entity}, {u"field"_s, name}});
    }
    return {};
}

std::vector<FieldChange> changesOf(const EntityRule &rule, const Wish &wish, const std::optional<Row> &shown)
{
    std::vector<FieldChange> changes;
    const QJsonObject seen = shown ? shown->body : QJsonObject();
    if (wish.act == Act::Delete) {
        for (const QString &name : rule.fields)
            changes.push_back({name, valueOf(seen, name), QJsonValue(QJsonValue::Null)});
        return changes;
    }
    for (const auto &[name, value] : wish.fields) {
        const QJsonValue before = valueOf(seen, name);
        if (wish.act == Act::Make || before != value)
            changes.push_back({name, before, value});
    }
    return changes;
}

std::vector<Command> commandsOf(const std::vector<OutboxEntry> &entries)
{
    std::vector<Command> commands;
    for (const OutboxEntry &entry : entries)
        commands.push_back(entry.command);
    return commands;
}

/// Moves on over everything that has its answer.
void acknowledge(ClientStore &store)
{
    Identity identity = store.identity();
    for (const OutboxEntry &entry : store.outbox()) {
        if (entry.command.sequence <= identity.acknowledged)
            continue;
        if (!entry.outcome || entry.command.sequence != identity.acknowledged + 1)
            break;
        identity.acknowledged = entry.command.sequence;
        identity.answers = answersWith(identity.answers, entry.command.id, *entry.outcome);
    }
    store.save(identity);
}

} // namespace

Command Client::kept(Command command, const QUuid &id, const QDateTime &now)
{
    Identity identity = m_store.identity();
    command.id = id;
    command.claimedAt = now;
    command.sequence = ++identity.lastSequence;
    m_store.save(identity);
    m_store.save(OutboxEntry{command});
    return command;
}

Result<Command> Client::wish(const Wish &wish, const QUuid &id, const QDateTime &now)
{
    return this->wish(wish, m_store.row(wish.row), id, now);
}

Result<Command> Client::wish(const Wish &wish, const std::optional<Row> &shown, const QUuid &id, const QDateTime &now)
{
    const EntityRule *rule = m_rules.find(wish.row.entity);
    if (auto checked = checkWish(rule, wish, shown, m_store.identity().person); !checked)
        return passOn(checked);
    Command command;
    command.act = wish.act;
    command.row = wish.row;
    command.fields = changesOf(*rule, wish, shown);
    const auto base = m_store.base(wish.row);
    command.baseVersion = base ? base->version : shown ? shown->version : 0;
    keepBase(wish.row, shown);
    command = kept(command, id, now);
    show(wish.row);
    return command;
}

Command Client::choose(const Conflict &conflict, bool takeMine, const QUuid &id, const QDateTime &now)
{
    keepBase(conflict.row, m_store.row(conflict.row));
    return kept(resolutionOf(conflict, takeMine), id, now);
}

/// What is shown is what the server has only as long as nothing is open on it.
void Client::keepBase(const RowKey &key, const std::optional<Row> &shown)
{
    if (shown && !m_store.base(key) && m_store.openFor(key).empty())
        m_store.saveBase(*shown);
}

PushRequest Client::nextPush(int limit)
{
    PushRequest request{.device = m_store.identity().device};
    for (const OutboxEntry &entry : m_store.outbox()) {
        if (!entry.outcome && request.commands.size() < std::size_t(limit))
            request.commands.push_back(entry.command);
    }
    return request;
}

PullRequest Client::nextPull(const QString &scope, int limit)
{
    const Identity identity = m_store.identity();
    return {.device = identity.device,
            .acknowledged = identity.acknowledged,
            .answers = identity.answers,
            .scope = scope,
            .cursor = m_store.cursor(scope),
            .limit = limit};
}

void Client::receive(const PushAnswer &answer, const QUuid &spare)
{
    if (answer.device != m_store.identity().device)
        return; // meant for who this machine was before
    auto outbox = m_store.outbox();
    for (const auto &[id, outcome] : answer.outcomes) {
        const auto entry
            = std::ranges::find_if(outbox, [&](const OutboxEntry &candidate) { return candidate.command.id == id; });
        if (entry == outbox.end() || entry->outcome)
            continue;
        entry->outcome = outcome;
        m_store.save(*entry);
    }
    acknowledge(m_store);
    const QStringList scopes = m_store.scopes();
    settle([&](const Outcome &outcome) {
        return outcome.clock == 0 || !scopes.contains(outcome.scope)
               || m_store.cursor(outcome.scope).clock >= outcome.clock;
    });
    if (answer.state == PushAnswer::State::Fork || answer.state == PushAnswer::State::Gap)
        renew(m_store, m_rules, spare, FeedsAfterwards::Kept);
}

void Client::receive(const PullAnswer &answer, const QUuid &spare)
{
    if (answer.device != m_store.identity().device || answer.asked != m_store.cursor(answer.scope)
        || !m_store.scopes().contains(answer.scope))
        return;
    switch (answer.state) {
    case PullAnswer::State::Page:
        takePage(answer, spare);
        break;
    case PullAnswer::State::Snapshot:
        takeSnapshot(answer);
        break;
    case PullAnswer::State::Mismatch:
        renew(m_store, m_rules, spare, FeedsAfterwards::ReadAgain);
        break;
    case PullAnswer::State::Behind:
        renew(m_store, m_rules, spare, FeedsAfterwards::Kept);
        break;
    case PullAnswer::State::Lost:
        takeOutScope(answer.scope);
        break;
    case PullAnswer::State::TooOld:
        break; // what is here stays readable until the program was updated
    }
}

/// A row of the lost scope may have come from another one, in a time that a restored server forgot: the others are read
/// anew.
void Client::takeOutScope(const QString &scope)
{
    for (const RowKey &key : m_store.rowsOf(scope))
        takeOut(key);
    m_store.removeScope(scope);
    settle([&](const Outcome &outcome) { return outcome.scope == scope; });
    readAgain(m_store);
}

void Client::takePage(const PullAnswer &answer, const QUuid &spare)
{
    if (answer.changes.empty())
        return;
    if (!isChain(answer.asked, answer.changes)) {
        renew(m_store, m_rules, spare, FeedsAfterwards::ReadAgain);
        return;
    }
    for (const Change &change : answer.changes) {
        const auto base = m_store.base(change.row.key);
        const auto known = base ? base : m_store.row(change.row.key);
        if (known && known->version > change.row.version)
            continue; // read already, in the feed of the scope that the row is in now
        if (change.kind == Change::Kind::Put)
            takeIn(change.row);
        else if (known && known->scope == answer.scope)
            takeOut(change.row.key);
    }
    const FeedPlace reached = answer.changes.back().place;
    m_store.saveCursor(answer.scope, reached);
    settle([&](const Outcome &outcome) { return outcome.scope == answer.scope && outcome.clock <= reached.clock; });
}

void Client::takeSnapshot(const PullAnswer &answer)
{
    // Nobody can tell any more whether a cursor that is too old was of this feed: what was read beside it may have come
    // from a time that a restored server forgot.
    if (answer.asked.clock > 0)
        readAgain(m_store);
    std::set<RowKey> there;
    for (const Row &row : answer.rows) {
        there.insert(row.key);
        const auto base = m_store.base(row.key);
        const auto known = base ? base : m_store.row(row.key);
        if (!known || known->version <= row.version)
            takeIn(row);
    }
    for (const RowKey &key : m_store.rowsOf(answer.scope)) {
        if (!there.contains(key))
            takeOut(key);
    }
    m_store.saveCursor(answer.scope, answer.head);
    settle([&](const Outcome &outcome) { return outcome.scope == answer.scope && outcome.clock <= answer.head.clock; });
}

void Client::takeIn(const Row &row)
{
    m_store.saveBase(row);
    show(row.key);
}

void Client::takeOut(const RowKey &key)
{
    m_store.removeBase(key);
    m_store.remove(key);
    if (!m_store.openFor(key).empty())
        show(key);
}

void Client::show(const RowKey &key)
{
    const auto open = m_store.openFor(key);
    const auto base = m_store.base(key);
    const EntityRule *rule = m_rules.find(key.entity);
    const auto shown = rule ? withOpenCommands(*rule, base, commandsOf(open), m_store.identity().person) : base;
    if (shown && !shown->deleted)
        m_store.put(*shown);
    else
        m_store.remove(key);
    if (open.empty())
        m_store.removeBase(key);
}

void Client::settle(const std::function<bool(const Outcome &)> &isSettled)
{
    std::set<RowKey> touched;
    for (OutboxEntry &entry : m_store.outbox()) {
        if (entry.settled || !entry.outcome || !isSettled(*entry.outcome))
            continue;
        entry.settled = true;
        m_store.save(entry);
        touched.insert(entry.command.row);
    }
    for (const RowKey &key : touched)
        show(key);
}

void Client::setScopes(const QStringList &scopes)
{
    const QStringList known = m_store.scopes();
    for (const QString &scope : scopes) {
        if (!known.contains(scope))
            m_store.saveCursor(scope, {});
    }
}

} // namespace accord::sync
