// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/charge_model.h"

/// The pieces that chargeLines() is made of, one function for each kind of price.
namespace accord::pricing::parts {

using Lines = std::vector<ChargeLine>;

Lines graduated(const Tiers &tiers, bool flatAtZero, const Exact &quantity);
Lines graduatedPercentage(const GraduatedPercentage &model, const Exact &amount);
Lines volume(const Volume &model, const Exact &quantity, const Exact &priced);
Lines timeWeighted(const TimeWeighted &model, const std::vector<QuantityChange> &changes);

Lines package(const Package &model, const Exact &quantity);
Lines tieredBlock(const TieredBlock &model, const Exact &quantity);
Lines capacity(const Capacity &model, const std::map<QString, Exact> &quantities);

Lines percentage(const Percentage &model, const std::vector<Exact> &events);
Lines costPlus(const CostPlus &model, const Exact &cost, int minorDigits);
Lines commitmentOverage(const CommitmentOverage &model, const std::vector<Exact> &windows);

/// Reads a price aloud: "150 × 0.80 + 12.00".
QString formula(const Exact &units, const Decimal &price, const Decimal &flat = {});
/// An amount that makes every sum it enters invalid, so that whoever rounds it is told.
Exact overflowed();

} // namespace accord::pricing::parts
