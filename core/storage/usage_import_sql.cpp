// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_import_sql.h"

#include "core/base/canonical.h"
#include "core/storage/seen_events_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"
#include "core/storage/usage_writer.h"
#include "core/usage/staging.h"

#include <QtCore/QCryptographicHash>

#include <map>
#include <numeric>
#include <tuple>

namespace accord::storage {

using usage::ImportReport;
using usage::QuarantineReason;

namespace {

struct OwnerOrder
{
    bool operator()(const UsageOwner &a, const UsageOwner &b) const
    {
        // As the index on the series of locations.
        return std::tie(a.location, a.meter, a.account) < std::tie(b.location, b.meter, b.account);
    }
};

/// Names by what they turned out to be: rows that name the same owner in different words belong together.
struct Groups
{
    std::vector<quint32> ofNames;
    std::vector<UsageResolver::Answer> answers;
    std::vector<usage::Names> names; ///< of each group, the first ones
};

/// Asked for in the order of their codes, which is that of the indexes: pages are read once.
Result<std::vector<UsageResolver::Answer>> resolveEach(Session &session, const std::vector<usage::Names> &names)
{
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(names[a].location, names[a].party, names[a].account)
               < std::tie(names[b].location, names[b].party, names[b].account);
    });
    std::vector<UsageResolver::Answer> answers(names.size());
    UsageResolver resolver(session);
    for (const std::size_t place : order) {
        auto answer = resolver.resolve(names[place]);
        if (!answer)
            return passOn(answer);
        answers[place] = std::move(*answer);
    }
    return answers;
}

/// Groups in the order of their owners, in which rows are then written; what is unknown follows in file order.
Groups grouped(const std::vector<usage::Names> &names, std::vector<UsageResolver::Answer> answers)
{
    std::map<UsageOwner, quint32, OwnerOrder> known;
    for (const UsageResolver::Answer &answer : answers) {
        if (const auto *owner = std::get_if<UsageOwner>(&answer))
            known.emplace(*owner, 0);
    }
    Groups groups;
    for (auto &[owner, group] : known) {
        group = quint32(groups.answers.size());
        groups.answers.emplace_back(owner);
        groups.names.emplace_back();
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto *owner = std::get_if<UsageOwner>(&answers[i])) {
            groups.ofNames.push_back(known.at(*owner));
            continue;
        }
        groups.ofNames.push_back(quint32(groups.answers.size()));
        groups.answers.push_back(std::move(answers[i]));
        groups.names.push_back(names[i]);
    }
    return groups;
}

} // namespace

Result<ImportReport> UsageImportSql::import(QIODevice &file, const usage::ImportRequest &request,
                                            usage::Problems &problems, const std::optional<CommandId> &command,
                                            const ImportHooks &hooks)
{
    usage::Staging staging;
    QCryptographicHash digest(QCryptographicHash::Sha256);
    const usage::ReadHooks reading{[&](const usage::Record &record) { staging.add(record); },
                                   [&](QByteArrayView block) { digest.addData(block); }};
    const auto rows = usage::readUsage(file, reading, problems);
    if (!rows)
        return passOn(rows);
    if (problems.isEmpty())
        staging.dropRepeats(problems);
    if (!problems.isEmpty())
        return tl::unexpected(problems.toError());
    return publishOnce(staging, request, digest.result().toHex(), *rows, command, hooks);
}

namespace {

QJsonObject toJson(const ImportReport &report)
{
    return {{u"sequence"_s, report.sequence ? QJsonValue(*report.sequence) : QJsonValue()},
            {u"rows"_s, report.rows},
            {u"added"_s, report.added},
            {u"repeated"_s, report.repeated},
            {u"quarantined"_s, report.quarantined}};
}

ImportReport reportFromJson(const QJsonObject &object)
{
    const auto number = [&](const QString &name) { return object.value(name).toInteger(); };
    const bool hasSequence = object.value(u"sequence"_s).isDouble();
    return {hasSequence ? std::optional(number(u"sequence"_s)) : std::nullopt, number(u"rows"_s), number(u"added"_s),
            number(u"repeated"_s), number(u"quarantined"_s)};
}

} // namespace

Result<ImportReport> UsageImportSql::publishOnce(usage::Staging &staging, const usage::ImportRequest &request,
                                                 const QByteArray &sha256, qint64 rows,
                                                 const std::optional<CommandId> &command, const ImportHooks &hooks)
{
    CommandsSql commands(m_session);
    const CommandRequest act{command, request.importedBy, u"usage.import"_s,
                             CanonicalForm().add(request.source).add(sha256).digest()};
    Transaction transaction(m_session);
    if (!transaction.begun())
        return passOn(transaction.begun());
    if (hooks.first) {
        if (const auto may = hooks.first(); !may)
            return passOn(may);
    }
    const auto earlier = commands.outcomeOf(act);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return transaction.commit().map([&] { return reportFromJson(**earlier); });
    const auto report = publish(staging, request, sha256, rows);
    if (!report)
        return report;
    if (hooks.stored && report->sequence) {
        if (const auto noted = hooks.stored(*report); !noted)
            return passOn(noted);
    }
    if (const auto kept = commands.keep(act, toJson(*report), m_clock.now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return *report; });
}

