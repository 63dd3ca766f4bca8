// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/entry_identity.h"
#include "core/bank/file_text.h"
#include "core/bank/nacha_codes.h"
#include "core/bank/nacha_reader.h"
#include "core/bank/remittance_820.h"
#include "core/bank/routing_number.h"
#include "tests/core/bank/samples.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;
using namespace accord::bank::test;

namespace {

QString text(const QString &name)
{
    return decodeText(sample(name)).value();
}

NachaAddenda change(const QString &code, const QString &data)
{
    return {1, u"798"_s + code + u"121042880000001      12104288"_s + data.leftJustified(29) + QString(30, u' ')};
}

} // namespace

class TestNacha : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverySampleAsItsIndexSays_data()
    {
        QTest::addColumn<QString>("name");
        for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array()) {
            const QString name = row[u"file"].toString();
            if (name.startsWith(u"nacha/"_s) && row[u"expect"].isUndefined())
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void readsEverySampleAsItsIndexSays()
    {
        QFETCH(QString, name);
        const auto file = parseNacha(text(name));
        QVERIFY2(file, file ? "" : qPrintable(file.error().id));
        const QJsonArray expected = expectedOf(name)[u"batches"_s].toArray();
        QCOMPARE(qsizetype(file->batches.size()), expected.size());
        for (std::size_t i = 0; i < file->batches.size(); ++i)
            compare(file->batches[i], expected[qsizetype(i)].toObject());
        const auto read = readNacha(text(name));
        QVERIFY(read);
        QVERIFY(read->badEntries.empty());
        QCOMPARE(read->warnings.size(), std::size_t(name.contains(u"mixed"_s) ? 1 : 0));
        compareCodes(*read, expected);
    }

    void readsReturnsWithTraceReasonAndSign()
    {
        const auto read = readNacha(text(u"nacha/return-WEB.ach"_s));
        const BankEntry debit = read->statements.at(0).entries.at(0);
        QVERIFY(debit.isReturn);
        QCOMPARE(debit.amount, usd(u"-123.54"));
        QCOMPARE(debit.returnReason, u"R01"_s);
        QCOMPARE(debit.returnText, u"Insufficient Funds"_s);
        QCOMPARE(debit.originalTrace, u"091400600000001"_s);
        QCOMPARE(debit.counterpartyName, u"Paul Jones"_s);
        QCOMPARE(debit.counterpartyAccount, u"123456789"_s);
        QCOMPARE(debit.customerReference, u"MjMxNDAwMjAtOGQ"_s);
        const BankEntry credit = read->statements.at(1).entries.at(0);
        QCOMPARE(credit.amount, usd(u"45.65"));
        QCOMPARE(credit.returnReason, u"R03"_s);
    }

    void readsNotificationsOfChange()
    {
        const auto read = readNacha(text(u"nacha/cor-example.ach"_s));
        const BankEntry entry = read->statements.at(0).entries.at(0);
        QCOMPARE(entry.status, EntryStatus::Information);
        QCOMPARE(entry.correction->code, u"C01"_s);
        QCOMPARE(entry.correction->account, u"1918171614"_s);
        QCOMPARE(entry.originalTrace, u"121042880000001"_s);
        QVERIFY(!entry.isReturn);
    }

    void readsTheFieldsOfEachChange()
    {
        const QString routing = u"231380104"_s;
        QCOMPARE(correctedBankData(change(u"C02"_s, routing))->routingNumber, routing);
        const auto both = correctedBankData(change(u"C03"_s, routing + u"   744-5678-99"_s));
        QCOMPARE(both->routingNumber, routing);
        QCOMPARE(both->account, u"744-5678-99"_s);
        QCOMPARE(correctedBankData(change(u"C05"_s, u"37"_s))->transactionCode, u"37"_s);
        const auto account = correctedBankData(change(u"C06"_s, u"1234567890"_s.leftJustified(20) + u"22"_s));
        QCOMPARE(account->account, u"1234567890"_s);
        QCOMPARE(account->transactionCode, u"22"_s);
        const auto all = correctedBankData(change(u"C07"_s, routing + u"1234567890"_s.leftJustified(17) + u"27"_s));
        QCOMPARE(all->account, u"1234567890"_s);
        QCOMPARE(all->transactionCode, u"27"_s);
        QCOMPARE(correctedBankData(change(u"C02"_s, u"231380105"_s)).error().id, u"bank.routing_number"_s);
        QCOMPARE(correctedBankData(change(u"C77"_s, {})).error().id, u"bank.nacha_change"_s);
    }

    void readsReceivedPaymentsFromTheReceiversSide()
    {
        const auto read = readNacha(text(u"nacha/ctx-debit.ach"_s));
        const BankStatement &statement = read->statements.at(0);
        QCOMPARE(statement.account, u"12345678"_s);
        QCOMPARE(statement.entries[0].amount, usd(u"-1000000.00"));
        QCOMPARE(statement.entries[0].remittanceText, u"Debit First Account Debit Second Account"_s);
        QCOMPARE(statement.entries[0].counterpartyName, u"Name on Account"_s);
    }

    void readsRemittanceAcrossAddenda()
    {
        Findings warnings;
        const Currency currency = Currency::fromCode(u"USD").value();
        const auto items = remittanceItems820(
            u"ST*820*0001\\BPR*C*150*C*ACH\\RMR*IV*INV-1**99.99*100.99*1\\REF*PO*7\\RMR*IV*INV-2**.5\\RMR*CM*CN-3**-10\\"_s,
            currency, 3, warnings);
        QCOMPARE(items.size(), std::size_t(3));
        QCOMPARE(items[0].reference, u"INV-1"_s);
        QCOMPARE(*items[0].paid, usd(u"99.99"));
        QCOMPARE(*items[0].total, usd(u"100.99"));
        QCOMPARE(*items[0].discount, usd(u"1.00"));
        QCOMPARE(*items[1].paid, usd(u"0.50"));
        QCOMPARE(*items[2].paid, usd(u"-10.00"));
        QVERIFY(warnings.empty());
    }

    void takesTheSeparatorsOfAnEnvelope()
    {
        Findings warnings;
        const QString isa
            = u"ISA|00|          |00|          |01|SENDER         |01|RECEIVER       |260302|0800|U|00401|"
              u"000000001|0|P|>~"_s;
        QCOMPARE(isa.size(), 106);
        const auto items
            = remittanceItems820(isa + u"RMR|IV|A*1||5.00~"_s, Currency::fromCode(u"USD").value(), 1, warnings);
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].reference, u"A*1"_s);
    }

    void namesTheDocumentOfASegmentWithABadAmount()
    {
        Findings warnings;
        const auto items
            = remittanceItems820(u"RMR*IV*INV-1**9O.00~"_s, Currency::fromCode(u"USD").value(), 3, warnings);
        QCOMPARE(items.at(0).reference, u"INV-1"_s);
        QVERIFY(!items[0].paid);
        QCOMPARE(ids(warnings), {u"bank.amount"_s});
    }

    void tellsEqualTraceNumbersOfAFileApart()
    {
        const auto read = readNacha(text(u"nacha/mixed-ppd-iat-48-entries.ach"_s));
        QSet<QByteArray> keys;
        for (const auto &statement : entryIdentities(read->statements)) {
            for (const EntryIdentity &identity : statement)
                keys.insert(identity.key);
        }
        QCOMPARE(keys.size(), 48);
    }

    void readsRecordsWithoutLineEnds()
    {
        QString joined = text(u"nacha/ctx-debit.ach"_s);
        joined.remove(u'\n').remove(u'\r');
        QCOMPARE(readNacha(joined)->statements.at(0).entries.at(0).amount, usd(u"-1000000.00"));
    }

    void leavesOutAReturnThatNamesNoEntry()
    {
        const auto read
            = readNacha(text(u"nacha/return-WEB.ach"_s).replace(u"R01091400600000001"_s, u"R01               "_s));
        QVERIFY(read);
        QCOMPARE(ids(read->badEntries), {u"bank.nacha_trace"_s});
        QCOMPARE(read->badEntries[0].line, 4);
        QCOMPARE(read->statements.size(), std::size_t(1));
        const auto unknown = readNacha(text(u"nacha/return-WEB.ach"_s).replace(u"799R01"_s, u"799R99"_s));
        QCOMPARE(ids(unknown->badEntries), {u"bank.nacha_return"_s});
    }

    void warnsOfAWrongCountOfBatches()
    {
        const auto read = readNacha(text(u"nacha/return-WEB.ach"_s).replace(u"9000002"_s, u"9000003"_s));
        QCOMPARE(ids(read->warnings), {u"bank.record_count"_s});
        QCOMPARE(read->warnings[0].expected, u"2"_s);
    }

    void refusesABrokenFileWhole_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("reason");
        const QString good = text(u"nacha/return-WEB.ach"_s);
        const QStringList lines = good.split(u'\n');
        QTest::newRow("check digit") << text(u"nacha/negative-check-digit.ach"_s) << u"bank.routing_number"_s;
        QTest::newRow("no file control") << good.left(good.indexOf(u"\n9000"_s)) << u"bank.nacha_record"_s;
        QTest::newRow("cut off in a batch") << lines.mid(0, 4).join(u'\n') << u"bank.nacha_record"_s;
        QTest::newRow("overlong record") << good + u"\n"_s + QString(95, u'9') << u"bank.nacha_record"_s;
        QTest::newRow("entry outside of a batch") << QString(good).remove(lines[1] + u'\n') << u"bank.nacha_record"_s;
        QTest::newRow("letters in an amount")
            << QString(good).replace(u"0000012354Mj"_s, u"00000I2354Mj"_s) << u"bank.nacha_field"_s;
        QTest::newRow("other amount") << QString(good).replace(u"0000012354Mj"_s, u"0000012355Mj"_s)
                                      << u"bank.control_total"_s;
        QTest::newRow("other bank") << QString(good).replace(u"626091400606"_s, u"626231380104"_s)
                                    << u"bank.entry_hash"_s;
        QTest::newRow("lost addenda") << QString(good).remove(lines[3] + u'\n') << u"bank.record_count"_s;
        QTest::newRow("wrong file total")
            << QString(good).replace(u"0018280120000000012354"_s, u"0018280120000000012355"_s)
            << u"bank.control_total"_s;
        QTest::newRow("empty") << QString() << u"bank.nacha_record"_s;
    }
    void refusesABrokenFileWhole()
    {
        QFETCH(QString, content);
        QFETCH(QString, reason);
        const auto read = readNacha(content);
        QVERIFY(!read);
        QCOMPARE(read.error().id, reason);
    }

    void checksRoutingNumbers()
    {
        QVERIFY(isRoutingNumber(u"021000021"));
        QVERIFY(!isRoutingNumber(u"021000022"));
        QVERIFY(!isRoutingNumber(u"02100002"));
        QVERIFY(!isRoutingNumber(u"02100002١"));
        QCOMPARE(checkedRoutingNumber(u"0210 0002 2").error().args[u"expected"_s].toString(),
                 u"1 as the ninth digit"_s);
    }

    void knowsWhatIsDoneAboutACode()
    {
        QCOMPARE(nachaCode(u"R01")->action, u"retry"_s);
        QCOMPARE(nachaCode(u"C02")->reason, u"Incorrect routing number"_s);
        QVERIFY(nachaCode(u"R10")->reason.contains(u"Receiver’s Account"_s));
        QVERIFY(!nachaCode(u"R99"));
    }

