// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/statement.h"
#include "core/recognition/deferral.h"
#include "core/recognition/obligation.h"
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

Outcome closingOf(Fields &balance, const Currency &currency)
{
    const auto closing
        = recognition::closingBalance(balance.minor(u"opening"_s, currency), balance.minor(u"billed"_s, currency),
                                      balance.minor(u"recognised"_s, currency));
    return closing ? Outcome::ok({{u"closing"_s, qint64(closing->minor())}}) : Outcome::failed(closing.error());
}

Outcome allocationOf(Fields &request, const Currency &currency)
{
    std::vector<recognition::Obligation> obligations;
    for (const auto &price : request.raw(u"ssp"_s).toArray())
        obligations.push_back(
            {price.toArray().at(0).toString(), Money(price.toArray().at(1).toInteger(), currency), {}, {}});
    const auto parts = recognition::allocateTransactionPrice(request.minor(u"price"_s, currency), obligations);
    if (!parts)
        return Outcome::failed(parts.error());
    QJsonArray allocation;
    for (const Money &part : *parts)
        allocation.append(qint64(part.minor()));
    return Outcome::ok({{u"allocation"_s, allocation}});
}

/// Equal months are a list; months by days are named, for the first and the last may be parts.
Outcome scheduleOfArea(Fields &input, const Currency &currency)
{
    const Money total = input.minor(u"total"_s, currency);
    const QDate start = input.date(u"start"_s);
    const QString method = input.text(u"method"_s);
    if (method == u"months"_s) {
        const auto schedule = recognition::byEvenMonths(total, start, input.integer(u"months"_s));
        if (!schedule)
            return Outcome::failed(schedule.error());
        QJsonArray months;
        for (const recognition::MonthAmount &month : *schedule)
            months.append(qint64(month.amount.minor()));
        return Outcome::ok({{u"schedule"_s, months}});
    }
    if (method != u"days"_s)
        return Outcome::failed({ErrorKind::InvalidInput, u"vector.method"_s, {{u"method"_s, method}}, {}});
    // The cases name the last day, not the first one after it.
    const auto schedule = recognition::byDay(total, {start, input.date(u"end"_s).addDays(1)});
    if (!schedule)
        return Outcome::failed(schedule.error());
    QJsonObject months;
    for (const recognition::MonthAmount &month : *schedule)
        months.insert(month.month.toString(u"yyyy-MM"_s), qint64(month.amount.minor()));
    return Outcome::ok({{u"schedule"_s, months}});
}

Outcome recognitionArea(Fields &input, const Currency &currency)
{
    if (input.has(u"rollforward"_s)) {
        Fields balance = input.object(u"rollforward"_s);
        return closingOf(balance, currency);
    }
    if (input.has(u"allocate"_s)) {
        Fields request = input.object(u"allocate"_s);
        return allocationOf(request, currency);
    }
    return scheduleOfArea(input, currency);
}

} // namespace

void addRecognitionAreas(Areas &areas)
{
    areas.insert(u"recognition"_s, recognitionArea);
}

void addRecognitionModels(Models &models)
{
    models.insert(u"recognition"_s, recognitionOf);
    models.insert(u"consolidate"_s, consolidate);
}

} // namespace accord::conformance
