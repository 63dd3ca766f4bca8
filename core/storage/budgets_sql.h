// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/purchasing/budget.h"

namespace accord::storage {

class Session;

struct StoredBudget;
using BudgetId = Id<StoredBudget>;

/// A budget as it is kept, with the name of its entity.
struct StoredBudget
{
    BudgetId id;
    purchasing::Budget budget;
    QString entityName;
    int version = 0; ///< optimistic lock; 0 before the first save
};

/// What a document took of budgets, or gave back.
struct BudgetDocument
{
    QUuid id;
    QString number; ///< empty until issued
    QString accountName; ///< of the payer
    purchasing::Spending spending;
    bool isCreditNote = false;
};

/// Budgets of customers, and what their documents spent.
class BudgetsSql
{
public:
    explicit BudgetsSql(Session &session)
        : m_session(session)
    { }

    /// Adds a budget, or changes its amount and cap.
    /// \returns Conflict "storage.changed_meanwhile" when another user saved first, "purchasing.budget_blocks" where
    /// one
    ///          that blocks would block less and \a by is no controller.
    Result<> save(const StoredBudget &budget, const QString &by);
    /// \returns also Conflict "purchasing.budget_asks" or "purchasing.budget_blocks" for one that asks or blocks.
    Result<> remove(const BudgetId &id);
    /// \returns NotFound "purchasing.budget_not_found".
    Result<StoredBudget> find(const BudgetId &id) const;
    Result<std::vector<StoredBudget>> all() const; ///< by period, newest first, then by entity
    /// Those of \a entities that hold on \a day.
    Result<std::vector<StoredBudget>> ofEntities(const std::vector<accounts::AccountId> &entities,
                                                 const QDate &day) const;
    /// The one of an owner, a period and a currency.
    Result<std::optional<StoredBudget>> like(const purchasing::Budget &budget) const;

    /// What documents in the currency of \a budget spent of it in its period: issued ones as actual, the others as
    /// committed. An invoice that is split counts as its parts, what is over a cap on the payer; another one by its
    /// lines with their tax. Of credit notes the lines, below zero.
    Result<std::vector<BudgetDocument>> documentsOf(const purchasing::Budget &budget) const;

    /// The largest amount above \a budget that somebody agreed to by a request for spending, made in its period by its
    /// entity or by \a payer; zero where nobody did.
    Result<Money> granted(const purchasing::Budget &budget, const accounts::AccountId &payer) const;

private:
    Session &m_session;
};

} // namespace accord::storage
