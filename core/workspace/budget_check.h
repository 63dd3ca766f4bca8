// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/budgets_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A budget with a bill in it.
struct BudgetEffect
{
    storage::StoredBudget budget;
    purchasing::BudgetStatus before; ///< without the bill
    Money spent; ///< by the bill
    Money after; ///< actual and committed, with the bill
    std::optional<purchasing::BudgetCap> action; ///< none: it fits
    Money over; ///< >= 0, how much of the bill lies above
    Money granted = {}; ///< above a blocking budget, what somebody agreed to by a request for spending

    QString name() const; ///< "Clinics North, IT"
};

/// What \a bill, issued on \a day, does to the budgets of those who bear it: its parts where it is split, otherwise its
/// lines with their tax. \param leaveOut  a draft that is the bill itself
Result<std::vector<BudgetEffect>> budgetEffects(Services &services, const billing::Bill &bill, const QDate &day,
                                                const QUuid &leaveOut = {});
/// What of \a effects needs an approval, the largest of them: the same money can lie above several budgets.
std::optional<Money> overrunToApprove(const std::vector<BudgetEffect> &effects);
/// "billing.budget_exceeded", "billing.budget_needs_approval" and "billing.budget_blocked" of what lies above.
std::vector<billing::BillException> exceptionsOf(const std::vector<BudgetEffect> &effects);

} // namespace accord::workspace
