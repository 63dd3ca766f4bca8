// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of bills for every contract: any charge model, ramp, rise, proration, late usage and amendment. A
// failure prints the line that repeats it (RC_PARAMS="reproduce=…").
#include "tests/support/contracts.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/price_terms.h"
#include "core/pricing/period_grid.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::testing;
using billing::Bill;
using billing::BilledCharge;
using billing::BillInput;
using contracts::Contract;
using contracts::PriceItem;

namespace {

std::int64_t between(std::int64_t low, std::int64_t high)
{
    return *rc::gen::inRange<std::int64_t>(low, high + 1);
}
bool sometimes()
{
    return between(0, 1) == 1;
}
Decimal decimalOf(std::int64_t coefficient, int scale)
{
    return Decimal::make(coefficient, scale).value();
}
Decimal anyPrice()
{
    return decimalOf(between(0, 50'000), int(between(0, 4)));
}

pricing::Tiers anyTiers()
{
    std::vector<pricing::Tier> tiers;
    std::int64_t limit = 0;
    const auto count = between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        limit += between(1, 300);
        tiers.push_back({i + 1 < count ? std::optional(Decimal(limit)) : std::nullopt, anyPrice(),
                         sometimes() ? anyPrice() : Decimal(0),
                         sometimes() ? std::optional(anyPrice()) : std::nullopt});
    }
    return pricing::Tiers::make(std::move(tiers)).value();
}

pricing::TieredBlock anyBlocks()
{
    return {sometimes() ? pricing::BlockPolicy::AllTiers : pricing::BlockPolicy::TopTier,
            {{Decimal(between(1, 100)), Decimal(between(1, 5)), anyPrice()},
             {Decimal(between(1, 100)), std::nullopt, anyPrice()}}};
}

constexpr int modelCount = 12;

pricing::ChargeModel modelNumber(int number)
{
    using namespace pricing;
    switch (number) {
    case 0:
        return PerUnit{anyPrice()};
    case 1:
        return Flat{anyPrice()};
    case 2:
        return Graduated{anyTiers(), sometimes()};
    case 3:
        return Volume{anyTiers(), sometimes(), sometimes()};
    case 4:
        return Package{Decimal(between(1, 200)), anyPrice(), Decimal(between(0, 50)), sometimes()};
    case 5:
        return GraduatedPercentage{anyTiers(), sometimes()};
    case 6:
        return TimeWeighted{anyTiers(), sometimes()};
    case 7:
        return anyBlocks();
    case 8:
        return Capacity{{{anyPrice(), {{u"m"_s, Decimal(between(1, 100))}}}, {anyPrice(), {}}}};
    case 9:
        return Percentage{decimalOf(between(0, 900), 2),
                          anyPrice(),
                          int(between(0, 3)),
                          sometimes() ? std::optional(anyPrice()) : std::nullopt,
                          Decimal(1),
                          Decimal(40)};
    case 10:
        return CostPlus{decimalOf(between(0, 3'000), 3)};
    default:
        return CommitmentOverage{anyPrice(), anyPrice(), {}, decimalOf(between(0, 300), 2), sometimes()};
    }
}
pricing::ChargeModel anyModel()
{
    return modelNumber(int(between(0, modelCount - 1)));
}

std::vector<pricing::RampStep> anyRamp(const Period &term)
{
    std::vector<pricing::RampStep> ramp;
    QDate from = term.start;
    const auto count = between(0, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        from = from.addDays(between(1, 120));
        pricing::RampStep step{from, {}, {}, {}};
        if (sometimes())
            step.model = pricing::PerUnit{decimalOf(between(0, 500'000), 2)};
        if (sometimes())
            step.quantity = Decimal(between(0, 90));
        if (sometimes())
            step.discountPercent = Decimal(between(0, 100));
        ramp.push_back(step);
    }
    return ramp;
}

std::optional<contracts::Escalation> anyEscalation(const Period &term)
{
    contracts::Escalation rise;
    switch (between(0, 4)) {
    case 0:
        return std::nullopt;
    case 1:
        rise.percent = decimalOf(between(0, 1'000), 2);
        rise.everyMonths = int(between(1, 24));
        return rise;
    case 2:
        rise.kind = pricing::EscalationKind::IndexFromBase;
        break;
    case 3:
        rise.kind = pricing::EscalationKind::IndexFromPrior;
        break;
    default:
        rise.kind = pricing::EscalationKind::IndexPlusPercent;
        rise.percent = decimalOf(between(0, 300), 2);
    }
    rise.baseIndex = decimalOf(between(9'000, 12'000), 2);
    rise.indices = {{term.start.addDays(between(20, 200)), decimalOf(between(9'000, 13'000), 2)},
                    {term.start.addDays(between(201, 500)), decimalOf(between(9'000, 13'000), 2)}};
    rise.floorPercent = Decimal(between(0, 2));
    rise.capPercent = Decimal(between(3, 9));
    return rise;
}

Contract anyTerm(std::vector<PriceItem> items = {})
{
    const QDate start = QDate(2023, 1, 1).addDays(between(0, 700));
    auto result = contract(start.toString(Qt::ISODate), start.addDays(between(40, 800)).toString(Qt::ISODate),
                           std::move(items));
    result.terms.anchorDay = int(between(0, 31));
    return result;
}

/// A contract with ramps and rises, billed in any interval.
Contract anyRampedContract()
{
    Contract result = anyTerm();
    const auto count = between(1, 3);
    for (std::int64_t i = 0; i < count; ++i) {
        auto item = recurring(u"item%1"_s.arg(i), decimalOf(between(0, 900'000), 2).toString());
        const int intervals[] = {1, 3, 6, 12};
        item.billingMonths = intervals[between(0, 3)];
        item.timing = sometimes() ? contracts::Timing::InAdvance : contracts::Timing::InArrears;
        item.quantity = Decimal(between(0, 90));
        item.ramp = anyRamp(result.term);
        item.escalation = anyEscalation(result.term);
        result.items.push_back(std::move(item));
    }
    const pricing::ProrationBasis bases[] = {pricing::ProrationBasis::Days, pricing::ProrationBasis::None,
                                             pricing::ProrationBasis::Seconds, pricing::ProrationBasis::FixedMonth30};
    result.terms.proration = bases[between(0, 3)];
    const QString zones[] = {u"UTC"_s, u"Europe/Berlin"_s, u"America/New_York"_s, u"Australia/Lord_Howe"_s};
    result.terms.timeZone = zones[between(0, 3)];
    return result;
}

/// A single usage item of \a model in a contract of 2024.
Contract anyUsageContract(pricing::ChargeModel model)
{
    auto item = usageItem(u"m"_s, u"0"_s, u"1"_s);
    item.model = std::move(model);
    item.included = Decimal(between(0, 20));
    if (sometimes())
        item.conversion = pricing::UnitConversion{pricing::UnitConversion::Operation::Divide, Decimal(between(1, 9)),
                                                  pricing::UnitConversion::Rounding::Ceiling};
    if (sometimes())
        item.minimumSpend = decimalOf(between(0, 50'000), 2);
    if (sometimes())
        item.maximumSpend = decimalOf(between(50'000, 500'000), 2);
    auto result = contract(u"2024-01-01"_s, u"2025-01-01"_s, {item});
    if (sometimes())
        result.discounts = {{u"Any"_s,
                             pricing::DiscountBasis::Percent,
                             pricing::DiscountScope::Usage,
                             decimalOf(between(0, 10'000), 2),
                             {},
                             {}}};
    return result;
}

/// Records of one meter, a day and a quantity each.
class Records final : public billing::UsageLookup
{
public:
    std::vector<std::pair<QDate, Decimal>> list;

    Result<billing::UsageFigure> quantity(const QString &, const std::optional<accounts::LocationId> &,
                                          const Period &period) const override
    {
        Exact sum;
        billing::UsageFigure figure;
        for (const auto &[day, quantity] : list) {
            if (!period.contains(day))
                continue;
            sum = sum + Exact(quantity);
            figure.hasUsage = true;
        }
        return sum.rounded(3).map([&](const Decimal &total) {
            figure.quantity = total;
            return figure;
        });
    }
    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &question) const override
    {
        std::map<QDate, Decimal> levels;
        for (const auto &[day, quantity] : list)
            if (question.period.contains(day))
                levels[day] = (Exact(levels[day]) + Exact(quantity)).rounded(3).value();
        return levels;
    }
    Result<std::vector<Decimal>> events(const billing::UsageQuestion &question) const override
    {
        auto sorted = list;
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        std::vector<Decimal> events;
        for (const auto &[day, quantity] : sorted)
            if (question.period.contains(day))
                events.push_back(quantity);
        return events;
    }
};

/// A few records of January 2024, no two on one day.
Records anyRecords()
{
    Records records;
    const auto count = between(1, 8);
    for (std::int64_t i = 0; i < count; ++i)
        records.list.emplace_back(QDate(2024, 1, 1).addDays(3 * i + between(0, 2)), decimalOf(between(1, 400'000), 3));
    return records;
}

Bill billOf(const BillInput &input, const billing::UsageLookup &usage = StatedUsage(),
            pricing::Recorder *recorder = nullptr)
{
    static const auto rates
        = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\nDE,VAT,vat_eu,19,,\n").value();
    return billing::rate(input, usage, rates, recorder).value();
}

BillInput inputOf(const Contract &contract, const Period &month)
{
    auto request = input(contract, month.start.toString(u"yyyy-MM"_s));
    return request;
}

/// What earlier bills charged, as a run finds it in the store.
class Past
{
public:
    void add(const std::vector<billing::BillLine> &lines)
    {
        for (const auto &line : lines) {
            billing::LineKey key = line.key;
            key.sequence = 0;
            auto found = std::find_if(charges.begin(), charges.end(), [&](const auto &c) { return c.key == key; });
            if (found == charges.end())
                found = charges.insert(charges.end(),
                                       {key, Money::zero(line.net.currency()), -1, line.gross, line.discount});
            found->net = found->net.plus(line.net)
                             .value()
                             .plus(line.taxIncluded ? line.tax : Money::zero(line.net.currency()))
                             .value();
            found->lastSequence = std::max(found->lastSequence, line.key.sequence);
        }
    }
    void tell(BillInput &input) const
    {
        input.billed = charges;
        for (const BilledCharge &charge : charges)
            input.billedKeys.insert(charge.key.toString());
    }
    std::int64_t sum() const
    {
        std::int64_t total = 0;
        for (const BilledCharge &charge : charges)
            total += charge.net.minor();
        return total;
    }

    /// What the bill of January 2024 charges after those that are known.
    void addMonth(const contracts::Contract &signedContract, const Records &usage)
    {
        auto request = inputOf(signedContract, month(u"2024-01"_s));
        tell(request);
        add(billOf(request, usage).lines);
    }

    std::vector<BilledCharge> charges;
};

/// Bills of January 2024 up to some of its days, each charging what the ones before left.
Past billedUpTo(const contracts::Contract &signedContract, const Records &usage)
{
    Past past;
    for (QDate last = QDate(2024, 1, 1).addDays(between(0, 12)); last < QDate(2024, 1, 31);
         last = last.addDays(between(1, 20))) {
        auto request = inputOf(signedContract, month(u"2024-01"_s));
        request.period.end = last.addDays(1);
        request.isInterim = true;
        past.tell(request);
        past.add(billOf(request, usage).lines);
    }
    return past;
}

/// Bills the months of \a contract from its start up to and without the month \a end.
Past billedMonths(const Contract &contract, const QDate &end)
{
    Past past;
    for (Period month = Period::monthOf(contract.term.start.addMonths(-1)); month.start < end;
         month = Period::monthOf(month.end)) {
        auto request = inputOf(contract, month);
        for (const BilledCharge &charge : past.charges)
            request.billedKeys.insert(charge.key.toString());
        past.add(billOf(request).lines);
    }
    return past;
}

/// The value of a charge counted day by day: price of the day / days of its full period, rounded for each price.
Money dayByDay(const Contract &contract, const PriceItem &item, const Period &served)
{
    const auto steps = contracts::stepsOf(contract, item).value();
    const auto base = contracts::baseTermsOf(item);
    const Period full
        = pricing::PeriodGrid(contract.term.start, contract.anchorDay(), item.billingMonths).periodAt(served.start);
    std::vector<std::pair<pricing::RampTerms, Exact>> prices;
    for (QDate day = served.start; day < served.end; day = day.addDays(1)) {
        const auto terms = pricing::termsOn(base, steps, day);
        auto known = std::ranges::find(prices, terms, &std::pair<pricing::RampTerms, Exact>::first);
        if (known == prices.end())
            known = prices.insert(prices.end(), {terms, Exact()});
        const Decimal price = std::get<pricing::PerUnit>(terms.model).unitPrice;
        known->second = known->second
                        + Exact(price) * Exact(terms.quantity) * (Exact(1) - Exact::percent(terms.discountPercent))
                              * Exact(item.billingMonths) * Exact::ratio(1, full.days());
    }
    MoneySum sum(contract.currency);
    for (const auto &[terms, exact] : prices)
        sum.add(exact.toMoney(contract.currency).value());
    return sum.total().value();
}

} // namespace

class TestEngineProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRampedTermIsCoveredOnce()
    {
        QVERIFY(rc::check("with ramps and rises, for every anchor and proration, each day is billed exactly once", [] {
            const Contract signedContract = anyRampedContract();
            const Past past = billedMonths(signedContract, signedContract.term.end.addMonths(13));
            for (const PriceItem &item : signedContract.items) {
                std::vector<Period> periods;
                for (const BilledCharge &charge : past.charges)
                    if (charge.key.item == item.key)
                        periods.push_back(charge.key.period);
                std::sort(periods.begin(), periods.end());
                RC_ASSERT(!periods.empty());
                RC_ASSERT(periods.front().start == signedContract.term.start);
                RC_ASSERT(periods.back().end == signedContract.term.end);
                for (size_t i = 1; i < periods.size(); ++i)
                    RC_ASSERT(periods[i].start == periods[i - 1].end);
            }
        }));
    }

    void aRampedChargeIsTheSumOfItsDays()
    {
        QVERIFY(rc::check("by days, a charge is the sum of its days at the price of each, rounded for each price", [] {
            Contract signedContract = anyRampedContract();
            signedContract.terms.proration = pricing::ProrationBasis::Days;
            for (PriceItem &item : signedContract.items)
                for (pricing::RampStep &step : item.ramp)
                    step.discountPercent.reset(); // taken apart and rounded where nothing else changes
            const Past past = billedMonths(signedContract, signedContract.term.start.addMonths(14));
            for (const BilledCharge &charge : past.charges) {
                RC_ASSERT(dayByDay(signedContract, *signedContract.item(charge.key.item), charge.key.period)
                          == charge.net);
            }
        }));
    }

    void wholePeriodsDoNotDependOnTheProration()
    {
        QVERIFY(rc::check("a full period without a change costs the same on every basis", [] {
            Contract signedContract = anyRampedContract();
            for (PriceItem &item : signedContract.items) {
                item.ramp.clear();
                item.escalation.reset();
                item.timing = contracts::Timing::InAdvance;
            }
            signedContract.terms.anchorDay = 0;
            signedContract.term.end = signedContract.term.start.addMonths(24);
            const auto billed = [&](pricing::ProrationBasis basis) {
                signedContract.terms.proration = basis;
                return billedMonths(signedContract, signedContract.term.start.addMonths(5)).sum();
            };
            const auto byDays = billed(pricing::ProrationBasis::Days);
            RC_ASSERT(billed(pricing::ProrationBasis::None) == byDays);
            RC_ASSERT(billed(pricing::ProrationBasis::Seconds) == byDays);
            RC_ASSERT(billed(pricing::ProrationBasis::FixedMonth30) == byDays);
        }));
    }

    void anAmendmentIsMadeUpFor()
    {
        QVERIFY(rc::check("what was billed + the adjustments = what the new terms come to; once", [] {
            const Contract before = anyRampedContract();
            Contract after = before;
            after.version = 2;
            for (PriceItem &item : after.items) {
                item.ramp = anyRamp(after.term);
                if (sometimes())
                    item.quantity = Decimal(between(0, 90));
            }
            const QDate change = before.term.start.addMonths(int(between(1, 14)));
            const Period month = Period::monthOf(change);
            Past past = billedMonths(before, month.start);
            const Past wanted = billedMonths(after, month.start);
            auto request = inputOf(after, month);
            past.tell(request);
            std::vector<billing::BillLine> adjustments;
            for (const auto &line : billOf(request).lines)
                if (line.key.sequence > 0)
                    adjustments.push_back(line);
            past.add(adjustments);
            RC_ASSERT(past.sum() == wanted.sum());
            for (const BilledCharge &charge : wanted.charges) {
                const auto same = std::find_if(past.charges.begin(), past.charges.end(),
                                               [&](const auto &other) { return other.key == charge.key; });
                RC_ASSERT(same != past.charges.end() && same->net == charge.net);
            }
            auto again = inputOf(after, month);
            past.tell(again);
            for (const auto &line : billOf(again).lines)
                RC_ASSERT(line.key.sequence == 0);
        }));
    }

    void upgradeAndBackNetToZero()
    {
        QVERIFY(rc::check("an upgrade that is taken back at once comes to nothing", [] {
            const Contract before = anyRampedContract();
            Contract upgraded = before;
            for (PriceItem &item : upgraded.items) {
                item.quantity = Decimal(between(90, 200));
                item.ramp.clear();
            }
            const Period month = Period::monthOf(before.term.start.addMonths(int(between(1, 12))));
            Past past = billedMonths(before, month.start);
            const auto original = past.sum();
            for (const Contract &version : {upgraded, before}) {
                auto request = inputOf(version, month);
                past.tell(request);
                std::vector<billing::BillLine> adjustments;
                for (const auto &line : billOf(request).lines)
                    if (line.key.sequence > 0)
                        adjustments.push_back(line);
                past.add(adjustments);
            }
            RC_ASSERT(past.sum() == original);
        }));
    }

    void endingAndProlongingBillsEachDayOnce()
    {
        QVERIFY(rc::check("a term cut or prolonged within a billed month leaves no day billed twice", [] {
            Contract before = contract(u"2024-01-01"_s, u"2024-03-20"_s, {recurring(u"fee"_s, u"310.00"_s)});
            before.term.end = QDate(2024, 3, int(between(2, 31)));
            Contract after = before;
            after.term.end = QDate(2024, 3, 1).addDays(between(1, 60));
            const Period march = month(u"2024-03"_s);
            Past past = billedMonths(before, march.end);
            auto request = inputOf(after, march);
            past.tell(request);
            past.add(billOf(request).lines);
            std::int64_t inMarch = 0;
            for (const BilledCharge &charge : past.charges)
                if (charge.key.period.start >= march.start)
                    inMarch += charge.net.minor();
            const auto days = Period{march.start, std::min(march.end, after.term.end)}.days();
            const auto off = inMarch - 1000 * days; // 310.00 / 31 days: no rounding at all
            RC_ASSERT(off == 0);
        }));
    }

    void partsOfAMonthAddUpToIt()
    {
        QVERIFY(
            rc::check("a month that is prolonged again and again comes to the price of its days, on every basis", [] {
                Contract signedContract
                    = contract(u"2024-01-01"_s, u"2024-03-31"_s,
                               {recurring(u"fee"_s, u"%1.%2"_s.arg(between(0, 400)).arg(between(10, 99)))});
                signedContract.terms.proration
                    = *rc::gen::element(pricing::ProrationBasis::Days, pricing::ProrationBasis::None,
                                        pricing::ProrationBasis::Seconds, pricing::ProrationBasis::FixedMonth30);
                const Period march = month(u"2024-03"_s);
                Past past;
                QDate end = march.start.addDays(between(1, 12));
                for (; end < march.end; end = end.addDays(between(1, 12))) {
                    signedContract.term.end = end;
                    auto request = inputOf(signedContract, march);
                    past.tell(request);
                    past.add(billOf(request).lines);
                    ++signedContract.version;
                }
                Exact fraction = 0;
                if (!past.charges.empty())
                    fraction = pricing::prorationFraction({march.start, past.charges.back().key.period.end}, march,
                                                          signedContract.terms.proration);
                const Exact price(std::get<pricing::PerUnit>(signedContract.items.front().model).unitPrice);
                RC_ASSERT((price * fraction).toMoney(signedContract.currency).value().minor() == past.sum());
            }));
    }

    void lateUsageComesToTheSame()
    {
        QVERIFY(rc::check("usage that arrives in two parts is billed as if it had been there at once", [] {
            const auto signedContract = anyUsageContract(anyModel());
            const Records all = anyRecords();
            Records early;
            for (const auto &record : all.list)
                if (sometimes())
                    early.list.push_back(record);
            Past past;
            past.add(billOf(inputOf(signedContract, month(u"2024-01"_s)), early).lines);
            if (past.charges.empty())
                past.charges.push_back({{signedContract.id, u"m"_s, {}, month(u"2024-01"_s), u"usage"_s, 0},
                                        Money::zero(signedContract.currency),
                                        -1,
                                        {},
                                        {}});
            auto request = inputOf(signedContract, month(u"2024-03"_s)); // nothing is due of February
            request.period = {QDate(2024, 2, 2), QDate(2024, 2, 3)};
            past.tell(request);
            past.add(billOf(request, all).lines);
            Past whole;
            whole.add(billOf(inputOf(signedContract, month(u"2024-01"_s)), all).lines);
            RC_ASSERT(past.sum() == whole.sum());
        }));
    }

    void lateUsageWithAFixedDiscountSettles()
    {
        QVERIFY(
            rc::check("a fixed discount is neither given again nor taken back when a charge is looked at again", [] {
                auto item = recurring(u"fee"_s, decimalOf(between(0, 90'000), 2).toString());
                item.billingMonths = 3;
                auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s, {item});
                signedContract.discounts = {{u"Percent"_s,
                                             pricing::DiscountBasis::Percent,
                                             pricing::DiscountScope::Recurring,
                                             decimalOf(between(0, 10'000), 2),
                                             {},
                                             {}},
                                            {u"Fixed"_s,
                                             pricing::DiscountBasis::Fixed,
                                             pricing::DiscountScope::Recurring,
                                             {},
                                             Money(between(0, 50'000), signedContract.currency),
                                             {}}};
                if (between(0, 1) == 1)
                    std::reverse(signedContract.discounts.begin(), signedContract.discounts.end());
                Past past = billedMonths(signedContract, QDate(2024, 2, 1));
                auto request = inputOf(signedContract, month(u"2024-02"_s));
                past.tell(request);
                RC_ASSERT(billOf(request).lines.empty());
            }));
    }

    void billsBeforeTheEndOfAMonthAndTheRestAreTheWhole()
    {
        QVERIFY(rc::check("with every model, interim bills and the rest come to what one bill does", [] {
            for (int number = 0; number < modelCount; ++number) {
                auto signedContract = anyUsageContract(modelNumber(number));
                if (sometimes())
                    signedContract.items.front().minimumSpend = Decimal(between(0, 5'000));
                Records usage = anyRecords();
                const Past early = billedUpTo(signedContract, usage);
                Past past = early;
                past.addMonth(signedContract, usage);
                Past whole;
                whole.addMonth(signedContract, usage);
                RC_ASSERT(past.sum() == whole.sum());
                // Usage of the first days that came after they were billed.
                usage.list.emplace_back(QDate(2024, 1, 2), decimalOf(between(1, 400'000), 3));
                past = early;
                past.addMonth(signedContract, usage);
                whole = Past();
                whole.addMonth(signedContract, usage);
                RC_ASSERT(past.sum() == whole.sum());
                auto request = inputOf(signedContract, month(u"2024-02"_s));
                request.period = {QDate(2024, 2, 2), QDate(2024, 2, 3)}; // nothing falls due
                past.tell(request);
                RC_ASSERT(billOf(request, usage).lines.empty());
            }
        }));
    }

    void aFixedDiscountIsTakenOfAMonthOnce()
    {
        QVERIFY(rc::check("behind a percentage, an amount is taken of a month once, however many bills it has", [] {
            auto item = usageItem(u"m"_s, u"0"_s, decimalOf(between(1, 900), 2).toString());
            auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s,
                                           {item, recurring(u"fee"_s, decimalOf(between(0, 9'000), 2).toString())});
            signedContract.discounts
                = {{u"Percent"_s,
                    pricing::DiscountBasis::Percent,
                    pricing::DiscountScope::Usage,
                    decimalOf(between(0, 10'000), 2),
                    {},
                    {}},
                   {u"Fixed"_s,
                    pricing::DiscountBasis::Fixed,
                    sometimes() ? pricing::DiscountScope::Usage : pricing::DiscountScope::Everything,
                    {},
                    Money(between(0, 200'000), signedContract.currency),
                    {}}};
            const Records usage = anyRecords();
            Past past = billedUpTo(signedContract, usage);
            past.addMonth(signedContract, usage);
            Past whole;
            whole.addMonth(signedContract, usage);
            RC_ASSERT(past.sum() == whole.sum());
        }));
    }

    void monthsOfALongCommitmentAreTheWhole()
    {
        QVERIFY(rc::check("the months of a window of a year come to the commitment, its overage and its true-up", [] {
            auto item = usageItem(u"calls"_s, u"0"_s, u"1"_s);
            pricing::CommitmentOverage yearly{decimalOf(between(0, 500), 2),
                                              decimalOf(between(0, 9'000'000), 2),
                                              {},
                                              decimalOf(between(0, 300), 2),
                                              sometimes(),
                                              12};
            item.model = yearly;
            const auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s, {item});
            Records usage;
            Exact used;
            for (auto count = between(0, 9); count > 0; --count) {
                usage.list.emplace_back(QDate(2024, 1, 1).addDays(between(0, 365)),
                                        decimalOf(between(1, 9'000'000), 3));
                used = used + Exact(usage.list.back().second);
            }
            Past past;
            for (QDate day(2024, 1, 1); day.year() == 2024; day = day.addMonths(1)) {
                auto request = inputOf(signedContract, Period::monthOf(day));
                past.add(billOf(request, usage).lines);
            }
            const auto whole = pricing::chargeFor({{used, yearly}}).amount().toMoney(signedContract.currency);
            RC_ASSERT(past.sum() == whole->minor());
        }));
    }

    void billingTwiceAddsNothing()
    {
        QVERIFY(rc::check("with every model, a run over a billed month adds no line", [] {
            for (int number = 0; number < modelCount; ++number) {
                const auto signedContract = anyUsageContract(modelNumber(number));
                const Records usage = anyRecords();
                auto request = inputOf(signedContract, month(u"2024-01"_s));
                Past past;
                past.add(billOf(request, usage).lines);
                past.tell(request);
                RC_ASSERT(billOf(request, usage).lines.empty());
            }
        }));
    }

    void explainingComputesTheSame()
    {
        QVERIFY(rc::check("with every model, a bill is the same with its derivation", [] {
            for (int number = 0; number < modelCount; ++number) {
                auto signedContract = anyUsageContract(modelNumber(number));
                auto standing = recurring(u"fee"_s, u"1"_s);
                standing.model = modelNumber(number);
                standing.quantity = Decimal(between(0, 500));
                standing.escalation = anyEscalation(signedContract.term);
                signedContract.items.push_back(standing);
                const auto request = inputOf(signedContract, month(u"2024-01"_s));
                const Records usage = anyRecords();
                pricing::Recorder recorder;
                const Bill plain = billOf(request, usage), explained = billOf(request, usage, &recorder);
                RC_ASSERT(plain.total == explained.total && plain.lines.size() == explained.lines.size());
                for (size_t i = 0; i < plain.lines.size(); ++i) {
                    RC_ASSERT(plain.lines[i].net == explained.lines[i].net);
                    RC_ASSERT(plain.lines[i].gross == explained.lines[i].gross);
                    RC_ASSERT(plain.lines[i].key == explained.lines[i].key);
                }
                RC_ASSERT(!recorder.take().empty());
            }
        }));
    }

    void theOrderOfRecordsChangesNothing()
    {
        QVERIFY(rc::check("with every model, permuting the usage records changes no amount", [] {
            for (int number = 0; number < modelCount; ++number) {
                const auto request = inputOf(anyUsageContract(modelNumber(number)), month(u"2024-01"_s));
                Records usage = anyRecords();
                const auto total = billOf(request, usage).total;
                for (size_t i = usage.list.size() - 1; i > 0; --i)
                    std::swap(usage.list[i], usage.list[size_t(between(0, std::int64_t(i)))]);
                RC_ASSERT(billOf(request, usage).total == total);
            }
        }));
    }

    void minimumAndMaximumHold()
    {
        QVERIFY(rc::check("a minimum is never undercut, a maximum never exceeded, no line is below zero", [] {
            for (int number = 0; number < modelCount; ++number) {
                const auto signedContract = anyUsageContract(modelNumber(number));
                const PriceItem &item = signedContract.items.front();
                const Bill bill = billOf(inputOf(signedContract, month(u"2024-01"_s)), anyRecords());
                for (const auto &line : bill.lines) {
                    RC_ASSERT(line.net.minor() >= 0 && line.discount.minor() >= 0);
                    RC_ASSERT(line.gross.minor() == line.net.minor() + line.discount.minor());
                }
                if (item.minimumSpend)
                    RC_ASSERT(Exact(bill.total) >= Exact(*item.minimumSpend));
                if (item.maximumSpend)
                    RC_ASSERT(Exact(bill.lines.front().net) <= Exact(*item.maximumSpend));
            }
        }));
    }

    void theGrossOfInclusivePricesStays()
    {
        QVERIFY(rc::check("prices that include the tax: net + tax is the price, line by line and in total", [] {
            auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s, {});
            std::vector<std::int64_t> prices;
            const auto count = between(1, 6);
            for (std::int64_t i = 0; i < count; ++i) {
                prices.push_back(between(0, 1'000'000));
                signedContract.items.push_back(recurring(u"i%1"_s.arg(i), decimalOf(prices.back(), 2).toString()));
                signedContract.items.back().taxIncluded = true;
            }
            auto request = inputOf(signedContract, month(u"2024-01"_s));
            request.payer.address.country = u"DE"_s;
            request.seller.country = u"DE"_s;
            request.taxKnown = true;
            const Bill bill = billOf(request);
            std::int64_t sum = 0;
            for (size_t i = 0; i < prices.size(); ++i) {
                RC_ASSERT(bill.lines[i].net.minor() + bill.lines[i].tax.minor() == prices[i]);
                sum += prices[i];
            }
            RC_ASSERT(bill.total.minor() == sum);
        }));
    }

    void aSplitAddsUpToTheTotal()
    {
        QVERIFY(rc::check("shares with budget caps and the row over cap add up to the total; no cap is passed", [] {
            auto signedContract = contract(u"2024-01-01"_s, u"2025-01-01"_s,
                                           {recurring(u"fee"_s, decimalOf(between(0, 90'000'000), 2).toString())});
            std::int64_t left = 10'000;
            while (left > 0) {
                const auto part = signedContract.shares.size() == 6 ? left : between(1, left);
                left -= part;
                accounts::CostShare share;
                share.entityName = share.costCentre = u"E%1"_s.arg(signedContract.shares.size());
                share.percent = decimalOf(part, 2);
                if (sometimes())
                    share.budgetCap = Money(between(0, 20'000'000), signedContract.currency);
                signedContract.shares.push_back(share);
            }
            const Bill bill = billOf(inputOf(signedContract, month(u"2024-01"_s)));
            std::int64_t sum = 0;
            for (const auto &row : bill.allocations) {
                RC_ASSERT(!row.budgetCap || row.amount.minor() <= row.budgetCap->minor());
                sum += row.amount.minor();
            }
            RC_ASSERT(sum == bill.total.minor());
        }));
    }

    void aCommitmentIsNeverUndercut()
    {
        QVERIFY(rc::check(
            "what a quarter is billed with its true-up reaches the commitment, and no more than is needed", [] {
                auto signedContract = contract(u"2024-01-01"_s, u"2024-04-01"_s,
                                               {recurring(u"fee"_s, decimalOf(between(0, 100'000), 2).toString())});
                const Money committed(between(0, 300'000), signedContract.currency);
                signedContract.commitments = {{u"c"_s, u"Commitment"_s, committed, 3, {}}};
                Past past;
                for (const QString &name : {u"2024-01"_s, u"2024-02"_s, u"2024-03"_s}) {
                    auto request = inputOf(signedContract, month(name));
                    past.tell(request);
                    request.spent = past.charges;
                    past.add(billOf(request).lines);
                }
                const auto price = std::get<pricing::PerUnit>(signedContract.items.front().model).unitPrice;
                const auto fees = (Exact(price) * Exact(3)).toMoney(signedContract.currency).value().minor();
                RC_ASSERT(past.sum() == std::max(fees, committed.minor()));
            }));
    }

    void priceTablesCoverTheService()
    {
        QVERIFY(rc::check("the price table of an item covers its service, and neighbours differ in days only once", [] {
            const Contract signedContract = anyRampedContract();
            for (const PriceItem &item : signedContract.items) {
                const auto table = contracts::priceTable(signedContract, item).value();
                RC_ASSERT(table.front().period.start == signedContract.term.start);
                RC_ASSERT(table.back().period.end == signedContract.term.end);
                for (size_t i = 1; i < table.size(); ++i)
                    RC_ASSERT(table[i].period.start == table[i - 1].period.end);
            }
        }));
    }

    void contractsOfEveryKindSurviveTheirDocument()
    {
        QVERIFY(rc::check("a contract with every field reads back as it was written", [] {
            Contract written = anyRampedContract();
            for (PriceItem &item : written.items)
                item.locationPrices = {{u"L1"_s, anyModel()}, {u"L2"_s, anyModel()}};
            for (PriceItem &item : written.items)
                item.dimensionPrices = {{u"eu"_s, anyModel()}, {u"eu/premium"_s, anyModel()}};
            pricing::Discount dated;
            dated.name = u"Spring"_s;
            dated.percent = decimalOf(between(0, 10'000), 2);
            dated.start = written.term.start;
            dated.end = written.term.start.addMonths(int(between(1, 12)));
            dated.coupon = u"SPRING-26"_s;
            written.discounts.push_back(dated);
            for (int number = 0; number < modelCount; ++number) {
                auto item = anyUsageContract(modelNumber(number)).items.front();
                item.key = u"model%1"_s.arg(number);
                item.ramp
                    = {{written.term.start.addDays(between(1, 30)), modelNumber(number), Decimal(3), Decimal(50)}};
                item.taxIncluded = sometimes();
                item.included = sometimes() ? std::optional(Decimal(7)) : std::nullopt;
                item.purchaseOrder = u"PO"_s;
                item.perLocation = sometimes();
                written.items.push_back(std::move(item));
            }
            written.terms.pauses = {{written.term.start, written.term.start.addDays(5)},
                                    {written.term.start.addDays(7), written.term.start.addDays(9)}};
            written.commitments = {{u"c"_s, u"C"_s, usd(u"12.00"_s), int(between(1, 120)), {u"model0"_s}}};
            written.effectiveFrom = written.term.start.addDays(3);
            written.changeReason = u"more seats"_s;
            const auto json = contracts::toJson(written);
            const auto read = contracts::contractFromJson(json);
            RC_ASSERT(read.has_value());
            RC_ASSERT(contracts::toJson(*read) == json);
            RC_ASSERT(read->items == written.items);
            RC_ASSERT(read->discounts == written.discounts);
            RC_ASSERT(read->terms == written.terms);
            RC_ASSERT(read->commitments == written.commitments);
            RC_ASSERT(read->effectiveFrom == written.effectiveFrom && read->changeReason == written.changeReason);
        }));
    }
};

QTEST_GUILESS_MAIN(TestEngineProperties)
#include "tst_engine_properties.moc"
