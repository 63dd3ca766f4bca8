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

void record(pricing::Recorder *recorder, const CostAllocation &row, const Money &total)
{
    const pricing::Step step(recorder, [&] { return u"%1, %2"_s.arg(row.entityName, row.costCentre); });
    recorder->rule(u"%1 % of %2 by largest remainder"_s.arg(row.percent->toShortString(), total.toString()));
    recorder->rounded(row.amount);
    if (!row.overCap.isZero())
        recorder->fact(u"Above the budget cap, stays on the payer"_s, row.overCap.toString());
}

} // namespace

Result<std::vector<CostAllocation>> splitByShares(const Money &total, const std::vector<accounts::CostShare> &shares,
                                                  const accounts::AccountId &payer, const QString &payerName,
                                                  pricing::Recorder *recorder)
{
    std::vector<Exact> weights;
    Exact sum;
    for (const auto &share : shares) {
        weights.emplace_back(share.percent);
        sum = sum + Exact(share.percent);
    }
    if (sum != Exact(100))
        return fail(ErrorKind::InvalidInput, u"billing.shares_not_whole"_s, {{u"sum"_s, sum.toString()}});
    const auto parts = allocate(total, weights);
    if (!parts)
        return passOn(parts);
    std::vector<CostAllocation> rows;
    MoneySum over(total.currency());
    for (size_t i = 0; i < shares.size(); ++i) {
        rows.push_back(capped(shares[i], (*parts)[i]));
        over.add(rows.back().overCap);
        if (recorder)
            record(recorder, rows.back(), total);
    }
    if (!over.total())
        return passOn(over.total());
    if (!over.total()->isZero())
        rows.push_back({payer, payerName, u"over cap"_s, std::nullopt, *over.total(), std::nullopt,
                        Money::zero(total.currency()), true});
    return rows;
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
