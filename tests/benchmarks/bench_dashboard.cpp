// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/account_desk.h"
#include "core/storage/sql_values.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/floor_store.h"
#include "tests/benchmarks/measures.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <random>

// Workloads 2 and 3: the data of one account's dashboard, and search as somebody types.
//
//     bench_dashboard DATA_FOLDER WORKSPACE
//
// The dashboard is compared with accounts.csv (open and overdue balance) and with the six statements of the floor; the
// hits of the search with a scan of the names.

using namespace accord;
using namespace accord::bench;

namespace {

QString dataFolder;
QString workspacePath;
constexpr int askedAccounts = 2000;
constexpr int usageMonths = 24;
constexpr int shownHits = 50;

struct Customer
{
    accounts::AccountId id;
    qint64 open = 0;
    qint64 overdue = 0;
};

/// Enterprise accounts in random order, with what the data says of them.
std::vector<Customer> askedFor(workspace::Services &services)
{
    QHash<QString, accounts::AccountId> ids;
    for (const auto &account : must(services.accounts().all(), "accounts"))
        ids.insert(account.number, account.id);
    std::vector<Customer> enterprise;
    must(forEachRow(dataFolder, u"accounts.csv"_s,
                    [&](const Row &row) {
                        if (row[3] != "enterprise")
                            return;
                        const Currency currency = Currency::fromCode(QString::fromLatin1(row[9])).value();
                        enterprise.push_back({ids.value(QString::fromLatin1(row[0])),
                                              Money::parse(QString::fromLatin1(row[15]), currency).value().minor(),
                                              Money::parse(QString::fromLatin1(row[16]), currency).value().minor()});
                    }),
         "accounts.csv");
    std::mt19937 random(1);
    std::vector<Customer> asked;
    for (int i = 0; i < askedAccounts; ++i)
        asked.push_back(enterprise[random() % enterprise.size()]);
    return asked;
}

void accordDashboard(benchmark::State &state)
{
    const auto services = must(open(workspacePath, dataFolder, today), "open");
    const auto asked = askedFor(*services);
    workspace::AccountDesk desk(*services);
    std::vector<double> seconds;
    qint64 wrong = 0;
    for (auto _ : state) {
        for (const Customer &customer : asked) {
            const Stopwatch watch;
            const auto sheet = must(desk.sheet(customer.id), "sheet");
            const auto usage = must(desk.usage(customer.id, usageMonths), "usage");
            seconds.push_back(watch.seconds());
            wrong += sheet.receivables.value->minor() != customer.open
                     || sheet.overdue.value->minor() != customer.overdue || usage.meters.empty();
        }
    }
    countPercentiles(state, seconds);
    state.counters["peak_mb"] = peakMegabytes();
    if (wrong > 0)
        state.SkipWithError(qPrintable(u"%1 dashboards differ from accounts.csv"_s.arg(wrong)));
}

/// Header, contract, two years of usage by meter, twelve invoices, ageing, locations by cost centre.
class SixStatements
{
public:
    explicit SixStatements(RawDatabase &database)
        : m_statements{
              database.prepare("SELECT number, name, segment, status, currency, address, customer_success_manager, "
                               "arr_minor, renewal_on FROM account WHERE id = ?"),
              database.prepare("SELECT contract.number, starts_on, ends_on, body FROM contract JOIN contract_version "
                               "ON contract_id = contract.id AND version = current_version WHERE account_id = ?"),
              database.prepare("SELECT meter_id, substr(day, 1, 7), sum(quantity) FROM usage_series JOIN usage_daily "
                               "ON series_id = id "
                               "WHERE account_id = ? AND day >= '2024-01-01' GROUP BY 1, 2"),
              database.prepare("SELECT number, issue_date, due_date, currency, total_minor FROM invoice WHERE "
                               "account_id = ? ORDER BY issue_date DESC LIMIT 12"),
              database.prepare("SELECT sum(total_minor - paid), sum(CASE WHEN due_date < '2026-01-01' THEN total_minor "
                               "- paid END) FROM (SELECT total_minor, "
                               "due_date, (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE "
                               "invoice_id = id) AS paid "
                               "FROM invoice WHERE account_id = ? AND state = 'issued')"),
              database.prepare("SELECT cost_centre, count(*) FROM location WHERE account_id = ? GROUP BY cost_centre")}
    { }

    /// \returns open and overdue.
    std::pair<qint64, qint64> ask(const accounts::AccountId &id)
    {
        const QByteArray bytes = id.uuid().toRfc4122();
        std::pair<qint64, qint64> ageing;
        for (sqlite3_stmt *statement : m_statements) {
            sqlite3_bind_blob(statement, 1, bytes.constData(), int(bytes.size()), SQLITE_STATIC);
            while (sqlite3_step(statement) == SQLITE_ROW) {
                for (int column = 0; column < sqlite3_column_count(statement); ++column)
                    benchmark::DoNotOptimize(sqlite3_column_text(statement, column));
                if (statement == m_statements[4])
                    ageing = {sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)};
            }
            sqlite3_reset(statement);
        }
        return ageing;
    }

private:
    sqlite3_stmt *m_statements[6];
};

