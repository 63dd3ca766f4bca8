// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_desk.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/floor_rating.h"
#include "tests/benchmarks/floor_store.h"
#include "tests/benchmarks/measures.h"
#include "tests/benchmarks/stored_rows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

// Workload 4: rate and store the bills of January 2026.
//
//     bench_bill_run DATA_FOLDER WORKSPACE [BILLED_WORKSPACE]
//
// WORKSPACE is a copy of what load_company made and is changed. BILLED_WORKSPACE is one that accordRun billed: its rows
// are stored again by SQLite alone, which is the floor of the rows that Accord keeps (floorOfItsRows). Accord's
// invoices are compared to the minor unit with an independent rating in plain integers, which itself is compared with
// manifest.json. Between the two stand Accord's rules that differ on purpose (floor_rating.h), and allocations: Accord
// keeps the platform fee on the payer's row where the benchmark spreads it over the cost centres.

using namespace accord;
using namespace accord::bench;

namespace {

QString dataFolder;
QString workspacePath;
QString billedPath;

const Period january{periodStart, periodLast.addDays(1)};

struct Expected
{
    qint64 invoices = 0;
    qint64 lines = 0;
    std::map<QByteArray, FloorTotals> totals;
    bool operator==(const Expected &) const = default;
};

Expected fromManifest()
{
    const QJsonObject billing
        = must(manifest(dataFolder), "manifest").value(u"expected"_s).toObject().value(u"billing"_s).toObject();
    Expected expected{billing.value(u"invoices"_s).toInteger(), billing.value(u"invoice_lines"_s).toInteger(), {}};
    const QJsonObject tax = billing.value(u"tax_minor"_s).toObject();
    const QJsonObject total = billing.value(u"total_minor"_s).toObject();
    for (auto one = total.begin(); one != total.end(); ++one) {
        const qint64 ofTax = tax.value(one.key()).toInteger();
        expected.totals[one.key().toLatin1()] = {one.value().toInteger() - ofTax, ofTax};
    }
    return expected;
}

Expected rated(const BillingData &data, const FloorRating &floor, Rules rules)
{
    Expected expected{qint64(data.contracts.size()), 0, floor.totals(rules)};
    floor.rate(rules, [&](const FloorLine &) { ++expected.lines; });
    return expected;
}

/// What differs, for the message.
QString difference(const Expected &found, const Expected &wanted)
{
    QString words = u"%1 invoices of %2, %3 lines of %4"_s.arg(found.invoices)
                        .arg(wanted.invoices)
                        .arg(found.lines)
                        .arg(wanted.lines);
    for (const auto &[currency, totals] : wanted.totals) {
        const auto own = found.totals.find(currency);
        if (own == found.totals.end())
            words += u", no %1"_s.arg(QString::fromLatin1(currency));
        else if (own->second != totals)
            words += u", %1 net %2 for %3 and tax %4 for %5"_s.arg(QString::fromLatin1(currency))
                         .arg(own->second.net)
                         .arg(totals.net)
                         .arg(own->second.tax)
                         .arg(totals.tax);
    }
    return words;
}

/// What the workspace holds now of January, invoice by invoice, and whether each adds up.
Expected stored(workspace::Services &services, std::vector<billing::InvoiceId> &ids, bool &addsUp)
{
    Expected found;
    for (const auto &id : must(services.invoices().ids(), "ids")) {
        const billing::Invoice invoice = must(services.invoices().find(id), "invoice");
        if (!invoice.run)
            continue;
        ids.push_back(id);
        ++found.invoices;
        found.lines += qint64(invoice.bill.lines.size());
        FloorTotals &totals = found.totals[invoice.bill.currency.code().toLatin1()];
        totals.net += invoice.bill.subtotal.minor();
        totals.tax += invoice.bill.tax.minor();
        qint64 net = 0;
        qint64 allocated = 0;
        for (const auto &line : invoice.bill.lines)
            net += line.net.minor();
        for (const auto &row : invoice.bill.allocations)
            allocated += row.amount.minor();
        addsUp = addsUp && net == invoice.bill.subtotal.minor() && allocated == invoice.bill.total.minor();
    }
    return found;
}

void floorRating(benchmark::State &state)
{
    const BillingData data = must(BillingData::read(dataFolder), "data");
    const FloorRating floor(data);
    for (auto _ : state) {
        qint64 sum = 0;
        floor.rate(Rules::OfTheBenchmark, [&](const FloorLine &line) { sum += line.net + line.tax; });
        benchmark::DoNotOptimize(sum);
    }
    const Expected own = rated(data, floor, Rules::OfTheBenchmark);
    state.counters["lines"] = double(own.lines);
    state.counters["peak_mb"] = peakMegabytes();
    if (own != fromManifest())
        state.SkipWithError("the floor's bills differ from manifest.json");
}

void storeFloor(RawDatabase &database, const FloorRating &floor)
{
    database.run("CREATE TABLE invoice (id INTEGER PRIMARY KEY, number INTEGER, total INTEGER, tax INTEGER) STRICT");
    database.run(
        "CREATE TABLE line (invoice INTEGER, n INTEGER, site INTEGER, kind INTEGER, part INTEGER, quantity INTEGER, "
        "gross INTEGER, discount INTEGER, net INTEGER, tax INTEGER) STRICT");
    sqlite3_stmt *invoice = database.prepare("INSERT INTO invoice VALUES (?,?,?,?)");
    sqlite3_stmt *line = database.prepare("INSERT INTO line VALUES (?,?,?,?,?,?,?,?,?,?)");
    database.run("BEGIN IMMEDIATE");
    qint64 total = 0;
    qint64 tax = 0;
    qint64 n = 0;
    floor.rate(Rules::OfTheBenchmark, [&](const FloorLine &one) {
        database.insert(line, {one.contract, ++n, one.site, one.kind, one.part, one.quantityMilli, one.gross,
                               one.discount, one.net, one.tax});
        total += one.net + one.tax;
        tax += one.tax;
        if (one.kind == 2) { // the last line of a contract
            database.insert(invoice, {one.contract, one.contract + 1, total, tax});
            n = total = tax = 0;
        }
    });
    database.run("COMMIT");
}

void floorStored(benchmark::State &state)
{
    const BillingData data = must(BillingData::read(dataFolder), "data");
    const FloorRating floor(data);
    const QString path = workspacePath + u".floor"_s;
    for (auto _ : state) {
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(path + suffix);
        RawDatabase database(path);
        const Stopwatch watch;
        storeFloor(database, floor);
        state.SetIterationTime(watch.seconds());
    }
    state.counters["peak_mb"] = peakMegabytes();
}

void floorOfItsRows(benchmark::State &state)
{
    const StoredRows rows(billedPath);
    for (auto _ : state) {
        RawDatabase database(workspacePath);
        const Stopwatch watch;
        rows.storeIn(database, 8'000);
        state.SetIterationTime(watch.seconds());
    }
    state.counters["lines"] = double(rows.lines());
}

void accordPreview(benchmark::State &state)
{
    const auto services = must(open(workspacePath, dataFolder, billingDay), "open");
    for (auto _ : state) {
        jobs::Progress progress;
        must(workspace::BillingDesk(*services).preview(january, billingDay, progress), "preview");
    }
}

void accordRun(benchmark::State &state)
{
    const auto services = must(open(workspacePath, dataFolder, billingDay), "open");
    workspace::BillingDesk desk(*services);
    jobs::Progress progress;
    for (auto _ : state) {
        const Stopwatch watch;
        const auto outcome = must(desk.run(january, billingDay, progress), "run");
        state.SetIterationTime(watch.seconds());
        if (!outcome.failures.empty() || outcome.blocked > 0)
            return state.SkipWithError(
                qPrintable(outcome.failures.empty() ? u"blocked"_s : outcome.failures.front().error.id));
    }
    state.counters["peak_mb"] = peakMegabytes();
    std::vector<billing::InvoiceId> ids;
    bool addsUp = true;
    const Expected found = stored(*services, ids, addsUp);
    const Stopwatch issuing;
    must(desk.issue(ids, progress), "issue");
    state.counters["issue_s"] = issuing.seconds();
    const BillingData data = must(BillingData::read(dataFolder), "data");
    const Expected wanted = rated(data, FloorRating(data), Rules::OfAccord);
    state.counters["lines"] = double(found.lines);
    if (!addsUp)
        state.SkipWithError("an invoice does not add up");
    else if (found != wanted)
        state.SkipWithError(
            qPrintable(u"the stored bills differ from an independent rating: "_s + difference(found, wanted)));
}

BENCHMARK(floorRating)->Unit(benchmark::kMillisecond);
BENCHMARK(floorStored)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3);
BENCHMARK(floorOfItsRows)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);
BENCHMARK(accordPreview)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(accordRun)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (argc != 3 && argc != 4)
        return 2;
    billedPath = argc == 4 ? QString::fromLocal8Bit(argv[3]) : QString();
    dataFolder = QString::fromLocal8Bit(argv[1]);
    workspacePath = QString::fromLocal8Bit(argv[2]);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
