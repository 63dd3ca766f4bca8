// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exact.h"
#include "core/usage/month_table.h"
#include "core/usage/record_reader.h"
#include "core/usage/staging.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::usage;

namespace {

struct Reading
{
    QStringList entries; ///< "2024-01-01 users @site 180"
    Problems problems;
};

Reading reading(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    Reading result;
    const auto entries = readUsageTable(buffer, result.problems);
    for (const TableEntry &entry : entries.value())
        result.entries.append(u"%1 %2 @%3 %4"_s.arg(entry.day.toString(Qt::ISODate), entry.meter, entry.location,
                                                    entry.quantity.toString()));
    return result;
}

QByteArray header()
{
    return "date,meter,location,quantity\n";
}

Staging staged(QByteArray bytes, Problems &problems)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    Staging staging;
    (void)readUsage(buffer, {[&](const Record &record) { staging.add(record); }}, problems).value();
    staging.dropRepeats(problems);
    return staging;
}

} // namespace

class TestUsageReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("entries");
        QTest::newRow("long") << header() + "2024-01-31,users,S-1,12.50\n"
                              << QStringList{u"2024-01-31 users @S-1 12.50"_s};
        QTest::newRow("columns in any order and case") << QByteArray("Quantity,METER,Date\n3,api_calls,2024-02-29\n")
                                                       << QStringList{u"2024-02-29 api_calls @ 3"_s};
        QTest::newRow("wide months") << QByteArray("month,users,storage_gb\n2024-01,180,1500\n2024-02,,0\n")
                                     << QStringList{u"2024-01-01 users @ 180"_s, u"2024-01-01 storage_gb @ 1500"_s,
                                                    u"2024-02-01 storage_gb @ 0"_s};
        QTest::newRow("wide with location")
            << QByteArray("date,location,users\n2024-01-02,S-2,7\n") << QStringList{u"2024-01-02 users @S-2 7"_s};
        QTest::newRow("unknown columns") << QByteArray(
            "date,meter,quantity,note\n2024-01-02,users,1,\"a, \"\"b\"\"\nc\"\n2024-01-03,users,2,\n")
                                         << QStringList{u"2024-01-02 users @ 1"_s, u"2024-01-03 users @ 2"_s};
        QTest::newRow("BOM, CRLF, blank lines, no last line end")
            << "\xef\xbb\xbf" + header() + "\r\n2024-01-02,users,,1\r\n\r\n2024-01-03,users,,2"
            << QStringList{u"2024-01-02 users @ 1"_s, u"2024-01-03 users @ 2"_s};
        QTest::newRow("instants") << QByteArray("ts,meter,quantity\n2024-01-01T23:30:00-02:00,users,1\n2024-01-01 "
                                                "00:10:00+01:00,users,2\n2024-01-05T10:00:00.123Z,users,3\n")
                                  << QStringList{u"2024-01-02 users @ 1"_s, u"2023-12-31 users @ 2"_s,
                                                 u"2024-01-05 users @ 3"_s};
        QTest::newRow("NDJSON") << QByteArray(
            "{\"ts\":\"2024-01-02T00:00:00Z\",\"meter\":\"users\",\"quantity\":0.1,\"location_id\":\"Z\\u00fcrich\","
            "\"more\":null}\n"
            "{\"date\":\"2024-01-03\",\"meter\":\"users\",\"quantity\":\"123456789012345678.000000000000000001\"}\n")
                                << QStringList{u"2024-01-02 users @Zürich 0.1"_s,
                                               u"2024-01-03 users @ 123456789012345678.000000000000000001"_s};
        QTest::newRow("an event twice") << QByteArray("event_id,date,meter,quantity\na,2024-01-02,users,1\na,2024-01-"
                                                      "02,users,1\n,2024-01-02,users,1\n,2024-01-02,users,1\n")
                                        << QStringList{u"2024-01-02 users @ 1"_s, u"2024-01-02 users @ 1"_s,
                                                       u"2024-01-02 users @ 1"_s};
        QTest::newRow("FOCUS") << QByteArray(
            "ChargePeriodStart,ConsumedQuantity,ConsumedUnit,ServiceName,SubAccountId\n\"2024-09-18 "
            "22:00:00\",2.000000000000001,GB,\"Store, cold\",51\n"
            "\"2024-09-18 22:00:00\",NULL,NULL,Store,51\n\"2024-09-19 22:00:00\",-1,GB,Store,NULL\n")
                               << QStringList{u"2024-09-18 Store, cold/GB @51 2.000000000000001"_s,
                                              u"2024-09-19 Store/GB @ -1"_s};
    }
    void readsEveryForm()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, entries);
        const Reading result = reading(bytes);
        QVERIFY2(result.problems.isEmpty(),
                 result.problems.isEmpty() ? "" : qPrintable(result.problems.list().front().id));
        QCOMPARE(result.entries, entries);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("line");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QByteArray &bytes, qint64 line, const QString &id,
                            const QString &field) { QTest::newRow(name) << bytes << line << id << field; };
        row("empty file", "", 1, u"usage.header"_s, u"line"_s);
        row("no header", "2024-01-01,users,S-1,5\n", 1, u"usage.header"_s, u"header"_s);
        row("header without a date", "meter,quantity\nusers,5\n", 1, u"usage.header"_s, u"header"_s);
        row("two dates", "date,ts,meter,quantity\n", 1, u"usage.header"_s, u"header"_s);
        row("a column twice", "date,users,Users\n2024-01-01,1,2\n", 1, u"usage.header_duplicate"_s, u"header"_s);
        row("column without name", "date,,users\n2024-01-01,1,2\n", 1, u"usage.header_duplicate"_s, u"header"_s);
        row("UTF-16",
            QByteArray("\xff\xfe"
                       "d\0a\0t\0e\0",
                       10),
            1, u"usage.encoding"_s, u"file"_s);
        row("UTF-16 without mark", QByteArray("d\0a\0t\0e\0", 8), 1, u"usage.encoding"_s, u"file"_s);
        row("Latin-1", header() + "2024-01-01,users,Z\xfcrich,1\n", 2, u"usage.encoding"_s, u"line"_s);
        row("NUL", header() + QByteArray("2024-01-01,us\0ers,,1\n", 21), 2, u"usage.nul"_s, u"line"_s);
        row("too few columns", header() + "2024-01-01,users,1\n", 2, u"usage.columns"_s, u"line"_s);
        row("too many columns", header() + "2024-01-01,users,,1,000\n", 2, u"usage.columns"_s, u"line"_s);
        row("open quote", header() + "2024-01-01,\"users,,1\n2024-01-02,users,,1\n", 2, u"usage.quotes"_s, u"line"_s);
        row("quote inside", header() + "2024-01-01,us\"er\"s,,1\n", 2, u"usage.quotes"_s, u"line"_s);
        row("after a quote", header() + "2024-01-01,\"users\"x,,1\n", 2, u"usage.quotes"_s, u"line"_s);
        row("line of megabytes", header() + "2024-01-01,users,," + QByteArray(3'000'000, '1') + "\n", 2,
            u"usage.line_too_long"_s, u"line"_s);
        row("negative", header() + "2024-01-01,users,,-1\n", 2, u"usage.quantity_negative"_s, u"quantity"_s);
        row("not a number", header() + "2024-01-01,users,,NaN\n", 2, u"usage.quantity_malformed"_s, u"quantity"_s);
        row("infinite", header() + "2024-01-01,users,,inf\n", 2, u"usage.quantity_malformed"_s, u"quantity"_s);
        row("exponent", header() + "2024-01-01,users,,1e5\n", 2, u"usage.quantity_malformed"_s, u"quantity"_s);
        row("decimal comma", header() + "2024-01-01,users,,\"1,5\"\n", 2, u"usage.quantity_malformed"_s, u"quantity"_s);
        row("10^30", header() + "2024-01-01,users,,1000000000000000000000000000000\n", 2, u"usage.quantity_range"_s,
            u"quantity"_s);
        row("10^50", header() + "2024-01-01,users,,1" + QByteArray(50, '0') + "\n", 2, u"usage.quantity_range"_s,
            u"quantity"_s);
        row("10^18", header() + "2024-01-01,users,,1000000000000000000\n", 2, u"usage.quantity_range"_s, u"quantity"_s);
        row("19 places", header() + "2024-01-01,users,,0.0000000000000000001\n", 2, u"usage.quantity_range"_s,
            u"quantity"_s);
        row("no quantity", header() + "2024-01-01,users,,\n", 2, u"usage.quantity_malformed"_s, u"quantity"_s);
        row("no meter", header() + "2024-01-01,,,1\n", 2, u"usage.missing"_s, u"meter"_s);
        row("year 0", header() + "0000-01-01,users,,1\n", 2, u"usage.time_range"_s, u"date"_s);
        row("year 9999", header() + "9999-12-31,users,,1\n", 2, u"usage.time_range"_s, u"date"_s);
        row("30 February", header() + "2024-02-30,users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("month 13", header() + "2024-13,users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("American date", header() + "01/02/2024,users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("hour 24", header() + "2024-01-01T24:00:00Z,users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("short time", header() + "2024-01-01T,users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("point without digits", header() + "2024-01-01T00:00:00.Z,users,,1\n", 2, u"usage.time_malformed"_s,
            u"date"_s);
        row("no date", header() + ",users,,1\n", 2, u"usage.time_malformed"_s, u"date"_s);
        row("wide cell", "month,users\n2024-01,x\n", 2, u"usage.quantity_malformed"_s, u"users"_s);
        row("truncated JSON", "{\"ts\":\"2024-01-02T00:00:00Z\",\"meter\":\"users\",\"quan", 1, u"usage.json"_s,
            u"line"_s);
        row("nested JSON", "{\"date\":\"2024-01-02\",\"meter\":{\"a\":1},\"quantity\":1}\n", 1, u"usage.json"_s,
            u"line"_s);
        row("name twice", "{\"date\":\"2024-01-02\",\"meter\":\"a\",\"meter\":\"b\",\"quantity\":1}\n", 1,
            u"usage.json"_s, u"line"_s);
        row("meaning twice", "{\"date\":\"2024-01-02\",\"ts\":\"2024-01-02\",\"meter\":\"b\",\"quantity\":1}\n", 1,
            u"usage.json"_s, u"ts"_s);
        row("half a surrogate", "{\"date\":\"2024-01-02\",\"meter\":\"\\ud800\",\"quantity\":1}\n", 1, u"usage.json"_s,
            u"line"_s);
    }
    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, line);
        QFETCH(QString, id);
        QFETCH(QString, field);
        const Reading result = reading(bytes);
        QVERIFY(!result.problems.isEmpty());
        const Problem &first = result.problems.list().front();
        QCOMPARE(first.id, id);
        QCOMPARE(first.line, line);
        QCOMPARE(first.field, field);
        QVERIFY(!first.expected.isEmpty());
        QCOMPARE(result.problems.toError().id, u"usage.file_invalid"_s);
    }

    void goesOnAfterABadRowAndCountsBeyondTheList()
    {
        QByteArray bytes = header() + "2024-01-01,users,,1\n";
        for (int i = 0; i < 1500; ++i)
            bytes += "2024-01-01,users,,-1\n";
        bytes += "2024-01-03,users,,3\n";
        const Reading result = reading(bytes);
        QCOMPARE(result.entries.size(), 2);
        QCOMPARE(result.problems.count(), 1500);
        QCOMPARE(result.problems.list().size(), Problems::kept);
        QCOMPARE(result.problems.list().back().line, 1002);
    }

    void countsLinesInsideOfQuotes()
    {
        const Reading result
            = reading("date,meter,quantity,note\n2024-01-01,users,1,\"a\nb\nc\"\n2024-01-01,users,-1,\n");
        QCOMPARE(result.problems.list().front().line, 5);
    }

    void aLongFileIsReadInBlocks()
    {
        QByteArray bytes = header();
        for (int i = 0; i < 200'000; ++i)
            bytes += "2024-01-01,users,\"S\",1\n";
        QCOMPARE(reading(bytes).entries.size(), 200'000);
    }

    void everyPrefixOfAFileIsReadOrRefused()
    {
        const QByteArray csv
            = "date,meter,location,quantity\n2024-01-31T10:00:00.5Z,\"us\"\"ers\",\"Z\xc3\xbcrich\nWest\",12.50\n";
        const QByteArray json = "{\"ts\":\"2024-01-02T00:00:00Z\",\"meter\":\"\\ud83d\\ude00\",\"quantity\":1.5}\n";
        for (const QByteArray &whole : {csv, json}) {
            for (qsizetype size = 0; size <= whole.size(); ++size)
                (void)reading(whole.left(size));
            for (qsizetype at = 0; at < whole.size(); ++at) {
                for (const char c : {'\0', '"', ',', '\n', '\\', '\xff', '{'}) {
                    QByteArray changed = whole;
                    changed[at] = c;
                    (void)reading(changed);
                }
            }
        }
    }

    void addsUpAFocusFileExactly()
    {
        QFile file(QStringLiteral(ACCORD_REFERENCE "/focus-1.0-sample.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        Problems problems;
        const auto entries = readUsageTable(file, problems);
        QVERIFY(problems.isEmpty());
        QCOMPARE(entries->size(), 999); // one credit consumed nothing
        Decimal total;
        for (const TableEntry &entry : *entries)
            total = sum(total, entry.quantity).value();
        QCOMPARE(total.toString(), u"13438.712904456820057"_s);
    }

    void aSumThatDoesNotFitIsAnError()
    {
        const auto large = Decimal::parse(u"99999999999999999999999999999999999999").value();
        QCOMPARE(sum(large, Decimal::parse(u"0.1").value()).error().id, u"usage.sum_range"_s);
        QCOMPARE(sum(Decimal::parse(u"1.5").value(), Decimal::parse(u"0.25").value()).value().toString(), u"1.75"_s);
    }

    void theOrderOfRowsDoesNotMatter()
    {
        const QByteArrayList rows{"2024-01-01,users,S-1,5,\n",
                                  "2024-01-01,users,S-1,5,\n",
                                  "2024-01-01,users,S-1,5.0,\n",
                                  "2024-01-02,users,S-1,5,\n",
                                  "2024-01-02,users,S-1,7,e1\n",
                                  "2024-01-02,users,S-1,7,e1\n",
                                  "2024-01-03,users,S-2,7,00112233445566778899aabbccddeeff\n"};
        const auto keysOf = [](const QByteArrayList &lines) {
            Problems problems;
            return staged("date,meter,location,quantity,event_id\n" + lines.join(), problems).keys();
        };
        const auto keys = keysOf(rows);
        QCOMPARE(keys.size(), 6U); // three equal rows without id are three events; one id is one event
        QByteArrayList permuted = rows;
        std::sort(permuted.begin(), permuted.end());
        do
            QVERIFY(keysOf(permuted) == keys);
        while (std::next_permutation(permuted.begin(), permuted.end()));
    }

    void differentEventsUnderOneIdAreAProblem()
    {
        Problems problems;
        staged("date,meter,quantity,event_id\n2024-01-01,users,5,a\n2024-01-01,users,6,a\n", problems);
        QCOMPARE(problems.list().front().id, u"usage.event_conflict"_s);
        QCOMPARE(problems.list().front().line, 3);
        QCOMPARE(problems.list().front().value, u"a"_s);
    }

    void unpacksWhatItPacked()
    {
        const auto quantity = [](const QString &text) { return Decimal::parse(text).value(); };
        const std::vector<Event> events{
            {EventKey::ofId("a"), "a", {1'700'000'000'123, false}, quantity(u"0"_s)},
            {EventKey::ofId("00112233445566778899aabbccddeeff"), {}, {0, true}, quantity(u"-0.000000000000000001"_s)},
            {{~0ULL, 0}, QByteArray(300, 'x'), {-1, false}, quantity(u"99999999999999999999999999999999999999"_s)}};
        QByteArray packed;
        for (const Event &event : events)
            pack(event, packed);
        QCOMPARE(unpack(packed).value(), events);
        for (qsizetype size = 1; size < packed.size(); ++size)
            (void)unpack(packed.left(size));
        QCOMPARE(unpack(packed.chopped(1)).error().id, u"usage.segment_damaged"_s);
    }
};

QTEST_GUILESS_MAIN(TestUsageReader)
#include "tst_usage_reader.moc"