private:
    void compare(const NachaBatch &batch, const QJsonObject &expected)
    {
        QCOMPARE(batch.secCode, expected[u"sec"_s].toString());
        QCOMPARE(qint64(batch.entries.size()), expected[u"entries"_s].toInteger());
        QCOMPARE(batch.debits.minor(), expected[u"debit_cents"_s].toInteger());
        QCOMPARE(batch.credits.minor(), expected[u"credit_cents"_s].toInteger());
        QCOMPARE(batch.entryAddendaCount, expected[u"entry_addenda_count"_s].toInteger());
        QCOMPARE(batch.entryHash, expected[u"hash"_s].toString());
    }

    void compareCodes(const ReadStatements &read, const QJsonArray &batches)
    {
        QStringList expected;
        for (const QJsonValue &batch : batches) {
            for (const QString &kind : {u"returns"_s, u"changes"_s}) {
                for (const QJsonValue &code : batch[kind].toArray())
                    expected.append(code.toString());
            }
        }
        QStringList codes;
        for (const BankStatement &statement : read.statements) {
            for (const BankEntry &entry : statement.entries) {
                if (entry.isReturn || entry.correction)
                    codes.append(entry.correction ? entry.correction->code : entry.returnReason);
            }
        }
        QCOMPARE(codes, expected);
    }
};

QTEST_GUILESS_MAIN(TestNacha)
#include "tst_nacha.moc"
