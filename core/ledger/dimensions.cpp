// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/dimensions.h"

#include "core/billing/cost_split.h"
#include "core/money/allocation.h"

#include <algorithm>
#include <tuple>

namespace accord::ledger {

namespace {

/// Whether the split of \a bill only says what its lines say: then they are more exact.
bool isSplitByLines(const billing::Bill &bill)
{
    const auto rows = billing::splitByLines(bill.lines, bill.currency);
    const auto same = [](const billing::CostAllocation &a, const billing::CostAllocation &b) {
        return std::tie(a.entity, a.costCentre, a.amount) == std::tie(b.entity, b.costCentre, b.amount);
    };
    return rows && std::ranges::equal(*rows, bill.allocations, same);
}

} // namespace

bool operator<(const Dimensions &a, const Dimensions &b)
{
    return std::tie(a.ledgerCode, a.costCentre) < std::tie(b.ledgerCode, b.costCentre);
}

Result<std::vector<Money>> dealtBy(const std::vector<Money> &weights, const Money &amount)
{
    Exact sum;
    for (const Money &weight : weights)
        sum = sum + Exact(weight);
    std::vector<Exact> parts(weights.size());
    for (size_t i = 0; i < weights.size(); ++i) {
        if (sum != Exact(0))
            parts[i] = Exact(amount) * Exact(weights[i]) / sum;
        else if (i == 0)
            parts[i] = Exact(amount);
    }
    return roundTogether(amount, parts);
}

BillDimensions::BillDimensions(const billing::Bill &bill)
{
    if (isSplitByLines(bill))
        return;
    for (const billing::CostAllocation &row : bill.allocations) {
        const QString centre = row.isOverCapRow ? QString() : row.costCentre;
        const Exact weight = Exact(Money(std::abs(row.amount.minor()), row.amount.currency()));
        const qsizetype known = m_centres.indexOf(centre);
        if (known < 0) {
            m_centres << centre;
            m_weights.push_back(weight);
        } else {
            m_weights[size_t(known)] = m_weights[size_t(known)] + weight;
        }
    }
    const bool saysNothing = std::ranges::all_of(m_centres, &QString::isEmpty)
                             || std::ranges::all_of(m_weights, [](const Exact &weight) { return weight == Exact(0); });
    if (saysNothing)
        m_centres.clear();
}

Result<std::vector<DimensionPart>> BillDimensions::parts(const billing::BillLine &line, const Money &amount) const
{
    if (m_centres.isEmpty())
        return std::vector{DimensionPart{{line.ledgerAccount, line.costCentre}, amount}};
    const auto shares = allocate(amount, m_weights, m_centres);
    if (!shares)
        return passOn(shares);
    std::vector<DimensionPart> parts;
    for (size_t i = 0; i < shares->size(); ++i)
        parts.push_back({{line.ledgerAccount, m_centres[qsizetype(i)]}, (*shares)[i]});
    return parts;
}

Result<std::vector<DimensionPart>> BillDimensions::partsAfter(const billing::BillLine &line, const Money &before,
                                                              const Money &amount) const
{
    const auto sum = before.plus(amount);
    if (!sum)
        return passOn(sum);
    auto all = parts(line, *sum);
    const auto earlier = parts(line, before);
    if (!all)
        return all;
    if (!earlier)
        return passOn(earlier);
    for (size_t i = 0; i < all->size(); ++i) {
        const auto rest = (*all)[i].amount.minus((*earlier)[i].amount);
        if (!rest)
            return passOn(rest);
        (*all)[i].amount = *rest;
    }
    return all;
}

} // namespace accord::ledger
