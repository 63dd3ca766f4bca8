// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/money/ratio.h"
#include "core/pricing/derivation.h"

namespace accord::purchasing {

/// Whose money it is: an entity, one of its departments, one of its cost centres. What is empty is any.
struct BudgetOwner
{
    accounts::AccountId entity;
    QString department;
    QString costCentre;

    /// Whether what \a spender spends counts here.
    bool includes(const BudgetOwner &spender) const;
    friend bool operator==(const BudgetOwner &, const BudgetOwner &) = default;
};

/// What happens to spending above a budget.
enum class BudgetCap {
    Notify, ///< it goes through and somebody is told
    Approve, ///< somebody has to agree first
    Block ///< it is refused
};

struct Budget
{
    BudgetOwner owner;
    Period period;
    Money amount; ///< >= 0
    BudgetCap cap = BudgetCap::Notify;
};

/// How sure spending is.
enum class SpendingKind {
    Actual, ///< issued invoices and credit notes
    Committed, ///< drafts, approved bills, contracts in force
    Planned ///< expected beyond that
};

/// Something that was or will be spent.
struct Spending
{
    BudgetOwner owner;
    QDate day;
    Money amount; ///< of the budget's currency; credits are negative
    SpendingKind kind = SpendingKind::Actual;
};

/// A budget on a day of its period.
struct BudgetStatus
{
    Money budget;
    Money actual; ///< up to and including the day
    Money committed; ///< in the whole period
    Money forecast; ///< at the end of the period: actual + committed + planned after the day
    Money available; ///< budget − actual − committed
    Money variance; ///< actual − budget: below zero while something is left
    Ratio variancePercent; ///< variance / budget; undefined "purchasing.budget_zero"
    Money forecastVariance; ///< forecast − budget
};

/// What \a budget comes to on \a asOf. Of the planned spending only what lies after \a asOf counts.
/// \returns InvalidInput "purchasing.budget_negative", "money.currency_mix", "number.overflow".
Result<BudgetStatus> statusOf(const Budget &budget, const std::vector<Spending> &spending, const QDate &asOf,
                              pricing::Recorder *recorder = nullptr);

/// What the period comes to if the rest of its days cost what those up to \a asOf did: actual / days so far × days of
/// the period, rounded once. Undefined before the period: \returns InvalidInput "purchasing.period_not_begun".
Result<Money> runRateForecast(const Money &actual, const Period &period, const QDate &asOf);

/// What a budget says to more spending.
struct BudgetVerdict
{
    size_t budget = 0; ///< its place
    std::optional<BudgetCap> action; ///< none: it fits
    Money over; ///< >= 0, how much lies above
};

/// What \a budgets say to spending \a amount of \a owner on \a day; those of other owners, periods and currencies say
/// nothing. \param statuses  one for each budget
/// \returns InvalidInput "purchasing.budget_statuses" when there are more or fewer, "number.overflow".
Result<std::vector<BudgetVerdict>> verdictsOn(const std::vector<Budget> &budgets,
                                              const std::vector<BudgetStatus> &statuses, const BudgetOwner &owner,
                                              const QDate &day, const Money &amount);
/// The strictest action that any verdict asks for.
std::optional<BudgetCap> strictest(const std::vector<BudgetVerdict> &verdicts);

/// "notify", "approve", "block".
QString toString(BudgetCap cap);
/// \returns InvalidInput "purchasing.cap_unknown".
Result<BudgetCap> budgetCapFromString(const QString &text);

} // namespace accord::purchasing
