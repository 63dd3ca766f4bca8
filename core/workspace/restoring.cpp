// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/restoring.h"

#include "core/billing/credited_invoice.h"
#include "core/billing/document_number.h"
#include "core/storage/backup.h"
#include "core/storage/number_series_sql.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"
#include "core/workspace/this_device.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_clock.h"
#include "core/workspace/workspace_copy.h"

#include <QtCore/QFileInfo>

namespace accord::workspace {

using storage::IssuedNumber;
using storage::NumberSeries;
using storage::NumberSeriesSql;
using storage::Restoration;
using storage::RestorationsSql;
using storage::SeriesKey;

namespace {

/// The last number that is known of each series.
using LastNumbers = std::vector<std::pair<SeriesKey, qint64>>;

QString loginOfSystem()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() ? u"unknown"_s : name;
}

/// Writes into the restored copy what it is, before anybody can open it. \returns how many deliveries are in doubt.
Result<qint64> markRestored(storage::Session &session, const QString &backup)
{
    const SystemClock clock;
    IdSource ids(clock);
    const auto own = clockOf(session);
    if (!own)
        return passOn(own);
    storage::Transaction transaction(session);
    storage::AuditSql store(session);
    security::AuditChain chain(store, *own->clock);
    const auto head = chain.head();
    if (!head)
        return passOn(head);
    const QString who = loginOfSystem();
    const QString name = QFileInfo(backup).fileName();
    Restoration restoration;
    restoration.id = ids.next();
    restoration.restoredAt = clock.now();
    restoration.restoredBy = who;
    restoration.backup = name;
    restoration.seal = head->toString();
    RestorationsSql restorations(session);
    if (const auto added = restorations.add(restoration); !added)
        return passOn(added);
    const auto doubted = restorations.doubtWhatWaits(who, clock.now(), u"restored from %1"_s.arg(name));
    if (!doubted)
        return doubted;
    const auto audited
        = chain.append({who,
                        thisDevice(),
                        u"workspace.restore"_s,
                        u"workspace"_s,
                        {},
                        {{u"backup"_s, name}, {u"seal"_s, head->toString()}, {u"in_doubt"_s, *doubted}}});
    if (!audited)
        return passOn(audited);
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return *doubted;
}

/// The file that is about to be replaced knows best what was issued; one that cannot be opened any more knows nothing.
qint64 askReplaced(const QString &path, IssueJournal &journal)
{
    if (!QFileInfo::exists(path))
        return 0;
    const auto workspace = Workspace::open(path, Mode::ReadOnly);
    if (!workspace)
        return 0;
    const auto services = (*workspace)->services();
    return services ? journal.catchUp(**services).value_or(0) : 0;
}

QDateTime latest(const QDateTime &one, const QDateTime &other)
{
    return one.isValid() && one > other ? one : other;
}

QString formatOf(const billing::IssuingEntity &entity, const QString &series)
{
    return series == u"credit_note"_s ? billing::creditNumberFormat(entity.numberFormat) : entity.numberFormat;
}

void note(LastNumbers &last, const SeriesKey &key, qint64 ordinal)
{
    const auto found = std::ranges::find(last, key, &std::pair<SeriesKey, qint64>::first);
    if (found == last.end())
        last.emplace_back(key, ordinal);
    else
        found->second = std::max(found->second, ordinal);
}

/// The series and places that \a printed can have: of one company, or of all when \a code is empty.
LastNumbers placesOf(const std::vector<billing::IssuingEntity> &entities, const QString &code, const QString &printed)
{
    LastNumbers places;
    for (const billing::IssuingEntity &entity : entities) {
        for (const QString &series : {u"invoice"_s, u"credit_note"_s}) {
            if (!code.isEmpty() && entity.code != code)
                continue;
            if (const auto number = billing::readNumber(formatOf(entity, series), printed))
                places.emplace_back(SeriesKey{entity.id, series, number->year}, number->ordinal);
        }
    }
    return places;
}

Result<> noteSeen(LastNumbers &last, const std::vector<billing::IssuingEntity> &entities, const QString &seen)
{
    const qsizetype colon = seen.indexOf(u':');
    const auto places = placesOf(entities, seen.left(std::max<qsizetype>(colon, 0)), seen.mid(colon + 1).trimmed());
    if (places.size() == 1) {
        note(last, places.front().first, places.front().second);
        return {};
    }
    return fail(ErrorKind::InvalidInput, places.empty() ? u"restore.number_unknown"_s : u"restore.number_ambiguous"_s,
                {{u"number"_s, seen}});
}

/// From the next free number of each series up to the last that was given, less what is reserved already.
std::vector<std::pair<SeriesKey, storage::ReservedNumbers>>
gaps(const LastNumbers &last, const std::vector<NumberSeries> &series, const QString &reason)
{
    std::vector<std::pair<SeriesKey, storage::ReservedNumbers>> found;
    for (const auto &[key, ordinal] : last) {
        const auto known = std::ranges::find(series, key, &NumberSeries::key);
        qint64 from = known == series.end() ? 1 : known->next;
        if (known != series.end()) {
            for (const storage::ReservedNumbers &reserved : known->reserved) {
                if (reserved.first > from && reserved.first <= ordinal)
                    found.push_back({key, {from, reserved.first - 1, reason}});
                if (reserved.first <= ordinal)
                    from = std::max(from, reserved.last + 1);
            }
        }
        if (from <= ordinal)
            found.push_back({key, {from, ordinal, reason}});
    }
    return found;
}

} // namespace

