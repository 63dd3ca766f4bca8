// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sync_desk.h"

#include "core/base/canonical.h"
#include "core/storage/attachment_contents_sql.h"
#include "core/storage/attachments_sql.h"
#include "core/storage/contents_copy.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/sync_server_sql.h"
#include "core/storage/transaction.h"
#include "core/storage/unfinished_workspace.h"
#include "core/storage/workspace_file.h"
#include "core/sync/client.h"
#include "core/sync/compaction.h"
#include "core/sync/content_exchange.h"
#include "core/workspace/permit.h"
#include "core/workspace/workspace.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSysInfo>

#include <set>

namespace accord::workspace {

using namespace sync;
using storage::SyncClientSql;
using storage::SyncServerSql;

namespace {

/// What every copy has from the start: who works, who sells, and in what.
const QByteArrayList referenceTables{"workspace_setting", "issuing_entity", "app_user", "app_user_role",
                                     "role_proposal",     "scope_proposal", "meter",    "price_book"};

/// This machine, as teams know it: not by its number, which others ask for too.
storage::Machine thisMachine()
{
    const QByteArray number = QSysInfo::machineUniqueId();
    return {QSysInfo::machineHostName(),
            number.isEmpty() ? QString() : QString::fromLatin1(sha256Hex("accord copy\n" + number))};
}

/// Runs \a work on the client's side, all or nothing.
Result<> onCopy(Services &services, const std::function<void(Client &)> &work)
{
    storage::Transaction transaction(services.session());
    SyncClientSql store(services.session(), services.clock().now());
    Client client(store, entityRules());
    work(client);
    if (store.failure())
        return tl::unexpected(*store.failure());
    return transaction.commit();
}

/// A session with the team as the person that the copy is for.
struct Team
{
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Services> services;
};

Result<Team> teamAt(const QString &server, const QString &person)
{
    Team team;
    auto workspace = Workspace::open(server);
    if (!workspace)
        return passOn(workspace);
    team.workspace = std::move(*workspace);
    if (auto chosen = team.workspace->setActor(person); !chosen)
        return passOn(chosen);
    auto services = team.workspace->services();
    if (!services)
        return passOn(services);
    team.services = std::move(*services);
    return team;
}

/// Whether the person may see customers at all, and this machine was not taken off.
Result<> mayHaveCopy(Services &team)
{
    const auto matrix = permissions();
    const auto user = team.seller().user(team.actor());
    if (!matrix)
        return passOn(matrix);
    if (!user)
        return passOn(user);
    if (auto may = (*matrix)->check(personOf(*user), {u"account.read"_s}); !may)
        return may;
    if (personOf(*user).isConfined()) // feeds are of regions
        return fail(ErrorKind::Forbidden, u"sync.confined"_s, {{u"user"_s, user->name}});
    return storage::SyncDevicesSql(team.session()).welcome(team.actor(), thisMachine());
}

SyncServerSql serverOf(Services &team)
{
    return SyncServerSql(team.session(), team.clock().now(),
                         [&team](const Command &command, const Outcome &outcome) -> Result<> {
                             const auto audited = team.audit(u"sync.command"_s, command.row.entity,
                                                             command.row.id.toString(QUuid::WithoutBraces),
                                                             {{u"command"_s, command.id.toString(QUuid::WithoutBraces)},
                                                              {u"act"_s, toString(command.act)},
                                                              {u"verdict"_s, toString(outcome.verdict)},
                                                              {u"reason"_s, outcome.reason}});
                             return audited ? Result<>() : passOn(audited);
                         });
}

/// One exchange after another, until neither side has anything for the other.
class Exchange
{
public:
    Exchange(Services &copy, SyncServerSql &server, const Person &person)
        : m_copy(copy)
        , m_server(server)
        , m_person(person)
    { }

    Result<SyncCounts> run()
    {
        for (int round = 0; round < mostRounds; ++round) {
            const auto sent = sendAll();
            if (!sent)
                return passOn(sent);
            const auto read = readAll();
            if (!read)
                return passOn(read);
            const auto fetched = fetchFiles();
            if (!fetched)
                return passOn(fetched);
            if (!*sent && !*read && !*fetched)
                return m_counts;
        }
        return fail(ErrorKind::Unavailable, u"sync.not_settled"_s);
    }

private:
    static constexpr int mostRounds = 50;

