// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_split.h"

#include "core/billing/cost_split.h"

namespace accord::billing {

using accounts::CostShare;
using contracts::Contract;
using contracts::SplitBasis;

namespace {

Excess excessOf(const Contract &contract)
{
    return contract.split.overCap == contracts::OverCap::NextEntity ? Excess::PassesOn : Excess::StaysOnPayer;
}

bool isOf(const BilledLocation &location, const CostShare &share)
{
    return location.location.account == share.entity || location.entityName == share.entityName;
}

/// The share that a location counts for: that of its entity and cost centre, or the first one of its entity.
const CostShare *shareOf(const BilledLocation &location, const std::vector<CostShare> &shares)
{
    const CostShare *first = nullptr;
    for (const CostShare &share : shares) {
        if (!isOf(location, share))
            continue;
        if (share.costCentre == location.location.costCentre)
            return &share;
        first = first ? first : &share;
    }
    return first;
}

std::vector<WeightedShare> weighted(const std::vector<CostShare> &shares)
{
    std::vector<WeightedShare> result;
    for (const CostShare &share : shares)
        result.push_back(
            {share.entity, share.entityName, share.costCentre, share.headcount.value_or(Decimal(0)), share.budgetCap});
    return result;
}

Result<std::vector<WeightedShare>> weightedByUsage(const Contract &contract, const BillInput &input,
                                                   const UsageLookup &usage)
{
    auto result = weighted(contract.shares);
    for (WeightedShare &share : result)
        share.weight = Decimal(0);
    for (const BilledLocation &location : input.locations) {
        const CostShare *share = shareOf(location, contract.shares);
        if (!share)
            continue;
        const auto figure = usage.quantity(contract.split.meter, location.location.id, input.period);
        if (!figure)
            return passOn(figure);
        WeightedShare &row = result[size_t(share - contract.shares.data())];
        const auto sum = (Exact(row.weight) + Exact(figure->quantity)).rounded(Decimal::maxScale);
        if (!sum)
            return passOn(sum);
        row.weight = *sum;
    }
    return result;
}

bool nobodyCounts(const std::vector<WeightedShare> &shares)
{
    return std::all_of(shares.begin(), shares.end(), [](const WeightedShare &share) { return share.weight.isZero(); });
}

/// The whole total on the payer, because nothing says how to split it.
std::vector<CostAllocation> onThePayer(Bill &bill, const BillInput &input, const Contract &contract)
{
    bill.exceptions.push_back({contracts::Severity::Warning,
                               u"billing.split_without_usage"_s,
                               {{u"meter"_s, contract.split.meter},
                                {u"period"_s, input.period.toString()},
                                {u"contract"_s, contract.number}}});
    return {{input.payer.id, input.payer.name, {}, {}, bill.total, {}, Money::zero(bill.currency), false}};
}

Result<std::vector<CostAllocation>> splitBy(const Contract &contract, Bill &bill, const BillInput &input,
                                            const UsageLookup &usage, pricing::Recorder *recorder)
{
    const accounts::Account &payer = input.payer;
    if (contract.split.basis == SplitBasis::Shares)
        return splitByShares(bill.total, contract.shares, payer.id, payer.name, recorder, excessOf(contract));
    if (contract.split.basis == SplitBasis::Headcount)
        return splitByWeights(bill.total, weighted(contract.shares), payer.id, payer.name, u"heads"_s,
                              excessOf(contract), recorder);
    const auto shares = weightedByUsage(contract, input, usage);
    if (!shares)
        return passOn(shares);
    if (nobodyCounts(*shares))
        return onThePayer(bill, input, contract);
    return splitByWeights(bill.total, *shares, payer.id, payer.name, u"of "_s + contract.split.meter,
                          excessOf(contract), recorder);
}

} // namespace

Result<void> splitTotal(Bill &bill, const BillInput &input, const UsageLookup &usage, pricing::Recorder *recorder)
{
    const auto withShares = std::find_if(input.contracts.begin(), input.contracts.end(),
                                         [](const Contract &c) { return !c.shares.empty(); });
    const bool hasCostCentres
        = std::any_of(bill.lines.begin(), bill.lines.end(), [](const BillLine &l) { return !l.costCentre.isEmpty(); });
    auto rows = Result<std::vector<CostAllocation>>();
    if (withShares != input.contracts.end())
        rows = splitBy(*withShares, bill, input, usage, recorder);
    else if (hasCostCentres)
        rows = splitByLines(bill.lines, bill.currency);
    if (!rows)
        return passOn(rows);
    bill.allocations = std::move(*rows);
    return {};
}

} // namespace accord::billing
