// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"

#include <optional>

namespace accord::usage {

enum class QuotaState {
    Unlimited, ///< nothing is charged above anything: there is no percentage
    Within,
    Reached, ///< used up exactly
    Exceeded
};

/// How much of an included quantity is used.
struct Quota
{
    Decimal used;
    std::optional<Decimal> included; ///< none: unlimited

    QuotaState state() const;
    /// used / included, exactly: 1.25 for 125 of 100. None when unlimited or when nothing is included.
    std::optional<Exact> ratio() const;
    /// What is left, never below zero; none when unlimited.
    std::optional<Exact> remaining() const;
    /// What is used above the included quantity; zero when unlimited.
    Exact overage() const;
};

} // namespace accord::usage
