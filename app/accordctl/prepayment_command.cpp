// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"

#include "core/storage/prepayments_sql.h"
#include "core/workspace/prepayments.h"

namespace accord::ctl {

namespace {

Result<workspace::PrepaymentRequest> requestOf(const Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    workspace::PrepaymentRequest request;
    request.contract = arguments.positional(0);
    request.wish.item = arguments.value(u"item"_s);
    const auto contract = services.contracts().findByNumber(request.contract);
    if (!contract)
        return passOn(contract);
    if (arguments.has(u"amount"_s)) {
        const auto amount = Money::parse(arguments.value(u"amount"_s), contract->billedIn());
        if (!amount)
            return passOn(amount);
        request.wish.amount = *amount;
    }
    if (arguments.has(u"percent"_s)) {
        const auto percent = Decimal::parse(arguments.value(u"percent"_s));
        if (!percent)
            return passOn(percent);
        request.wish.percent = *percent;
    }
    if (arguments.has(u"period"_s)) {
        const auto period = context.period();
        if (!period)
            return passOn(period);
        request.period = *period;
    }
    const auto day = context.date(u"issue-date"_s);
    if (!day)
        return passOn(day);
    request.issueDate = *day;
    return request;
}

QJsonObject toJson(const workspace::PrepaymentPreview &preview)
{
    const billing::Bill &bill = preview.bill;
    return {{u"contract"_s, preview.terms.contractNumber},
            {u"item"_s, preview.terms.item.isEmpty() ? QJsonValue() : QJsonValue(preview.terms.item)},
            {u"what"_s, preview.terms.what},
            {u"value"_s, preview.value.toString()},
            {u"prepaid_before"_s, preview.prepaid.toString()},
            {u"net"_s, bill.subtotal.toString()},
            {u"tax"_s, bill.tax.toString()},
            {u"total"_s, bill.total.toString()},
            {u"currency"_s, bill.currency.code()}};
}

QJsonObject toJson(const storage::PrepaymentRow &row)
{
    return {{u"number"_s, row.number.isEmpty() ? QJsonValue() : QJsonValue(row.number)},
            {u"id"_s, row.invoice.toString()},
            {u"state"_s, row.state},
            {u"issue_date"_s, row.issuedOn.toString(Qt::ISODate)},
            {u"contract"_s, row.contractNumber},
            {u"item"_s, row.item.isEmpty() ? QJsonValue() : QJsonValue(row.item)},
            {u"currency"_s, row.asked.currency().code()},
            {u"net"_s, row.asked.toString()},
            {u"credited"_s, row.credited.toString()},
            {u"deducted"_s, row.deducted.toString()},
            {u"left"_s, row.left().toString()}};
}

} // namespace

Result<int> askPrepayment(Context &context)
{
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto request = requestOf(context, **services);
    if (!request)
        return passOn(request);
    if (context.arguments().has(u"dry-run"_s)) {
        const auto preview = workspace::previewPrepayment(**services, *request);
        if (!preview)
            return passOn(preview);
        context.output().document(toJson(*preview));
        return Exit::Done;
    }
    const auto invoice = workspace::askPrepayment(**services, *request, *command);
    if (!invoice)
        return passOn(invoice);
    context.output().document(toJson(*invoice, (*services)->clock().today()));
    return Exit::Done;
}

Result<int> listPrepayments(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto rows = storage::PrepaymentsSql((*services)->session()).ofAccount(account->id);
    if (!rows)
        return passOn(rows);
    QJsonArray array;
    for (const storage::PrepaymentRow &row : *rows)
        array.append(toJson(row));
    const auto written
        = context.output().records(array, {u"number"_s, u"state"_s, u"issue_date"_s, u"contract"_s, u"item"_s,
                                           u"currency"_s, u"net"_s, u"credited"_s, u"deducted"_s, u"left"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace accord::ctl
