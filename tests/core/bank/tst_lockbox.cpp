// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/entry_identity.h"
#include "core/bank/lockbox_reader.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

const QString header
    = u"Lockbox,Deposit Date,Deposit Total,Check Number,Check Amount,Remitter,Invoice Number,Invoice Amount\n"_s;

QString good()
{
    return header
           + u"68751,2026-03-02,1500.00,1001,1000.00,\"Contoso, Inc.\",INV-1,600.00\n"
             u"68751,2026-03-02,1500.00,1001,1000.00,\"Contoso, Inc.\",INV-2,400.00\n"
             u"68751,2026-03-02,1500.00,77,500.00,\"Northwind \"\"West\"\"\",,\n"_s;
}

} // namespace

class TestLockbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesADepositOfItsChecks()
    {
        const auto read = readLockbox(good());
        QVERIFY(read);
        QVERIFY(read->warnings.empty() && read->badEntries.empty());
        const BankStatement &deposit = read->statements.at(0);
        QCOMPARE(deposit.number, u"68751/2026-03-02"_s);
        QCOMPARE(deposit.entries.size(), std::size_t(3));
        QCOMPARE(deposit.entries[0].amount, usd(u"1500.00"));
        QCOMPARE(deposit.entries[0].parts, std::size_t(2));
        QCOMPARE(bookedTotal(deposit).value(), usd(u"1500.00"));
        const BankEntry &check = deposit.entries[1];
        QCOMPARE(check.chequeNumber, u"1001"_s);
        QCOMPARE(check.counterpartyName, u"Contoso, Inc."_s);
        QCOMPARE(check.remittanceItems.size(), std::size_t(2));
        QCOMPARE(*check.remittanceItems[1].paid, usd(u"400.00"));
        QCOMPARE(deposit.entries[2].counterpartyName, u"Northwind \"West\""_s);
    }

    void takesTheKeyOfACheckFromBoxDayNumberAndAmount()
    {
        const auto keys = entryIdentities(readLockbox(good())->statements);
        QString moved = good();
        moved.replace(u"77,500.00"_s, u"77,500.0"_s).replace(u"2026-03-02"_s, u"03/02/2026"_s);
        QCOMPARE(entryIdentities(readLockbox(moved)->statements), keys);
        moved = good();
        moved.replace(u"77,500.00"_s, u"78,500.00"_s);
        QVERIFY(entryIdentities(readLockbox(moved)->statements)[0][2].key != keys[0][2].key);
    }

    void leavesADepositWholeWhoseChecksDoNotAddUp()
    {
        const auto read = readLockbox(good().replace(u"1500.00"_s, u"1600.00"_s));
        QCOMPARE(ids(read->warnings), {u"bank.batch_does_not_add_up"_s});
        QCOMPARE(read->statements[0].entries.size(), std::size_t(1));
        QCOMPARE(read->statements[0].entries[0].amount, usd(u"1600.00"));
    }

    void readsAnEmptyCellAtTheEndOfTheFile()
    {
        QCOMPARE(readLockbox(good().chopped(1))->statements, readLockbox(good())->statements);
    }

    void keepsDaysAndBoxesApart()
    {
        const auto read = readLockbox(u"lockbox;date;check number;amount\n1;2026-03-02;5;10,50\n1;2026-03-03;5;10,50\n"
                                      u"2;2026-03-02;5;10,50\n"_s);
        QCOMPARE(read->statements.size(), std::size_t(3));
        QCOMPARE(read->statements[0].entries[0].amount, usd(u"10.50"));
    }

    void leavesOutABadRowAndKeepsTheRest_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("reason");
        QTest::newRow("letters") << u"68751,2026-03-03,,5,1O.00,,,"_s << u"bank.amount"_s;
        QTest::newRow("minus") << u"68751,2026-03-03,,5,-10.00,,,"_s << u"bank.amount"_s;
        QTest::newRow("too precise") << u"68751,2026-03-03,,5,10.001,,,"_s << u"bank.amount_too_precise"_s;
        QTest::newRow("overlong") << u"68751,2026-03-03,,5,%1,,,"_s.arg(QString(30, u'1'))
                                  << u"bank.amount_too_large"_s;
        QTest::newRow("no such day") << u"68751,2026-02-30,,5,10.00,,,"_s << u"bank.date"_s;
        QTest::newRow("no check number") << u"68751,2026-03-03,,,10.00,,,"_s << u"bank.missing"_s;
        QTest::newRow("too few cells") << u"68751,2026-03-03,,5"_s << u"bank.csv_columns"_s;
        QTest::newRow("same invoice again")
            << u"68751,2026-03-02,1500.00,1001,1000.00,\"Contoso, Inc.\",INV-2,400.00"_s << u"bank.lockbox_duplicate"_s;
        QTest::newRow("same check again")
            << u"68751,2026-03-02,1500.00,77,500.00,\"Northwind \"\"West\"\"\",,"_s << u"bank.lockbox_duplicate"_s;
    }
    void leavesOutABadRowAndKeepsTheRest()
    {
        QFETCH(QString, row);
        QFETCH(QString, reason);
        const auto read = readLockbox(good() + row + u'\n');
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {reason});
        QCOMPARE(read->badEntries[0].line, 5);
        QCOMPARE(read->statements.size(), std::size_t(1));
        QCOMPARE(read->statements[0].entries[0].parts, std::size_t(2));
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("open quote") << good().left(good().indexOf(u"Inc."_s)) << u"bank.csv_quote"_s;
        QTest::newRow("text behind a quote") << good().replace(u"Inc.\""_s, u"Inc.\"x"_s) << u"bank.csv_quote"_s;
        QTest::newRow("no amount column") << good().replace(u"Check Amount"_s, u"Sum"_s) << u"bank.lockbox_header"_s;
        QTest::newRow("column twice") << good().replace(u"Remitter"_s, u"Lockbox"_s) << u"bank.lockbox_header"_s;
        QTest::newRow("header only") << header << u"bank.no_statement"_s;
        QTest::newRow("empty") << QString() << u"bank.lockbox_header"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto read = readLockbox(text);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }
};

QTEST_GUILESS_MAIN(TestLockbox)
#include "tst_lockbox.moc"
