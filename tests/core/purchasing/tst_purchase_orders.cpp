// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/burn_down.h"
#include "core/purchasing/order_balance.h"
#include "core/purchasing/order_split.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::purchasing;
using namespace accord::testing;

namespace {

const QDate asOf(2026, 6, 30);

PurchaseOrder order(const QString &number, const QString &amount, const QDate &expiresOn = {},
                    OrderScope scope = OrderScope::Blanket, const QStringList &keys = {})
{
    return {{}, {}, number, scope, keys, usd(amount), {}, expiresOn};
}

QString flags(const Result<OrderBalance> &balance)
{
    if (!balance)
        return balance.error().id;
    QStringList names;
    for (const OrderFlag flag : balance->flags)
        names += toString(flag);
    return names.join(u' ');
}

QString text(const Result<OrderSplit> &split, const std::vector<AvailableOrder> &orders)
{
    if (!split)
        return split.error().id;
    QStringList parts;
    for (const OrderShare &share : split->shares)
        parts += u"%1:%2:%3"_s.arg(share.line).arg(orders[share.order].order.number, share.amount.toString());
    for (const Uncovered &left : split->uncovered)
        parts += u"%1:%2:%3"_s.arg(left.line).arg(left.reason.section(u'.', 1), left.amount.toString());
    return parts.join(u' ');
}

/// "day remaining projected", a line for each point.
QString text(const Result<std::vector<BurnPoint>> &points)
{
    if (!points)
        return points.error().id;
    QStringList lines;
    for (const BurnPoint &point : *points)
        lines += u"%1 %2 %3"_s.arg(point.day.toString(Qt::ISODate),
                                   point.remaining ? point.remaining->toString() : u"-"_s,
                                   point.projected ? point.projected->toString() : u"-"_s);
    return lines.join(u'\n');
}

AvailableOrder available(const PurchaseOrder &order)
{
    return {order, order.amount};
}

} // namespace

