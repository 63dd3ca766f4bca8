// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "core/contracts/what_if.h"
#include "core/pricing/price_curve.h"
#include "core/workspace/quote.h"

namespace accord::workspace {

/// A contract and what it comes to.
struct Scenario
{
    contracts::Contract contract;
    billing::Bill bill; ///< of the period that was asked about
    Money termTotal; ///< net of everything that falls due over the term, without usage
    Money committedAnnualValue;
    std::vector<contracts::Finding> findings;
};

/// One charge in both scenarios; none: it is not there.
struct ComparedLine
{
    QString description; ///< of the later one where there is one
    QString location; ///< name; empty: contract-wide
    std::optional<Money> now;
    std::optional<Money> then;
    Money difference; ///< then − now
};

/// What somebody should know about the price of an item before choosing a quantity.
struct PriceShape
{
    QString item; ///< key
    std::vector<pricing::Cliff> cliffs; ///< of the price tried out
    std::optional<std::vector<Exact>> breakEven; ///< between the prices; none: they can not be compared exactly
};

/// Two scenarios side by side. Nothing of it is saved.
struct WhatIf
{
    Scenario now;
    Scenario then;
    std::vector<ComparedLine> lines; ///< in the order of the later bill; what is dropped comes last
    Money totalDifference; ///< of the bills, with tax
    Money termDifference;
    std::vector<PriceShape> shapes; ///< of items with cliffs, or whose price differs
};

/// Prices the contract of \a request as it is and with \a changes.
/// \returns as priceQuote() and contracts::withChanges()
Result<WhatIf> tryOut(const QuoteRequest &request, const std::vector<contracts::TriedChange> &changes,
                      const ReferenceData &reference);

/// The same for a contract in the workspace, with the stored usage, as the bill run of \a period would bill it alone.
Result<WhatIf> tryOut(Services &services, const contracts::Contract &contract, const Period &period,
                      const std::vector<contracts::TriedChange> &changes);

} // namespace accord::workspace
