// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/cii_parts.h"

#include <QtCore/QRegularExpression>

namespace accord::einvoice::cii {

namespace {

bool looksLikeIban(const QString &account)
{
    static const QRegularExpression form(u"^[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}$"_s);
    return form.match(account).hasMatch();
}

void bindAccount(const XmlBinding &means, CreditTransfer &transfer)
{
    const XmlBinding account = means.in(u"ram:PayeePartyCreditorFinancialAccount"_s);
    const bool isIban
        = account.isReading() ? !account.peek(u"ram:IBANID"_s).isEmpty() : looksLikeIban(transfer.account);
    if (isIban)
        account.token(u"ram:IBANID"_s, transfer.account);
    account.text(u"ram:AccountName"_s, transfer.name);
    if (!isIban)
        account.token(u"ram:ProprietaryID"_s, transfer.account);
    means.token(u"ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"_s, transfer.institution);
}

void bindCard(const XmlBinding &card, PaymentCard &value)
{
    card.token(u"ram:ID"_s, value.number);
    card.text(u"ram:CardholderName"_s, value.holder);
}

void bindMeans(const XmlBinding &means, PaymentInstructions &value)
{
    means.token(u"ram:TypeCode"_s, value.meansCode);
    means.text(u"ram:Information"_s, value.meansText);
}

void write(const XmlBinding &settlement, PaymentInstructions &payment)
{
    for (size_t i = 0; i < std::max<size_t>(payment.transfers.size(), 1); ++i) {
        const XmlBinding means = settlement.added(u"ram:SpecifiedTradeSettlementPaymentMeans"_s);
        bindMeans(means, payment);
        if (i == 0 && payment.card)
            bindCard(means.in(u"ram:ApplicableTradeSettlementFinancialCard"_s), *payment.card);
        if (i == 0 && payment.directDebit)
            means.token(u"ram:PayerPartyDebtorFinancialAccount/ram:IBANID"_s, payment.directDebit->debitedAccount);
        if (i < payment.transfers.size())
            bindAccount(means, payment.transfers[i]);
    }
}

void read(const XmlBinding &means, PaymentInstructions &payment)
{
    bindMeans(means, payment);
    means.optional(u"ram:ApplicableTradeSettlementFinancialCard"_s, payment.card, bindCard);
    means.optional(
        u"ram:PayerPartyDebtorFinancialAccount"_s, payment.directDebit,
        [](const XmlBinding &account, DirectDebit &debit) { account.token(u"ram:IBANID"_s, debit.debitedAccount); });
    CreditTransfer transfer;
    bindAccount(means, transfer);
    if (transfer != CreditTransfer{})
        payment.transfers.push_back(transfer);
}

} // namespace

void bindPaymentMeans(const XmlBinding &settlement, std::optional<PaymentInstructions> &payment)
{
    if (!settlement.isReading()) {
        if (payment)
            write(settlement, *payment);
        return;
    }
    bool isFirst = true;
    for (const XmlBinding &means : settlement.all(u"ram:SpecifiedTradeSettlementPaymentMeans"_s)) {
        if (!payment)
            payment.emplace();
        // A second way to pay has no place in EN 16931: what it says is reported as ignored.
        if (isFirst || means.peek(u"ram:TypeCode"_s) == payment->meansCode)
            read(means, *payment);
        isFirst = false;
    }
}

} // namespace accord::einvoice::cii
