// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/charge_model.h"

namespace accord::pricing {

/// A limit at which more units cost less: volume prices fall there.
struct Cliff
{
    Decimal limit; ///< the last quantity at the old price
    Exact atLimit; ///< what it costs
    Exact above; ///< what the next sliver above it costs
    Exact worthFrom; ///< quantities between the limit and this one cost less than the limit itself
};

/// The cliffs of \a model, ascending; none for prices that never fall.
std::vector<Cliff> cliffsOf(const ChargeModel &model);

/// Quantities up to \a highest at which two prices change places, ascending: where they cost the same, or the limit at
/// which one jumps past the other. Exact for prices that are
/// straight lines between limits: per unit, flat, graduated, volume. \returns none where one of them steps (packages,
/// blocks, capacity) or looks at events.
std::optional<std::vector<Exact>> breakEvenPoints(const ChargeModel &one, const ChargeModel &other,
                                                  const Decimal &highest);

} // namespace accord::pricing
