// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_groups.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::tax;
using namespace accord::testing;

namespace {

Component vat(const QString &percent, const QString &jurisdiction = u"DE"_s, bool compound = false)
{
    return {jurisdiction, Category::Standard, decimal(percent), u"VAT"_s, {}, {}, compound};
}

/// "10.03 10.03@20 -5.00": lines at \a percent unless they say otherwise.
std::vector<TaxableLine> lines(const QString &list, const QString &percent)
{
    std::vector<TaxableLine> result;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = text.split(u'@');
        result.push_back({usd(parts[0]), {vat(parts.size() > 1 ? parts[1] : percent)}});
    }
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

class TestTaxGroups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundsWhereTheRuleSays_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("percent");
        QTest::addColumn<QString>("byGroup");
        QTest::addColumn<QString>("byLine");
        QTest::addColumn<QString>("byInvoice");
        QTest::newRow("3 × 10.03 × 7.25 % = 2.181525; each 0.727175")
            << u"10.03 10.03 10.03"_s << u"7.25"_s << u"0.73 0.73 0.72"_s << u"0.73 0.73 0.73"_s << u"0.73 0.73 0.72"_s;
        QTest::newRow("8.93 × 20 % = 1.786; 1.60 and 0.186")
            << u"8.00 0.93"_s << u"20"_s << u"1.60 0.19"_s << u"1.60 0.19"_s << u"1.60 0.19"_s;
        QTest::newRow("two groups of 0.005 each: 0.01 + 0.01, but 0.01 for the invoice, the earlier group takes it")
            << u"0.05@10 0.10@5"_s << u"0"_s << u"0.01 0.01"_s << u"0.01 0.01"_s << u"0.00 0.01"_s;
        QTest::newRow("a charge and a credit: 20.00 − 8.00 = 12.00, each line keeps its own")
            << u"100.00 -40.00"_s << u"20"_s << u"20.00 -8.00"_s << u"20.00 -8.00"_s << u"20.00 -8.00"_s;
        QTest::newRow("both cancel") << u"10.00 -10.00"_s << u"19"_s << u"1.90 -1.90"_s << u"1.90 -1.90"_s
                                     << u"1.90 -1.90"_s;
        QTest::newRow("credits mirror") << u"-10.03 -10.03 -10.03"_s << u"7.25"_s << u"-0.73 -0.73 -0.72"_s
                                        << u"-0.73 -0.73 -0.73"_s << u"-0.73 -0.73 -0.72"_s;
        QTest::newRow("lines of nothing")
            << u"0.00 0.00"_s << u"19"_s << u"0.00 0.00"_s << u"0.00 0.00"_s << u"0.00 0.00"_s;
        QTest::newRow("a third in cents: 0.01 × 3 × 20 % = 0.006")
            << u"0.01 0.01 0.01"_s << u"20"_s << u"0.01 0.00 0.00"_s << u"0.00 0.00 0.00"_s << u"0.01 0.00 0.00"_s;
    }
    void roundsWhereTheRuleSays()
    {
        QFETCH(QString, list);
        QFETCH(QString, percent);
        const auto taxable = lines(list, percent);
        const auto by
            = [&](Rounding rounding) { return computeTax(taxable, currency(u"USD"_s), nullptr, rounding).value(); };
        QTEST(text(by(Rounding::RateGroup).perLine), "byGroup");
        QTEST(text(by(Rounding::Line).perLine), "byLine");
        QTEST(text(by(Rounding::Invoice).perLine), "byInvoice");
    }

    void leviesATaxOnTheTaxesBeforeIt()
    {
        // 5 % of 100.00 = 5.00; 7 % of 105.00 = 7.35.
        const std::vector<TaxableLine> taxable{{usd(u"100.00"_s), {vat(u"5"_s, u"A"_s), vat(u"7"_s, u"B"_s, true)}}};
        for (const auto rounding : {Rounding::RateGroup, Rounding::Line, Rounding::Invoice}) {
            const auto result = computeTax(taxable, currency(u"USD"_s), nullptr, rounding).value();
            QCOMPARE(result.total, usd(u"12.35"_s));
            QCOMPARE(result.groups[1].taxable, usd(u"105.00"_s));
        }
        // The order on the line counts, not the order of the names.
        const std::vector<TaxableLine> reversed{{usd(u"100.00"_s), {vat(u"5"_s, u"B"_s), vat(u"7"_s, u"A"_s, true)}}};
        QCOMPARE(computeTax(reversed, currency(u"USD"_s))->total, usd(u"12.35"_s));
    }

    void keepsAGroupForWhatIsNotTaxed()
    {
        const Component none{u"FR"_s, Category::ReverseCharge, Decimal(0), u"VAT"_s, u"VATEX-EU-AE"_s, u"Reverse"_s};
        const auto result = computeTax({{usd(u"100.00"_s), {none}}}, currency(u"USD"_s)).value();
        QCOMPARE(result.groups.size(), size_t(1));
        QCOMPARE(result.groups.front().taxable, usd(u"100.00"_s));
        QCOMPARE(result.groups.front().component.reasonCode, u"VATEX-EU-AE"_s);
        QCOMPARE(result.total, usd(u"0.00"_s));
    }

    void saysHowItCameAbout()
    {
        pricing::Recorder recorder;
        QVERIFY(computeTax(lines(u"10.03 10.03 10.03"_s, u"7.25"_s), currency(u"USD"_s), &recorder, Rounding::Line));
        const auto derivation = recorder.take();
        QCOMPARE(derivation.front().exact, u"2.181525"_s);
        QCOMPARE(derivation.front().rounded, u"2.19 USD"_s);
        QVERIFY(derivation.front().rule.contains(u"for each line"_s));
    }

    void namesWhatDoesNotCompute()
    {
        const Money huge(std::numeric_limits<std::int64_t>::max(), currency(u"USD"_s));
        QCOMPARE(computeTax({{huge, {vat(u"1"_s)}}, {huge, {vat(u"1"_s)}}}, currency(u"USD"_s)).error().id,
                 u"number.overflow"_s);
        QCOMPARE(computeTax({{usd(u"1.00"_s), {vat(u"1"_s)}}}, currency(u"EUR"_s)).error().id, u"money.currency_mix"_s);
        QCOMPARE(roundingFromString(u"never"_s).error().id, u"tax.rounding_unknown"_s);
        QVERIFY(roundingFromString(toString(Rounding::Invoice)).value() == Rounding::Invoice);
    }
};
QTEST_APPLESS_MAIN(TestTaxGroups)
#include "tst_tax_groups.moc"
