// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bank_file.h"
#include "core/bank/nacha_reader.h"
#include "core/bank/routing_number.h"
#include "core/payment_files/nacha_writer.h"
#include "core/payment_files/positive_pay.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::payment_files;

namespace {

Money usd(QStringView text)
{
    return Money::parse(text, Currency::fromCode(u"USD").value()).value();
}

AchPayment payment(const QString &id, QStringView amount)
{
    AchPayment payment;
    payment.routingNumber = u"231380104"_s;
    payment.account = u"744-5678-99"_s;
    payment.amount = usd(amount);
    payment.id = id;
    payment.name = u"Best Co. #1"_s;
    return payment;
}

AchFile achFile()
{
    AchFile file;
    file.destinationRouting = u"231380104"_s;
    file.destinationName = u"Federal Reserve Bank"_s;
    file.originId = u"121042882"_s;
    file.originName = u"Meridian Cloud Inc."_s;
    file.originatingRouting = u"121042882"_s;
    file.created = QDateTime(QDate(2026, 3, 2), QTime(9, 30), Qt::UTC);
    AchBatch batch;
    batch.companyName = u"Meridian Cloud"_s;
    batch.companyId = u"1234567890"_s;
    batch.description = u"INVOICE"_s;
    batch.effectiveDate = QDate(2026, 3, 3);
    batch.payments = {payment(u"INV-1"_s, u"5000.00"), payment(u"INV-2"_s, u"1.25")};
    file.batches = {batch};
    return file;
}

/// The file with which a bank returns the debit in line \a at of \a lines for insufficient funds.
QString returnOf(const QStringList &lines, qsizetype at)
{
    const QString trace = lines[at].mid(79, 15);
    QString entry = lines[at];
    entry.replace(1, 2, u"26"_s).replace(78, 1, u"1"_s);
    const QString addenda = u"799R01"_s + trace + QString(6, u' ') + entry.mid(3, 8) + QString(44, u' ') + trace;
    const QString hash = u"00"_s + entry.mid(3, 8);
    const QString debits = entry.mid(29, 10).rightJustified(12, u'0');
    const QString credits(12, u'0');
    const QString batchControl = u"8225"_s + u"000002"_s + hash + debits + credits;
    const QString fileControl = u"9000001000001"_s + u"00000002"_s + hash + debits + credits;
    return QStringList{lines[0], lines[1], entry, addenda, batchControl, fileControl}.join(u'\n');
}

QStringList linesOf(const AchDocument &document)
{
    QStringList lines = QString::fromLatin1(document.bytes).split(u'\n');
    lines.removeLast();
    return lines;
}

} // namespace

class TestNachaWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackWhatItWrote()
    {
        AchFile file = achFile();
        AchBatch remittance = file.batches[0];
        remittance.entryClass = AchEntryClass::Ctx;
        remittance.payments = {payment(u"REFUND-1"_s, u"99.99")};
        remittance.payments[0].direction = AchDirection::Credit;
        remittance.payments[0].accountType = AchAccountType::Savings;
        std::vector<bank::RemittanceItem> items;
        for (int i = 0; i < 40; ++i)
            items.push_back({u"INV-%1"_s.arg(i), u"IV"_s, usd(u"2.50"), usd(u"3.00"), usd(u"0.50")});
        remittance.payments[0].addenda = remittanceSegments(items).value();
        file.batches.push_back(remittance);
        AchBatch consumers = file.batches[0];
        consumers.entryClass = AchEntryClass::Ppd;
        consumers.payments[0].direction = AchDirection::Credit;
        consumers.payments[0].addenda = u"RMR*IV*INV-1**5000.00\\"_s;
        file.batches.push_back(consumers);

        const auto document = writeAch(file);
        QVERIFY2(document, document ? "" : qPrintable(document.error().id));
        const auto parsed = bank::parseNacha(QString::fromLatin1(document->bytes));
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().id));
        QVERIFY(parsed->warnings.empty());
        QCOMPARE(parsed->batches.size(), std::size_t(3));
        compare(*parsed, file, *document);
        QCOMPARE(document->debits, usd(u"5002.50"));
        QCOMPARE(document->credits, usd(u"5099.99"));

        const auto read = bank::readBankFile(document->bytes);
        QCOMPARE(bank::formatName(read->format), u"nacha"_s);
        const bank::BankEntry &credit = read->content.statements[1].entries[0];
        QCOMPARE(credit.amount, usd(u"99.99"));
        QCOMPARE(credit.remittanceItems, items);
    }

    void readsBackAnyFile()
    {
        QRandomGenerator random(94);
        const auto pick = [&random](int below) { return random.bounded(below); };
        for (int round = 0; round < 200; ++round) {
            AchFile file = achFile();
            file.modifier = QChar(u'A' + pick(26));
            file.batches.resize(std::size_t(1 + pick(4)), file.batches[0]);
            for (AchBatch &batch : file.batches) {
                batch.entryClass = AchEntryClass(pick(3));
                batch.payments.resize(std::size_t(1 + pick(30)), batch.payments[0]);
                for (AchPayment &one : batch.payments) {
                    const QString bank = QString::number(10'000'000 + pick(80'000'000));
                    one.routingNumber = bank + QString::number(bank::routingCheckDigit(bank));
                    one.direction = AchDirection(pick(2));
                    one.accountType = AchAccountType(pick(2));
                    one.isPrenote = pick(5) == 0;
                    one.amount = Money(one.isPrenote ? 0 : 1 + pick(1'000'000'000), one.amount.currency());
                    one.name = QString(1 + pick(16), QChar(u'A' + pick(26)));
                    one.account = QString::number(1 + pick(1'000'000));
                    one.addenda = QString(pick(batch.entryClass == AchEntryClass::Ctx ? 400 : 81), u'x');
                }
            }
            const auto document = writeAch(file);
            QVERIFY2(document, document ? "" : qPrintable(document.error().id));
            const auto parsed = bank::parseNacha(QString::fromLatin1(document->bytes));
            QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().id));
            compare(*parsed, file, *document);
            QCOMPARE(linesOf(*document).size() % 10, 0);
        }
    }

    void writesRecordsInBlocksOfTen()
    {
        AchFile file = achFile();
        for (int count = 1; count <= 25; ++count) {
            file.batches[0].payments.assign(std::size_t(count), payment(u"INV"_s, u"1.00"));
            const QStringList lines = linesOf(*writeAch(file));
            QCOMPARE(lines.size() % 10, 0);
            for (const QString &line : lines)
                QCOMPARE(line.size(), 94);
            const QString control = lines[count + 3];
            QCOMPARE(control.mid(7, 6).toInt(), lines.size() / 10);
            QCOMPARE(control.mid(21, 10), QString::number(23138010LL * count).rightJustified(10, u'0'));
            QVERIFY(lines.size() == count + 4 || lines.back() == QString(94, u'9'));
        }
    }

    void choosesCodesByDirectionAccountAndPrenote_data()
    {
        QTest::addColumn<AchDirection>("direction");
        QTest::addColumn<AchAccountType>("account");
        QTest::addColumn<bool>("isPrenote");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("serviceClass");
        QTest::newRow("credit") << AchDirection::Credit << AchAccountType::Checking << false << u"22"_s << u"220"_s;
        QTest::newRow("debit") << AchDirection::Debit << AchAccountType::Checking << false << u"27"_s << u"225"_s;
        QTest::newRow("savings credit") << AchDirection::Credit << AchAccountType::Savings << false << u"32"_s
                                        << u"220"_s;
        QTest::newRow("savings debit") << AchDirection::Debit << AchAccountType::Savings << false << u"37"_s
                                       << u"225"_s;
        QTest::newRow("prenote credit") << AchDirection::Credit << AchAccountType::Checking << true << u"23"_s
                                        << u"220"_s;
        QTest::newRow("prenote debit") << AchDirection::Debit << AchAccountType::Checking << true << u"28"_s
                                       << u"225"_s;
        QTest::newRow("savings prenote credit")
            << AchDirection::Credit << AchAccountType::Savings << true << u"33"_s << u"220"_s;
        QTest::newRow("savings prenote debit")
            << AchDirection::Debit << AchAccountType::Savings << true << u"38"_s << u"225"_s;
    }
    void choosesCodesByDirectionAccountAndPrenote()
    {
        QFETCH(AchDirection, direction);
        QFETCH(AchAccountType, account);
        QFETCH(bool, isPrenote);
        QFETCH(QString, code);
        QFETCH(QString, serviceClass);
        AchFile file = achFile();
        file.batches[0].payments = {payment(u"INV-1"_s, isPrenote ? u"0.00" : u"1.00")};
        AchPayment &only = file.batches[0].payments[0];
        only.direction = direction;
        only.accountType = account;
        only.isPrenote = isPrenote;
        const QStringList lines = linesOf(*writeAch(file));
        QCOMPARE(lines[2].mid(1, 2), code);
        QCOMPARE(lines[1].mid(1, 3), serviceClass);
        const auto read = bank::readBankFile(writeAch(file)->bytes);
        QCOMPARE(read->content.statements[0].entries[0].status,
                 isPrenote ? bank::EntryStatus::Information : bank::EntryStatus::Booked);
    }

    void findsAReturnByItsTraceNumber()
    {
        AchFile file = achFile();
        file.firstTrace = 500;
        const auto document = writeAch(file);
        QCOMPARE(document->traceNumbers[0], (std::vector<QString>{u"121042880000500"_s, u"121042880000501"_s}));
        const auto read = bank::readBankFile(returnOf(linesOf(*document), 3).toLatin1());
        QVERIFY2(read, read ? "" : qPrintable(read.error().id));
        const bank::BankEntry &back = read->content.statements.at(0).entries.at(0);
        QCOMPARE(back.originalTrace, document->traceNumbers[0][1]);
        QCOMPARE(back.amount, usd(u"-1.25"));
        QCOMPARE(back.returnReason, u"R01"_s);
        QCOMPARE(read->content.statements[0].account, file.batches[0].companyId);
    }

    void refusesAWrongField_data()
    {
        QTest::addColumn<std::function<void(AchFile &)>>("spoil");
        QTest::addColumn<QString>("reason");
        using Spoil = std::function<void(AchFile &)>;
        const auto row = [](const char *name, const Spoil &spoil, const QString &reason) {
            QTest::newRow(name) << spoil << reason;
        };
        row("no batch", [](auto &f) { f.batches.clear(); }, u"payment_files.nothing_to_write"_s);
        row("no payment", [](auto &f) { f.batches[0].payments.clear(); }, u"payment_files.nothing_to_write"_s);
        row(
            "check digit", [](auto &f) { f.batches[0].payments[0].routingNumber = u"231380105"_s; },
            u"bank.routing_number"_s);
        row("bank's check digit", [](auto &f) { f.originatingRouting = u"121042883"_s; }, u"bank.routing_number"_s);
        row(
            "euro", [](auto &f) { f.batches[0].payments[0].amount = Money(1, Currency::fromCode(u"EUR").value()); },
            u"payment_files.currency"_s);
        row("zero", [](auto &f) { f.batches[0].payments[0].amount = usd(u"0.00"); }, u"payment_files.amount"_s);
        row(
            "prenote with money", [](auto &f) { f.batches[0].payments[0].isPrenote = true; },
            u"payment_files.amount"_s);
        row(
            "eleven digits", [](auto &f) { f.batches[0].payments[0].amount = usd(u"100000000.00"); },
            u"payment_files.amount"_s);
        row(
            "batch total", [](auto &f) { f.batches[0].payments.assign(101, payment(u"I"_s, u"99999999.99")); },
            u"payment_files.amount"_s);
        row(
            "Saturday", [](auto &f) { f.batches[0].effectiveDate = QDate(2026, 3, 7); },
            u"payment_files.not_a_banking_day"_s);
        row("yesterday", [](auto &f) { f.batches[0].effectiveDate = QDate(2026, 2, 27); }, u"payment_files.date"_s);
        row(
            "long account", [](auto &f) { f.batches[0].payments[0].account = QString(18, u'1'); },
            u"payment_files.too_long"_s);
        row("no account", [](auto &f) { f.batches[0].payments[0].account.clear(); }, u"payment_files.missing"_s);
        row("long id", [](auto &f) { f.batches[0].payments[0].id = QString(16, u'1'); }, u"payment_files.too_long"_s);
        row(
            "name in another script", [](auto &f) { f.batches[0].payments[0].name = u"日本"_s; },
            u"payment_files.not_latin"_s);
        row("line break", [](auto &f) { f.batches[0].payments[0].addenda = u"a\n6"_s; }, u"payment_files.not_latin"_s);
        row(
            "two addenda of CCD", [](auto &f) { f.batches[0].payments[0].addenda = QString(81, u'a'); },
            u"payment_files.too_long"_s);
        row("modifier", [](auto &f) { f.modifier = u'a'; }, u"payment_files.modifier"_s);
        row("trace numbers run out", [](auto &f) { f.firstTrace = 9'999'999; }, u"payment_files.trace"_s);
        row("long company", [](auto &f) { f.batches[0].companyName = QString(17, u'a'); }, u"payment_files.too_long"_s);
    }
    void refusesAWrongField()
    {
        using Spoil = std::function<void(AchFile &)>;
        QFETCH(Spoil, spoil);
        QFETCH(QString, reason);
        AchFile file = achFile();
        QVERIFY(writeAch(file));
        spoil(file);
        const auto document = writeAch(file);
        QVERIFY(!document);
        QCOMPARE(document.error().id, reason);
        QVERIFY(!document.error().args[u"expected"_s].toString().isEmpty());
    }

    void cutsLongNames()
    {
        AchFile file = achFile();
        file.batches[0].payments[0].name = u"Société Générale de Transport et de Manutention"_s;
        QCOMPARE(linesOf(*writeAch(file))[2].mid(54, 22), u"Societe Generale de Tr"_s);
    }

    void refusesASeparatorInAReference()
    {
        QCOMPARE(remittanceSegments({{u"A*B"_s, {}, {}, {}, {}}}).error().id, u"payment_files.addenda"_s);
        QCOMPARE(remittanceSegments({{u"A"_s, {}, usd(u"1.00"), {}, {}}}).value(), u"RMR*IV*A**1.00\\"_s);
    }

    void writesPositivePay()
    {
        std::vector<IssuedCheck> checks{
            {u"123456"_s, u"1001"_s, QDate(2026, 3, 2), usd(u"1250.00"), u"Contoso, \"West\""_s, false},
            {u"123456"_s, u"1002"_s, QDate(2026, 3, 2), usd(u"1.00"), u"=Sum GmbH"_s, true}};
        QCOMPARE(writePositivePay(checks).value(),
                 QByteArray("account_number,check_number,issue_date,amount,payee,status\r\n"
                            "123456,1001,2026-03-02,1250.00,\"Contoso, \"\"West\"\"\",I\r\n"
                            "123456,1002,2026-03-02,1.00,=Sum GmbH,V\r\n"));
        const auto reasonAfter = [&checks](const std::function<void(IssuedCheck &)> &spoil) {
            std::vector<IssuedCheck> spoilt = checks;
            spoil(spoilt[1]);
            const auto written = writePositivePay(spoilt);
            return written ? QString() : written.error().id;
        };
        QCOMPARE(reasonAfter([](auto &c) { c.number = u"1001"_s; }), u"payment_files.duplicate_id"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.number = u"10O2"_s; }), u"payment_files.check_number"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.account.clear(); }), u"payment_files.account"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.amount = usd(u"0.00"); }), u"payment_files.amount"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.payee = u"a\r\nb"_s; }), u"payment_files.line_break"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.payee = QString(81, u'a'); }), u"payment_files.too_long"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.payee.clear(); }), u"payment_files.missing"_s);
        QCOMPARE(reasonAfter([](auto &c) { c.issued = QDate(); }), u"payment_files.date"_s);
        QCOMPARE(writePositivePay({}).error().id, u"payment_files.nothing_to_write"_s);
    }

