// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "app/accordctl/json_values.h"
#include "core/workspace/billing_setup.h"
#include "core/workspace/document_recipients.h"

namespace accord::ctl {

namespace {

using accounts::ZeroInvoicePolicy;
using workspace::BillingDetails;
using workspace::BillingSetup;

QJsonArray toJson(const std::vector<storage::DocumentRecipient> &recipients)
{
    QJsonArray array;
    for (const storage::DocumentRecipient &one : recipients)
        array.append(QJsonObject{
            {u"role"_s, one.role}, {u"address"_s, one.address}, {u"kinds"_s, QJsonArray::fromStringList(one.kinds)}});
    return array;
}

QJsonObject toJson(const accounts::Account &account, const BillingSetup &setup)
{
    const auto &[details, method, minimum, recipients] = setup;
    return {{u"account"_s, account.number},
            {u"hold_reason"_s, details.holdReason},
            {u"zero_invoices"_s, details.zeroInvoices == ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s},
            {u"minimum_invoice"_s, orNull(minimum ? minimum->toString() : QString())},
            {u"currency"_s, account.currency.code()},
            {u"invoice_email"_s, details.invoiceEmail},
            {u"portal_reference"_s, details.portalReference},
            {u"recipients"_s, toJson(recipients)},
            {u"needs_purchase_order"_s, details.needsPurchaseOrder},
            {u"payment_terms_days"_s, account.paymentTermsDays},
            {u"payment_method"_s, orNull(method ? method->method : QString())},
            {u"card_reference"_s, orNull(method ? method->cardReference : QString())}};
}

/// Which of two words \a option says. \returns InvalidInput "usage.option_choice".
Result<bool> isFirst(const Arguments &arguments, const QString &option, const QString &first, const QString &second)
{
    const QString value = arguments.value(option);
    if (value != first && value != second)
        return fail(ErrorKind::InvalidInput, u"usage.option_choice"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, value}, {u"known"_s, first + u", "_s + second}});
    return value == first;
}

/// \a details with what the options say.
Result<BillingDetails> changed(BillingDetails details, const Arguments &arguments)
{
    if (arguments.has(u"hold"_s))
        details.holdReason = arguments.value(u"hold"_s).trimmed();
    if (arguments.has(u"release"_s))
        details.holdReason.clear();
    if (arguments.has(u"email"_s))
        details.invoiceEmail = arguments.value(u"email"_s).trimmed();
    if (arguments.has(u"portal"_s))
        details.portalReference = arguments.value(u"portal"_s).trimmed();
    if (arguments.has(u"zero-invoices"_s)) {
        const auto skips = isFirst(arguments, u"zero-invoices"_s, u"skip"_s, u"issue"_s);
        if (!skips)
            return passOn(skips);
        details.zeroInvoices = *skips ? ZeroInvoicePolicy::Skip : ZeroInvoicePolicy::Issue;
    }
    if (arguments.has(u"needs-order"_s)) {
        const auto needs = isFirst(arguments, u"needs-order"_s, u"yes"_s, u"no"_s);
        if (!needs)
            return passOn(needs);
        details.needsPurchaseOrder = *needs;
    }
    return details;
}

void changeMethod(BillingSetup &setup, const Arguments &arguments)
{
    if (arguments.value(u"method"_s) == u"none")
        return setup.method.reset();
    if (arguments.has(u"method"_s))
        setup.method = {arguments.value(u"method"_s), {}};
    if (arguments.has(u"card"_s)) {
        setup.method = setup.method.value_or(storage::PaymentMethod());
        setup.method->cardReference = arguments.value(u"card"_s).trimmed();
    }
}

/// The amount of --minimum; "none" and zero are none.
Result<> changeMinimum(BillingSetup &setup, const Arguments &arguments, const Currency &currency)
{
    const QString text = arguments.value(u"minimum"_s);
    setup.minimumInvoice.reset();
    if (text == u"none")
        return {};
    const auto amount = Money::parse(text, currency);
    if (!amount)
        return passOn(amount);
    setup.minimumInvoice = *amount;
    return {};
}

