// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/usage_check_sql.h"
#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/stored_usage.h"
#include "tests/support/contracts.h"
#include "tests/support/databases.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <random>

using namespace accord;
using namespace accord::storage;
using namespace accord::testing;
using accounts::AccountId;
using accounts::LocationId;
using catalog::Aggregation;
using catalog::MeterId;

namespace {

const FixedClock now(QDate(2024, 6, 30));

QUuid uuid(int n)
{
    return QUuid::fromString(u"018f0000-0000-7000-8000-%1"_s.arg(n, 12, 16, QChar(u'0')));
}

const AccountId payer(uuid(1));
const AccountId entity(uuid(2));
const AccountId stranger(uuid(3));
const LocationId paris(uuid(11));
const LocationId lyon(uuid(12));

} // namespace

class TestUsageImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = test::freshPlace(m_folder->filePath(u"firm.accord"_s));
        auto session = createWorkspace(m_path, now);
        QVERIFY2(session, session ? "" : qPrintable(session.error().id + session.error().detail));
        m_session = std::move(*session);
        addIssuer();
        addAccount(payer, u"A-1"_s, std::nullopt);
        addAccount(entity, u"A-2"_s, payer);
        addAccount(stranger, u"A-3"_s, std::nullopt);
        addLocation(paris, payer, u"PAR"_s);
        addLocation(lyon, entity, u"LYO"_s);
        addMeter(21, u"calls"_s, Aggregation::Sum);
        addMeter(22, u"users"_s, Aggregation::Maximum);
        addMeter(23, u"gigabytes"_s, Aggregation::Last);
        addMeter(24, u"devices"_s, Aggregation::Unique);
    }

    void countsEachEventOnce()
    {
        const QByteArray file = "event_id,timestamp,meter,location,quantity\ne1,2024-01-01T10:00:00Z,calls,PAR,5\n"
                                "e2,2024-01-01T11:00:00Z,calls,PAR,7.5\ne1,2024-01-01T10:00:00Z,calls,PAR,5\ne3,2024-"
                                "01-02T00:00:00Z,calls,LYO,1\n";
        const auto first = import(file).value();
        QCOMPARE(first.sequence, std::optional<qint64>(1));
        QCOMPARE(first.rows, 4);
        QCOMPARE(first.added, 3);
        QCOMPARE(first.repeated, 1);
        QCOMPARE(total(u"calls"_s), decimal(u"13.5"_s));

        const auto again = import(file).value();
        QCOMPARE(again.sequence, std::nullopt);
        QCOMPARE(again.repeated, 4);
        QCOMPARE(again.added, 0);
        QCOMPARE(total(u"calls"_s), decimal(u"13.5"_s));

        const auto more = import("event_id,timestamp,meter,location,quantity\ne3,2024-01-02T00:00:00Z,calls,LYO,1\ne4,"
                                 "2024-01-02T00:00:00Z,calls,LYO,2\n")
                              .value();
        QCOMPARE(more.sequence, std::optional<qint64>(2));
        QCOMPARE(more.added, 1);
        QCOMPARE(total(u"calls"_s), decimal(u"15.5"_s));
        // Another source has ids of its own.
        QCOMPARE(import("event_id,timestamp,meter,location,quantity\ne4,2024-01-02T00:00:00Z,calls,LYO,2\n", u"other"_s)
                     ->added,
                 1);
    }

    void rowsWithoutIdAreKnownAgain()
    {
        const QByteArray file
            = "date,meter,location,quantity\n2024-01-01,calls,PAR,5\n2024-01-01,calls,PAR,5\n2024-01-02,calls,PAR,5\n";
        QCOMPARE(import(file)->added, 3);
        QCOMPARE(import(file)->added, 0);
        QCOMPARE(import("date,meter,location,quantity\n2024-01-02,calls,PAR,5\n2024-01-01,calls,PAR,5\n2024-01-01,"
                        "calls,PAR,5\n2024-01-01,calls,PAR,5\n")
                     ->added,
                 1);
        QCOMPARE(total(u"calls"_s), Decimal(20));
    }

    void storesAllOrNothing()
    {
        usage::Problems problems;
        const auto refused = import(
            "date,meter,location,quantity\n2024-01-01,calls,PAR,5\n2024-01-01,calls,PAR,-5\n2024-13-01,calls,PAR,x\n",
            u"usage"_s, &problems);
        QCOMPARE(refused.error().id, u"usage.file_invalid"_s);
        QCOMPARE(problems.count(), 3);
        QCOMPARE(problems.list().front().line, 3);
        QCOMPARE(queries().watermark().value(), 0);
        QVERIFY(queries().totals(payer, month(u"2024-01"_s), 100)->empty());
        QCOMPARE(import("date,meter,location,quantity\n2024-01-01,calls,PAR,5\n")->added, 1);
    }

    void aFailureWhileStoringLeavesNothing()
    {
        const auto reader = openCheckedWorkspace(m_path, Access::ReadOnly).value();
        UsageImportSql importer(*reader, now);
        QByteArray bytes = "date,meter,location,quantity\n2024-01-01,calls,PAR,5\n";
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        usage::Problems problems;
        QVERIFY(!importer.import(buffer, {u"usage"_s, {}, {}}, problems));
        QCOMPARE(queries().watermark().value(), 0);
        QCOMPARE(import(bytes)->added, 1);
    }

    void keepsWhatIsUnknownUntilItIsKnown()
    {
        const QByteArray file = "date,meter,account,location,quantity\n2024-01-01,calls,,NIC,5\n2024-01-02,calls,,NIC,"
                                "6\n2024-01-01,calls,A-9,,1\n"
                                "2024-01-01,mystery,A-1,,1\n2024-01-01,calls,A-3,PAR,1\n2024-01-01,calls,,,1\n2024-01-"
                                "01,calls,A-1,LYO,3\n";
        const auto report = import(file).value();
        QCOMPARE(report.added, 1);
        QCOMPARE(report.quarantined, 6);
        QStringList waiting;
        const auto rows = queries().quarantine(100).value();
        for (const auto &row : rows)
            waiting.append(
                u"%1/%2/%3 %4 %5"_s.arg(row.account, row.location, row.meter, toString(row.reason)).arg(row.events));
        QCOMPARE(waiting,
                 (QStringList{u"/NIC/calls unknown_location 2"_s, u"A-9//calls unknown_account 1"_s,
                              u"A-1//mystery unknown_meter 1"_s, u"A-3/PAR/calls location_of_other_account 1"_s,
                              u"//calls unknown_account 1"_s}));
        QCOMPARE(import(file)->repeated, 7);

        QCOMPARE(UsageImportSql(*m_session, now).adopt(u"ann"_s)->sequence, std::nullopt);
        addLocation(LocationId(uuid(13)), entity, u"NIC"_s);
        const auto adopted = UsageImportSql(*m_session, now).adopt(u"ann"_s).value();
        QCOMPARE(adopted.sequence, std::optional<qint64>(2));
        QCOMPARE(adopted.added, 2);
        QCOMPARE(adopted.quarantined, 4);
        QCOMPARE(total(u"calls"_s), Decimal(14));
        QCOMPARE(total(u"calls"_s, 1), Decimal(3));
        QCOMPARE(queries().quarantine(100)->size(), 4U);
        QCOMPARE(import(file)->repeated, 7);
        QCOMPARE(UsageImportSql(*m_session, now).adopt(u"ann"_s)->added, 0);
    }

    void laterImportsDoNotChangeWhatWasSeen()
    {
        QVERIFY(import("date,meter,location,quantity\n2024-01-01,calls,PAR,5\n2024-01-01,users,PAR,5\n"));
        const auto before = queries().totals(payer, month(u"2024-01"_s), 1).value();
        const auto seen = stored(1)->quantity(u"calls"_s, paris, month(u"2024-01"_s)).value();
        QVERIFY(import("date,meter,location,quantity\n2024-01-01,calls,PAR,50\n2024-01-01,users,PAR,9\n2024-01-05,"
                       "calls,PAR,50\n"));
        const auto after = queries().totals(payer, month(u"2024-01"_s), 1).value();
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i)
            QCOMPARE(after[i].quantity, before[i].quantity);
        QCOMPARE(stored(1)->quantity(u"calls"_s, paris, month(u"2024-01"_s))->quantity, seen.quantity);
        QCOMPARE(stored(1)->quantity(u"calls"_s, paris, month(u"2024-01"_s))->source, seen.source);
        QCOMPARE(stored()->quantity(u"calls"_s, paris, month(u"2024-01"_s))->quantity, Decimal(105));
    }

    void answersByTheMetersAggregation_data()
    {
        QTest::addColumn<QString>("meter");
        QTest::addColumn<QString>("atParis");
        QTest::addColumn<QString>("together");
        QTest::newRow("sum") << u"calls"_s << u"21"_s << u"46"_s;
        // 1 January: 8 (not 4 + 8) at PAR and 20 at LYO; 31 January: 9 + 5.
        QTest::newRow("highest reading") << u"users"_s << u"9"_s << u"28"_s;
        QTest::newRow("last reading") << u"gigabytes"_s << u"9"_s << u"14"_s;
        // 4, 8 and 9; with 20 and 5 of LYO.
        QTest::newRow("different values above zero") << u"devices"_s << u"3"_s << u"5"_s;
    }
    void answersByTheMetersAggregation()
    {
        QFETCH(QString, meter);
        QFETCH(QString, atParis);
        QFETCH(QString, together);
        const QByteArray code = meter.toUtf8();
        QVERIFY(import("date,meter,location,quantity\n2023-12-31," + code + ",PAR,99\n2024-02-01," + code
                       + ",PAR,99\n2024-01-01," + code + ",PAR,4\n2024-01-01," + code + ",PAR,8\n2024-01-31," + code
                       + ",PAR,9\n2024-01-10," + code + ",PAR,0\n2024-01-01," + code + ",LYO,20\n2024-01-31," + code
                       + ",LYO,5\n"));
        const auto figure = stored()->quantity(meter, paris, month(u"2024-01"_s)).value();
        QCOMPARE(figure.quantity, decimal(atParis));
        QVERIFY(figure.hasUsage);
        QCOMPARE(figure.source, u"3 daily records up to import 1"_s);
        QCOMPARE(stored()->quantity(meter, std::nullopt, month(u"2024-01"_s))->quantity, decimal(together));
        QCOMPARE(queries()
                     .monthlySeries({payer, meterNamed(meter), std::nullopt},
                                    Period{QDate(2024, 1, 1), QDate(2024, 2, 1)}, 1)
                     ->front()
                     .quantity,
                 decimal(together));
        QVERIFY(!stored()->quantity(meter, paris, month(u"2024-06"_s))->hasUsage);
        QVERIFY(!stored()->quantity(u"nothing"_s, paris, month(u"2024-01"_s))->hasUsage);
    }

    void readingsOfOneDayAreNotAddedUp()
    {
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-05T08:00:00Z,users,PAR,90\n"
                       "2024-01-05T20:00:00Z,users,PAR,120\n"));
        QCOMPARE(total(u"users"_s), Decimal(120));
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-05T12:00:00Z,users,PAR,110\n"));
        QCOMPARE(total(u"users"_s), Decimal(120));
        QCOMPARE(total(u"users"_s, 1), Decimal(120));
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-05T13:00:00Z,users,PAR,130\n"));
        QCOMPARE(total(u"users"_s), Decimal(130));
        QCOMPARE(total(u"users"_s, 2), Decimal(120));
    }

    void theLastReadingIsTheLatestByItsInstantWheneverItCame()
    {
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-31T20:00:00Z,gigabytes,PAR,7\n"));
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-31T08:00:00Z,gigabytes,PAR,50\n"
                       "2024-01-30T23:00:00Z,gigabytes,PAR,60\n2024-01-31,gigabytes,PAR,70\n"));
        QCOMPARE(total(u"gigabytes"_s), Decimal(7));
        // Of two readings of one instant the higher one, in both orders.
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-31T20:00:00Z,gigabytes,PAR,9\n"));
        QCOMPARE(total(u"gigabytes"_s), Decimal(9));
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-31T20:00:00Z,gigabytes,PAR,8\n"));
        QCOMPARE(total(u"gigabytes"_s), Decimal(9));
        // A location that reported on another day still stands: 9 + 3.
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-10T20:00:00Z,gigabytes,LYO,3\n"));
        QCOMPARE(total(u"gigabytes"_s), Decimal(12));
    }

    void countsEachValueOnceInAPeriodWhereverItIsMet()
    {
        QVERIFY(import("date,meter,location,quantity,unique_key\n2024-01-01,devices,PAR,1,ann\n"
                       "2024-01-01,devices,PAR,1,bob\n2024-01-02,devices,PAR,1,ann\n2024-01-02,devices,PAR,0,cid\n"));
        QVERIFY(import("{\"date\":\"2024-01-03\",\"meter\":\"devices\",\"location\":\"LYO\",\"quantity\":1,"
                       "\"unique_key\":\"bob\"}\n{\"date\":\"2024-01-03\",\"meter\":\"devices\",\"location\":\"LYO\","
                       "\"quantity\":1,\"unique_key\":\"dan\"}\n"));
        QCOMPARE(stored()->quantity(u"devices"_s, paris, month(u"2024-01"_s))->quantity, Decimal(2)); // ann, bob
        QCOMPARE(stored()->quantity(u"devices"_s, lyon, month(u"2024-01"_s))->quantity, Decimal(2)); // bob, dan
        QCOMPARE(total(u"devices"_s), Decimal(3)); // ann, bob, dan
        QCOMPARE(total(u"devices"_s, 1), Decimal(2));
        const auto events
            = queries().events({payer, meterNamed(u"devices"_s), paris}, month(u"2024-01"_s), 1, 100).value();
        QByteArrayList values;
        for (const usage::Event &event : events)
            values.append(event.value);
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (QByteArrayList{"ann", "ann", "bob", "cid"}));
        // One id that says two values is a contradiction.
        usage::Problems problems;
        QVERIFY(!import("event_id,date,meter,location,quantity,unique_key\ne1,2024-01-01,devices,PAR,1,ann\n"
                        "e1,2024-01-01,devices,PAR,1,bob\n",
                        u"usage"_s, &problems));
        QCOMPARE(problems.list().front().id, u"usage.event_conflict"_s);
    }

    void aQuarantinedReadingCountsAsIfItHadComeInTime()
    {
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-31T20:00:00Z,gigabytes,NIC,7\n"
                       "2024-01-31T08:00:00Z,gigabytes,NIC,50\n2024-01-31T20:00:00Z,users,NIC,7\n"
                       "2024-01-31T08:00:00Z,users,NIC,50\n"));
        addLocation(LocationId(uuid(13)), entity, u"NIC"_s);
        QCOMPARE(UsageImportSql(*m_session, now).adopt(u"ann"_s)->added, 4);
        QCOMPARE(total(u"gigabytes"_s), Decimal(7));
        QCOMPARE(total(u"users"_s), Decimal(50));
    }

    void theOrderAndTheSplitOfImportsChangeNothing_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 12; ++seed)
            QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << seed;
    }
    void theOrderAndTheSplitOfImportsChangeNothing()
    {
        QFETCH(int, seed);
        std::mt19937 random(quint32(seed) + 7);
        const auto below = [&](int limit) { return int(random() % quint32(limit)); };
        QByteArrayList rows;
        for (int i = 0; i < 120; ++i) {
            const QByteArray meter = QByteArrayList{"calls", "users", "gigabytes", "devices", "standing"}[below(5)];
            const QByteArray day = "2024-01-0" + QByteArray::number(1 + below(4));
            const QByteArray hour = "T0" + QByteArray::number(below(3)) + ":00:00Z";
            rows.append("e" + QByteArray::number(i) + ',' + day + (below(4) == 0 ? QByteArray() : hour) + ',' + meter
                        + (below(2) ? ",PAR," : ",LYO,") + QByteArray::number(below(30)) + ','
                        + (below(2) ? QByteArray() : "k" + QByteArray::number(below(5))) + '\n');
        }
        const auto answers = [&](const QString &source) {
            QStringList said;
            const QStringList meters{u"calls"_s, u"users"_s, u"gigabytes"_s, u"devices"_s, u"standing"_s};
            for (const QString &meter : meters) {
                for (const std::optional<LocationId> &place : {std::optional<LocationId>(), std::optional(paris)})
                    said << stored()->quantity(meter, place, month(u"2024-01"_s))->quantity.toShortString();
                const auto points = queries().dailySeries({payer, meterNamed(meter), {}}, month(u"2024-01"_s), 100);
                for (const auto &point : *points)
                    said << source + point.day.toString(Qt::ISODate) + u' ' + point.quantity.toShortString();
            }
            return said;
        };
        addMeter(25, u"standing"_s, Aggregation::WeightedSum);
        const QByteArray header = "event_id,timestamp,meter,location,quantity,unique_key\n";
        QCOMPARE(import(header + rows.join())->added, 120);
        const QStringList inOne = answers({});
        init();
        addMeter(25, u"standing"_s, Aggregation::WeightedSum);
        std::shuffle(rows.begin(), rows.end(), random);
        for (qsizetype at = 0; at < rows.size();) {
            const qsizetype count = 1 + below(40);
            QVERIFY(import(header + rows.mid(at, count).join()));
            at += count;
        }
        QCOMPARE(answers({}), inOne);
    }

    void daysThatWereAddedUpBeforeAreReadFromTheirEvents()
    {
        // As an earlier version kept them: 90 and 120 of one day as 210, and no instant.
        const QDateTime morning(QDate(2024, 1, 5), QTime(8, 0), Qt::UTC);
        QByteArray packed;
        int key = 0;
        for (const auto &[at, quantity] : {std::pair(morning, 120), {morning.addSecs(3600 * 12), 90}})
            usage::pack({usage::EventKey::ofId(QByteArray::number(++key)),
                         {},
                         {at.toMSecsSinceEpoch(), false},
                         Decimal(quantity),
                         {}},
                        packed);
        QVERIFY(m_session->run("INSERT INTO usage_import (sequence, source, file_name, sha256, imported_by, "
                               "imported_at, row_count, added, repeated, quarantined, first_day, last_day) "
                               "VALUES (1, 'usage', 'old.csv', '', 'ann', ?, 4, 4, 0, 0, ?, ?)",
                               now.now(), morning.date(), morning.date()));
        for (const QString &meter : {u"users"_s, u"gigabytes"_s}) {
            const auto series = m_session
                                    ->statement("INSERT INTO usage_series (account_id, location_id, meter_id) "
                                                "VALUES (?,?,?) RETURNING id")
                                    .bind(payer, paris, meterNamed(meter))
                                    .first([](Statement &row) { return row.read<qint64>(); })
                                    .value()
                                    .value();
            QVERIFY(m_session->run("INSERT INTO usage_event (series_id, import_sequence, n, events, first_day, "
                                   "last_day, packed) VALUES (?, 1, 1, 2, ?, ?, ?)",
                                   series, morning.date().addDays(-1), morning.date().addDays(1), packed));
            QVERIFY(m_session->run("INSERT INTO usage_daily (series_id, day, import_sequence, quantity, events) "
                                   "VALUES (?, ?, 1, ?, 2)",
                                   series, morning.date(), Decimal(210)));
        }
        QCOMPARE(total(u"users"_s), Decimal(120));
        QCOMPARE(total(u"gigabytes"_s), Decimal(90));
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-05T21:00:00Z,gigabytes,PAR,95\n"));
        QCOMPARE(total(u"gigabytes"_s), Decimal(95));
        QVERIFY(UsageCheckSql(*m_session).check().value().holds());
    }

    void aDayIsLocalToTheContract()
    {
        QVERIFY(m_session->run(
            "INSERT INTO contract (id, account_id, number, currency, current_version, starts_on, ends_on) "
            "VALUES (?, ?, 'C-1', 'USD', 1, '2024-01-01', '2025-01-01')",
            uuid(31), payer));
        QVERIFY(
            m_session->run("INSERT INTO contract_version (contract_id, version, body, digest, created_by, created_at) "
                           "VALUES (?, 1, '{\"terms\":{\"time_zone\":\"America/New_York\"}}', '', '', ?)",
                           uuid(31), now.now()));
        // 10 March 2024 has 23 hours there; the entity's days are those of its payer.
        QVERIFY(import(
            "timestamp,meter,location,quantity\n2024-03-10T04:59:59Z,calls,LYO,1\n2024-03-10T05:00:00Z,calls,LYO,2\n"
            "2024-03-11T03:59:59Z,calls,LYO,4\n2024-03-11T04:00:00Z,calls,LYO,8\n2024-03-10,calls,LYO,16\n"));
        QStringList days;
        const auto points
            = queries().dailySeries({payer, meterNamed(u"calls"_s), lyon}, month(u"2024-03"_s), 1).value();
        for (const auto &point : points)
            days.append(point.day.toString(Qt::ISODate) + u' ' + point.quantity.toString());
        QCOMPARE(days, (QStringList{u"2024-03-09 1"_s, u"2024-03-10 22"_s, u"2024-03-11 8"_s}));
        QVERIFY(UsageCheckSql(*m_session).check().value().holds());
    }

    void explainsAFigure()
    {
        QVERIFY(import("event_id,date,meter,location,quantity\nJanuary,2024-01-01,calls,PAR,5\nx,2024-01-02,calls,PAR,"
                       "6\ny,2024-03-05,calls,PAR,6\n"));
        QVERIFY(import("event_id,date,meter,location,quantity\nlate,2024-01-02,calls,PAR,7\n"));
        const UsageSubject subject{payer, meterNamed(u"calls"_s), paris};
        const auto origins = queries().origins(subject, month(u"2024-01"_s), 2).value();
        QCOMPARE(origins.size(), 2U);
        QCOMPARE(origins[0].dailyRecords, 2);
        QCOMPARE(origins[1].import, 2);
        QCOMPARE(origins[1].fileName, u"file.csv"_s);
        QByteArrayList ids;
        const auto events = queries().events(subject, month(u"2024-01"_s), 2, 100).value();
        for (const usage::Event &event : events)
            ids.append(event.id);
        QCOMPARE(ids, (QByteArrayList{"January", "x", "late"}));
        QCOMPARE(queries().events(subject, month(u"2024-01"_s), 1, 1)->size(), 1U);
        const auto imports = queries().imports(0, 10).value();
        QCOMPARE(imports.front().sequence, 2);
        QCOMPARE(imports.back().lastDay, QDate(2024, 3, 5));
        QCOMPARE(queries().imports(2, 10)->size(), 1U);
    }

    void nothingStoredIsChangedLater()
    {
        QVERIFY(import("date,meter,location,quantity\n2024-01-01,calls,PAR,5\n2024-01-01,calls,XXX,5\n"));
        QCOMPARE(m_session->run("UPDATE usage_daily SET quantity = '6'").error().id, u"usage.immutable"_s);
        QCOMPARE(m_session->run("DELETE FROM usage_event").error().id, u"usage.immutable"_s);
        QCOMPARE(m_session->run("UPDATE usage_import SET row_count = 9").error().id, u"usage.immutable"_s);
        QCOMPARE(m_session->run("UPDATE usage_quarantine SET events = 9").error().id, u"usage.immutable"_s);
        m_session.reset();
        QVERIFY(openWorkspace(m_path, Access::ReadWrite, now));
    }

    void aDayThatItsEventsDoNotSayIsFound()
    {
        QVERIFY(import("timestamp,meter,location,quantity\n2024-01-01T10:00:00Z,calls,PAR,5\n"
                       "2024-01-02T10:00:00Z,calls,PAR,7\n2024-01-01T10:00:00Z,users,PAR,3\n"));
        QVERIFY(UsageCheckSql(*m_session).check().value().holds());
        const bool isFile = m_session->dialect().database() == Dialect::Database::Sqlite;
        QVERIFY(isFile ? m_session->run("DROP TRIGGER usage_daily_is_fixed")
                       : m_session->run("DROP TRIGGER usage_daily_is_fixed ON usage_daily"));
        // Two days of one import change places: the sums stay as they were.
        QVERIFY(m_session->run("UPDATE usage_daily SET quantity = 12 - quantity WHERE quantity <> ?", Decimal(3)));
        const auto check = UsageCheckSql(*m_session).check().value();
        QCOMPARE(check.violations.size(), size_t(1));
        QVERIFY2(check.violations.front().subject.endsWith(u", calls, import 1"_s),
                 qPrintable(check.violations.front().subject));
    }

    void manySmallImportsAreRememberedInAFewRuns()
    {
        const auto fileOf = [](int from, int count) {
            QByteArray file = "event_id,date,meter,location,quantity\n";
            for (int i = from; i < from + count; ++i)
                file += "n" + QByteArray::number(i) + ",2024-01-01,calls,PAR,1\n";
            return file;
        };
        QCOMPARE(import(fileOf(0, 20'000))->added, 20'000);
        for (int i = 0; i < 40; ++i)
            QCOMPARE(import(fileOf(20'000 + i * 10 - 5, 15))->added, 10);
        QCOMPARE(import(fileOf(0, 20'400))->added, 0);
        QCOMPARE(import(fileOf(17, 3))->added, 0);
        QCOMPARE(total(u"calls"_s), Decimal(20'400));
        const auto runs = m_session->statement("SELECT count(*), sum(keys) FROM usage_seen_run")
                              .first([](Statement &row) { return std::pair{row.read<int>(), row.read<int>()}; })
                              .value()
                              .value();
        QVERIFY(runs.first <= 8);
        QCOMPARE(runs.second, 20'400);
    }

private:
    void addIssuer()
    {
        QVERIFY(m_session->run("INSERT INTO issuing_entity (id, code, legal_name, currency, address, vat_id, "
                               "nexus_states, economic_nexus, vat_registrations, "
                               "one_stop_shop, branding, payment_instructions, number_format, version) "
                               "VALUES (?, 'US', '', 'USD', '{}', '', '[]', '{}', '[]', false, '{}', '[]', '', 1)",
                               uuid(90)));
    }
    void addAccount(const AccountId &id, const QString &number, const std::optional<AccountId> &paidBy)
    {
        accounts::Account account;
        account.id = id;
        account.number = number;
        account.name = number;
        account.payer = paidBy;
        account.issuingEntity = uuid(90);
        account.currency = currency(u"USD"_s);
        const auto saved = AccountsSql(*m_session).save(account, now.now());
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id + saved.error().detail));
    }
    void addLocation(const LocationId &id, const AccountId &account, const QString &code)
    {
        accounts::Location location;
        location.id = id;
        location.account = account;
        location.code = code;
        location.name = code;
        location.activeFrom = QDate(2020, 1, 1);
        QVERIFY(AccountsSql(*m_session).save(location));
    }
    void addMeter(int n, const QString &code, Aggregation aggregation)
    {
        QVERIFY(SellerSql(*m_session).save(catalog::Meter{MeterId(uuid(n)), code, code, u"units"_s, aggregation}));
        m_meters.insert(code, MeterId(uuid(n)));
    }
    MeterId meterNamed(const QString &code) const { return m_meters.value(code); }
    Result<usage::ImportReport> import(QByteArray bytes, const QString &source = u"usage"_s,
                                       usage::Problems *problems = nullptr)
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        usage::Problems own;
        return UsageImportSql(*m_session, now)
            .import(buffer, {source, u"file.csv"_s, u"ann"_s}, problems ? *problems : own);
    }
    UsageQueriesSql queries() { return UsageQueriesSql(*m_session); }
    std::shared_ptr<const workspace::StoredUsage> stored(std::optional<qint64> watermark = std::nullopt)
    {
        const auto all = workspace::StoredUsage::ofPayer(*m_session, payer).value();
        return workspace::StoredUsage::load(*m_session, all->accounts(), watermark).value();
    }
    Decimal total(const QString &meter, std::optional<qint64> watermark = std::nullopt)
    {
        return stored(watermark)->quantity(meter, std::nullopt, month(u"2024-01"_s)).value().quantity;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Session> m_session;
    QHash<QString, MeterId> m_meters;
};

QTEST_GUILESS_MAIN(TestUsageImport)
#include "tst_usage_import.moc"
