// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/statement.h"
#include "core/recognition/schedule.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

QDate dateOf(Vector &vector, const QString &name)
{
    return vector.period.has(name) ? vector.period.date(name) : vector.context.date(name);
}

Result<recognition::Schedule> scheduleOf(Vector &vector, const QString &method)
{
    const Money total = vector.price.money(u"amount"_s, vector.currency);
    const QDate start = dateOf(vector, u"start"_s);
    if (method == u"daily"_s)
        return recognition::byDay(total, {start, dateOf(vector, u"end"_s)});
    if (method == u"even_months"_s)
        return recognition::byEvenMonths(total, start.isValid() ? start : QDate(2025, 1, 1),
                                         vector.context.integer(u"months"_s));
    return fail(ErrorKind::InvalidInput, u"vector.method"_s, {{u"method"_s, method}});
}

Outcome recognitionOf(Vector &vector)
{
    if (vector.isOption)
        return Outcome::skipped(
            u"Accord rounds the cumulated amount, so that the months add up; it does not round each "
            u"month by itself"_s);
    const auto schedule = scheduleOf(vector, vector.context.text(u"method"_s));
    if (!schedule)
        return Outcome::failed(schedule.error());
    std::vector<Money> months;
    for (const recognition::MonthAmount &month : *schedule)
        months.push_back(month.amount);
    const auto total = recognition::totalOf(*schedule, vector.currency);
    if (!total)
        return Outcome::failed(total.error());
    return Outcome::ok({{u"months"_s, print(months)}, {u"total"_s, print(*total)}});
}

Outcome consolidate(Vector &vector)
{
    std::vector<billing::StatementItem> items;
    for (Fields &item : vector.context.objects(u"items"_s))
        items.push_back({item.text(u"child"_s), item.money(u"amount"_s, vector.currency)});
    const Money paid = vector.context.money(u"paid"_s, vector.currency);
    const auto statement = billing::consolidate(items, paid);
    if (!statement)
        return Outcome::failed(statement.error());
    QJsonObject children;
    for (const billing::ChildSum &child : statement->children)
        children.insert(child.child, print(child.amount));
    return Outcome::ok({{u"children"_s, children},
                        {u"total"_s, print(statement->total)},
                        {u"paid"_s, print(statement->paid)},
                        {u"due"_s, print(statement->due)}});
}

} // namespace

void addRecognitionModels(Models &models)
{
    models.insert(u"recognition"_s, recognitionOf);
    models.insert(u"consolidate"_s, consolidate);
}

} // namespace accord::conformance
