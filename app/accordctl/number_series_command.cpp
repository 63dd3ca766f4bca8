// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/number_series_desk.h"

namespace accord::ctl {

namespace {

using workspace::NumberSeriesDesk;
using workspace::SeriesSheet;

QString reservedText(const SeriesSheet &sheet)
{
    QStringList ranges;
    for (const auto &numbers : sheet.series.reserved)
        ranges << u"%1-%2"_s.arg(numbers.first).arg(numbers.last);
    return ranges.join(u", "_s);
}

QJsonObject toJson(const SeriesSheet &sheet)
{
    return {{u"entity"_s, sheet.series.entityCode}, {u"series"_s, sheet.series.key.series},
            {u"year"_s, sheet.series.key.year},     {u"format"_s, sheet.format},
            {u"first"_s, sheet.series.first},       {u"begun"_s, sheet.series.hasBegun},
            {u"next_number"_s, sheet.nextNumber},   {u"reserved"_s, reservedText(sheet)}};
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto sheets = NumberSeriesDesk(**services).sheets();
    if (!sheets)
        return passOn(sheets);
    QJsonArray rows;
    for (const SeriesSheet &sheet : *sheets)
        rows.append(toJson(sheet));
    const auto printed = context.output().records(
        rows, {u"entity"_s, u"series"_s, u"year"_s, u"format"_s, u"first"_s, u"next_number"_s, u"reserved"_s});
    return printed ? Result<int>(Exit::Done) : passOn(printed);
}

/// The whole number that \a option says. \returns InvalidInput "usage.option_number".
Result<qint64> numberIn(const Arguments &arguments, const QString &option)
{
    if (!arguments.has(option))
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + option}});
    bool isNumber = false;
    const qint64 number = arguments.value(option).toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, arguments.value(option)}});
    return number;
}

Result<int> yearOf(Context &context, workspace::Services &services)
{
    if (!context.arguments().has(u"year"_s))
        return services.clock().today().year();
    return numberIn(context.arguments(), u"year"_s).map([](qint64 year) { return int(year); });
}

Result<int> begin(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto year = yearOf(context, **services);
    const auto first = numberIn(context.arguments(), u"at"_s);
    if (!year || !first)
        return year ? passOn(first) : passOn(year);
    const Arguments &arguments = context.arguments();
    const auto begun = NumberSeriesDesk(**services)
                           .begin(arguments.positional(0), arguments.value(u"series"_s, u"invoice"_s), *year, *first,
                                  arguments.value(u"reason"_s));
    return begun ? list(context) : passOn(begun);
}

Result<int> reserve(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto year = yearOf(context, **services);
    const auto first = numberIn(context.arguments(), u"from"_s);
    const auto last = numberIn(context.arguments(), u"to"_s);
    if (!year)
        return passOn(year);
    if (!first || !last)
        return first ? passOn(last) : passOn(first);
    const Arguments &arguments = context.arguments();
    const auto reserved = NumberSeriesDesk(**services)
                              .reserve(arguments.positional(0), arguments.value(u"series"_s, u"invoice"_s), *year,
                                       {*first, *last, arguments.value(u"reason"_s)});
    return reserved ? list(context) : passOn(reserved);
}

} // namespace

std::vector<Command> numberSeriesCommands()
{
    return {{u"number-series"_s,
             u"list"_s,
             u"number-series list"_s,
             u"Lists the series of document numbers with the number that comes next and those that are reserved."_s,
             0,
             {},
             list},
            {u"number-series"_s,
             u"begin"_s,
             u"number-series begin ENTITY --at N --reason TEXT [--series invoice|credit_note] [--year Y]"_s,
             u"Lets a series begin with another number than 1, before its first document: after a cut-over."_s,
             1,
             {u"at"_s, u"reason"_s, u"series"_s, u"year"_s},
             begin},
            {u"number-series"_s,
             u"reserve"_s,
             u"number-series reserve ENTITY --from N --to N --reason TEXT [--series invoice|credit_note] [--year Y]"_s,
             u"Keeps numbers from being given here, because they are given elsewhere."_s,
             1,
             {u"from"_s, u"to"_s, u"reason"_s, u"series"_s, u"year"_s},
             reserve}};
}

} // namespace accord::ctl