    Result<bool> sendAll()
    {
        PushRequest request;
        if (auto asked = onCopy(m_copy, [&](Client &client) { request = client.nextPush(); }); !asked)
            return passOn(asked);
        if (request.commands.empty())
            return false;
        const auto answer = push(m_server, entityRules(), m_person, request);
        if (!answer)
            return passOn(answer);
        const QUuid spare = m_copy.ids().next();
        if (auto taken = onCopy(m_copy, [&](Client &client) { client.receive(*answer, spare); }); !taken)
            return passOn(taken);
        if (answer->state == PushAnswer::State::NeedsContent) {
            if (auto brought = bringFile(*answer); !brought)
                return passOn(brought);
        }
        for (const auto &[id, outcome] : answer->outcomes) {
            ++m_counts.sent;
            m_counts.conflicts += outcome.verdict == Verdict::Conflict;
            m_counts.rejected += outcome.verdict == Verdict::Rejected;
        }
        return true;
    }

    Result<QUuid> device()
    {
        SyncClientSql store(m_copy.session(), m_copy.clock().now());
        const QUuid id = store.identity().device;
        return store.failure() ? Result<QUuid>(tl::unexpected(*store.failure())) : id;
    }

    /// What the team has not got of the file that the next change names.
    Result<> bringFile(const PushAnswer &answer)
    {
        storage::AttachmentContentsSql own(m_copy.session(), m_person.name, m_copy.clock().now());
        for (const int number : answer.missingParts) {
            const auto part = partToSend(own, answer.content, number);
            if (!part)
                return passOn(part);
            const auto taken = bringPart(m_server, m_person, answer.device, *part);
            if (!taken)
                return passOn(taken);
            if (*taken == PartVerdict::Damaged)
                return fail(ErrorKind::Internal, u"attachments.damaged"_s, {{u"sha256"_s, answer.content.sha256}});
        }
        return {};
    }

    /// The rest of the files that rows of this copy name, each part for itself: what is here when it is cut off stays.
    Result<bool> fetchFiles()
    {
        const auto unfinished = storage::AttachmentsSql(m_copy.session()).unfinished();
        const auto asking = device();
        if (!unfinished)
            return passOn(unfinished);
        if (!asking)
            return passOn(asking);
        bool any = false;
        for (const ContentKey &content : *unfinished) {
            if (m_notToBeHad.contains(content))
                continue;
            const auto fetched = fetchFile(content, *asking);
            if (!fetched)
                return passOn(fetched);
            if (!*fetched)
                m_notToBeHad.insert(content);
            any = any || *fetched;
        }
        return any;
    }

    /// \returns whether it is whole now.
    Result<bool> fetchFile(const ContentKey &content, const QUuid &asking)
    {
        storage::AttachmentContentsSql here(m_copy.session(), {}, m_copy.clock().now());
        const auto missing = here.missingParts(content);
        if (!missing)
            return passOn(missing);
        PartVerdict verdict = PartVerdict::Damaged;
        for (const int number : *missing) {
            const auto part = fetchPart(m_server, m_person, asking, content, number);
            if (!part && part.error().kind == ErrorKind::NotFound)
                return false; // taken away meanwhile: the next page says so
            if (!part)
                return passOn(part);
            storage::Transaction transaction(m_copy.session());
            const auto taken = takePart(here, *part);
            if (!taken)
                return passOn(taken);
            if (auto kept = transaction.commit(); !kept)
                return passOn(kept);
            verdict = *taken;
        }
        return verdict == PartVerdict::Whole;
    }

    Result<bool> readAll()
    {
        QStringList scopes;
        const auto known = onCopy(m_copy, [&](Client &client) { client.setScopes(m_person.scopes); });
        if (!known)
            return passOn(known);
        SyncClientSql store(m_copy.session(), m_copy.clock().now());
        scopes = store.scopes();
        bool any = false;
        for (const QString &scope : scopes) {
            const auto read = readScope(scope);
            if (!read)
                return passOn(read);
            any = any || *read;
        }
        return any;
    }

