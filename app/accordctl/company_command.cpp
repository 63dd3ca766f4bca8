// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "app/accordctl/json_values.h"
#include "core/storage/sql_values.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/pay_to.h"

namespace accord::ctl {

namespace {

using billing::IssuingEntity;
using workspace::CompanyDesk;

QJsonObject toJson(const IssuingEntity &company)
{
    const QJsonObject contact = company.branding.value(u"contact"_s).toObject();
    return {{u"code"_s, company.code},
            {u"name"_s, company.legalName},
            {u"currency"_s, company.currency.code()},
            {u"country"_s, company.address.country},
            {u"address"_s, storage::toJson(company.address)},
            {u"vat_id"_s, orNull(company.vatId)},
            {u"vat_registrations"_s, QJsonArray::fromStringList(company.vatRegistrations)},
            {u"one_stop_shop"_s, company.oneStopShop},
            {u"tax_rounding"_s, tax::toString(company.taxRounding)},
            {u"compound_taxes"_s, QJsonArray::fromStringList(company.compoundTaxes)},
            {u"nexus_states"_s, QJsonArray::fromStringList(company.nexusStates)},
            {u"email"_s, orNull(contact.value(u"email"_s).toString())},
            {u"phone"_s, orNull(contact.value(u"phone"_s).toString())},
            {u"website"_s, orNull(contact.value(u"website"_s).toString())},
            {u"payment_instructions"_s, QJsonArray::fromStringList(company.paymentInstructions)},
            {u"number_format"_s, company.numberFormat},
            {u"version"_s, company.version}};
}

/// With the payment instructions that wait for somebody who agrees.
Result<QJsonObject> withWaiting(workspace::Services &services, const IssuingEntity &company)
{
    const auto waiting = workspace::openPayTo(services, company.code);
    if (!waiting)
        return passOn(waiting);
    QJsonObject json = toJson(company);
    json.insert(u"proposed_payment_instructions"_s,
                *waiting ? QJsonValue(QJsonArray::fromStringList((*waiting)->instructions)) : QJsonValue());
    return json;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto companies = (*services)->seller().entities();
    if (!companies)
        return passOn(companies);
    QJsonArray rows;
    for (const IssuingEntity &company : *companies) {
        const auto row = withWaiting(**services, company);
        if (!row)
            return passOn(row);
        rows.append(*row);
    }
    const auto written = context.output().records(
        rows, {u"code"_s, u"name"_s, u"currency"_s, u"country"_s, u"vat_id"_s, u"number_format"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<bool> yesOrNo(const Arguments &arguments, const QString &option)
{
    const QString value = arguments.value(option);
    if (value != u"yes"_s && value != u"no"_s)
        return fail(ErrorKind::InvalidInput, u"usage.option_choice"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, value}, {u"known"_s, u"yes, no"_s}});
    return value == u"yes"_s;
}

void changeContact(IssuingEntity &company, const Arguments &arguments)
{
    QJsonObject contact = company.branding.value(u"contact"_s).toObject();
    for (const QString &name : {u"email"_s, u"phone"_s, u"website"_s}) {
        const QString value = arguments.value(name).trimmed();
        if (arguments.has(name) && value.isEmpty())
            contact.remove(name);
        else if (arguments.has(name))
            contact.insert(name, value);
    }
    if (contact.isEmpty())
        company.branding.remove(u"contact"_s);
    else
        company.branding.insert(u"contact"_s, contact);
}

/// \a company with what the options say.
Result<IssuingEntity> changed(IssuingEntity company, const Arguments &arguments)
{
    const std::pair<QString, QString *> texts[]{{u"name"_s, &company.legalName},
                                                {u"vat-id"_s, &company.vatId},
                                                {u"line1"_s, &company.address.line1},
                                                {u"line2"_s, &company.address.line2},
                                                {u"city"_s, &company.address.city},
                                                {u"postal-code"_s, &company.address.postalCode},
                                                {u"region"_s, &company.address.region},
                                                {u"country"_s, &company.address.country},
                                                {u"number-format"_s, &company.numberFormat}};
    for (const auto &[option, text] : texts) {
        if (arguments.has(option))
            *text = arguments.value(option).trimmed();
    }
    company.address.country = company.address.country.toUpper();
    if (arguments.has(u"vat-registrations"_s))
        company.vatRegistrations
            = arguments.value(u"vat-registrations"_s).toUpper().remove(u' ').split(u',', Qt::SkipEmptyParts);
    if (arguments.has(u"pay-to"_s)) {
        company.paymentInstructions = arguments.values(u"pay-to"_s);
        company.paymentInstructions.removeAll(QString());
    }
    if (arguments.has(u"one-stop-shop"_s)) {
        const auto uses = yesOrNo(arguments, u"one-stop-shop"_s);
        if (!uses)
            return passOn(uses);
        company.oneStopShop = *uses;
    }
    if (arguments.has(u"tax-rounding"_s)) {
        const auto rounding = tax::roundingFromString(arguments.value(u"tax-rounding"_s));
        if (!rounding)
            return passOn(rounding);
        company.taxRounding = *rounding;
    }
    if (arguments.has(u"compound-tax"_s)) {
        company.compoundTaxes = arguments.values(u"compound-tax"_s);
        company.compoundTaxes.removeAll(QString());
    }
    changeContact(company, arguments);
    return company;
}

Result<int> show(Context &context, workspace::Services &services, const Result<IssuingEntity> &company)
{
    if (!company)
        return passOn(company);
    const auto json = withWaiting(services, *company);
    if (!json)
        return passOn(json);
    context.output().document(*json);
    return Exit::Done;
}

Result<int> add(Context &context)
{
    const Arguments &arguments = context.arguments();
    for (const QString &option : {u"name"_s, u"currency"_s, u"country"_s}) {
        if (!arguments.has(option))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + option}});
    }
    const auto currency = Currency::fromCode(arguments.value(u"currency"_s).toUpper());
    if (!currency)
        return passOn(currency);
    IssuingEntity company;
    company.code = arguments.positional(0);
    company.currency = *currency;
    company.numberFormat = company.code + u"-{year}-{number}"_s;
    const auto wanted = changed(std::move(company), arguments);
    if (!wanted)
        return passOn(wanted);
    const auto services = context.services();
    return services ? show(context, **services, CompanyDesk(**services).addEntity(*wanted)) : passOn(services);
}

