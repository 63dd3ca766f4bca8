// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/master_data.h"

#include <QtCore/QJsonDocument>

namespace accord::ctl {

namespace {

Result<QJsonObject> current(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto book = workspace::MasterData(**services).currentPriceBook();
    if (!book)
        return passOn(book);
    if (!*book)
        return fail(ErrorKind::NotFound, u"catalog.no_price_book"_s);
    return **book;
}

Result<int> list(Context &context)
{
    const auto object = current(context);
    if (!object)
        return passOn(object);
    QJsonArray rows;
    for (const QJsonValue &plan : object->value(u"plans"_s).toArray()) {
        QJsonObject row = plan.toObject();
        row.insert(u"currency"_s, object->value(u"currency"_s));
        row.insert(u"price_book"_s, object->value(u"version"_s));
        rows.append(row);
    }
    const auto written = context.output().records(
        rows, {u"code"_s, u"name"_s, u"monthly_price"_s, u"currency"_s, u"trial_days"_s, u"price_book"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> show(Context &context)
{
    const auto object = current(context);
    if (!object)
        return passOn(object);
    context.output().document(*object);
    return Exit::Done;
}

Result<int> import(Context &context)
{
    const auto bytes = Context::readFile(context.arguments().positional(0));
    if (!bytes)
        return passOn(bytes);
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto count = workspace::MasterData(**services).importPriceBook(*bytes, *command);
    if (!count)
        return passOn(count);
    context.output().document({{u"added"_s, count->added}, {u"unchanged"_s, count->unchanged}});
    return Exit::Done;
}

Result<int> exportCurrent(Context &context)
{
    const auto object = current(context);
    if (!object)
        return passOn(object);
    const auto written
        = Context::writeFile(context.arguments().value(u"out"_s, u"-"_s), Output::inJson(QJsonDocument(*object)));
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> priceBookCommands()
{
    return {{u"price-book"_s,
             u"list"_s,
             u"price-book list"_s,
             u"Lists the plans of the current price book."_s,
             0,
             {},
             list},
            {u"price-book"_s, u"show"_s, u"price-book show"_s, u"Shows the current price book."_s, 0, {}, show},
            {u"price-book"_s,
             u"import"_s,
             u"price-book import FILE.json [--command-id UUID]"_s,
             u"Publishes a version of the list prices; it never changes afterwards."_s,
             1,
             {u"command-id"_s},
             import},
            {u"price-book"_s,
             u"export"_s,
             u"price-book export [--out FILE]"_s,
             u"Writes the current price book."_s,
             0,
             {u"out"_s},
             exportCurrent}};
}

} // namespace accord::ctl