class TestPurchaseOrders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void flagsAtEveryEdge_data()
    {
        QTest::addColumn<QString>("consumed");
        QTest::addColumn<int>("expiresIn");
        QTest::addColumn<QString>("expected");
        // The use lies before the last 90 days, so that only the level and the expiry speak.
        QTest::newRow("79.99 %") << u"79.99"_s << 400 << QString();
        QTest::newRow("80 %") << u"80.00"_s << 400 << u"warning"_s;
        QTest::newRow("100 %") << u"100.00"_s << 400 << u"warning"_s;
        QTest::newRow("a cent more") << u"100.01"_s << 400 << u"exceeded"_s;
        QTest::newRow("61 days") << u"1.00"_s << 61 << QString();
        QTest::newRow("60 days") << u"1.00"_s << 60 << u"expiring"_s;
        QTest::newRow("the last day") << u"1.00"_s << 0 << u"expiring"_s;
        QTest::newRow("the day after") << u"1.00"_s << -1 << u"expired"_s;
    }
    void flagsAtEveryEdge()
    {
        QFETCH(QString, consumed);
        QFETCH(int, expiresIn);
        const auto one = order(u"PO-1"_s, u"100.00"_s, asOf.addDays(expiresIn));
        QTEST(flags(balanceOf(one, {{asOf.addDays(-90), usd(consumed)}}, usd(u"0.00"_s), asOf)), "expected");
    }

    void tellsWhatOnlyDraftsExceed()
    {
        const auto one = order(u"PO-1"_s, u"100.00"_s, asOf.addDays(400));
        const auto exceededBy = [&](const QString &issued, const QString &drafted) {
            const std::vector<OrderEntry> entries{{asOf.addDays(-90), usd(issued)}};
            return balanceOf(one, entries, usd(drafted), asOf).value().isExceededByDrafts();
        };
        QVERIFY(!exceededBy(u"60.00"_s, u"40.00"_s)); // to the cent
        QVERIFY(exceededBy(u"60.00"_s, u"40.01"_s));
        QVERIFY(exceededBy(u"100.00"_s, u"0.01"_s));
        QVERIFY(!exceededBy(u"100.01"_s, u"0.01"_s)); // the invoices do already
    }

    void burnCountsNinetyDaysWithToday()
    {
        const auto one = order(u"PO-1"_s, u"100.00"_s, asOf.addDays(300));
        const auto burn = [&](int daysAgo) {
            return balanceOf(one, {{asOf.addDays(-daysAgo), usd(u"9.00"_s)}}, usd(u"0.00"_s), asOf)
                .value()
                .burnPerDay.toString();
        };
        QCOMPARE(burn(0), u"10"_s); // 900 / 90
        QCOMPARE(burn(89), u"10"_s);
        QCOMPARE(burn(90), u"0"_s);
        QCOMPARE(burn(-1), u"0"_s); // tomorrow's
    }

    void runsOutOnTheDayThatTheRunwayEnds()
    {
        // 91.00 left at 0.10 a day: 910 days
        const auto one = order(u"PO-1"_s, u"100.00"_s, asOf.addDays(910));
        const std::vector<OrderEntry> entries{{asOf, usd(u"9.00"_s)}};
        auto balance = balanceOf(one, entries, usd(u"11.00"_s), asOf).value();
        QCOMPARE(balance.exhaustsOn, asOf.addDays(910));
        QCOMPARE(balance.available, usd(u"80.00"_s));
        QCOMPARE(balance.remaining, usd(u"91.00"_s));
        QVERIFY(!balance.has(OrderFlag::ExhaustsBeforeExpiry)); // on the day itself is not before it
        const auto longer = order(u"PO-1"_s, u"100.00"_s, asOf.addDays(911));
        QVERIFY(balanceOf(longer, entries, usd(u"0.00"_s), asOf)->has(OrderFlag::ExhaustsBeforeExpiry));
        const auto huge = order(u"PO-1"_s, u"90000000000.00"_s);
        QVERIFY(balanceOf(huge, entries, usd(u"0.00"_s), asOf)->exhaustsOn.isNull());
        const auto credited = balanceOf(one, {{asOf, usd(u"-9.00"_s)}}, usd(u"0.00"_s), asOf).value();
        QCOMPARE(credited.runwayDays.reason(), u"purchasing.no_recent_use"_s);
        QCOMPARE(credited.remaining, usd(u"109.00"_s));
    }

    void burnsDownByMonthsAndGoesOnAtItsPresentRate()
    {
        auto one = order(u"PO-1"_s, u"100.00"_s, QDate(2026, 8, 20));
        one.validFrom = QDate(2026, 5, 10);
        // 45.00 in 90 days are 0.50 a day: 31 July is 31 days ahead, 20 August 51.
        const std::vector<OrderEntry> entries{{QDate(2026, 6, 1), usd(u"35.00"_s)},
                                              {QDate(2026, 5, 31), usd(u"10.00"_s)}};
        const auto balance = balanceOf(one, entries, usd(u"0.00"_s), asOf).value();
        QCOMPARE(balance.exhaustsOn, QDate(2026, 10, 18)); // 55.00 / 0.50 = 110 days
        QCOMPARE(text(burnDown(one, entries, balance, asOf)),
                 u"2026-05-10 100.00 -\n2026-05-31 90.00 -\n2026-06-30 55.00 55.00\n2026-07-31 - 39.50\n"
                 "2026-08-31 - 24.00\n2026-09-30 - 9.00\n2026-10-18 - 0.00"_s);
    }

    void burnDownOfAnUnusedOrderIsFlat()
    {
        const auto one = order(u"PO-1"_s, u"100.00"_s);
        const auto balance = balanceOf(one, {}, usd(u"0.00"_s), asOf).value();
        QCOMPARE(text(burnDown(one, {}, balance, asOf)),
                 u"2026-06-30 100.00 100.00\n2026-07-31 - 100.00\n2026-08-31 - 100.00\n2026-09-30 - 100.00"_s);
        QCOMPARE(text(burnDown(one, {{asOf, Money(1, currency(u"EUR"_s))}}, balance, asOf)), u"money.currency_mix"_s);
    }

    void burnDownOfAnExceededOrderNeverProjectsBelowZero()
    {
        const auto one = order(u"PO-1"_s, u"10.00"_s, asOf.addDays(1));
        const std::vector<OrderEntry> entries{{asOf, usd(u"19.00"_s)}};
        const auto balance = balanceOf(one, entries, usd(u"0.00"_s), asOf).value();
        QCOMPARE(text(burnDown(one, entries, balance, asOf)), u"2026-06-30 -9.00 0.00\n2026-07-01 - 0.00"_s);
    }

    void refusesOrdersThatMakeNoSense()
    {
        const auto zero = usd(u"0.00"_s);
        QCOMPARE(flags(balanceOf(order({}, u"1.00"_s), {}, zero, asOf)), u"purchasing.order_number"_s);
        QCOMPARE(flags(balanceOf(order(u"A"_s, u"0.00"_s), {}, zero, asOf)), u"purchasing.order_amount"_s);
        auto reversed = order(u"A"_s, u"1.00"_s, asOf);
        reversed.validFrom = asOf.addDays(1);
        QCOMPARE(flags(balanceOf(reversed, {}, zero, asOf)), u"purchasing.order_dates"_s);
        QCOMPARE(check(order(u"A"_s, u"1.00"_s, {}, OrderScope::Lines)).error().id, u"purchasing.order_keys"_s);
        QCOMPARE(check(order(u"A"_s, u"1.00"_s, {}, OrderScope::Blanket, {u"x"_s})).error().id,
                 u"purchasing.order_keys"_s);
        QCOMPARE(flags(balanceOf(order(u"A"_s, u"1.00"_s), {}, usd(u"-1.00"_s), asOf)),
                 u"purchasing.committed_negative"_s);
        QCOMPARE(flags(balanceOf(order(u"A"_s, u"1.00"_s), {{asOf, Money(1, currency(u"EUR"_s))}}, zero, asOf)),
                 u"money.currency_mix"_s);
        QCOMPARE(orderScopeFromString(u"x"_s).error().id, u"purchasing.scope_unknown"_s);
        QVERIFY(orderScopeFromString(u"locations"_s).value() == OrderScope::Locations);
    }

    void theNarrowestOrderIsUsedFirstAndTheRestPassesOn()
    {
        const std::vector<AvailableOrder> orders{
            available(order(u"ALL"_s, u"100.00"_s)),
            available(order(u"LATER"_s, u"20.00"_s, asOf.addDays(90), OrderScope::Locations, {u"BER"_s})),
            available(order(u"SOON"_s, u"20.00"_s, asOf.addDays(30), OrderScope::Locations, {u"BER"_s, u"HAM"_s})),
            available(order(u"ITEM"_s, u"5.00"_s, {}, OrderScope::Lines, {u"base"_s}))};
        const std::vector<OrderableLine> lines{{u"base"_s, u"BER"_s, {}, usd(u"30.00"_s)},
                                               {u"storage"_s, u"HAM"_s, {}, usd(u"10.00"_s)},
                                               {u"storage"_s, u"BER"_s, u"ALL"_s, usd(u"95.00"_s)}};
        QCOMPARE(text(splitOverOrders(lines, orders, asOf), orders),
                 u"0:ITEM:5.00 0:SOON:20.00 0:LATER:5.00 1:ALL:10.00 2:ALL:90.00 2:order_exceeded:5.00"_s);
    }

    void aCreditMakesRoom()
    {
        const std::vector<AvailableOrder> orders{{order(u"A"_s, u"100.00"_s), usd(u"-3.00"_s)}};
        const std::vector<OrderableLine> lines{{{}, {}, {}, usd(u"-10.00"_s)}, {{}, {}, {}, usd(u"12.00"_s)}};
        QCOMPARE(text(splitOverOrders(lines, orders, asOf), orders), u"0:A:-10.00 1:A:10.00 1:order_exceeded:2.00"_s);
    }

    void withoutAnOrderThereIsNoInvoice()
    {
        const std::vector<AvailableOrder> orders{available(order(u"OLD"_s, u"100.00"_s, asOf.addDays(-1)))};
        const std::vector<OrderableLine> lines{{{}, {}, {}, usd(u"10.00"_s)}, {{}, {}, u"NEW"_s, usd(u"7.00"_s)}};
        const auto split = splitOverOrders(lines, orders, asOf);
        QCOMPARE(text(split, orders), u"0:order_expired:10.00 1:order_missing:7.00"_s);
        const auto required = problemsOf(*split, lines, OrderPolicy::Required);
        QCOMPARE(required.size(), size_t(2));
        QVERIFY(required[0].severity == contracts::Severity::Blocking);
        QCOMPARE(required[0].id, u"purchasing.order_expired"_s);
        const auto optional = problemsOf(*split, lines, OrderPolicy::Optional);
        QCOMPARE(optional.size(), size_t(1)); // only the order that was named
        QVERIFY(optional[0].severity == contracts::Severity::Warning);
        QCOMPARE(optional[0].args.value(u"order"_s).toString(), u"NEW"_s);
        // Another currency is another order's business.
        const std::vector<OrderableLine> foreign{{{}, {}, {}, Money(1, currency(u"EUR"_s))}};
        QCOMPARE(text(splitOverOrders(foreign, orders, asOf), orders), u"0:order_missing:0.01"_s);
    }
};
QTEST_APPLESS_MAIN(TestPurchaseOrders)
#include "tst_purchase_orders.moc"
