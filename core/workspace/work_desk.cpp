// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/work_desk.h"

#include "core/storage/team_driver.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"
#include "core/workspace/usage_imports.h"

#include <QtCore/QFileInfo>

namespace accord::workspace {

using accounts::AccountId;
using storage::ApartTransaction;
using storage::BillRunRow;
using storage::WorkBatch;
using storage::WorkKind;

namespace {

// As the desk does alone: a commit costs as much as some payers.
constexpr size_t mostPayersTogether = 16;
constexpr int enoughLinesTogether = 2'000;

/// A transaction beside those of other workers, or in the order of all writers.
class Writing
{
public:
    Writing(storage::Session &session, bool isApart)
    {
        if (isApart)
            m_apart.emplace(session);
        else
            m_ordered.emplace(session);
    }
    const Result<> &begun() const { return m_apart ? m_apart->begun() : m_ordered->begun(); }
    Result<> takeOrder() { return m_apart ? m_apart->takeOrder() : Result<>(); }
    Result<> commit() { return m_apart ? m_apart->commit() : m_ordered->commit(); }

private:
    std::optional<ApartTransaction> m_apart;
    std::optional<storage::Transaction> m_ordered;
};

bool isLost(const Error &error)
{
    return error.id == u"work.lease_lost"_s;
}

std::vector<AccountId> payersIn(const WorkBatch &batch)
{
    std::vector<AccountId> payers;
    for (const QJsonValue &id : batch.content.value(u"payers"_s).toArray())
        payers.push_back(AccountId(QUuid::fromString(id.toString())));
    return payers;
}

} // namespace

Result<> WorkDesk::addBatch(WorkKind kind, const QUuid &subject, int part, const QJsonObject &content)
{
    WorkBatch batch;
    batch.id = m_services.ids().next();
    batch.kind = kind;
    batch.subject = subject;
    batch.part = part;
    batch.content = content;
    batch.madeBy = m_services.actor();
    batch.madeAt = m_services.clock().now();
    return m_batches.add(batch);
}

Result<BillRunRow> WorkDesk::openRun(const Period &period, const QDate &issueDate)
{
    storage::BillRunsSql runs(m_services.session());
    const auto shared = m_batches.openSubjects(WorkKind::BillRun);
    if (!shared)
        return passOn(shared);
    if (!shared->empty()) {
        const auto open = runs.find(billing::BillRunId(shared->front()));
        if (!open)
            return open;
        if (open->period != period)
            return fail(ErrorKind::Conflict, u"work.run_open"_s,
                        {{u"period"_s, open->period.start.toString(u"yyyy-MM"_s)}});
        const auto waiting = m_batches.retryFailed(WorkKind::BillRun, open->id.uuid());
        return waiting ? open : passOn(waiting);
    }
    BillRunRow run;
    run.id = m_services.ids().next<billing::BillRunId>();
    run.period = period;
    run.issueDate = issueDate.isValid() ? issueDate : m_services.clock().today();
    run.startedBy = m_services.actor();
    run.startedAt = m_services.clock().now();
    run.state = u"running"_s;
    const auto added = runs.add(run);
    return added ? Result<BillRunRow>(run) : passOn(added);
}

Result<> WorkDesk::addPayers(const BillRunRow &run, int payersPerBatch)
{
    const auto payers = m_services.contracts().payersWithContracts(run.period);
    if (!payers)
        return passOn(payers);
    int part = 0;
    for (auto rest = std::span<const AccountId>(*payers); !rest.empty(); ++part) {
        const auto some = rest.first(std::min(rest.size(), size_t(payersPerBatch)));
        QJsonArray ids;
        for (const AccountId &payer : some)
            ids.append(payer.toString());
        if (const auto added = addBatch(WorkKind::BillRun, run.id.uuid(), part, {{u"payers"_s, ids}}); !added)
            return added;
        rest = rest.subspan(some.size());
    }
    if (part > 0)
        return {};
    return storage::BillRunsSql(m_services.session()).finish(run.id, u"done"_s, m_services.clock().now());
}

Result<BillRunRow> WorkDesk::shareRun(const Period &period, const QDate &issueDate, int payersPerBatch,
                                      const std::optional<storage::CommandId> &command)
{
    if (auto may = permitWhole(m_services, Act::PrepareBills); !may)
        return passOn(may);
    const auto request = m_services.request(command, u"bill.share"_s,
                                            CanonicalForm().add(period.start).add(period.end).add(issueDate));
    storage::BillRunsSql runs(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto earlier = m_services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return runs.find(billing::BillRunId(QUuid::fromString((*earlier)->value(u"run"_s).toString())));
    const auto run = openRun(period, issueDate);
    if (!run)
        return run;
    const auto part = m_batches.nextPart(WorkKind::BillRun, run->id.uuid());
    if (!part)
        return passOn(part);
    if (*part == 0) {
        if (const auto added = addPayers(*run, std::max(1, payersPerBatch)); !added)
            return passOn(added);
    }
    const auto audited
        = m_services.audit(u"bill_run.share"_s, u"bill_run"_s, run->id.toString(), {{u"period"_s, period.toString()}});
    if (!audited)
        return passOn(audited);
    const auto kept = m_services.commands().keep(request, {{u"run"_s, run->id.toString()}}, m_services.clock().now());
    if (!kept)
        return passOn(kept);
    const auto stored = runs.find(run->id);
    if (!stored)
        return stored;
    return transaction.commit().map([&] { return *stored; });
}

Result<int> WorkDesk::shareImports(const QStringList &paths, const QString &source)
{
    if (auto may = permit(m_services, Act::ImportUsage); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const QUuid subject = m_services.ids().next();
    int part = 0;
    for (const QString &path : paths) {
        const QFileInfo file(path);
        if (!file.isReadable())
            return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                        {{u"file"_s, path}, {u"problem"_s, u"not readable"_s}});
        const auto added = addBatch(WorkKind::UsageImport, subject, part++,
                                    {{u"file"_s, file.absoluteFilePath()}, {u"source"_s, source}});
        if (!added)
            return passOn(added);
    }
    const auto audited = m_services.audit(u"usage.share"_s, u"work"_s, subject.toString(QUuid::WithoutBraces),
                                          {{u"files"_s, part}, {u"source"_s, source}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return part; });
}

Result<int> WorkDesk::shareDueExports()
{
    if (auto may = permit(m_services, Act::ScheduleExports); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    storage::ExportSchedulesSql store(m_services.session());
    const auto schedules = store.all();
    if (!schedules)
        return passOn(schedules);
    int count = 0;
    for (const storage::ExportSchedule &schedule : *schedules) {
        const auto known = m_batches.batches(WorkKind::Export, schedule.id);
        const auto written = store.runs(schedule.id);
        if (!known)
            return passOn(known);
        if (!written)
            return passOn(written);
        if (const auto again = m_batches.retryFailed(WorkKind::Export, schedule.id); !again)
            return passOn(again);
        for (const Period &period : duePeriods(schedule, m_services.clock().today())) {
            const QString start = period.start.toString(Qt::ISODate);
            const bool isDone = std::ranges::any_of(*written, [&](const auto &one) { return one.period == period; });
            const bool isKnown = std::ranges::any_of(
                *known, [&](const auto &one) { return one.content.value(u"period_start"_s).toString() == start; });
            if (isDone || isKnown)
                continue;
            const int part = int(known->size()) + count;
            const auto added
                = addBatch(WorkKind::Export, schedule.id, part,
                           {{u"period_start"_s, start}, {u"period_end"_s, period.end.toString(Qt::ISODate)}});
            if (!added)
                return passOn(added);
            ++count;
        }
    }
    if (count == 0)
        return 0;
    const auto audited = m_services.audit(u"export.share"_s, u"work"_s, {}, {{u"files"_s, count}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return count; });
}

Result<std::optional<WorkDone>> WorkDesk::doNext(const QSet<WorkKind> &kinds, jobs::Progress &progress)
{
    // Who falls asleep in the middle of writing is not waited for longer than for a lease.
    if (auto *const driver = storage::teamDriver(m_services.session())) {
        if (const auto limited = driver->limitPauses(m_lease); !limited)
            return passOn(limited);
    }
    const auto allowed = allowedKinds(kinds);
    if (!allowed)
        return passOn(allowed);
    auto batch = m_batches.take(*allowed, m_owner, m_lease);
    if (!batch)
        return passOn(batch);
    if (!*batch)
        return std::nullopt;
    WorkDone work;
    work.batch = std::move(**batch);
    const auto done = doBatch(work, progress);
    if (done)
        return work;
    work.isLost = isLost(done.error());
    if (work.isLost)
        return work;
    const auto given = m_batches.giveBack(work.batch, done.error());
    work.isLost = !given && isLost(given.error());
    if (done.error().kind == ErrorKind::Unavailable && !work.isLost)
        return passOn(done);
    if (!work.isLost)
        work.error = done.error();
    return work;
}

Result<QSet<WorkKind>> WorkDesk::allowedKinds(const QSet<WorkKind> &kinds)
{
    QSet<WorkKind> allowed;
    std::optional<Error> refused;
    for (const auto &[kind, act] :
         {std::pair(WorkKind::BillRun, Act::PrepareBills), std::pair(WorkKind::UsageImport, Act::ImportUsage),
          std::pair(WorkKind::Export, Act::ScheduleExports)}) {
        if (!kinds.contains(kind))
            continue;
        const auto may = permitWhole(m_services, act);
        if (may)
            allowed << kind;
        else if (may.error().kind != ErrorKind::Forbidden)
            return passOn(may);
        else
            refused = may.error();
    }
    return allowed.isEmpty() && refused ? Result<QSet<WorkKind>>(tl::unexpected(*refused)) : allowed;
}

Result<> WorkDesk::doBatch(WorkDone &work, jobs::Progress &progress)
{
    switch (work.batch.kind) {
    case WorkKind::BillRun:
        return bill(work, progress);
    case WorkKind::UsageImport:
        return importUsage(work);
    case WorkKind::Export:
        return exportFile(work);
    }
    return {};
}

Result<> WorkDesk::bill(WorkDone &work, jobs::Progress &progress)
{
    if (auto may = permitWhole(m_services, Act::PrepareBills); !may)
        return passOn(may);
    if (auto ready = readyForRun(m_services); !ready)
        return passOn(ready);
    storage::BillRunsSql runs(m_services.session());
    const auto run = runs.find(billing::BillRunId(work.batch.subject));
    if (!run)
        return passOn(run);
    std::vector<AccountId> waiting = payersIn(work.batch);
    if (work.batch.fence > 1) { // somebody began it before
        const auto finished = runs.finishedAccounts(run->id);
        if (!finished)
            return passOn(finished);
        std::erase_if(waiting, [&](const AccountId &payer) { return finished->contains(payer.uuid()); });
    }
    progress.setTotal(qint64(waiting.size()));
    auto rest = std::span<const AccountId>(waiting);
    Way way = Way::Apart;
    do {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        const auto billed = billSome(*run, rest, way, work);
        if (!billed) {
            if (isLost(billed.error()) || way == Way::OneByOne || billed.error().id == u"storage.connection_lost"_s
                || billed.error().id == u"storage.commit_unknown"_s)
                return passOn(billed);
            way = way == Way::Apart ? Way::InOrder : Way::OneByOne;
            continue;
        }
        rest = rest.subspan(*billed);
        progress.advance(qint64(*billed));
        way = Way::Apart;
    } while (!rest.empty());
    return {};
}

Result<size_t> WorkDesk::billSome(const BillRunRow &run, std::span<const AccountId> payers, Way way, WorkDone &work)
{
    if (way == Way::OneByOne && !payers.empty())
        return billOne(run, payers.front(), payers.size() == 1, work).map([] { return size_t(1); });
    RunOutcome made;
    BillingDesk desk(m_services);
    Writing writing(m_services.session(), way == Way::Apart);
    if (!writing.begun())
        return passOn(writing.begun());
    if (const auto held = m_batches.hold(work.batch, m_lease); !held)
        return passOn(held);
    const auto billed = desk.billOfPart(run, work.batch, payers.first(std::min(payers.size(), mostPayersTogether)),
                                        enoughLinesTogether, made);
    if (!billed)
        return billed;
    if (*billed == payers.size()) {
        if (const auto alone = writing.takeOrder(); !alone)
            return passOn(alone);
        if (const auto ended = endBatch(run, work.batch); !ended)
            return passOn(ended);
    }
    if (const auto committed = writing.commit(); !committed)
        return passOn(committed);
    work.created += made.created;
    return billed;
}

Result<> WorkDesk::billOne(const BillRunRow &run, const AccountId &payer, bool isLast, WorkDone &work)
{
    const auto attempt = [&](const std::function<Result<>(RunOutcome &)> &write) -> Result<> {
        RunOutcome made;
        storage::Transaction transaction(m_services.session());
        if (const auto held = m_batches.hold(work.batch, m_lease); !held)
            return held;
        if (const auto written = write(made); !written)
            return written;
        if (isLast) {
            if (const auto ended = endBatch(run, work.batch); !ended)
                return ended;
        }
        if (const auto committed = transaction.commit(); !committed)
            return committed;
        work.created += made.created;
        std::ranges::move(made.failures, std::back_inserter(work.failures));
        return {};
    };
    BillingDesk desk(m_services);
    const auto billed = attempt([&](RunOutcome &made) {
        const auto stored = desk.billOfPart(run, work.batch, {&payer, 1}, enoughLinesTogether, made);
        return stored ? Result<>() : passOn(stored);
    });
    if (billed || billed.error().kind == ErrorKind::Unavailable || isLost(billed.error()))
        return billed;
    return attempt([&](RunOutcome &made) { return desk.noteFailure(run, payer, billed.error(), made, &work.batch); });
}

/// With the last batch of a run the run is done; whoever ends a batch is alone.
Result<> WorkDesk::endBatch(const BillRunRow &run, const WorkBatch &batch)
{
    if (const auto finished = m_batches.finish(batch); !finished)
        return finished;
    const auto open = m_batches.open(WorkKind::BillRun, run.id.uuid());
    if (!open)
        return passOn(open);
    if (*open > 0)
        return {};
    storage::BillRunsSql runs(m_services.session());
    if (const auto done = runs.finish(run.id, u"done"_s, m_services.clock().now()); !done)
        return done;
    const auto whole = runs.find(run.id);
    if (!whole)
        return passOn(whole);
    const auto audited = m_services.audit(u"bill_run.finish"_s, u"bill_run"_s, run.id.toString(),
                                          {{u"period"_s, run.period.toString()}, {u"created"_s, whole->created}});
    return audited ? Result<>() : passOn(audited);
}

Result<> WorkDesk::importUsage(WorkDone &work)
{
    const QString path = work.batch.content.value(u"file"_s).toString();
    QFile file(path);
    // Another machine may see the file that this one does not: no bad input.
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file.unreadable"_s, {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    usage::Problems problems;
    const UsageFile named{work.batch.content.value(u"source"_s).toString(), QFileInfo(path).fileName()};
    const auto report
        = workspace::importUsage(m_services, file, named, problems, {}, [&] { return m_batches.finish(work.batch); });
    if (!report)
        return passOn(report);
    work.created = int(report->added);
    return {};
}

Result<> WorkDesk::exportFile(WorkDone &work)
{
    if (auto may = permit(m_services, Act::ScheduleExports); !may)
        return passOn(may);
    const auto schedules = storage::ExportSchedulesSql(m_services.session()).all();
    if (!schedules)
        return passOn(schedules);
    const auto schedule = std::ranges::find(*schedules, work.batch.subject, &storage::ExportSchedule::id);
    if (schedule == schedules->end())
        return fail(ErrorKind::NotFound, u"exports.schedule_unknown"_s,
                    {{u"name"_s, work.batch.subject.toString(QUuid::WithoutBraces)}});
    const auto day = [&](const QString &name) {
        return QDate::fromString(work.batch.content.value(name).toString(), Qt::ISODate);
    };
    const auto written = exportPeriod(m_services, *schedule, {day(u"period_start"_s), day(u"period_end"_s)},
                                      [&] { return m_batches.finish(work.batch); });
    if (!written)
        return passOn(written);
    work.created = *written ? int((*written)->records) : 0;
    return {};
}

} // namespace accord::workspace
