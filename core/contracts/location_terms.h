// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::contracts {

/// Days on which a contract serves a location, within its term and the days on which the location is active.
struct LocationService
{
    QString location; ///< its code
    QDate from; ///< null: from the start of the term
    QDate to; ///< first day without service; null: to the end of the term

    Period within(const Period &period) const;
    bool operator==(const LocationService &) const = default;
};

/// Which locations of its payer a contract serves, and when.
struct LocationTerms
{
    std::vector<LocationService> services; ///< a location may have several that do not overlap, ascending
    bool onlyListed = false; ///< a location without a service is not served; otherwise on every day it is active

    bool isListed(const QString &code) const;
    /// Whether days of service say something about \a code that its active days do not.
    bool limits(const QString &code) const { return onlyListed || isListed(code); }
    /// The days of \a period on which \a location is served, ascending: active, and within a service.
    std::vector<Period> servedWithin(const accounts::Location &location, const Period &period) const;
    bool serves(const accounts::Location &location, const QDate &day) const;

    /// \returns InvalidInput "contracts.location_served" with its "first" day where \a code is served on \a day
    /// already,
    ///          "contracts.location_later" where a service that begins later is agreed.
    Result<void> add(const QString &code, const QDate &day);
    /// Ends the service of \a code before \a day, and drops what was agreed for later; the location is served on its
    /// active days until then where nothing was said about it.
    /// \returns InvalidInput "contracts.location_not_served".
    Result<void> close(const QString &code, const QDate &day);

    bool operator==(const LocationTerms &) const = default;
};

} // namespace accord::contracts
