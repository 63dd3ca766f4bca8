// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"

namespace accord::billing {

/// What happens to the part of an entity that lies above its budget cap.
enum class Excess {
    StaysOnPayer, ///< the payer's row "over cap" takes all of it
    PassesOn ///< the entities after it take it in order, each up to its own cap; the payer what they have no room for
};

/// Splits \a total by percentages with the largest remainder. What lies above an entity's budget cap stays on the payer
/// as the last row, "over cap", so the rows always add up to the total; the overrun is kept on the entity's row.
/// \returns InvalidInput "billing.shares_not_whole" unless the percentages add up to 100, "billing.cap_negative".
Result<std::vector<CostAllocation>> splitByShares(const Money &total, const std::vector<accounts::CostShare> &shares,
                                                  const accounts::AccountId &payer, const QString &payerName,
                                                  pricing::Recorder *recorder = nullptr,
                                                  Excess excess = Excess::StaysOnPayer);

/// One entity of a split by weights: heads, units used, square metres.
struct WeightedShare
{
    accounts::AccountId entity;
    QString entityName;
    QString costCentre;
    Decimal weight; ///< >= 0, at least one above
    std::optional<Money> budgetCap;
};

/// Splits \a total by weights with the largest remainder and the same caps; the rows carry no percentage.
/// \param total  with caps >= 0; a credit (negative) is never capped
/// \param what   as recorded: "headcount", "usage of api_calls"
/// \returns InvalidInput "allocation.weights" for negative or all-zero weights, "billing.cap_negative",
///          "money.currency_mix" for a cap of another currency, "number.overflow".
Result<std::vector<CostAllocation>> splitByWeights(const Money &total, const std::vector<WeightedShare> &shares,
                                                   const accounts::AccountId &payer, const QString &payerName,
                                                   const QString &what, Excess excess = Excess::StaysOnPayer,
                                                   pricing::Recorder *recorder = nullptr);

/// Adds up what the lines (net and tax) come to for each entity and cost centre; lines of the payer itself without a
/// cost centre are a row of their own. The rows add up to the total.
Result<std::vector<CostAllocation>> splitByLines(const std::vector<BillLine> &lines, const Currency &currency);

} // namespace accord::billing