    Result<bool> readScope(const QString &scope)
    {
        bool any = false;
        for (bool more = true; more;) {
            PullRequest request;
            if (auto asked = onCopy(m_copy, [&](Client &client) { request = client.nextPull(scope); }); !asked)
                return passOn(asked);
            const auto answer = pull(m_server, m_person, request);
            if (!answer)
                return passOn(answer);
            if (answer->state == PullAnswer::State::TooOld)
                return fail(ErrorKind::Unavailable, u"sync.program_too_old"_s);
            if (answer->state == PullAnswer::State::Page && answer->changes.empty())
                break;
            const QUuid spare = m_copy.ids().next();
            if (auto taken = onCopy(m_copy, [&](Client &client) { client.receive(*answer, spare); }); !taken)
                return passOn(taken);
            m_counts.received += int(answer->changes.size() + answer->rows.size());
            any = true;
            more = answer->more;
        }
        return any;
    }

    Services &m_copy;
    SyncServerSql &m_server;
    Person m_person;
    SyncCounts m_counts;
    std::set<ContentKey> m_notToBeHad; ///< files of which the team gives no sound copy now
};

/// What was written into a row of the copy, as a wish.
std::optional<Wish> wishOf(const RowKey &key, const std::optional<Row> &shown, const std::optional<Row> &present)
{
    const EntityRule *rule = entityRules().find(key.entity);
    const bool wasThere = shown && !shown->deleted;
    if (!rule || (!wasThere && !present))
        return std::nullopt;
    Wish wish{.act = sync::Act::Edit, .row = key};
    if (!present) {
        wish.act = sync::Act::Delete;
        return wish;
    }
    if (!wasThere)
        wish.act = sync::Act::Make;
    for (const QString &field : wasThere ? rule->fields : rule->fixedFields + rule->fields) {
        const QJsonValue value = valueOf(present->body, field);
        if (!wasThere || valueOf(shown->body, field) != value)
            wish.fields.emplace_back(field, value);
    }
    return wish.fields.empty() ? std::nullopt : std::optional(wish);
}

/// Makes the copy of \a person at \a path with what every copy holds; the rest comes with the first exchange.
Result<> makeCopy(const QString &path, const Team &team, const QString &server, const QString &person)
{
    auto copy = storage::createWorkspace(path, team.workspace->clock());
    if (!copy)
        return passOn(copy);
    if (auto copied = storage::copyTablesNamed(team.services->session(), **copy, referenceTables); !copied)
        return copied;
    storage::Transaction transaction(**copy);
    if (auto set = storage::SellerSql(**copy).setSetting(u"default_user"_s, person); !set)
        return set;
    SyncClientSql store(**copy, team.workspace->clock().now());
    if (auto left = store.dropWhatIsNotHeld(); !left)
        return left;
    if (auto begun = store.begin(QUuid::createUuid(), person, server); !begun)
        return begun;
    return transaction.commit();
}

} // namespace

Result<> SyncDesk::start(const QString &path, const QString &server, const QString &person)
{
    const QString place = storage::isServerUrl(server) ? server : QFileInfo(server).absoluteFilePath();
    auto team = teamAt(place, person);
    if (!team)
        return passOn(team);
    if (auto may = mayHaveCopy(*team->services); !may)
        return may;
    const auto own = storage::placeToMake(path);
    if (!own)
        return passOn(own);
    auto made = makeCopy(*own, *team, place, person);
    if (made)
        made = storage::putInPlace(*own, path);
    if (!made)
        storage::discardWorkspace(*own);
    return made;
}

/// Makes commands of what was written in the copy since the last time.
Result<> SyncDesk::collect()
{
    storage::Transaction transaction(m_services.session());
    SyncClientSql store(m_services.session(), m_services.clock().now());
    storage::SyncedRowsSql rows(m_services.session());
    const auto touched = store.touched();
    if (!touched)
        return passOn(touched);
    Client client(store, entityRules());
    for (const RowKey &key : *touched) {
        const auto shown = rows.told(key);
        const auto present = rows.inTable(key);
        if (!shown)
            return passOn(shown);
        if (!present)
            return passOn(present);
        const auto wish = wishOf(key, *shown, *present);
        if (!wish)
            continue;
        const std::optional<Row> seen = *shown && !(*shown)->deleted ? *shown : std::nullopt;
        if (const auto made = client.wish(*wish, seen, m_services.ids().next(), m_services.clock().now()); !made)
            return passOn(made);
    }
    if (store.failure())
        return tl::unexpected(*store.failure());
    if (auto forgotten = store.forgetTouched(); !forgotten)
        return forgotten;
    return transaction.commit();
}

Result<SyncCounts> SyncDesk::run()
{
    SyncClientSql store(m_services.session(), m_services.clock().now());
    const auto copy = store.copy();
    if (!copy)
        return passOn(copy);
    if (!*copy)
        return fail(ErrorKind::Conflict, u"sync.no_copy"_s);
    if (auto dropped = store.dropWhatIsNotHeld(); !dropped)
        return passOn(dropped);
    if (auto collected = collect(); !collected)
        return passOn(collected);
    const auto counts = exchange(**copy);
    const auto noted = counts ? store.noteContact(m_services.clock().now()) : store.noteFailure(counts.error().id);
    if (counts && !noted)
        return passOn(noted);
    return counts;
}

Result<SyncCounts> SyncDesk::exchange(const storage::CopyOf &copy)
{
    auto team = teamAt(copy.server, copy.person);
    if (!team)
        return passOn(team);
    SyncServerSql server = serverOf(*team->services);
    const Identity own = SyncClientSql(m_services.session(), m_services.clock().now()).identity();
    if (auto greeted = server.greet(own.device, copy.person, thisMachine()); !greeted)
        return passOn(greeted);
    const auto scopes = server.scopesOf(copy.person);
    if (!scopes)
        return passOn(scopes);
    return Exchange(m_services, server, {copy.person, *scopes}).run();
}

Result<SyncState> SyncDesk::state()
{
    SyncClientSql store(m_services.session(), m_services.clock().now());
    const auto copy = store.copy();
    const auto open = conflicts();
    if (!copy)
        return passOn(copy);
    if (!open)
        return passOn(open);
    SyncState state;
    state.conflicts = int(open->size());
    if (!*copy)
        return state;
    const auto content = store.content();
    if (!content)
        return passOn(content);
    state.isCopy = true;
    state.content = *content;
    state.person = (*copy)->person;
    state.server = (*copy)->server;
    state.contactAt = (*copy)->contactAt;
    state.failure = (*copy)->failure;
    state.isRevoked = state.failure == u"sync.device_revoked"_s;
    state.isLocked
        = state.isRevoked
          || (state.contactAt.isValid() && state.contactAt.daysTo(m_services.clock().now()) >= copyLocksAfterDays);
    const auto touched = store.touched();
    if (!touched)
        return passOn(touched);
    state.waiting = int(touched->size());
    for (const OutboxEntry &entry : store.outbox()) {
        state.waiting += !entry.outcome;
        state.rejected += entry.outcome && entry.outcome->verdict == Verdict::Rejected;
    }
    return store.failure() ? Result<SyncState>(tl::unexpected(*store.failure())) : state;
}

Result<QString> SyncDesk::titleOf(const RowKey &key, const QJsonObject &body)
{
    const QString title = body.value(key.entity == u"attachment"_s ? u"file_name"_s : u"name"_s).toString();
    const QUuid account = key.entity == u"account"_s ? key.id : QUuid::fromString(body.value(u"account"_s).toString());
    if (account.isNull())
        return title;
    const auto owner = storage::SyncedRowsSql(m_services.session()).inTable({u"account"_s, account});
    if (!owner)
        return passOn(owner);
    const QString name = *owner ? (*owner)->body.value(u"name"_s).toString() : QString();
    if (key.entity == u"account"_s)
        return name.isEmpty() ? title : name;
    return title.isEmpty() ? name : name.isEmpty() ? title : u"%1 · %2"_s.arg(name, title);
}

Result<std::vector<WaitingChange>> SyncDesk::waiting()
{
    SyncClientSql store(m_services.session(), m_services.clock().now());
    const auto copy = store.copy();
    if (!copy)
        return passOn(copy);
    if (!*copy)
        return std::vector<WaitingChange>();
    if (!m_services.session().isReadOnly()) {
        if (auto collected = collect(); !collected)
            return passOn(collected);
    }
    std::vector<WaitingChange> changes;
    for (const OutboxEntry &entry : store.outbox()) {
        const bool isRejected = entry.outcome && entry.outcome->verdict == Verdict::Rejected;
        if (entry.outcome && !isRejected)
            continue;
        const auto row = store.row(entry.command.row);
        QJsonObject body = row ? row->body : QJsonObject();
        for (const FieldChange &field : entry.command.fields) {
            if (!row)
                body.insert(field.name, entry.command.act == sync::Act::Delete ? field.before : field.after);
        }
        const auto title = titleOf(entry.command.row, body);
        if (!title)
            return passOn(title);
        changes.push_back({entry.command, *title, isRejected ? entry.outcome->reason : QString()});
    }
    return store.failure() ? Result<std::vector<WaitingChange>>(tl::unexpected(*store.failure())) : changes;
}

Result<std::vector<ConflictRow>> SyncDesk::conflicts()
{
    SyncClientSql store(m_services.session(), m_services.clock().now());
    storage::SyncedRowsSql rows(m_services.session());
    const auto stored = rows.conflicts();
    if (!stored)
        return passOn(stored);
    const auto outbox = store.outbox();
    std::vector<ConflictRow> conflicts;
    for (const Row &row : *stored) {
        const auto conflict = conflictFromJson(row.body);
        if (!conflict)
            return passOn(conflict);
        if (!conflict->isOpen())
            continue;
        const auto subject = rows.inTable(conflict->row);
        if (!subject)
            return passOn(subject);
        QJsonObject body = *subject ? (*subject)->body : QJsonObject();
        if (!*subject) {
            if (const auto told = rows.told(conflict->row); told && *told)
                body = (*told)->body;
        }
        const auto title = titleOf(conflict->row, body);
        if (!title)
            return passOn(title);
        const bool isChosen = std::ranges::any_of(
            outbox, [&](const OutboxEntry &entry) { return !entry.outcome && entry.command.conflict == conflict->id; });
        conflicts.push_back({*conflict, *title, isChosen});
    }
    return store.failure() ? Result<std::vector<ConflictRow>>(tl::unexpected(*store.failure())) : conflicts;
}

Result<> SyncDesk::resolve(const QUuid &id, bool takeMine)
{
    const auto row = storage::SyncedRowsSql(m_services.session()).told({conflictEntity, id});
    if (!row)
        return passOn(row);
    const QVariantMap args{{u"conflict"_s, id.toString(QUuid::WithoutBraces)}};
    if (!*row)
        return fail(ErrorKind::NotFound, u"sync.conflict_unknown"_s, args);
    const auto conflict = conflictFromJson((*row)->body);
    if (!conflict)
        return passOn(conflict);
    if (!conflict->isOpen())
        return fail(ErrorKind::Conflict, u"sync.conflict_closed"_s, args);
    const auto copy = SyncClientSql(m_services.session(), m_services.clock().now()).copy();
    if (!copy)
        return passOn(copy);
    if (!*copy)
        return resolveInTeam(*conflict, takeMine);
    if (auto collected = collect(); !collected)
        return collected;
    return onCopy(m_services, [&](Client &client) {
        client.choose(*conflict, takeMine, m_services.ids().next(), m_services.clock().now());
    });
}

Result<std::vector<storage::SyncedDevice>> SyncDesk::devices()
{
    auto all = storage::SyncDevicesSql(m_services.session()).all();
    if (!all)
        return all;
    if (permit(m_services, Act::ChangePeople) || permit(m_services, Act::ApproveRole))
        return all;
    std::erase_if(*all, [&](const storage::SyncedDevice &device) { return device.person != m_services.actor(); });
    return all;
}

Result<> SyncDesk::revoke(const QUuid &id, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"sync.reason_missing"_s);
    storage::Transaction transaction(m_services.session());
    storage::SyncDevicesSql devices(m_services.session());
    const auto device = devices.find(id);
    if (!device)
        return passOn(device);
    if (device->person != m_services.actor() && !permit(m_services, Act::ChangePeople)) {
        if (auto may = permit(m_services, Act::ApproveRole); !may)
            return may;
    }
    if (auto done = devices.revoke(id, m_services.actor(), reason.trimmed(), m_services.clock().now()); !done)
        return done;
    const auto audited = m_services.audit(u"sync.revoke"_s, u"device"_s, id.toString(QUuid::WithoutBraces),
                                          {{u"person"_s, device->person}, {u"reason"_s, reason.trimmed()}});
    return audited ? transaction.commit() : passOn(audited);
}

