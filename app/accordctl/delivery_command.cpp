// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/delivery_desk.h"

namespace accord::ctl {

namespace {

using storage::DeliveryRow;
using workspace::DeliveryDesk;

constexpr int usualLimit = 1000;

QJsonValue instant(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject toJson(const DeliveryRow &row)
{
    QJsonArray recipients;
    for (const storage::DeliveryRecipient &one : row.recipients)
        recipients.append(QJsonObject{{u"role"_s, one.role},
                                      {u"address"_s, one.address},
                                      {u"state"_s, one.state},
                                      {u"note"_s, one.note},
                                      {u"changed"_s, instant(one.changedAt)},
                                      {u"changed_by"_s, one.changedBy}});
    const QString step = row.step.isEmpty() ? QString() : u"%1 %2"_s.arg(row.step).arg(row.level);
    return {{u"id"_s, row.subject.toString(QUuid::WithoutBraces)},
            {u"step"_s, step.isEmpty() ? QJsonValue() : QJsonValue(step)},
            {u"inside"_s, QJsonArray::fromStringList(row.inside)},
            {u"document"_s, row.number.isEmpty() ? QJsonValue() : QJsonValue(row.number)},
            {u"kind"_s, row.kind},
            {u"account"_s, row.accountName},
            {u"email"_s, row.email},
            {u"portal"_s, row.portal},
            {u"state"_s, row.state},
            {u"note"_s, row.note},
            {u"put_up"_s, row.createdAt.toString(Qt::ISODate)},
            {u"changed"_s, instant(row.changedAt)},
            {u"changed_by"_s, row.changedBy},
            {u"recipients"_s, recipients}};
}

Result<int> list(Context &context)
{
    const auto limit = context.limit(usualLimit);
    if (!limit)
        return passOn(limit);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto rows = DeliveryDesk(**services).list(context.arguments().value(u"state"_s), *limit);
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const DeliveryRow &row : *rows)
        array.append(toJson(row));
    const auto written = context.output().records(array, {u"document"_s, u"kind"_s, u"step"_s, u"account"_s, u"email"_s,
                                                          u"portal"_s, u"state"_s, u"changed"_s, u"note"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> mark(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto row = DeliveryDesk(**services)
                         .mark(context.arguments().positional(0), context.arguments().value(u"state"_s, u"sent"_s),
                               context.arguments().value(u"note"_s), context.arguments().value(u"to"_s));
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

} // namespace

std::vector<Command> deliveryCommands()
{
    return {
        {u"delivery"_s,
         u"list"_s,
         u"delivery list [--state waiting|sent|failed|unknown] [--limit N]"_s,
         u"Lists documents and letters that were put up for sending, and what became of them, newest first."_s,
         0,
         {u"state"_s, u"limit"_s},
         list},
        {u"delivery"_s,
         u"mark"_s,
         u"delivery mark NUMBER|ID [--to ADDRESS] [--state sent|failed|waiting|unknown] [--note TEXT]"_s,
         u"Says what became of an issued document, or by its id of a step of dunning, at one of its recipients or at "
         "all: sent where to, or why it was not."_s,
         1,
         {u"to"_s, u"state"_s, u"note"_s},
         mark}};
}

} // namespace accord::ctl
