// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"

#include "core/workspace/budget_desk.h"

namespace accord::ctl {

using workspace::BudgetDesk;
using workspace::BudgetSheet;

namespace {

QJsonObject toJson(const BudgetSheet &sheet)
{
    const purchasing::Budget &budget = sheet.budget();
    const purchasing::BudgetStatus &status = sheet.status;
    const auto percent = status.variancePercent.percent();
    return {{u"id"_s, sheet.stored.id.toString()},
            {u"entity"_s, sheet.stored.entityName},
            {u"department"_s, budget.owner.department},
            {u"cost_center"_s, budget.owner.costCentre},
            {u"from"_s, budget.period.start.toString(Qt::ISODate)},
            {u"to"_s, budget.period.lastDay().toString(Qt::ISODate)},
            {u"currency"_s, budget.amount.currency().code()},
            {u"budget"_s, status.budget.toString()},
            {u"actual"_s, status.actual.toString()},
            {u"committed"_s, status.committed.toString()},
            {u"forecast"_s, status.forecast.toString()},
            {u"available"_s, status.available.toString()},
            {u"variance"_s, status.variance.toString()},
            {u"variance_percent"_s, percent ? QJsonValue(percent->toString()) : QJsonValue()},
            {u"forecast_variance"_s, status.forecastVariance.toString()},
            {u"cap"_s, purchasing::toString(budget.cap)}};
}

QJsonArray documentsOf(const BudgetSheet &sheet)
{
    QJsonArray documents;
    for (const storage::BudgetDocument &document : sheet.documents)
        documents.append(
            QJsonObject{{u"kind"_s, document.isCreditNote ? u"credit_note"_s : u"invoice"_s},
                        {u"number"_s, document.number.isEmpty() ? QJsonValue() : QJsonValue(document.number)},
                        {u"id"_s, document.id.toString(QUuid::WithoutBraces)},
                        {u"day"_s, document.spending.day.toString(Qt::ISODate)},
                        {u"amount"_s, document.spending.amount.toString()},
                        {u"spending"_s,
                         document.spending.kind == purchasing::SpendingKind::Actual ? u"actual"_s : u"committed"_s}});
    return documents;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto sheets = BudgetDesk(**services).sheets((*services)->clock().today());
    if (!sheets)
        return passOn(sheets);
    QJsonArray rows;
    for (const BudgetSheet &sheet : *sheets)
        rows.append(toJson(sheet));
    const auto written = context.output().records(rows, {u"id"_s, u"entity"_s, u"department"_s, u"cost_center"_s,
                                                         u"from"_s, u"to"_s, u"currency"_s, u"budget"_s, u"actual"_s,
                                                         u"committed"_s, u"forecast"_s, u"variance"_s, u"cap"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = storage::BudgetId::parse(context.arguments().positional(0));
    if (!id)
        return passOn(id);
    pricing::Recorder recorder;
    const auto sheet = BudgetDesk(**services).sheet(*id, (*services)->clock().today(), &recorder);
    if (!sheet)
        return passOn(sheet);
    QJsonObject document = toJson(*sheet);
    document.insert(u"documents"_s, documentsOf(*sheet));
    if (context.arguments().has(u"explain"_s) && context.output().format() == Format::Json)
        document.insert(u"derivation"_s, ctl::toJson(recorder.take()));
    context.output().document(document);
    return Exit::Done;
}

Result<Period> periodOf(const Context &context)
{
    const auto from = context.date(u"from"_s);
    const auto until = context.date(u"to"_s);
    if (!from || !until)
        return from ? passOn(until) : passOn(from);
    return workspace::budgetPeriod(*from, *until);
}

Result<purchasing::Budget> budgetFrom(const Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    for (const QString &name : {u"amount"_s, u"from"_s, u"to"_s})
        if (!arguments.has(name))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + name}});
    const auto entity = services.accounts().findByReference(arguments.positional(0));
    if (!entity)
        return passOn(entity);
    const auto currency = arguments.has(u"currency"_s) ? Currency::fromCode(arguments.value(u"currency"_s))
                                                       : Result<Currency>(entity->currency);
    if (!currency)
        return passOn(currency);
    const auto amount = Money::parse(arguments.value(u"amount"_s), *currency);
    const auto cap = purchasing::budgetCapFromString(arguments.value(u"cap"_s, u"notify"_s));
    const auto period = periodOf(context);
    if (!amount)
        return passOn(amount);
    if (!cap)
        return passOn(cap);
    if (!period)
        return passOn(period);
    return purchasing::Budget{
        {entity->id, arguments.value(u"department"_s), arguments.value(u"cost-center"_s)}, *period, *amount, *cap};
}

Result<int> save(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto budget = budgetFrom(context, **services);
    if (!budget)
        return passOn(budget);
    const auto saved = BudgetDesk(**services).save(*budget);
    if (!saved)
        return passOn(saved);
    const auto sheet = BudgetDesk(**services).sheet(saved->id, (*services)->clock().today());
    if (!sheet)
        return passOn(sheet);
    context.output().document(toJson(*sheet));
    return Exit::Done;
}

Result<int> remove(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = storage::BudgetId::parse(context.arguments().positional(0));
    if (!id)
        return passOn(id);
    const auto removed = BudgetDesk(**services).remove(*id);
    return removed ? Result<int>(Exit::Done) : passOn(removed);
}

} // namespace

std::vector<Command> budgetCommands()
{
    return {{u"budget"_s,
             u"list"_s,
             u"budget list"_s,
             u"Every budget with what was spent, is committed and is to be expected; overspent ones first."_s,
             0,
             {},
             list},
            {u"budget"_s,
             u"show"_s,
             u"budget show ID [--explain]"_s,
             u"A budget with the documents that were charged to it."_s,
             1,
             {u"explain"_s},
             show},
            {u"budget"_s,
             u"save"_s,
             u"budget save ACCOUNT --amount A --from DATE --to DATE [--department D] [--cost-center C] "
             "[--currency C] [--cap notify|approve|block]"_s,
             u"Sets what an entity, a department or a cost centre may spend, and what happens above it."_s,
             1,
             {u"amount"_s, u"from"_s, u"to"_s, u"department"_s, u"cost-center"_s, u"currency"_s, u"cap"_s},
             save},
            {u"budget"_s,
             u"remove"_s,
             u"budget remove ID"_s,
             u"Takes a budget away; what was billed stays."_s,
             1,
             {},
             remove}};
}

} // namespace accord::ctl
