// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/sepa_credit_transfer.h"
#include "core/payment_files/sepa_direct_debit.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryFile>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::payment_files;

namespace {

Money eur(QStringView text)
{
    return Money::parse(text, Currency::fromCode(u"EUR").value()).value();
}

bank::Iban iban(QStringView text)
{
    return bank::Iban::parse(text).value();
}

DirectDebit debit(const QString &invoice, QStringView amount)
{
    DirectDebit debit;
    debit.endToEndId = invoice;
    debit.amount = eur(amount);
    debit.collectionDate = QDate(2026, 4, 1);
    debit.scheme = DirectDebitScheme::B2B;
    debit.mandateId = u"MNDT-0007"_s;
    debit.mandateSigned = QDate(2025, 11, 3);
    debit.debtor = {u"Nordhaus Retail SE"_s, iban(u"DE02500105170137075030"), u"INGDDEFFXXX"_s};
    debit.remittance.text = u"Invoice "_s + invoice;
    return debit;
}

DirectDebitFile debitFile()
{
    DirectDebitFile file;
    file.head = {u"ACC-DD-20260401-001"_s, QDateTime(QDate(2026, 3, 27), QTime(9, 0), Qt::UTC), u"Accord Demo GmbH"_s};
    file.creditor = {u"Accord Demo GmbH"_s, iban(u"DE89370400440532013000"), u"COBADEFFXXX"_s};
    file.creditorId = u"DE98ZZZ09999999999"_s;
    file.debits = {debit(u"INV-2026-000123"_s, u"1190.00"), debit(u"INV-2026-000124"_s, u"595.50")};
    return file;
}

CreditTransferFile transferFile()
{
    CreditTransferFile file;
    file.head = {u"ACC-CT-1"_s, QDateTime(QDate(2026, 3, 27), QTime(9, 0), Qt::UTC), u"Accord Demo GmbH"_s};
    file.debtor = {u"Accord Demo GmbH"_s, iban(u"DE89370400440532013000"), QString()};
    CreditTransfer refund;
    refund.endToEndId = u"CN-1"_s;
    refund.amount = eur(u"10.00");
    refund.executionDate = QDate(2026, 3, 30);
    refund.creditor = {u"Müller & Söhne"_s, iban(u"NL44RABO0123456789"), QString()};
    refund.remittance.reference = u"RF18 5390 0754 7034"_s;
    file.transfers = {refund, refund};
    file.transfers[1].endToEndId = u"CN-2"_s;
    file.transfers[1].executionDate = QDate(2026, 3, 31);
    file.transfers[1].creditor.bic = u"RABONL2U"_s;
    file.transfers[1].remittance = {};
    return file;
}

/// Every text with the path of its element, in order; elements named in \a without are left out.
QStringList content(const QByteArray &xml, const QStringList &without = {})
{
    QXmlStreamReader reader(xml);
    QStringList path;
    QStringList list;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            path.append(reader.name().toString());
        else if (reader.isCharacters() && !reader.isWhitespace() && !without.contains(path.back()))
            list.append(path.join(u'/') + u'=' + reader.text().toString());
        else if (reader.isEndElement())
            path.removeLast();
    }
    return list;
}

QStringList values(const QByteArray &xml, const QString &element)
{
    QStringList list;
    for (const QString &row : content(xml)) {
        if (row.section(u'=', 0, 0).section(u'/', -1) == element)
            list.append(row.section(u'=', 1));
    }
    return list;
}

} // namespace

class TestSepaFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatFitsItsSchema_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("schema");
        DirectDebitFile debits = debitFile();
        debits.debits[1].sequence = DirectDebitSequence::OneOff;
        debits.debits[1].debtor.bic.clear();
        debits.debits[1].remittance = {u"RF18539007547034"_s, QString()};
        QTest::newRow("direct debit 02") << writeDirectDebits(debits, DirectDebitVersion::Pain008V02).value()
                                         << u"pain.008.001.02"_s;
        QTest::newRow("direct debit 08") << writeDirectDebits(debits, DirectDebitVersion::Pain008V08).value()
                                         << u"pain.008.001.08"_s;
        QTest::newRow("credit transfer 03")
            << writeCreditTransfers(transferFile(), CreditTransferVersion::Pain001V03).value() << u"pain.001.001.03"_s;
        QTest::newRow("credit transfer 09")
            << writeCreditTransfers(transferFile(), CreditTransferVersion::Pain001V09).value() << u"pain.001.001.09"_s;
    }
    void writesWhatFitsItsSchema()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, schema);
        const QString xmllint = QStandardPaths::findExecutable(u"xmllint"_s);
        if (xmllint.isEmpty())
            QSKIP("xmllint (libxml2-utils) is not installed");
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(xml);
        file.close();
        QProcess process;
        process.start(xmllint, {u"--noout"_s, u"--nonet"_s, u"--schema"_s,
                                QStringLiteral(ACCORD_PAYMENT_DATA "/schemas/") + schema + u".xsd"_s, file.fileName()});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    void writesTheSampleOfTheFormat()
    {
        QFile sample(QStringLiteral(ACCORD_PAYMENT_DATA "/accord-pain008-v08.xml"));
        QVERIFY(sample.open(QIODevice::ReadOnly));
        DirectDebitFile file = debitFile();
        file.debits[1].mandateId = u"MNDT-0011"_s;
        file.debits[1].mandateSigned = QDate(2026, 1, 15);
        file.debits[1].debtor = {u"Nordhaus Retail Nederland BV"_s, iban(u"NL44RABO0123456789"), u"RABONL2UXXX"_s};
        const QByteArray written = writeDirectDebits(file, DirectDebitVersion::Pain008V08).value();
        const QStringList ours = {u"ChrgBr"_s, u"PmtInfId"_s}; // the sample has no charge bearer and another block id
        QCOMPARE(content(written, ours), content(sample.readAll(), ours));
    }

    void makesABlockForEachDateSchemeAndSequence()
    {
        DirectDebitFile file = debitFile();
        file.debits.push_back(debit(u"INV-3"_s, u"0.01"));
        file.debits[2].scheme = DirectDebitScheme::Core;
        file.debits.push_back(debit(u"INV-4"_s, u"1.00"));
        file.debits[3].sequence = DirectDebitSequence::First;
        file.debits.push_back(debit(u"INV-5"_s, u"2.00"));
        file.debits[4].collectionDate = QDate(2026, 4, 2);
        const QByteArray xml = writeDirectDebits(file, DirectDebitVersion::Pain008V02).value();
        QCOMPARE(values(xml, u"NbOfTxs"_s), (QStringList{u"5"_s, u"1"_s, u"1"_s, u"2"_s, u"1"_s}));
        QCOMPARE(values(xml, u"CtrlSum"_s), (QStringList{u"1788.51"_s, u"0.01"_s, u"1.00"_s, u"1785.50"_s, u"2.00"_s}));
        QCOMPARE(values(xml, u"SeqTp"_s), (QStringList{u"RCUR"_s, u"FRST"_s, u"RCUR"_s, u"RCUR"_s}));
        QStringList blocks = values(xml, u"PmtInfId"_s);
        QCOMPARE(blocks.removeDuplicates(), 0);
        QCOMPARE(blocks.size(), 4);
    }

    void spellsNamesAndReferencesRight()
    {
        const QByteArray xml = writeCreditTransfers(transferFile(), CreditTransferVersion::Pain001V03).value();
        QVERIFY(values(xml, u"Nm"_s).contains(u"Mueller + Soehne"_s));
        QCOMPARE(values(xml, u"Ref"_s), {u"RF18539007547034"_s});
        QCOMPARE(values(xml, u"BIC"_s), {u"RABONL2U"_s});
        QCOMPARE(values(xml, u"ReqdExctnDt"_s), (QStringList{u"2026-03-30"_s, u"2026-03-31"_s}));
    }

    void refusesAWrongField_data()
    {
        QTest::addColumn<std::function<void(DirectDebitFile &)>>("spoil");
        QTest::addColumn<QString>("reason");
        using Spoil = std::function<void(DirectDebitFile &)>;
        const auto row = [](const char *name, const Spoil &spoil, const QString &reason) {
            QTest::newRow(name) << spoil << reason;
        };
        row("nothing", [](auto &f) { f.debits.clear(); }, u"payment_files.nothing_to_write"_s);
        row(
            "weekend", [](auto &f) { f.debits[0].collectionDate = QDate(2026, 4, 4); },
            u"payment_files.not_a_banking_day"_s);
        row(
            "Good Friday", [](auto &f) { f.debits[0].collectionDate = QDate(2026, 4, 3); },
            u"payment_files.not_a_banking_day"_s);
        row("today", [](auto &f) { f.debits[0].collectionDate = QDate(2026, 3, 27); }, u"payment_files.date"_s);
        row("no mandate date", [](auto &f) { f.debits[0].mandateSigned = QDate(); }, u"payment_files.date"_s);
        row(
            "mandate signed later", [](auto &f) { f.debits[0].mandateSigned = QDate(2026, 4, 2); },
            u"payment_files.date"_s);
        row("no mandate", [](auto &f) { f.debits[0].mandateId.clear(); }, u"payment_files.missing"_s);
        row(
            "dollars", [](auto &f) { f.debits[0].amount = Money(1, Currency::fromCode(u"USD").value()); },
            u"payment_files.currency"_s);
        row("zero", [](auto &f) { f.debits[0].amount = eur(u"0.00"); }, u"payment_files.amount"_s);
        row("negative", [](auto &f) { f.debits[0].amount = eur(u"-1.00"); }, u"payment_files.amount"_s);
        row("too much", [](auto &f) { f.debits[0].amount = eur(u"1000000000.00"); }, u"payment_files.amount"_s);
        row(
            "same id twice", [](auto &f) { f.debits[1].endToEndId = f.debits[0].endToEndId; },
            u"payment_files.duplicate_id"_s);
        row("long id", [](auto &f) { f.debits[0].endToEndId = QString(36, u'1'); }, u"payment_files.too_long"_s);
        row(
            "id with a letter that is not Latin", [](auto &f) { f.debits[0].endToEndId = u"RÉF"_s; },
            u"payment_files.not_latin"_s);
        row(
            "name in another script", [](auto &f) { f.debits[0].debtor.name = u"日本商事"_s; },
            u"payment_files.not_latin"_s);
        row("long name", [](auto &f) { f.creditor.name = QString(71, u'a'); }, u"payment_files.too_long"_s);
        row("no account", [](auto &f) { f.debits[0].debtor.account = {}; }, u"payment_files.missing"_s);
        row("BIC", [](auto &f) { f.debits[0].debtor.bic = u"COBADE"_s; }, u"payment_files.bic"_s);
        row("creditor id", [](auto &f) { f.creditorId = u"DE97ZZZ09999999999"_s; }, u"payment_files.creditor_id"_s);
        row(
            "reference and text", [](auto &f) { f.debits[0].remittance.reference = u"RF18539007547034"_s; },
            u"payment_files.remittance"_s);
        row(
            "wrong reference", [](auto &f) { f.debits[0].remittance = {u"RF19539007547034"_s, QString()}; },
            u"bank.reference_check_digits"_s);
        row("long message id", [](auto &f) { f.head.messageId = QString(31, u'1'); }, u"payment_files.too_long"_s);
        row("no time", [](auto &f) { f.head.created = QDateTime(); }, u"payment_files.date"_s);
    }
    void refusesAWrongField()
    {
        using Spoil = std::function<void(DirectDebitFile &)>;
        QFETCH(Spoil, spoil);
        QFETCH(QString, reason);
        DirectDebitFile file = debitFile();
        QVERIFY(writeDirectDebits(file, DirectDebitVersion::Pain008V08));
        spoil(file);
        const auto written = writeDirectDebits(file, DirectDebitVersion::Pain008V08);
        QVERIFY(!written);
        QCOMPARE(written.error().id, reason);
        QVERIFY(!written.error().args[u"expected"_s].toString().isEmpty());
    }

    void refusesTransfersOnDaysOfRest()
    {
        CreditTransferFile file = transferFile();
        file.transfers[0].executionDate = QDate(2026, 3, 28);
        const auto written = writeCreditTransfers(file, CreditTransferVersion::Pain001V09);
        QCOMPARE(written.error().id, u"payment_files.not_a_banking_day"_s);
        QVERIFY(written.error().args[u"expected"_s].toString().startsWith(u"2026-03-30"_s));
        file.transfers.clear();
        QCOMPARE(writeCreditTransfers(file, CreditTransferVersion::Pain001V09).error().id,
                 u"payment_files.nothing_to_write"_s);
    }

    void checksCreditorIdentifiers()
    {
        QCOMPARE(checkedCreditorId(u"de98 zzz 0999 9999 999").value(), u"DE98ZZZ09999999999"_s);
        QVERIFY(checkedCreditorId(u"DE98ABC09999999999")); // the business code is not part of the check
        QCOMPARE(checkedCreditorId(u"DE98").error().id, u"payment_files.creditor_id"_s);
    }
};

QTEST_GUILESS_MAIN(TestSepaFiles)
#include "tst_sepa_files.moc"
