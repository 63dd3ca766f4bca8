// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/budget_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using purchasing::Budget;
using purchasing::Spending;
using purchasing::SpendingKind;
using storage::BudgetsSql;
using storage::StoredBudget;

namespace {

/// What the last whole month before \a day cost, again on the last day of every month of the budget after what is
/// known.
Result<std::vector<Spending>> plannedFor(const Budget &budget, const std::vector<storage::BudgetDocument> &documents,
                                         const QDate &day)
{
    QDate lastKnown;
    for (const storage::BudgetDocument &document : documents) {
        if (!document.isCreditNote && (!lastKnown.isValid() || document.spending.day > lastKnown))
            lastKnown = document.spending.day;
    }
    std::vector<Spending> planned;
    if (!lastKnown.isValid())
        return planned;
    const Period known = Period::monthOf(lastKnown);
    MoneySum sum(budget.amount.currency());
    for (const storage::BudgetDocument &document : documents) {
        if (!document.isCreditNote && known.contains(document.spending.day))
            sum.add(document.spending.amount);
    }
    if (!sum.total())
        return passOn(sum.total());
    const QDate from = std::max(known.end, Period::monthOf(day).start);
    for (Period month = Period::monthOf(from); month.start < budget.period.end; month = Period::monthOf(month.end)) {
        // A month that is over but not billed yet is still to come.
        const QDate due = std::min(std::max(month.lastDay(), day.addDays(1)), budget.period.lastDay());
        planned.push_back({budget.owner, due, *sum.total(), SpendingKind::Planned});
    }
    return planned;
}

int urgencyOf(const BudgetSheet &sheet)
{
    return sheet.isOver() ? 2 : sheet.willBeOver() ? 1 : 0;
}

QJsonObject recordOf(const StoredBudget &stored)
{
    const Budget &budget = stored.budget;
    return {{u"entity"_s, budget.owner.entity.toString()}, {u"department"_s, budget.owner.department},
            {u"cost_centre"_s, budget.owner.costCentre},   {u"period"_s, budget.period.toString()},
            {u"amount"_s, budget.amount.toString()},       {u"currency"_s, budget.amount.currency().code()},
            {u"cap"_s, purchasing::toString(budget.cap)}};
}

/// Whether it stands in the way of who spends, or of whom it asks.
bool isInTheWay(const Budget &budget)
{
    return budget.cap != purchasing::BudgetCap::Notify;
}

/// Whether \a next lets pass what \a before, which asks or blocks, does not.
bool isLooser(const Budget &next, const Budget &before)
{
    return isInTheWay(before) && (next.cap < before.cap || next.amount.minor() > before.amount.minor());
}

} // namespace

QString BudgetSheet::name() const
{
    QStringList parts{stored.entityName};
    for (const QString &part : {budget().owner.department, budget().owner.costCentre}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u", "_s);
}

Result<BudgetSheet> BudgetDesk::sheetOf(StoredBudget stored, const QDate &day, pricing::Recorder *recorder)
{
    auto documents = BudgetsSql(m_services.session()).documentsOf(stored.budget);
    if (!documents)
        return passOn(documents);
    auto planned = plannedFor(stored.budget, *documents, day);
    if (!planned)
        return passOn(planned);
    std::vector<Spending> spending = *planned;
    for (const storage::BudgetDocument &document : *documents)
        spending.push_back(document.spending);
    const auto status = purchasing::statusOf(stored.budget, spending, day, recorder);
    if (!status)
        return passOn(status);
    const Exact bound = Exact(status->actual) + Exact(status->committed);
    const Ratio used = Ratio::of(bound, Exact(status->budget), u"purchasing.budget_zero"_s);
    return BudgetSheet{std::move(stored), *status, std::move(*documents), std::move(*planned), used};
}

