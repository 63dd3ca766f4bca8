// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"

namespace accord::ctl {

using approvals::ChangedField;
using workspace::ChangeDesk;
using workspace::ChangeWish;

namespace {

/// The wish among the options; none: the account is only looked at.
std::optional<ChangeWish> wishOf(const Arguments &arguments)
{
    ChangeWish wish;
    wish.record = arguments.positional(0);
    wish.reason = arguments.value(u"reason"_s);
    if (arguments.has(u"limit"_s)) {
        wish.field = ChangedField::CreditLimit;
        wish.after = arguments.value(u"limit"_s);
    } else if (arguments.has(u"hold"_s)) {
        wish.field = ChangedField::CreditHold;
        wish.after = arguments.value(u"hold"_s);
        if (wish.reason.isEmpty() && wish.after != u"none"_s)
            wish.reason = wish.after;
    } else if (arguments.has(u"pass"_s)) {
        wish.field = ChangedField::CreditPass;
        wish.part = arguments.value(u"pass"_s);
    } else {
        return std::nullopt;
    }
    return wish;
}

Result<int> showStanding(const Context &context, workspace::Services &services)
{
    const auto account = services.accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto standing = workspace::creditStanding(services, account->id, services.clock().today());
    if (!standing)
        return passOn(standing);
    context.output().document(toJson(*standing));
    return Exit::Done;
}

} // namespace

QJsonObject toJson(const workspace::CreditStanding &standing)
{
    const auto &available = standing.check.available;
    return {{u"account"_s, standing.account},
            {u"currency"_s, standing.open.currency().code()},
            {u"limit"_s, standing.limit ? QJsonValue(standing.limit->toString()) : QJsonValue()},
            {u"open"_s, standing.open.toString()},
            {u"drafted"_s, standing.drafted.toString()},
            {u"this_document"_s, standing.asked.toString()},
            {u"exposure"_s, standing.check.exposure.toString()},
            {u"available"_s, available ? QJsonValue(available->toString()) : QJsonValue()},
            {u"exceeded"_s, standing.isExceeded()},
            {u"hold"_s, standing.hold ? QJsonValue(standing.hold->reason) : QJsonValue()},
            {u"hold_by"_s, standing.hold ? QJsonValue(standing.hold->setBy) : QJsonValue()}};
}

Result<int> accountCredit(Context &context)
{
    const auto wish = wishOf(context.arguments());
    const auto services = context.services(wish ? workspace::Mode::ReadWrite : workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    if (!wish)
        return showStanding(context, **services);
    ChangeDesk desk(**services);
    if (context.arguments().has(u"dry-run"_s)) {
        const auto preview = desk.preview(*wish);
        if (!preview)
            return passOn(preview);
        context.output().document(toJson(*preview));
        return Exit::Done;
    }
    const auto outcome = desk.request(*wish);
    if (!outcome)
        return passOn(outcome);
    context.output().document(toJson(*outcome));
    return Exit::Done;
}

} // namespace accord::ctl
