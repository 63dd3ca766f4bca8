// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/journal.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::exports;

namespace {

Money money(const QString &amount, const QString &currency)
{
    return Money::parse(amount, Currency::fromCode(currency).value()).value();
}

/// A dollar company with an invoice of a customer whose name a spreadsheet would run, and a payment in euros.
Journal journal()
{
    Journal one{u"2026-05-x"_s,
                u"Meridian Cloud Inc."_s,
                {QDate(2026, 5, 1), QDate(2026, 6, 1)},
                Currency::fromCode(u"USD"_s).value(),
                {}};
    const QString evil = u"=cmd|' /C calc'!A0"_s, euro = u"Łódź Müller „GmbH“"_s;
    one.entries.push_back(
        {u"018f0000-0000-7000-8000-000000000001"_s,
         QDate(2026, 5, 3),
         u"invoice"_s,
         u"INV-2026-000001"_s,
         evil,
         {{u"receivable"_s, money(u"119.00"_s, u"USD"_s), money(u"119.00"_s, u"USD"_s), evil, u"INV-2026-000001"_s},
          {u"revenue"_s, money(u"-100.00"_s, u"USD"_s), money(u"-100.00"_s, u"USD"_s), evil, u"INV-2026-000001"_s},
          {u"tax_payable/US-NY"_s, money(u"-19.00"_s, u"USD"_s), money(u"-19.00"_s, u"USD"_s), evil,
           u"INV-2026-000001"_s}}});
    one.entries.push_back(
        {u"018f0000-0000-7000-8000-000000000002"_s,
         QDate(2026, 5, 9),
         u"application"_s,
         u"7"_s,
         euro,
         {{u"receivable"_s, money(u"-100.00"_s, u"EUR"_s), money(u"-110.00"_s, u"USD"_s), euro, u"INV-2026-000002"_s},
          {u"unapplied_cash"_s, money(u"100.00"_s, u"EUR"_s), money(u"112.00"_s, u"USD"_s), {}, {}},
          {u"exchange_clearing"_s, money(u"2.00"_s, u"USD"_s), money(u"2.00"_s, u"USD"_s), {}, {}},
          {u"exchange_difference"_s, money(u"-4.00"_s, u"USD"_s), money(u"-4.00"_s, u"USD"_s), {}, {}},
          {u"exchange_clearing"_s, money(u"2.00"_s, u"USD"_s), money(u"0.00"_s, u"USD"_s), {}, {}}}});
    return one;
}

QString written(JournalFormat format, const JournalOptions &options = {})
{
    const auto bytes = writeJournal(format, journal(), options);
    return bytes ? QString::fromUtf8(*bytes) : bytes.error().id;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void csvHasALineForEachPosting()
    {
        const QStringList lines = written(JournalFormat::Csv).split(u'\n');
        QCOMPARE(
            lines[1],
            u"2026-05-x,018f0000-0000-7000-8000-000000000001,2026-05-03,invoice,receivable,119.00,,USD,119.00,,USD,"
            "1,'=cmd|' /C calc'!A0,INV-2026-000001,INV-2026-000001,,invoice INV-2026-000001"_s);
        QVERIFY(lines[3].contains(u",tax_payable/US-NY,,19.00,USD,,19.00,USD,1,"_s));
        QVERIFY(lines[3].contains(u",US-NY,"_s));
        QVERIFY(lines[4].contains(u",receivable,,100.00,EUR,,110.00,USD,1.1,"_s));
        QCOMPARE(lines.size(), 1 + 8 + 1);
    }
    void iifIsInTheCurrencyOfTheBooksAndComesToNothing()
    {
        const QByteArray bytes = writeJournal(JournalFormat::Iif, journal()).value();
        qint64 sum = 0;
        int transactions = 0;
        for (const QByteArray &line : bytes.split('\n')) {
            const QList<QByteArray> fields = line.trimmed().split('\t');
            if (fields[0] == "TRNS" || fields[0] == "SPL")
                sum += money(QString::fromLatin1(fields[5]), u"USD"_s).minor();
            if (fields[0] == "TRNS")
                QCOMPARE(fields[3], QByteArray("receivable"));
            if (fields[0] == "ENDTRNS") {
                QCOMPARE(sum, 0);
                ++transactions;
            }
        }
        QCOMPARE(transactions, 2);
        QVERIFY(
            bytes.contains("TRNS\tINVOICE\t05/03/2026\treceivable\t'=cmd|' /C calc'!A0\t119.00\tINV-2026-000001\t"));
        QVERIFY(!bytes.contains('"'));
        // Windows-1252: the umlaut is one byte, an accent that it lacks is left out.
        QVERIFY(bytes.contains("?\xF3"
                               "dz M\xFCller"));
        Journal unknown = journal();
        unknown.entries[1].lines[0].base = {};
        QCOMPARE(writeJournal(JournalFormat::Iif, unknown).error().id, u"exports.base_missing"_s);
    }
    void netSuiteGetsOneCurrencyForEachEntry()
    {
        const QString text = written(JournalFormat::NetSuite, {{}, u"Parent : US"_s});
        QVERIFY(text.startsWith(u"External ID,Subsidiary,Currency,Date,Account,Debit,Credit,Name,Memo\n"_s));
        QVERIFY(
            text.contains(u"018f0000-0000-7000-8000-000000000001,Parent : US,USD,05/03/2026,receivable,119.00,,"_s));
        QVERIFY(text.contains(
            u"018f0000-0000-7000-8000-000000000002-EUR,Parent : US,EUR,05/09/2026,receivable,,100.00,"_s));
        QVERIFY(text.contains(u"018f0000-0000-7000-8000-000000000002-USD,Parent : US,USD,"_s));
    }
    void datevBooksFromAccountToAccount()
    {
        const QByteArray bytes = writeJournal(JournalFormat::Datev, journal()).value();
        const QList<QByteArray> lines = bytes.split('\n');
        QVERIFY(lines[0].startsWith("\"EXTF\";700;21;\"Buchungsstapel\";13;20260531000000000;;"));
        QVERIFY(lines[0].contains(";1001;1;20260101;4;20260501;20260531;\"2026-05-x\";"));
        QCOMPARE(lines[1].count(';'), 115);
        QVERIFY(lines[2].startsWith(
            "100,00;\"S\";\"USD\";;;;1400;8400;\"\";0305;\"INV-2026-000001\";;;\"invoice =cmd|' /C calc'!A0\";"));
        QVERIFY(lines[3].startsWith("19,00;\"S\";\"USD\";;;;1400;1776;"));
        QVERIFY(lines[4].startsWith("100,00;\"S\";\"EUR\";0,892857;;;1590;1400;\"\";0905;\"INV-2026-000002\";"));
        for (qsizetype i = 2; i + 1 < lines.size(); ++i)
            QCOMPARE(lines[i].count(';'), 115);
    }
    void accountsAreThoseOfTheCompany()
    {
        JournalOptions options;
        options.accounts = readAccountNames("{\"receivable\": \"10000\", \"tax_payable\": \"3806\"}").value();
        QVERIFY(written(JournalFormat::Datev, options).contains(u";10000;3806;"_s));
        QVERIFY(written(JournalFormat::Csv, options).contains(u",invoice,10000,119.00,"_s));
        options.accounts.insert(u"revenue"_s, u"Sales"_s);
        QCOMPARE(written(JournalFormat::Datev, options), u"exports.account_number"_s);
        QCOMPARE(readAccountNames("[]").error().id, u"exports.accounts_malformed"_s);
        QCOMPARE(readAccountNames("{\"receivable\": 1}").error().id, u"exports.accounts_malformed"_s);
    }
    void formatsAreNamed()
    {
        for (const QString &name : {u"csv"_s, u"iif"_s, u"netsuite"_s, u"datev"_s})
            QCOMPARE(toString(journalFormatFromString(name).value()), name);
        QCOMPARE(journalFormatFromString(u"sap"_s).error().id, u"exports.format_unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
