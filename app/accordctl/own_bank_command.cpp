// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_data_commands.h"

#include "app/accordctl/context.h"
#include "app/accordctl/json_values.h"
#include "core/bank/bic.h"
#include "core/workspace/ach_notices.h"
#include "core/workspace/own_bank.h"

namespace accord::ctl {

namespace {

using workspace::OwnBank;

std::vector<std::pair<QString, QString OwnBank::*>> options()
{
    return {{u"name"_s, &OwnBank::name},
            {u"iban"_s, &OwnBank::iban},
            {u"bic"_s, &OwnBank::bic},
            {u"creditor-id"_s, &OwnBank::creditorId},
            {u"routing"_s, &OwnBank::originatingRouting},
            {u"bank-name"_s, &OwnBank::destinationName},
            {u"origin-id"_s, &OwnBank::originId},
            {u"company-id"_s, &OwnBank::companyId},
            {u"cheque-account"_s, &OwnBank::chequeAccount}};
}

Result<int> show(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const QString code = context.arguments().value(u"company"_s);
    const auto company = workspace::ownerOfBank(**services, code);
    if (!company)
        return passOn(company);
    const auto sheet = workspace::ownBankSheet(**services, *company);
    if (!sheet)
        return passOn(sheet);
    const OwnBank &own = sheet->own;
    context.output().document({{u"company"_s, orNull(code)},
                               {u"name"_s, own.name},
                               {u"iban"_s, orNull(own.iban)},
                               {u"bic"_s, orNull(own.bic)},
                               {u"creditor_id"_s, orNull(own.creditorId)},
                               {u"routing"_s, orNull(own.originatingRouting)},
                               {u"company_id"_s, orNull(own.companyId)},
                               {u"cheque_account"_s, orNull(own.chequeAccount)},
                               {u"recorded_by"_s, orNull(sheet->recordedBy)},
                               {u"agreed_by"_s, orNull(sheet->agreedBy)}});
    return Exit::Done;
}

Result<int> record(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto fields = options();
    const bool isShown = std::ranges::none_of(fields, [&](const auto &field) { return arguments.has(field.first); });
    if (isShown)
        return show(context);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto company = workspace::ownerOfBank(**services, arguments.value(u"company"_s));
    if (!company)
        return passOn(company);
    const auto sheet = workspace::ownBankSheet(**services, *company);
    if (!sheet)
        return passOn(sheet);
    OwnBank own = sheet->isMasked ? OwnBank() : sheet->own; // who cannot read them is refused below
    for (const auto &[option, field] : fields)
        own.*field = arguments.value(option, own.*field);
    if (own != sheet->own) {
        if (const auto kept = workspace::recordOwnBank(**services, own, *company); !kept)
            return passOn(kept);
        warnOfBic(context, own.bic, own.iban);
    }
    return show(context);
}

Result<int> agree(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto company = workspace::ownerOfBank(**services, context.arguments().value(u"company"_s));
    if (!company)
        return passOn(company);
    if (const auto agreed = workspace::agreeToOwnBank(**services, *company); !agreed)
        return passOn(agreed);
    return show(context);
}

Result<int> consent(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const Arguments &arguments = context.arguments();
    const auto kept
        = workspace::recordDebitConsent(**services, arguments.positional(0), *day, arguments.value(u"note"_s));
    if (!kept)
        return passOn(kept);
    context.output().document({{u"invoice"_s, arguments.positional(0)},
                               {u"given_on"_s, orNull(kept->givenOn)},
                               {u"note"_s, kept->note},
                               {u"recorded_by"_s, kept->recordedBy}});
    return Exit::Done;
}

} // namespace

void warnOfBic(Context &context, const QString &bic, const QString &account)
{
    const auto code = bank::checkedBic(bic);
    const auto iban = bank::Iban::parse(account);
    if (code && iban && !bank::fits(*code, *iban))
        context.output().note(u"warning: the BIC %1 is of a bank in %2, the IBAN is of %3"_s.arg(
            *code, bank::countryOfBic(*code), iban->country()));
}

std::vector<Command> ownBankCommands()
{
    return {
        {u"bank"_s,
         u"own"_s,
         u"bank own [--company CODE] [--name NAME] [--iban IBAN] [--bic BIC] [--creditor-id ID] [--routing NUMBER] "
         "[--bank-name NAME] [--origin-id ID] [--company-id ID] [--cheque-account NUMBER]"_s,
         u"Shows or records the seller's own accounts for files to the bank, of one issuing company or for all that "
         "have none; what is new counts once somebody else agrees."_s,
         0,
         {u"company"_s, u"name"_s, u"iban"_s, u"bic"_s, u"creditor-id"_s, u"routing"_s, u"bank-name"_s, u"origin-id"_s,
          u"company-id"_s, u"cheque-account"_s},
         record},
        {u"bank"_s,
         u"agree-own"_s,
         u"bank agree-own [--company CODE]"_s,
         u"Agrees to the seller's own accounts that another person recorded: only then files are made with them."_s,
         0,
         {u"company"_s},
         agree},
        {u"bank"_s,
         u"consent"_s,
         u"bank consent INVOICE --on DATE --note TEXT"_s,
         u"Keeps that a payer who stopped a debit (R08) agreed to another one; only then it is sent again."_s,
         1,
         {u"on"_s, u"note"_s},
         consent}};
}

} // namespace accord::ctl
