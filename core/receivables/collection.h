// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/ratio.h"
#include "core/pricing/derivation.h"
#include "core/receivables/open_item.h"

namespace accord::receivables {

/// Days sales outstanding: open receivables / credit sales of the period × days of the period.
/// Undefined "receivables.no_sales" without sales.
/// \returns InvalidInput "receivables.days" unless \a days > 0, "money.currency_mix".
Result<Ratio> daysSalesOutstanding(const Money &open, const Money &creditSales, int days,
                                   pricing::Recorder *recorder = nullptr);

/// What a collection effectiveness index is made of.
struct CollectionFacts
{
    Money opening; ///< open at the start of the period
    Money sales; ///< on credit, in the period
    Money closing; ///< open at its end
    Money closingCurrent; ///< of that not yet due
};
/// Collection effectiveness: (opening + sales − closing) / (opening + sales − closing not yet due), at most 1 where
/// everything that was due came in. Undefined "receivables.nothing_due" where nothing was.
/// \returns "money.currency_mix", "number.overflow".
Result<Ratio> collectionEffectiveness(const CollectionFacts &facts, pricing::Recorder *recorder = nullptr);

/// A document that was paid, and when.
struct PaidItem
{
    QDate due;
    QDate paidOn;
    Money amount; ///< > 0
};
/// Days late weighted by amount; paid early counts negative. Undefined "receivables.nothing_paid" without payments.
/// \returns InvalidInput "receivables.paid_amount" for an amount that is not above zero, "money.currency_mix".
Result<Ratio> averageDaysLate(const std::vector<PaidItem> &items, pricing::Recorder *recorder = nullptr);

/// The day on which an item that is due on \a due is likely to be paid by a customer who pays \a daysLate late: the due
/// date plus that, rounded, never before \a asOf; the due date itself where nothing is known.
QDate expectedPayment(const QDate &due, const Ratio &daysLate, const QDate &asOf);

} // namespace accord::receivables
