// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bai2_entry.h"
#include "core/bank/bai2_reader.h"
#include "core/bank/file_text.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

Result<ReadStatements> readSample(const QString &name)
{
    return readBai2(decodeText(sample(name)).value());
}

/// A file with one account and these records; the totals are those of one entry of 100.
QString file(const QString &records, const QString &currency = u"USD"_s)
{
    return u"01,A,B,260302,0800,1,,,2/\n02,B,A,1,260301,,"_s + currency + u",2/\n03,123,,010,0,,/\n"_s + records
           + u"49,100,3/\n98,100,1,5/\n99,100,1,7/\n"_s;
}

} // namespace

class TestBai2 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverySampleAsItsIndexSays_data()
    {
        QTest::addColumn<QString>("name");
        for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array()) {
            const QString name = row[u"file"].toString();
            if (name.startsWith(u"bai2/"_s))
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void readsEverySampleAsItsIndexSays()
    {
        QFETCH(QString, name);
        const QJsonObject expected = expectedOf(name);
        const auto records = bai2Records(linesOf(decodeText(sample(name)).value()));
        QVERIFY(records);
        QHash<QString, qint64> counts;
        qint64 physical = 0;
        for (const Bai2Record &record : *records) {
            counts[record.code] += 1;
            physical += record.physicalRecords();
        }
        const QJsonObject expectedCounts = expected[u"records"_s].toObject();
        for (const QString &code : expectedCounts.keys())
            QCOMPARE(counts[code], expectedCounts[code].toInteger());
        QCOMPARE(physical, expected[u"physical_records"_s].toInteger());
        Bai2Fields trailer(records->back());
        QCOMPARE(trailer.next(), expected[u"file_control_total"_s].toString());
        QCOMPARE(trailer.next(), expected[u"groups"_s].toString());
        QCOMPARE(trailer.next(), expected[u"record_count"_s].toString());

        const auto read = readSample(name);
        QVERIFY(read);
        QVERIFY(read->badEntries.empty());
        QCOMPARE(qint64(read->statements.size()), counts[u"03"_s]);
        qint64 entries = 0;
        for (const BankStatement &statement : read->statements)
            entries += qint64(statement.entries.size());
        QCOMPARE(entries, counts[u"16"_s]);
        QCOMPARE(!ids(read->warnings).contains(u"bank.record_count"_s), expected[u"trailer_count_ok"_s].toBool());
    }

    void findsTheControlTotalsOfRightFilesRight()
    {
        QVERIFY(readSample(u"bai2/ca-returned-items.bai"_s)->warnings.empty());
        QVERIFY(readSample(u"bai2/lockbox-continuations.bai"_s)->warnings.empty());
    }

    void takesTheDirectionFromTheTypeCode()
    {
        const BankStatement account = readSample(u"bai2/ca-returned-items.bai"_s)->statements[0];
        QCOMPARE(account.account, u"10200123456"_s);
        QCOMPARE(account.entries[0].amount, money(u"-25.00", u"CAD"));
        QCOMPARE(account.entries[3].amount, money(u"2035.00", u"CAD"));
        QCOMPARE(account.entries[0].bookingDate, QDate(2006, 3, 17));
        QCOMPARE(account.entries[0].valueDate, QDate(2006, 3, 16));
        QCOMPARE(account.entries[1].remittanceText, u"RTN-UNKNOWN"_s);
        QCOMPARE(bai2Direction(u"930"), Bai2Direction::Credit);
        QCOMPARE(bai2Direction(u"975"), Bai2Direction::Debit);
        QCOMPARE(bai2Direction(u"890"), Bai2Direction::None);
        QVERIFY(!bai2Direction(u"905"));
        QVERIFY(!bai2Direction(u"7A1"));
    }

    void followsContinuationsThroughFieldsAndText()
    {
        const auto read = readSample(u"bai2/lockbox-continuations.bai"_s);
        QCOMPARE(read->statements[1].opening->amount, usd(u"-5000.00"));
        QCOMPARE(read->statements[1].entries[0].remittanceText, u"LOCK BOX NO.68751"_s);
        const BankEntry collection = read->statements[2].entries[0];
        QCOMPARE(collection.amount, usd(u"200000.00"));
        QCOMPARE(collection.valueDate, QDate(2004, 6, 22));
        QCOMPARE(collection.bankReference, u"SP4738"_s);
        QCOMPARE(collection.customerReference, u"YRC065321"_s);
        QCOMPARE(collection.remittanceText, u"PROCEEDS OF LETTER OF CREDIT FROM THE ARAMCO OIL CO"_s);
    }

    void readsTheLinesOfText()
    {
        const BankStatement account = readSample(u"bai2/newline-continuations.bai"_s)->statements[2];
        QCOMPARE(account.opening->amount, usd(u"1595811.94"));
        const BankEntry back = account.entries[0];
        QVERIFY(back.isReturn);
        QCOMPARE(back.returnReason, u"R02"_s);
        QCOMPARE(back.bankReference, u"SB2322600000214"_s);
        QCOMPARE(back.endToEndId, u"021000080000030"_s);
        QCOMPARE(back.amount, usd(u"-2000.00"));
        const BankEntry wire = account.entries[4];
        QCOMPARE(account.entries[7].counterpartyName, u"SAMPLE INC"_s);
        QCOMPARE(wire.counterpartyAccount, u"8348572423"_s);
        QCOMPARE(account.entries[6].chequeNumber, u"0009000000"_s);
    }

    void readsEachFundsType_data()
    {
        QTest::addColumn<QString>("funds");
        for (const QString &funds :
             {u""_s, u"0"_s, u"1"_s, u"2"_s, u"Z"_s, u"S,1,2,3"_s, u"V,260305,"_s, u"D,2,0,60,1,40"_s, u"D,0"_s})
            QTest::newRow(qPrintable(u"type "_s + funds)) << funds;
    }
    void readsEachFundsType()
    {
        QFETCH(QString, funds);
        const auto read = readBai2(file(u"16,195,100,%1,BANK1,CUST1,a, b/c/\n"_s.arg(funds)));
        QVERIFY(read);
        QVERIFY(read->warnings.empty());
        const BankEntry entry = read->statements[0].entries[0];
        QCOMPARE(entry.bankReference, u"BANK1"_s);
        QCOMPARE(entry.customerReference, u"CUST1"_s);
        QCOMPARE(entry.remittanceText, u"a, b/c"_s);
        QCOMPARE(entry.valueDate, funds.startsWith(u'V') ? QDate(2026, 3, 5) : QDate(2026, 3, 1));
    }

    void takesAmountsInTheUnitsOfTheCurrency()
    {
        QCOMPARE(readBai2(file(u"16,195,100,,,,/\n"_s, u"JPY"_s))->statements[0].entries[0].amount,
                 money(u"100", u"JPY"));
        QCOMPARE(readBai2(file(u"16,195,100,,,,/\n"_s, u"KWD"_s))->statements[0].entries[0].amount,
                 money(u"0.100", u"KWD"));
        QCOMPARE(readBai2(file(u"16,195,100,,,,/\n"_s, QString()))->statements[0].currency.code(), u"USD"_s);
    }

    void makesTheChecksOfALockboxItsTransactions()
    {
        const QString deposit = u"16,115,300,,DEP1,,LOCKBOX 7/\n16,116,100,,,1001,CONTOSO/\n16,116,200,,,1002,/\n"_s;
        const BankStatement statement = readBai2(file(deposit + u"16,195,100,,,,/\n"_s))->statements[0];
        QCOMPARE(statement.entries.size(), std::size_t(4));
        QCOMPARE(statement.entries[0].parts, std::size_t(2));
        QCOMPARE(*statement.entries[2].batch, std::size_t(0));
        QCOMPARE(statement.entries[1].chequeNumber, u"1001"_s);
        QCOMPARE(bookedTotal(statement).value(), usd(u"4.00"));
        const auto less = readBai2(file(QString(deposit).replace(u"116,200"_s, u"116,150"_s)));
        QCOMPARE(less->statements[0].entries.size(), std::size_t(1));
        QVERIFY(ids(less->warnings).contains(u"bank.batch_does_not_add_up"_s));
        QCOMPARE(readBai2(file(u"16,116,100,,,,/\n"_s))->statements[0].entries[0].amount, usd(u"1.00"));
    }

    void warnsOfWrongTotals()
    {
        const auto read = readBai2(file(u"16,195,101,,,,/\n"_s));
        QVERIFY(read);
        QCOMPARE(ids(read->warnings), QStringList(3, u"bank.control_total"_s));
        QCOMPARE(read->warnings[0].expected, u"101"_s);
    }

    void showsInterimReportsAsPending()
    {
        QString interim = file(u"16,195,100,,,,/\n"_s);
        interim.replace(u"USD,2/"_s, u"USD,3/"_s);
        QCOMPARE(readBai2(interim)->statements[0].entries[0].status, EntryStatus::Pending);
        const auto test = readBai2(file(u"16,195,100,,,,/\n"_s).replace(u"B,A,1"_s, u"B,A,4"_s));
        QCOMPARE(test->statements[0].entries[0].status, EntryStatus::Information);
        QCOMPARE(ids(test->warnings), {u"bank.bai2_group_status"_s});
    }

    void leavesOutABadEntryAndKeepsTheRest_data()
    {
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("reason");
        QTest::newRow("letters") << u"195,1OO,,,,/"_s << u"bank.amount"_s;
        QTest::newRow("minus") << u"195,-100,,,,/"_s << u"bank.amount"_s;
        QTest::newRow("point") << u"195,1.00,,,,/"_s << u"bank.amount"_s;
        QTest::newRow("no amount") << u"195,,,,,/"_s << u"bank.amount"_s;
        QTest::newRow("overlong") << u"195,%1,,,,/"_s.arg(QString(19, u'9')) << u"bank.amount_too_large"_s;
        QTest::newRow("type without direction") << u"905,100,,,,/"_s << u"bank.bai2_type_code"_s;
        QTest::newRow("funds type") << u"195,100,Q,,,/"_s << u"bank.bai2_funds_type"_s;
        QTest::newRow("endless distribution") << u"195,100,D,99999999,0,/"_s << u"bank.bai2_funds_type"_s;
    }
    void leavesOutABadEntryAndKeepsTheRest()
    {
        QFETCH(QString, bad);
        QFETCH(QString, reason);
        const auto read = readBai2(file(u"16,%1\n16,195,100,,,,/\n"_s.arg(bad)));
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {reason});
        QCOMPARE(read->badEntries[0].line, 4);
        QCOMPARE(bookedTotal(read->statements[0]).value(), usd(u"1.00"));
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const QString good = file(u"16,195,100,,,,/\n"_s);
        QTest::newRow("no file trailer") << good.left(good.indexOf(u"99,"_s)) << u"bank.bai2_order"_s;
        QTest::newRow("cut off in an account") << good.left(good.indexOf(u"49,"_s)) << u"bank.bai2_order"_s;
        QTest::newRow("entry outside of an account")
            << QString(good).remove(u"03,123,,010,0,,/\n"_s) << u"bank.bai2_order"_s;
        QTest::newRow("continuation of nothing") << u"88,1/\n"_s << u"bank.bai2_record"_s;
        QTest::newRow("unknown record") << QString(good).replace(u"16,"_s, u"17,"_s) << u"bank.bai2_record"_s;
        QTest::newRow("unknown currency") << file({}, u"QQQ"_s) << u"bank.currency"_s;
        QTest::newRow("no such day") << QString(good).replace(u"260301"_s, u"261301"_s) << u"bank.date"_s;
        QTest::newRow("no account number") << QString(good).replace(u"03,123"_s, u"03,"_s) << u"bank.missing"_s;
        QTest::newRow("no account") << u"01,A,B,260302,0800,1,,,2/\n99,0,0,2/\n"_s << u"bank.no_statement"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto read = readBai2(text);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }
};

QTEST_GUILESS_MAIN(TestBai2)
#include "tst_bai2.moc"