Result<qint64> SyncDesk::compact(int days)
{
    if (days < 0)
        return fail(ErrorKind::InvalidInput, u"sync.days_negative"_s, {{u"days"_s, days}});
    storage::SyncFeedSql feed(m_services.session());
    const auto guarded = feed.isGuarded();
    if (!guarded)
        return passOn(guarded);
    if (!*guarded) { // there nobody but the owner may take a line away, whoever that is
        if (auto may = permit(m_services, Act::MaintainWorkspace); !may)
            return passOn(may);
    }
    storage::Transaction transaction(m_services.session());
    const QDateTime now = m_services.clock().now();
    const auto scopes = feed.scopes();
    if (!scopes)
        return passOn(scopes);
    qint64 gone = 0;
    for (const QString &scope : *scopes) {
        const auto dropped = compactScope(feed, scope, now.date().addDays(-days));
        if (!dropped)
            return passOn(dropped);
        gone += *dropped;
    }
    const auto audited = m_services.audit(u"sync.compact"_s, u"feeds"_s, {}, {{u"days"_s, days}, {u"lines"_s, gone}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return gone; });
}

Result<qint64> SyncDesk::compactScope(storage::SyncFeedSql &feed, const QString &scope, const QDate &oldOn)
{
    const QDateTime now = m_services.clock().now();
    const auto head = feed.head(scope); // held, so that nobody writes meanwhile
    const auto horizon = feed.horizon(scope);
    const auto old = feed.clockOn(scope, oldOn);
    const auto readers = feed.readers(scope, now.addDays(-copyLocksAfterDays));
    if (!head)
        return passOn(head);
    if (!horizon)
        return passOn(horizon);
    if (!old)
        return passOn(old);
    if (!readers)
        return passOn(readers);
    if (auto marked = feed.markDay(scope, now.date()); !marked)
        return passOn(marked);
    const bool isToday = oldOn >= now.date() && *head;
    const qint64 up = horizonAfter(horizon->clock, isToday ? (*head)->clock : *old, *readers);
    return up > horizon->clock ? feed.dropUpTo(scope, up) : Result<qint64>(0);
}

