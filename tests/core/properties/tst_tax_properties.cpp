// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of tax, credit, recognition and splits for every input, with thousands of random ones. A failure
// prints the line that repeats it (RC_PARAMS="reproduce=…").
#include "tests/support/contracts.h"

#include "core/billing/cost_split.h"
#include "core/billing/credit_note.h"
#include "core/billing/instalments.h"
#include "core/billing/prepaid_credit.h"
#include "core/billing/totals_rules.h"
#include "core/contracts/service_level_credit.h"
#include "core/money/allocation.h"
#include "core/pricing/discount.h"
#include "core/recognition/deferral.h"
#include "core/recognition/modification.h"
#include "core/tax/inclusive.h"
#include "core/tax/withholding.h"

#include <QtTest/QTest>
#include <numeric>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::testing;

namespace {

std::int64_t between(std::int64_t low, std::int64_t high)
{
    return *rc::gen::inRange<std::int64_t>(low, high + 1);
}

Money dollars(std::int64_t minor)
{
    return Money(minor, currency(u"USD"_s));
}

Money anyMoney(std::int64_t low, std::int64_t high)
{
    return dollars(between(low, high));
}

std::vector<Money> anyAmounts(std::int64_t low, std::int64_t high, std::int64_t most = 8)
{
    std::vector<Money> amounts;
    const auto count = between(1, most);
    for (std::int64_t i = 0; i < count; ++i)
        amounts.push_back(anyMoney(low, high));
    return amounts;
}

std::int64_t sum(const std::vector<Money> &amounts)
{
    return std::accumulate(amounts.begin(), amounts.end(), std::int64_t(0),
                           [](std::int64_t total, const Money &amount) { return total + amount.minor(); });
}

std::int64_t sum(const recognition::Schedule &schedule)
{
    return std::accumulate(schedule.begin(), schedule.end(), std::int64_t(0),
                           [](std::int64_t total, const auto &month) { return total + month.amount.minor(); });
}

/// One or two taxes out of a few, so that lines share groups; the second may be a tax on tax.
std::vector<tax::Component> anyComponents()
{
    const int percents[] = {0, 500, 725, 1000, 1900, 2000};
    const auto one = [&](const QString &jurisdiction, bool compound) {
        return tax::Component{
            jurisdiction, tax::Category::Standard, Decimal::make(percents[between(0, 5)], 2).value(), u"Tax"_s, {}, {},
            compound};
    };
    std::vector<tax::Component> components{one(u"State"_s, false)};
    if (between(0, 2) == 0)
        components.push_back(one(u"City"_s, between(0, 1) == 1));
    return components;
}

std::vector<tax::TaxableLine> anyTaxableLines(std::int64_t low, std::int64_t high)
{
    std::vector<tax::TaxableLine> lines;
    for (const Money &net : anyAmounts(low, high))
        lines.push_back({net, anyComponents()});
    return lines;
}

Period anySpan()
{
    const QDate start = QDate(1999, 1, 1).addDays(between(0, 12'000));
    return {start, start.addDays(between(1, 1500))};
}

} // namespace

class TestTaxProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void taxSharesAddUpForEveryRounding()
    {
        QVERIFY(rc::check("tax of lines = tax of groups = total, at each level and for both signs", [] {
            const auto lines = anyTaxableLines(-500'000, 500'000);
            for (const auto rounding : {tax::Rounding::RateGroup, tax::Rounding::Line, tax::Rounding::Invoice}) {
                const auto result = tax::computeTax(lines, currency(u"USD"_s), nullptr, rounding).value();
                std::int64_t groups = 0;
                for (const auto &group : result.groups)
                    groups += group.tax.minor();
                RC_ASSERT(groups == result.total.minor());
                RC_ASSERT(sum(result.perLine) == result.total.minor());
            }
        }));
    }

    void groupsAgreeWithTheRulesOfTotals()
    {
        QVERIFY(rc::check("by rate group each group's tax is taxable × percent, rounded (BR-CO-17)", [] {
            const auto computed = tax::computeTax(anyTaxableLines(-500'000, 500'000), currency(u"USD"_s)).value();
            for (const auto &group : computed.groups)
                RC_ASSERT(
                    (Exact(group.taxable) * Exact::percent(group.component.percent)).toMoney(currency(u"USD"_s)).value()
                    == group.tax);
        }));
    }

    void explainingTaxChangesNothing()
    {
        QVERIFY(rc::check("computeTax() with a recorder gives the same", [] {
            const auto lines = anyTaxableLines(-500'000, 500'000);
            pricing::Recorder recorder;
            const auto plain = tax::computeTax(lines, currency(u"USD"_s)).value();
            const auto explained = tax::computeTax(lines, currency(u"USD"_s), &recorder).value();
            RC_ASSERT(plain.groups == explained.groups);
            RC_ASSERT(plain.perLine == explained.perLine);
            RC_ASSERT(recorder.take().size() == plain.groups.size());
        }));
    }

    void anInclusiveGrossNeverChanges()
    {
        QVERIFY(rc::check("net + tax = gross of each line and of the whole; groups add up to the tax", [] {
            std::vector<tax::GrossLine> lines;
            for (const auto &line : anyTaxableLines(-500'000, 500'000))
                lines.push_back({line.net, line.components});
            const auto result = tax::computeInclusiveTax(lines, currency(u"USD"_s)).value();
            std::int64_t groups = 0, gross = 0;
            for (const auto &group : result.tax.groups)
                groups += group.tax.minor();
            for (size_t i = 0; i < lines.size(); ++i) {
                gross += lines[i].gross.minor();
                RC_ASSERT(result.lineNets[i].minor() + result.tax.perLine[i].minor() == lines[i].gross.minor());
            }
            RC_ASSERT(groups == result.tax.total.minor());
            RC_ASSERT(result.net.minor() + result.tax.total.minor() == gross);
            RC_ASSERT(result.gross.minor() == gross);
        }));
    }

    void withheldAndPaidAreTheTotal()
    {
        QVERIFY(rc::check("withheld + payable = total", [] {
            const Money net = anyMoney(-1'000'000, 1'000'000), total = anyMoney(-1'000'000, 1'000'000);
            const tax::WithholdingRule rule{{}, Decimal::make(between(0, 10'000), 2).value(), between(0, 1) == 1, {}};
            const auto payment = tax::withhold(net, total, rule).value();
            RC_ASSERT(payment.withheld.minor() + payment.payable.minor() == total.minor());
        }));
    }

    void creditInPartsEndsAtZero()
    {
        QVERIFY(rc::check("any parts and then the rest leave no net and no tax, and never give back too much", [] {
            const int sign = between(0, 1) ? 1 : -1;
            billing::CreditableLine line{dollars(sign * between(1, 100'000)), {}, dollars(0), {}};
            for (const Money &tax : anyAmounts(0, 20'000, 3))
                line.taxes.push_back(dollars(sign * tax.minor()));
            line.creditedTaxes.assign(line.taxes.size(), dollars(0));
            for (auto parts = between(0, 6); parts >= 0; --parts) {
                const std::int64_t left = line.net.minor() - line.creditedNet.minor();
                const Money amount = dollars(parts == 0 ? left : sign * between(0, sign * left));
                const auto credit = billing::creditLine(line, amount).value();
                line.creditedNet = *line.creditedNet.minus(credit.net);
                for (size_t i = 0; i < line.taxes.size(); ++i) {
                    line.creditedTaxes[i] = *line.creditedTaxes[i].minus(credit.taxes[i]);
                    RC_ASSERT(sign * line.creditedTaxes[i].minor() <= sign * line.taxes[i].minor());
                    RC_ASSERT(sign * credit.taxes[i].minor() <= 0);
                }
            }
            RC_ASSERT(line.creditedNet == line.net);
            RC_ASSERT(line.creditedTaxes == line.taxes);
        }));
    }

    void aDocumentInPartsEndsAtZero()
    {
        QVERIFY(rc::check("crediting a document in parts and then in full ends at zero net and tax for each line", [] {
            std::vector<billing::CreditableLine> lines;
            for (const Money &net : anyAmounts(0, 50'000))
                lines.push_back({net, {anyMoney(0, 10'000)}, dollars(0), {dollars(0)}});
            for (auto parts = between(0, 4); parts >= 0; --parts) {
                const Money left = billing::creditableNet(lines, currency(u"USD"_s)).value();
                const Money amount = parts == 0 ? left : anyMoney(0, left.minor());
                const auto credits = billing::creditDocument(lines, amount).value();
                std::int64_t net = 0;
                for (size_t i = 0; i < lines.size(); ++i) {
                    net += credits[i].net.minor();
                    lines[i].creditedNet = *lines[i].creditedNet.minus(credits[i].net);
                    lines[i].creditedTaxes[0] = *lines[i].creditedTaxes[0].minus(credits[i].taxes[0]);
                }
                RC_ASSERT(net == -amount.minor());
            }
            for (const auto &line : lines) {
                RC_ASSERT(line.creditedNet == line.net);
                RC_ASSERT(line.creditedTaxes == line.taxes);
            }
        }));
    }

    void creditNotesAddUp()
    {
        QVERIFY(rc::check("items add up to the net, net and tax to the total, never above the price", [] {
            std::vector<billing::CreditItem> items;
            std::int64_t price = 0;
            for (const Money &amount : anyAmounts(0, 100'000)) {
                const auto days = between(1, 366);
                items.push_back(
                    {Exact(amount), Exact::ratio(between(0, days), days), dollars(0), dollars(0), anyComponents()});
                price += amount.minor();
            }
            const auto note = billing::creditNoteFor(items, currency(u"USD"_s)).value();
            RC_ASSERT(sum(note.itemNets) == note.net.minor());
            RC_ASSERT(note.net.minor() + note.tax.minor() == note.total.minor());
            RC_ASSERT(note.net.minor() >= 0 && note.net.minor() <= price);
        }));
    }

    void prepaidCreditNeverPaysTooMuch()
    {
        QVERIFY(rc::check(
            "0 <= applied <= line, sum of applied <= credits, and nothing is left over while a line is due", [] {
                const auto lines = anyAmounts(-20'000, 100'000);
                std::vector<billing::PrepaidCredit> credits;
                const auto balances = anyAmounts(0, 100'000);
                for (const Money &balance : balances)
                    credits.push_back({{}, balance, 0, {}});
                const auto drawn = billing::drawDown(lines, credits, currency(u"USD"_s)).value();
                bool isDue = false;
                for (size_t i = 0; i < lines.size(); ++i) {
                    RC_ASSERT(drawn.applied[i].minor() >= 0);
                    RC_ASSERT(drawn.applied[i].minor() <= std::max<std::int64_t>(0, lines[i].minor()));
                    RC_ASSERT(drawn.applied[i].minor() + drawn.due[i].minor() == lines[i].minor());
                    isDue = isDue || drawn.due[i].minor() > 0;
                }
                RC_ASSERT(sum(drawn.applied) + sum(drawn.remaining) == sum(balances));
                RC_ASSERT(!isDue || sum(drawn.remaining) == 0);
            }));
    }

    void reductionsNeverCrossZero()
    {
        QVERIFY(rc::check("amount = net + taken, and net lies between zero and the amount", [] {
            const Money amount = anyMoney(-100'000, 100'000);
            std::vector<pricing::Reduction> reductions;
            for (const Money &value : anyAmounts(0, 20'000, 5)) {
                const bool fixed = between(0, 1) == 1;
                reductions.push_back({{}, fixed, Decimal::make(value.minor(), 2).value(), value, anyMoney(0, 5'000)});
            }
            const auto reduced = pricing::reduce(amount, reductions).value();
            RC_ASSERT(reduced.net.minor() + sum(reduced.taken) == amount.minor());
            const std::int64_t sign = amount.isNegative() ? -1 : 1;
            RC_ASSERT(sign * reduced.net.minor() >= 0);
            RC_ASSERT(sign * reduced.net.minor() <= sign * amount.minor());
        }));
    }

    void monthsAddUpToTheTotal()
    {
        QVERIFY(rc::check("recognition by day adds up for every span, leap years included", [] {
            const Money total = anyMoney(-10'000'000, 10'000'000);
            const Period span = anySpan();
            const auto months = recognition::byDay(total, span).value();
            RC_ASSERT(sum(months) == total.minor());
            RC_ASSERT(months.front().month == Period::monthOf(span.start).start);
            RC_ASSERT(months.back().month == Period::monthOf(span.lastDay()).start);
            const auto even = recognition::byEvenMonths(total, span.start, int(between(1, 120))).value();
            RC_ASSERT(sum(even) == total.minor());
        }));
    }

    void changesLeaveThePastAloneAndAddUp()
    {
        QVERIFY(rc::check("after any changes months add up to the last total; months before a change stay", [] {
            const Money total = anyMoney(0, 10'000'000);
            const Period span = anySpan();
            std::vector<recognition::Modification> changes;
            QDate day = span.start;
            for (auto count = between(1, 3); count > 0; --count) {
                day = day.addDays(between(0, 400));
                const auto before = recognition::byDay(total, span, changes).value();
                changes.push_back(
                    {day, anyMoney(0, 10'000'000), day.addDays(between(-10, 800)),
                     between(0, 1) ? recognition::Treatment::Prospective : recognition::Treatment::CumulativeCatchUp});
                const auto after = recognition::byDay(total, span, changes).value();
                RC_ASSERT(sum(after) == changes.back().total.minor());
                for (size_t i = 0; i < std::min(before.size(), after.size()); ++i)
                    RC_ASSERT(after[i].month >= Period::monthOf(day).start || after[i] == before[i]);
            }
        }));
    }

    void balancesRollForward()
    {
        QVERIFY(rc::check("opening + billed − recognised = closing, through all months, as asset or liability", [] {
            const Money opening = anyMoney(-50'000, 50'000);
            const auto recognised = recognition::byDay(anyMoney(0, 1'000'000), anySpan()).value();
            const auto billed = recognition::atOnce(anyMoney(0, 1'000'000), anySpan().start).value();
            const auto months = recognition::rollForward(opening, billed, recognised).value();
            Money before = opening;
            for (const auto &month : months) {
                RC_ASSERT(month.opening == before);
                RC_ASSERT(month.contractLiability.minor() - month.contractAsset.minor() == month.closing.minor());
                RC_ASSERT(month.contractLiability.isZero() || month.contractAsset.isZero());
                before = month.closing;
            }
            RC_ASSERT(before.minor() == opening.minor() + sum(billed) - sum(recognised));
        }));
    }

    void instalmentsAddUp()
    {
        QVERIFY(rc::check("equal parts and percentages add up to the total", [] {
            const Money total = anyMoney(-1'000'000, 1'000'000);
            billing::InstalmentPlan plan{
                between(0, 1) ? billing::InstalmentBasis::Equal : billing::InstalmentBasis::Percent, {}};
            std::int64_t left = 10'000; // hundredths of a percent
            for (auto count = between(1, 12); count > 0; --count) {
                const std::int64_t share = count == 1 ? left : between(1, left - count + 1);
                left -= share;
                plan.terms.push_back({{}, QDate(2025, 1, 1), {}, Decimal::make(share, 2).value(), {}});
            }
            std::int64_t dealt = 0;
            const auto parts = billing::instalmentsOf(total, plan).value();
            for (const auto &part : parts)
                dealt += part.amount.minor();
            RC_ASSERT(dealt == total.minor());
        }));
    }

    void splitsWithCapsAddUp()
    {
        QVERIFY(rc::check("rows add up to the total and nobody passes a cap, whatever happens to the excess", [] {
            const Money total = anyMoney(0, 1'000'000);
            std::vector<billing::WeightedShare> shares{{{}, {}, {}, Decimal(1), {}}};
            for (const Money &weight : anyAmounts(0, 1'000))
                shares.push_back({{},
                                  {},
                                  {},
                                  Decimal(weight.minor()),
                                  between(0, 1) ? std::optional(anyMoney(0, 300'000)) : std::nullopt});
            for (const auto excess : {billing::Excess::StaysOnPayer, billing::Excess::PassesOn}) {
                std::int64_t dealt = 0;
                const auto rows = billing::splitByWeights(total, shares, {}, {}, {}, excess).value();
                for (const auto &row : rows) {
                    dealt += row.amount.minor();
                    RC_ASSERT(!row.budgetCap || row.amount.minor() <= row.budgetCap->minor());
                }
                RC_ASSERT(dealt == total.minor());
            }
        }));
    }

    void serviceLevelCreditsStayBelowTheCap()
    {
        QVERIFY(rc::check("credits are above zero, add up, and never pass the cap", [] {
            const contracts::ServiceLevelTable table{
                {},
                {{decimal(u"99.9"_s), Decimal(between(0, 30))}, {Decimal(95), Decimal(between(30, 100))}},
                {{u"P1"_s, Decimal(between(0, 100)), {}, int(between(0, 3))},
                 {u"P2"_s, Decimal(0), anyMoney(0, 9'000), 0}},
                Decimal(between(0, 100))};
            const Money fee = anyMoney(0, 1'000'000);
            const auto minutes = between(1, 44'640);
            const contracts::ServiceLevelReport report{
                {}, between(0, minutes), minutes, {{u"P1"_s, int(between(0, 9))}, {u"P2"_s, int(between(0, 9))}}};
            const auto result
                = contracts::serviceLevelCredits(table, {{u"a"_s, fee}}, report, currency(u"USD"_s)).value();
            std::int64_t given = 0;
            for (const auto &credit : result.credits) {
                RC_ASSERT(credit.amount.minor() > 0);
                given += credit.amount.minor();
            }
            RC_ASSERT(given == result.total.minor());
            RC_ASSERT(Exact(result.total)
                      <= Exact((Exact(fee) * Exact::percent(table.capPercent)).toMoney(currency(u"USD"_s)).value()));
        }));
    }

    void permutingWeightsPermutesShares()
    {
        QVERIFY(rc::check("shares follow their weights, up to the order of ties", [] {
            const Money whole = anyMoney(-1'000'000, 1'000'000);
            std::vector<Exact> weights{Exact(1)};
            for (const Money &weight : anyAmounts(0, 1'000))
                weights.emplace_back(weight.minor());
            const auto turn = between(0, std::int64_t(weights.size()) - 1);
            auto turned = weights;
            std::rotate(turned.begin(), turned.begin() + turn, turned.end());
            auto shares = allocate(whole, weights).value();
            const auto turnedShares = allocate(whole, turned).value();
            std::rotate(shares.begin(), shares.begin() + turn, shares.end());
            for (size_t i = 0; i < shares.size(); ++i) {
                const auto off = shares[i].minor() - turnedShares[i].minor();
                RC_ASSERT(off >= -1 && off <= 1);
            }
            auto sorted = shares, sortedTurned = turnedShares;
            const auto less = [](const Money &a, const Money &b) { return a.minor() < b.minor(); };
            std::sort(sorted.begin(), sorted.end(), less);
            std::sort(sortedTurned.begin(), sortedTurned.end(), less);
            RC_ASSERT(sum(sorted) == sum(sortedTurned));
        }));
    }

    void keysMakeSharesIndependentOfTheOrder()
    {
        QVERIFY(rc::check("with keys a permutation permutes the shares exactly", [] {
            const Money whole = anyMoney(-1'000'000, 1'000'000);
            std::vector<Exact> weights{Exact(1)};
            for (const Money &weight : anyAmounts(0, 5))
                weights.emplace_back(weight.minor());
            QStringList keys;
            for (size_t i = 0; i < weights.size(); ++i)
                keys += QChar(u'a' + int(i));
            const auto shares = allocate(whole, weights, keys).value();
            std::reverse(weights.begin(), weights.end());
            std::reverse(keys.begin(), keys.end());
            auto reversed = allocate(whole, weights, keys).value();
            std::reverse(reversed.begin(), reversed.end());
            RC_ASSERT(shares == reversed);
        }));
    }

    void withdrawalsAddUp()
    {
        QVERIFY(rc::check("taken + remaining = held; nothing is taken below zero", [] {
            const auto pots = anyAmounts(0, 10'000);
            const Money amount = anyMoney(0, 60'000);
            const auto result = withdraw(amount, pots).value();
            RC_ASSERT(sum(result.taken) == std::min(amount.minor(), sum(pots)));
            for (size_t i = 0; i < pots.size(); ++i) {
                RC_ASSERT(result.taken[i].minor() + result.remaining[i].minor() == pots[i].minor());
                RC_ASSERT(result.remaining[i].minor() >= 0 && result.taken[i].minor() >= 0);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(TestTaxProperties)
#include "tst_tax_properties.moc"
