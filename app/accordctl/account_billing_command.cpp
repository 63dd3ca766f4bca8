// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "app/accordctl/json_values.h"
#include "core/workspace/billing_details.h"
#include "core/workspace/payment_methods.h"

namespace accord::ctl {

namespace {

using accounts::ZeroInvoicePolicy;
using workspace::BillingDetails;

QJsonObject toJson(const accounts::Account &account, const std::optional<storage::PaymentMethod> &method)
{
    return {{u"account"_s, account.number},
            {u"hold_reason"_s, account.billingHoldReason},
            {u"zero_invoices"_s, account.zeroInvoices == ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s},
            {u"invoice_email"_s, account.invoiceEmail},
            {u"portal_reference"_s, account.portalReference},
            {u"needs_purchase_order"_s, account.needsPurchaseOrder},
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

Result<> setMethod(workspace::Services &services, const accounts::AccountId &account, const Arguments &arguments)
{
    if (arguments.value(u"method"_s) == u"none")
        return workspace::setPaymentMethod(services, account, std::nullopt);
    const auto before = workspace::paymentMethodOf(services, account);
    if (!before)
        return passOn(before);
    storage::PaymentMethod method = before->value_or(storage::PaymentMethod());
    if (arguments.has(u"method"_s))
        method = {arguments.value(u"method"_s), {}};
    method.cardReference = arguments.value(u"card"_s, method.cardReference).trimmed();
    return workspace::setPaymentMethod(services, account, method);
}

Result<int> billing(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString reference = context.arguments().positional(0);
    const auto account = (*services)->accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    const BillingDetails before = workspace::billingDetailsOf(*account);
    const auto details = changed(before, context.arguments());
    if (!details)
        return passOn(details);
    if (!(*details == before)) {
        const auto saved = workspace::saveBillingDetails(**services, account->id, *details, account->version);
        if (!saved)
            return passOn(saved);
    }
    if (context.arguments().has(u"method"_s) || context.arguments().has(u"card"_s)) {
        if (const auto set = setMethod(**services, account->id, context.arguments()); !set)
            return passOn(set);
    }
    const auto after = (*services)->accounts().find(account->id);
    if (!after)
        return passOn(after);
    const auto method = workspace::paymentMethodOf(**services, account->id);
    if (!method)
        return passOn(method);
    context.output().document(toJson(*after, *method));
    return Exit::Done;
}

} // namespace

std::vector<Command> accountBillingCommands()
{
    return {
        {u"account"_s,
         u"billing"_s,
         u"account billing NUMBER [--hold REASON | --release] [--needs-order yes|no] [--zero-invoices issue|skip] "
         u"[--email ADDRESS] [--portal REFERENCE] [--method transfer|ach|cheque|direct_debit|card|none [--card REFERENCE]]"_s,
         u"Shows or changes how an account is billed: hold, purchase orders, empty invoices, where documents go, how "
         u"it "
         "pays."_s,
         1,
         {u"hold"_s, u"release"_s, u"needs-order"_s, u"zero-invoices"_s, u"email"_s, u"portal"_s, u"method"_s,
          u"card"_s},
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
