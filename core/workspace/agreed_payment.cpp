// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/agreed_payment.h"

#include "core/storage/payment_files_sql.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/payment_methods.h"

#include <algorithm>

namespace accord::workspace {

using documents::AgreedPayment;
using storage::BankDetail;

namespace {

constexpr qsizetype shownOfNumbers = 4;

/// The last four digits at the end of \a reference; empty where it ends in something else.
QString cardEnding(const QString &reference)
{
    const QString end = reference.right(shownOfNumbers);
    const bool isNumber
        = end.size() == shownOfNumbers && std::ranges::all_of(end, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? end : QString();
}

/// The account of \a payer that counts, if it is of \a kind.
Result<std::optional<BankDetail>> detailOf(Services &services, const accounts::AccountId &payer, const QString &kind)
{
    const auto may = mayReadBankData(services);
    if (!may || !*may)
        return may ? Result<std::optional<BankDetail>>(std::nullopt) : passOn(may);
    auto detail = storage::PaymentFilesSql(services.session()).usableDetailOf(payer);
    if (detail && *detail && (*detail)->kind != kind)
        detail->reset();
    return detail;
}

Result<std::optional<AgreedPayment>> debited(Services &services, const accounts::AccountId &payer,
                                             AgreedPayment payment)
{
    const bool isSepa = payment.method == u"direct_debit";
    const auto detail = detailOf(services, payer, isSepa ? u"sepa"_s : u"ach"_s);
    if (!detail)
        return passOn(detail);
    if (!*detail || (isSepa && (*detail)->mandate.isEmpty()))
        return std::nullopt;
    payment.accountEnding = (*detail)->accountNumber.right(shownOfNumbers);
    if (!isSepa)
        return payment;
    const auto account = services.accounts().find(payer);
    if (!account)
        return passOn(account);
    const auto own = ownBank(services, billing::IssuingEntityId(account->issuingEntity));
    if (!own)
        return passOn(own);
    payment.mandate = (*detail)->mandate;
    payment.creditor = own->creditorId;
    return payment;
}

} // namespace

Result<std::optional<AgreedPayment>> agreedPaymentOf(Services &services, const accounts::AccountId &payer)
{
    const auto method = paymentMethodOf(services, payer);
    if (!method)
        return passOn(method);
    if (!*method)
        return std::nullopt;
    AgreedPayment payment;
    payment.method = (*method)->method;
    if (payment.method == u"direct_debit" || payment.method == u"ach")
        return debited(services, payer, std::move(payment));
    payment.cardEnding = cardEnding((*method)->cardReference);
    return payment;
}

QJsonObject toJson(const AgreedPayment &payment)
{
    QJsonObject object{{u"method"_s, payment.method}};
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    add(u"card_ending"_s, payment.cardEnding);
    add(u"account_ending"_s, payment.accountEnding);
    add(u"mandate"_s, payment.mandate);
    add(u"creditor"_s, payment.creditor);
    return object;
}

std::optional<AgreedPayment> agreedPaymentIn(const QJsonObject &inputs)
{
    const QJsonObject object = inputs.value(u"payment"_s).toObject();
    const auto text = [&](const QString &name) { return object.value(name).toString(); };
    if (object.isEmpty())
        return std::nullopt;
    return AgreedPayment{text(u"method"_s), text(u"card_ending"_s), text(u"account_ending"_s), text(u"mandate"_s),
                         text(u"creditor"_s)};
}

void say(einvoice::InvoiceFacts &facts, const AgreedPayment &payment, const Currency &currency, const QString &debited)
{
    einvoice::CustomerProfile &customer = facts.customer;
    const bool isEuro = currency.code() == u"EUR";
    if (payment.method == u"transfer") {
        customer.meansCode = isEuro ? u"58"_s : u"30"_s;
    } else if (payment.method == u"direct_debit") {
        customer.meansCode = isEuro ? u"59"_s : u"49"_s;
        customer.directDebit = einvoice::DirectDebit{payment.mandate, {}, debited};
        facts.seller.creditor = payment.creditor;
    } else if (payment.method == u"ach") {
        customer.meansCode = u"3"_s;
    } else if (payment.method == u"cheque") {
        customer.meansCode = u"20"_s;
    } else if (payment.method == u"card") {
        customer.meansCode = u"48"_s;
        if (!payment.cardEnding.isEmpty())
            customer.card = einvoice::PaymentCard{payment.cardEnding, {}};
    }
}

Result<QString> debitedAccountOf(Services &services, const accounts::AccountId &payer)
{
    const auto detail = detailOf(services, payer, u"sepa"_s);
    if (!detail)
        return passOn(detail);
    return *detail ? (*detail)->accountNumber : QString();
}

} // namespace accord::workspace
