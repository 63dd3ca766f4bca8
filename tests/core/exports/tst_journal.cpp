// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/journal.h"

#include <QtCore/QFile>
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

Money euros(const QString &amount)
{
    return money(amount, u"EUR"_s);
}

Money dollars(const QString &amount)
{
    return money(amount, u"USD"_s);
}

/// See codesAndCostCentresAreLinesOfTheirOwn().
Journal codes()
{
    const QString fabrikam = u"Fabrikam"_s, invoice = u"INV-2026-000010"_s, note = u"CN-2026-000001"_s;
    const QString receivable = u"receivable"_s, deferred = u"deferred_revenue"_s, revenue = u"revenue"_s,
                  tax = u"tax_payable/DE"_s;
    const QString first = u"4010"_s, second = u"4020"_s, north = u"North"_s, south = u"EU-South"_s, west = u"West"_s;
    const auto line = [&](const QString &account, const QString &amount, const QString &base, const QString &code = {},
                          const QString &centre = {}) {
        return JournalLine{account, euros(amount), dollars(base), fabrikam, invoice, code, centre};
    };
    return {
        u"2026-05-x"_s,
        u"Meridian Cloud Inc."_s,
        {QDate(2026, 5, 1), QDate(2026, 6, 1)},
        Currency::fromCode(u"USD"_s).value(),
        {{u"018f0000-0000-7000-8000-000000000010"_s,
          QDate(2026, 5, 4),
          u"invoice"_s,
          invoice,
          fabrikam,
          {line(receivable, u"124.95"_s, u"137.45"_s), line(deferred, u"-60.00"_s, u"-66.00"_s, first, north),
           line(deferred, u"-30.00"_s, u"-33.00"_s, first, south),
           line(revenue, u"-10.00"_s, u"-11.00"_s, second, north), line(revenue, u"-5.00"_s, u"-5.50"_s, second, west),
           line(tax, u"-19.95"_s, u"-21.95"_s)}},
         {u"018f0000-0000-7000-8000-000000000011"_s,
          QDate(2026, 5, 20),
          u"credit_note"_s,
          note,
          fabrikam,
          {line(receivable, u"-11.90"_s, u"-13.09"_s), line(deferred, u"6.00"_s, u"6.60"_s, first, south),
           line(revenue, u"4.00"_s, u"4.40"_s, second, north), line(tax, u"1.90"_s, u"2.09"_s)}},
         {u"018f0000-0000-7000-8000-000000000012"_s,
          QDate(2026, 5, 31),
          u"recognition"_s,
          {},
          fabrikam,
          {line(deferred, u"20.00"_s, u"22.00"_s, first, north), line(revenue, u"-20.00"_s, u"-22.00"_s, first, north),
           line(deferred, u"8.00"_s, u"8.80"_s, first, south), line(revenue, u"-8.00"_s, u"-8.80"_s, first, south)}}}};
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
            u"2026-05-x,018f0000-0000-7000-8000-000000000001,2026-05-03,invoice,receivable,,119.00,,USD,119.00,,USD,"
            "1,'=cmd|' /C calc'!A0,INV-2026-000001,INV-2026-000001,,,invoice INV-2026-000001"_s);
        QVERIFY(lines[3].contains(u",tax_payable/US-NY,,,19.00,USD,,19.00,USD,1,"_s));
        QVERIFY(lines[3].contains(u",,US-NY,"_s));
        QVERIFY(lines[4].contains(u",receivable,,,100.00,EUR,,110.00,USD,1.1,"_s));
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
            bytes.contains("TRNS\tINVOICE\t05/03/2026\treceivable\t'=cmd|' /C calc'!A0\t119.00\t\tINV-2026-000001\t"));
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
        QVERIFY(text.startsWith(u"External ID,Subsidiary,Currency,Date,Account,Debit,Credit,Name,Department,Memo\n"_s));
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
    /// Two codes, three cost centres, what was deferred of them and a credit note, in euros of a company in dollars.
    void codesAndCostCentresAreLinesOfTheirOwn_data()
    {
        QTest::addColumn<JournalFormat>("format");
        QTest::addColumn<QString>("file");
        QTest::newRow("csv") << JournalFormat::Csv << u"codes.csv"_s;
        QTest::newRow("iif") << JournalFormat::Iif << u"codes.iif"_s;
        QTest::newRow("netsuite") << JournalFormat::NetSuite << u"codes-netsuite.csv"_s;
        QTest::newRow("datev") << JournalFormat::Datev << u"codes-datev.csv"_s;
    }
    void codesAndCostCentresAreLinesOfTheirOwn()
    {
        QFETCH(const JournalFormat, format);
        QFETCH(const QString, file);
        const QByteArray bytes = writeJournal(format, codes()).value();
        QFile golden(QStringLiteral(ACCORD_JOURNAL_DATA "/") + file);
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
        QCOMPARE(bytes, golden.readAll());
    }
    void codesHaveNamesOfTheirOwnInEachProgram()
    {
        const auto nameOf = [](JournalFormat format, const QString &account, const QString &code,
                               const QHash<QString, QString> &names) {
            JournalLine line;
            line.account = account;
            line.ledgerCode = code;
            return accountName(format, line, names);
        };
        using enum JournalFormat;
        const QHash<QString, QString> names{
            {u"revenue"_s, u"8400"_s}, {u"revenue/4010"_s, u"8410"_s}, {u"deferred_revenue/4010"_s, u"0991"_s}};
        QCOMPARE(nameOf(Datev, u"revenue"_s, u"4010"_s, names), u"8410"_s);
        QCOMPARE(nameOf(Datev, u"revenue"_s, u"4020"_s, names), u"4020"_s); // the code is the company's own account
        QCOMPARE(nameOf(Datev, u"revenue"_s, {}, names), u"8400"_s);
        // Deferred revenue is owed: never on the account of the revenue that it will be.
        QCOMPARE(nameOf(Datev, u"deferred_revenue"_s, u"4010"_s, names), u"0991"_s);
        QCOMPARE(nameOf(Datev, u"deferred_revenue"_s, u"4020"_s, names), u"0990"_s);
        QCOMPARE(nameOf(Csv, u"deferred_revenue"_s, u"4020"_s, names), u"deferred_revenue"_s);
        Journal unnamed = codes();
        for (JournalLine &line : unnamed.entries.front().lines)
            line.ledgerCode.replace(u"4020"_s, u"CARE"_s);
        const auto refused = writeJournal(Datev, unnamed);
        QCOMPARE(refused.error().id, u"exports.account_number"_s);
        QCOMPARE(refused.error().args.value(u"account"_s).toString(), u"revenue/CARE"_s);
        QVERIFY(writeJournal(Datev, unnamed, {{{u"revenue/CARE"_s, u"8420"_s}}}));
    }
    void accountsAreThoseOfTheCompany()
    {
        JournalOptions options;
        options.accounts = readAccountNames("{\"receivable\": \"10000\", \"tax_payable\": \"3806\"}").value();
        QVERIFY(written(JournalFormat::Datev, options).contains(u";10000;3806;"_s));
        QVERIFY(written(JournalFormat::Csv, options).contains(u",invoice,10000,,119.00,"_s));
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
