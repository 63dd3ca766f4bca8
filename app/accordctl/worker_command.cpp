// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/worker_command.h"

#include "app/accordctl/json_values.h"

#include "core/storage/team_driver.h"
#include "core/workspace/work_desk.h"
#include "ui/errors/error_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QSysInfo>
#include <QtCore/QThread>

#include <atomic>
#include <csignal>

namespace accord::ctl {

namespace {

using namespace std::chrono_literals;
using storage::WorkKind;
using workspace::WorkDesk;
using workspace::WorkDone;

std::atomic_bool stopAsked = false;

/// A second signal ends the program at once, which loses nothing either.
void stopSoon(int signal)
{
    stopAsked = true;
    std::signal(signal, SIG_DFL);
}

Result<int> number(Context &context, const QString &option, int otherwise, int least)
{
    if (!context.arguments().has(option))
        return otherwise;
    bool isNumber = false;
    const int value = context.arguments().value(option).toInt(&isNumber);
    return isNumber && value >= least
               ? Result<int>(value)
               : fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                      {{u"option"_s, u"--"_s + option}, {u"value"_s, context.arguments().value(option)}});
}

Result<QSet<WorkKind>> kindsIn(const Context &context)
{
    if (!context.arguments().has(u"kinds"_s))
        return QSet{WorkKind::BillRun, WorkKind::UsageImport, WorkKind::Export};
    QSet<WorkKind> kinds;
    for (const QString &name : context.arguments().value(u"kinds"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto kind = storage::workKindFromString(name.trimmed());
        if (!kind)
            return passOn(kind);
        kinds << *kind;
    }
    return kinds;
}

struct Tally
{
    int batches = 0;
    int created = 0;
    int lost = 0;
    int failed = 0;
};

void note(const WorkDone &done, Tally &tally)
{
    const QString name
        = u"%1 %2/%3"_s
              .arg(storage::toString(done.batch.kind), done.batch.subject.toString(QUuid::WithoutBraces).left(8))
              .arg(done.batch.part);
    for (const auto &failure : done.failures)
        Output::error(failure.accountName + u": "_s + ui::inWords(failure.error).paragraph());
    tally.created += done.created;
    if (done.isLost) {
        ++tally.lost;
        Output::error(u"%1: another program has it by now, nothing was written [work.lease_lost]"_s.arg(name));
    } else if (done.error) {
        ++tally.failed;
        Output::error(u"%1: %2 [%3]"_s.arg(name, ui::inWords(*done.error).paragraph(), done.error->id));
    } else {
        ++tally.batches;
        Output::error(u"%1: done, %2"_s.arg(name).arg(done.created));
    }
}

/// Waits for something to do: on a server until it says that something was stored, at the longest for \a idle.
void waitForWork(storage::Session &session, std::chrono::milliseconds idle)
{
    QDeadlineTimer deadline(idle);
    if (auto *const driver = storage::teamDriver(session)) {
        if (driver->waitForWord(idle, stopAsked))
            return;
    }
    while (!stopAsked && !deadline.hasExpired())
        QThread::msleep(50);
}

/// How long a worker that is to stop when all is done waits for a server that is gone.
constexpr auto patience = 60s;

/// A server that is about to come back is waited for, as by a worker that is there already.
Result<workspace::Services *> servicesSoon(Context &context)
{
    const QDeadlineTimer patient(patience);
    auto services = context.services();
    while (!services && services.error().kind == ErrorKind::Unavailable && !patient.hasExpired() && !stopAsked) {
        QThread::msleep(500);
        services = context.services();
    }
    return services;
}

Result<int> work(Context &context)
{
    const auto kinds = kindsIn(context);
    const auto idle = number(context, u"idle"_s, 5, 1);
    const auto lease = number(context, u"lease"_s, int(WorkDesk::usualLease.count()), 1);
    if (!kinds)
        return passOn(kinds);
    if (!idle)
        return passOn(idle);
    if (!lease)
        return passOn(lease);
    std::signal(SIGTERM, stopSoon);
    std::signal(SIGINT, stopSoon);
    const auto services = servicesSoon(context);
    if (!services)
        return passOn(services);
    const bool once = context.arguments().has(u"once"_s);
    const QString name = u"%1 on %2 %3"_s.arg((*services)->actor(), QSysInfo::machineHostName())
                             .arg(QCoreApplication::applicationPid());
    WorkDesk desk(**services, name, std::chrono::seconds(*lease));
    jobs::Progress progress({}, [] { return stopAsked.load(); });
    Tally tally;
    std::optional<Error> unreachable;
    QDeadlineTimer patient(patience);
    while (!stopAsked) {
        const auto done = desk.doNext(*kinds, progress);
        if (!done && done.error().kind != ErrorKind::Unavailable)
            return passOn(done);
        if (!done) {
            if (once && patient.hasExpired())
                return passOn(done);
            if (!unreachable)
                Output::error(ui::inWords(done.error()).paragraph() + u" [%1]"_s.arg(done.error().id));
            unreachable = done.error();
            QThread::msleep(200);
            continue;
        }
        unreachable.reset();
        patient.setRemainingTime(patience);
        if (*done) {
            note(**done, tally);
            continue;
        }
        if (once)
            break;
        waitForWork((*services)->session(), std::chrono::seconds(*idle));
    }
    context.output().document({{u"worker"_s, name},
                               {u"batches"_s, tally.batches},
                               {u"created"_s, tally.created},
                               {u"lost"_s, tally.lost},
                               {u"failed"_s, tally.failed}});
    return tally.failed > 0 ? Exit::PartlyDone : Exit::Done;
}

Result<QString> subjectInWords(workspace::Services &services, const storage::WorkProgress &one)
{
    if (one.kind != WorkKind::BillRun)
        return one.subject.toString(QUuid::WithoutBraces);
    const auto run = storage::BillRunsSql(services.session()).find(billing::BillRunId(one.subject));
    if (!run)
        return passOn(run);
    return run->period.start.toString(u"yyyy-MM"_s);
}

Result<int> status(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    const auto limit = context.limit(50);
    if (!services)
        return passOn(services);
    if (!limit)
        return passOn(limit);
    storage::WorkBatchesSql batches((*services)->session());
    const auto all = batches.progress(*limit);
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const storage::WorkProgress &one : *all) {
        const auto subject = subjectInWords(**services, one);
        const auto parts = batches.batches(one.kind, one.subject);
        if (!subject)
            return passOn(subject);
        if (!parts)
            return passOn(parts);
        QStringList owners;
        QStringList errors;
        for (const storage::WorkBatch &part : *parts) {
            if (part.state == u"taken"_s && !owners.contains(part.owner))
                owners << part.owner;
            const QString error = part.lastError.value(u"id"_s).toString();
            if (!error.isEmpty() && !errors.contains(error))
                errors << error;
        }
        rows.append(QJsonObject{{u"kind"_s, storage::toString(one.kind)},
                                {u"subject"_s, *subject},
                                {u"id"_s, one.subject.toString(QUuid::WithoutBraces)},
                                {u"waiting"_s, one.waiting},
                                {u"taken"_s, one.taken},
                                {u"done"_s, one.done},
                                {u"failed"_s, one.failed},
                                {u"workers"_s, owners.join(u", "_s)},
                                {u"last_error"_s, errors.join(u", "_s)}});
    }
    const auto written = context.output().records(rows, {u"kind"_s, u"subject"_s, u"waiting"_s, u"taken"_s, u"done"_s,
                                                         u"failed"_s, u"workers"_s, u"last_error"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

Result<int> shareBillRun(Context &context)
{
    const auto command = context.command();
    const auto period = context.period();
    const auto day = context.date(u"issue-date"_s);
    const auto size = number(context, u"batch"_s, WorkDesk::usualPayersPerBatch, 1);
    if (!command)
        return passOn(command);
    if (!period)
        return passOn(period);
    if (!day)
        return passOn(day);
    if (!size)
        return passOn(size);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto run = WorkDesk(**services, {}).shareRun(*period, *day, *size, *command);
    if (!run)
        return passOn(run);
    const auto parts = storage::WorkBatchesSql((*services)->session()).batches(WorkKind::BillRun, run->id.uuid());
    if (!parts)
        return passOn(parts);
    context.output().document({{u"run"_s, run->id.toString()},
                               {u"period"_s, run->period.start.toString(u"yyyy-MM"_s)},
                               {u"batches"_s, qint64(parts->size())},
                               {u"state"_s, run->state}});
    return Exit::Done;
}

Result<int> shareUsageImport(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    QStringList paths;
    for (int i = 0; i < context.arguments().positionalCount(); ++i)
        paths << context.arguments().positional(i);
    const auto files = WorkDesk(**services, {}).shareImports(paths, context.arguments().value(u"source"_s, u"usage"_s));
    if (!files)
        return passOn(files);
    context.output().document({{u"batches"_s, *files}});
    return Exit::Done;
}

Result<int> shareDueExports(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto files = WorkDesk(**services, {}).shareDueExports();
    if (!files)
        return passOn(files);
    context.output().document({{u"batches"_s, *files}});
    return Exit::Done;
}

std::vector<Command> workerCommands()
{
    return {{u"worker"_s,
             u"work"_s,
             u"worker [--once] [--kinds bill_run,usage_import,export] [--idle SECONDS] [--lease SECONDS]"_s,
             u"Does what was shared, beside other workers here and on other machines; any of them may die."_s,
             0,
             {u"once"_s, u"kinds"_s, u"idle"_s, u"lease"_s},
             work},
            {u"worker"_s,
             u"status"_s,
             u"worker status [--limit N]"_s,
             u"Shows how far shared work is and who does it."_s,
             0,
             {u"limit"_s},
             status}};
}

} // namespace accord::ctl
