// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/payment_methods.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using storage::PaymentMethod;
using storage::PaymentMethodsSql;

namespace {

/// ISO/IEC 7812: numbers of cards have 12 to 19 digits.
constexpr qsizetype fewestDigitsOfCard = 12;

Result<> check(const PaymentMethod &method)
{
    if (!paymentMethods().contains(method.method))
        return fail(ErrorKind::InvalidInput, u"payments.method_unknown"_s,
                    {{u"value"_s, method.method}, {u"known"_s, paymentMethods().join(u", "_s)}});
    if (method.method != u"card" && !method.cardReference.isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.card_reference"_s);
    const auto digits = std::ranges::count_if(method.cardReference, [](QChar c) { return c.isDigit(); });
    const bool hasLetters = std::ranges::any_of(method.cardReference, [](QChar c) { return c.isLetter(); });
    return digits >= fewestDigitsOfCard && !hasLetters ? fail(ErrorKind::InvalidInput, u"payments.card_number"_s)
                                                       : Result<>();
}

QJsonObject toJson(const std::optional<PaymentMethod> &method)
{
    return method ? QJsonObject{{u"method"_s, method->method}, {u"card"_s, method->cardReference.right(4)}}
                  : QJsonObject();
}

} // namespace

const QStringList &paymentMethods()
{
    static const QStringList methods{u"transfer"_s, u"ach"_s, u"cheque"_s, u"direct_debit"_s, u"card"_s};
    return methods;
}

Result<std::optional<PaymentMethod>> paymentMethodOf(Services &services, const accounts::AccountId &account)
{
    return PaymentMethodsSql(services.session()).of(account);
}

Result<> setPaymentMethod(Services &services, const accounts::AccountId &account,
                          const std::optional<PaymentMethod> &method)
{
    if (const auto allowed = permitFor(services, Act::SaveBillingDetails, account); !allowed)
        return allowed;
    if (method) {
        if (const auto usable = check(*method); !usable)
            return usable;
    }
    storage::Transaction transaction(services.session());
    PaymentMethodsSql store(services.session());
    const auto before = store.of(account);
    if (!before)
        return passOn(before);
    if (*before == method)
        return transaction.commit();
    if (const auto set = store.set(account, method, services.actor(), services.clock().now()); !set)
        return set;
    const auto audited = services.audit(u"account.payment_method"_s, u"account"_s, account.toString(),
                                        {{u"before"_s, toJson(*before)}, {u"after"_s, toJson(method)}});
    return audited ? transaction.commit() : passOn(audited);
}

} // namespace accord::workspace
