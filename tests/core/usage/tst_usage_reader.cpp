// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exact.h"
#include "core/usage/month_table.h"
#include "core/usage/quota.h"
#include "core/usage/usage_reader.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::usage;

namespace {

struct Read
{
    std::vector<UsageRow> rows;
    Problems problems;
};

Read read(QByteArray bytes)
{
    Read result;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    readUsage(buffer, result.problems, [&](UsageRow &&row) { result.rows.push_back(std::move(row)); });
    return result;
}

} // namespace

class TestUsageReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheLongForm()
    {
        const auto result = read("\xef\xbb\xbf" "date,meter,location,quantity\r\n2024-01-31,storage_gb,\"Berlin, Mitte\",12.500\r\n\r\n2024-02,users,,3\r\n");
        QVERIFY(result.problems.isEmpty());
        QCOMPARE(result.rows.size(), size_t(2));
        QCOMPARE(result.rows[0].location, u"Berlin, Mitte"_s);
        QCOMPARE(result.rows[0].quantity, Decimal::parse(u"12.5").value());
        QCOMPARE(result.rows[1].day, QDate(2024, 2, 1)); // a month counts on its first day
        QCOMPARE(result.rows[1].line, qint64(4));
    }

    void readsTheWideForm()
    {
        const auto result = read("month,users,storage_gb\n2024-01,180,1500\n2024-02,,1620\n");
        QVERIFY(result.problems.isEmpty());
        QCOMPARE(result.rows.size(), size_t(3)); // an empty cell: nothing was measured
        QCOMPARE(result.rows[2].meter, u"storage_gb"_s);
    }

    void readsNdjson()
    {
        const auto result = read("{\"event_id\":\"e1\",\"account\":\"A-1\",\"meter\":\"api_calls\",\"quantity\":5,\"timestamp\":\"2024-01-31T23:30:00.000Z\"}\n"
                                 "{\"event_id\":\"e2\",\"account\":\"A-1\",\"meter\":\"api_calls\",\"quantity\":\"0.000000001\",\"ts\":\"2024-02-01T01:30:00+02:00\"}\n");
        QVERIFY(result.problems.isEmpty());
        QCOMPARE(result.rows.size(), size_t(2));
        QCOMPARE(result.rows[1].instant, QDateTime(QDate(2024, 1, 31), QTime(23, 30), Qt::UTC));
        QCOMPARE(result.rows[1].quantity, Decimal::parse(u"0.000000001").value());
    }

    void addsUpAFocusFileExactly()
    {
        QFile file(QStringLiteral(ACCORD_SOURCE_DIR) + u"/resources/reference/focus-1.0-sample.csv"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        Problems problems;
        Exact total;
        int rows = 0;
        readUsage(file, problems, [&](UsageRow &&row) {
            total = total + Exact(row.quantity);
            ++rows;
        });
        QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.list()[0].field + problems.list()[0].value));
        QVERIFY(rows > 900);
        QVERIFY(total.isValid());
        QCOMPARE(total.rounded(15).value(), Exact(total).rounded(18).value()); // nothing finer than the 15 places of the file
    }

    void namesEveryBadRow_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("line");
        QTest::addColumn<QString>("field");
        const QByteArray head = "date,meter,quantity\n2024-01-01,users,5\n";
        QTest::newRow("no such day") << head + "2024-02-30,users,5\n" << qint64(3) << u"date"_s;
        QTest::newRow("year 0") << head + "0000-01-01,users,5\n" << qint64(3) << u"date"_s;
        QTest::newRow("year 9999") << head + "9999-01-01,users,5\n" << qint64(3) << u"date"_s;
        QTest::newRow("no number") << head + "2024-01-01,users,many\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("exponent") << head + "2024-01-01,users,1e9\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("infinite") << head + "2024-01-01,users,inf\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("negative") << head + "2024-01-01,users,-1\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("10^30") << head + "2024-01-01,users,1" + QByteArray(30, '0') + "\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("decimal comma") << head + "2024-01-01,users,\"1,5\"\n" << qint64(3) << u"quantity"_s;
        QTest::newRow("no meter") << head + "2024-01-01,,5\n" << qint64(3) << u"meter"_s;
        QTest::newRow("control character") << head + "2024-01-01,us\x01" "ers,5\n" << qint64(3) << u"meter"_s;
        QTest::newRow("too few fields") << head + "2024-01-01,users\n" << qint64(3) << QString();
        QTest::newRow("too many fields") << head + "2024-01-01,users,5,6\n" << qint64(3) << QString();
        QTest::newRow("open quote") << head + "2024-01-01,\"users,5\n" << qint64(3) << QString();
        QTest::newRow("Latin-1") << head + "2024-01-01,\xfcsers,5\n" << qint64(3) << QString();
        QTest::newRow("NUL") << QByteArray("date,meter,quantity\n2024-01-01,us\0rs,5\n", 39) << qint64(1) << QString();
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe" "d\0a\0t\0e\0", 10) << qint64(1) << QString();
        QTest::newRow("empty") << QByteArray() << qint64(1) << QString();
        QTest::newRow("no header") << QByteArray("2024-01-01,users,5\n") << qint64(1) << QString();
        QTest::newRow("column twice") << QByteArray("date,meter,meter,quantity\n") << qint64(1) << u"meter"_s;
        QTest::newRow("unknown column") << QByteArray("date,meter,quantity,colour\n2024-01-01,users,5,red\n") << qint64(1) << u"colour"_s;
        QTest::newRow("endless line") << head + QByteArray(2 * 1024 * 1024, 'x') << qint64(3) << QString();
        QTest::newRow("JSON fraction") << QByteArray("{\"meter\":\"m\",\"quantity\":1.5,\"date\":\"2024-01-01\"}\n") << qint64(1) << u"quantity"_s;
        QTest::newRow("JSON nested") << QByteArray("{\"meter\":") + QByteArray(200, '[') + "\n" << qint64(1) << QString();
        QTest::newRow("FOCUS without service") << QByteArray("ConsumedQuantity,ConsumedUnit,SubAccountId,ChargePeriodStart\n") << qint64(1) << u"ServiceName"_s;
    }
    void namesEveryBadRow()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, line);
        QFETCH(QString, field);
        const auto result = read(bytes);
        QVERIFY(!result.problems.isEmpty());
        QCOMPARE(result.problems.list()[0].line, line);
        QCOMPARE(result.problems.list()[0].field, field);
        QVERIFY(!result.problems.list()[0].expected.isEmpty());
    }

    void reportsAllBadRowsAndNotOnlyTheFirst()
    {
        const auto result = read("date,meter,quantity\nx,users,1\n2024-01-01,users,y\n2024-01-01,users,2\n,,\n");
        QCOMPARE(result.rows.size(), size_t(1));
        QVERIFY(result.problems.count() >= 3);
    }

    void keepsUtilisationExact()
    {
        const Quota over{Decimal(1250), Decimal(1000)};
        QCOMPARE(over.utilisation()->toString(), u"1.25"_s);
        QCOMPARE(over.overage().toString(), u"250"_s);
        QCOMPARE(over.remaining()->toString(), u"0"_s);
        const Quota unlimited{Decimal(5), std::nullopt};
        QVERIFY(unlimited.isUnlimited() && !unlimited.utilisation() && unlimited.overage().isZero());
        QVERIFY(!Quota({Decimal(5), Decimal(0)}).utilisation());
    }
};

QTEST_GUILESS_MAIN(TestUsageReader)
#include "tst_usage_reader.moc"
