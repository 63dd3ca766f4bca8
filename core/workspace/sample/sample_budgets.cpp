// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/budget_desk.h"
#include "core/workspace/sample/sample_parts.h"

namespace accord::workspace::sample {

namespace {

struct Wish
{
    QString account;
    QString costCentre;
    QString amount;
    purchasing::BudgetCap cap;
};

} // namespace

Result<> makeBudgets(Services &services, int year)
{
    using purchasing::BudgetCap;
    const Wish wishes[] = {{u"A-0001"_s, {}, u"24000.00"_s, BudgetCap::Notify},
                           {u"A-0003-2"_s, u"EU-Operations"_s, u"45000.00"_s, BudgetCap::Approve},
                           {u"A-0004-2"_s, {}, u"36000.00"_s, BudgetCap::Block}};
    for (const Wish &wish : wishes) {
        const auto account = services.accounts().findByReference(wish.account);
        if (!account)
            return passOn(account);
        const auto amount = Money::parse(wish.amount, account->currency);
        if (!amount)
            return passOn(amount);
        const purchasing::Budget budget{
            {account->id, {}, wish.costCentre}, {QDate(year, 1, 1), QDate(year + 1, 1, 1)}, *amount, wish.cap};
        if (const auto saved = BudgetDesk(services).save(budget); !saved)
            return passOn(saved);
    }
    return {};
}

} // namespace accord::workspace::sample
