// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace accord::storage {

/// The accounts that somebody works for.
struct WorkReach
{
    enum Accounts {
        None,
        Own, ///< those that the person is responsible for
        Book, ///< of the person's regions, those and the ones that nobody is responsible for
        Region, ///< all of the person's regions
        All
    };
    Accounts accounts = None;
    QStringList regions = {};
    QString user = {};

    /// The regions as REACHED wants them: ",AMER,EMEA,".
    QString regionList() const { return u',' + regions.join(u',') + u','; }
};

/// A condition on the table `account`; \a how, \a regions and \a user are the parameters for `accounts`, regionList()
/// and `user`. Compared by replacing, which both databases have and where no character of a region means something
/// else.
#define REACHED(how, regions, user)                                                                                    \
    "(" how " = 4 OR (" how " = 1 AND account.customer_success_manager = " user ") OR (" how " IN (2, 3) "             \
    "AND replace(" regions ", ',' || account.region || ',', '') <> " regions " AND (" how " = 3 "                      \
    "OR account.customer_success_manager IN ('', " user "))))"

} // namespace accord::storage
