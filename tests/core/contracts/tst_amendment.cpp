// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/contracts.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/price_terms.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;
using namespace accord::testing;

namespace {

Contract threeYears(PriceItem item)
{
    return contract(u"2026-01-01"_s, u"2029-01-01"_s, {std::move(item)});
}

/// "2026-01-01 100 x1 0%, ..." over the service of the first item.
QString pricesOf(const Contract &contract)
{
    QStringList parts;
    const auto table = priceTable(contract, contract.items.front());
    for (const PriceInterval &interval : table.value())
        parts << u"%1 %2 x%3 %4%"_s.arg(
            interval.period.start.toString(Qt::ISODate), pricing::unitPriceOf(interval.terms.model)->toShortString(),
            interval.terms.quantity.toShortString(), interval.terms.discountPercent.toShortString());
    return parts.join(u", "_s);
}

Amendment change(const QString &from, AmendmentChange what)
{
    return {day(from), u"agreed"_s, {std::move(what)}};
}

QString errorOf(const Result<Contract> &result)
{
    return result ? QString() : result.error().id;
}

} // namespace

class TestAmendment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changesAPriceFromTheDayAndNothingBefore()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        const auto after
            = amended(before, change(u"2026-07-01"_s, NewPrice{u"plan"_s, pricing::PerUnit{decimal(u"120.00"_s)}}));
        QVERIFY(after);
        QCOMPARE(pricesOf(*after), u"2026-01-01 100 x1 0%, 2026-07-01 120 x1 0%"_s);
        QCOMPARE(after->version, 2);
        QCOMPARE(after->effectiveFrom, day(u"2026-07-01"_s));
        QCOMPARE(after->changeReason, u"agreed"_s);
        QVERIFY(after->items.front().model == before.items.front().model);
    }
    void letsANewPriceRiseByTheRisesThatAreLeft()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.escalation = Escalation{};
        item.escalation->percent = decimal(u"10"_s);
        const Contract before = threeYears(item);
        QCOMPARE(pricesOf(before), u"2026-01-01 100 x1 0%, 2027-01-01 110 x1 0%, 2028-01-01 121 x1 0%"_s);
        const auto after
            = amended(before, change(u"2027-07-01"_s, NewPrice{u"plan"_s, pricing::PerUnit{decimal(u"200.00"_s)}}));
        QCOMPARE(pricesOf(*after),
                 u"2026-01-01 100 x1 0%, 2027-01-01 110 x1 0%, 2027-07-01 200 x1 0%, 2028-01-01 220 x1 0%"_s);
        QVERIFY(!after->items.front().escalation);
    }
    void countsAnIndexFromTheOneInForceOnTheDay()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.escalation = Escalation{};
        item.escalation->kind = pricing::EscalationKind::IndexFromBase;
        item.escalation->baseIndex = decimal(u"100"_s);
        item.escalation->indices
            = {{day(u"2027-01-01"_s), decimal(u"110"_s)}, {day(u"2028-01-01"_s), decimal(u"121"_s)}};
        const auto after = amended(
            threeYears(item), change(u"2027-07-01"_s, NewPrice{u"plan"_s, pricing::PerUnit{decimal(u"200.00"_s)}}));
        // 121 over 110 is a rise of 10 %, not of 21 %.
        QCOMPARE(pricesOf(*after),
                 u"2026-01-01 100 x1 0%, 2027-01-01 110 x1 0%, 2027-07-01 200 x1 0%, 2028-01-01 220 x1 0%"_s);
    }
    void replacesLaterStepsOfTheSamePartOnly()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.ramp = {{day(u"2027-01-01"_s), pricing::PerUnit{decimal(u"90"_s)}, decimal(u"5"_s), {}}};
        const auto after = amended(threeYears(item), change(u"2026-07-01"_s, NewQuantity{u"plan"_s, decimal(u"3"_s)}));
        QCOMPARE(pricesOf(*after), u"2026-01-01 100 x1 0%, 2026-07-01 100 x3 0%, 2027-01-01 90 x3 0%"_s);
        const auto discounted = amended(*after, change(u"2027-01-01"_s, NewDiscount{{}, decimal(u"10"_s)}));
        QCOMPARE(pricesOf(*discounted), u"2026-01-01 100 x1 0%, 2026-07-01 100 x3 0%, 2027-01-01 90 x3 10%"_s);
        QCOMPARE(discounted->version, 3);
    }
    void addsADiscountFromTheDay()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        pricing::Discount discount;
        discount.name = u"Offer"_s;
        discount.percent = decimal(u"10"_s);
        discount.end = day(u"2026-10-01"_s);
        const auto after = amended(before, change(u"2026-07-01"_s, AddedDiscount{discount}));
        QCOMPARE(after->discounts.back().start, day(u"2026-07-01"_s));
        QCOMPARE(after->discounts.back().end, day(u"2026-10-01"_s));
        discount.start = day(u"2026-06-30"_s);
        QCOMPARE(errorOf(amended(before, change(u"2026-07-01"_s, AddedDiscount{discount}))),
                 u"contracts.amend_discount"_s);
        discount.start = discount.end;
        QCOMPARE(errorOf(amended(before, change(u"2026-07-01"_s, AddedDiscount{discount}))), u"discount.dates"_s);
    }
    void addsAndRemovesItemsFromTheDay()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        const auto added = amended(before, change(u"2026-07-01"_s, AddedItem{recurring(u"seats"_s, u"5.00"_s)}));
        QCOMPARE(added->items[1].start, day(u"2026-07-01"_s));
        QCOMPARE(errorOf(amended(*added, change(u"2026-08-01"_s, AddedItem{recurring(u"seats"_s, u"6.00"_s)}))),
                 u"contracts.item_key_twice"_s);
        const auto removed = amended(*added, change(u"2026-09-01"_s, RemovedItem{u"seats"_s}));
        QCOMPARE(removed->serviceOf(removed->items[1]), (Period{day(u"2026-07-01"_s), day(u"2026-09-01"_s)}));
        QCOMPARE(removed->serviceOf(removed->items[0]), before.term);
    }
    void pausesCancelsAndRenews()
    {
        PriceItem quarterly = recurring(u"plan"_s, u"100.00"_s);
        quarterly.billingMonths = 3;
        const Contract before = threeYears(quarterly);
        const Period pause{day(u"2026-03-01"_s), day(u"2026-04-01"_s)};
        const auto paused = amended(before, change(u"2026-02-01"_s, Pause{pause}));
        QCOMPARE(paused->terms.pauses, std::vector<Period>{pause});
        QCOMPARE(amended(before, change(u"2026-02-15"_s, Cancellation{}))->term.end, day(u"2026-02-15"_s));
        QCOMPARE(amended(before, change(u"2026-02-15"_s, Cancellation{true}))->term.end, day(u"2026-04-01"_s));
        QCOMPARE(amended(before, change(u"2028-06-01"_s, Renewal{day(u"2031-01-01"_s)}))->term.end,
                 day(u"2031-01-01"_s));
    }
    void isInForceAgainAfterItsEnd()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        const auto ended = amended(before, change(u"2026-03-12"_s, Cancellation{}));
        const auto again = amended(*ended, change(u"2026-03-20"_s, Reactivation{day(u"2027-01-01"_s)}));
        QCOMPARE(again->term, (Period{day(u"2026-01-01"_s), day(u"2027-01-01"_s)}));
        const Period gap{day(u"2026-03-12"_s), day(u"2026-03-20"_s)};
        QCOMPARE(again->terms.gaps, std::vector<Period>{gap});
        QVERIFY(again->isInGap(day(u"2026-03-12"_s)) && again->isInGap(day(u"2026-03-19"_s)));
        QVERIFY(!again->isInGap(day(u"2026-03-11"_s)) && !again->isInGap(day(u"2026-03-20"_s)));
        QCOMPARE(contracts::contractFromJson(contracts::toJson(*again))->terms.gaps, again->terms.gaps);
        // Without a day between, and before an end that is still to come, there is no gap.
        QVERIFY(amended(*ended, change(u"2026-03-12"_s, Reactivation{day(u"2027-01-01"_s)}))->terms.gaps.empty());
        QVERIFY(amended(*ended, change(u"2026-03-01"_s, Reactivation{day(u"2027-01-01"_s)}))->terms.gaps.empty());
        QCOMPARE(errorOf(amended(*ended, change(u"2026-03-20"_s, Reactivation{day(u"2026-03-20"_s)}))),
                 u"contracts.amend_reactivation"_s);
        QCOMPARE(errorOf(amended(*ended, change(u"2026-03-01"_s, Reactivation{day(u"2026-03-12"_s)}))),
                 u"contracts.amend_reactivation"_s);
        // A new price from the same day, whichever stands first.
        Amendment both{day(u"2026-03-20"_s),
                       u"back"_s,
                       {NewQuantity{u"plan"_s, decimal(u"2"_s)}, Reactivation{day(u"2027-01-01"_s)}}};
        QCOMPARE(amended(*ended, both)->items[0].ramp.back().from, day(u"2026-03-20"_s));
        // Nothing recurs on the days between.
        QVERIFY(contracts::annualRecurringRevenue(*again, 0, day(u"2026-03-15"_s))->isZero());
        QVERIFY(!contracts::annualRecurringRevenue(*again, 0, day(u"2026-03-20"_s))->isZero());
    }
    void servesALocationFromTheDayAndClosesIt()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        accounts::Location berlin;
        berlin.code = u"BER"_s;
        berlin.activeFrom = day(u"2020-01-01"_s);
        const Period june{day(u"2026-06-01"_s), day(u"2026-07-01"_s)};
        QCOMPARE(before.locations.servedWithin(berlin, june), std::vector<Period>{june});
        const auto added = amended(before, change(u"2026-06-10"_s, AddedLocation{u"BER"_s}));
        const Period rest{day(u"2026-06-10"_s), june.end};
        QCOMPARE(added->locations.servedWithin(berlin, june), std::vector<Period>{rest});
        QCOMPARE(errorOf(amended(*added, change(u"2026-06-20"_s, AddedLocation{u"BER"_s}))),
                 u"contracts.location_served"_s);
        QCOMPARE(errorOf(amended(*added, change(u"2026-06-05"_s, AddedLocation{u"BER"_s}))),
                 u"contracts.location_later"_s);
        QCOMPARE(errorOf(amended(*added, change(u"2026-06-10"_s, ClosedLocation{u"BER"_s}))),
                 u"contracts.location_not_served"_s);
        const auto closed = amended(*added, change(u"2026-06-15"_s, ClosedLocation{u"BER"_s}));
        const auto again = amended(*closed, change(u"2026-06-21"_s, AddedLocation{u"BER"_s}));
        const std::vector<Period> both{{day(u"2026-06-10"_s), day(u"2026-06-15"_s)}, {day(u"2026-06-21"_s), june.end}};
        QCOMPARE(again->locations.servedWithin(berlin, june), both);
        QCOMPARE(contractFromJson(toJson(*again))->locations, again->locations);
        // Of a location that nothing was said about the days before stay served.
        const auto ended = amended(before, change(u"2026-06-15"_s, ClosedLocation{u"BER"_s}));
        QVERIFY(ended->locations.serves(berlin, day(u"2026-06-14"_s)));
        QVERIFY(!ended->locations.serves(berlin, day(u"2026-06-15"_s)));
        QVERIFY(!ended->locations.serves(berlin, day(u"2028-06-15"_s)));
    }
    void doesNotServeALocationThatIsNotActive()
    {
        LocationTerms terms;
        accounts::Location berlin;
        berlin.code = u"BER"_s;
        berlin.activeFrom = day(u"2026-06-12"_s);
        QVERIFY(terms.add(u"BER"_s, day(u"2026-06-05"_s)).has_value());
        QVERIFY(!terms.serves(berlin, day(u"2026-06-11"_s)));
        QVERIFY(terms.serves(berlin, day(u"2026-06-12"_s)));
        terms.onlyListed = true;
        berlin.code = u"MUC"_s;
        QVERIFY(!terms.serves(berlin, day(u"2026-06-12"_s)));
    }
    void refusesServicesThatOverlap()
    {
        QJsonObject object = toJson(threeYears(recurring(u"plan"_s, u"100.00"_s)));
        const auto withServices = [&](const QJsonObject &second) {
            object.insert(u"location_services"_s,
                          QJsonArray{QJsonObject{{u"location"_s, u"BER"_s}, {u"end"_s, u"2026-06-10"_s}}, second});
            const auto read = contractFromJson(object);
            return read ? QString() : read.error().id;
        };
        QCOMPARE(withServices({{u"location"_s, u"BER"_s}, {u"start"_s, u"2026-06-10"_s}}), QString());
        QCOMPARE(withServices({{u"location"_s, u"BER"_s}, {u"start"_s, u"2026-06-09"_s}}),
                 u"contracts.location_services_overlap"_s);
        QCOMPARE(withServices({{u"location"_s, u"MUC"_s}, {u"start"_s, u"2026-06-09"_s}}), QString());
    }
    void blendsThePriceOfAnEarlyRenewal()
    {
        // 184 days at 100.00 are left of 2026, 730 at 88.00 are new: (18,400 + 64,240) / 914 = 90.415… → 90.42.
        const Contract before = contract(u"2026-01-01"_s, u"2027-01-01"_s, {recurring(u"plan"_s, u"100.00"_s)});
        const BlendedRenewal renewal{u"plan"_s, decimal(u"88.00"_s), day(u"2028-12-31"_s)};
        const auto after = amended(before, change(u"2026-07-01"_s, renewal));
        QVERIFY(after);
        QCOMPARE(after->term.end, day(u"2028-12-31"_s));
        QCOMPARE(pricesOf(*after), u"2026-01-01 100 x1 0%, 2026-07-01 90.42 x1 0%"_s);
        // A price that rises before the end of the term counts by its days: 92 at 100.00, 92 at 110.00, and 730 at
        // 88.00: (9,200 + 10,120 + 64,240) / 914 = 91.422… → 91.42.
        Contract rising = before;
        rising.items.front().ramp = {{day(u"2026-10-01"_s), pricing::PerUnit{decimal(u"110.00"_s)}, {}, {}}};
        QCOMPARE(pricesOf(*amended(rising, change(u"2026-07-01"_s, renewal))),
                 u"2026-01-01 100 x1 0%, 2026-07-01 91.42 x1 0%"_s);
        QCOMPARE(errorOf(amended(before, change(u"2026-07-01"_s,
                                                BlendedRenewal{u"plan"_s, decimal(u"88"_s), day(u"2027-01-01"_s)}))),
                 u"contracts.amend_renewal"_s);
        Contract flat = before;
        flat.items.front().model = pricing::Flat{decimal(u"100.00"_s)};
        QCOMPARE(errorOf(amended(flat, change(u"2026-07-01"_s, renewal))), u"contracts.amend_blend"_s);
    }
    void refusesWhatCannotBeAgreed_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("error");
        QTest::newRow("before the term") << u"2025-12-31"_s << 0 << u"contracts.amend_day"_s;
        QTest::newRow("after the term") << u"2029-01-01"_s << 0 << u"contracts.amend_day"_s;
        QTest::newRow("unknown item") << u"2026-07-01"_s << 0 << u"contracts.amend_item"_s;
        QTest::newRow("pause before the day") << u"2026-07-01"_s << 1 << u"contracts.amend_pause"_s;
        QTest::newRow("nothing left") << u"2026-01-01"_s << 2 << u"contracts.amend_cancel"_s;
        QTest::newRow("renewal backwards") << u"2026-07-01"_s << 3 << u"contracts.amend_renewal"_s;
        QTest::newRow("110 % off") << u"2026-07-01"_s << 4 << u"discount.percent_range"_s;
        QTest::newRow("negative quantity") << u"2026-07-01"_s << 5 << u"contracts.negative"_s;
    }
    void refusesWhatCannotBeAgreed()
    {
        QFETCH(QString, from);
        QFETCH(int, which);
        QFETCH(QString, error);
        const AmendmentChange changes[]{NewQuantity{u"gone"_s, decimal(u"1"_s)},
                                        Pause{{day(u"2026-06-30"_s), day(u"2026-08-01"_s)}},
                                        Cancellation{},
                                        Renewal{day(u"2029-01-01"_s)},
                                        NewDiscount{{}, decimal(u"110"_s)},
                                        NewQuantity{u"plan"_s, decimal(u"-1"_s)}};
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        QCOMPARE(errorOf(amended(before, change(from, changes[which]))), error);
    }
    void needsAReasonAndAChange()
    {
        const Contract before = threeYears(recurring(u"plan"_s, u"100.00"_s));
        QCOMPARE(errorOf(amended(before, {day(u"2026-07-01"_s), u" "_s, {Cancellation{}}})),
                 u"contracts.amend_reason"_s);
        QCOMPARE(errorOf(amended(before, {day(u"2026-07-01"_s), u"x"_s, {}})), u"contracts.amend_nothing"_s);
    }
};

QTEST_GUILESS_MAIN(TestAmendment)
#include "tst_amendment.moc"
