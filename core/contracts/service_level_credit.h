// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <vector>

namespace accord::contracts {

/// Below \c below percent of uptime, \c creditPercent of the fee is given back.
struct UptimeBand
{
    Decimal below; ///< percent, above 0 and at most 100
    Decimal creditPercent; ///< 0 to 100

    bool operator==(const UptimeBand &) const = default;
};

/// What one missed response costs.
struct ResponsePromise
{
    QString name; ///< "First response, priority 1"
    Decimal creditPercent; ///< of the fee, for each breach; 0 where an amount is agreed
    Money creditAmount; ///< for each breach; null currency where a percentage is agreed
    int allowed = 0; ///< breaches of a period that cost nothing

    bool operator==(const ResponsePromise &) const = default;
};

/// The service level table of a contract.
struct ServiceLevelTable
{
    QStringList items; ///< keys of the price items whose fee counts; empty: every item of the period
    std::vector<UptimeBand> uptime; ///< falling by \c below; a lower uptime gives more
    std::vector<ResponsePromise> responses;
    Decimal capPercent = Decimal(100); ///< of the fee, for all credits of a period together

    bool operator==(const ServiceLevelTable &) const = default;
};

/// What one price item was billed for the period: the base of percentages.
struct ServiceFee
{
    QString item; ///< key of the price item
    Money net; ///< after discounts, before tax, >= 0
};

/// What was measured in a period.
struct ServiceLevelReport
{
    Period period;
    qint64 downMinutes = 0; ///< that count by the contract: without agreed maintenance
    qint64 totalMinutes = 0; ///< of the period; 0: uptime was not measured
    QHash<QString, int> breaches; ///< by the name of the promise
};

/// One credit.
struct ServiceLevelCredit
{
    QString reason; ///< "uptime", or the name of the promise
    Money amount; ///< > 0, after the cap
    Money uncapped; ///< before it

    bool operator==(const ServiceLevelCredit &) const = default;
};

/// The credits of a period; they are lines of the next bill, or of a credit note.
struct ServiceLevelResult
{
    Money fee; ///< of the items that count
    std::optional<Exact> uptimePercent; ///< exactly; none where it was not measured
    std::vector<ServiceLevelCredit> credits;
    Money total; ///< sum of the credits, at most the cap
};

/// \returns InvalidInput "contracts.sla_percent" (outside 0 to 100, a band at or below zero), "contracts.sla_bands"
///          (bands that do not fall, or a lower uptime that gives less), "contracts.sla_promise" (an amount below zero,
///          or an amount and a percentage, a name twice).
Result<void> validate(const ServiceLevelTable &table);

/// What \a report gives back of \a fees by \a table. Uptime is compared exactly, not as it is printed: 99.899 % is
/// below 99.9 %, also where a report shows 99.90. Each credit is rounded once; where they pass the cap, the cap is
/// dealt out over them by largest remainder.
/// \returns InvalidInput as validate(), "contracts.sla_report" for more minutes down than there are or a count below
///          zero, "contracts.sla_unknown_promise", "money.currency_mix", "number.overflow".
Result<ServiceLevelResult> serviceLevelCredits(const ServiceLevelTable &table, const std::vector<ServiceFee> &fees,
                                               const ServiceLevelReport &report, const Currency &currency,
                                               pricing::Recorder *recorder = nullptr);

} // namespace accord::contracts
