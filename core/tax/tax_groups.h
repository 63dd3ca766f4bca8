// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/derivation.h"
#include "core/tax/tax_rules.h"

namespace accord::tax {

/// A line as tax sees it: its rounded net after all discounts, and the taxes on it.
struct TaxableLine
{
    Money net;
    std::vector<Component> components;
};

/// All lines of an invoice that carry the same tax (EN 16931 BG-23).
struct TaxGroup
{
    Component component; ///< the key: jurisdiction, category, percent
    Money taxable; ///< sum of the rounded nets; of a compound tax, with the taxes that it is levied on
    Money tax; ///< by the default rule rounded once: taxable × percent / 100 (BR-CO-17)

    bool operator==(const TaxGroup &) const = default;
};

struct TaxResult
{
    std::vector<TaxGroup> groups; ///< by jurisdiction, category, percent
    std::vector<Money> perLine; ///< each line's share of the tax, by largest remainder; adds up to the groups
    Money total; ///< sum of the groups (BR-CO-14)
};

/// The tax on \a lines. Three lines of 10.03 at 7.25 %: by rate group 2.18, shared 0.73, 0.73, 0.72; by line 2.19.
///
/// A compound component is levied on the net and on the taxes that stand before it on the same line: 5 % and then 7 %
/// compound on 100.00 are 5.00 and 7.35.
/// \returns InvalidInput "money.currency_mix", "number.overflow".
Result<TaxResult> computeTax(const std::vector<TaxableLine> &lines, const Currency &currency,
                             pricing::Recorder *recorder = nullptr, Rounding rounding = Rounding::RateGroup);

} // namespace accord::tax
