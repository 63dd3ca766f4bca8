// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"
#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <sys/resource.h>

#include <cstdio>

// Workload 5: from events.csv to stored, deduplicated events and daily sums.
//
//     bench_usage_import DATA_FOLDER
//
// Accounts, locations and meters are made beforehand (load=…); the sums are compared with manifest.json, and the same
// file again must add nothing.

using namespace accord;
using namespace accord::storage;

namespace {

const FixedClock now(QDate(2026, 1, 1));

/// Numbers ids: the benchmark needs many and no others.
QUuid uuid(quint32 n)
{
    return QUuid(n + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}

struct World
{
    QHash<QByteArray, quint32> accounts;
    QHash<QByteArray, QByteArray> locations; ///< code → account
    QSet<QByteArray> meters;
};

World worldOf(QFile &events)
{
    World world;
    events.readLine();
    while (!events.atEnd()) {
        const QByteArrayList fields = events.readLine().split(',');
        world.accounts.insert(fields[1], 0);
        if (!fields[2].isEmpty())
            world.locations.insert(fields[2], fields[1]);
        world.meters.insert(fields[3]);
    }
    return world;
}

Result<> store(Session &session, World &world)
{
    Transaction transaction(session);
    quint32 n = 0;
    const QUuid issuer = uuid(n++);
    if (const auto done = session.run(
            "INSERT INTO issuing_entity VALUES (?,'US','','USD','{}','','[]','[]',0,'{}',NULL,'[]','',1)", issuer);
        !done)
        return passOn(done);
    for (auto account = world.accounts.begin(); account != world.accounts.end(); ++account) {
        account.value() = n++;
        const QString number = QString::fromUtf8(account.key());
        const auto done = session.run(
            "INSERT INTO account VALUES (?,?,?,?,'',NULL,NULL,?,'active','','','USD','US','{}','','business','',30,'',"
            "'issue','','',0,NULL,0,1,?)",
            uuid(account.value()), number, number, number, issuer, now.now());
        if (!done)
            return passOn(done);
    }
    for (auto location = world.locations.cbegin(); location != world.locations.cend(); ++location) {
        const auto done = session.run("INSERT INTO location VALUES (?,?,?,'','{}','','','2020-01-01',NULL)", uuid(n++),
                                      uuid(world.accounts.value(location.value())), QString::fromUtf8(location.key()));
        if (!done)
            return passOn(done);
    }
    for (const QByteArray &meter : std::as_const(world.meters)) {
        const auto done
            = session.run("INSERT INTO meter VALUES (?,?,'','','sum')", uuid(n++), QString::fromUtf8(meter));
        if (!done)
            return passOn(done);
    }
    return transaction.commit();
}

/// Sums of thousandths per meter as the store has them.
Result<QMap<QString, qint64>> storedSums(Session &session)
{
    auto select = session.statement(
        "SELECT meter.code, usage_daily.quantity FROM usage_daily JOIN usage_series ON usage_series.id = "
        "usage_daily.series_id JOIN meter ON meter.id = usage_series.meter_id");
    QMap<QString, qint64> sums;
    while (select.next()) {
        qint64 &sum = sums[select.read<QString>()];
        const auto quantity = select.read<Decimal>();
        sum += qint64(quantity.coefficient() * powerOfTen(3) / powerOfTen(quantity.scale()));
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    return sums;
}

QMap<QString, qint64> expectedSums(const QJsonObject &manifest)
{
    QMap<QString, qint64> sums;
    const QJsonObject object = manifest.value(u"quantity_milli"_s).toObject();
    for (auto meter = object.begin(); meter != object.end(); ++meter)
        sums.insert(meter.key(), meter.value().toInteger());
    return sums;
}

/// The expectations of the data set "events", wherever the manifest keeps them.
QJsonObject expectationsIn(const QJsonObject &object)
{
    if (object.contains(u"quantity_milli"_s))
        return object;
    for (const QJsonValue &value : object) {
        const QJsonObject found = expectationsIn(value.toObject());
        if (!found.isEmpty())
            return found;
    }
    return {};
}

Result<usage::ImportReport> timedImport(Session &session, QFile &file, const char *what)
{
    file.seek(0);
    usage::Problems problems;
    QElapsedTimer timer;
    timer.start();
    const auto report = UsageImportSql(session, now).import(file, {u"bench"_s, u"events.csv"_s, u"bench"_s}, problems);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    if (report)
        std::printf("workload=%s elapsed=%.3f peak_mb=%ld rows=%lld added=%lld repeated=%lld quarantined=%lld\n", what,
                    double(timer.elapsed()) / 1000, used.ru_maxrss / 1024, report->rows, report->added,
                    report->repeated, report->quarantined);
    return report;
}

Result<bool> run(const QString &folder)
{
    QFile file(folder + u"/events.csv"_s);
    QFile manifestFile(folder + u"/manifest.json"_s);
    if (!file.open(QIODevice::ReadOnly) || !manifestFile.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file.unreadable"_s, {{u"folder"_s, folder}});
    const QJsonObject expected = expectationsIn(QJsonDocument::fromJson(manifestFile.readAll()).object());
    const QTemporaryDir place(folder + u"/bench-XXXXXX"_s);
    const auto session = createWorkspace(place.filePath(u"bench.accord"_s), now);
    if (!session)
        return passOn(session);
    {
        QElapsedTimer timer;
        timer.start();
        World world = worldOf(file);
        if (const auto stored = store(**session, world); !stored)
            return passOn(stored);
        std::printf("load=%.3f\n", double(timer.elapsed()) / 1000);
    }
    const auto first = timedImport(**session, file, "import");
    if (!first)
        return passOn(first);
    const auto again = timedImport(**session, file, "import_again");
    if (!again)
        return passOn(again);
    const auto sums = storedSums(**session);
    if (!sums)
        return passOn(sums);
    return first->added == expected.value(u"unique_events"_s).toInteger() && again->added == 0
           && *sums == expectedSums(expected);
}

} // namespace

int main(int argc, char *argv[])
{
    const auto right = run(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    if (!right)
        std::fprintf(stderr, "%s %s\n", qPrintable(right.error().id), qPrintable(right.error().detail));
    else if (!*right)
        std::fprintf(stderr, "the result differs from manifest.json\n");
    return right && *right ? 0 : 1;
}
