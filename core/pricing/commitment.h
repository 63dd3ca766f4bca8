// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <vector>

namespace accord::pricing {

/// What is missing to a commitment of spend.
struct TrueUp
{
    Exact committed; ///< of the part of the period that is served; rounded unless precise
    Exact missing; ///< max(0, committed − billed), before rounding
    Money amount; ///< rounded
};

/// The commitment, prorated by \a fraction and rounded, less what was billed, never below zero.
/// \param billed    rounded amounts
/// \param precise   the prorated commitment is not rounded before what was billed is subtracted
Result<TrueUp> trueUp(const Exact &commitment, const Exact &fraction, const std::vector<Money> &billed,
                      const Currency &currency, bool precise = false, Recorder *recorder = nullptr);

} // namespace accord::pricing
