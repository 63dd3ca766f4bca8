// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtCore/QDateTime>

namespace accord::pricing {

/// How a part of a period is measured.
enum class ProrationBasis {
    Days, ///< days served / days of the full period; a day of 23 or 25 hours is one day
    None, ///< a begun period is charged whole
    Seconds, ///< seconds served / seconds of the full period, between local midnights
    FixedMonth30 ///< every month counts 30 days
};

/// The part of \a fullPeriod that \a served takes, between 0 and 1.
///
/// With 30-day months the days are calendar days, less what the first month has above 30 when the service runs into the
/// next month: 23 June to 15 July is 22/30, 23 February to 15 March of a leap year 22/30.
/// \param timeZone  IANA name; only seconds need it
Exact prorationFraction(const Period &served, const Period &fullPeriod, ProrationBasis basis = ProrationBasis::Days,
                        const QByteArray &timeZone = "UTC");

/// A span of time between two instants.
struct Span
{
    QDateTime start;
    QDateTime end;
};
/// Seconds of \a served within \a full / seconds of \a full.
Exact secondsFraction(const Span &served, const Span &full);

/// A price for a part of its period.
struct ProratedPrice
{
    Exact exact; ///< price × fraction
    Money billed; ///< rounded
};
Result<ProratedPrice> prorated(const Exact &price, const Exact &fraction, const Currency &currency);

/// What is given back of an amount that was billed for a period.
struct UnusedCredit
{
    Money credit; ///< <= 0
    Money kept; ///< billed + credit
};
/// −round(billed × \a notServed), never more than what is left of the bill after earlier credits (>= 0).
Result<UnusedCredit> unusedCredit(const Money &billed, const Exact &notServed, const Money &alreadyCredited);

/// A price in force before or after a change.
struct ChangedPrice
{
    Exact amount; ///< for the full period
    Exact quantity = 1;
    bool oneTime = false; ///< not prorated
};
/// A change within a period: each old price is credited and each new one charged from the day of the change on, each
/// rounded by itself.
struct PriceChange
{
    std::vector<Money> credits; ///< <= 0
    std::vector<Money> charges;
    Money net;
};
Result<PriceChange> changePrices(const std::vector<ChangedPrice> &before, const std::vector<ChangedPrice> &after,
                                 const Exact &fractionLeft, const Currency &currency);

/// The most that may be credited: max(0, min(potential, paid, paid − already credited)).
Result<Money> cappedCredit(const Money &potential, const Money &paid, const Money &alreadyCredited);

/// Deals \a price out over successive parts of one period: part k = round(price · c_k) − round(price · c_{k−1}), with
/// c_k the sum of the fractions up to k. Three thirds of 10.00: 3.33, 3.34, 3.33.
Result<std::vector<Money>> cumulativeParts(const Exact &price, const std::vector<Exact> &fractions,
                                           const Currency &currency);

QString toString(ProrationBasis basis);
/// "days", "none", "seconds", "fixed_month_30". \returns InvalidInput "pricing.proration_unknown".
Result<ProrationBasis> prorationBasisFromString(const QString &text);

} // namespace accord::pricing
