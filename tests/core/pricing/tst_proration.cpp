// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of periods, what is given back of them, prices over a change, and amounts beyond what there is room for.
#include "core/pricing/commitment.h"
#include "core/pricing/escalator.h"
#include "core/pricing/proration.h"

#include <QtTest/QTest>

#include <limits>
#include <utility>

using namespace accord;
using namespace accord::pricing;

namespace {

Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}
const Currency &dollar()
{
    static const Currency usd = Currency::fromCode(u"USD"_s).value();
    return usd;
}
Money usd(const QString &major)
{
    return Money::parse(major, dollar()).value();
}
Period days(const char *start, const char *end)
{
    return {QDate::fromString(QLatin1String(start), Qt::ISODate), QDate::fromString(QLatin1String(end), Qt::ISODate)};
}
const Exact tooMuch = Exact(std::numeric_limits<std::int64_t>::max()); // dollars, which in cents have no room

} // namespace

class TestProration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAPart_data()
    {
        QTest::addColumn<Period>("served");
        QTest::addColumn<Period>("full");
        QTest::addColumn<ProrationBasis>("basis");
        QTest::addColumn<Exact>("part");
        const Period june = days("2024-06-01", "2024-07-01");
        QTest::newRow("10 of 30 days") << days("2024-06-21", "2024-07-01") << june << ProrationBasis::Days
                                       << Exact::ratio(1, 3);
        QTest::newRow("what lies outside does not count")
            << days("2024-05-01", "2024-06-16") << june << ProrationBasis::Days << Exact::ratio(1, 2);
        QTest::newRow("nothing in common")
            << days("2024-07-01", "2024-08-01") << june << ProrationBasis::Days << Exact();
        QTest::newRow("begun is whole") << days("2024-06-30", "2024-07-01") << june << ProrationBasis::None << Exact(1);
        QTest::newRow("one day of 23 hours of a March of 743")
            << days("2024-03-31", "2024-04-01") << days("2024-03-01", "2024-04-01") << ProrationBasis::Seconds
            << Exact::ratio(23, 743);
        // 2023-12-23 to 2024-01-15: 23 days, less the 31st of December.
        QTest::newRow("30-day months over a new year")
            << days("2023-12-23", "2024-01-15") << days("2023-12-23", "2024-01-23") << ProrationBasis::FixedMonth30
            << Exact::ratio(22, 30);
        // The same months of two years, without the days that the first has above 30.
        QTest::newRow("30-day months never come to more than all")
            << days("2023-06-15", "2024-06-14") << days("2023-06-15", "2024-06-14") << ProrationBasis::FixedMonth30
            << Exact(1);
        QTest::newRow("a quarter of 30-day months: one and a half of three")
            << days("2024-01-01", "2024-02-16") << days("2024-01-01", "2024-04-01") << ProrationBasis::FixedMonth30
            << Exact::ratio(1, 2);
    }
    void measuresAPart()
    {
        QFETCH(Period, served);
        QFETCH(Period, full);
        QFETCH(ProrationBasis, basis);
        QFETCH(Exact, part);
        const Exact measured = prorationFraction(served, full, basis, "Europe/Berlin");
        QVERIFY2(measured == part, qPrintable(measured.toString()));
    }
    void namesEachBasisInBothDirections()
    {
        for (const QString &name : {u"days"_s, u"none"_s, u"seconds"_s, u"fixed_month_30"_s})
            QCOMPARE(toString(prorationBasisFromString(name).value()), name);
        QCOMPARE(prorationBasisFromString(u"hours"_s).error().id, u"pricing.proration_unknown"_s);
        for (const QString &name : {u"percent"_s, u"index_from_base"_s, u"index_from_prior"_s, u"index_plus_percent"_s})
            QCOMPARE(toString(escalationKindFromString(name).value()), name);
        QCOMPARE(escalationKindFromString(u"whim"_s).error().id, u"pricing.escalation_unknown"_s);
    }

    void givesBackNoMoreThanIsLeft()
    {
        const auto given = [](const QString &billed, const Exact &notServed, const QString &earlier) {
            const auto credit = unusedCredit(usd(billed), notServed, usd(earlier)).value();
            return credit.credit.toString() + u" "_s + credit.kept.toString();
        };
        QCOMPARE(given(u"10.00"_s, Exact::ratio(1, 3), u"0.00"_s), u"-3.33 6.67"_s);
        QCOMPARE(given(u"10.00"_s, Exact::ratio(1, 3), u"8.00"_s), u"-2.00 8.00"_s);
        QCOMPARE(given(u"10.00"_s, Exact::ratio(1, 3), u"12.00"_s), u"0.00 10.00"_s);
        QCOMPARE(unusedCredit(usd(u"10.00"_s), tooMuch, usd(u"0.00"_s)).error().id, u"number.overflow"_s);
    }
    void creditsWhatWasPaidAtMost()
    {
        QCOMPARE(cappedCredit(usd(u"5.00"_s), usd(u"10.00"_s), usd(u"0.00"_s)).value(), usd(u"5.00"_s));
        QCOMPARE(cappedCredit(usd(u"15.00"_s), usd(u"10.00"_s), usd(u"0.00"_s)).value(), usd(u"10.00"_s));
        QCOMPARE(cappedCredit(usd(u"5.00"_s), usd(u"10.00"_s), usd(u"8.00"_s)).value(), usd(u"2.00"_s));
        QCOMPARE(cappedCredit(usd(u"5.00"_s), usd(u"10.00"_s), usd(u"11.00"_s)).value(), usd(u"0.00"_s));
    }
    void changesPricesByThemselves()
    {
        // 20 of 30 days are left: 10.00 comes back as 6.67, 25.00 is charged as 16.67; the setup is not prorated.
        const auto change
            = changePrices({{Exact(10), Exact(1), false}}, {{Exact(25), Exact(1), false}, {Exact(7), Exact(2), true}},
                           Exact::ratio(20, 30), dollar())
                  .value();
        QCOMPARE(change.credits, std::vector<Money>{usd(u"-6.67"_s)});
        QCOMPARE(change.charges, (std::vector<Money>{usd(u"16.67"_s), usd(u"14.00"_s)}));
        QCOMPARE(change.net, usd(u"24.00"_s));
        QCOMPARE(changePrices({{tooMuch}}, {}, Exact(1), dollar()).error().id, u"number.overflow"_s);
        QCOMPARE(changePrices({}, {{tooMuch}}, Exact(1), dollar()).error().id, u"number.overflow"_s);
    }
    void dealsAPriceOutWithoutAResidue()
    {
        const std::vector<Exact> thirds(3, Exact::ratio(1, 3));
        QCOMPARE(cumulativeParts(Exact(10), thirds, dollar()).value(),
                 (std::vector<Money>{usd(u"3.33"_s), usd(u"3.34"_s), usd(u"3.33"_s)}));
        QCOMPARE(cumulativeParts(tooMuch, thirds, dollar()).error().id, u"number.overflow"_s);
        QCOMPARE(prorated(tooMuch, Exact(1), dollar()).error().id, u"number.overflow"_s);
    }

    void asksForWhatIsMissingToACommitment()
    {
        const std::vector<Money> billed{usd(u"30.00"_s), usd(u"12.50"_s)};
        QCOMPARE(trueUp(Exact(100), Exact::ratio(1, 2), billed, dollar()).value().amount, usd(u"7.50"_s));
        QCOMPARE(trueUp(Exact(80), Exact::ratio(1, 2), billed, dollar()).value().amount, usd(u"0.00"_s));
        // 100.00 / 3 is 33.33 when it is rounded first, 33.333… when not: of 33.33 billed nothing is asked either way.
        const std::vector<Money> third{usd(u"33.32"_s)};
        QVERIFY(trueUp(Exact(100), Exact::ratio(1, 3), third, dollar()).value().missing == Exact::ratio(1, 100));
        QVERIFY(trueUp(Exact(100), Exact::ratio(1, 3), third, dollar(), true).value().missing == Exact::ratio(4, 300));
        QCOMPARE(trueUp(tooMuch, Exact(1), {}, dollar()).error().id, u"number.overflow"_s);
        const Money euro(1, Currency::fromCode(u"EUR"_s).value());
        QCOMPARE(trueUp(Exact(1), Exact(1), {euro}, dollar()).error().id, u"money.currency_mix"_s);
    }

    void refusesRisesThatCannotBeTold()
    {
        EscalationStep step;
        step.kind = EscalationKind::IndexFromPrior;
        step.index = decimal(u"105"_s);
        step.priorIndex = decimal(u"100"_s);
        QCOMPARE(escalatedPrices(decimal(u"10.00"_s), {step}, 2, true).value().front(), decimal(u"10.50"_s));
        for (Decimal *index : {&step.index, &step.priorIndex}) {
            const Decimal was = std::exchange(*index, Decimal(0));
            const auto prices = escalatedPrices(decimal(u"10.00"_s), {{}, step}, 2, true);
            QCOMPARE(prices.error().id, u"pricing.index_not_positive"_s);
            QCOMPARE(prices.error().args.value(u"step"_s).toInt(), 2);
            const auto tiers = Tiers::make({{std::nullopt, decimal(u"1.00"_s), {}, {}}}).value();
            QCOMPARE(escalated(Graduated{tiers}, {step}).error().id, u"pricing.index_not_positive"_s);
            *index = was;
        }
        QCOMPARE(std::get<PerUnit>(escalated(PerUnit{decimal(u"1.00"_s)}, {}).value()).unitPrice, decimal(u"1.00"_s));
    }
    void blendsPricesByTheirDays()
    {
        QCOMPARE(blendedPrice(decimal(u"10.00"_s), decimal(u"13.00"_s), 10, 20, 2).value(), decimal(u"12.00"_s));
        QCOMPARE(blendedPrice(decimal(u"1"_s), decimal(u"2"_s), 0, 0, 2).error().id, u"pricing.days_empty"_s);
        const auto negative = blendedPrice({{decimal(u"1"_s), 10}, {decimal(u"2"_s), -3}}, 2);
        QCOMPARE(negative.error().id, u"pricing.days_empty"_s);
        QCOMPARE(negative.error().args.value(u"days"_s).toInt(), -3);
    }
};

QTEST_GUILESS_MAIN(TestProration)
#include "tst_proration.moc"
