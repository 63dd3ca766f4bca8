// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every input, with thousands of random ones. A failure prints the line that repeats it
// (RC_PARAMS="reproduce=…").
#include "tests/support/contracts.h"

#include "core/contracts/contract_json.h"
#include "core/money/allocation.h"
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"
#include "core/pricing/period_grid.h"
#include "core/pricing/proration.h"
#include "core/tax/tax_groups.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::testing;

namespace {

std::int64_t between(std::int64_t low, std::int64_t high)
{
    return *rc::gen::inRange<std::int64_t>(low, high + 1);
}

Decimal decimalOf(std::int64_t coefficient, int scale)
{
    return Decimal::make(coefficient, scale).value();
}

pricing::Tiers anyTiers()
{
    std::vector<pricing::Tier> tiers;
    std::int64_t limit = 0;
    const auto count = between(1, 5);
    for (std::int64_t i = 0; i < count; ++i) {
        limit += between(1, 500);
        tiers.push_back({i + 1 < count ? std::optional(Decimal(limit)) : std::nullopt,
                         decimalOf(between(0, 100'000), 3), Decimal(0)});
    }
    return pricing::Tiers::make(std::move(tiers)).value();
}

/// A contract of a few items with any anchor, interval, timing and discount.
contracts::Contract anyContract()
{
    std::vector<contracts::PriceItem> items;
    const auto count = between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        auto item = recurring(u"item%1"_s.arg(i), decimalOf(between(0, 5'000'000), 2).toString());
        const int intervals[] = {1, 3, 6, 12};
        item.billingMonths = intervals[between(0, 3)];
        item.timing = between(0, 1) ? contracts::Timing::InAdvance : contracts::Timing::InArrears;
        item.quantity = decimalOf(between(0, 100'000), 2);
        items.push_back(std::move(item));
    }
    const QDate start = QDate(2023, 1, 1).addDays(between(0, 700));
    auto result = contract(start.toString(Qt::ISODate), start.addDays(between(40, 800)).toString(Qt::ISODate),
                           std::move(items));
    result.terms.anchorDay = int(between(0, 31));
    if (between(0, 1))
        result.discounts = {{u"Any"_s,
                             pricing::DiscountBasis::Percent,
                             pricing::DiscountScope::Recurring,
                             decimalOf(between(0, 10'000), 2),
                             {},
                             {}}};
    return result;
}

billing::Bill billOf(const billing::BillInput &input)
{
    static const auto noRates
        = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n").value();
    return billing::rate(input, StatedUsage(), noRates).value();
}

/// Every line of a contract, month by month as a run would bill it.
std::vector<billing::BillLine> wholeTerm(const contracts::Contract &contract)
{
    std::vector<billing::BillLine> lines;
    auto request = input(contract, contract.term.start.toString(u"yyyy-MM"_s));
    for (Period month = Period::monthOf(contract.term.start.addMonths(-1));
         month.start <= contract.term.end.addMonths(13); month = Period::monthOf(month.end)) {
        request.period = month;
        request.taxDay = month.lastDay();
        for (const auto &line : billOf(request).lines) {
            request.billedKeys.insert(line.key.toString());
            lines.push_back(line);
        }
    }
    return lines;
}

} // namespace

class TestProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partsAddUpToTheWhole()
    {
        QVERIFY(rc::check("allocate() deals out the whole, each part within a unit of its exact share", [] {
            const Money whole(between(-1'000'000'000, 1'000'000'000), currency(u"USD"_s));
            std::vector<Exact> weights;
            Exact sum;
            const auto count = between(1, 12);
            for (std::int64_t i = 0; i < count; ++i) {
                weights.push_back(Exact(decimalOf(between(i == 0 ? 1 : 0, 10'000), 2)));
                sum = sum + weights.back();
            }
            const auto parts = allocate(whole, weights).value();
            std::int64_t total = 0;
            for (size_t i = 0; i < parts.size(); ++i) {
                total += parts[i].minor();
                const Exact off = Exact(parts[i].minor()) - Exact(whole.minor()) * weights[i] / sum;
                RC_ASSERT(off < Exact(1) && off > Exact(-1));
            }
            RC_ASSERT(total == whole.minor());
        }));
    }

    void decimalsSurviveTheirText()
    {
        QVERIFY(rc::check("parse(toString(x)) is x", [] {
            const Decimal value = decimalOf(*rc::gen::arbitrary<std::int64_t>(), int(between(0, 18)));
            RC_ASSERT(Decimal::parse(value.toString()).value() == value);
            RC_ASSERT(Decimal::parse(value.toShortString()).value() == value);
        }));
    }

    void roundingIsSymmetricAndNearest()
    {
        QVERIFY(rc::check("toMoney() is the nearest unit, mirrored for negatives", [] {
            const Exact value = Exact::ratio(between(-1'000'000'000, 1'000'000'000), between(1, 100'000));
            const Money rounded = value.toMoney(currency(u"USD"_s)).value();
            const Exact off = (Exact(rounded) - value) * Exact(200);
            RC_ASSERT(off <= Exact(1) && off >= Exact(-1));
            RC_ASSERT((-value).toMoney(currency(u"USD"_s)).value() == rounded.negated());
        }));
    }

    void graduatedPricesUnitByUnit()
    {
        QVERIFY(rc::check("a graduated price is the sum over its units, so splitting a period changes nothing", [] {
            const pricing::ChargeModel model = pricing::Graduated{anyTiers(), true};
            const auto before = between(0, 800), more = between(0, 800);
            Exact bySteps = pricing::rate(model, Decimal(before));
            for (std::int64_t unit = before + 1; unit <= before + more; ++unit)
                bySteps = bySteps + (pricing::rate(model, Decimal(unit)) - pricing::rate(model, Decimal(unit - 1)));
            RC_ASSERT(bySteps == pricing::rate(model, Decimal(before + more)));
            RC_ASSERT(pricing::rate(model, Decimal(before)) <= pricing::rate(model, Decimal(before + more)));
        }));
    }

    void explainingComputesTheSame()
    {
        QVERIFY(rc::check("a recorder changes no price", [] {
            const pricing::ChargeModel models[] = {
                pricing::Graduated{anyTiers(), true}, pricing::Volume{anyTiers(), true},
                pricing::Package{Decimal(between(1, 500)), decimalOf(between(0, 10'000), 2), Decimal(between(0, 300))}};
            const auto &model = models[between(0, 2)];
            const Decimal quantity = decimalOf(between(0, 2'000'000), 3);
            pricing::Recorder recorder;
            recorder.open(u"price"_s);
            RC_ASSERT(pricing::rate(model, quantity, &recorder) == pricing::rate(model, quantity));
            recorder.close();
        }));
    }

    void discountsNeverTakeMoreThanThereIs()
    {
        QVERIFY(rc::check("0 <= net <= gross, and gross = net + what was taken", [] {
            std::vector<std::pair<size_t, Decimal>> discounts;
            const auto count = between(0, 6);
            for (std::int64_t i = 0; i < count; ++i)
                discounts.emplace_back(size_t(i), decimalOf(between(0, 10'000), 2));
            const auto line
                = pricing::applyDiscounts(Exact(decimalOf(between(0, 1'000'000'000), 4)), currency(u"EUR"_s), discounts)
                      .value();
            std::int64_t taken = 0;
            for (const auto &one : line.taken) {
                RC_ASSERT(one.amount.minor() >= 0);
                taken += one.amount.minor();
            }
            RC_ASSERT(line.net.minor() >= 0 && line.net.minor() <= line.gross.minor());
            RC_ASSERT(line.gross.minor() == line.net.minor() + taken);
        }));
    }

    void periodsCoverATermWithoutGapOrOverlap()
    {
        QVERIFY(rc::check("the periods of a grid follow each other for every anchor", [] {
            const QDate start = QDate(2000, 1, 1).addDays(between(0, 20'000));
            const Period term{start, start.addDays(between(1, 2'000))};
            const pricing::PeriodGrid grid(start, int(between(1, 31)), int(between(1, 13)));
            const auto periods = grid.periodsOverlapping(term);
            RC_ASSERT(periods.front().start <= term.start && periods.back().end >= term.end);
            for (size_t i = 1; i < periods.size(); ++i)
                RC_ASSERT(periods[i].start == periods[i - 1].end);
        }));
    }

    void aTermIsBilledOnceAndWhole()
    {
        QVERIFY(rc::check("month by month, every day of every item is billed exactly once", [] {
            const auto signedContract = anyContract();
            std::map<QString, std::vector<Period>> served;
            for (const auto &line : wholeTerm(signedContract))
                served[line.key.item].push_back(line.key.period);
            for (const auto &item : signedContract.items) {
                auto &periods = served[item.key];
                std::sort(periods.begin(), periods.end());
                RC_ASSERT(!periods.empty());
                RC_ASSERT(periods.front().start == signedContract.term.start
                          && periods.back().end == signedContract.term.end);
                for (size_t i = 1; i < periods.size(); ++i)
                    RC_ASSERT(periods[i].start == periods[i - 1].end);
            }
        }));
    }

    void totalsAreSumsOfRoundedLines()
    {
        QVERIFY(rc::check("subtotal = sum of nets, net = gross - discount", [] {
            const auto signedContract = anyContract();
            const auto bill = billOf(input(signedContract, signedContract.term.start.toString(u"yyyy-MM"_s)));
            std::int64_t sum = 0;
            for (const auto &line : bill.lines) {
                RC_ASSERT(line.net.minor() == line.gross.minor() - line.discount.minor());
                sum += line.net.minor();
            }
            RC_ASSERT(bill.subtotal.minor() == sum);
            RC_ASSERT(bill.total.minor() == sum + bill.tax.minor());
        }));
    }

    void contractsSurviveTheirDocument()
    {
        QVERIFY(rc::check("a contract read from its JSON writes the same JSON", [] {
            const auto written = contracts::toJson(anyContract());
            const auto read = contracts::contractFromJson(written);
            RC_ASSERT(read.has_value());
            RC_ASSERT(contracts::toJson(*read) == written);
        }));
    }
};

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
