// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/inclusive.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::tax;
using namespace accord::testing;

namespace {

/// "20" or several taxes of one line "5+7"; a tax on the taxes before it is written "7*".
std::vector<Component> taxes(const QString &list)
{
    std::vector<Component> result;
    for (const QString &text : list.split(u'+', Qt::SkipEmptyParts)) {
        const bool compound = text.endsWith(u'*');
        result.push_back({u"X%1"_s.arg(result.size()),
                          Category::Standard,
                          decimal(compound ? text.chopped(1) : text),
                          u"VAT"_s,
                          {},
                          {},
                          compound});
    }
    return result;
}

/// "9.99@20 9.99@20"
std::vector<GrossLine> lines(const QString &list)
{
    std::vector<GrossLine> result;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts))
        result.push_back({usd(text.section(u'@', 0, 0)), taxes(text.section(u'@', 1))});
    return result;
}

QString text(const std::vector<Money> &amounts)
{
    QStringList parts;
    for (const Money &amount : amounts)
        parts += amount.toString();
    return parts.join(u' ');
}

} // namespace

class TestInclusive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTaxOutOfAFixedGross_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("nets");
        QTest::addColumn<QString>("groups"); // tax of each
        QTest::addColumn<QString>("total"); // net + tax
        QTest::newRow("100.00 / 1.20 = 83.333…") << u"100.00@20"_s << u"83.33"_s << u"16.67"_s << u"83.33 16.67"_s;
        QTest::newRow("29.97 / 1.20 = 24.975 → 24.98; 24.98 over three equal lines, two cents left over")
            << u"9.99@20 9.99@20 9.99@20"_s << u"8.33 8.33 8.32"_s << u"4.99"_s << u"24.98 4.99"_s;
        QTest::newRow("119.00 / 1.19 = 100 exactly")
            << u"119.00@19"_s << u"100.00"_s << u"19.00"_s << u"100.00 19.00"_s;
        QTest::newRow("two rates are two groups: 11.90 / 1.19 = 10.00 and 10.70 / 1.07 = 10.00")
            << u"11.90@19 10.70@7"_s << u"10.00 10.00"_s << u"0.70 1.90"_s << u"20.00 2.60"_s;
        QTest::newRow("no tax: the gross is the net") << u"50.00@0"_s << u"50.00"_s << u"0.00"_s << u"50.00 0.00"_s;
        QTest::newRow("0.01 / 1.20 = 0.00833… → 0.01, nothing left for tax")
            << u"0.01@20"_s << u"0.01"_s << u"0.00"_s << u"0.01 0.00"_s;
        QTest::newRow("0.03 / 1.20 = 0.025 → 0.03 (half away from zero)")
            << u"0.01@20 0.01@20 0.01@20"_s << u"0.01 0.01 0.01"_s << u"0.00"_s << u"0.03 0.00"_s;
        QTest::newRow("a return mirrors the sale: −29.97 / 1.20 = −24.975 → −24.98")
            << u"-9.99@20 -9.99@20 -9.99@20"_s << u"-8.33 -8.33 -8.32"_s << u"-4.99"_s << u"-24.98 -4.99"_s;
        QTest::newRow("two taxes: 112.00 / 1.12 = 100.00, 12.00 dealt 5 : 7")
            << u"112.00@5+7"_s << u"100.00"_s << u"5.00 7.00"_s << u"100.00 12.00"_s;
        QTest::newRow("a tax on tax: 112.35 / (1 + 0.05 + 1.05 × 0.07) = 100.00")
            << u"112.35@5+7*"_s << u"100.00"_s << u"5.00 7.35"_s << u"100.00 12.35"_s;
        QTest::newRow("100.00 and a return of 40.00: 60 / 1.2 = 50; 83.33 and −33.33")
            << u"100.00@20 -40.00@20"_s << u"83.33 -33.33"_s << u"10.00"_s << u"50.00 10.00"_s;
        QTest::newRow("10.00 / 1.0725 = 9.3240…; 20.00: 18.648… → 18.65 dealt 9.325 each, the first takes the cent")
            << u"10.00@7.25 10.00@7.25"_s << u"9.33 9.32"_s << u"1.35"_s << u"18.65 1.35"_s;
        QTest::newRow("nothing") << QString() << QString() << QString() << u"0.00 0.00"_s;
    }
    void takesTaxOutOfAFixedGross()
    {
        QFETCH(QString, list);
        const auto input = lines(list);
        const auto result = computeInclusiveTax(input, currency(u"USD"_s));
        QVERIFY(result);
        QTEST(text(result->lineNets), "nets");
        std::vector<Money> groupTaxes;
        for (const TaxGroup &group : result->tax.groups)
            groupTaxes.push_back(group.tax);
        QTEST(text(groupTaxes), "groups");
        QTEST(text({result->net, result->tax.total}), "total");
        for (size_t i = 0; i < input.size(); ++i)
            QCOMPARE(*result->lineNets[i].plus(result->tax.perLine[i]), input[i].gross);
        QCOMPARE(*result->net.plus(result->tax.total), result->gross);
    }

    void saysHowItCameAbout()
    {
        pricing::Recorder recorder;
        QVERIFY(computeInclusiveTax(lines(u"9.99@20 9.99@20 9.99@20"_s), currency(u"USD"_s), &recorder));
        const auto derivation = recorder.take();
        QCOMPARE(derivation.front().exact, u"24.975"_s);
        QCOMPARE(derivation.front().rounded, u"24.98 USD"_s);
    }

    void namesWhatDoesNotCompute()
    {
        QCOMPARE(computeInclusiveTax(lines(u"9.99@-100"_s), currency(u"USD"_s)).error().id, u"tax.rate_negative"_s);
        QCOMPARE(computeInclusiveTax(lines(u"9.99@20"_s), currency(u"EUR"_s)).error().id, u"money.currency_mix"_s);
        const Money huge(std::numeric_limits<std::int64_t>::max(), currency(u"USD"_s));
        QCOMPARE(computeInclusiveTax({{huge, taxes(u"20"_s)}, {huge, taxes(u"20"_s)}}, currency(u"USD"_s)).error().id,
                 u"number.overflow"_s);
    }
};
QTEST_APPLESS_MAIN(TestInclusive)
#include "tst_inclusive.moc"