/// Takes the recipients of --remove-recipient out and puts the one of --add-recipient in.
Result<> changeRecipients(BillingSetup &setup, const Arguments &arguments)
{
    for (const QString &address : arguments.values(u"remove-recipient"_s)) {
        const auto removed = std::erase_if(setup.recipients, [&](const auto &one) { return one.address == address; });
        if (removed == 0)
            return fail(ErrorKind::NotFound, u"delivery.no_such_recipient"_s, {{u"address"_s, address}});
    }
    const QString kinds = arguments.value(u"kinds"_s, workspace::documentKinds().join(u','));
    for (const QString &address : arguments.values(u"add-recipient"_s))
        setup.recipients.push_back(
            {arguments.value(u"role"_s, u"to"_s), address, kinds.split(u',', Qt::SkipEmptyParts)});
    return {};
}

/// The company that bills the account, by its code.
Result<> changeCompany(BillingSetup &setup, const Context &context, workspace::Services &services)
{
    if (!context.arguments().has(u"company"_s))
        return {};
    const auto company = services.seller().entityOf(context.arguments().value(u"company"_s));
    if (!company)
        return passOn(company);
    setup.details.issuingEntity = company->id.uuid();
    return {};
}

Result<BillingSetup> changed(BillingSetup setup, const Arguments &arguments, const Currency &currency)
{
    auto details = changed(std::move(setup.details), arguments);
    if (!details)
        return passOn(details);
    setup.details = std::move(*details);
    changeMethod(setup, arguments);
    if (arguments.has(u"minimum"_s)) {
        if (const auto usable = changeMinimum(setup, arguments, currency); !usable)
            return passOn(usable);
    }
    if (const auto known = changeRecipients(setup, arguments); !known)
        return passOn(known);
    return setup;
}

Result<int> billing(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    const auto before = workspace::billingSetupOf(**services, *account);
    if (!before)
        return passOn(before);
    auto setup = changed(*before, context.arguments(), account->currency);
    if (!setup)
        return passOn(setup);
    if (const auto known = changeCompany(*setup, context, **services); !known)
        return passOn(known);
    if (!(*setup == *before)) {
        const auto saved = workspace::saveBilling(**services, account->id, *setup, account->version);
        if (!saved)
            return passOn(saved);
    }
    const auto stored = (*services)->accounts().find(account->id);
    if (!stored)
        return passOn(stored);
    const auto shown = workspace::billingSetupOf(**services, *stored);
    if (!shown)
        return passOn(shown);
    const auto company = (*services)->seller().entity(billing::IssuingEntityId(stored->issuingEntity));
    if (!company)
        return passOn(company);
    QJsonObject object = toJson(*stored, *shown);
    object.insert(u"company"_s, company->code);
    context.output().document(object);
    return Exit::Done;
}

} // namespace

std::vector<Command> accountBillingCommands()
{
    return {
        {u"account"_s,
         u"billing"_s,
         u"account billing NUMBER [--hold REASON | --release] [--needs-order yes|no] [--zero-invoices issue|skip] "
         u"[--minimum AMOUNT|none] [--email ADDRESS] [--portal REFERENCE] [--company CODE] "
         u"[--add-recipient ADDRESS [--role to|copy|portal] [--kinds invoice,credit_note,reminder,statement]] "
         u"[--remove-recipient ADDRESS] [--method transfer|ach|cheque|direct_debit|card|none [--card REFERENCE]]"_s,
         u"Shows or changes how an account is billed: hold, purchase orders, empty and tiny invoices, where documents "
         u"go, how it pays, which company bills it."_s,
         1,
         {u"hold"_s, u"release"_s, u"needs-order"_s, u"zero-invoices"_s, u"minimum"_s, u"email"_s, u"portal"_s,
          u"add-recipient"_s, u"role"_s, u"kinds"_s, u"remove-recipient"_s, u"method"_s, u"card"_s, u"company"_s},
         billing},
        {u"account"_s,
         u"credit"_s,
         u"account credit NUMBER [--limit AMOUNT|none | --hold REASON|none | --pass DRAFT] [--reason TEXT] "
         "[--dry-run]"_s,
         u"Shows what an account may owe, owes and will owe; or asks for another limit, a hold, its end, or for one "
         "draft to go out beyond the credit. It is done once everybody agreed."_s,
         1,
         {u"limit"_s, u"hold"_s, u"pass"_s, u"reason"_s},
         accountCredit}};
}

} // namespace accord::ctl
