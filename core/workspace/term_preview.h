// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/contracts/price_terms.h"
#include "core/tax/rate_table.h"

namespace accord::workspace {

/// An item's price over its service, and what it comes to.
struct ItemPreview
{
    QString key;
    QString description;
    std::vector<contracts::PriceInterval> prices;
    std::vector<Money> perPeriod; ///< of each interval, for one price period, rounded
    Money total; ///< over the term, after discounts, without usage
};

/// The bill of a month, before tax.
struct TermMonth
{
    Period month;
    Money net;
};

/// What a contract comes to over its term when nothing is used: the sum of the bills of its months.
struct TermPreview
{
    std::vector<ItemPreview> items;
    std::vector<TermMonth> months;
    bool isWhole = true; ///< false: only the first `mostPreviewedMonths` of a longer term
    Money total; ///< before tax
    Money trueUps; ///< part of the total: what is missing to commitments
    Money committed; ///< a year, before discounts
    std::optional<Money> stated; ///< a year, as the paper says
};

constexpr int mostPreviewedMonths = 240;

/// The bills of all months of \a contract by `billing::rate()`, with \a locations and no usage. Each month knows what
/// the months before it billed, so that commitments are trued up as the bill run would.
/// \param active  locations to count in the committed value
/// \returns what `billing::rate()` refuses.
Result<TermPreview> previewTerm(const contracts::Contract &contract, const accounts::Account &payer,
                                const std::vector<billing::BilledLocation> &locations, int active,
                                const tax::RateTable &rates);

} // namespace accord::workspace
