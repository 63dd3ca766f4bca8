// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/home_desk.h"

namespace accord::ctl {

namespace {

using workspace::HomeItem;
using workspace::HomeKind;
using workspace::HomeSheet;

constexpr int usualLimit = 1000;

QJsonValue amountOf(const std::optional<Money> &amount)
{
    return amount ? QJsonValue(amount->toString()) : QJsonValue();
}

QJsonValue uuidOf(const QUuid &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString(QUuid::WithoutBraces));
}

QJsonObject toJson(const HomeItem &item)
{
    return {{u"kind"_s, workspace::toString(item.kind)},
            {u"subject"_s, item.kind == HomeKind::Unbilled ? item.period.start.toString(u"yyyy-MM"_s) : item.subject},
            {u"reference"_s, item.reference},
            {u"day"_s, orNull(item.day)},
            {u"count"_s, item.count},
            {u"at_stake"_s, amountOf(item.stake)},
            {u"amount"_s, amountOf(item.amount)},
            {u"currency"_s, item.amount ? QJsonValue(item.amount->currency().code()) : QJsonValue()},
            {u"note"_s, item.note},
            {u"account_id"_s, uuidOf(item.account.uuid())},
            {u"invoice_id"_s, uuidOf(item.invoice.uuid())},
            {u"approval_id"_s, uuidOf(item.approval)},
            {u"aside_until"_s, orNull(item.until)}};
}

Result<HomeSheet> sheetFor(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    return services ? workspace::HomeDesk(**services).sheet() : passOn(services);
}

Result<int> list(Context &context)
{
    const auto limit = context.limit(usualLimit);
    if (!limit)
        return passOn(limit);
    std::optional<HomeKind> only;
    if (context.arguments().has(u"kind"_s)) {
        const auto kind = workspace::homeKindFromString(context.arguments().value(u"kind"_s));
        if (!kind)
            return passOn(kind);
        only = *kind;
    }
    const auto sheet = sheetFor(context);
    if (!sheet)
        return passOn(sheet);
    QJsonArray rows;
    for (const HomeItem &item : context.arguments().has(u"aside"_s) ? sheet->aside : sheet->items) {
        if ((!only || item.kind == *only) && rows.size() < *limit)
            rows.append(toJson(item));
    }
    const auto written = context.output().records(rows, {u"kind"_s, u"subject"_s, u"reference"_s, u"day"_s,
                                                         u"at_stake"_s, u"amount"_s, u"currency"_s, u"note"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> kinds(Context &context)
{
    const auto sheet = sheetFor(context);
    if (!sheet)
        return passOn(sheet);
    QJsonArray rows;
    for (const workspace::HomeCount &one : sheet->counts) {
        if (one.count > 0)
            rows.append(QJsonObject{{u"kind"_s, workspace::toString(one.kind)},
                                    {u"count"_s, one.count},
                                    {u"at_least"_s, one.isAtLeast},
                                    {u"at_stake"_s, one.stake.toString()},
                                    {u"currency"_s, one.stake.currency().code()}});
    }
    const auto written
        = context.output().records(rows, {u"kind"_s, u"count"_s, u"at_least"_s, u"at_stake"_s, u"currency"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> homeCommands()
{
    return {{u"home"_s,
             u"list"_s,
             u"home list [--kind KIND] [--aside] [--limit N]"_s,
             u"Lists what wants the attention of who asks, by the money at stake: approvals and questions, what is "
             "overdue, entries of the bank, drafts to issue, and more; --aside: what they put aside."_s,
             0,
             {u"kind"_s, u"aside"_s, u"limit"_s},
             list},
            {u"home"_s,
             u"kinds"_s,
             u"home kinds"_s,
             u"Tells how many things of each kind want the attention of who asks, and what is at stake in them, in "
             "company currency."_s,
             0,
             {},
             kinds}};
}

} // namespace accord::ctl
