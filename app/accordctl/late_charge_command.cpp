// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/late_charges_desk.h"

namespace accord::ctl {

namespace {

Result<int> lateCharges(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto due = workspace::LateChargesDesk(**services).due(day->isValid() ? *day : (*services)->clock().today());
    if (!due)
        return passOn(due);
    QJsonArray rows;
    for (const auto &one : *due)
        rows.append(QJsonObject{{u"invoice"_s, one.number},
                                {u"account"_s, one.payerName},
                                {u"due_date"_s, orNull(one.due)},
                                {u"days_late"_s, one.days},
                                {u"open"_s, one.open.toString()},
                                {u"interest"_s, one.interest.toString()},
                                {u"fee"_s, one.fee.toString()},
                                {u"currency"_s, one.open.currency().code()}});
    const auto written = context.output().records(rows, {u"invoice"_s, u"account"_s, u"due_date"_s, u"days_late"_s,
                                                         u"open"_s, u"interest"_s, u"fee"_s, u"currency"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> chargeLate(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString number = context.arguments().positional(0);
    const auto charged = workspace::LateChargesDesk(**services).charge(number);
    if (!charged)
        return passOn(charged);
    const auto note = (*services)->invoices().find(charged->note.value_or(billing::InvoiceId()));
    if (!note)
        return passOn(note);
    context.output().document({{u"invoice"_s, number},
                               {u"number"_s, note->number},
                               {u"through"_s, orNull(charged->through)},
                               {u"interest"_s, charged->interest.toString()},
                               {u"fee"_s, charged->fee.toString()},
                               {u"currency"_s, charged->interest.currency().code()}});
    return Exit::Done;
}

QJsonObject toJson(const workspace::LateChargeSheet &sheet)
{
    const bool isDocument = !sheet.number.isEmpty();
    const auto amount = [&](const Money &money) { return isDocument ? QJsonValue(money.toString()) : QJsonValue(); };
    return {{u"number"_s, isDocument ? QJsonValue(sheet.number) : QJsonValue()},
            {u"invoice"_s, sheet.invoice},
            {u"account"_s, sheet.payerName},
            {u"through"_s, orNull(sheet.charge.through)},
            {u"interest"_s, sheet.charge.interest.toString()},
            {u"fee"_s, sheet.charge.fee.toString()},
            {u"waived"_s, amount(sheet.settlement.credited)},
            {u"open"_s, isDocument ? amount(sheet.settlement.open()) : QJsonValue()},
            {u"currency"_s, sheet.charge.interest.currency().code()},
            {u"charged_by"_s, sheet.charge.chargedBy}};
}

Result<int> listCharges(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = workspace::LateChargesDesk(**services).charged();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &sheet : *all)
        rows.append(toJson(sheet));
    const auto written
        = context.output().records(rows, {u"number"_s, u"invoice"_s, u"account"_s, u"through"_s, u"interest"_s,
                                          u"fee"_s, u"waived"_s, u"open"_s, u"currency"_s, u"charged_by"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> waive(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString number = context.arguments().positional(0);
    std::optional<Money> amount;
    if (context.arguments().has(u"amount"_s)) {
        const auto note = (*services)->invoices().findByReference(number);
        if (!note)
            return passOn(note);
        const auto parsed = Money::parse(context.arguments().value(u"amount"_s), note->bill.currency);
        if (!parsed)
            return passOn(parsed);
        amount = *parsed;
    }
    const auto note
        = workspace::LateChargesDesk(**services).waive(number, amount, context.arguments().value(u"reason"_s));
    if (!note)
        return passOn(note);
    context.output().document({{u"number"_s, number},
                               {u"credit_note"_s, note->number.isEmpty() ? note->id.toString() : note->number},
                               {u"state"_s, billing::toString(note->state)},
                               {u"waived"_s, note->total.toString()},
                               {u"currency"_s, note->currency.code()},
                               {u"reason"_s, note->reason}});
    return Exit::Done;
}

/// The whole number of \a option, at least 0. \returns InvalidInput "usage.option_number".
Result<int> days(const Context &context, const QString &option, int otherwise)
{
    if (!context.arguments().has(option))
        return otherwise;
    bool isNumber = false;
    const int value = context.arguments().value(option).toInt(&isNumber);
    if (!isNumber || value < 0)
        return fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, context.arguments().value(option)}});
    return value;
}

QJsonObject ruleToJson(const payments::LateChargeRule &rule)
{
    return {{u"percent"_s, rule.rates.empty() ? u"0"_s : rule.rates.front().percent.toShortString()},
            {u"year_days"_s, rule.yearDays},
            {u"grace_days"_s, rule.graceDays},
            {u"fee"_s, rule.fee ? QJsonValue(rule.fee->toString()) : QJsonValue()},
            {u"fee_currency"_s, rule.fee ? QJsonValue(rule.fee->currency().code()) : QJsonValue()}};
}

Result<int> lateRule(Context &context)
{
    const auto &arguments = context.arguments();
    const bool sets = arguments.has(u"percent"_s) || arguments.has(u"fee"_s);
    const auto services = context.services(sets ? workspace::Mode::ReadWrite : workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    workspace::LateChargesDesk desk(**services);
    if (sets) {
        payments::LateChargeRule rule;
        const auto percent = Decimal::parse(arguments.value(u"percent"_s, u"0"_s));
        const auto grace = days(context, u"grace"_s, 0), year = days(context, u"year-days"_s, rule.yearDays);
        const auto company = (*services)->companyCurrency();
        if (!percent)
            return passOn(percent);
        if (!grace)
            return passOn(grace);
        if (!year)
            return passOn(year);
        if (!company)
            return passOn(company);
        rule.rates = {{{}, *percent}};
        rule.graceDays = *grace;
        rule.yearDays = *year;
        if (arguments.has(u"fee"_s)) {
            const auto fee = Currency::fromCode(arguments.value(u"currency"_s, company->code()))
                                 .and_then([&](const Currency &currency) {
                                     return Money::parse(arguments.value(u"fee"_s), currency);
                                 });
            if (!fee)
                return passOn(fee);
            rule.fee = *fee;
        }
        if (const auto kept = desk.setRule(rule); !kept)
            return passOn(kept);
    }
    const auto rule = desk.rule();
    if (!rule)
        return passOn(rule);
    context.output().document(ruleToJson(*rule));
    return Exit::Done;
}

} // namespace

std::vector<Command> lateChargeCommands()
{
    return {{u"receivables"_s,
             u"late-charges"_s,
             u"receivables late-charges [--on DAY]"_s,
             u"Shows what late payment costs so far, beyond what was charged."_s,
             0,
             {u"on"_s},
             lateCharges},
            {u"receivables"_s,
             u"charge"_s,
             u"receivables charge INVOICE"_s,
             u"Charges interest and the fee for late payment of an invoice up to today, as a document."_s,
             1,
             {},
             chargeLate},
            {u"receivables"_s,
             u"charges"_s,
             u"receivables charges"_s,
             u"Lists what was charged for late payment, and what became of it."_s,
             0,
             {},
             listCharges},
            {u"receivables"_s,
             u"waive"_s,
             u"receivables waive CHARGE [--amount A] --reason TEXT"_s,
             u"Waives a late charge or a part of it: at once within the limit, otherwise once somebody approves."_s,
             1,
             {u"amount"_s, u"reason"_s},
             waive},
            {u"receivables"_s,
             u"late-rule"_s,
             u"receivables late-rule [--percent P] [--fee A [--currency CODE]] [--grace DAYS] [--year-days 360|365]"_s,
             u"Shows or sets what late payment costs: a yearly rate and a fee for each invoice."_s,
             0,
             {u"percent"_s, u"fee"_s, u"currency"_s, u"grace"_s, u"year-days"_s},
             lateRule}};
}

} // namespace accord::ctl
