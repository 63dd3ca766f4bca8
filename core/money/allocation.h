// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtCore/QStringList>

#include <vector>

namespace accord {

/// Deals \a whole out over \a weights by the largest-remainder method (Hamilton): every part is first cut towards zero
/// to the minor unit, then one unit each goes to the largest remainders, ties to the earlier weight. The parts always
/// add up to the whole.
///
/// \param weights  >= 0, at least one of them > 0; they need not add up to 1 or 100
/// \returns InvalidInput "allocation.weights" for negative or all-zero weights, "number.overflow".
Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights);

/// As above, but of two equal remainders the one with the smaller key comes first, so that the order in which the
/// weights happen to be listed changes nothing.
/// \param keys  one for each weight, compared by code points; "allocation.keys" when there are more or fewer
Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights, const QStringList &keys);

/// What was taken out of several amounts, and what is left of each.
struct Withdrawal
{
    std::vector<Money> taken;
    std::vector<Money> remaining;
};
/// Takes \a amount out of \a pots in proportion to what they hold, by largest remainder; at most all that they hold.
/// \param pots  all >= 0 and of the currency of \a amount, which is >= 0 as well
/// \returns InvalidInput "allocation.weights" for a negative amount or pot, "money.currency_mix", "number.overflow".
Result<Withdrawal> withdraw(const Money &amount, const std::vector<Money> &pots);

/// Rounds \a parts to the minor unit so that they add up to \a whole, which is their sum rounded: every part is cut
/// downwards, then one unit each goes to the largest remainders, ties to the earlier part. Unlike allocate() it takes
/// parts of both signs: a charge and a credit in one tax group.
/// \returns InvalidInput "allocation.parts" when \a whole is not the rounded sum, "number.overflow".
Result<std::vector<Money>> roundTogether(const Money &whole, const std::vector<Exact> &parts);

} // namespace accord
