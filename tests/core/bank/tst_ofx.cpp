// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/entry_identity.h"
#include "core/bank/file_text.h"
#include "core/bank/mt940_reader.h"
#include "core/bank/ofx_reader.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

Result<ReadStatements> readSample(const QString &name)
{
    return readOfx(decodeText(sample(name)).value());
}

QString sgml(const QString &transactions, const QString &currency = u"USD"_s)
{
    return u"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>"_s + currency
           + u"\n<BANKACCTFROM><BANKID>1<ACCTID>77</BANKACCTFROM>\n<BANKTRANLIST>\n"_s + transactions
           + u"</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20260302</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"_s;
}

QString transaction(const QString &amount, const QString &more = {})
{
    return u"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>"_s + amount + u"<FITID>F1"_s + more + u"</STMTTRN>\n"_s;
}

} // namespace

class TestOfx : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverySampleAsItsIndexSays_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("in lines") << u"ofx/us-checking.ofx"_s;
        QTest::newRow("without line ends") << u"ofx/ca-sgml-v102.ofx"_s;
    }
    void readsEverySampleAsItsIndexSays()
    {
        QFETCH(QString, name);
        const auto read = readSample(name);
        QVERIFY(read);
        QVERIFY(read->badEntries.empty());
        QCOMPARE(read->statements.size(), std::size_t(1));
        const BankStatement &statement = read->statements[0];
        const QJsonObject expected = expectedOf(name);
        const QJsonArray rows = expected[u"transactions"_s].toArray();
        QCOMPARE(qsizetype(statement.entries.size()), rows.size());
        for (std::size_t i = 0; i < statement.entries.size(); ++i) {
            const QJsonObject row = rows[qsizetype(i)].toObject();
            QCOMPARE(statement.entries[i].typeCode, row[u"type"_s].toString());
            QCOMPARE(statement.entries[i].amount.toString(), row[u"amount"_s].toString());
            QCOMPARE(statement.entries[i].bankReference, row[u"fitid"_s].toString());
        }
        QCOMPARE(statement.closing->amount.toString(), expected[u"ledger_balance"_s].toString());
    }

    void takesDatesNamesAndCheques()
    {
        const BankStatement statement = readSample(u"ofx/us-checking.ofx"_s)->statements[0];
        QCOMPARE(statement.account, u"1452687~7"_s);
        QCOMPARE(statement.day, QDate(2013, 5, 25));
        QCOMPARE(statement.entries[2].chequeNumber, u"319"_s);
        QCOMPARE(statement.entries[2].bookingDate, QDate(2011, 4, 7));
        QCOMPARE(statement.entries[0].counterpartyName, u"DIVIDEND EARNED FOR PERIOD OF 03"_s);
        const BankStatement canadian = readSample(u"ofx/ca-sgml-v102.ofx"_s)->statements[0];
        QCOMPARE(canadian.currency.code(), u"CAD"_s);
        QCOMPARE(canadian.entries[0].bookingDate, QDate(2009, 4, 1));
        QCOMPARE(canadian.entries[1].chequeNumber, QString());
        QCOMPARE(canadian.entries[0].counterpartyName, u"MCDONALD'S #112"_s);
    }

    void reportsTheBadAmountOfTheSampleAndKeepsItsAccount()
    {
        const auto read = readSample(u"ofx/negative-decimal-error.ofx"_s);
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {u"bank.amount"_s});
        QCOMPARE(read->badEntries[0].value, u"$120"_s);
        QCOMPARE(read->badEntries[0].line, 34);
        QCOMPARE(read->statements[0].account, u"192639749"_s);
        QCOMPARE(read->statements[0].closing->amount, money(u"0.00", u"CAD"));
    }

    void readsXmlOfVersionTwo()
    {
        const auto read = readOfx(
            u"<?xml version=\"1.0\" encoding=\"UTF-8\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n<OFX><BANKMSGSRSV1>"
            u"<STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><ACCTID>DE89370400440532013000</ACCTID></"
            u"BANKACCTFROM>"
            u"<BANKTRANLIST><STMTTRN><TRNTYPE>XFER</TRNTYPE><DTPOSTED>20260302</DTPOSTED><DTAVAIL>20260303</DTAVAIL>"
            u"<TRNAMT>-1,5</TRNAMT><FITID>R1</FITID><NAME>Tom &amp; "
            u"Jerry</NAME><MEMO/></STMTTRN></BANKTRANLIST></STMTRS>"
            u"</STMTTRNRS></BANKMSGSRSV1><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM>"
            u"<ACCTID>4111</ACCTID></CCACCTFROM></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>"_s);
        QVERIFY(read);
        QCOMPARE(read->statements.size(), std::size_t(2));
        const BankEntry entry = read->statements[0].entries[0];
        QCOMPARE(entry.amount, eur(u"-1.50"));
        QCOMPARE(entry.counterpartyName, u"Tom & Jerry"_s);
        QCOMPARE(entry.valueDate, QDate(2026, 3, 3));
        QCOMPARE(read->statements[1].account, u"4111"_s);
    }

    void takesEmptyValuesWithoutClosingTag()
    {
        const auto read = readOfx(sgml(transaction(u"1.00"_s, u"<CHECKNUM><NAME>Joe<MEMO>"_s)));
        QCOMPARE(read->statements[0].entries[0].counterpartyName, u"Joe"_s);
        QCOMPARE(read->statements[0].entries[0].chequeNumber, QString());
    }

    void givesAnEntryTheIdentityItHasInMt940()
    {
        const auto ofx = readOfx(sgml(transaction(u"1.00"_s)));
        const auto mt940
            = readMt940(u":20:A\n:25:77\n:60F:C260301USD0,\n:61:260302C1,NTRFX//F1\n:62F:C260302USD1,\n"_s);
        QCOMPARE(entryIdentities(ofx->statements), entryIdentities(mt940->statements));
    }

    void leavesOutABadEntryAndKeepsTheRest_data()
    {
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("reason");
        QTest::newRow("letters") << transaction(u"1.OO"_s) << u"USD"_s << u"bank.amount"_s;
        QTest::newRow("grouping") << transaction(u"1,000.00"_s) << u"USD"_s << u"bank.amount"_s;
        QTest::newRow("exponent") << transaction(u"1e3"_s) << u"USD"_s << u"bank.amount"_s;
        QTest::newRow("missing") << transaction(QString()) << u"USD"_s << u"bank.amount"_s;
        QTest::newRow("fraction of a yen") << transaction(u"1.5"_s) << u"JPY"_s << u"bank.amount_too_precise"_s;
        QTest::newRow("overlong") << transaction(QString(25, u'9')) << u"USD"_s << u"bank.amount_too_large"_s;
        QTest::newRow("no such day") << transaction(u"1"_s).replace(u"20260302"_s, u"20261302"_s) << u"USD"_s
                                     << u"bank.date"_s;
        QTest::newRow("other currency") << transaction(u"1"_s, u"<CURRENCY><CURRATE>1<CURSYM>EUR</CURRENCY>"_s)
                                        << u"USD"_s << u"bank.currency_mixed"_s;
    }
    void leavesOutABadEntryAndKeepsTheRest()
    {
        QFETCH(QString, bad);
        QFETCH(QString, currency);
        QFETCH(QString, reason);
        const auto read = readOfx(sgml(transaction(u"+3"_s) + bad, currency));
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {reason});
        QCOMPARE(read->badEntries[0].line, 9);
        QCOMPARE(bookedTotal(read->statements[0]).value(), money(u"3", currency));
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const QString good = sgml(transaction(u"1.00"_s));
        QTest::newRow("cut off") << good.chopped(10) << u"bank.ofx_malformed"_s;
        QTest::newRow("cut off in a tag") << good.left(good.indexOf(u"TRNAMT"_s)) << u"bank.ofx_malformed"_s;
        QTest::newRow("wrong nesting") << QString(good).replace(u"</STMTTRN>"_s, u"</STMTRS>"_s)
                                       << u"bank.ofx_malformed"_s;
        QTest::newRow("never opened") << QString(good).replace(u"</STMTTRN>"_s, u"</X>"_s) << u"bank.ofx_malformed"_s;
        QTest::newRow("no account") << QString(good).remove(u"<ACCTID>77"_s) << u"bank.missing"_s;
        QTest::newRow("no currency") << sgml({}, u"US"_s) << u"bank.currency"_s;
        QTest::newRow("no statement") << u"<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>"_s << u"bank.no_statement"_s;
        QTest::newRow("not OFX") << u"hello"_s << u"bank.ofx_malformed"_s;
        QTest::newRow("entity bomb") << u"<!DOCTYPE OFX [<!ENTITY a \"b\">]>"_s + good << u"bank.xml_doctype"_s;
        QTest::newRow("bottomless") << u"<OFX>"_s + u"<A>"_s.repeated(100'000) << u"bank.xml_too_deep"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto read = readOfx(text);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }
};

QTEST_GUILESS_MAIN(TestOfx)
#include "tst_ofx.moc"