Result<int> save(Context &context, const Arguments &arguments, const std::optional<QString> &format = {})
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto stored = (*services)->seller().entityOf(arguments.positional(0));
    if (!stored)
        return passOn(stored);
    auto wanted = changed(*stored, arguments);
    if (!wanted)
        return passOn(wanted);
    if (format)
        wanted->numberFormat = *format;
    return show(context, **services, CompanyDesk(**services).saveEntity(*wanted));
}

Result<int> set(Context &context)
{
    return save(context, context.arguments());
}

Result<int> format(Context &context)
{
    return save(context, context.arguments(), context.arguments().positional(1));
}

Result<int> decidePayTo(Context &context, bool agrees)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString code = context.arguments().positional(0);
    if (const auto decided = workspace::decidePayTo(**services, code, agrees); !decided)
        return passOn(decided);
    return show(context, **services, (*services)->seller().entityOf(code));
}

Result<int> agreePayTo(Context &context)
{
    return decidePayTo(context, true);
}

Result<int> rejectPayTo(Context &context)
{
    return decidePayTo(context, false);
}

} // namespace

std::vector<Command> companyCommands()
{
    const QString fields = u"[--vat-id ID] [--line1 TEXT] [--line2 TEXT] [--postal-code TEXT] [--city TEXT] "
                           "[--region TEXT] [--email ADDRESS] [--phone NUMBER] [--website ADDRESS] "
                           "[--pay-to LINE]… [--vat-registrations CC,CC] [--one-stop-shop yes|no] "
                           "[--tax-rounding rate_group|line|invoice] [--compound-tax JURISDICTION]…"_s;
    const QStringList options{
        u"name"_s,   u"country"_s,           u"number-format"_s, u"vat-id"_s,       u"line1"_s,       u"line2"_s,
        u"city"_s,   u"postal-code"_s,       u"region"_s,        u"email"_s,        u"phone"_s,       u"website"_s,
        u"pay-to"_s, u"vat-registrations"_s, u"one-stop-shop"_s, u"tax-rounding"_s, u"compound-tax"_s};
    return {{u"company"_s,
             u"list"_s,
             u"company list"_s,
             u"Lists the companies that issue invoices; the first is the one that accounts have unless told."_s,
             0,
             {},
             list},
            {u"company"_s, u"add"_s,
             u"company add CODE --name NAME --currency CUR --country CC [--number-format FORMAT] "_s + fields,
             u"Adds a company that issues invoices in series of its own; `account billing --company` lets it bill."_s,
             1, options + QStringList{u"currency"_s}, add},
            {u"company"_s, u"set"_s,
             u"company set CODE [--name NAME] [--country CC] [--number-format FORMAT] "_s + fields,
             u"Changes a company; documents that were issued stay as they are, and where customers pay to changes once "
             "another person agrees."_s,
             1, options, set},
            {u"company"_s,
             u"agree-pay-to"_s,
             u"company agree-pay-to CODE"_s,
             u"Agrees to payment instructions that somebody else proposed by `company set --pay-to`."_s,
             1,
             {},
             agreePayTo},
            {u"company"_s,
             u"reject-pay-to"_s,
             u"company reject-pay-to CODE"_s,
             u"Refuses payment instructions that somebody proposed."_s,
             1,
             {},
             rejectPayTo},
            {u"company"_s,
             u"format"_s,
             u"company format CODE FORMAT"_s,
             u"Says how its documents are numbered, as INV-{year}-{number}; before the first one of a year."_s,
             2,
             {},
             format}};
}

} // namespace accord::ctl
