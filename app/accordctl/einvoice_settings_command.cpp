// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/einvoice_desk.h"

namespace accord::ctl {

namespace {

using namespace einvoice;
using workspace::EinvoiceDesk;

/// Takes what the command line says in place of what was there.
void take(const Arguments &arguments, const QString &option, QString &value)
{
    if (arguments.has(option))
        value = arguments.value(option);
}

void take(const Arguments &arguments, const QString &option, Identifier &value)
{
    if (arguments.has(option))
        value = identifierFromText(arguments.value(option));
}

QJsonObject toJson(const CustomerProfile &customer)
{
    return {{u"profile"_s, toString(customer.profile)},
            {u"syntax"_s, toString(customer.syntax)},
            {u"address"_s, toText(customer.electronicAddress)},
            {u"buyer_reference"_s, customer.buyerReference},
            {u"accounting_reference"_s, customer.accountingReference},
            {u"registration"_s, toText(customer.legalRegistration)}};
}

QJsonObject toJson(const SellerProfile &seller)
{
    return {{u"address"_s, toText(seller.electronicAddress)},
            {u"registration"_s, toText(seller.legalRegistration)},
            {u"tax_number"_s, seller.taxNumber},
            {u"legal_information"_s, seller.legalInformation},
            {u"contact_name"_s, seller.contact.name},
            {u"contact_phone"_s, seller.contact.telephone},
            {u"contact_email"_s, seller.contact.email}};
}

Result<CustomerProfile> changed(const Arguments &arguments, CustomerProfile customer)
{
    if (arguments.has(u"profile"_s)) {
        const auto profile = profileFromString(arguments.value(u"profile"_s));
        if (!profile)
            return passOn(profile);
        customer.profile = *profile;
        if (!isAllowed(customer.profile, customer.syntax))
            customer.syntax = customer.syntax == Syntax::Ubl ? Syntax::Cii : Syntax::Ubl;
    }
    if (arguments.has(u"syntax"_s)) {
        const auto syntax = syntaxFromString(arguments.value(u"syntax"_s));
        if (!syntax)
            return passOn(syntax);
        customer.syntax = *syntax;
    }
    take(arguments, u"address"_s, customer.electronicAddress);
    take(arguments, u"buyer-reference"_s, customer.buyerReference);
    take(arguments, u"accounting-reference"_s, customer.accountingReference);
    take(arguments, u"registration"_s, customer.legalRegistration);
    return customer;
}

bool hasAny(const Arguments &arguments, const QStringList &options)
{
    return std::ranges::any_of(options, [&](const QString &option) { return arguments.has(option); });
}

const QStringList customerOptions{u"profile"_s,         u"syntax"_s,       u"address"_s,
                                  u"buyer-reference"_s, u"registration"_s, u"accounting-reference"_s};
const QStringList sellerOptions{u"address"_s,      u"registration"_s,  u"tax-number"_s,   u"legal-information"_s,
                                u"contact-name"_s, u"contact-phone"_s, u"contact-email"_s};

Result<int> customer(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    EinvoiceDesk desk(**services);
    const QString account = context.arguments().positional(0);
    const auto present = desk.customer(account);
    if (!present)
        return passOn(present);
    if (context.arguments().has(u"none"_s)) {
        const auto stopped = desk.stop(account);
        return stopped ? Result<int>(Exit::Done) : passOn(stopped);
    }
    if (!hasAny(context.arguments(), customerOptions)) {
        if (*present || context.output().format() == Format::Json)
            context.output().document(*present ? toJson(**present) : QJsonObject());
        else
            context.output().note(u"%1 asked for no electronic invoices."_s.arg(account));
        return Exit::Done;
    }
    const auto wanted = changed(context.arguments(), present->value_or(CustomerProfile()));
    if (!wanted)
        return passOn(wanted);
    if (const auto saved = desk.saveCustomer(account, *wanted); !saved)
        return passOn(saved);
    context.output().document(toJson(*wanted));
    return Exit::Done;
}

Result<int> seller(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    EinvoiceDesk desk(**services);
    const QString code = context.arguments().positional(0);
    auto present = desk.seller(code);
    if (!present)
        return passOn(present);
    const Arguments &arguments = context.arguments();
    take(arguments, u"address"_s, present->electronicAddress);
    take(arguments, u"registration"_s, present->legalRegistration);
    take(arguments, u"tax-number"_s, present->taxNumber);
    take(arguments, u"legal-information"_s, present->legalInformation);
    take(arguments, u"contact-name"_s, present->contact.name);
    take(arguments, u"contact-phone"_s, present->contact.telephone);
    take(arguments, u"contact-email"_s, present->contact.email);
    if (hasAny(arguments, sellerOptions)) {
        if (const auto saved = desk.saveSeller(code, *present); !saved)
            return passOn(saved);
    }
    context.output().document(toJson(*present));
    return Exit::Done;
}

/// Exit code 1 when something is missing.
Result<int> missing(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto sentences = EinvoiceDesk(**services).missing(*invoice);
    if (!sentences)
        return passOn(sentences);
    QJsonArray rows;
    for (const QString &sentence : *sentences)
        rows.append(QJsonObject{{u"missing"_s, sentence}});
    if (rows.isEmpty() && context.output().format() != Format::Json)
        context.output().note(u"Nothing is missing."_s);
    else if (const auto printed = context.output().records(rows, {u"missing"_s}); !printed)
        return passOn(printed);
    return sentences->isEmpty() ? Exit::Done : Exit::Refused;
}

} // namespace

std::vector<Command> einvoiceSettingsCommands()
{
    return {
        {u"einvoice"_s, u"customer"_s,
         u"einvoice customer ACCOUNT [--profile P] [--syntax ubl|cii] [--address SCHEME:ID] [--buyer-reference R] "
         "[--accounting-reference R] [--registration [SCHEME:]ID] | --none"_s,
         u"Shows or changes how a customer gets its electronic invoices: with each document that is issued."_s, 1,
         customerOptions + QStringList{u"none"_s}, customer},
        {u"einvoice"_s, u"seller"_s,
         u"einvoice seller CODE [--address SCHEME:ID] [--registration [SCHEME:]ID] [--tax-number N] "
         "[--legal-information TEXT] [--contact-name N] [--contact-phone P] [--contact-email E]"_s,
         u"Shows or changes what electronic invoices say about an issuing company."_s, 1, sellerOptions, seller},
        {u"einvoice"_s,
         u"missing"_s,
         u"einvoice missing INVOICE"_s,
         u"Says what has to be entered before the invoice can be issued as its customer wants it; 1 when anything."_s,
         1,
         {},
         missing}};
}

} // namespace accord::ctl
