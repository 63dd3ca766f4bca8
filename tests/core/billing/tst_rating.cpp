// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/contracts.h"

#include "core/billing/invoice.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using billing::Bill;

namespace {

tax::RateTable newYorkRates()
{
    return tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                                   "US-NY,New York state tax,sales_tax,4,,\n"
                                   "US-NY/New York,New York local tax,sales_tax,4,,\n")
        .value();
}

/// 80 calls in the first half of January 2024 and 60 in the second.
class UsageUpTo final : public billing::UsageLookup
{
public:
    Result<billing::UsageFigure> quantity(const QString &, const std::optional<accounts::LocationId> &,
                                          const Period &period) const override
    {
        Decimal sum;
        for (const auto &[day, calls] : {std::pair(QDate(2024, 1, 10), 80), std::pair(QDate(2024, 1, 20), 60)})
            if (period.contains(day))
                sum = (Exact(sum) + Exact(calls)).rounded(0).value();
        return billing::UsageFigure{sum, !sum.isZero(), u"test"_s};
    }
};

/// A calculator outside that knows one tax of 1.23 on every document.
class FixedTax final : public tax::TaxProvider
{
public:
    explicit FixedTax(const QString &stated)
        : m_stated(stated)
    { }

    Result<tax::TaxAnswer> taxOn(const tax::TaxRequest &request, pricing::Recorder *) const override
    {
        const tax::Component component{u"US-NY"_s, tax::Category::Standard, decimal(u"1"_s), u"Outside"_s, {}, {}};
        tax::TaxAnswer answer;
        for (const auto &line : request.lines) {
            answer.components.push_back({component});
            answer.nets.push_back(line.amount);
            answer.result.perLine.push_back(usd(answer.result.perLine.empty() ? u"1.23"_s : u"0.00"_s));
        }
        answer.result.groups.push_back({component, usd(u"123.00"_s), usd(u"1.23"_s)});
        answer.result.total = usd(m_stated);
        return answer;
    }

private:
    QString m_stated;
};

Bill bill(const billing::BillInput &input, const billing::UsageLookup &usage, pricing::Recorder *recorder = nullptr)
{
    return billing::rate(input, usage, newYorkRates(), recorder).value();
}

/// The monthly invoice that the founding documents work out by hand.
billing::BillInput workedInvoice()
{
    auto plan = recurring(u"plan"_s, u"800.00"_s);
    plan.description = u"Enterprise Plan"_s;
    auto storage = usageItem(u"storage_gb"_s, u"1000"_s, u"3.00"_s);
    storage.description = u"Storage Overage"_s;
    storage.unit = u"GB"_s;
    auto services = oneTime(u"services"_s, u"40"_s, u"150.00"_s, day(u"2024-01-31"_s));
    services.description = u"Professional Services - Implementation"_s;
    auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s, {plan, storage, services});
    signedContract.terms.netDays = 15;
    auto result = input(signedContract, u"2024-01"_s);
    result.payer.address = {{}, {}, u"New York"_s, u"NY"_s, {}, u"US"_s};
    result.seller = {u"US"_s, {u"NY"_s}, {}, false};
    result.taxKnown = true;
    return result;
}

/// A company that is registered in Germany alone bills somebody in Paris.
billing::BillInput fromGermanyToFrance()
{
    billing::BillInput request
        = input(contract(u"2024-01-01"_s, u"2025-01-01"_s, {recurring(u"fee"_s, u"10.00"_s)}), u"2024-01"_s);
    request.taxKnown = true;
    request.seller = {u"DE"_s, {}, {u"DE"_s}, false};
    request.payer.address = {{}, {}, u"Paris"_s, {}, {}, u"FR"_s};
    return request;
}

tax::RateTable ratesOfTheUnion()
{
    return tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                                   "DE,VAT,vat_eu,19,,\nFR,VAT,vat_eu,20,,\n")
        .value();
}

} // namespace

