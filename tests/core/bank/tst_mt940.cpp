// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/camt_reader.h"
#include "core/bank/entry_identity.h"
#include "core/bank/file_text.h"
#include "core/bank/mt940_reader.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

Result<ReadStatements> readSample(const QString &name)
{
    return readMt940(decodeText(sample(name)).value());
}

QString statement(const QString &entries, const QString &opening = u"C260301EUR0,00"_s,
                  const QString &closing = u"C260302EUR0,00"_s)
{
    return u":20:START\n:25:50880050/194774600\n:28C:1/1\n:60F:%2\n%1:62F:%3\n-\n"_s.arg(entries, opening, closing);
}

/// The first entry of a statement with these lines.
BankEntry entryOf(const QString &lines)
{
    return readMt940(statement(lines)).value().statements.at(0).entries.at(0);
}

} // namespace

class TestMt940 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverySampleAsItsIndexSays_data()
    {
        QTest::addColumn<QString>("name");
        for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array()) {
            const QString name = row[u"file"].toString();
            if (name.startsWith(u"mt940/"_s))
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void readsEverySampleAsItsIndexSays()
    {
        QFETCH(QString, name);
        const auto read = readSample(name);
        QVERIFY(read);
        QVERIFY(read->badEntries.empty());
        const QJsonArray expected = expectedOf(name)[u"statements"_s].toArray();
        QCOMPARE(qsizetype(read->statements.size()), expected.size());
        qsizetype unbalanced = 0;
        for (std::size_t i = 0; i < read->statements.size(); ++i) {
            const QJsonObject row = expected[qsizetype(i)].toObject();
            compare(read->statements[i], row);
            unbalanced += row[u"balanced"_s].toBool() ? 0 : 1;
        }
        QCOMPARE(ids(read->warnings), QStringList(unbalanced, u"bank.does_not_reconcile"_s));
    }

    void takesTheThirtiethOfFebruaryAsTheLastDay()
    {
        const BankEntry entry = readSample(u"mt940/edge-february-30.sta"_s)->statements[0].entries[0];
        QCOMPARE(entry.valueDate, QDate(2016, 2, 29));
        QCOMPARE(entry.bookingDate, QDate(2016, 3, 1));
    }

    void takesTheSignFromTheMarkAlone_data()
    {
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QString>("amount");
        QTest::addColumn<bool>("isReversal");
        QTest::newRow("credit") << u"C"_s << u"5.00"_s << false;
        QTest::newRow("debit") << u"D"_s << u"-5.00"_s << false;
        QTest::newRow("reversed credit") << u"RC"_s << u"-5.00"_s << true;
        QTest::newRow("reversed debit") << u"RD"_s << u"5.00"_s << true;
        QTest::newRow("credit, currency letter R") << u"CR"_s << u"5.00"_s << false;
        QTest::newRow("reversed credit, currency letter R") << u"RCR"_s << u"-5.00"_s << true;
    }
    void takesTheSignFromTheMarkAlone()
    {
        QFETCH(QString, mark);
        QFETCH(QString, amount);
        QFETCH(bool, isReversal);
        const BankEntry entry = entryOf(u":61:260302"_s + mark + u"5,NTRFNONREF\n"_s);
        QCOMPARE(entry.amount, eur(amount));
        QCOMPARE(entry.isReversal, isReversal);
    }

    void readsGermanDetailsAcrossWrappedLines()
    {
        const auto read = readSample(u"mt940/sepa-26-statements.sta"_s);
        const BankEntry paid = read->statements[1].entries[0];
        QCOMPARE(paid.bankReference, u"0724710290621954"_s);
        QCOMPARE(paid.endToEndId, u"EndToEndIdTFNR2000400001"_s);
        QVERIFY2(paid.remittanceText.startsWith(u"TO 13 TFNr 20004 Eingangskanal Mint"_s),
                 qPrintable(paid.remittanceText));
        QCOMPARE(paid.counterpartyBank, u"PBNKDEFF100"_s);
        QCOMPARE(paid.counterpartyAccount, u"DE42100100100043921105"_s);
        QVERIFY(paid.counterpartyName.startsWith(u"Richter Renate 70 Zeichen Beginn"_s));
        QCOMPARE(paid.typeCode, u"NTRF/166"_s);
        QCOMPARE(paid.typeText, u"GUTSCHRIFT"_s);
        QCOMPARE(read->statements[1].entries[1].orderId, u"TFNr 01005 PayId CTSc-01 EBB"_s);
    }

    void endsAnIdentifierWithItsSubField()
    {
        const BankEntry back = readSample(u"mt940/sepa-26-statements.sta"_s)->statements[0].entries[0];
        QCOMPARE(back.endToEndId, u"TFNR 40005 00005"_s);
        QVERIFY(back.remittanceText.startsWith(u"MTLG:Grund nicht spezifiziert"_s));
        QCOMPARE(back.returnReason, u"914"_s);
        QCOMPARE(back.customerReference, u"TFNr 40005 MSGID"_s);
    }

    void findsTheReasonOfAReturnInItsText()
    {
        const BankEntry back
            = entryOf(u":61:260302D10,NRTINONREF\n:86:109?00RUECKLASTSCHRIFT?20EREF+INV-7?21MREF+M-1?22SVWZ+"
                      u"RETURN AM04 INSUFF. FUNDS?23OAMT+EUR 7,00?24COAM+EUR 3,00\n"_s);
        QCOMPARE(back.returnReason, u"AM04"_s);
        QCOMPARE(back.endToEndId, u"INV-7"_s);
        QCOMPARE(back.mandateId, u"M-1"_s);
        QCOMPARE(*back.instructedAmount, eur(u"7.00"));
        QCOMPARE(*back.charges, eur(u"3.00"));
    }

    void readsDutchDetails()
    {
        const BankEntry paid = readSample(u"mt940/nl-rabobank-iban.sta"_s)->statements[0].entries[0];
        QCOMPARE(paid.endToEndId, u"01-01-2013 12:00 0030000987654321"_s);
        QCOMPARE(paid.counterpartyName, u"CONTRA ACCOUNT HOLDER"_s);
        QCOMPARE(paid.counterpartyAccount, u"NL70ABNA0987654321"_s);
        QCOMPARE(readSample(u"mt940/nl-rabobank-iban.sta"_s)->statements[0].entries[1].remittanceText,
                 u"Reference 201301234"_s);
    }

    void joinsFreeTextByItsLines()
    {
        const auto read = readSample(u"mt940/nl-ing-unbalanced.sta"_s);
        QCOMPARE(read->statements[0].entries[6].remittanceText,
                 u"0111111111 Hr S Marechal ROSMALEN Hr S Marechal ROSMALEN Betaling transactiedatum: 22-07-2010"_s);
    }

    void keepsTheNumberOfACheque()
    {
        QCOMPARE(readSample(u"mt940/mixed-three-banks.sta"_s)->statements[0].entries[0].chequeNumber, u"16703074"_s);
    }

    void readsAStatementInsideOfSwiftBlocks()
    {
        const QString wrapped
            = u"{1:F01COBADEFFAXXX0000000000}{2:O9400000}{4:\r\n:20:X\r\n:25:DE89370400440532013000EUR\r\n"
              u":28C:1\r\n:60F:C260301EUR1,\r\n:61:260302C2,NTRFA//B\r\n:62F:C260302EUR3,\r\n-}"_s;
        const auto read = readMt940(wrapped);
        QVERIFY(read);
        QVERIFY(read->warnings.empty());
        QCOMPARE(read->statements[0].entries[0].bankReference, u"B"_s);
    }

    void takesAnEntryDateAcrossTheYear()
    {
        const BankEntry entry = entryOf(u":61:2601021231C1,NTRFNONREF\n"_s);
        QCOMPARE(entry.bookingDate, QDate(2025, 12, 31));
        QCOMPARE(entry.valueDate, QDate(2026, 1, 2));
    }

    void keepsTwoEntriesApartThatShareAReference()
    {
        const auto identities = entryIdentities(readSample(u"mt940/mixed-three-banks.sta"_s)->statements);
        QVERIFY(identities[1][0].isFromBank);
        QVERIFY(identities[1][0].key != identities[1][1].key);
    }

    void givesAnEntryTheIdentityItHasInCamt()
    {
        const auto mt940 = readMt940(statement(u":61:2603020302C10,NTRFX//REF-1\n:86:166?20SVWZ+INV-1\n"_s));
        const auto camt = readCamt(
            u"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>"
            u"DE96508800500194774600</IBAN></Id></Acct><Ntry><Amt "
            u"Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>"
            u"<Cd>BOOK</Cd></Sts><ValDt><Dt>2026-03-02</Dt></ValDt><AcctSvcrRef>REF-1</AcctSvcrRef></Ntry></Stmt>"
            u"</BkToCstmrStmt></Document>"_s);
        QVERIFY(mt940 && camt);
        QCOMPARE(entryIdentities(mt940->statements), entryIdentities(camt->statements));
    }

    void takesTheAccountFromWhoeverKnowsIt()
    {
        const auto national
            = readMt940(statement(u":61:260302C1,NTRFX//R\n"_s).replace(u"50880050/194774600"_s, u"0001234567"_s));
        const auto iban = readMt940(
            statement(u":61:260302C1,NTRFX//R\n"_s).replace(u"50880050/194774600"_s, u"NL20INGB0001234567"_s));
        QVERIFY(entryIdentities(national->statements) != entryIdentities(iban->statements));
        const auto own = [](const QString &account) { return account.right(10); };
        QCOMPARE(entryIdentities(national->statements, own), entryIdentities(iban->statements, own));
    }

    void leavesOutABadEntryAndKeepsTheRest_data()
    {
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no mark") << u"260302X1,00NTRFNONREF"_s << u"bank.mt940_entry"_s;
        QTest::newRow("letters in the amount") << u"260302C1O,00NTRFNONREF"_s << u"bank.mt940_entry"_s;
        QTest::newRow("other digits") << u"260302C١,00NTRFNONREF"_s << u"bank.mt940_entry"_s;
        QTest::newRow("no such month") << u"261302C1,00NTRFNONREF"_s << u"bank.date"_s;
        QTest::newRow("no such entry day") << u"2603020332C1,00NTRFNONREF"_s << u"bank.date"_s;
        QTest::newRow("too precise") << u"260302C1,005NTRFNONREF"_s << u"bank.amount_too_precise"_s;
        QTest::newRow("overlong") << u"260302C%1,NTRFNONREF"_s.arg(QString(30, u'9')) << u"bank.amount_too_large"_s;
        QTest::newRow("cut off") << u"2603"_s << u"bank.mt940_entry"_s;
    }
    void leavesOutABadEntryAndKeepsTheRest()
    {
        QFETCH(QString, bad);
        QFETCH(QString, reason);
        const auto read = readMt940(
            statement(u":61:260302C1,000NTRFA\n:86:first\n:61:%1\n:86:lost\n:61:260302D3,NTRFB\n"_s.arg(bad)));
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {reason});
        QCOMPARE(read->badEntries[0].line, 7);
        QCOMPARE(bookedTotal(read->statements[0]).value(), eur(u"-2.00"));
        QCOMPARE(read->statements[0].entries[0].remittanceText, u"first"_s);
        QCOMPARE(ids(read->warnings), {u"bank.does_not_reconcile"_s});
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const QString good = statement(u":61:260302C1,NTRFA\n"_s);
        QTest::newRow("cut off") << good.left(good.indexOf(u":62F:"_s)) << u"bank.missing"_s;
        QTest::newRow("second one cut off") << good + good.left(good.indexOf(u":62F:"_s)) << u"bank.missing"_s;
        QTest::newRow("no account") << QString(good).remove(u":25:50880050/194774600\n"_s) << u"bank.missing"_s;
        QTest::newRow("no opening") << QString(good).remove(u":60F:C260301EUR0,00\n"_s) << u"bank.missing"_s;
        QTest::newRow("bad opening") << statement({}, u"C260301EURO"_s) << u"bank.mt940_balance"_s;
        QTest::newRow("unknown currency") << statement({}, u"C260301QQQ1,"_s) << u"bank.currency"_s;
        QTest::newRow("fraction of a yen") << statement({}, u"C260301JPY1,5"_s) << u"bank.amount_too_precise"_s;
        QTest::newRow("no statement") << u"hello\n"_s << u"bank.no_statement"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto read = readMt940(text);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
        QVERIFY(read.error().args.contains(u"line"_s));
    }

private:
    void compare(const BankStatement &read, const QJsonObject &expected)
    {
        QCOMPARE(read.account, expected[u"account"_s].toString());
        QCOMPARE(read.currency.code(), expected[u"ccy"_s].toString());
        QCOMPARE(qint64(read.entries.size()), expected[u"entries"_s].toInteger());
        const auto amount
            = [&](const QString &name) { return Money::parse(expected[name].toString(), read.currency).value(); };
        QCOMPARE(bookedTotal(read).value(), amount(u"net"_s));
        QCOMPARE(read.opening->amount, amount(u"opening"_s));
        QCOMPARE(read.closing->amount, amount(u"closing"_s));
    }
};

QTEST_GUILESS_MAIN(TestMt940)
#include "tst_mt940.moc"
