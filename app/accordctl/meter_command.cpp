// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/meters.h"

namespace accord::ctl {

namespace {

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto meters = workspace::metersInUse(**services);
    if (!meters)
        return passOn(meters);
    QJsonArray rows;
    for (const auto &use : *meters)
        rows.append(QJsonObject{{u"code"_s, use.meter.code},
                                {u"name"_s, use.meter.name},
                                {u"unit"_s, use.meter.unit},
                                {u"aggregation"_s, catalog::toString(use.meter.aggregation)},
                                {u"contracts"_s, use.contracts},
                                {u"accounts"_s, use.accounts},
                                {u"last_reading"_s, use.lastReading.isValid()
                                                        ? QJsonValue(use.lastReading.toString(Qt::ISODate))
                                                        : QJsonValue()}});
    const auto written = context.output().records(
        rows, {u"code"_s, u"name"_s, u"unit"_s, u"aggregation"_s, u"contracts"_s, u"accounts"_s, u"last_reading"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> save(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto meters = (*services)->seller().meters();
    if (!meters)
        return passOn(meters);
    catalog::Meter meter{{}, arguments.positional(0), {}, {}, catalog::Aggregation::Sum};
    for (const auto &known : *meters) {
        if (known.code == meter.code)
            meter = known;
    }
    meter.name = arguments.has(u"name"_s) ? arguments.value(u"name"_s) : meter.name;
    meter.unit = arguments.has(u"unit"_s) ? arguments.value(u"unit"_s) : meter.unit;
    if (arguments.has(u"aggregation"_s)) {
        const auto aggregation = catalog::aggregationFromString(arguments.value(u"aggregation"_s));
        if (!aggregation)
            return passOn(aggregation);
        meter.aggregation = *aggregation;
    }
    const auto saved = workspace::saveMeter(**services, meter);
    if (!saved)
        return passOn(saved);
    context.output().note(u"%1: %2, in %3"_s.arg(saved->code, saved->name, saved->unit));
    return Exit::Done;
}

} // namespace

std::vector<Command> meterCommands()
{
    return {{u"meter"_s,
             u"list"_s,
             u"meter list"_s,
             u"Lists what usage is measured in, the contracts that price it and its last reading."_s,
             0,
             {},
             list},
            {u"meter"_s,
             u"save"_s,
             u"meter save CODE --name NAME --unit UNIT [--aggregation sum|max|last|unique|weighted_sum]"_s,
             u"Adds a meter, or changes what is named of it; usage that waited for it is counted by 'usage adopt'."_s,
             1,
             {u"name"_s, u"unit"_s, u"aggregation"_s},
             save}};
}

} // namespace accord::ctl
