// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::accounts {

/// Whether an account should have a customer success manager and has none.
///
/// \param annualRecurringRevenue  in the currency of \a threshold
/// \param threshold               50,000.00 in company currency unless configured otherwise; strictly above it counts
bool needsCustomerSuccessManager(const Account &account, const Money &annualRecurringRevenue, const Money &threshold);

/// How many accounts a manager already looks after.
struct ManagerLoad
{
    QString manager;
    QString region;
    int accounts = 0;
};
/// The manager to propose for \a account: of its region the one with the fewest accounts, ties by name; otherwise the
/// least loaded of all. Empty when there is nobody.
QString proposeCustomerSuccessManager(const Account &account, const std::vector<ManagerLoad> &managers);

} // namespace accord::accounts
