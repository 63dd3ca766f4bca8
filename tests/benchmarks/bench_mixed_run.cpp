// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exact.h"
#include "core/workspace/billing_desk.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/floor_store.h"
#include "tests/benchmarks/measures.h"
#include "tests/benchmarks/mixed_company.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

// Workload 4 with everything in it: every charge model, amendments that adjust what was billed, entity splits with
// caps.
//
//     bench_mixed_run
//
// Rating (a preview writes nothing), storing and the peak of memory stand apart, each for a number of payers and four
// times as many: the cost of a line must not grow. The floor of rating computes one exact product and rounds it for
// each line; the floor of storing writes rows of ten integers in one transaction. A preview carries the reading of
// contracts, usage and earlier charges, which the floor does not have.

using namespace accord;
using namespace accord::bench;

namespace {

/// A company that has billed its first month and amended half of its contracts.
struct World
{
    explicit World(int payers)
        : services(must(makeMixedCompany(folder.filePath(u"mixed.accord"_s), payers), "company"))
    {
        must(workspace::BillingDesk(*services).run(mixedBefore, mixedBefore.end, progress), "run before");
        must(amendHalf(*services, payers), "amend");
    }

    QTemporaryDir folder;
    jobs::Progress progress;
    std::unique_ptr<workspace::Services> services;
};

qint64 linesBilled(workspace::Services &services, qint64 &adjustments, qint64 &splits)
{
    qint64 lines = 0;
    for (const auto &id : must(services.invoices().ids(), "ids")) {
        const auto invoice = must(services.invoices().find(id), "invoice");
        if (invoice.bill.period != mixedBilled)
            continue;
        lines += qint64(invoice.bill.lines.size());
        splits += qint64(invoice.bill.allocations.size());
        for (const auto &line : invoice.bill.lines)
            adjustments += line.key.sequence > 0;
    }
    return lines;
}

void count(benchmark::State &state, qint64 lines)
{
    state.counters["lines"] = double(lines);
    state.counters["peak_mb"] = peakMegabytes();
}

constexpr qint64 linesOfPayer = 34; // 11 of usage, 1 flat, 20 of locations; half of the payers have 20 adjustments more

void mixedFloorRating(benchmark::State &state)
{
    const qint64 lines = state.range(0) * linesOfPayer;
    const auto currency = Currency::fromCode(u"USD"_s).value();
    for (auto _ : state) {
        qint64 sum = 0;
        for (qint64 line = 0; line < lines; ++line)
            sum += (Exact(17 + line % 400) * Exact::ratio(125, 10000)).toMoney(currency).value().minor();
        benchmark::DoNotOptimize(sum);
    }
    count(state, lines);
}

void mixedFloorStored(benchmark::State &state)
{
    const qint64 lines = state.range(0) * linesOfPayer;
    QTemporaryDir folder;
    int n = 0;
    for (auto _ : state) {
        RawDatabase database(folder.filePath(u"floor-%1"_s.arg(++n)));
        database.run("CREATE TABLE line (invoice INTEGER, n INTEGER, site INTEGER, kind INTEGER, part INTEGER, "
                     "quantity INTEGER, gross INTEGER, discount INTEGER, net INTEGER, tax INTEGER) STRICT");
        sqlite3_stmt *insert = database.prepare("INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?)");
        const Stopwatch watch;
        database.run("BEGIN IMMEDIATE");
        for (qint64 line = 0; line < lines; ++line)
            database.insert(insert, {line / linesOfPayer, line % linesOfPayer, line, 1, 2, line, line, 0, line, line});
        database.run("COMMIT");
        state.SetIterationTime(watch.seconds());
    }
    count(state, lines);
}

void mixedPreview(benchmark::State &state)
{
    World world(int(state.range(0)));
    qint64 lines = 0;
    for (auto _ : state) {
        const auto preview = must(
            workspace::BillingDesk(*world.services).preview(mixedBilled, mixedBilled.end, world.progress), "preview");
        lines = 0;
        for (const auto &row : preview.rows)
            lines += row.lines;
    }
    count(state, lines);
}

void mixedRun(benchmark::State &state)
{
    World world(int(state.range(0)));
    for (auto _ : state) {
        const Stopwatch watch;
        const auto outcome
            = must(workspace::BillingDesk(*world.services).run(mixedBilled, mixedBilled.end, world.progress), "run");
        state.SetIterationTime(watch.seconds());
        if (!outcome.failures.empty() || outcome.blocked > 0)
            return state.SkipWithError(
                qPrintable(outcome.failures.empty() ? u"blocked"_s : outcome.failures.front().error.id));
    }
    count(state, 0);
    qint64 adjustments = 0;
    qint64 splits = 0;
    const qint64 lines = linesBilled(*world.services, adjustments, splits);
    state.counters["lines"] = double(lines);
    state.counters["adjustments"] = double(adjustments);
    if (adjustments == 0 || splits == 0)
        state.SkipWithError("the run has no adjustment or no split");
}

BENCHMARK(mixedFloorRating)->Unit(benchmark::kMillisecond)->Arg(100)->Arg(400);
BENCHMARK(mixedFloorStored)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3)->Arg(100)->Arg(400);
BENCHMARK(mixedPreview)->Unit(benchmark::kMillisecond)->Iterations(1)->Arg(100)->Arg(400);
BENCHMARK(mixedRun)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1)->Arg(100)->Arg(400);

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
