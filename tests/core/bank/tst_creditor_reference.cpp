// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/creditor_reference.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::bank;

class TestCreditorReference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesRfReferences()
    {
        QCOMPARE(makeRfReference(u"INV2026000102").value(), u"RF83INV2026000102"_s);
        QCOMPARE(makeRfReference(u"5390 0754 7034").value(), u"RF18539007547034"_s); // the example of ISO 11649
        QCOMPARE(checkedRfReference(u"rf18 5390 0754 7034").value(), u"RF18539007547034"_s);
        for (int i = 0; i < 300; ++i) {
            const auto reference = makeRfReference(QString::number(i * 7919));
            QVERIFY(checkedRfReference(*reference));
        }
    }

    void refusesWrongRfReferences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("check digits") << u"RF19539007547034"_s << u"bank.reference_check_digits"_s;
        QTest::newRow("swapped") << u"RF18539007547043"_s << u"bank.reference_check_digits"_s;
        QTest::newRow("no RF") << u"539007547034"_s << u"bank.reference_kind"_s;
        QTest::newRow("too short") << u"RF18"_s << u"bank.reference_length"_s;
        QTest::newRow("too long") << u"RF18%1"_s.arg(QString(22, u'1')) << u"bank.reference_length"_s;
        QTest::newRow("letters as check digits") << u"RFAB539007547034"_s << u"bank.reference_characters"_s;
        QTest::newRow("slash") << u"RF18INV/7"_s << u"bank.reference_characters"_s;
    }
    void refusesWrongRfReferences()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        QCOMPARE(checkedRfReference(text).error().id, reason);
    }

    void refusesWhatCannotBecomeAnRfReference()
    {
        QCOMPARE(makeRfReference(u"").error().id, u"bank.reference_length"_s);
        QCOMPARE(makeRfReference(QString(22, u'1')).error().id, u"bank.reference_length"_s);
        QCOMPARE(makeRfReference(u"INV-7").error().id, u"bank.reference_characters"_s);
        QVERIFY(makeRfReference(QString(21, u'Z')));
    }

    void makesAndChecksQrReferences()
    {
        // The example of the Swiss Implementation Guidelines QR-bill.
        QCOMPARE(makeQrReference(u"21000000000313947143000901").value(), u"210000000003139471430009017"_s);
        QCOMPARE(checkedQrReference(u"21 00000 00003 13947 14300 09017").value(), u"210000000003139471430009017"_s);
        QVERIFY(checkedQrReference(*makeQrReference(u"7")));
        QCOMPARE(checkedQrReference(u"210000000003139471430009016").error().id, u"bank.reference_check_digits"_s);
        QCOMPARE(checkedQrReference(u"210000000003139471430009016").error().args[u"expected"_s].toString(),
                 u"7 as the last digit"_s);
        QCOMPARE(checkedQrReference(u"21000000000313947143000901").error().id, u"bank.reference_length"_s);
        QCOMPARE(checkedQrReference(u"21000000000313947143000901X").error().id, u"bank.reference_characters"_s);
        QCOMPARE(makeQrReference(QString(27, u'1')).error().id, u"bank.reference_length"_s);
        QCOMPARE(makeQrReference(u"INV7").error().id, u"bank.reference_characters"_s);
    }
};

QTEST_GUILESS_MAIN(TestCreditorReference)
#include "tst_creditor_reference.moc"
