// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/refunds.h"

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::RefundRow &row)
{
    return {{u"refund"_s, row.number},
            {u"id"_s, row.id.toString(QUuid::WithoutBraces)},
            {u"account"_s, row.accountName},
            {u"invoice"_s, orNull(row.invoiceNumber)},
            {u"amount"_s, row.amount.toString()},
            {u"currency"_s, row.amount.currency().code()},
            {u"method"_s, row.method},
            {u"cheque"_s, row.chequeNumber ? QJsonValue(*row.chequeNumber) : QJsonValue()},
            {u"state"_s, row.state},
            {u"dated"_s, orNull(row.dated)},
            {u"reason"_s, row.reason},
            {u"requested_by"_s, row.requestedBy}};
}

/// The currency of what is paid back: that of the invoice, of --currency or of the account.
Result<Currency> currencyOf(Context &context, workspace::Services &services, const workspace::RefundWish &wish)
{
    if (context.arguments().has(u"currency"_s))
        return Currency::fromCode(context.arguments().value(u"currency"_s));
    if (!wish.invoice.isEmpty())
        return services.invoices().findByReference(wish.invoice).map([](const billing::Invoice &invoice) {
            return invoice.bill.currency;
        });
    return services.accounts().findByReference(wish.account).map([](const accounts::Account &account) {
        return account.currency;
    });
}

Result<int> request(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const Arguments &arguments = context.arguments();
    workspace::RefundWish wish{arguments.positional(0),
                               arguments.value(u"invoice"_s),
                               {},
                               arguments.value(u"method"_s, u"transfer"_s),
                               arguments.value(u"reason"_s)};
    if (arguments.has(u"amount"_s)) {
        const auto currency = currencyOf(context, **services, wish);
        if (!currency)
            return passOn(currency);
        const auto amount = Money::parse(arguments.value(u"amount"_s), *currency);
        if (!amount)
            return passOn(amount);
        wish.amount = *amount;
    }
    const auto row = workspace::requestRefund(**services, wish);
    if (!row)
        return passOn(row);
    context.output().document(toJson(*row));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = workspace::refunds(**services);
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &row : *all)
        rows.append(toJson(row));
    const auto written
        = context.output().records(rows, {u"refund"_s, u"account"_s, u"invoice"_s, u"amount"_s, u"currency"_s,
                                          u"method"_s, u"cheque"_s, u"state"_s, u"dated"_s, u"reason"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> refundCommands()
{
    return {{u"refund"_s,
             u"request"_s,
             u"refund request ACCOUNT --amount AMOUNT [--currency CODE] [--invoice NUMBER] [--method "
             "transfer|ach|cheque] --reason TEXT"_s,
             u"Asks for credit on account, or that of one invoice, to be paid back; somebody else has to agree."_s,
             1,
             {u"amount"_s, u"currency"_s, u"invoice"_s, u"method"_s, u"reason"_s},
             request},
            {u"refund"_s,
             u"list"_s,
             u"refund list"_s,
             u"Lists refunds and what became of them, newest first."_s,
             0,
             {},
             list}};
}

} // namespace accord::ctl
