// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bic.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;

class TestBic : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsCodesAsPeopleWriteThem()
    {
        QCOMPARE(checkedBic(u"COBADEFF").value(), u"COBADEFF"_s);
        QCOMPARE(checkedBic(u" deut de ff 500 ").value(), u"DEUTDEFF500"_s);
        QCOMPARE(checkedBic(u"PCBKXKPR").value(), u"PCBKXKPR"_s); // Kosovo
        QCOMPARE(countryOfBic(u"DEUTDEFF500"), u"DE"_s);
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("seven") << u"COBADEF"_s << u"bank.bic_length"_s;
        QTest::newRow("nine") << u"COBADEFF1"_s << u"bank.bic_length"_s;
        QTest::newRow("empty") << QString() << u"bank.bic_length"_s;
        QTest::newRow("digit in the bank") << u"C0BADEFF"_s << u"bank.bic_bank"_s;
        QTest::newRow("umlaut in the bank") << u"CÖBADEFF"_s << u"bank.bic_bank"_s;
        QTest::newRow("no country") << u"COBAZZFF"_s << u"bank.bic_country"_s;
        QTest::newRow("digit in the country") << u"COBAD3FF"_s << u"bank.bic_country"_s;
        QTest::newRow("two countries' halves") << u"COBAEAFF"_s << u"bank.bic_country"_s; // "…DE AE…" holds no EA
        QTest::newRow("sign in the place") << u"COBADE-F"_s << u"bank.bic_place"_s;
        QTest::newRow("sign in the branch") << u"COBADEFF50/"_s << u"bank.bic_place"_s;
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto bic = checkedBic(text);
        QVERIFY(!bic);
        QCOMPARE(bic.error().id, reason);
    }

    void belongsToTheCountryOfTheAccount()
    {
        const Iban german = *Iban::parse(u"DE89370400440532013000");
        const Iban french = *Iban::parse(u"FR1420041010050500013M02606");
        QVERIFY(fits(u"COBADEFF", german));
        QVERIFY(!fits(u"BNPAFRPP", german));
        QVERIFY(fits(u"BNPAFRPP", french));
        QVERIFY(fits(u"BREDGPGP", french)); // Guadeloupe has French numbers
        QVERIFY(!fits(u"COBADEFF", french));
    }
};

QTEST_APPLESS_MAIN(TestBic)
#include "tst_bic.moc"
