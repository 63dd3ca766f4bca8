// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/invoice_json.h"

#include "app/accordctl/json_values.h"
#include "core/billing/booked_rate.h"
#include "ui/errors/finding_words.h"

#include <QtCore/QJsonArray>

namespace accord::ctl {

namespace {

using ctl::orNull; // and for what only this file says:

QJsonValue orNull(const std::optional<Decimal> &value)
{
    return value ? QJsonValue(value->toString()) : QJsonValue();
}

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

QJsonValue pricedToJson(const billing::BillLine &line)
{
    if (!line.priced)
        return {};
    return QJsonObject{{u"currency"_s, line.priced->net.currency().code()},
                       {u"gross"_s, line.priced->gross.toString()},
                       {u"discount"_s, line.priced->discount.toString()},
                       {u"net"_s, line.priced->net.toString()}};
}

QJsonObject sharesToJson(const billing::DiscountShares &shares)
{
    QJsonArray fixed;
    for (const auto &[discount, amount] : shares.fixed)
        fixed.append(QJsonObject{{u"discount"_s, discount}, {u"amount"_s, amount.toString()}});
    return {{u"before"_s, shares.before.toString()}, {u"fixed"_s, fixed}};
}

QJsonValue conversionToJson(const std::optional<Conversion> &conversion)
{
    if (!conversion)
        return {};
    return QJsonObject{{u"from"_s, conversion->from.code()},
                       {u"to"_s, conversion->to.code()},
                       {u"rate"_s, conversion->rate.toString()},
                       {u"day"_s, orNull(iso(conversion->day))},
                       {u"source"_s, conversion->source}};
}

QJsonObject lineToJson(const billing::BillLine &line)
{
    QJsonObject object{
        {u"description"_s, line.description},
        {u"location"_s, orNull(line.locationName)},
        {u"location_code"_s, orNull(line.locationCode)},
        {u"entity"_s, line.entityName},
        {u"cost_center"_s, orNull(line.costCentre)},
        {u"department"_s, orNull(line.department)},
        {u"kind"_s, line.key.kind},
        {u"item"_s, line.key.item},
        {u"contract"_s, line.contractNumber},
        {u"period"_s, QJsonObject{{u"start"_s, iso(line.key.period.start)}, {u"end"_s, iso(line.key.period.end)}}},
        {u"quantity"_s, line.quantity.toShortString()},
        {u"unit"_s, orNull(line.unit)},
        {u"unit_price"_s, orNull(line.unitPrice)},
        {u"gross"_s, line.gross.toString()},
        {u"discount"_s, line.discount.toString()},
        {u"net"_s, line.net.toString()},
        {u"tax"_s, line.tax.toString()},
        {u"tax_included"_s, line.taxIncluded},
        {u"priced"_s, pricedToJson(line)},
        {u"sequence"_s, line.key.sequence},
        {u"purchase_order"_s, orNull(line.purchaseOrder)},
        {u"ledger_account"_s, orNull(line.ledgerAccount)},
        {u"key"_s, line.key.toString()}};
    if (line.used) {
        object.insert(u"used"_s, line.used->toShortString());
        object.insert(u"included"_s, orNull(line.included));
    }
    if (line.shares)
        object.insert(u"discount_shares"_s, sharesToJson(*line.shares));
    return object;
}

} // namespace

QStringList invoiceColumns()
{
    return {u"number"_s, u"account"_s, u"issue_date"_s, u"due_date"_s, u"currency"_s, u"total"_s, u"status"_s};
}

QJsonObject toJson(const storage::InvoiceRow &row, const QDate &today)
{
    return {{u"number"_s, orNull(row.number)},
            {u"id"_s, row.id.toString()},
            {u"account"_s, row.account},
            {u"account_id"_s, row.accountId.toString()},
            {u"issue_date"_s, iso(row.issueDate)},
            {u"due_date"_s, iso(row.dueDate)},
            {u"currency"_s, row.total.currency().code()},
            {u"total"_s, row.total.toString()},
            {u"paid"_s, row.settlement().received().toString()},
            {u"written_off"_s, row.writtenOff.toString()},
            {u"credited"_s, row.credited.toString()},
            {u"open"_s, row.state == billing::InvoiceState::Issued ? row.open().toString() : QJsonValue()},
            {u"purchase_order"_s, orNull(row.purchaseOrder)},
            {u"status"_s, billing::toString(row.status(today))}};
}

QJsonObject toJson(const billing::Bill &bill)
{
    QJsonArray lines, groups, discounts, allocations, credits, instalments;
    for (const auto &line : bill.lines)
        lines.append(lineToJson(line));
    for (const auto &group : bill.taxGroups)
        groups.append(QJsonObject{{u"jurisdiction"_s, group.component.jurisdiction},
                                  {u"name"_s, group.component.name},
                                  {u"category"_s, tax::code(group.component.category)},
                                  {u"rate_percent"_s, group.component.percent.toShortString()},
                                  {u"taxable"_s, group.taxable.toString()},
                                  {u"tax"_s, group.tax.toString()},
                                  {u"reason"_s, orNull(group.component.reason)}});
    for (const auto &discount : bill.discounts)
        discounts.append(QJsonObject{{u"name"_s, discount.name}, {u"amount"_s, discount.amount.toString()}});
    for (const auto &row : bill.allocations)
        allocations.append(
            QJsonObject{{u"entity"_s, row.entityName},
                        {u"cost_center"_s, orNull(row.costCentre)},
                        {u"percent"_s, row.percent ? QJsonValue(row.percent->toShortString()) : QJsonValue()},
                        {u"amount"_s, row.amount.toString()},
                        {u"budget_cap"_s, row.budgetCap ? QJsonValue(row.budgetCap->toString()) : QJsonValue()},
                        {u"over_cap"_s, row.overCap.toString()},
                        {u"is_over_cap_row"_s, row.isOverCapRow}});
    for (const auto &credit : bill.credits)
        credits.append(QJsonObject{{u"name"_s, credit.name},
                                   {u"before"_s, credit.before.toString()},
                                   {u"amount"_s, credit.amount.toString()}});
    for (const auto &part : bill.instalments)
        instalments.append(QJsonObject{{u"name"_s, part.name},
                                       {u"due"_s, orNull(iso(part.due))},
                                       {u"milestone"_s, orNull(part.milestone)},
                                       {u"amount"_s, part.amount.toString()}});
    return {{u"period"_s, QJsonObject{{u"start"_s, iso(bill.period.start)}, {u"end"_s, iso(bill.period.end)}}},
            {u"currency"_s, bill.currency.code()},
            {u"conversion"_s, conversionToJson(bill.conversion)},
            {u"purchase_order"_s, orNull(bill.purchaseOrder)},
            {u"lines"_s, lines},
            {u"discounts"_s, discounts},
            {u"subtotal"_s, bill.subtotal.toString()},
            {u"tax"_s, bill.tax.toString()},
            {u"tax_groups"_s, groups},
            {u"total"_s, bill.total.toString()},
            {u"credits"_s, credits},
            {u"amount_due"_s, bill.amountDue().toString()},
            {u"instalments"_s, instalments},
            {u"allocations"_s, allocations},
            {u"exceptions"_s, toJson(bill.exceptions)}};
}

QJsonObject toJson(const billing::Invoice &invoice, const QDate &today)
{
    QJsonObject object = toJson(invoice.bill);
    object.insert(u"number"_s, orNull(invoice.number));
    object.insert(u"id"_s, invoice.id.toString());
    object.insert(u"account"_s, invoice.accountName);
    object.insert(u"account_id"_s, invoice.account.toString());
    object.insert(u"issue_date"_s, iso(invoice.issueDate));
    object.insert(u"due_date"_s, iso(invoice.dueDate));
    const billing::Settlement settlement = billing::settlementOf(invoice);
    object.insert(u"paid"_s, settlement.received().toString());
    object.insert(u"written_off"_s, invoice.writtenOff.toString());
    const bool isOwed = invoice.state == billing::InvoiceState::Issued;
    object.insert(u"credited"_s, invoice.credited.toString());
    object.insert(u"open"_s, isOwed ? settlement.open().toString() : QJsonValue());
    object.insert(u"status"_s, billing::toString(billing::statusOf(invoice.state, settlement, invoice.dueDate, today)));
    const auto booked = billing::bookedRate(invoice);
    QJsonObject books = booked ? conversionToJson(booked).toObject() : QJsonObject();
    books.insert(u"currency"_s, invoice.companyTotal.currency().code());
    books.insert(u"total"_s, invoice.companyTotal.toString());
    object.insert(u"books"_s, books);
    object.insert(u"digest"_s, QString::fromLatin1(invoice.digest));
    object.insert(u"seal"_s, orNull(invoice.seal));
    return object;
}

QJsonObject toJson(const pricing::Derivation &derivation)
{
    QJsonObject object{{u"label"_s, derivation.label}};
    const auto insert = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    insert(u"rule"_s, derivation.rule);
    insert(u"exact"_s, derivation.exact);
    insert(u"rounded"_s, derivation.rounded);
    insert(u"source"_s, derivation.source);
    if (!derivation.children.empty())
        object.insert(u"inputs"_s, toJson(derivation.children));
    return object;
}

QJsonArray toJson(const std::vector<pricing::Derivation> &derivations)
{
    QJsonArray array;
    for (const auto &derivation : derivations)
        array.append(toJson(derivation));
    return array;
}

QJsonArray toJson(const std::vector<billing::BillException> &exceptions)
{
    QJsonArray array;
    for (const auto &exception : exceptions)
        array.append(QJsonObject{{u"severity"_s, contracts::toString(exception.severity)},
                                 {u"id"_s, exception.id},
                                 {u"message"_s, ui::findingInWords(exception.id, exception.args)},
                                 {u"details"_s, QJsonObject::fromVariantMap(exception.args)}});
    return array;
}

} // namespace accord::ctl
