// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/measures.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <unordered_map>
#include <unordered_set>

// Workload 5: from events.csv to stored, deduplicated events and daily sums.
//
//     bench_usage_import DATA_FOLDER WORKSPACE
//
// WORKSPACE is a copy of what load_company made and is changed. The sums are compared with manifest.json, and the same
// file again must add nothing.

using namespace accord;
using namespace accord::bench;

namespace {

QString dataFolder;
QString workspacePath;

using Sums = std::map<QByteArray, qint64>;

struct Expected
{
    qint64 events = 0;
    Sums milli; ///< by meter
};

Expected fromManifest()
{
    const QJsonObject events
        = must(manifest(dataFolder), "manifest").value(u"expected"_s).toObject().value(u"events"_s).toObject();
    Expected expected{events.value(u"unique_events"_s).toInteger(), {}};
    const QJsonObject meters = events.value(u"quantity_milli"_s).toObject();
    for (auto meter = meters.begin(); meter != meters.end(); ++meter)
        expected.milli[meter.key().toUtf8()] = meter.value().toInteger();
    return expected;
}

/// Thousandths per meter as the store has them.
Sums storedSums(workspace::Services &services)
{
    QHash<QUuid, QByteArray> meters;
    for (const auto &meter : must(services.seller().meters(), "meters"))
        meters.insert(meter.id.uuid(), meter.code.toUtf8());
    const storage::UsageQueriesSql queries(services.session());
    const qint64 watermark = must(queries.watermark(), "watermark");
    Sums sums;
    for (const auto &account : must(services.accounts().all(), "accounts")) {
        for (const auto &row :
             must(queries.daily(account.id, {QDate(2025, 1, 1), QDate(2027, 1, 1)}, watermark), "daily"))
            sums[meters.value(row.meter.uuid())] += qint64(row.reading.quantity.coefficient() * powerOfTen(3)
                                                           / powerOfTen(row.reading.quantity.scale()));
    }
    return sums;
}

usage::ImportReport import(workspace::Services &services, QFile &file)
{
    file.seek(0);
    usage::Problems problems;
    return must(storage::UsageImportSql(services.session(), services.clock())
                    .import(file, {u"bench"_s, u"events.csv"_s, u"bench"_s}, problems),
                "import");
}

void accordImport(benchmark::State &state)
{
    const auto services = must(open(workspacePath, dataFolder, today), "open");
    QFile file(dataFolder + u"/events.csv"_s);
    file.open(QIODevice::ReadOnly);
    usage::ImportReport report;
    for (auto _ : state) {
        const Stopwatch watch;
        report = import(*services, file);
        state.SetIterationTime(watch.seconds());
    }
    state.counters["peak_mb"] = peakMegabytes();
    state.counters["rows"] = double(report.rows);
    const Stopwatch repeating;
    const auto again = import(*services, file);
    state.counters["again_s"] = repeating.seconds();
    const Expected expected = fromManifest();
    if (report.added != expected.events || storedSums(*services) != expected.milli)
        state.SkipWithError("the stored sums differ from manifest.json");
    else if (again.added != 0)
        state.SkipWithError("the same file again added events");
}

struct Key
{
    quint64 high = 0;
    quint64 low = 0;
    bool operator==(const Key &) const = default;
};
struct KeyHash
{
    size_t operator()(const Key &key) const { return size_t(key.low); }
};
quint64 hex(const char *digits)
{
    quint64 value = 0;
    for (int i = 0; i < 16; ++i)
        value = value << 4 | quint64(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
    return value;
}

/// The floor: parse, drop repeats by a hash of the ids, add up per account, meter and day, all in memory.
void floorInMemory(benchmark::State &state)
{
    Sums sums;
    qint64 events = 0;
    for (auto _ : state) {
        sums.clear();
        std::unordered_set<Key, KeyHash> seen;
        std::unordered_map<std::string, qint64> daily;
        QFile file(dataFolder + u"/events.csv"_s);
        file.open(QIODevice::ReadOnly);
        file.readLine();
        seen.reserve(size_t(file.size() / 85));
        char line[512];
        std::string owner;
        for (qint64 size = file.readLine(line, sizeof line); size > 0; size = file.readLine(line, sizeof line)) {
            if (!seen.insert({hex(line), hex(line + 16)}).second)
                continue;
            const char *account = line + 33;
            const char *location = static_cast<const char *>(std::memchr(account, ',', size_t(line + size - account)));
            const char *meter
                = static_cast<const char *>(std::memchr(location + 1, ',', size_t(line + size - location - 1))) + 1;
            const char *quantity = static_cast<const char *>(std::memchr(meter, ',', size_t(line + size - meter)));
            qint64 milli = 0;
            int decimals = -1;
            const char *at = quantity + 1;
            for (; *at != ','; ++at) {
                if (*at == '.') {
                    decimals = 0;
                    continue;
                }
                milli = milli * 10 + (*at - '0');
                decimals += decimals >= 0;
            }
            for (int missing = std::max(decimals, 0); missing < 3; ++missing)
                milli *= 10;
            owner.assign(account, size_t(location - account))
                .append(meter, size_t(quantity - meter + 1))
                .append(at + 1, 10);
            daily[owner] += milli;
        }
        events = qint64(seen.size());
        for (const auto &[day, milli] : daily) {
            const auto start = day.find_first_not_of("A0123456789");
            sums[QByteArray(day.data() + start, qsizetype(day.find(',') - start))] += milli;
        }
    }
    state.counters["peak_mb"] = peakMegabytes();
    const Expected expected = fromManifest();
    if (events != expected.events || sums != expected.milli)
        state.SkipWithError("the floor's sums differ from manifest.json");
}

BENCHMARK(floorInMemory)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(accordImport)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

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
