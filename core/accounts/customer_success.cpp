// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/customer_success.h"

#include <tuple>

namespace accord::accounts {

bool needsCustomerSuccessManager(const Account &account, const Money &annualRecurringRevenue, const Money &threshold)
{
    return account.customerSuccessManager.isEmpty() && annualRecurringRevenue.currency() == threshold.currency()
           && annualRecurringRevenue.minor() > threshold.minor();
}

QString proposeCustomerSuccessManager(const Account &account, const std::vector<ManagerLoad> &managers)
{
    const auto best
        = std::min_element(managers.begin(), managers.end(), [&](const ManagerLoad &a, const ManagerLoad &b) {
              return std::make_tuple(a.region != account.region, a.accounts, a.manager)
                     < std::make_tuple(b.region != account.region, b.accounts, b.manager);
          });
    return best == managers.end() ? QString() : best->manager;
}

} // namespace accord::accounts
