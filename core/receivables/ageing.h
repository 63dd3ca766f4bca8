// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/derivation.h"
#include "core/receivables/open_item.h"

#include <array>

namespace accord::receivables {

/// How long something is past its due date.
enum class Bucket {
    Current, ///< 0 days or less: not yet due
    Days1To30,
    Days31To60,
    Days61To90,
    Over90
};
inline constexpr std::array buckets{Bucket::Current, Bucket::Days1To30, Bucket::Days31To60, Bucket::Days61To90,
                                    Bucket::Over90};

Bucket bucketFor(qint64 daysPastDue);
/// "current", "1-30", "31-60", "61-90", "over_90".
QString toString(Bucket bucket);

/// Open amounts of one currency by age.
struct Ageing
{
    std::array<Money, buckets.size()> amounts; ///< in the order of \c buckets; disputed items are among them
    Money total; ///< sum of the buckets
    Money disputed; ///< part of the total that is not collected
    Money collectable; ///< total − disputed
    Money credit; ///< >= 0, what was paid too much on items; in no bucket
    Money unapplied; ///< >= 0, cash that belongs to no item yet; in no bucket
    Money net; ///< total − credit − unapplied: the customer's balance

    const Money &in(Bucket bucket) const { return amounts[size_t(bucket)]; }
    bool operator==(const Ageing &) const = default;
};

/// What is open of \a items on \a asOf by age; paid and credited items are in no bucket.
///
/// \param unapplied  of the same currency, >= 0
/// \returns InvalidInput "receivables.due_missing" with the number, "receivables.unapplied_negative",
///          "money.currency_mix", "number.overflow".
Result<Ageing> ageingOf(const std::vector<OpenItem> &items, const QDate &asOf, const Money &unapplied,
                        pricing::Recorder *recorder = nullptr);

/// The ageing of one payer.
struct AccountAgeing
{
    accounts::AccountId payer;
    Ageing ageing;
};

/// One row for each payer of \a items, which are of one currency, in the order in which they first appear.
/// \returns as ageingOf()
Result<std::vector<AccountAgeing>> ageingByPayer(const std::vector<OpenItem> &items, const QDate &asOf,
                                                 const Currency &currency);

} // namespace accord::receivables
