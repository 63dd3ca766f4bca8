// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/discount.h"

#include "core/pricing/coupon_spread.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::pricing;

namespace {
Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}
Currency currency(const QString &code)
{
    return Currency::fromCode(code).value();
}
Money usd(const QString &major)
{
    return Money::parse(major, currency(u"USD"_s)).value();
}
Reduction percent(const QString &value)
{
    return {u"Percent"_s, false, decimal(value), {}, {}};
}
Reduction fixed(const QString &value, const QString &used = u"0.00"_s)
{
    return {u"Fixed"_s, true, {}, usd(value), usd(used)};
}
} // namespace

class TestDiscount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reducesInOrderFromWhatIsLeft_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<std::vector<Reduction>>("reductions");
        QTest::addColumn<QString>("net");
        using List = std::vector<Reduction>;
        QTest::newRow("10 % of 100.00 = 10.00, then 15.00")
            << u"100.00"_s << List{percent(u"10"_s), fixed(u"15.00"_s)} << u"75.00"_s;
        QTest::newRow("15.00 first, then 10 % of 85.00 = 8.50")
            << u"100.00"_s << List{fixed(u"15.00"_s), percent(u"10"_s)} << u"76.50"_s;
        QTest::newRow("more than 100 % takes everything") << u"100.00"_s << List{percent(u"150"_s)} << u"0.00"_s;
        QTest::newRow("a fixed amount above the rest") << u"0.06"_s << List{fixed(u"0.12"_s)} << u"0.00"_s;
        QTest::newRow("15.00 of which 12.00 are used: 3.00")
            << u"100.00"_s << List{fixed(u"15.00"_s, u"12.00"_s)} << u"97.00"_s;
        QTest::newRow("used up") << u"100.00"_s << List{fixed(u"15.00"_s, u"20.00"_s)} << u"100.00"_s;
        QTest::newRow("a credit mirrors the percentage, not the amount")
            << u"-100.00"_s << List{percent(u"10"_s), fixed(u"15.00"_s)} << u"-90.00"_s;
        QTest::newRow("0.1 % of 1.00 rounds to nothing") << u"1.00"_s << List{percent(u"0.1"_s)} << u"1.00"_s;
    }
    void reducesInOrderFromWhatIsLeft()
    {
        QFETCH(QString, amount);
        QFETCH(std::vector<Reduction>, reductions);
        Recorder recorder;
        const auto reduced = reduce(usd(amount), reductions, &recorder);
        QVERIFY(reduced);
        QTEST(reduced->net.toString(), "net");
        QCOMPARE(*reduced->net.plus(reduced->total), usd(amount));
        QCOMPARE(recorder.take().size(), reductions.size());
    }

    void leavesAnotherCurrencyAlone()
    {
        const Reduction crowns{{}, true, {}, Money(1000, currency(u"NOK"_s)), {}};
        QCOMPARE(reduce(usd(u"1.00"_s), {crowns})->net, usd(u"1.00"_s));
    }

    void refusesWhatWouldAdd()
    {
        QCOMPARE(reduce(usd(u"1.00"_s), {percent(u"-1"_s)}).error().id, u"discount.percent_range"_s);
        QCOMPARE(reduce(usd(u"1.00"_s), {fixed(u"-1.00"_s)}).error().id, u"discount.amount_negative"_s);
    }

    void refusesStepsThatAreNone_data()
    {
        QTest::addColumn<std::vector<DiscountStep>>("steps");
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("step");
        using Steps = std::vector<DiscountStep>;
        QTest::newRow("none at all") << Steps{} << u"discount.steps_empty"_s << 0;
        QTest::newRow("above 100 %") << Steps{{Decimal(1), Decimal(5)}, {Decimal(10), Decimal(101)}}
                                     << u"discount.percent_range"_s << 2;
        QTest::newRow("below 0 %") << Steps{{Decimal(1), Decimal(-5)}} << u"discount.percent_range"_s << 1;
        QTest::newRow("the same beginning twice")
            << Steps{{Decimal(10), Decimal(5)}, {Decimal(10), Decimal(7)}} << u"discount.step_order"_s << 2;
        QTest::newRow("more that costs more")
            << Steps{{Decimal(1), Decimal(5)}, {Decimal(10), Decimal(4)}} << u"discount.step_falling"_s << 2;
    }
    void refusesStepsThatAreNone()
    {
        QFETCH(std::vector<DiscountStep>, steps);
        Discount discount;
        discount.basis = DiscountBasis::Locations;
        discount.steps = steps;
        const auto valid = validate(discount);
        QTEST(valid.error().id, "error");
        QTEST(valid.error().args.value(u"step"_s).toInt(), "step");
    }

    void spreadsCouponsUnrounded()
    {
        const std::vector<CouponLine> lines{{usd(u"100.00"_s), Decimal(10)},
                                            {usd(u"50.00"_s), Decimal(0)},
                                            {usd(u"30.00"_s), Decimal(20)},
                                            {usd(u"20.00"_s), Decimal(20)}};
        const auto spread = spreadCoupons(lines, {{u"Ten"_s, usd(u"10.00"_s), {}}}, currency(u"USD"_s));
        QVERIFY(spread);
        QCOMPARE(spread->shares[1], Exact(decimal(u"2.5"_s)));
        QCOMPARE(spread->tax, usd(u"19.00"_s));
        QCOMPARE(spread->total, usd(u"209.00"_s));
        // 10.00 over 20.00 and 30.00 only: 4 and 6.
        const auto some = spreadCoupons(lines, {{u"Ten"_s, usd(u"10.00"_s), {3, 2}}}, currency(u"USD"_s));
        QCOMPARE(some->shares[0], Exact());
        QCOMPARE(some->shares[2], Exact(6));
        // More than the line: the line.
        const auto all = spreadCoupons(lines, {{u"Big"_s, usd(u"999.00"_s), {3}}}, currency(u"USD"_s));
        QCOMPARE(all->discount, usd(u"20.00"_s));
    }

    void refusesCouponsForNoLine()
    {
        const std::vector<CouponLine> lines{{usd(u"1.00"_s), {}}};
        QCOMPARE(spreadCoupons(lines, {{{}, usd(u"1.00"_s), {1}}}, currency(u"USD"_s)).error().id,
                 u"discount.coupon_line"_s);
        QCOMPARE(spreadCoupons(lines, {{{}, usd(u"1.00"_s), {0, 0}}}, currency(u"USD"_s)).error().id,
                 u"discount.coupon_line"_s);
        QCOMPARE(spreadCoupons(lines, {{{}, usd(u"1.00"_s), {}}}, currency(u"EUR"_s)).error().id,
                 u"money.currency_mix"_s);
        QCOMPARE(spreadCoupons(lines, {{{}, usd(u"-1.00"_s), {}}}, currency(u"USD"_s)).error().id,
                 u"discount.amount_negative"_s);
        QCOMPARE(spreadCoupons({{usd(u"-1.00"_s), {}}}, {}, currency(u"USD"_s)).error().id,
                 u"discount.amount_negative"_s);
    }
    void leavesLinesOfNothingAlone()
    {
        const std::vector<CouponLine> lines{{usd(u"0.00"_s), Decimal(10)}};
        Recorder recorder;
        const auto spread = spreadCoupons(lines, {{u"Ten"_s, usd(u"10.00"_s), {}}}, currency(u"USD"_s), &recorder);
        QCOMPARE(spread->discount, usd(u"0.00"_s));
        QCOMPARE(spread->total, usd(u"0.00"_s));
        QVERIFY(recorder.take().empty());
        const auto none = spreadCoupons({}, {{u"Ten"_s, usd(u"10.00"_s), {}}}, currency(u"USD"_s));
        QCOMPARE(none->total, usd(u"0.00"_s));
    }
    void namesWhatACouponTook()
    {
        const std::vector<CouponLine> lines{{usd(u"5.00"_s), Decimal(0)}};
        Recorder recorder;
        QVERIFY(spreadCoupons(lines, {{u"Ten"_s, usd(u"2.00"_s), {}}}, currency(u"USD"_s), &recorder));
        QCOMPARE(recorder.take().front().label, u"Coupon Ten"_s);
    }
};
QTEST_APPLESS_MAIN(TestDiscount)
#include "tst_discount.moc"
