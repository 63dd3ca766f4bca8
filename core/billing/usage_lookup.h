// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/period.h"
#include "core/money/decimal.h"

#include <QtCore/QStringList>

#include <map>
#include <optional>
#include <vector>

namespace accord::billing {

/// A metered quantity and where it comes from.
struct UsageFigure
{
    Decimal quantity;
    bool hasUsage = false; ///< false: nothing was reported at all
    QString source; ///< "31 daily records up to import 12"
};

/// What is asked about usage.
struct UsageQuestion
{
    QString meter;
    std::optional<accounts::LocationId> location; ///< none: all locations of the payer together
    Period period;
    QString timeZone = u"UTC"_s; ///< whose days count; only events keep their instants
};

/// Answers how much of a meter was used. Implemented over the store's daily roll-ups, or over a file for a quote.
class UsageLookup
{
public:
    virtual ~UsageLookup() = default;
    virtual Result<UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                         const Period &period) const
        = 0;
    /// What stands behind the code of \a meter and a slash in the codes of other meters: "eu", where there is "sms/eu".
    virtual QStringList dimensionsOf(const QString &meter) const;
    /// The quantity of each day that reported one: standing quantities are priced by the days they stand.
    /// \returns InvalidInput "billing.usage_detail_missing" where only sums are known.
    virtual Result<std::map<QDate, Decimal>> days(const UsageQuestion &question) const;
    /// The quantity of each event, in the order of time: percentage prices look at each of them.
    /// \returns InvalidInput "billing.usage_detail_missing" where only sums are known.
    virtual Result<std::vector<Decimal>> events(const UsageQuestion &question) const;
};

/// The code of the meter that counts a value of a dimension of \a meter: "sms/eu".
QString meterOf(const QString &meter, const QString &dimension);

} // namespace accord::billing
