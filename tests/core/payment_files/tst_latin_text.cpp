// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/latin_text.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::payment_files;

class TestLatinText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spellsLettersInLatin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("umlauts") << u"Müller & Söhne GmbH"_s << u"Mueller + Soehne GmbH"_s;
        QTest::newRow("decomposed umlaut") << u"Mu\u0308ller"_s << u"Mueller"_s;
        QTest::newRow("accents") << u"Société Générale Çédille"_s << u"Societe Generale Cedille"_s;
        QTest::newRow("Polish") << u"Łódź Żółć"_s << u"Lodz Zolc"_s;
        QTest::newRow("Nordic") << u"Æblegård Ørsted Þór"_s << u"Aeblegard Orsted Thor"_s;
        QTest::newRow("sharp s") << u"Straße"_s << u"Strasse"_s;
        QTest::newRow("signs") << u"\"A\"_[B]; 5 €"_s << u"'A'-(B), 5 EUR"_s;
        QTest::newRow("runs of blanks") << u" A \t B "_s << u"A B"_s;
        QTest::newRow("as it is") << u"/-?:().,'+ aZ09"_s << u"/-?:().,'+ aZ09"_s;
    }
    void spellsLettersInLatin()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(latinText(u"name"_s, text, 70).value(), expected);
    }

    void namesTheCharacterThatHasNoLatinSpelling()
    {
        const auto text = latinText(u"name"_s, u"Abc 日本", 70);
        QCOMPARE(text.error().id, u"payment_files.not_latin"_s);
        QCOMPARE(text.error().args[u"character"_s].toString(), u"日"_s);
        QCOMPARE(text.error().args[u"position"_s].toInt(), 5);
        QCOMPARE(text.error().args[u"field"_s].toString(), u"name"_s);
        QCOMPARE(latinText(u"name"_s, u"Ελλάς", 70).error().id, u"payment_files.not_latin"_s);
        QCOMPARE(latinText(u"name"_s, u"A\u0001", 70).error().id, u"payment_files.not_latin"_s);
    }

    void keepsToTheLength()
    {
        QVERIFY(latinText(u"name"_s, QString(70, u'a'), 70));
        QCOMPARE(latinText(u"name"_s, QString(71, u'a'), 70).error().id, u"payment_files.too_long"_s);
        QCOMPARE(latinText(u"name"_s, QString(36, u'ü'), 70).error().id, u"payment_files.too_long"_s);
        QCOMPARE(latinText(u"name"_s, u" ", 70).error().id, u"payment_files.missing"_s);
    }

    void neverChangesAnIdentifier()
    {
        QCOMPARE(latinIdentifier(u"id"_s, u"INV/7-a", 35).value(), u"INV/7-a"_s);
        QCOMPARE(latinIdentifier(u"id"_s, u"INV_7", 35).error().id, u"payment_files.not_latin"_s);
        QCOMPARE(latinIdentifier(u"id"_s, u"Ü7", 35).error().id, u"payment_files.not_latin"_s);
        for (const QString &text : {u"/INV"_s, u"INV/"_s, u"IN//V"_s})
            QCOMPARE(latinIdentifier(u"id"_s, text, 35).error().id, u"payment_files.slashes"_s);
    }

    void keepsTheSignsOfAscii()
    {
        QCOMPARE(asciiText(u"name"_s, u"Best & Co. #1 Müller", 22).value(), u"Best & Co. #1 Mueller"_s);
        QCOMPARE(asciiText(u"name"_s, u"日", 22).error().id, u"payment_files.not_latin"_s);
        QCOMPARE(asciiText(u"name"_s, u"a\nb", 22).error().id, u"payment_files.not_latin"_s);
    }
};

QTEST_GUILESS_MAIN(TestLatinText)
#include "tst_latin_text.moc"
