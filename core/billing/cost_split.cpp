// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/cost_split.h"

#include "core/money/allocation.h"

#include <map>
#include <tuple>

namespace accord::billing {

namespace {

CostAllocation capped(const accounts::CostShare &share, const Money &part)
{
    CostAllocation row{share.entity,
                       share.entityName,
                       share.costCentre,
                       share.percent,
                       part,
                       share.budgetCap,
                       Money::zero(part.currency()),
                       false};
    if (share.budgetCap && share.budgetCap->currency() == part.currency() && part.minor() > share.budgetCap->minor()) {
        row.overCap = Money(part.minor() - share.budgetCap->minor(), part.currency());
        row.amount = *share.budgetCap;
    }
    return row;
}

tl::unexpected<Error> negativeCap(const QString &entity)
{
    return fail(ErrorKind::InvalidInput, u"billing.cap_negative"_s, {{u"entity"_s, entity}});
}

/// Moves what the caps turned away to the rows after them, as far as those have room. What is left stays over the cap
/// of the row it came from.
void passOnExcess(std::vector<CostAllocation> &rows)
{
    for (size_t from = 0; from < rows.size(); ++from) {
        std::int64_t excess = rows[from].overCap.minor();
        for (size_t to = from + 1; to < rows.size() && excess > 0; ++to) {
            CostAllocation &next = rows[to];
            const bool isFree = !next.budgetCap || next.budgetCap->currency() != next.amount.currency();
            const std::int64_t room = isFree ? excess : next.budgetCap->minor() - next.amount.minor();
            const std::int64_t taken = std::clamp<std::int64_t>(room, 0, excess);
            next.amount = Money(next.amount.minor() + taken, next.amount.currency());
            excess -= taken;
        }
        rows[from].overCap = Money(excess, rows[from].overCap.currency());
    }
}

void record(pricing::Recorder *recorder, const CostAllocation &row, const Money &total, const QString &share)
{
    const pricing::Step step(recorder, [&] { return u"%1, %2"_s.arg(row.entityName, row.costCentre); });
    recorder->rule(u"%1 of %2 by largest remainder"_s.arg(share, total.toString()));
    recorder->rounded(row.amount);
    if (!row.overCap.isZero())
        recorder->fact(u"Above the budget cap, stays on the payer"_s, row.overCap.toString());
}

/// The rows of a split, and the payer's row where something stays over the caps.
Result<std::vector<CostAllocation>> closed(std::vector<CostAllocation> rows, const Currency &currency,
                                           const accounts::AccountId &payer, const QString &payerName, Excess excess)
{
    if (excess == Excess::PassesOn)
        passOnExcess(rows);
    MoneySum over(currency);
    for (const CostAllocation &row : rows)
        over.add(row.overCap);
    if (!over.total())
        return passOn(over.total());
    if (!over.total()->isZero())
        rows.push_back(
            {payer, payerName, u"over cap"_s, std::nullopt, *over.total(), std::nullopt, Money::zero(currency), true});
    return rows;
}

} // namespace

Result<std::vector<CostAllocation>> splitByShares(const Money &total, const std::vector<accounts::CostShare> &shares,
                                                  const accounts::AccountId &payer, const QString &payerName,
                                                  pricing::Recorder *recorder, Excess excess)
{
    std::vector<Exact> weights;
    Exact sum;
    for (const auto &share : shares) {
        if (share.budgetCap && share.budgetCap->isNegative())
            return negativeCap(share.entityName);
        weights.emplace_back(share.percent);
        sum = sum + Exact(share.percent);
    }
    if (sum != Exact(100))
        return fail(ErrorKind::InvalidInput, u"billing.shares_not_whole"_s, {{u"sum"_s, sum.toString()}});
    const auto parts = allocate(total, weights);
    if (!parts)
        return passOn(parts);
    std::vector<CostAllocation> rows;
    for (size_t i = 0; i < shares.size(); ++i)
        rows.push_back(capped(shares[i], (*parts)[i]));
    const auto result = closed(std::move(rows), total.currency(), payer, payerName, excess);
    if (result && recorder)
        for (size_t i = 0; i < shares.size(); ++i)
            record(recorder, (*result)[i], total, (*result)[i].percent->toShortString() + u" %"_s);
    return result;
}

Result<std::vector<CostAllocation>> splitByWeights(const Money &total, const std::vector<WeightedShare> &shares,
                                                   const accounts::AccountId &payer, const QString &payerName,
                                                   const QString &what, Excess excess, pricing::Recorder *recorder)
{
    std::vector<Exact> weights;
    for (const WeightedShare &share : shares) {
        weights.emplace_back(share.weight);
        if (!share.budgetCap)
            continue;
        if (share.budgetCap->isNegative())
            return negativeCap(share.entityName);
        if (const auto sameCurrency = total.minus(*share.budgetCap); !sameCurrency)
            return passOn(sameCurrency);
    }
    const auto parts = allocate(total, weights);
    if (!parts)
        return passOn(parts);
    std::vector<CostAllocation> rows;
    for (size_t i = 0; i < shares.size(); ++i) {
        rows.push_back(capped({shares[i].entity, shares[i].entityName, shares[i].costCentre, {}, shares[i].budgetCap},
                              (*parts)[i]));
        rows.back().percent.reset();
    }
    const auto result = closed(std::move(rows), total.currency(), payer, payerName, excess);
    if (result && recorder)
        for (size_t i = 0; i < shares.size(); ++i)
            record(recorder, (*result)[i], total, u"%1 %2"_s.arg(shares[i].weight.toShortString(), what));
    return result;
}

Result<std::vector<CostAllocation>> splitByLines(const std::vector<BillLine> &lines, const Currency &currency)
{
    struct Row
    {
        QString entityName;
        MoneySum sum;
    };
    std::map<std::pair<QString, accounts::AccountId>, Row> rows;
    for (const BillLine &line : lines) {
        const auto [row, added]
            = rows.try_emplace({line.costCentre, line.entity}, Row{line.entityName, MoneySum(currency)});
        row->second.sum.add(line.net).add(line.tax);
    }
    std::vector<CostAllocation> result;
    for (const auto &[key, row] : rows) {
        if (!row.sum.total())
            return passOn(row.sum.total());
        result.push_back({key.second, row.entityName, key.first, std::nullopt, *row.sum.total(), std::nullopt,
                          Money::zero(currency), false});
    }
    return result;
}

} // namespace accord::billing
