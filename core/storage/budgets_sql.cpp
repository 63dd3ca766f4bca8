// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/budgets_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using purchasing::Budget;
using purchasing::SpendingKind;

namespace {

#define BUDGET_COLUMNS                                                                                                 \
    "SELECT budget.id, entity_id, account.name, department, cost_centre, period_start, period_end, budget.currency, "  \
    "amount_minor, cap, budget.version FROM budget JOIN account ON account.id = entity_id "

StoredBudget read(Statement &row)
{
    StoredBudget stored;
    stored.id = row.read<BudgetId>();
    Budget &budget = stored.budget;
    budget.owner.entity = row.read<accounts::AccountId>();
    stored.entityName = row.read<QString>();
    budget.owner.department = row.read<QString>();
    budget.owner.costCentre = row.read<QString>();
    budget.period.start = row.read<QDate>();
    budget.period.end = row.read<QDate>();
    const auto currency = row.read<Currency>();
    budget.amount = row.readMoney(currency);
    budget.cap = purchasing::budgetCapFromString(row.read<QString>()).value_or(purchasing::BudgetCap::Notify);
    stored.version = row.read<int>();
    return stored;
}

} // namespace

Result<> BudgetsSql::save(const StoredBudget &stored, const QString &by)
{
    const Budget &budget = stored.budget;
    const auto changed = m_session.run(
        "INSERT INTO budget (id, entity_id, department, cost_centre, period_start, period_end, currency, amount_minor, "
        "cap, saved_by, version) VALUES (?,?,?,?,?,?,?,?,?,?,1) ON CONFLICT (id) DO UPDATE SET amount_minor = "
        "excluded.amount_minor, cap = excluded.cap, saved_by = excluded.saved_by, version = budget.version + 1 "
        "WHERE budget.version = ?",
        stored.id, budget.owner.entity, notNull(budget.owner.department), notNull(budget.owner.costCentre),
        budget.period.start, budget.period.end, budget.amount.currency(), budget.amount, toString(budget.cap), by,
        stored.version);
    if (!changed)
        return passOn(changed);
    if (*changed == 0)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s, {{u"budget"_s, stored.id.toString()}});
    return {};
}

Result<> BudgetsSql::remove(const BudgetId &id)
{
    const auto removed = m_session.run("DELETE FROM budget WHERE id = ?", id);
    if (!removed)
        return passOn(removed);
    return *removed > 0 ? Result<>()
                        : fail(ErrorKind::NotFound, u"purchasing.budget_not_found"_s, {{u"budget"_s, id.toString()}});
}

Result<StoredBudget> BudgetsSql::find(const BudgetId &id) const
{
    auto select = m_session.statement(BUDGET_COLUMNS "WHERE budget.id = ?");
    const auto found = select.bind(id).first(read);
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"purchasing.budget_not_found"_s, {{u"budget"_s, id.toString()}});
    return **found;
}

Result<std::vector<StoredBudget>> BudgetsSql::all() const
{
    return m_session
        .statement(BUDGET_COLUMNS "ORDER BY period_start DESC, account.name_folded, department, cost_centre, budget.id")
        .bind()
        .all(read);
}

Result<std::vector<StoredBudget>> BudgetsSql::ofEntities(const std::vector<accounts::AccountId> &entities,
                                                         const QDate &day) const
{
    auto select = m_session.statement(
        BUDGET_COLUMNS "WHERE entity_id = ?1 AND period_start <= ?2 AND period_end > ?2 ORDER BY budget.id");
    std::vector<StoredBudget> budgets;
    for (const accounts::AccountId &entity : entities) {
        auto found = select.bind(entity, day).all(read);
        if (!found)
            return found;
        std::move(found->begin(), found->end(), std::back_inserter(budgets));
    }
    return budgets;
}

Result<std::optional<StoredBudget>> BudgetsSql::like(const Budget &budget) const
{
    auto select = m_session.statement(
        BUDGET_COLUMNS "WHERE entity_id = ? AND department = ? AND cost_centre = ? AND period_start = ? AND "
                       "period_end = ? AND budget.currency = ?");
    return select
        .bind(budget.owner.entity, notNull(budget.owner.department), notNull(budget.owner.costCentre),
              budget.period.start, budget.period.end, budget.amount.currency())
        .first(read);
}