Result<Restored> restoreWorkspace(const QString &backup, const QString &path, IssueJournal &journal,
                                  jobs::Progress &progress)
{
    Restored restored;
    const auto mark = [&](storage::Session &session) -> Result<> {
        const auto doubted = markRestored(session, backup);
        restored.doubted = doubted.value_or(0);
        return doubted ? Result<>() : passOn(doubted);
    };
    if (storage::isServerUrl(path)) {
        if (const auto copied = copyWorkspace(backup, path, progress); !copied)
            return passOn(copied);
        auto session = storage::Session::open(path, storage::Access::ReadWrite);
        if (!session)
            return passOn(session);
        if (const auto marked = mark(**session); !marked)
            return passOn(marked);
        return restored;
    }
    restored.journalled = askReplaced(path, journal);
    const auto kept = storage::restore(backup, path, mark);
    if (!kept)
        return passOn(kept);
    restored.kept = *kept;
    return restored;
}

Result<NumberingCheck> checkNumbering(Services &services, const IssueJournal &journal)
{
    NumberingCheck check;
    const auto open = RestorationsSql(services.session()).open();
    if (!open)
        return passOn(open);
    check.open = *open;
    const auto entries = journal.entries();
    if (!entries)
        return passOn(entries);
    const storage::IssuedNumbersSql numbers(services.session());
    for (const IssuedNumber &entry : *entries) {
        const auto isThere = numbers.has(entry.series, entry.entity, entry.number);
        if (!isThere)
            return passOn(isThere);
        if (!*isThere)
            check.forgotten.push_back(entry);
        check.lastKnown = latest(check.lastKnown, entry.issuedAt);
    }
    const auto given = numbers.since({});
    if (!given)
        return passOn(given);
    if (!given->empty())
        check.lastKnown = latest(check.lastKnown, given->back().issuedAt);
    return check;
}

Result<qint64> confirmNumbering(Services &services, const IssueJournal &journal, const QStringList &alsoIssued,
                                const QString &words)
{
    if (auto may = permit(services, Act::ConfirmNumbering); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    const auto check = checkNumbering(services, journal);
    if (!check)
        return passOn(check);
    if (check->open.empty())
        return fail(ErrorKind::NotFound, u"restore.nothing_open"_s);
    if (check->knowsNothingNewer() && alsoIssued.isEmpty() && words.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"restore.nothing_known"_s,
                    {{u"backup"_s, check->open.front().backup},
                     {u"until"_s, check->lastKnown.isValid() ? check->lastKnown.toUTC().toString(Qt::ISODate)
                                                             : u"the first of all"_s}});
    const auto entities = services.seller().entities();
    if (!entities)
        return passOn(entities);
    LastNumbers last;
    for (const IssuedNumber &entry : check->forgotten) {
        for (const auto &[key, ordinal] : placesOf(*entities, entry.entity, entry.number)) {
            if (key.series == entry.series)
                note(last, key, ordinal);
        }
    }
    for (const QString &seen : alsoIssued) {
        if (const auto noted = noteSeen(last, *entities, seen); !noted)
            return passOn(noted);
    }
    NumberSeriesSql numbers(services.session());
    const auto series = numbers.all();
    if (!series)
        return passOn(series);
    const QDateTime now = services.clock().now();
    const QString reason = u"Given before the backup %1 was restored"_s.arg(check->open.front().backup);
    qint64 reserved = 0;
    for (const auto &[key, range] : gaps(last, *series, reason)) {
        if (const auto kept = numbers.reserve(key, range, services.actor(), now); !kept)
            return passOn(kept);
        reserved += range.last - range.first + 1;
    }
    if (const auto confirmed = RestorationsSql(services.session()).confirm(services.actor(), now, words); !confirmed)
        return passOn(confirmed);
    const auto audited = services.audit(u"workspace.numbering_confirmed"_s, u"workspace"_s, {},
                                        {{u"reserved"_s, reserved},
                                         {u"forgotten"_s, qint64(check->forgotten.size())},
                                         {u"also_issued"_s, QJsonArray::fromStringList(alsoIssued)},
                                         {u"note"_s, words}});
    if (!audited)
        return passOn(audited);
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return reserved;
}

} // namespace accord::workspace
