// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/budget.h"

namespace accord::purchasing {

namespace {

struct Sums
{
    explicit Sums(const Currency &currency)
        : actual(currency)
        , committed(currency)
        , planned(currency)
    { }

    MoneySum actual;
    MoneySum committed;
    MoneySum planned;
};

void add(Sums &sums, const Spending &spending, const QDate &asOf)
{
    switch (spending.kind) {
    case SpendingKind::Actual:
        if (spending.day <= asOf)
            sums.actual.add(spending.amount);
        return;
    case SpendingKind::Committed:
        sums.committed.add(spending.amount);
        return;
    case SpendingKind::Planned:
        if (spending.day > asOf)
            sums.planned.add(spending.amount);
        return;
    }
}

Result<Money> totalOf(const std::vector<MoneySum> &sums)
{
    MoneySum total = sums.front();
    for (size_t i = 1; i < sums.size(); ++i) {
        if (!sums[i].total())
            return sums[i].total();
        total.add(*sums[i].total());
    }
    return total.total();
}

void record(pricing::Recorder *recorder, const Budget &budget, const BudgetStatus &status)
{
    const pricing::Step step(recorder, [&] { return u"Budget %1"_s.arg(budget.period.toString()); });
    recorder->rule(u"budget − actual − committed"_s);
    recorder->rounded(status.available);
    recorder->fact(u"Budget"_s, status.budget.toString());
    recorder->fact(u"Actual"_s, status.actual.toString());
    recorder->fact(u"Committed"_s, status.committed.toString());
    recorder->fact(u"Forecast"_s, status.forecast.toString());
}

} // namespace

bool BudgetOwner::includes(const BudgetOwner &spender) const
{
    return (entity.isNull() || entity == spender.entity) && (department.isEmpty() || department == spender.department)
           && (costCentre.isEmpty() || costCentre == spender.costCentre);
}

Result<BudgetStatus> statusOf(const Budget &budget, const std::vector<Spending> &spending, const QDate &asOf,
                              pricing::Recorder *recorder)
{
    if (budget.amount.isNegative())
        return fail(ErrorKind::InvalidInput, u"purchasing.budget_negative"_s,
                    {{u"amount"_s, budget.amount.toString()}});
    Sums sums(budget.amount.currency());
    for (const Spending &one : spending) {
        if (budget.owner.includes(one.owner) && budget.period.contains(one.day))
            add(sums, one, asOf);
    }
    const auto forecast = totalOf({sums.actual, sums.committed, sums.planned});
    const auto bound = totalOf({sums.actual, sums.committed});
    if (!forecast || !bound)
        return forecast ? passOn(bound) : passOn(forecast);
    const Money actual = *sums.actual.total();
    const auto available = budget.amount.minus(*bound);
    const auto variance = actual.minus(budget.amount);
    const auto forecastVariance = forecast->minus(budget.amount);
    for (const auto *amount : {&available, &variance, &forecastVariance}) {
        if (!*amount)
            return passOn(*amount);
    }
    const BudgetStatus status{budget.amount,
                              actual,
                              *sums.committed.total(),
                              *forecast,
                              *available,
                              *variance,
                              Ratio::of(Exact(*variance), Exact(budget.amount), u"purchasing.budget_zero"_s),
                              *forecastVariance};
    if (recorder)
        record(recorder, budget, status);
    return status;
}

Result<Money> runRateForecast(const Money &actual, const Period &period, const QDate &asOf)
{
    if (asOf < period.start)
        return fail(ErrorKind::InvalidInput, u"purchasing.period_not_begun"_s,
                    {{u"period"_s, period.toString()}, {u"day"_s, asOf.toString(Qt::ISODate)}});
    const qint64 elapsed = period.start.daysTo(std::min(asOf.addDays(1), period.end));
    return (Exact(actual) * Exact::ratio(period.days(), elapsed)).toMoney(actual.currency());
}

Result<std::vector<BudgetVerdict>> verdictsOn(const std::vector<Budget> &budgets,
                                              const std::vector<BudgetStatus> &statuses, const BudgetOwner &owner,
                                              const QDate &day, const Money &amount)
{
    if (budgets.size() != statuses.size())
        return fail(ErrorKind::InvalidInput, u"purchasing.budget_statuses"_s);
    std::vector<BudgetVerdict> verdicts;
    for (size_t i = 0; i < budgets.size(); ++i) {
        const Budget &budget = budgets[i];
        const bool isConcerned = budget.owner.includes(owner) && budget.period.contains(day)
                                 && budget.amount.currency() == amount.currency();
        if (!isConcerned)
            continue;
        const auto over = amount.minus(statuses[i].available);
        if (!over)
            return passOn(over);
        // A credit never asks for anything, even where the budget is overdrawn already.
        const bool isOver = over->minor() > 0 && amount.minor() > 0;
        verdicts.push_back(
            {i, isOver ? std::optional(budget.cap) : std::nullopt, isOver ? *over : Money::zero(amount.currency())});
    }
    return verdicts;
}

std::optional<BudgetCap> strictest(const std::vector<BudgetVerdict> &verdicts)
{
    std::optional<BudgetCap> found;
    for (const BudgetVerdict &verdict : verdicts) {
        if (verdict.action && (!found || *found < *verdict.action))
            found = verdict.action;
    }
    return found;
}

QString toString(BudgetCap cap)
{
    switch (cap) {
    case BudgetCap::Notify:
        return u"notify"_s;
    case BudgetCap::Approve:
        return u"approve"_s;
    case BudgetCap::Block:
        return u"block"_s;
    }
    Q_UNREACHABLE();
}

Result<BudgetCap> budgetCapFromString(const QString &text)
{
    for (const BudgetCap cap : {BudgetCap::Notify, BudgetCap::Approve, BudgetCap::Block}) {
        if (text == toString(cap))
            return cap;
    }
    return fail(ErrorKind::InvalidInput, u"purchasing.cap_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::purchasing
