// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"

#include <optional>

namespace accord::usage {

/// How much of an included quantity is used.
struct Quota
{
    Decimal used;
    std::optional<Decimal> included; ///< none: unlimited, a state without a percentage

    bool isUnlimited() const { return !included.has_value(); }
    /// used / included, exact; none when unlimited or when nothing is included.
    std::optional<Exact> utilisation() const;
    /// What lies above the included quantity, >= 0; zero when unlimited.
    Exact overage() const;
    /// What is left of it, >= 0; none when unlimited.
    std::optional<Exact> remaining() const;
};

} // namespace accord::usage
