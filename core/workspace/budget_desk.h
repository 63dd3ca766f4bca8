// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/budgets_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A budget with what was, will and may be spent of it.
struct BudgetSheet
{
    storage::StoredBudget stored;
    purchasing::BudgetStatus status;
    std::vector<storage::BudgetDocument> documents; ///< by day
    /// Expected beyond them: what the last whole month cost, for every month of the period after it.
    std::vector<purchasing::Spending> planned;
    Ratio used; ///< (actual + committed) / budget

    const purchasing::Budget &budget() const { return stored.budget; }
    QString name() const; ///< "Clinics North, IT"
    bool isOver() const { return status.available.isNegative(); }
    bool willBeOver() const { return status.forecastVariance.minor() > 0; }
};

/// Looks after the budgets of customers.
class BudgetDesk
{
public:
    explicit BudgetDesk(Services &services)
        : m_services(services)
    { }

    /// Every budget as of \a day: those overspent first, then those that will be, then by period and entity.
    Result<std::vector<BudgetSheet>> sheets(const QDate &day);
    /// \returns NotFound "purchasing.budget_not_found".
    Result<BudgetSheet> sheet(const storage::BudgetId &id, const QDate &day, pricing::Recorder *recorder = nullptr);
    /// Adds a budget, or changes the amount and cap of the one with the same owner, period and currency.
    /// \returns InvalidInput "purchasing.budget_negative", "purchasing.budget_owner"; NotFound; Forbidden
    ///          "permission.role_missing" unless the actor works in billing or is a controller or approver.
    /// One that blocks is raised, or made to block no more, by a controller alone: whoever it stops goes on asking.
    Result<storage::StoredBudget> save(const purchasing::Budget &budget);
    /// \returns as save(): one that blocks is taken away by a controller alone.
    Result<> remove(const storage::BudgetId &id);

private:
    Result<BudgetSheet> sheetOf(storage::StoredBudget stored, const QDate &day, pricing::Recorder *recorder);
    Services &m_services;
};

/// The days of a budget, with its last one. \returns InvalidInput "purchasing.budget_dates" {first, last} where the
/// last comes before the first, those of Period::make().
Result<Period> budgetPeriod(const QDate &first, const QDate &last);

} // namespace accord::workspace
