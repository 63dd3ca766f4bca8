// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/contracts.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/entry_problems.h"
#include "core/contracts/price_notice.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;
using namespace accord::testing;

namespace {

Contract year(std::vector<PriceItem> items)
{
    return contract(u"2026-01-01"_s, u"2027-01-01"_s, std::move(items));
}

PriceItem tiered(const QString &first, const QString &then, bool byVolume)
{
    PriceItem item = usageItem(u"api_calls"_s, u"0"_s, u"1"_s);
    const auto tiers
        = pricing::Tiers::make({{decimal(u"100"_s), decimal(first), {}}, {std::nullopt, decimal(then), {}}}).value();
    item.model = byVolume ? pricing::ChargeModel(pricing::Volume{tiers}) : pricing::Graduated{tiers};
    return item;
}

const Finding *found(const std::vector<Finding> &findings, const QString &id)
{
    const auto at = std::find_if(findings.begin(), findings.end(), [&](const Finding &f) { return f.id == id; });
    return at == findings.end() ? nullptr : &*at;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhereTheTiersFallAndByWhichOfThemMoreCostsLess()
    {
        const auto falls = findingsOf(year({tiered(u"1.00"_s, u"0.80"_s, false)}), 1);
        QCOMPARE(found(falls, u"contracts.tier_price_falls"_s)->path, u"items[0].price.tiers[1]"_s);
        QVERIFY(found(falls, u"contracts.tier_price_falls"_s)->severity == Severity::Note);
        QVERIFY(!found(falls, u"contracts.volume_cliff"_s));
        const auto cliff = findingsOf(year({tiered(u"1.00"_s, u"0.80"_s, true)}), 1);
        QCOMPARE(found(cliff, u"contracts.volume_cliff"_s)->args.value(u"before"_s).toString(), u"100"_s);
        QCOMPARE(found(cliff, u"contracts.volume_cliff"_s)->args.value(u"after"_s).toString(), u"80"_s);
        const auto rises = findingsOf(year({tiered(u"0.80"_s, u"1.00"_s, true)}), 1);
        QVERIFY(!found(rises, u"contracts.tier_price_falls"_s));
        QVERIFY(!found(rises, u"contracts.volume_cliff"_s));
    }
    void namesCapacityStepsThatAreNeverReached()
    {
        PriceItem item = recurring(u"seats"_s, u"100.00"_s);
        pricing::Capacity model;
        model.tiers = {{decimal(u"100"_s), {{u"users"_s, decimal(u"50"_s)}, {u"sites"_s, decimal(u"3"_s)}}},
                       {decimal(u"200"_s), {{u"users"_s, decimal(u"40"_s)}, {u"sites"_s, decimal(u"5"_s)}}},
                       {decimal(u"300"_s), {}}};
        item.model = model;
        const auto findings = findingsOf(year({item}), 1);
        QCOMPARE(found(findings, u"contracts.capacity_falls"_s)->path, u"items[0].price.capacities[1].limits.users"_s);
        QCOMPARE(found(findings, u"contracts.capacity_falls"_s)->args.value(u"after"_s).toString(), u"40"_s);
        QCOMPARE(std::ranges::count(findings, u"contracts.capacity_falls"_s, &Finding::id), 1);
    }
    void namesStepsOutsideTheServiceAndPricesThatRiseTwice()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.end = day(u"2026-07-01"_s);
        item.ramp = {{day(u"2026-06-30"_s), {}, decimal(u"2"_s), {}}, {day(u"2026-07-01"_s), {}, decimal(u"3"_s), {}}};
        auto findings = findingsOf(year({item}), 1);
        QCOMPARE(found(findings, u"contracts.ramp_outside_service"_s)->path, u"items[0].ramp[1]"_s);
        QVERIFY(!found(findings, u"contracts.ramp_with_escalation"_s));
        item.ramp = {{day(u"2026-03-01"_s), pricing::PerUnit{decimal(u"90"_s)}, {}, {}}};
        item.escalation = Escalation{};
        findings = findingsOf(year({item}), 1);
        QVERIFY(found(findings, u"contracts.ramp_with_escalation"_s));
        QVERIFY(!found(findings, u"contracts.ramp_outside_service"_s));
    }
    void knowsWhatACommitmentCanComeTo()
    {
        auto world = year({recurring(u"plan"_s, u"100.00"_s)});
        world.commitments = {{u"c"_s, u"Year"_s, usd(u"1200.00"_s), 12, {}}};
        QVERIFY(!found(findingsOf(world, 1), u"contracts.commitment_unreachable"_s));
        world.commitments[0].amount = usd(u"1200.01"_s);
        const auto findings = findingsOf(world, 1);
        QCOMPARE(found(findings, u"contracts.commitment_unreachable"_s)->path, u"commitments[0].amount"_s);
        QCOMPARE(found(findings, u"contracts.commitment_unreachable"_s)->args.value(u"most"_s).toString(), u"1200"_s);
        world.items.push_back(usageItem(u"api_calls"_s, u"0"_s, u"1"_s)); // usage can come to anything
        QVERIFY(!found(findingsOf(world, 1), u"contracts.commitment_unreachable"_s));
        world.commitments[0].items = {u"plan"_s, u"gone"_s};
        QVERIFY(found(findingsOf(world, 1), u"contracts.commitment_unreachable"_s));
        QCOMPARE(found(findingsOf(world, 1), u"contracts.commitment_item_unknown"_s)->args.value(u"key"_s).toString(),
                 u"gone"_s);
        world.commitments[0].amount = Money(1, currency(u"EUR"_s));
        QVERIFY(blocksBilling(findingsOf(world, 1)));
        QVERIFY(found(findingsOf(world, 1), u"contracts.commitment_currency"_s));
    }
    void wantsACommitmentWindowThatFitsTheBillingPeriod()
    {
        PriceItem item = usageItem(u"calls"_s, u"0"_s, u"1.00"_s);
        item.billingMonths = 3;
        pricing::CommitmentOverage commitment{decimal(u"1.00"_s), decimal(u"100"_s), {}, Decimal(1), true, 2};
        item.model = commitment;
        QCOMPARE(found(findingsOf(year({item}), 1), u"contracts.commitment_window"_s)->path,
                 u"items[0].price.window_months"_s);
        for (const int fits : {0, 1, 3, 12}) {
            commitment.windowMonths = fits;
            item.model = commitment;
            QVERIFY2(!found(findingsOf(year({item}), 1), u"contracts.commitment_window"_s),
                     qPrintable(QString::number(fits)));
        }
        item.maximumSpend = decimal(u"500"_s);
        QVERIFY(found(findingsOf(year({item}), 1), u"contracts.commitment_window_limits"_s));
    }
    void saysThatOnlyUsageHasDimensions()
    {
        PriceItem item = recurring(u"plan"_s, u"1.00"_s);
        item.dimensionPrices.emplace(u"eu"_s, pricing::PerUnit{decimal(u"2.00"_s)});
        QVERIFY(found(findingsOf(year({item}), 1), u"contracts.dimension_prices_unused"_s));
    }
    void takesDiscountsInAnyOrder()
    {
        Contract contract = year({tiered(u"1.00"_s, u"0.80"_s, false)});
        pricing::Discount percent, fixed;
        percent.name = u"Ten"_s;
        percent.percent = Decimal(10);
        fixed.name = u"Fifteen"_s;
        fixed.basis = pricing::DiscountBasis::Fixed;
        fixed.amount = usd(u"15.00"_s);
        contract.discounts = {fixed, percent};
        QVERIFY(!blocksBilling(findingsOf(contract, 1)));
    }
    void refusesDaysOutsideTheCalendarOfBills()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.start = QDate(1899, 12, 31);
        QCOMPARE(found(findingsOf(year({item}), 1), u"contracts.date_range"_s)->path, u"items[0].start"_s);
        item.start = QDate(1900, 1, 1);
        QVERIFY(!found(findingsOf(year({item}), 1), u"contracts.date_range"_s));
    }
    void namesEveryErrorOfADocumentWithItsPath()
    {
        QJsonObject document
            = toJson(year({recurring(u"a"_s, u"1"_s), recurring(u"b"_s, u"2"_s), tiered(u"1"_s, u"2"_s, true)}));
        QJsonArray items = document.value(u"items"_s).toArray();
        QJsonObject first = items[0].toObject();
        first.insert(u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, u"abc"_s}});
        QJsonObject second = items[1].toObject();
        second.insert(u"escalation"_s, QJsonObject{{u"kind"_s, u"percent"_s}, {u"percent"_s, u"3,5"_s}});
        QJsonObject third = items[2].toObject();
        QJsonObject price = third.value(u"price"_s).toObject();
        price.insert(u"tiers"_s, QJsonArray{QJsonObject{{u"up_to"_s, u"10"_s}, {u"unit_price"_s, u"1"_s}},
                                            QJsonObject{{u"up_to"_s, u"5"_s}, {u"unit_price"_s, u"2"_s}},
                                            QJsonObject{{u"unit_price"_s, u"3"_s}}});
        third.insert(u"price"_s, price);
        document.insert(u"items"_s, QJsonArray{first, second, third});
        document.insert(u"end"_s, u"2025-01-01"_s);
        const Entry entry = readEntry(document, 1);
        QVERIFY(!entry.contract);
        QStringList paths;
        for (const Finding &finding : entry.findings)
            paths << finding.path + u' ' + finding.id;
        QCOMPARE(paths, (QStringList{u"end period.empty"_s, u"items[0].price.unit_price decimal.malformed"_s,
                                     u"items[1].escalation.percent decimal.malformed"_s,
                                     u"items[2].price.tiers pricing.tier_order"_s}));
    }
    void aRiseSoonerThanTheNoticeIsTold()
    {
        // 60 days of notice, told on 1 May: 30 June is the first day.
        const QDate today = day(u"2026-05-01"_s);
        Contract before = year({recurring(u"plan"_s, u"100.00"_s), tiered(u"1.00"_s, u"0.80"_s, false)});
        before.terms.priceNoticeDays = 60;
        Contract after = before;
        after.version = 2;
        after.effectiveFrom = day(u"2026-06-01"_s);
        QVERIFY(noticeFindings(before, after, today).empty());
        const auto dearerFrom = [&](const QString &from, const QString &price) {
            Contract next = after;
            next.items[0].ramp = {{day(from), pricing::PerUnit{decimal(price)}, {}, {}}};
            return noticeFindings(before, next, today);
        };
        const auto told = dearerFrom(u"2026-06-29"_s, u"100.01"_s);
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told[0].id, u"contracts.price_without_notice"_s);
        QCOMPARE(told[0].path, u"items[0].price"_s);
        QVERIFY(told[0].severity == Severity::Warning);
        QCOMPARE(told[0].args.value(u"from"_s).toString(), u"2026-06-29"_s);
        QCOMPARE(told[0].args.value(u"earliest"_s).toString(), u"2026-06-30"_s);
        QVERIFY(dearerFrom(u"2026-06-30"_s, u"100.01"_s).empty());
        QVERIFY(dearerFrom(u"2026-06-01"_s, u"99.99"_s).empty());
        // More of the same is no other price; less of a discount is.
        after.items[0].quantity = decimal(u"7"_s);
        QVERIFY(noticeFindings(before, after, today).empty());
        before.items[0].ramp = {{day(u"2026-02-01"_s), {}, {}, decimal(u"10"_s)}};
        QCOMPARE(noticeFindings(before, after, today).size(), size_t(1));
        // A rise that was agreed before is none of now.
        before.items[0].ramp = after.items[0].ramp
            = {{day(u"2026-06-10"_s), pricing::PerUnit{decimal(u"120.00"_s)}, {}, {}}};
        QVERIFY(noticeFindings(before, after, today).empty());
        // Of tiers the one that is dearer decides, though the others fall.
        after.items[1] = tiered(u"0.90"_s, u"0.95"_s, false);
        QCOMPARE(noticeFindings(before, after, today).size(), size_t(1));
        before.terms.priceNoticeDays = 0;
        QVERIFY(noticeFindings(before, after, today).empty());
    }
    void readsADocumentWithoutErrorsAsTheReaderDoes()
    {
        const Contract world = year({recurring(u"plan"_s, u"100.00"_s)});
        const Entry entry = readEntry(toJson(world), 1);
        QVERIFY(entry.contract);
        QCOMPARE(toJson(*entry.contract), toJson(world));
        QVERIFY(found(entry.findings, u"contracts.not_signed"_s));
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
