// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/what_if_json.h"

#include "ui/errors/finding_words.h"

namespace accord::ctl {

namespace {

QJsonValue amountOrNull(const std::optional<Money> &amount)
{
    return amount ? QJsonValue(amount->toString()) : QJsonValue();
}

bool isBlocked(const workspace::Scenario &scenario)
{
    return contracts::blocksBilling(scenario.findings);
}

/// Without figures where nothing of it would be billed.
QJsonObject scenarioToJson(const workspace::Scenario &scenario)
{
    if (isBlocked(scenario))
        return {{u"blocked"_s, true}, {u"findings"_s, findingsToJson(scenario.findings)}};
    return {{u"subtotal"_s, scenario.bill.subtotal.toString()},
            {u"tax"_s, scenario.bill.tax.toString()},
            {u"total"_s, scenario.bill.total.toString()},
            {u"term_start"_s, scenario.contract.term.start.toString(Qt::ISODate)},
            {u"term_end"_s, scenario.contract.term.end.toString(Qt::ISODate)},
            {u"term_total"_s, scenario.termTotal.toString()},
            {u"committed_annual_value"_s, scenario.committedAnnualValue.toString()},
            {u"findings"_s, findingsToJson(scenario.findings)}};
}

QJsonArray linesToJson(const std::vector<workspace::ComparedLine> &lines)
{
    QJsonArray array;
    for (const auto &line : lines)
        array.append(QJsonObject{{u"description"_s, line.description},
                                 {u"location"_s, line.location},
                                 {u"now"_s, amountOrNull(line.now)},
                                 {u"then"_s, amountOrNull(line.then)},
                                 {u"difference"_s, line.difference.toString()}});
    return array;
}

QJsonArray shapesToJson(const std::vector<workspace::PriceShape> &shapes)
{
    QJsonArray array;
    for (const auto &shape : shapes) {
        QJsonArray cliffs, points;
        for (const auto &cliff : shape.cliffs)
            cliffs.append(QJsonObject{{u"limit"_s, cliff.limit.toShortString()},
                                      {u"at_limit"_s, cliff.atLimit.toString()},
                                      {u"above"_s, cliff.above.toString()},
                                      {u"worth_from"_s, cliff.worthFrom.toString()}});
        for (const Exact &point : shape.breakEven.value_or(std::vector<Exact>()))
            points.append(point.toString());
        array.append(QJsonObject{{u"item"_s, shape.item},
                                 {u"cliffs"_s, cliffs},
                                 {u"break_even"_s, shape.breakEven ? QJsonValue(points) : QJsonValue()}});
    }
    return array;
}

void noteFindings(Context &context, const std::vector<contracts::Finding> &findings)
{
    for (const auto &finding : findings)
        context.output().note(
            u"%1: %2"_s.arg(contracts::toString(finding.severity), ui::findingInWords(finding.id, finding.args)));
}

void noteShapes(Context &context, const std::vector<workspace::PriceShape> &shapes)
{
    for (const auto &shape : shapes) {
        for (const auto &cliff : shape.cliffs)
            context.output().note(
                u"%1: %2 units cost %3, one sliver more only %4; up to %5 units cost less than the limit."_s.arg(
                    shape.item, cliff.limit.toShortString(), cliff.atLimit.toString(), cliff.above.toString(),
                    cliff.worthFrom.toString()));
        if (!shape.breakEven) {
            context.output().note(u"%1: the two prices step, so there is no exact break-even point."_s.arg(shape.item));
            continue;
        }
        for (const Exact &point : *shape.breakEven)
            context.output().note(u"%1: the prices change places at %2 units."_s.arg(shape.item, point.toString()));
    }
}

} // namespace

QJsonArray findingsToJson(const std::vector<contracts::Finding> &findings)
{
    QJsonArray array;
    for (const auto &finding : findings)
        array.append(QJsonObject{{u"severity"_s, contracts::toString(finding.severity)},
                                 {u"id"_s, finding.id},
                                 {u"field"_s, finding.path},
                                 {u"message"_s, ui::findingInWords(finding.id, finding.args)}});
    return array;
}

Result<std::vector<contracts::TriedChange>> changesFrom(const Arguments &arguments)
{
    std::vector<contracts::TriedChange> changes;
    for (const QString &text : arguments.values(u"set"_s)) {
        auto change = contracts::parseChange(text);
        if (!change)
            return passOn(change);
        changes.push_back(std::move(*change));
    }
    return changes;
}

QJsonObject toJson(const workspace::WhatIf &whatIf)
{
    QJsonObject object{{u"contract"_s, whatIf.now.contract.number},
                       {u"currency"_s, whatIf.now.contract.currency.code()},
                       {u"now"_s, scenarioToJson(whatIf.now)},
                       {u"then"_s, scenarioToJson(whatIf.then)}};
    if (isBlocked(whatIf.now) || isBlocked(whatIf.then))
        return object; // there is nothing to compare
    object.insert(u"difference"_s, QJsonObject{{u"total"_s, whatIf.totalDifference.toString()},
                                               {u"term_total"_s, whatIf.termDifference.toString()}});
    object.insert(u"lines"_s, linesToJson(whatIf.lines));
    object.insert(u"prices"_s, shapesToJson(whatIf.shapes));
    return object;
}

Result<> print(Context &context, const workspace::WhatIf &whatIf)
{
    if (context.output().format() == Format::Json) {
        context.output().document(toJson(whatIf));
        return {};
    }
    if (isBlocked(whatIf.now) || isBlocked(whatIf.then)) {
        context.output().note(isBlocked(whatIf.then)
                                  ? u"Nothing of it would be billed before this is mended, and so it has no price:"_s
                                  : u"The contract as it is has no price before this is mended:"_s);
        noteFindings(context, isBlocked(whatIf.then) ? whatIf.then.findings : whatIf.now.findings);
        return {};
    }
    const auto printed = context.output().records(
        linesToJson(whatIf.lines), {u"description"_s, u"location"_s, u"now"_s, u"then"_s, u"difference"_s});
    if (!printed)
        return printed;
    const QString currency = whatIf.now.contract.currency.code();
    const auto note = [&](const QString &name, const Money &now, const Money &then, const Money &difference) {
        context.output().note(
            u"%1 %2 → %3 %4 (%5)"_s.arg(name, now.toString(), then.toString(), currency, difference.toString()));
    };
    context.output().note(QString());
    note(u"Bill"_s, whatIf.now.bill.total, whatIf.then.bill.total, whatIf.totalDifference);
    note(u"Term without usage"_s, whatIf.now.termTotal, whatIf.then.termTotal, whatIf.termDifference);
    noteShapes(context, whatIf.shapes);
    noteFindings(context, whatIf.then.findings);
    return {};
}

} // namespace accord::ctl