Result<ImportReport> UsageImportSql::publish(usage::Staging &staging, const usage::ImportRequest &request,
                                             const QByteArray &sha256, qint64 rows)
{
    SeenEventsSql seenEvents(m_session, notNull(request.source));
    const auto seen = seenEvents.seen(staging.keys());
    if (!seen)
        return passOn(seen);
    staging.drop(*seen);
    ImportReport report{std::nullopt, rows, 0, rows - qint64(staging.size()), 0};
    if (staging.size() == 0)
        return report;
    if (const auto noted = seenEvents.add(staging.keys()); !noted)
        return passOn(noted);

    auto answers = resolveEach(m_session, staging.names());
    if (!answers)
        return passOn(answers);
    const Groups groups = grouped(staging.names(), std::move(*answers));
    staging.group(groups.ofNames);
    auto writer = UsageWriter::begin(m_session);
    if (!writer)
        return passOn(writer);
    const auto written = staging.forEachGroup([&](quint32 group, const std::vector<usage::Event> &events) -> Result<> {
        const auto *owner = std::get_if<UsageOwner>(&groups.answers[group]);
        (owner ? report.added : report.quarantined) += qint64(events.size());
        return owner
                   ? writer->add(*owner, events)
                   : writer->quarantine(groups.names[group], std::get<QuarantineReason>(groups.answers[group]), events);
    });
    if (!written)
        return passOn(written);
    report.sequence = writer->sequence();
    if (const auto finished = writer->finish(request, sha256, report, m_clock.now()); !finished)
        return passOn(finished);
    return report;
}

namespace {

struct WaitingRow
{
    qint64 import = 0;
    qint64 n = 0;
    usage::Names names;
    QString reason;
    QByteArray packed;
    qint64 events = 0;
};

Result<std::vector<WaitingRow>> waitingRows(Session &session)
{
    return session
        .statement("SELECT import_sequence, n, account, location, party, meter, reason, packed, events "
                   "FROM usage_quarantine "
                   "WHERE adopted_sequence IS NULL ORDER BY import_sequence, n")
        .all([](Statement &row) {
            WaitingRow waiting;
            waiting.import = row.read<qint64>();
            waiting.n = row.read<qint64>();
            waiting.names.account = row.read<QString>().toUtf8();
            waiting.names.location = row.read<QString>().toUtf8();
            waiting.names.party = row.read<QString>().toUtf8();
            waiting.names.meter = row.read<QString>().toUtf8();
            waiting.reason = row.read<QString>();
            waiting.packed = row.read<QByteArray>();
            waiting.events = row.read<qint64>();
            return waiting;
        });
}

bool isEarlier(const usage::Event &a, const usage::Event &b)
{
    return std::tie(a.moment.milliseconds, a.key) < std::tie(b.moment.milliseconds, b.key);
}

using Adopted = std::map<UsageOwner, std::vector<usage::Event>, OwnerOrder>;

/// Marks the rows that are known by now as adopted by import \a sequence; the others say what is missing now.
/// \returns the events of those that are known, by owner.
Result<Adopted> takeKnown(Session &session, const std::vector<WaitingRow> &waiting, qint64 sequence)
{
    Adopted adopted;
    UsageResolver resolver(session);
    auto mark
        = session.statement("UPDATE usage_quarantine SET adopted_sequence = ? WHERE import_sequence = ? AND n = ?");
    auto retell = session.statement("UPDATE usage_quarantine SET reason = ? WHERE import_sequence = ? AND n = ?");
    for (const WaitingRow &row : waiting) {
        const auto answer = resolver.resolve(row.names);
        if (!answer)
            return passOn(answer);
        const auto *owner = std::get_if<UsageOwner>(&*answer);
        if (!owner) {
            const QString reason = toString(std::get<QuarantineReason>(*answer));
            if (reason == row.reason)
                continue;
            if (const auto done = retell.bind(reason, row.import, row.n).run(); !done)
                return passOn(done);
            continue;
        }
        const auto events = usage::unpack(row.packed);
        if (!events)
            return passOn(events);
        auto &all = adopted[*owner];
        all.insert(all.end(), events->begin(), events->end());
        if (const auto done = mark.bind(sequence, row.import, row.n).run(); !done)
            return passOn(done);
    }
    return adopted;
}

} // namespace

Result<ImportReport> UsageImportSql::adopt(const QString &adoptedBy)
{
    Transaction transaction(m_session);
    auto writer = UsageWriter::begin(m_session);
    if (!writer)
        return passOn(writer);
    const auto waiting = waitingRows(m_session);
    if (!waiting)
        return passOn(waiting);
    auto adopted = takeKnown(m_session, *waiting, writer->sequence());
    if (!adopted)
        return passOn(adopted);
    ImportReport report;
    for (auto &[owner, events] : *adopted) {
        std::sort(events.begin(), events.end(), isEarlier);
        if (const auto written = writer->add(owner, events); !written)
            return passOn(written);
        report.added += qint64(events.size());
    }
    report.rows = report.added;
    if (report.added > 0) {
        report.sequence = writer->sequence();
        if (const auto finished = writer->finish({u"quarantine"_s, {}, adoptedBy}, {}, report, m_clock.now());
            !finished)
            return passOn(finished);
    }
    for (const WaitingRow &row : *waiting)
        report.quarantined += row.events;
    report.quarantined -= report.added;
    return transaction.commit().map([&] { return report; });
}

} // namespace accord::storage
