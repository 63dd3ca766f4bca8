// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"

namespace accord::billing {

/// Splits \a total by percentages with the largest remainder. What lies above an entity's budget cap stays on the payer
/// as the last row, "over cap", so the rows always add up to the total; the overrun is kept on the entity's row.
/// \returns InvalidInput "billing.shares_not_whole" unless the percentages add up to 100.
Result<std::vector<CostAllocation>> splitByShares(const Money &total, const std::vector<accounts::CostShare> &shares,
                                                  const accounts::AccountId &payer, const QString &payerName,
                                                  pricing::Recorder *recorder = nullptr);

/// Adds up what the lines (net and tax) come to for each entity and cost centre; lines of the payer itself without a
/// cost centre are a row of their own. The rows add up to the total.
Result<std::vector<CostAllocation>> splitByLines(const std::vector<BillLine> &lines, const Currency &currency);

} // namespace accord::billing
