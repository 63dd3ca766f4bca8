// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/budget_check.h"

#include <algorithm>

namespace accord::workspace {

using purchasing::Budget;
using purchasing::BudgetCap;
using purchasing::BudgetOwner;
using purchasing::Spending;

namespace {

std::vector<Spending> spendingOf(const billing::Bill &bill, const QDate &day)
{
    std::vector<Spending> spending;
    for (const auto &share : bill.allocations)
        spending.push_back({BudgetOwner{share.entity, {}, share.costCentre}, day, share.amount});
    if (!bill.allocations.empty())
        return spending;
    for (const auto &line : bill.lines) {
        const auto amount = line.net.plus(line.tax);
        spending.push_back(
            {BudgetOwner{line.entity, line.department, line.costCentre}, day, amount.value_or(line.net)});
    }
    return spending;
}

Result<purchasing::BudgetStatus> statusBefore(Services &services, const Budget &budget, const QUuid &leaveOut)
{
    const auto documents = storage::BudgetsSql(services.session()).documentsOf(budget);
    if (!documents)
        return passOn(documents);
    std::vector<Spending> spending;
    for (const storage::BudgetDocument &document : *documents) {
        if (document.id != leaveOut)
            spending.push_back(document.spending);
    }
    return purchasing::statusOf(budget, spending, budget.period.lastDay());
}

Result<Money> spentOf(const Budget &budget, const std::vector<Spending> &spending)
{
    MoneySum sum(budget.amount.currency());
    for (const Spending &one : spending) {
        if (budget.owner.includes(one.owner))
            sum.add(one.amount);
    }
    return sum.total();
}

Result<BudgetEffect> effectOn(Services &services, const storage::StoredBudget &stored,
                              const std::vector<Spending> &spending, const QDate &day, const QUuid &leaveOut,
                              const accounts::AccountId &payer)
{
    const Budget &budget = stored.budget;
    const auto spent = spentOf(budget, spending);
    const auto before = statusBefore(services, budget, leaveOut);
    if (!spent)
        return passOn(spent);
    if (!before)
        return passOn(before);
    const auto verdicts = purchasing::verdictsOn({budget}, {*before}, budget.owner, day, *spent);
    if (!verdicts)
        return passOn(verdicts);
    MoneySum after(budget.amount.currency());
    after.add(before->actual).add(before->committed).add(*spent);
    if (!after.total())
        return passOn(after.total());
    const purchasing::BudgetVerdict &verdict = verdicts->front();
    // What lay above the budget before is not what this bill adds.
    const Money over = verdict.over.minor() > spent->minor() ? *spent : verdict.over;
    BudgetEffect effect{stored, *before, *spent, *after.total(), verdict.action, over};
    if (effect.action != BudgetCap::Block)
        return effect;
    const auto granted = storage::BudgetsSql(services.session()).granted(budget, payer);
    if (!granted)
        return passOn(granted);
    effect.granted = *granted;
    if (effect.after.minor() <= budget.amount.minor() + granted->minor())
        effect.action = BudgetCap::Notify; // somebody agreed to as much above it
    return effect;
}

} // namespace

QString BudgetEffect::name() const
{
    QStringList parts{budget.entityName};
    for (const QString &part : {budget.budget.owner.department, budget.budget.owner.costCentre}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u", "_s);
}

Result<std::vector<BudgetEffect>> budgetEffects(Services &services, const billing::Bill &bill, const QDate &day,
                                                const QUuid &leaveOut)
{
    const std::vector<Spending> spending = spendingOf(bill, day);
    std::vector<accounts::AccountId> entities;
    for (const Spending &one : spending) {
        if (std::ranges::find(entities, one.owner.entity) == entities.end())
            entities.push_back(one.owner.entity);
    }
    const auto budgets = storage::BudgetsSql(services.session()).ofEntities(entities, day);
    if (!budgets)
        return passOn(budgets);
    std::vector<BudgetEffect> effects;
    for (const storage::StoredBudget &stored : *budgets) {
        const bool concerned = std::ranges::any_of(
            spending, [&](const Spending &one) { return stored.budget.owner.includes(one.owner); });
        if (!concerned || stored.budget.amount.currency() != bill.currency)
            continue;
        auto effect = effectOn(services, stored, spending, day, leaveOut, bill.payer);
        if (!effect)
            return passOn(effect);
        effects.push_back(std::move(*effect));
    }
    return effects;
}

std::optional<Money> overrunToApprove(const std::vector<BudgetEffect> &effects)
{
    std::optional<Money> most;
    for (const BudgetEffect &effect : effects) {
        if (effect.action == BudgetCap::Approve && (!most || most->minor() < effect.over.minor()))
            most = effect.over;
    }
    return most;
}

std::vector<billing::BillException> exceptionsOf(const std::vector<BudgetEffect> &effects)
{
    std::vector<billing::BillException> exceptions;
    for (const BudgetEffect &effect : effects) {
        if (!effect.action)
            continue;
        const QVariantMap args{{u"budget"_s, effect.name()},
                               {u"budget_id"_s, effect.budget.id.toString()},
                               {u"period"_s, effect.budget.budget.period.toString()},
                               {u"amount"_s, effect.budget.budget.amount.toString()},
                               {u"over"_s, effect.over.toString()},
                               {u"currency"_s, effect.over.currency().code()}};
        using contracts::Severity;
        const auto [severity, id]
            = *effect.action == BudgetCap::Block     ? std::pair(Severity::Blocking, u"billing.budget_blocked"_s)
              : *effect.action == BudgetCap::Approve ? std::pair(Severity::Warning, u"billing.budget_needs_approval"_s)
                                                     : std::pair(Severity::Note, u"billing.budget_exceeded"_s);
        exceptions.push_back({severity, id, args});
    }
    return exceptions;
}

} // namespace accord::workspace