Result<std::vector<BudgetDocument>> BudgetsSql::documentsOf(const Budget &budget) const
{
    // Of a department nothing is known in a split: only lines say it.
    auto select = m_session.statement(
        "SELECT invoice.id, invoice.number, invoice.account_name, invoice.state, invoice.issue_date, part.entity_id, "
        "'' "
        "AS department, part.cost_centre, sum(part.amount_minor), false FROM invoice JOIN invoice_allocation AS part "
        "ON "
        "part.invoice_id = invoice.id WHERE part.entity_id = ?1 AND invoice.currency = ?2 AND invoice.issue_date >= ?3 "
        "AND invoice.issue_date < ?4 GROUP BY invoice.id, part.entity_id, part.cost_centre "
        "UNION ALL SELECT invoice.id, invoice.number, invoice.account_name, invoice.state, invoice.issue_date, "
        "line.entity_id, line.department, line.cost_centre, sum(line.net_minor + line.tax_minor), "
        "false FROM invoice JOIN invoice_line AS line ON line.invoice_id = invoice.id "
        "WHERE line.entity_id = ?1 AND invoice.currency = ?2 AND invoice.issue_date >= ?3 AND invoice.issue_date < ?4 "
        "AND NOT EXISTS (SELECT 1 FROM invoice_allocation WHERE invoice_id = invoice.id) "
        "GROUP BY invoice.id, line.entity_id, line.department, line.cost_centre "
        "UNION ALL SELECT note.id, note.number, invoice.account_name, note.state, note.issue_date, line.entity_id, "
        "line.department, line.cost_centre, -sum(given.net_minor + given.tax_minor), true FROM credit_note AS note "
        "JOIN invoice ON invoice.id = note.invoice_id JOIN credit_note_line AS given ON given.credit_note_id = note.id "
        "JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line "
        "WHERE line.entity_id = ?1 AND note.currency = ?2 AND note.state = 'issued' AND note.issue_date >= ?3 "
        "AND note.issue_date < ?4 GROUP BY note.id, invoice.account_name, line.entity_id, line.department, "
        "line.cost_centre "
        "ORDER BY 5, 1, 7, 8");
    const Currency currency = budget.amount.currency();
    auto documents
        = select.bind(budget.owner.entity, currency, budget.period.start, budget.period.end).all([&](Statement &row) {
              BudgetDocument document;
              document.id = row.read<QUuid>();
              document.number = row.read<QString>();
              document.accountName = row.read<QString>();
              const bool isIssued = row.read<QString>() == u"issued"_s;
              document.spending.kind = isIssued ? SpendingKind::Actual : SpendingKind::Committed;
              document.spending.day = row.read<QDate>();
              document.spending.owner.entity = row.read<accounts::AccountId>();
              document.spending.owner.department = row.read<QString>();
              document.spending.owner.costCentre = row.read<QString>();
              document.spending.amount = row.readMoney(currency);
              document.isCreditNote = row.read<bool>();
              return document;
          });
    if (documents)
        std::erase_if(*documents,
                      [&](const BudgetDocument &one) { return !budget.owner.includes(one.spending.owner); });
    return documents;
}

Result<Money> BudgetsSql::granted(const Budget &budget, const accounts::AccountId &payer) const
{
    auto select = m_session.statement(
        "SELECT coalesce(max(matter.amount_minor), 0) FROM approval_matter AS matter JOIN approval ON "
        "approval.subject_id = matter.id WHERE matter.kind = 'budget_overrun' AND approval.state = 'approved' "
        "AND matter.account_id IN (?, ?) AND matter.currency = ? AND matter.made_at >= ? AND matter.made_at < ?");
    const Currency currency = budget.amount.currency();
    const auto most = select.bind(budget.owner.entity, payer, currency, budget.period.start, budget.period.end)
                          .first([&](Statement &row) { return row.readMoney(currency); });
    return most ? Result<Money>(most->value_or(Money::zero(currency))) : passOn(most);
}

} // namespace accord::storage