private:
    void compare(const bank::NachaFile &parsed, const AchFile &file, const AchDocument &document)
    {
        for (std::size_t b = 0; b < file.batches.size(); ++b) {
            const bank::NachaBatch &batch = parsed.batches[b];
            QCOMPARE(batch.companyId, file.batches[b].companyId);
            QCOMPARE(batch.companyName, file.batches[b].companyName);
            QCOMPARE(batch.description, file.batches[b].description);
            QCOMPARE(batch.effectiveDate, file.batches[b].effectiveDate);
            QCOMPARE(batch.entries.size(), file.batches[b].payments.size());
            for (std::size_t i = 0; i < batch.entries.size(); ++i) {
                const AchPayment &written = file.batches[b].payments[i];
                const bank::NachaEntry &entry = batch.entries[i];
                QCOMPARE(entry.amount, written.amount);
                QCOMPARE(entry.account, written.account);
                QCOMPARE(entry.routingNumber, written.routingNumber);
                QCOMPARE(entry.individualId, written.id);
                QCOMPARE(entry.name, written.name);
                QCOMPARE(entry.isDebit(), written.direction == AchDirection::Debit);
                QCOMPARE(entry.traceNumber, document.traceNumbers[b][i]);
                QString addenda;
                for (const bank::NachaAddenda &part : entry.addenda)
                    addenda += part.record.mid(3, 80);
                QCOMPARE(addenda.trimmed(), written.addenda);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNachaWriter)
#include "tst_nacha_writer.moc"