void floorDashboard(benchmark::State &state)
{
    const auto asked = askedFor(*must(open(workspacePath, dataFolder, today), "open"));
    RawDatabase database(workspacePath);
    SixStatements statements(database);
    std::vector<double> seconds;
    qint64 wrong = 0;
    for (auto _ : state) {
        for (const Customer &customer : asked) {
            const Stopwatch watch;
            const auto ageing = statements.ask(customer.id);
            seconds.push_back(watch.seconds());
            wrong += ageing != std::pair(customer.open, customer.overdue);
        }
    }
    countPercentiles(state, seconds);
    state.counters["peak_mb"] = peakMegabytes();
    if (wrong > 0)
        state.SkipWithError(qPrintable(u"%1 dashboards differ from accounts.csv"_s.arg(wrong)));
}

/// Each prefix of ten words of the names is one keystroke.
QStringList keystrokes(const std::vector<accounts::Account> &accounts)
{
    QStringList words;
    for (size_t i = 0; words.size() < 10 && i < accounts.size(); i += 7) {
        const QString word = storage::folded(accounts[i].name).section(u' ', 0, 0);
        if (word.size() >= 4 && !words.contains(word))
            words << word;
    }
    QStringList strokes;
    for (const QString &word : std::as_const(words)) {
        for (qsizetype length = 1; length <= word.size(); ++length)
            strokes << word.left(length);
    }
    return strokes;
}

struct Hits
{
    std::vector<QString> first; ///< numbers
    qint64 count = 0;
    bool operator==(const Hits &) const = default;
};

/// The floor: names and numbers in one buffer, sorted as the list is, looked through from its beginning.
class NameBuffer
{
public:
    explicit NameBuffer(const std::vector<accounts::Account> &accounts)
    {
        std::vector<std::tuple<QByteArray, QByteArray, QString>> sorted;
        for (const auto &account : accounts)
            sorted.emplace_back(storage::folded(account.name).toUtf8(), account.id.uuid().toRfc4122(), account.number);
        std::sort(sorted.begin(), sorted.end());
        for (const auto &[name, id, number] : sorted) {
            m_starts.push_back(m_buffer.size());
            m_buffer += name + '\n' + number.toLower().toUtf8() + '\n';
            m_numbers.push_back(number);
        }
        m_starts.push_back(m_buffer.size());
    }

    Hits find(const QByteArray &text) const
    {
        Hits hits;
        const char *const start = m_buffer.constData();
        const char *const end = start + m_buffer.size();
        for (const char *at = start; at < end;) {
            const auto *found
                = static_cast<const char *>(memmem(at, size_t(end - at), text.constData(), size_t(text.size())));
            if (!found)
                break;
            const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), found - start);
            if (hits.count++ < shownHits)
                hits.first.push_back(m_numbers[size_t(next - m_starts.begin()) - 1]);
            at = start + *next;
        }
        return hits;
    }

private:
    QByteArray m_buffer;
    std::vector<qsizetype> m_starts;
    std::vector<QString> m_numbers;
};

Hits hitsOf(const storage::AccountQueriesSql &queries, const QString &text)
{
    storage::AccountFilter filter;
    filter.text = text;
    Hits hits;
    for (const auto &row : must(queries.page(filter, storage::AccountSort::Name, {}, shownHits, today), "page"))
        hits.first.push_back(row.number);
    hits.count = must(queries.totals(filter, today), "totals").count;
    return hits;
}

void floorSearch(benchmark::State &state)
{
    const auto accounts = must(must(open(workspacePath, dataFolder, today), "open")->accounts().all(), "accounts");
    const NameBuffer names(accounts);
    std::vector<double> seconds;
    for (auto _ : state) {
        for (const QString &stroke : keystrokes(accounts)) {
            const QByteArray text = stroke.toUtf8();
            const Stopwatch watch;
            benchmark::DoNotOptimize(names.find(text));
            seconds.push_back(watch.seconds());
        }
    }
    countPercentiles(state, seconds);
    state.counters["peak_mb"] = peakMegabytes();
}

void accordSearch(benchmark::State &state)
{
    const auto services = must(open(workspacePath, dataFolder, today), "open");
    const auto accounts = must(services->accounts().all(), "accounts");
    const auto queries = services->accountQueries(must(services->companyCurrency(), "currency"));
    const NameBuffer names(accounts);
    std::vector<double> seconds;
    qint64 wrong = 0;
    for (auto _ : state) {
        for (const QString &stroke : keystrokes(accounts)) {
            const Stopwatch watch;
            const Hits hits = hitsOf(queries, stroke);
            seconds.push_back(watch.seconds());
            wrong += hits != names.find(stroke.toUtf8());
        }
    }
    countPercentiles(state, seconds);
    state.counters["peak_mb"] = peakMegabytes();
    if (wrong > 0)
        state.SkipWithError(qPrintable(u"%1 searches differ from a scan of the names"_s.arg(wrong)));
}

BENCHMARK(floorDashboard)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(accordDashboard)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(floorSearch)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(accordSearch)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (argc != 3)
        return 2;
    dataFolder = QString::fromLocal8Bit(argv[1]);
    workspacePath = QString::fromLocal8Bit(argv[2]);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