Result<std::vector<BudgetSheet>> BudgetDesk::sheets(const QDate &day)
{
    auto budgets = BudgetsSql(m_services.session()).all();
    if (!budgets)
        return passOn(budgets);
    std::vector<BudgetSheet> sheets;
    for (StoredBudget &stored : *budgets) {
        auto one = sheetOf(std::move(stored), day, nullptr);
        if (!one)
            return passOn(one);
        sheets.push_back(std::move(*one));
    }
    std::ranges::stable_sort(sheets, std::greater<>(), urgencyOf);
    return sheets;
}

namespace {

security::Target targetOf(const Budget &budget, const accounts::Account &entity)
{
    security::Target target = workspace::targetOf(entity);
    target.costCentres = QStringList{budget.owner.costCentre};
    return target;
}

} // namespace

Result<BudgetSheet> BudgetDesk::sheet(const storage::BudgetId &id, const QDate &day, pricing::Recorder *recorder)
{
    auto stored = BudgetsSql(m_services.session()).find(id);
    return stored ? sheetOf(std::move(*stored), day, recorder) : passOn(stored);
}

Result<StoredBudget> BudgetDesk::save(const Budget &budget)
{
    if (const auto may = permit(m_services, Act::SaveBudget); !may)
        return passOn(may);
    if (budget.amount.isNegative())
        return fail(ErrorKind::InvalidInput, u"purchasing.budget_negative"_s,
                    {{u"amount"_s, budget.amount.toString()}});
    if (budget.owner.entity.isNull())
        return fail(ErrorKind::InvalidInput, u"purchasing.budget_owner"_s);
    const auto entity = m_services.accounts().find(budget.owner.entity);
    if (!entity)
        return passOn(entity);
    if (auto may = permit(m_services, Act::SaveBudget, targetOf(budget, *entity)); !may)
        return passOn(may);
    BudgetsSql store(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto known = store.like(budget);
    if (!known)
        return passOn(known);
    if (*known && isLooser(budget, (*known)->budget)) {
        if (const auto may = permit(m_services, Act::LoosenBudget); !may)
            return passOn(may);
    }
    StoredBudget stored
        = *known ? **known : StoredBudget{m_services.ids().next<storage::BudgetId>(), budget, entity->name, 0};
    stored.budget.amount = budget.amount;
    stored.budget.cap = budget.cap;
    if (const auto saved = store.save(stored, m_services.actor()); !saved)
        return passOn(saved);
    ++stored.version;
    QJsonObject record = recordOf(stored);
    if (*known)
        record.insert(u"before"_s, recordOf(**known));
    const auto audited = m_services.audit(u"budget.save"_s, u"budget"_s, stored.id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return stored; });
}

Result<> BudgetDesk::remove(const storage::BudgetId &id)
{
    if (const auto may = permit(m_services, Act::SaveBudget); !may)
        return passOn(may);
    BudgetsSql store(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto stored = store.find(id);
    if (!stored)
        return passOn(stored);
    const auto entity = m_services.accounts().find(stored->budget.owner.entity);
    if (!entity)
        return passOn(entity);
    if (auto may = permit(m_services, Act::SaveBudget, targetOf(stored->budget, *entity)); !may)
        return may;
    if (isInTheWay(stored->budget)) {
        if (const auto may = permit(m_services, Act::LoosenBudget); !may)
            return passOn(may);
        StoredBudget loose = *stored; // a row that goes names nobody
        loose.budget.cap = purchasing::BudgetCap::Notify;
        if (const auto loosened = store.save(loose, m_services.actor()); !loosened)
            return loosened;
    }
    if (const auto removed = store.remove(id); !removed)
        return removed;
    const auto audited = m_services.audit(u"budget.remove"_s, u"budget"_s, id.toString(), recordOf(*stored));
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<Period> budgetPeriod(const QDate &first, const QDate &last)
{
    if (last < first)
        return fail(ErrorKind::InvalidInput, u"purchasing.budget_dates"_s,
                    {{u"first"_s, first.toString(Qt::ISODate)}, {u"last"_s, last.toString(Qt::ISODate)}});
    return Period::make(first, last.addDays(1));
}

} // namespace accord::workspace
