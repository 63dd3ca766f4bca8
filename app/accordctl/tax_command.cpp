// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/tax_command.h"

#include "core/workspace/nexus_desk.h"

namespace accord::ctl {

namespace {

using workspace::NexusAlert;
using workspace::NexusDesk;
using workspace::NexusRow;

QString stateOf(const NexusRow &row)
{
    if (row.isRegistered)
        return u"registered"_s;
    switch (row.alert()) {
    case NexusAlert::None:
        return u"below"_s;
    case NexusAlert::Near:
        return u"near"_s;
    case NexusAlert::Reached:
        return u"reached"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const NexusRow &row)
{
    const tax::NexusThreshold &threshold = row.rule.threshold;
    const auto dayOrNull
        = [](const QDate &day) { return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue(); };
    return {
        {u"entity"_s, row.entity},
        {u"state"_s, row.state},
        {u"name"_s, row.stateName},
        {u"status"_s, stateOf(row)},
        {u"from"_s, row.standing.period.start.toString(Qt::ISODate)},
        {u"through"_s, row.standing.period.lastDay().toString(Qt::ISODate)},
        {u"sales"_s, row.standing.sales.toString()},
        {u"transactions"_s, row.standing.transactions},
        {u"threshold_sales"_s, threshold.sales.isZero() ? QJsonValue() : QJsonValue(threshold.sales.toString())},
        {u"threshold_transactions"_s, threshold.transactions > 0 ? QJsonValue(threshold.transactions) : QJsonValue()},
        {u"reached_by"_s, threshold.both ? u"both"_s : u"either"_s},
        {u"share_percent"_s, row.standing.share.toString()},
        {u"collect_from"_s, dayOrNull(row.standing.collects ? row.standing.collects->day : QDate())},
        {u"registered"_s, row.isRegistered},
        {u"registered_since"_s, dayOrNull(row.registeredSince)},
        {u"note"_s, row.rule.note}};
}

/// --on, or the business day.
Result<QDate> dayOf(Context &context, workspace::Services &services)
{
    const auto day = context.date(u"on"_s);
    return day && day->isNull() ? Result<QDate>(services.clock().today()) : day;
}

Result<QString> requiredOption(const Context &context, const QString &option)
{
    if (!context.arguments().has(option))
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + option}});
    return context.arguments().value(option);
}

Result<int> nexus(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto day = dayOf(context, **services);
    if (!day)
        return passOn(day);
    const auto rows = NexusDesk(**services).rows(*day);
    if (!rows)
        return passOn(rows);
    QJsonArray list;
    for (const NexusRow &row : *rows)
        list.append(toJson(row));
    const auto printed = context.output().records(
        list, {u"entity"_s, u"state"_s, u"status"_s, u"sales"_s, u"transactions"_s, u"threshold_sales"_s,
               u"threshold_transactions"_s, u"share_percent"_s, u"collect_from"_s, u"registered_since"_s});
    context.output().note(u"Tax is collected only where the company is registered."_s);
    return printed ? Result<int>(Exit::Done) : passOn(printed);
}

Result<int> explain(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto entity = requiredOption(context, u"entity"_s);
    const auto day = dayOf(context, **services);
    if (!entity || !day)
        return entity ? passOn(day) : passOn(entity);
    const auto derivation = NexusDesk(**services).explain(*entity, context.arguments().positional(0).toUpper(), *day);
    if (!derivation)
        return passOn(derivation);
    Output::bytes(pricing::toText(*derivation).toUtf8());
    return Exit::Done;
}

Result<int> registerIn(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto entity = requiredOption(context, u"entity"_s);
    const auto from
        = requiredOption(context, u"from"_s).and_then([&](const QString &) { return context.date(u"from"_s); });
    if (!entity || !from)
        return entity ? passOn(from) : passOn(entity);
    const QString state = context.arguments().positional(0).toUpper();
    const auto done = NexusDesk(**services).registerIn(*entity, state, *from);
    if (!done)
        return passOn(done);
    context.output().document(
        {{u"entity"_s, *entity}, {u"state"_s, state}, {u"registered_since"_s, from->toString(Qt::ISODate)}});
    return Exit::Done;
}

Result<int> thresholds(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    QByteArray csv;
    if (!context.arguments().has(u"none"_s)) {
        const auto file = context.readFile(context.arguments().positional(0));
        if (!file)
            return passOn(file);
        csv = *file;
    }
    const auto used = NexusDesk(**services).useThresholds(csv);
    if (!used)
        return passOn(used);
    context.output().note(csv.isEmpty() ? u"The thresholds that come with the program are used."_s
                                        : u"The thresholds of the file are used."_s);
    return Exit::Done;
}

} // namespace

std::vector<Command> taxCommands()
{
    return {{u"tax"_s,
             u"nexus"_s,
             u"tax nexus [--on DATE]"_s,
             u"Lists what was sold into each US state against the threshold from which the state wants sales tax."_s,
             0,
             {u"on"_s},
             nexus},
            {u"tax"_s,
             u"explain-nexus"_s,
             u"tax explain-nexus STATE --entity CODE [--on DATE]"_s,
             u"Shows every invoice and credit note that counts towards the threshold of a state."_s,
             1,
             {u"entity"_s, u"on"_s},
             explain},
            {u"tax"_s,
             u"register"_s,
             u"tax register STATE --entity CODE --from DATE"_s,
             u"Says that a company is registered in a US state: sales tax is collected there from that day on."_s,
             1,
             {u"entity"_s, u"from"_s},
             registerIn},
            {u"tax"_s,
             u"thresholds"_s,
             u"tax thresholds FILE | --none"_s,
             u"Replaces the thresholds of the states by those of a CSV file, or brings those of the program back."_s,
             0,
             {u"none"_s},
             thresholds}};
}

} // namespace accord::ctl
