// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/camt_reader.h"
#include "core/bank/entry_identity.h"
#include "core/bank/file_text.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

Result<ReadStatements> readSample(const QString &name)
{
    return readCamt(decodeText(sample(name)).value());
}

QString message(const QString &entries, const QString &version = u"053.001.08"_s)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.%1\">"
           u"<BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>%2</Stmt></BkToCstmrStmt>"
           u"</Document>"_s.arg(version, entries);
}

QString entry(const QString &amount, const QString &currency = u"EUR"_s, const QString &mark = u"CRDT"_s,
              const QString &more = {})
{
    return u"\n<Ntry><Amt Ccy=\"%2\">%1</Amt><CdtDbtInd>%3</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
           u"<BookgDt><Dt>2026-03-02</Dt></BookgDt>%4</Ntry>"_s.arg(amount, currency, mark, more);
}

qint64 transactionsIn(const BankStatement &statement)
{
    return std::count_if(statement.entries.begin(), statement.entries.end(),
                         [](const BankEntry &e) { return e.batch.has_value(); });
}

} // namespace

class TestCamt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverySampleAsItsIndexSays_data()
    {
        QTest::addColumn<QString>("name");
        for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array()) {
            const QString name = row[u"file"].toString();
            if (name.startsWith(u"camt/"_s) && row[u"expect"].isUndefined())
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
        for (std::size_t i = 0; i < read->statements.size(); ++i)
            compare(read->statements[i], expected[qsizetype(i)].toObject(), *read);
    }

    void readsEveryVersionOfBothMessages_data()
    {
        QTest::addColumn<QString>("version");
        for (const QString &version :
             {u"053.001.02"_s, u"053.001.04"_s, u"053.001.08"_s, u"054.001.02"_s, u"054.001.04"_s, u"054.001.08"_s})
            QTest::newRow(qPrintable(version)) << version;
    }
    void readsEveryVersionOfBothMessages()
    {
        QFETCH(QString, version);
        const bool isNew = version.endsWith(u"08"_s);
        const bool isOld = version.endsWith(u"02"_s);
        const QString party = isNew ? u"<Dbtr><Pty><Nm>Payer</Nm></Pty></Dbtr>"_s : u"<Dbtr><Nm>Payer</Nm></Dbtr>"_s;
        const QString agent = isOld ? u"<BIC>COBADEFF</BIC>"_s : u"<BICFI>COBADEFF</BICFI>"_s;
        const QString charges = isOld ? u"<Chrgs><Amt Ccy=\"EUR\">1.50</Amt></Chrgs>"_s
                                      : u"<Chrgs><Rcrd><Amt Ccy=\"EUR\">1.50</Amt></Rcrd></Chrgs>"_s;
        const QString details = u"<NtryDtls><TxDtls>"_s + charges + u"<RltdPties>"_s + party
                                + u"</RltdPties><RltdAgts><DbtrAgt><FinInstnId>"_s + agent
                                + u"</FinInstnId></DbtrAgt></RltdAgts></TxDtls></NtryDtls>"_s;
        QString text = message(entry(u"10.00"_s, u"EUR"_s, u"CRDT"_s, details), version);
        if (!isNew)
            text.replace(u"<Sts><Cd>BOOK</Cd></Sts>"_s, u"<Sts>BOOK</Sts>"_s);
        if (version.startsWith(u"054"_s))
            text.replace(u"BkToCstmrStmt"_s, u"BkToCstmrDbtCdtNtfctn"_s).replace(u"Stmt>"_s, u"Ntfctn>"_s);
        const auto read = readCamt(text);
        QVERIFY2(read, read ? "" : qPrintable(read.error().id));
        const BankEntry found = read->statements.at(0).entries.at(0);
        QCOMPARE(found.status, EntryStatus::Booked);
        QCOMPARE(found.counterpartyName, u"Payer"_s);
        QCOMPARE(found.counterpartyBank, u"COBADEFF"_s);
        QCOMPARE(*found.charges, eur(u"1.50"));
    }

    void takesTheDetailsOfASingleTransaction()
    {
        const auto read = readSample(u"camt/fi-camt053-v02-ten-entries.xml"_s);
        const std::vector<BankEntry> all = bookings(read->statements[0]);
        const BankEntry &foreign = all[6];
        QCOMPARE(foreign.bankReference, u"091029ACCTSTMTARCH06"_s);
        QCOMPARE(*foreign.instructedAmount, usd(u"3200.00"));
        QCOMPARE(foreign.exchangeRate->toString(), u"0.666667"_s);
        QCOMPARE(*foreign.charges, eur(u"20.00"));
        QCOMPARE(foreign.counterpartyName, u"DEBTOR NAME"_s);
        QCOMPARE(foreign.counterpartyBank, u"BOFAUS6H"_s);
        QCOMPARE(foreign.remittanceText, u"INVOICE US20291092"_s);
        QCOMPARE(all[7].structuredReference, u"RF98123456789012"_s);
        QCOMPARE(all[8].endToEndId, u"EndToEndIdSCT01"_s);
        QCOMPARE(all[8].ultimatePartyName, u"ULTIMATE DEBTOR"_s);
        QCOMPARE(all[8].typeCode, u"PMNT/RCDT/ESCT"_s);
        QCOMPARE(read->statements[0].number, u"97"_s);
        QCOMPARE(read->statements[0].day, QDate(2009, 10, 29));
    }

    void splitsABatchIntoItsTransactions()
    {
        const auto read = readSample(u"camt/ch-camt054-v04-isr-batch.xml"_s);
        const BankStatement &statement = read->statements[0];
        QCOMPARE(statement.entries[0].parts, std::size_t(5));
        QCOMPARE(transactionsIn(statement), 5);
        const BankEntry &part = statement.entries[1];
        QCOMPARE(*part.batch, std::size_t(0));
        QCOMPARE(part.amount, money(u"250.00", u"CHF"));
        QCOMPARE(part.bankReference, u"180315CH02ZX5RI3"_s);
        QCOMPARE(part.structuredReference, u"120000000000234478943216899"_s);
        QCOMPARE(part.counterpartyName, u"Bernasconi Maria"_s);
        QCOMPARE(part.counterpartyAccount, u"CH5109000000250092291"_s);
        QCOMPARE(part.orderId, u"PmtInfId-001-02"_s);
    }

    void keepsNettedCreditNotesAsItems()
    {
        const auto read = readSample(u"camt/fi-camt054-v02-batches.xml"_s);
        const BankEntry &part = read->statements[0].entries[1];
        QCOMPARE(part.amount, eur(u"1900.00"));
        QCOMPARE(part.remittanceItems.size(), std::size_t(2));
        QCOMPARE(part.remittanceItems[0].reference, u"3900"_s);
        QCOMPARE(*part.remittanceItems[0].paid, eur(u"2500.00"));
        QCOMPARE(*part.remittanceItems[1].paid, eur(u"-600.00"));
    }

    void readsReturnsWithTheirReason()
    {
        const auto read = readSample(u"camt/ch-camt054-v04-return.xml"_s);
        const BankEntry &back = read->statements[0].entries[0];
        QVERIFY(back.isReturn);
        QCOMPARE(back.returnReason, u"AC01"_s);
        QCOMPARE(back.returnText, u"Kontonummer falsch"_s);
        QCOMPARE(back.endToEndId, u"EndToEndId-004-01-01"_s);
        // Our own order came back: the debtor it names is we ourselves, not a counterparty.
        QCOMPARE(back.counterpartyName, QString());
    }

    void keepsInformationApartFromBookings()
    {
        const auto read = readSample(u"camt/fi-camt054-v02-batches.xml"_s);
        const std::vector<BankEntry> all = bookings(read->statements[0]);
        QCOMPARE(all.back().status, EntryStatus::Information);
        QVERIFY(all.back().isReversal);
    }

    void givesABookingTheSameIdentityInStatementAndNotification()
    {
        const auto statement = readSample(u"camt/fi-camt053-v02-ten-entries.xml"_s);
        const auto notification = readSample(u"camt/fi-camt054-v02-batches.xml"_s);
        const auto inStatement = entryIdentities(statement->statements);
        const auto inNotification = entryIdentities(notification->statements);
        const auto keyOf = [](const auto &read, const auto &keys, const QString &reference) {
            for (std::size_t i = 0; i < read->statements[0].entries.size(); ++i) {
                if (read->statements[0].entries[i].bankReference == reference)
                    return keys[0][i].key;
            }
            return QByteArray();
        };
        const QByteArray key = keyOf(statement, inStatement, u"091029ACCTSTMTARCH04"_s);
        QVERIFY(!key.isEmpty());
        QCOMPARE(keyOf(notification, inNotification, u"091029ACCTSTMTARCH04"_s), key);
        QSet<QByteArray> different;
        for (const EntryIdentity &identity : inStatement[0])
            different.insert(identity.key);
        QCOMPARE(std::size_t(different.size()), inStatement[0].size());
    }

    void warnsOfBalancesThatDoNotAgree()
    {
        QCOMPARE(ids(readSample(u"camt/nl-camt053-v02-extra-decimals.xml"_s)->warnings),
                 {u"bank.does_not_reconcile"_s});
        QCOMPARE(ids(readSample(u"camt/nl-camt053-v08.xml"_s)->warnings), {u"bank.currency_mixed"_s});
    }

    void leavesTheChargesOfABookingWithTheBooking()
    {
        const QString part = u"<TxDtls><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>"_s;
        const auto read = readCamt(message(
            entry(u"10.00"_s, u"EUR"_s, u"CRDT"_s,
                  u"<Chrgs><Rcrd><Amt Ccy=\"EUR\">3.00</Amt></Rcrd><Rcrd><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT"
                  u"</CdtDbtInd></Rcrd></Chrgs><NtryDtls>"_s
                      + part + part + u"</NtryDtls>"_s)));
        QCOMPARE(*read->statements[0].entries[0].charges, eur(u"2.00"));
        QVERIFY(!read->statements[0].entries[1].charges);
    }

    void keepsABatchWholeThatDoesNotAddUp()
    {
        const QString parts
            = u"<NtryDtls><TxDtls><Amt Ccy=\"EUR\">4.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls><TxDtls>"
              u"<Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>INV-7</Ustrd></RmtInf></TxDtls>"
              u"</NtryDtls>"_s;
        const auto read = readCamt(message(entry(u"10.00"_s, u"EUR"_s, u"CRDT"_s, parts)));
        QCOMPARE(read->statements[0].entries.size(), std::size_t(1));
        QCOMPARE(read->statements[0].entries[0].amount, eur(u"10.00"));
        QCOMPARE(read->statements[0].entries[0].remittanceText, u"INV-7"_s);
        QCOMPARE(ids(read->warnings), {u"bank.batch_does_not_add_up"_s});
    }

    void leavesOutABadEntryAndKeepsTheRest_data()
    {
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("reason");
        QTest::newRow("letters") << entry(u"12a"_s) << u"bank.amount"_s;
        QTest::newRow("sign") << entry(u"-12.00"_s) << u"bank.amount"_s;
        QTest::newRow("other digits") << entry(u"١٢"_s) << u"bank.amount"_s;
        QTest::newRow("fraction of a yen") << entry(u"100.5"_s, u"JPY"_s) << u"bank.amount_too_precise"_s;
        QTest::newRow("tenth of a fils") << entry(u"1.2345"_s, u"KWD"_s) << u"bank.amount_too_precise"_s;
        QTest::newRow("overlong") << entry(QString(40, u'9')) << u"bank.amount_too_large"_s;
        QTest::newRow("no currency") << entry(u"1.00"_s, u"XXQ"_s) << u"bank.currency"_s;
        QTest::newRow("no mark") << entry(u"1.00"_s, u"EUR"_s, u"C"_s) << u"bank.mark"_s;
        QTest::newRow("no status") << entry(u"1.00"_s).replace(u"BOOK"_s, u"BOOKED"_s) << u"bank.entry_status"_s;
        QTest::newRow("no such day") << entry(u"1.00"_s).replace(u"03-02"_s, u"02-31"_s) << u"bank.date"_s;
    }
    void leavesOutABadEntryAndKeepsTheRest()
    {
        QFETCH(QString, bad);
        QFETCH(QString, reason);
        const auto read = readCamt(message(entry(u"1.000"_s) + bad + entry(u"2"_s, u"EUR"_s, u"DBIT"_s)));
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {reason});
        QCOMPARE(read->badEntries[0].line, 3);
        QCOMPARE(bookedTotal(read->statements[0]).value(), eur(u"-1.00"));
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const QString good = message(entry(u"1.00"_s));
        QTest::newRow("without statement")
            << decodeText(sample(u"camt/negative-camt053-v02.xml"_s)).value() << u"bank.no_statement"_s;
        QTest::newRow("cut off") << good.left(good.size() - 30) << u"bank.xml_malformed"_s;
        QTest::newRow("cut off inside of an entry") << good.left(good.indexOf(u"</Ntry>"_s)) << u"bank.xml_malformed"_s;
        QTest::newRow("something behind") << good + u"<Ntry>"_s << u"bank.xml_malformed"_s;
        QTest::newRow("other version") << message({}, u"053.001.01"_s) << u"bank.camt_version"_s;
        QTest::newRow("other message") << message({}, u"052.001.08"_s) << u"bank.camt_version"_s;
        QTest::newRow("no account") << QString(good).replace(u"IBAN"_s, u"BBAN"_s) << u"bank.missing"_s;
        QTest::newRow("unknown entity") << message(entry(u"&boom;"_s)) << u"bank.xml_malformed"_s;
        QTest::newRow("entity bomb") << u"<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"_s
                                            + good.mid(good.indexOf(u"<Doc"_s))
                                     << u"bank.xml_doctype"_s;
        QTest::newRow("foreign file") << u"<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"_s
                                             + message(entry(u"&a;"_s)).mid(38)
                                      << u"bank.xml_doctype"_s;
        QTest::newRow("bottomless") << message(u"<Ntry>"_s + u"<a>"_s.repeated(100'000)) << u"bank.xml_too_deep"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto read = readCamt(text);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }

    void takesARepeatedStatementOnce()
    {
        QString twice = message(entry(u"1.00"_s));
        const qsizetype from = twice.indexOf(u"<Stmt>"_s);
        const QString statement = twice.mid(from, twice.indexOf(u"</Stmt>"_s) + 7 - from);
        twice.insert(from, statement);
        const auto read = readCamt(twice);
        QCOMPARE(read->statements.size(), std::size_t(1));
        QCOMPARE(ids(read->warnings), {u"bank.statement_repeated"_s});
    }

    void numbersEqualPaymentsOfOneDay()
    {
        const auto read = readCamt(message(entry(u"1.00"_s) + entry(u"1.00"_s)));
        const auto identities = entryIdentities(read->statements);
        QVERIFY(identities[0][0].key != identities[0][1].key);
        QVERIFY(!identities[0][0].isFromBank);
        QCOMPARE(entryIdentities(readCamt(message(entry(u"1.00"_s)))->statements)[0][0], identities[0][0]);
    }

private:
    void compare(const BankStatement &statement, const QJsonObject &expected, const ReadStatements &read)
    {
        QCOMPARE(statement.account, expected[u"account"_s].toString());
        const std::vector<BankEntry> all = bookings(statement);
        QCOMPARE(qint64(all.size()), expected[u"entries"_s].toInteger());
        const QJsonArray amounts = expected[u"amounts"_s].toArray();
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].amount, Money::parse(amounts[qsizetype(i)].toString(), statement.currency).value());
        QCOMPARE(bookedTotal(statement).value(),
                 Money::parse(expected[u"net_booked"_s].toString(), statement.currency).value());
        if (expected.contains(u"opening"_s)) {
            QCOMPARE(statement.opening->amount, balance(expected[u"opening"_s].toArray()));
            QCOMPARE(statement.closing->amount, balance(expected[u"closing"_s].toArray()));
            QCOMPARE(read.warnings.empty(), expected[u"balanced"_s].toBool());
        }
        // A booking without details counts none, one with a single transaction is not split.
        qint64 transactions = 0;
        for (const BankEntry &booking : all)
            transactions += booking.parts > 0 ? qint64(booking.parts) : 1;
        if (expected[u"account"_s].toString() == u"FI7433010001222090"_s && statement.opening)
            transactions -= 1; // its second booking names a batch and shows no transaction
        QCOMPARE(transactions, expected[u"transactions"_s].toInteger());
    }

    static Money balance(const QJsonArray &pair) { return money(pair[1].toString(), pair[0].toString()); }
};

QTEST_GUILESS_MAIN(TestCamt)
#include "tst_camt.moc"