/// The console of a team sends its choice as a machine of its own, so that it is checked, ordered and kept alike.
Result<> SyncDesk::resolveInTeam(const Conflict &conflict, bool takeMine)
{
    SyncServerSql server = serverOf(m_services);
    const auto scopes = server.scopesOf(m_services.actor());
    if (!scopes)
        return passOn(scopes);
    static const QUuid consoles(u"{0d7d1f52-5d0c-4d0f-8b53-3f1a6f6a9d11}"_s);
    const QUuid console = QUuid::createUuidV5(consoles, m_services.actor());
    const auto device = server.device(console);
    Command command = resolutionOf(conflict, takeMine);
    command.id = m_services.ids().next();
    command.sequence = (device ? device->lastSequence : 0) + 1;
    command.claimedAt = m_services.clock().now();
    const auto answer = push(server, entityRules(), {m_services.actor(), *scopes}, {console, {command}});
    if (!answer)
        return passOn(answer);
    const Outcome outcome
        = answer->outcomes.empty() ? Outcome{.verdict = Verdict::Conflict} : answer->outcomes.front().second;
    const QVariantMap args{{u"conflict"_s, conflict.id.toString(QUuid::WithoutBraces)}};
    if (outcome.verdict == Verdict::Rejected)
        return fail(ErrorKind::Forbidden, outcome.reason, args);
    if (outcome.verdict == Verdict::Conflict)
        return fail(ErrorKind::Conflict, u"sync.conflict_changed"_s, args);
    return {};
}

} // namespace accord::workspace