class TestRating : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesToTheWorkedInvoice()
    {
        const Bill result = bill(workedInvoice(), StatedUsage().set(u"storage_gb"_s, u"1250"_s));
        QCOMPARE(result.lines.size(), size_t(3));
        QCOMPARE(result.lines[0].description, u"Enterprise Plan - January 2024"_s);
        QCOMPARE(result.lines[0].net, usd(u"800.00"_s));
        QCOMPARE(result.lines[1].description, u"Storage Overage - 250 GB"_s);
        QCOMPARE(result.lines[1].net, usd(u"750.00"_s));
        QCOMPARE(result.lines[2].net, usd(u"6000.00"_s));
        QCOMPARE(result.subtotal, usd(u"7550.00"_s));
        QCOMPARE(result.tax, usd(u"604.00"_s));
        QCOMPARE(result.total, usd(u"8154.00"_s));
        QCOMPARE(day(u"2024-01-31"_s).addDays(result.netDays), day(u"2024-02-15"_s));
    }

    void explainingComputesTheSame()
    {
        pricing::Recorder recorder;
        const StatedUsage usage = StatedUsage().set(u"storage_gb"_s, u"1250"_s);
        const Bill explained = bill(workedInvoice(), usage, &recorder);
        const auto derivations = recorder.take();
        QCOMPARE(explained.total, bill(workedInvoice(), usage).total);
        QCOMPARE(derivations[1].label, u"Storage Overage"_s);
        QCOMPARE(derivations[1].rounded, u"750.00 USD"_s);
        QCOMPARE(derivations[1].children[0].rounded, u"1250"_s);
        QCOMPARE(derivations[1].children[0].source, u"test"_s);
        QCOMPARE(derivations.back().label, u"Total"_s);
    }

    void runningAgainAddsNothing()
    {
        const StatedUsage usage = StatedUsage().set(u"storage_gb"_s, u"1250"_s);
        auto again = workedInvoice();
        for (const auto &line : bill(again, usage).lines)
            again.billedKeys.insert(line.key.toString());
        QVERIFY(bill(again, usage).isEmpty());
    }

    void paysTheBaseYearlyInAdvanceAndTheOverageMonthlyInArrears()
    {
        auto base = recurring(u"base"_s, u"600.00"_s);
        base.billingMonths = 12;
        auto signedContract
            = contract(u"2024-01-01"_s, u"2025-01-01"_s, {base, usageItem(u"users"_s, u"200"_s, u"20.00"_s)});
        pricing::Discount byValue{u"Annual value"_s,
                                  pricing::DiscountBasis::AnnualValue,
                                  pricing::DiscountScope::Recurring,
                                  {},
                                  {},
                                  {{Decimal(5000), Decimal(5)}, {Decimal(10000), Decimal(10)}}};
        signedContract.discounts = {byValue};
        const Bill january = bill(input(signedContract, u"2024-01"_s), StatedUsage().set(u"users"_s, u"180"_s));
        QCOMPARE(january.lines[0].gross, usd(u"7200.00"_s));
        QCOMPARE(january.lines[0].discount, usd(u"360.00"_s));
        QCOMPARE(january.lines[0].quantity, Decimal(12));
        QCOMPARE(january.lines[1].net, usd(u"0.00"_s));
        const Bill july = bill(input(signedContract, u"2024-07"_s), StatedUsage().set(u"users"_s, u"220"_s));
        QCOMPARE(july.lines.size(), size_t(1));
        QCOMPARE(july.total, usd(u"400.00"_s));
    }

    void chargesADayOverageOfAMillionthExactly()
    {
        const auto api
            = contract(u"2024-05-01"_s, u"2024-06-01"_s, {usageItem(u"api_calls"_s, u"5000000"_s, u"0.005"_s)});
        QCOMPARE(bill(input(api, u"2024-05"_s), StatedUsage().set(u"api_calls"_s, u"5000001"_s)).total, usd(u"0.01"_s));
    }

    void proratesTheLeadInOverTheFullPeriodThatEndsThere()
    {
        auto late = contract(u"2024-01-15"_s, u"2025-01-15"_s, {recurring(u"plan"_s, u"310.00"_s)});
        late.terms.anchorDay = 1;
        const Bill result = bill(input(late, u"2024-01"_s), StatedUsage());
        QCOMPARE(result.total, usd(u"170.00"_s)); // 17 of 31 days
        QVERIFY(!result.lines[0].unitPrice);
        QVERIFY(result.lines[0].description.endsWith(u"(17 of 31 days)"_s));
    }

    void givesEachLocationItsOwnLineAndDays()
    {
        auto perSite = recurring(u"site"_s, u"31.00"_s);
        perSite.perLocation = true;
        auto world = input(contract(u"2024-01-01"_s, u"2025-01-01"_s, {perSite}), u"2024-01"_s);
        accounts::Location open;
        open.code = u"L1"_s;
        open.name = u"Hamburg"_s;
        open.costCentre = u"EU"_s;
        open.activeFrom = day(u"2020-01-01"_s);
        accounts::Location opening = open;
        opening.code = u"L2"_s;
        opening.costCentre = u"US"_s;
        opening.activeFrom = day(u"2024-01-22"_s);
        accounts::Location closed = open;
        closed.code = u"L3"_s;
        closed.activeTo = day(u"2024-01-01"_s);
        world.locations = {{open, u"Payer"_s}, {opening, u"Payer"_s}, {closed, u"Payer"_s}};
        const Bill result = bill(world, StatedUsage());
        QCOMPARE(result.lines.size(), size_t(2));
        QCOMPARE(result.lines[0].net, usd(u"31.00"_s));
        QCOMPARE(result.lines[1].net, usd(u"10.00"_s));
        QCOMPARE(result.allocations.size(), size_t(2));
        QCOMPARE(result.allocations[0].amount, usd(u"31.00"_s));
    }

    void keepsTheExcessOverABudgetCapOnThePayer()
    {
        auto shared = contract(u"2024-01-01"_s, u"2025-01-01"_s, {recurring(u"plan"_s, u"12000.00"_s)});
        shared.shares = {{{}, u"USA"_s, u"US-Operations"_s, Decimal(45), usd(u"5000.00"_s)},
                         {{}, u"Europe"_s, u"EU-Operations"_s, Decimal(35), usd(u"4000.00"_s)},
                         {{}, u"Asia"_s, u"APAC-Operations"_s, Decimal(20), usd(u"3000.00"_s)}};
        const Bill result = bill(input(shared, u"2024-01"_s), StatedUsage());
        QCOMPARE(result.allocations.size(), size_t(4));
        QCOMPARE(result.allocations[0].amount, usd(u"5000.00"_s));
        QCOMPARE(result.allocations[1].amount, usd(u"4000.00"_s));
        QCOMPARE(result.allocations[2].amount, usd(u"2400.00"_s));
        QVERIFY(result.allocations[3].isOverCapRow);
        QCOMPARE(result.allocations[3].amount, usd(u"600.00"_s));
        QCOMPARE(result.exceptions.size(), size_t(2));
    }

    void takesDiscountsInStoredOrder()
    {
        auto ordered = contract(u"2024-01-01"_s, u"2025-01-01"_s, {recurring(u"plan"_s, u"100.00"_s)});
        const pricing::Discount percent{
            u"ten"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Recurring, Decimal(10), {}, {}};
        const pricing::Discount second{
            u"five"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Recurring, Decimal(5), {}, {}};
        const pricing::Discount fixed{
            u"fixed"_s, pricing::DiscountBasis::Fixed, pricing::DiscountScope::Recurring, {}, usd(u"15.00"_s), {}};
        ordered.discounts = {percent, fixed};
        QCOMPARE(bill(input(ordered, u"2024-01"_s), StatedUsage()).total, usd(u"75.00"_s));
        ordered.discounts = {fixed, percent};
        const Bill reversed = bill(input(ordered, u"2024-01"_s), StatedUsage());
        QCOMPARE(reversed.total, usd(u"76.50"_s));
        QCOMPARE(reversed.lines.front().discount, usd(u"23.50"_s));
        QCOMPARE(reversed.discounts.size(), size_t(2));
        QCOMPARE(reversed.discounts[1].amount, usd(u"8.50"_s)); // 10 % of 85.00
        ordered.discounts = {percent, second};
        QCOMPARE(bill(input(ordered, u"2024-01"_s), StatedUsage()).total, usd(u"85.50"_s));
    }

    void anInvoiceOfTheFirstEngineSparesOneTimeItems()
    {
        auto once = contract(u"2024-01-01"_s, u"2025-01-01"_s,
                             {oneTime(u"setup"_s, u"1"_s, u"1000.00"_s, QDate(2024, 1, 1))});
        once.discounts
            = {{u"ten"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Everything, Decimal(10), {}, {}}};
        billing::BillInput input_ = input(once, u"2024-01"_s);
        QCOMPARE(bill(input_, StatedUsage()).total, usd(u"900.00"_s));
        input_.engine = 1;
        QCOMPARE(bill(input_, StatedUsage()).total, usd(u"1000.00"_s));
    }

    void anInterimBillLeavesTheRestToTheBillOfTheMonth()
    {
        // 100 units at 1.00, all above at 0.50. Up to 15 January 80 units: 80.00. By the end of the month 140:
        // 100.00 + 40 × 0.50 = 120.00, of which 40.00 are left.
        auto item = usageItem(u"calls"_s, u"0"_s, u"1.00"_s);
        item.model = pricing::Graduated{
            pricing::Tiers::make({{Decimal(100), decimal(u"1.00"_s), {}}, {{}, decimal(u"0.50"_s), {}}}).value()};
        const auto metered = contract(u"2024-01-01"_s, u"2025-01-01"_s, {item, recurring(u"fee"_s, u"10.00"_s)});
        const UsageUpTo usage;
        billing::BillInput early = input(metered, u"2024-01"_s);
        early.period.end = QDate(2024, 1, 16);
        early.isInterim = true;
        const Bill first = bill(early, usage);
        QCOMPARE(first.lines.size(), size_t(1)); // nothing but usage
        QCOMPARE(first.total, usd(u"80.00"_s));
        QCOMPARE(first.lines[0].key.period, (Period{QDate(2024, 1, 1), QDate(2024, 1, 16)}));
        billing::BillInput late = input(metered, u"2024-01"_s);
        const auto &line = first.lines[0];
        late.billed = {{line.key, line.net, 0, line.gross, line.discount}};
        late.billedKeys = {line.key.toString()};
        const Bill rest = bill(late, usage);
        QCOMPARE(rest.lines[0].net, usd(u"40.00"_s));
        QCOMPARE(rest.lines[0].description, u"calls - 60"_s);
        QCOMPARE(rest.lines[0].key.period, (Period{QDate(2024, 1, 16), QDate(2024, 2, 1)}));
        QCOMPARE(rest.total, usd(u"50.00"_s));
    }

    void aFixedDiscountIsTakenOncePerPeriodWhateverBillsItHas()
    {
        // 80 units by 15 January, 140 by its end, 15.00 off: 65.00 and 60.00, together 125.00. The second bill has
        // nothing left to take.
        auto metered = contract(u"2024-01-01"_s, u"2025-01-01"_s, {usageItem(u"calls"_s, u"0"_s, u"1.00"_s)});
        metered.discounts
            = {{u"Off"_s, pricing::DiscountBasis::Fixed, pricing::DiscountScope::Usage, {}, usd(u"15.00"_s), {}}};
        billing::BillInput early = input(metered, u"2024-01"_s);
        early.period.end = QDate(2024, 1, 16);
        early.isInterim = true;
        const Bill first = bill(early, UsageUpTo());
        QCOMPARE(first.total, usd(u"65.00"_s));
        billing::BillInput late = input(metered, u"2024-01"_s);
        const auto &line = first.lines[0];
        late.billed = {{line.key, line.net, 0, line.gross, line.discount}};
        late.billedKeys = {line.key.toString()};
        const Bill rest = bill(late, UsageUpTo());
        QCOMPARE(rest.total, usd(u"60.00"_s));
        QVERIFY(rest.discounts.empty());
        QCOMPARE(bill(input(metered, u"2024-01"_s), UsageUpTo()).total, usd(u"125.00"_s));
        early.engine = 3; // left it to the bill of the month
        QVERIFY(bill(early, UsageUpTo()).isEmpty());
    }
    void aChargeOfAnEarlierEngineIsLookedAtByThatEngine()
    {
        // 10.00, from 11 April 20.00. Engine 3 rounded 3.33… + 13.33… once: 16.67. Today it is 3.33 + 13.33 = 16.66,
        // and still nothing of April changed.
        auto item = recurring(u"fee"_s, u"10.00"_s);
        item.ramp = {{QDate(2024, 4, 11), pricing::PerUnit{decimal(u"20.00"_s)}, {}, {}}};
        const auto ramped = contract(u"2024-01-01"_s, u"2025-01-01"_s, {item});
        billing::BillInput april = input(ramped, u"2024-04"_s);
        QCOMPARE(bill(april, StatedUsage()).total, usd(u"16.66"_s));
        april.engine = 3;
        const Bill then = bill(april, StatedUsage());
        QCOMPARE(then.total, usd(u"16.67"_s));
        billing::BillInput may = input(ramped, u"2024-05"_s);
        const auto &line = then.lines[0];
        may.billed = {{line.key, line.net, 0, line.gross, line.discount, {}, 3}};
        QCOMPARE(bill(may, StatedUsage()).lines.size(), size_t(1));
        may.billed.front().engine.reset();
        QCOMPARE(bill(may, StatedUsage()).lines.size(), size_t(2)); // −0.01: what it must not be
    }

    void reverseChargeNeedsAVatNumber()
    {
        billing::BillInput request = fromGermanyToFrance();
        const auto rates = ratesOfTheUnion();
        request.payer.vatId = u"FR40303265045"_s;
        QVERIFY(billing::rate(request, StatedUsage(), rates)->exceptions.empty());
        request.payer.vatId = u"none"_s;
        const auto refused = billing::rate(request, StatedUsage(), rates)->exceptions;
        QCOMPARE(refused.size(), size_t(1));
        QCOMPARE(refused[0].id, u"billing.vat_number"_s);
        QVERIFY(refused[0].severity == contracts::Severity::Blocking);
    }

    void vatThatNobodyCollectsIsSaid()
    {
        billing::BillInput request = fromGermanyToFrance();
        const auto rates = ratesOfTheUnion();
        const auto said = billing::rate(request, StatedUsage(), rates)->exceptions;
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(said[0].id, u"billing.vat_not_collected"_s);
        QCOMPARE(said[0].args.value(u"country"_s).toString(), u"FR"_s);
        QVERIFY(said[0].severity == contracts::Severity::Warning);
        request.seller.oneStopShop = true;
        QVERIFY(billing::rate(request, StatedUsage(), rates)->exceptions.empty());
        request.seller = {u"DE"_s, {}, {u"DE"_s, u"FR"_s}, false};
        QVERIFY(billing::rate(request, StatedUsage(), rates)->exceptions.empty());
        request.seller = {u"US"_s, {}, {}, false}; // outside of the Union the customer may owe it without a number
        QVERIFY(billing::rate(request, StatedUsage(), rates)->exceptions.empty());
    }

    void reportsMissingUsage()
    {
        const auto metered = contract(u"2024-01-01"_s, u"2025-01-01"_s, {usageItem(u"users"_s, u"10"_s, u"1.00"_s)});
        const Bill result = bill(input(metered, u"2024-01"_s), StatedUsage());
        QVERIFY(result.isEmpty());
        QCOMPARE(result.exceptions.front().id, u"billing.usage_missing"_s);
    }

    void taxesOncePerGroup()
    {
        auto world = workedInvoice();
        world.contracts
            = {contract(u"2024-01-01"_s, u"2025-01-01"_s,
                        {recurring(u"a"_s, u"10.03"_s), recurring(u"b"_s, u"10.03"_s), recurring(u"c"_s, u"10.03"_s)})};
        const auto rates = tax::RateTable::fromCsv("h\nUS-NY,State,sales_tax,7.25,,\n").value();
        const Bill result = billing::rate(world, StatedUsage(), rates).value();
        QCOMPARE(result.tax, usd(u"2.18"_s));
        QCOMPARE(result.lines[0].tax, usd(u"0.73"_s));
        QCOMPARE(result.lines[2].tax, usd(u"0.72"_s));
    }

    void aCalculatorOutsideDecidesTheTax()
    {
        const Bill result = billing::rate(workedInvoice(), StatedUsage(), FixedTax(u"1.23"_s)).value();
        QCOMPARE(result.tax, usd(u"1.23"_s));
        QCOMPARE(result.total, result.subtotal.plus(usd(u"1.23"_s)).value());
        QCOMPARE(result.taxGroups.at(0).component.name, u"Outside"_s);
    }

    void anAnswerThatDoesNotAddUpIsRefused()
    {
        const auto result = billing::rate(workedInvoice(), StatedUsage(), FixedTax(u"1.24"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().id, u"tax.answer_inconsistent"_s);
    }

    void monthEndsDoNotDrift()
    {
        const auto endOfMonth = contract(u"2024-01-31"_s, u"2025-01-31"_s, {recurring(u"plan"_s, u"10.00"_s)});
        const auto periodIn = [&](const QString &yearMonth) {
            return bill(input(endOfMonth, yearMonth), StatedUsage()).lines.at(0).key.period.toString();
        };
        QCOMPARE(periodIn(u"2024-02"_s), u"2024-02-29/2024-03-31"_s);
        QCOMPARE(periodIn(u"2024-03"_s), u"2024-03-31/2024-04-30"_s);
    }

    void anAmountThatDoesNotFitIsAnError()
    {
        const auto huge
            = contract(u"2024-01-01"_s, u"2025-01-01"_s, {recurring(u"plan"_s, u"99999999999999999999999999999999"_s)});
        const auto result = billing::rate(input(huge, u"2024-01"_s), StatedUsage(), newYorkRates());
        QVERIFY(!result);
        QCOMPARE(result.error().id, u"number.overflow"_s);
        QCOMPARE(result.error().args.value(u"item"_s).toString(), u"plan"_s);
    }
};

QTEST_APPLESS_MAIN(TestRating)
#include "tst_rating.moc"
