// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <optional>
#include <vector>

namespace accord::catalog {

/// What a plan includes of a meter and what more of it costs.
struct Allowance
{
    QString meter;
    std::optional<Decimal> included; ///< none: unlimited
    std::optional<Decimal> overagePrice; ///< per unit, major units; none: more is not sold
};

struct Plan
{
    QString code;
    QString name;
    Money monthlyPrice;
    int trialDays = 0;
    bool isEnterprise = false;
    std::vector<Allowance> allowances;
    QStringList features;

    /// Null when the plan says nothing of \a meter.
    const Allowance *allowanceOf(const QString &meter) const;
};

/// One published, unchangeable version of the list prices.
struct PriceBook
{
    int version = 1;
    Currency currency;
    QDate validFrom;
    std::vector<Plan> plans;

    /// Null when there is no such plan.
    const Plan *plan(const QString &code) const;
};

} // namespace accord::catalog
