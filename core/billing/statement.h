// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <vector>

namespace accord::billing {

/// The sum of \a amounts, each rounded as an invoice line first: 3 × 10.333333 is 30.99.
Result<Money> sumOfLines(const std::vector<Exact> &amounts, const Currency &currency);

/// Something that a child (subsidiary, location) was billed for.
struct StatementItem
{
    QString child; ///< as printed; items of one child are added
    Money amount; ///< with tax; negative for credits
};

/// What one child comes to.
struct ChildSum
{
    QString child;
    Money amount;
};

/// The statement of a payer over its children.
struct Statement
{
    std::vector<ChildSum> children; ///< in the order in which they first appear
    Money total; ///< sum of the children
    Money paid;
    Money due; ///< total − paid; below zero for a credit balance
};

/// Adds \a items up per child and in total.
/// \returns InvalidInput "money.currency_mix", "number.overflow".
Result<Statement> consolidate(const std::vector<StatementItem> &items, const Money &paid,
                              pricing::Recorder *recorder = nullptr);

} // namespace accord::billing
