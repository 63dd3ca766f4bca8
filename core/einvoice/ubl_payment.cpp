// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/ubl_parts.h"

namespace accord::einvoice::ubl {

namespace {

void bindAccount(const XmlBinding &account, CreditTransfer &transfer)
{
    account.token(u"cbc:ID"_s, transfer.account);
    account.text(u"cbc:Name"_s, transfer.name);
    account.token(u"cac:FinancialInstitutionBranch/cbc:ID"_s, transfer.institution);
}

void bindCard(const XmlBinding &card, PaymentCard &value)
{
    card.token(u"cbc:PrimaryAccountNumberID"_s, value.number);
    // The schema wants a network; EN 16931 has no term for it and its rules accept any text.
    card.fixed(u"cbc:NetworkID"_s, u"NA"_s);
    card.text(u"cbc:HolderName"_s, value.holder);
}

void bindMandate(const XmlBinding &mandate, DirectDebit &value)
{
    mandate.token(u"cbc:ID"_s, value.mandate);
    mandate.token(u"cac:PayerFinancialAccount/cbc:ID"_s, value.debitedAccount);
}

void write(const XmlBinding &document, PaymentInstructions &payment, QDate *dueDate)
{
    for (size_t i = 0; i < std::max<size_t>(payment.transfers.size(), 1); ++i) {
        const XmlBinding means = document.added(u"cac:PaymentMeans"_s);
        means.token(u"cbc:PaymentMeansCode"_s, payment.meansCode);
        if (i == 0) { // what it is called and when it is due stand once (UBL-SR-45, UBL-SR-46)
            means.attribute(u"cbc:PaymentMeansCode"_s, u"name"_s, payment.meansText);
            if (dueDate)
                means.date(u"cbc:PaymentDueDate"_s, *dueDate);
        }
        means.text(u"cbc:PaymentID"_s, payment.remittance);
        if (payment.card && i == 0)
            bindCard(means.in(u"cac:CardAccount"_s), *payment.card);
        if (i < payment.transfers.size())
            bindAccount(means.in(u"cac:PayeeFinancialAccount"_s), payment.transfers[i]);
        if (payment.directDebit && i == 0)
            bindMandate(means.in(u"cac:PaymentMandate"_s), *payment.directDebit);
    }
}

void read(const XmlBinding &means, PaymentInstructions &payment, QDate *dueDate)
{
    means.token(u"cbc:PaymentMeansCode"_s, payment.meansCode);
    means.attribute(u"cbc:PaymentMeansCode"_s, u"name"_s, payment.meansText);
    if (dueDate)
        means.date(u"cbc:PaymentDueDate"_s, *dueDate);
    means.text(u"cbc:PaymentID"_s, payment.remittance);
    means.optional(u"cac:CardAccount"_s, payment.card, bindCard);
    CreditTransfer transfer;
    bindAccount(means.in(u"cac:PayeeFinancialAccount"_s), transfer);
    if (transfer != CreditTransfer{})
        payment.transfers.push_back(transfer);
    means.optional(u"cac:PaymentMandate"_s, payment.directDebit, bindMandate);
}

} // namespace

void bindPayment(const XmlBinding &document, std::optional<PaymentInstructions> &payment, QDate *dueDate)
{
    if (!document.isReading()) {
        if (payment)
            write(document, *payment, dueDate);
        return;
    }
    for (const XmlBinding &means : document.all(u"cac:PaymentMeans"_s)) {
        if (!payment)
            payment.emplace();
        // A second way to pay has no place in EN 16931: what it says is reported as ignored.
        else if (means.peek(u"cbc:PaymentMeansCode"_s) != payment->meansCode)
            continue;
        read(means, *payment, dueDate);
    }
}

} // namespace accord::einvoice::ubl
