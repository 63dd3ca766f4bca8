// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include "core/sync/merge.h"

#include <algorithm>

namespace accord::simulation {

namespace {

const EntityRules &rules()
{
    static const EntityRules rules({
        {.entity = u"lead"_s,
         .merge = MergeRule::PerField,
         .fields = {u"name"_s, u"phone"_s, u"stage"_s},
         .fixedFields = {u"region"_s},
         .stageField = u"stage"_s,
         .closedStages = {u"won"_s},
         .formerNames = {{2, u"telephone"_s, u"phone"_s}}},
        {.entity = u"note"_s,
         .merge = MergeRule::OnlyAdded,
         .fields = {u"text"_s},
         .fixedFields = {u"region"_s},
         .authorField = u"author"_s},
        {.entity = u"draft"_s, .merge = MergeRule::Unit, .fields = {u"document"_s}, .authorField = u"author"_s},
        {.entity = u"proposal"_s, // one that a region shares, so that several write it
         .merge = MergeRule::Unit,
         .fields = {u"document"_s, u"name"_s},
         .fixedFields = {u"region"_s},
         .titleField = u"name"_s},
        {.entity = u"file"_s,
         .merge = MergeRule::OnlyAdded,
         .fields = {},
         .fixedFields = {u"region"_s, u"sha256"_s, u"size"_s},
         .authorField = u"author"_s,
         .namesContent = true},
        {.entity = conflictEntity, .merge = MergeRule::ServerOnly, .fields = {}},
        {.entity = orphanEntity, .merge = MergeRule::ServerOnly, .fields = {}},
    });
    return rules;
}

const std::vector<QString> regions{u"region:A"_s, u"region:B"_s};

} // namespace

World::World(quint64 seed, Plant plant, bool tracing)
    : m_random(seed * 7919 + 13)
    , m_plant(plant)
    , m_tracing(tracing)
    , m_server(rules(), plant)
{
    const std::size_t machines = 2 + below(7);
    const std::size_t persons = 1 + below(std::min<std::size_t>(machines, 4));
    for (const QString &region : regions)
        m_server.addScope(region);
    for (std::size_t index = 0; index < persons; ++index) {
        const QString name = u"p%1"_s.arg(index);
        QStringList scopes{u"user:"_s + name};
        m_server.addScope(scopes.front());
        const auto both = below(3);
        if (both != 0)
            scopes << regions[0];
        if (both != 1)
            scopes << regions[1];
        m_server.scopesOfPersons[name] = scopes;
    }
    m_firstScopes = m_server.scopesOfPersons;
    for (std::size_t index = 0; index < machines; ++index) {
        auto machine = std::make_unique<Machine>();
        machine->person = u"p%1"_s.arg(index % persons);
        machine->store = std::make_unique<MemoryClient>(plant);
        machine->client = std::make_unique<Client>(*machine->store, rules());
        machine->store->state.identity = {newId(), machine->person};
        machine->client->setScopes(m_server.scopesOfPersons[machine->person]);
        machine->skewHours = int(below(97)) - 48;
        machine->old = oneIn(6);
        m_machines.push_back(std::move(machine));
    }
}

QUuid World::newId()
{
    ++m_lastId;
    return QUuid(uint(m_random()), ushort(m_lastId >> 16), 0x7000, 0x80, 0, 0, 0, 0, 0, uchar(m_lastId >> 8),
                 uchar(m_lastId));
}

void World::note(const QString &what)
{
    if (m_tracing)
        m_trace << u"%1 %2"_s.arg(m_step, 4).arg(what);
}

Person World::personOf(const Machine &machine) const
{
    const auto &scopes = m_plant == Plant::RightsOfYesterday ? m_firstScopes : m_server.scopesOfPersons;
    return {machine.person, scopes.at(machine.person)};
}

/// An older program says it in the older form.
void World::rewriteForm(Machine &machine, const Command &command)
{
    Command written = command;
    if (machine.old) {
        written.kindVersion = 1;
        for (FieldChange &field : written.fields) {
            if (field.name == u"phone"_s)
                field.name = u"telephone"_s;
        }
        OutboxEntry entry{written};
        machine.store->save(entry);
    }
    m_server.made[written.id] = written;
}

void World::change(Machine &machine)
{
    const QString values[] = {u"red"_s, u"green"_s, u"blue"_s};
    Wish wish;
    std::vector<RowKey> keys;
    for (const auto &[key, row] : machine.store->state.rows) {
        if (key.entity != conflictEntity && key.entity != orphanEntity)
            keys.push_back(key);
    }
    if (keys.size() < 3 || oneIn(6)) {
        const QString entities[] = {u"lead"_s, u"lead"_s, u"note"_s, u"draft"_s, u"proposal"_s, u"file"_s};
        wish.act = Act::Make;
        wish.row = {entities[below(6)], newId()};
        const QStringList scopes = machine.store->scopes().filter(u"region:"_s);
        if (wish.row.entity != u"draft"_s) {
            if (scopes.isEmpty())
                return;
            wish.fields.emplace_back(u"region"_s, scopes[qsizetype(below(quint64(scopes.size())))]);
        }
        if (wish.row.entity == u"file"_s) {
            MemoryContents contents(machine.store->state.contents);
            const ContentKey content = *keepWhole(contents, newFile());
            wish.fields.emplace_back(u"sha256"_s, content.sha256);
            wish.fields.emplace_back(u"size"_s, content.size);
        } else {
            wish.fields.emplace_back(rules().find(wish.row.entity)->fields.front(), values[below(3)]);
        }
    } else {
        wish.row = anyOf(keys);
        if (oneIn(8)) {
            wish.act = Act::Delete;
        } else {
            const EntityRule *rule = rules().find(wish.row.entity);
            for (const QString &field : rule->fields) {
                if (oneIn(2))
                    wish.fields.emplace_back(field, field == u"stage"_s && oneIn(3) ? u"won"_s : values[below(3)]);
            }
            if (wish.fields.empty())
                return;
        }
    }
    const QDateTime now
        = QDateTime(QDate(2026, 6, 1), QTime(8, 0), Qt::UTC).addSecs(m_step * 60 + machine.skewHours * 3600);
    if (const auto command = machine.client->wish(wish, newId(), now)) {
        rewriteForm(machine, *command);
        note(u"%1 wants to %2 %3 %4"_s.arg(machine.person, toString(wish.act), wish.row.entity,
                                           command->id.toString(QUuid::WithoutBraces)));
    }
}

/// Mostly a few bytes, sometimes more than a part, sometimes one that is there already.
QByteArray World::newFile()
{
    const QByteArray few = QByteArray::number(below(20));
    return oneIn(10) ? QByteArray(int(partSize), 'x') + few : few;
}

void World::bringParts(std::size_t index, const PushAnswer &answer)
{
    Machine &machine = *m_machines[index];
    MemoryContents contents(machine.store->state.contents);
    for (const int number : answer.missingParts) {
        if (const auto part = partToSend(contents, answer.content, number))
            m_network.push_back({index, BroughtPart{answer.device, *part}});
    }
}

std::vector<ContentKey> World::unfinished(const Machine &machine) const
{
    std::vector<ContentKey> needed;
    for (const auto &[key, row] : machine.store->state.rows) {
        const EntityRule *rule = rules().find(key.entity);
        const auto content = rule ? contentNamedBy(*rule, row.body) : std::nullopt;
        if (content && !machine.store->state.contents.whole.contains(content->sha256))
            needed.push_back(*content);
    }
    return needed;
}

void World::askForPart(std::size_t index)
{
    Machine &machine = *m_machines[index];
    MemoryContents contents(machine.store->state.contents);
    for (const ContentKey &content : unfinished(machine)) {
        const auto missing = *contents.missingParts(content);
        m_network.push_back({index, PartRequest{machine.store->state.identity.device, content, anyOf(missing)}});
    }
}

ContentPart World::damagedOnItsWay(ContentPart part)
{
    if (oneIn(6)) {
        auto &byte = part.bytes[qsizetype(below(quint64(part.bytes.size())))];
        byte = char(byte ^ 4);
    }
    return part;
}

void World::takeIn(ContentState &state, const ContentPart &part)
{
    MemoryContents contents(state);
    if (m_plant != Plant::PartsUnchecked) {
        (void)takePart(contents, part);
        return;
    }
    (void)contents.keepPart(part.content, part.part, part.bytes);
    if (contents.missingParts(part.content)->empty())
        (void)contents.close(part.content);
}

void World::resolve(Machine &machine)
{
    std::vector<Conflict> open;
    for (const auto &[key, row] : machine.store->state.rows) {
        if (key.entity == conflictEntity) {
            const auto conflict = conflictFromJson(row.body);
            if (conflict && conflict->isOpen())
                open.push_back(*conflict);
        }
    }
    if (open.empty())
        return;
    const Command command
        = machine.client->choose(anyOf(open), oneIn(2), newId(), QDateTime(QDate(2026, 6, 2), QTime(), Qt::UTC));
    m_server.made[command.id] = command;
    note(u"%1 resolves %2"_s.arg(machine.person, command.conflict->toString(QUuid::WithoutBraces)));
}

void World::sendPush(std::size_t index)
{
    Machine &machine = *m_machines[index];
    const PushRequest request = machine.client->nextPush(int(1 + below(6)));
    if (request.commands.empty())
        return;
    m_network.push_back({index, request});
    if (m_plant == Plant::ForgottenWhenSent) {
        for (const Command &command : request.commands) {
            OutboxEntry entry{command, Outcome{.verdict = Verdict::Applied}, true};
            machine.store->save(entry);
        }
    }
}

void World::sendPull(std::size_t index)
{
    Machine &machine = *m_machines[index];
    machine.client->setScopes(m_server.scopesOfPersons[machine.person]);
    const QStringList scopes = machine.store->scopes();
    PullRequest request = machine.client->nextPull(scopes[qsizetype(below(quint64(scopes.size())))], int(1 + below(8)));
    request.schema = machine.old ? 0 : presentSchema;
    m_network.push_back({index, request});
}

void World::deliver()
{
    if (m_network.empty())
        return;
    const std::size_t index = below(m_network.size()); // in any order
    const Message message = m_network[index];
    if (m_machines[message.machine]->cut)
        return;
    const auto fate = below(10);
    if (fate != 0) // doubled otherwise
        m_network.erase(m_network.begin() + std::ptrdiff_t(index));
    if (fate != 1) // lost otherwise
        handle(message);
}

void World::handle(const Message &message)
{
    Machine &machine = *m_machines[message.machine];
    if (const auto *request = std::get_if<PushRequest>(&message.content)) {
        PushRequest taken = *request;
        const bool killed = oneIn(12); // the server, in the midst of it
        if (killed)
            taken.commands.resize(below(taken.commands.size() + 1));
        const PushAnswer answer = pushed(machine, taken);
        note(u"server answers %1 commands of %2, state %3"_s.arg(answer.outcomes.size())
                 .arg(machine.person)
                 .arg(int(answer.state)));
        if (!killed)
            m_network.push_back({message.machine, answer});
    } else if (const auto *asked = std::get_if<PullRequest>(&message.content)) {
        m_network.push_back({message.machine, pulled(machine, *asked)});
    } else if (const auto *outcomes = std::get_if<PushAnswer>(&message.content)) {
        if (outcomes->state == PushAnswer::State::NeedsContent)
            bringParts(message.machine, *outcomes);
        machine.client->receive(*outcomes, newId());
    } else if (const auto *brought = std::get_if<BroughtPart>(&message.content)) {
        takeIn(m_server.state.contents, damagedOnItsWay(brought->part));
    } else if (const auto *wanted = std::get_if<PartRequest>(&message.content)) {
        const auto part = fetchPart(m_server, personOf(machine), wanted->device, wanted->content, wanted->part);
        if (part)
            m_network.push_back({message.machine, *part});
    } else if (const auto *part = std::get_if<ContentPart>(&message.content)) {
        takeIn(machine.store->state.contents, damagedOnItsWay(*part));
    } else {
        receive(machine, std::get<PullAnswer>(message.content));
    }
}

PushAnswer World::pushed(Machine &machine, PushRequest request)
{
    if (m_plant == Plant::FilesComeLater) {
        for (const Command &command : request.commands) {
            if (const FieldChange *named = command.field(u"sha256"_s))
                m_server.state.contents.whole.insert(named->after.toString());
        }
    }
    std::vector<std::pair<QUuid, Outcome>> invented;
    const auto device = m_server.device(request.device);
    if (m_plant == Plant::ForkUnnoticed && device) {
        std::erase_if(request.commands, [&](const Command &command) {
            const bool taken = command.sequence <= device->lastSequence && !m_server.answered(command.id);
            if (taken)
                invented.emplace_back(command.id, Outcome{.verdict = Verdict::Unchanged});
            return taken;
        });
    }
    for (Command &command : request.commands) {
        const auto row = m_server.row(command.row);
        if (m_plant == Plant::NoDedupeById)
            m_server.state.commands.erase(command.id); // and it counts again
        if (m_plant == Plant::LastWriterWins && row && command.act == Act::Edit) {
            for (FieldChange &field : command.fields)
                field.before = valueOf(row->body, field.name);
        }
        if (m_plant == Plant::ClaimedTimeCounts && device && command.act == Act::Edit
            && command.sequence == device->lastSequence + 1 && m_claims[command.row] > command.claimedAt
            && !m_server.answered(command.id)) {
            m_server.keep(command, personOf(machine), request.device, Outcome{.verdict = Verdict::Unchanged});
        }
        if (command.act == Act::Edit)
            m_claims[command.row] = std::max(m_claims[command.row], command.claimedAt);
    }
    PushAnswer answer = *push(m_server, rules(), personOf(machine), request);
    answer.outcomes.insert(answer.outcomes.begin(), invented.begin(), invented.end());
    return answer;
}

PullAnswer World::pulled(Machine &machine, PullRequest request)
{
    const FeedPlace asked = request.cursor;
    if (m_plant == Plant::BehindUnnoticed || m_plant == Plant::ForkUnnoticed)
        request.acknowledged = 0;
    if (m_plant == Plant::HashUnchecked)
        request.cursor.hash = m_server.hashAt(request.scope, request.cursor.clock).value_or(request.cursor.hash);
    const Feed &feed = m_server.state.feeds[request.scope];
    const bool isBeforeHorizon = request.cursor.clock > 0 && request.cursor.clock < feed.horizon.clock;
    if (m_plant == Plant::CompactionUnnoticed && isBeforeHorizon)
        request.cursor = feed.horizon;
    PullAnswer answer = *pull(m_server, personOf(machine), request);
    answer.asked = asked;
    return answer;
}

void World::receive(Machine &machine, PullAnswer answer)
{
    auto &cursors = machine.store->state.cursors;
    const bool isPage = answer.state == PullAnswer::State::Page && !answer.changes.empty();
    if (m_plant == Plant::AnyPageFits && isPage && cursors.contains(answer.scope))
        cursors[answer.scope] = answer.asked;
    const bool fits = answer.device == machine.store->state.identity.device && cursors.contains(answer.scope)
                      && cursors[answer.scope] == answer.asked;
    if (m_plant == Plant::HashUnchecked && isPage && fits)
        answer.asked.hash = cursors[answer.scope].hash = answer.changes.front().previous;
    if (m_plant == Plant::CursorApartFromPage && isPage && fits && oneIn(3)) {
        cursors[answer.scope] = answer.changes.back().place; // and killed
        return;
    }
    if (m_plant == Plant::CompactionUnnoticed && isPage && fits
        && answer.changes.front().place.clock > cursors[answer.scope].clock + 1)
        answer.asked = cursors[answer.scope]
            = {answer.changes.front().place.clock - 1, answer.changes.front().previous};
    if (m_plant == Plant::SnapshotForgets && answer.state == PullAnswer::State::Snapshot && answer.asked.clock > 0
        && fits) {
        std::erase_if(machine.store->state.outbox, [](const auto &entry) { return !entry.second.outcome; });
    }
    note(u"%1 takes in %2 state %3, %4 changes, %5 rows"_s.arg(machine.person, answer.scope)
             .arg(int(answer.state))
             .arg(answer.changes.size())
             .arg(answer.rows.size()));
    machine.client->receive(answer, newId());
}

void World::consoleWrites()
{
    std::vector<RowKey> keys;
    for (const auto &[key, row] : m_server.state.rows) {
        if (key.entity == u"lead"_s || key.entity == u"proposal"_s)
            keys.push_back(key);
    }
    if (keys.empty())
        return;
    const Row before = m_server.state.rows.at(anyOf(keys));
    Row row = before;
    const QString values[] = {u"red"_s, u"green"_s, u"blue"_s};
    if (oneIn(8))
        row.deleted = !row.deleted;
    else if (row.key.entity == u"proposal"_s)
        row.body.insert(u"document"_s, values[below(3)]);
    else
        row.body.insert(oneIn(3) ? u"extra"_s : u"phone"_s, values[below(3)]);
    note(u"console writes %1"_s.arg(row.key.entity));
    if (m_plant == Plant::SequenceForClock) {
        const bool waits = std::ranges::any_of(m_late, [&](const Late &late) { return late.row.key == row.key; });
        if (waits)
            return;
        Feed &feed = m_server.state.feeds[row.scope];
        row.version = before.version + 1;
        const Change drawn = nextChange(feed.head, Change::Kind::Put, row, {});
        feed.head = drawn.place;
        m_late.push_back({row, drawn});
        return;
    }
    write(m_server, row, before, u"console"_s, {});
    m_server.forgetBefore();
}

/// What the console began is committed, and stands between lines that were read already.
void World::commitLate()
{
    if (m_late.empty())
        return;
    const Late late = m_late.front();
    m_late.erase(m_late.begin());
    const auto known = m_server.row(late.row.key);
    if (!known || known->version >= late.row.version)
        return;
    m_server.state.rows[late.row.key] = late.row;
    auto &changes = m_server.state.feeds[late.row.scope].changes;
    changes.insert(std::ranges::upper_bound(changes, late.change.place.clock, {},
                                            [](const Change &change) { return change.place.clock; }),
                   late.change);
}

/// To another region, with everything that hangs on the row.
void World::consoleMoves()
{
    std::vector<RowKey> keys;
    for (const auto &[key, row] : m_server.state.rows) {
        if (row.scope.startsWith(u"region:"_s) && key.entity != conflictEntity && key.entity != orphanEntity)
            keys.push_back(key);
    }
    if (keys.empty())
        return;
    const Row before = m_server.state.rows.at(anyOf(keys));
    const QString to = before.scope == regions[0] ? regions[1] : regions[0];
    note(u"console moves %1 to %2"_s.arg(before.key.entity, to));
    Row row = before;
    row.scope = to;
    write(m_server, row, before, u"console"_s, {});
    for (const Conflict &conflict : m_server.conflictsOf(before.key)) {
        const Row held = *m_server.row({conflictEntity, conflict.id});
        Row moved = held;
        moved.scope = to;
        write(m_server, moved, held, u"console"_s, {});
    }
    m_server.forgetBefore();
}

void World::restoreServer()
{
    if (m_backup && oneIn(2)) {
        note(u"server restored"_s);
        m_server.state = *m_backup;
        m_backup.reset();
        m_late.clear();
    } else if (!m_backup) {
        m_backup = m_server.state;
    }
}

void World::restoreMachine(Machine &machine)
{
    if (machine.backup && oneIn(2)) {
        note(u"machine of %1 restored"_s.arg(machine.person));
        machine.store->state = *machine.backup;
        machine.backup.reset();
    } else if (oneIn(3)) { // a cloned disk
        const Machine &other = *m_machines[below(m_machines.size())];
        if (other.person == machine.person) {
            note(u"machine of %1 cloned"_s.arg(machine.person));
            machine.store->state = other.store->state;
        }
    } else {
        machine.backup = machine.store->state;
    }
    machine.outboxSize = machine.store->state.outbox.size();
}

void World::disturb()
{
    Machine &machine = *m_machines[below(m_machines.size())];
    switch (below(7)) {
    case 0:
        restoreServer();
        break;
    case 1:
    case 2:
        restoreMachine(machine);
        break;
    case 3:
        machine.cut = !machine.cut;
        break;
    case 4:
        machine.old = machine.old && !oneIn(3);
        break;
    case 5:
        if (oneIn(2))
            m_server.compact(anyOf(regions), qint64(below(6))); // machines that were thought lost come back
        else
            m_server.compactWhatNobodyNeeds(anyOf(regions));
        break;
    default: {
        // A region is taken from somebody, or given.
        QStringList &scopes = m_server.scopesOfPersons[machine.person];
        const QString &region = anyOf(regions);
        if (!scopes.removeOne(region))
            scopes << region;
        note(u"%1 has now %2"_s.arg(machine.person, scopes.join(u' ')));
    }
    }
}

void World::step()
{
    const std::size_t index = below(m_machines.size());
    Machine &machine = *m_machines[index];
    switch (below(40)) {
    case 0:
    case 1:
        disturb();
        break;
    case 2:
    case 3:
    case 4:
        consoleWrites();
        break;
    case 5:
        consoleMoves();
        break;
    case 6:
        resolve(machine);
        break;
    case 7:
    case 8:
        commitLate();
        break;
    default:
        switch (below(4)) {
        case 0:
            change(machine);
            break;
        case 1:
            sendPush(index);
            break;
        case 2:
            sendPull(index);
            break;
        default:
            askForPart(index);
            break;
        }
        deliver();
        if (oneIn(2))
            deliver();
    }
}

/// What must be true of a machine at every moment.
QString World::fault(const Machine &machine)
{
    ClientState &state = machine.store->state;
    if (state.outbox.size() < machine.outboxSize)
        return u"a command is gone from an outbox"_s;
    for (const auto &[key, row] : state.rows) {
        if (!row.scope.isEmpty() && !state.cursors.contains(row.scope))
            return u"a machine holds a row of a scope that it does not read"_s;
    }
    std::map<RowKey, std::vector<Command>> open;
    for (const auto &[sequence, entry] : state.outbox) {
        if (entry.isOpen())
            open[entry.command.row].push_back(entry.command);
    }
    for (const auto &[key, commands] : open) {
        const auto base = machine.store->base(key);
        auto expected = withOpenCommands(*rules().find(key.entity), base, commands, machine.person);
        if (expected && expected->deleted)
            expected.reset();
        if (machine.store->row(key) != expected)
            return u"what waits is not shown"_s;
    }
    for (const auto &[key, base] : state.bases) {
        if (!open.contains(key))
            return u"a base without open commands"_s;
    }
    return {};
}

QString World::run(int steps)
{
    for (m_step = 0; m_step < steps; ++m_step) {
        step();
        if (!m_server.violation.isEmpty())
            return m_server.violation;
        for (const auto &machine : m_machines) {
            if (const QString found = fault(*machine); !found.isEmpty())
                return found;
            machine->outboxSize = machine->store->state.outbox.size();
        }
    }
    return comeToRest();
}

/// Whether nothing of a file is missing, after it was asked for once.
bool World::restOfFiles(Machine &machine)
{
    MemoryContents contents(machine.store->state.contents);
    const auto needed = unfinished(machine);
    for (const ContentKey &content : needed) {
        const auto missing = *contents.missingParts(content);
        for (const int number : missing) {
            const auto part
                = fetchPart(m_server, personOf(machine), machine.store->state.identity.device, content, number);
            if (part)
                takeIn(machine.store->state.contents, *part);
        }
    }
    return needed.empty();
}

bool World::restRound()
{
    bool quiet = true;
    for (const auto &machine : m_machines) {
        machine->client->setScopes(m_server.scopesOfPersons[machine->person]);
        for (int messages = 0; messages < 20; ++messages) {
            const PushRequest request = machine->client->nextPush();
            if (request.commands.empty())
                break;
            quiet = false;
            const PushAnswer answer = pushed(*machine, request);
            MemoryContents own(machine->store->state.contents);
            for (const int number : answer.missingParts) {
                if (const auto part = partToSend(own, answer.content, number))
                    takeIn(m_server.state.contents, *part);
            }
            machine->client->receive(answer, newId());
        }
        for (const QString &scope : machine->store->scopes()) {
            for (int messages = 0; messages < 20; ++messages) {
                const PullAnswer answer = pulled(*machine, machine->client->nextPull(scope));
                const bool nothing = answer.state == PullAnswer::State::Page && answer.changes.empty();
                if (nothing)
                    break;
                quiet = false;
                receive(*machine, answer);
                if (!machine->store->scopes().contains(scope))
                    break;
            }
        }
        quiet = restOfFiles(*machine) && quiet;
    }
    return quiet;
}

QString World::comeToRest()
{
    m_network.clear();
    while (!m_late.empty())
        commitLate();
    for (const auto &machine : m_machines)
        machine->cut = machine->old = false;
    for (int round = 0; round < 30; ++round) {
        const bool quiet = restRound();
        if (!m_server.violation.isEmpty())
            return m_server.violation;
        if (quiet)
            return compared();
    }
    return u"an outbox is stuck"_s;
}

QString World::compared()
{
    for (const auto &machine : m_machines) {
        if (const QString found = fault(*machine); !found.isEmpty())
            return found;
        const ClientState &state = machine->store->state;
        for (const auto &[sequence, entry] : state.outbox) {
            const auto answered = m_server.answered(entry.command.id);
            if (!answered || !entry.outcome || !entry.settled)
                return u"a command has no answer: "_s + entry.command.id.toString(QUuid::WithoutBraces);
            if (answered->outcome != *entry.outcome)
                return u"a machine believes another answer than the server gave"_s;
        }
        std::map<RowKey, Row> expected;
        for (const QString &scope : m_server.scopesOfPersons[machine->person]) {
            for (const Row &row : m_server.rowsOf(scope))
                expected[row.key] = row;
        }
        if (expected != state.rows)
            return u"a machine at rest does not have the rows of the server"_s;
        for (const auto &[key, row] : state.rows) {
            const EntityRule *rule = rules().find(key.entity);
            const auto content = rule ? contentNamedBy(*rule, row.body) : std::nullopt;
            MemoryContents contents(machine->store->state.contents);
            if (content && !wholeOf(contents, *content))
                return u"a file is not what its row says"_s;
        }
    }
    for (const auto &[key, row] : m_server.state.rows) {
        if (key.entity != conflictEntity)
            continue;
        const auto conflict = conflictFromJson(row.body);
        for (const QUuid &id : conflict->commands) {
            const auto answered = m_server.answered(id);
            if (!answered || answered->outcome.verdict != Verdict::Conflict)
                return u"a conflict holds a command that did not end in it"_s;
        }
    }
    return {};
}

} // namespace accord::simulation
