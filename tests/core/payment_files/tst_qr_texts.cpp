// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/epc_qr.h"
#include "core/payment_files/swiss_qr.h"

#include <QtTest/QTest>

#include <functional>

using namespace accord;
using namespace accord::payment_files;

namespace {

Money money(QStringView text, QStringView code)
{
    return Money::parse(text, Currency::fromCode(code).value()).value();
}

bank::Iban iban(QStringView text)
{
    return bank::Iban::parse(text).value();
}

EpcPayment epcPayment()
{
    EpcPayment payment;
    payment.name = u"Meridian Cloud Müller"_s;
    payment.account = iban(u"DE89370400440532013000");
    payment.amount = money(u"1190.00", u"EUR");
    payment.reference = u"RF18 5390 0754 7034"_s;
    return payment;
}

SwissBill swissBill()
{
    SwissBill bill;
    bill.account = iban(u"CH4431999123000889012");
    bill.creditor = {u"Max Muster & Söhne"_s, u"Musterstrasse"_s, u"123"_s, u"8000"_s, u"Seldwyla"_s, u"CH"_s};
    bill.amount = money(u"1949.75", u"CHF");
    bill.currency = Currency::fromCode(u"CHF").value();
    bill.debtor = SwissAddress{u"Simon Muster"_s, u"Musterstrasse"_s, u"1"_s, u"8000"_s, u"Seldwyla"_s, u"CH"_s};
    bill.reference = u"21 00000 00003 13947 14300 09017"_s;
    bill.message = u"Auftrag vom 15.06.2020"_s;
    bill.billingInformation = u"//S1/10/10201409/11/200701"_s;
    return bill;
}

} // namespace

class TestQrTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheEpcCode()
    {
        QCOMPARE(
            epcQrText(epcPayment()).value(),
            u"BCD\n002\n1\nSCT\n\nMeridian Cloud Müller\nDE89370400440532013000\nEUR1190.00\n\nRF18539007547034"_s);
        EpcPayment payment = epcPayment();
        payment.reference.clear();
        payment.bic = u"COBADEFFXXX"_s;
        payment.purpose = u"GDDS"_s;
        payment.text = u"INV-7"_s;
        payment.information = u"Thank you"_s;
        QCOMPARE(epcQrText(payment).value(),
                 u"BCD\n002\n1\nSCT\nCOBADEFFXXX\nMeridian Cloud Müller\nDE89370400440532013000\nEUR1190.00\nGDDS\n\n"
                 u"INV-7\nThank you"_s);
        payment.text.clear();
        payment.information.clear();
        payment.purpose.clear();
        QVERIFY(epcQrText(payment)->endsWith(u"\nEUR1190.00"_s));
    }

    void refusesWhatAnEpcCodeCannotHold_data()
    {
        QTest::addColumn<std::function<void(EpcPayment &)>>("spoil");
        QTest::addColumn<QString>("reason");
        using Spoil = std::function<void(EpcPayment &)>;
        const auto row = [](const char *name, const Spoil &spoil, const QString &reason) {
            QTest::newRow(name) << spoil << reason;
        };
        row("francs", [](auto &p) { p.amount = money(u"1.00", u"CHF"); }, u"payment_files.currency"_s);
        row("zero", [](auto &p) { p.amount = money(u"0.00", u"EUR"); }, u"payment_files.amount"_s);
        row("a billion", [](auto &p) { p.amount = money(u"1000000000.00", u"EUR"); }, u"payment_files.amount"_s);
        row("no name", [](auto &p) { p.name.clear(); }, u"payment_files.missing"_s);
        row("long name", [](auto &p) { p.name = QString(71, u'a'); }, u"payment_files.too_long"_s);
        row("two lines", [](auto &p) { p.name = u"a\nb"_s; }, u"payment_files.line_break"_s);
        row("no account", [](auto &p) { p.account = {}; }, u"payment_files.missing"_s);
        row("BIC", [](auto &p) { p.bic = u"COBA"_s; }, u"payment_files.bic"_s);
        row("purpose", [](auto &p) { p.purpose = u"GOODS"_s; }, u"payment_files.purpose"_s);
        row("reference and text", [](auto &p) { p.text = u"x"_s; }, u"payment_files.remittance"_s);
        row("wrong reference", [](auto &p) { p.reference = u"RF19539007547034"_s; }, u"bank.reference_check_digits"_s);
        row(
            "long text",
            [](auto &p) {
                p.reference.clear();
                p.text = QString(141, u'a');
            },
            u"payment_files.too_long"_s);
        row(
            "too many bytes",
            [](auto &p) {
                p.reference.clear();
                p.text = QString(140, u'ü');
            },
            u"payment_files.too_large"_s);
    }
    void refusesWhatAnEpcCodeCannotHold()
    {
        using Spoil = std::function<void(EpcPayment &)>;
        QFETCH(Spoil, spoil);
        QFETCH(QString, reason);
        EpcPayment payment = epcPayment();
        QVERIFY(epcQrText(payment));
        spoil(payment);
        QCOMPARE(epcQrText(payment).error().id, reason);
    }

    void writesTheSwissCode()
    {
        const QStringList lines = swissQrText(swissBill())->split(u'\n');
        const QStringList expected{u"SPC"_s,
                                   u"0200"_s,
                                   u"1"_s,
                                   u"CH4431999123000889012"_s,
                                   u"S"_s,
                                   u"Max Muster & Söhne"_s,
                                   u"Musterstrasse"_s,
                                   u"123"_s,
                                   u"8000"_s,
                                   u"Seldwyla"_s,
                                   u"CH"_s,
                                   {},
                                   {},
                                   {},
                                   {},
                                   {},
                                   {},
                                   {},
                                   u"1949.75"_s,
                                   u"CHF"_s,
                                   u"S"_s,
                                   u"Simon Muster"_s,
                                   u"Musterstrasse"_s,
                                   u"1"_s,
                                   u"8000"_s,
                                   u"Seldwyla"_s,
                                   u"CH"_s,
                                   u"QRR"_s,
                                   u"210000000003139471430009017"_s,
                                   u"Auftrag vom 15.06.2020"_s,
                                   u"EPD"_s,
                                   u"//S1/10/10201409/11/200701"_s};
        QCOMPARE(lines, expected);
    }

    void writesTheShortestSwissCode()
    {
        SwissBill bill = swissBill();
        bill.account = iban(u"CH9300762011623852957");
        bill.amount.reset();
        bill.debtor.reset();
        bill.reference.clear();
        bill.message.clear();
        bill.billingInformation.clear();
        const QStringList lines = swissQrText(bill)->split(u'\n');
        QCOMPARE(lines.size(), 31);
        QCOMPARE(lines.mid(18, 2), (QStringList{QString(), u"CHF"_s}));
        QCOMPARE(lines.mid(27), (QStringList{u"NON"_s, QString(), QString(), u"EPD"_s}));
        bill.reference = u"RF18539007547034"_s;
        bill.alternativeSchemes = {u"eBill/B/simon@example.com"_s};
        const QStringList longer = swissQrText(bill)->split(u'\n');
        QCOMPARE(longer.mid(27), (QStringList{u"SCOR"_s, u"RF18539007547034"_s, QString(), u"EPD"_s, QString(),
                                              u"eBill/B/simon@example.com"_s}));
    }

    void refusesWhatASwissCodeCannotHold_data()
    {
        QTest::addColumn<std::function<void(SwissBill &)>>("spoil");
        QTest::addColumn<QString>("reason");
        using Spoil = std::function<void(SwissBill &)>;
        const auto row = [](const char *name, const Spoil &spoil, const QString &reason) {
            QTest::newRow(name) << spoil << reason;
        };
        row(
            "German account", [](auto &b) { b.account = iban(u"DE89370400440532013000"); },
            u"payment_files.iban_country"_s);
        row("no account", [](auto &b) { b.account = {}; }, u"payment_files.iban_country"_s);
        row("QR-IBAN without reference", [](auto &b) { b.reference.clear(); }, u"payment_files.reference_kind"_s);
        row("QR-IBAN with RF", [](auto &b) { b.reference = u"RF18539007547034"_s; }, u"payment_files.reference_kind"_s);
        row(
            "QR reference without QR-IBAN", [](auto &b) { b.account = iban(u"CH9300762011623852957"); },
            u"payment_files.reference_kind"_s);
        row(
            "check digit", [](auto &b) { b.reference = u"210000000003139471430009016"_s; },
            u"bank.reference_check_digits"_s);
        row(
            "dollars",
            [](auto &b) {
                b.currency = Currency::fromCode(u"USD").value();
                b.amount = money(u"1.00", u"USD");
            },
            u"payment_files.currency"_s);
        row("amount in euro", [](auto &b) { b.amount = money(u"1.00", u"EUR"); }, u"payment_files.currency"_s);
        row("zero", [](auto &b) { b.amount = money(u"0.00", u"CHF"); }, u"payment_files.amount"_s);
        row("a billion", [](auto &b) { b.amount = money(u"1000000000.00", u"CHF"); }, u"payment_files.amount"_s);
        row("no town", [](auto &b) { b.creditor.town.clear(); }, u"payment_files.missing"_s);
        row("no post code of the debtor", [](auto &b) { b.debtor->postCode.clear(); }, u"payment_files.missing"_s);
        row("long street", [](auto &b) { b.creditor.street = QString(71, u'a'); }, u"payment_files.too_long"_s);
        row("country", [](auto &b) { b.creditor.country = u"Schweiz"_s; }, u"payment_files.country"_s);
        row("two lines", [](auto &b) { b.message = u"a\nb"_s; }, u"payment_files.line_break"_s);
        row(
            "message and billing information", [](auto &b) { b.message = QString(120, u'a'); },
            u"payment_files.too_long"_s);
        row(
            "billing information", [](auto &b) { b.billingInformation = u"S1/10"_s; },
            u"payment_files.billing_information"_s);
        row("other script", [](auto &b) { b.creditor.name = u"日本"_s; }, u"payment_files.characters"_s);
        row(
            "three schemes", [](auto &b) { b.alternativeSchemes = {u"a"_s, u"b"_s, u"c"_s}; },
            u"payment_files.too_long"_s);
    }
    void refusesWhatASwissCodeCannotHold()
    {
        using Spoil = std::function<void(SwissBill &)>;
        QFETCH(Spoil, spoil);
        QFETCH(QString, reason);
        SwissBill bill = swissBill();
        QVERIFY(swissQrText(bill));
        spoil(bill);
        const auto text = swissQrText(bill);
        QVERIFY(!text);
        QCOMPARE(text.error().id, reason);
    }
};

QTEST_GUILESS_MAIN(TestQrTexts)
#include "tst_qr_texts.moc"
