// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/combination.h"
#include "core/payments/number_index.h"
#include "core/payments/payer_index.h"
#include "core/payments/reference_check.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::payments;

namespace {

const QStringList numbers{u"INV-2026-000102"_s, u"INV-2026-000103"_s, u"INV-2026-000104"_s,
                          u"INV-2026-000105"_s, u"CN-2026-000103"_s,  u"LV-2024-000001"_s,
                          u"2026/77"_s,         u"A1B-0042"_s,        u"2026-US-000009"_s};

/// The numbers that are found in \a text, short forms with an apostrophe.
QString found(const QString &text)
{
    NumberIndex index;
    for (qsizetype i = 0; i < numbers.size(); ++i)
        index.add(numbers[i], std::uint32_t(i));
    QStringList parts;
    for (const FoundNumber &one : index.find(text)) {
        QStringList meant;
        for (const std::uint32_t document : one.documents)
            meant += numbers[document];
        meant.sort();
        parts += meant.join(u'|') + (one.isFull ? u""_s : u"'"_s);
    }
    return parts.join(u' ');
}

QString sets(const std::vector<std::vector<size_t>> &found)
{
    QStringList parts;
    for (const auto &set : found) {
        QStringList places;
        for (const size_t place : set)
            places += QString::number(place);
        parts += places.join(u'+');
    }
    return parts.join(u' ');
}

} // namespace

class TestNumberIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnySpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QString one = u"INV-2026-000103"_s;
        QTest::newRow("as printed") << u"INV-2026-000103"_s << one;
        QTest::newRow("small letters in a sentence") << u"payment for inv-2026-000103, thanks"_s << one;
        QTest::newRow("without separators") << u"INV2026000103"_s << one;
        QTest::newRow("with other separators") << u"Inv. 2026/000103"_s << one;
        QTest::newRow("with blanks") << u"INV 2026 000103"_s << one;
        QTest::newRow("broken by a line end") << u"INV-2026-0001 03"_s << one;
        QTest::newRow("without leading zeros") << u"INV-2026-103"_s << one;
        QTest::newRow("digits only: both documents have them")
            << u"2026000103"_s << u"CN-2026-000103|INV-2026-000103"_s;
        QTest::newRow("digits only, one document") << u"Rechnung 2024-000001"_s << u"LV-2024-000001"_s;
        QTest::newRow("letters tell the credit note") << u"cn2026000103"_s << u"CN-2026-000103"_s;
        QTest::newRow("each once") << u"INV-2026-000103 INV-2026-000103"_s << one;
        QTest::newRow("a number of digits and slash") << u"Re 2026/77"_s << u"2026/77"_s;
        QTest::newRow("letters between digits") << u"a1b42"_s << u"A1B-0042"_s;
        QTest::newRow("other letters between digits are another number") << u"2026-DE-000009"_s << QString();
        QTest::newRow("an entity between year and number") << u"2026us000009"_s << u"2026-US-000009"_s;
        QTest::newRow("a date is no number") << u"15.06.2026"_s << QString();
        QTest::newRow("a month is not number 103 without its letters") << u"2026-103"_s << QString();
        QTest::newRow("unknown number") << u"INV-2026-000999"_s << QString();
        QTest::newRow("an IBAN is no number") << u"DE89370400440532013000"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void readsAnySpelling()
    {
        QFETCH(QString, text);
        QTEST(found(text), "expected");
    }

    void readsListsAndRanges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const QString three = u"INV-2026-000103 INV-2026-000104' INV-2026-000105'"_s;
        QTest::newRow("with slashes") << u"INV-2026-000103/104/105"_s << three;
        QTest::newRow("with commas and a word") << u"inv-2026-000103, 104 und 105"_s << three;
        QTest::newRow("with ampersand and plus") << u"INV-2026-000103 & 000104+000105"_s << three;
        QTest::newRow("single digits") << u"INV-2026-000103/4/5"_s << three;
        QTest::newRow("range with a hyphen") << u"INV-2026-000103-105"_s << three;
        QTest::newRow("range with a word") << u"INV-2026-000103 bis 105"_s << three;
        QTest::newRow("full numbers in a list")
            << u"INV-2026-000103/INV-2026-000105"_s << u"INV-2026-000103 INV-2026-000105"_s;
        QTest::newRow("short after digits without separators")
            << u"INV2026000103/104"_s << u"INV-2026-000103 INV-2026-000104'"_s;
        QTest::newRow("other words end the list") << u"INV-2026-000103 vom 104"_s << u"INV-2026-000103"_s;
        QTest::newRow("what does not exist ends the list") << u"INV-2026-000103/999/104"_s << u"INV-2026-000103"_s;
        QTest::newRow("a range with a hole is none") << u"INV-2026-000101-103"_s << QString();
    }
    void readsListsAndRanges()
    {
        QFETCH(QString, text);
        QTEST(found(text), "expected");
    }

    void similarNumbersDifferByOneSlip_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("expected");
        QTest::newRow("letter O for zero") << u"INV-2O26-OOO1O3"_s << 0;
        QTest::newRow("I for one") << u"INV-2026-000I03"_s << 0;
        QTest::newRow("one digit wrong") << u"INV-2026-000703"_s << 1;
        QTest::newRow("one missing") << u"2026-00103"_s << 1;
        QTest::newRow("one too many") << u"2026-0000103"_s << 1;
        QTest::newRow("two wrong") << u"2026-000177"_s << -1;
        QTest::newRow("nothing") << QString() << -1;
    }
    void similarNumbersDifferByOneSlip()
    {
        QFETCH(QString, text);
        QTEST(NumberIndex::slipsIn(text, u"INV-2026-000103"_s).value_or(-1), "expected");
        QVERIFY(!NumberIndex::slipsIn(text, u"A-42"_s));
    }

    void checkDigitsOfReferences()
    {
        QVERIFY(isCreditorReference(u"RF83INV2026000102"_s));
        QVERIFY(isCreditorReference(u"rf83 INV2 0260 0010 2"_s));
        QVERIFY(isCreditorReference(u"RF18539007547034"_s)); // the example of ISO 11649
        QVERIFY(!isCreditorReference(u"RF84INV2026000102"_s));
        QVERIFY(!isCreditorReference(u"RF83INV2026000201"_s));
        QVERIFY(!isCreditorReference(u"RF83"_s));
        QVERIFY(isQrReference(u"21 00000 00003 13947 14300 09017"_s)); // the example of the guidelines
        QVERIFY(!isQrReference(u"210000000003139471430009018"_s));
        QVERIFY(!isQrReference(u"2100000000031394714300"_s));
    }

    void comparesNamesAsBanksWriteThem()
    {
        QCOMPARE(PayerIndex::comparable(u"Müller & Söhne GmbH"_s), u"MULLER SOHNE"_s);
        QCOMPARE(PayerIndex::comparable(u"Dupont S.A."_s), u"DUPONT"_s);
        PayerIndex index;
        const accounts::AccountId muller(QUuid::createUuid()), nordhaven(QUuid::createUuid()),
            other(QUuid::createUuid());
        index.add({muller, {u"Müller & Söhne GmbH"_s}, {u"DE89 3704 0044 0532 0130 00"_s}});
        index.add({nordhaven, {u"Nordhaven Home Furnishings International AG"_s}, {}});
        index.add({other, {u"Muller Sohne Ltd"_s}, {}});
        const auto byName = index.find(u"MULLER SOHNE"_s, {});
        QCOMPARE(byName.accounts.size(), size_t(2)); // two customers of one name are not told apart
        QVERIFY(byName.by == PayerBy::Name);
        const auto byAccount = index.find(u"somebody else"_s, u"DE89370400440532013000"_s);
        QVERIFY(byAccount.by == PayerBy::Account && byAccount.includes(muller));
        QVERIFY(index.find(u"NORDHAVEN HOME FURNISHINGS I"_s, {}).includes(nordhaven));
        QVERIFY(!index.find(u"NORDHAVEN"_s, {}).isKnown()); // too short a beginning
        QVERIFY(!index.find(u"GmbH"_s, {}).isKnown());
    }

    void combinesAmounts_data()
    {
        QTest::addColumn<QString>("amounts");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a pair") << u"100 250 70"_s << 170 << u"0+2"_s;
        QTest::newRow("with a credit note") << u"100 250 -70"_s << 180 << u"1+2"_s;
        QTest::newRow("the first ones come first") << u"50 50 50"_s << 100 << u"0+1 1+2 0+2"_s;
        QTest::newRow("one alone is no combination") << u"100 250"_s << 100 << QString();
        QTest::newRow("none") << u"100 250 70"_s << 171 << QString();
    }
    void combinesAmounts()
    {
        QFETCH(QString, amounts);
        QFETCH(int, wanted);
        QFETCH(QString, expected);
        std::vector<std::int64_t> list;
        for (const QString &amount : amounts.split(u' '))
            list.push_back(amount.toLongLong());
        QStringList got = sets(combinationsOf(list, wanted, 5)).split(u' '), want = expected.split(u' ');
        QCOMPARE(got.front(), want.front());
        got.sort();
        want.sort();
        QCOMPARE(got, want);
    }

    void combinesManyAmountsInTime()
    {
        std::vector<std::int64_t> many;
        for (int i = 0; i < 300; ++i)
            many.push_back(1'000'003 * (i + 1));
        many[299] = 17;
        QCOMPARE(sets(combinationsOf(many, 17 + 1'000'003, 5)), u"0+299"_s);
        std::vector<std::int64_t> equal(22, 80'000); // a subscription of which nothing was paid
        QCOMPARE(combinationsOf(equal, 11 * 80'000, 5).size(), size_t(5));
    }
};
QTEST_APPLESS_MAIN(TestNumberIndex)
#include "tst_number_index.moc"
