// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payments_desk.h"
#include "tests/benchmarks/cash_company.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/floor_store.h"
#include "tests/benchmarks/measures.h"
#include "tests/benchmarks/stored_rows.h"

#include <QtCore/QCoreApplication>

#include <limits>

// Workload 8 with reading and storing: a bank file is imported into a workspace and matched.
//
//     bench_cash make WORKSPACE DOCUMENTS PAYMENTS
//     bench_cash WORKSPACE DOCUMENTS PAYMENTS [MATCHED_WORKSPACE]
//
// The first form makes the workspace, once; the second changes a copy of it. MATCHED_WORKSPACE is one that accordCash
// matched: its rows are stored again by SQLite alone, which is the floor.

using namespace accord;
using namespace accord::bench;

namespace {

QString workspacePath;
QString matchedPath;
MatchingWorld theWorld;

void accordCash(benchmark::State &state)
{
    const QByteArray file = camtOf(theWorld);
    const auto services = must(openCash(workspacePath), "open");
    double importing = 0;
    for (auto _ : state) {
        const Stopwatch watch;
        const auto imported = must(workspace::importBankFile(*services, file, u"statement.xml"_s), "import");
        importing = watch.seconds();
        const auto matched = must(workspace::PaymentsDesk(*services).match(), "match");
        state.SetIterationTime(watch.seconds());
        state.counters["entries"] = double(imported.added);
        state.counters["matched"] = double(matched.size());
    }
    const Stopwatch again;
    must(workspace::PaymentsDesk(*services).match(), "match again");
    state.counters["again_s"] = again.seconds();
    state.counters["import_s"] = importing;
    state.counters["peak_mb"] = peakMegabytes();
}

const std::vector<StoredRows::Table> tablesOfCash{
    {"bank_import", "SELECT * FROM bank_import"},
    {"bank_account", "SELECT * FROM bank_account"},
    // As it is imported: its state follows from what is stored after it.
    {"bank_entry",
     "SELECT id, number, identity, bank_account_id, import_id, line, booked_on, value_on, currency, amount_minor, "
     "booking, batch_id, parts, payer_name, payer_account, structured_reference, end_to_end_id, trace_number, "
     "remittance, details, iif(amount_minor > 0, 'new', state) FROM bank_entry ORDER BY number"},
    {"bank_decision", "SELECT * FROM bank_decision"},
    {"payment", "SELECT * FROM payment"},
    {"bank_payment", "SELECT * FROM bank_payment"},
    {"payment_application", "SELECT * FROM payment_application"},
    {"posting", "SELECT posting.* FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id "
                "WHERE kind IN ('payment', 'application')"},
    // An entry comes after its postings, which it balances.
    {"ledger_entry", "SELECT * FROM ledger_entry WHERE kind IN ('payment', 'application')"},
};

void floorOfItsRows(benchmark::State &state)
{
    const StoredRows rows(matchedPath, tablesOfCash);
    for (auto _ : state) {
        RawDatabase database(workspacePath);
        const Stopwatch watch;
        rows.storeIn(database, std::numeric_limits<size_t>::max());
        state.SetIterationTime(watch.seconds());
    }
    state.counters["rows"] = double(rows.count());
}

BENCHMARK(floorOfItsRows)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);
BENCHMARK(accordCash)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isMaking = argc == 5 && arguments[1] == u"make";
    if (argc != 4 && argc != 5)
        return 2;
    workspacePath = arguments[isMaking ? 2 : 1];
    matchedPath = arguments.value(4);
    const int sizes = isMaking ? 3 : 2;
    theWorld = makeWorld(arguments[sizes].toULongLong(), arguments[sizes + 1].toULongLong(), 20260630);
    if (isMaking)
        must(makeCashCompany(workspacePath, theWorld), "company");
    else
        benchmark::RunSpecifiedBenchmarks();
    return 0;
}
