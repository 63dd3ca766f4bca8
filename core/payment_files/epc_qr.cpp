// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/epc_qr.h"

#include "core/bank/creditor_reference.h"
#include "core/payment_files/field_error.h"
#include "core/payment_files/qr_lines.h"
#include "core/payment_files/sepa_payment.h"

#include <QtCore/QRegularExpression>

namespace accord::payment_files {

namespace {

constexpr qsizetype mostBytes = 331; // version 13, level M

Result<void> checkAmount(const Money &amount)
{
    if (amount.currency().code() != u"EUR")
        return wrongField(u"payment_files.currency"_s, u"amount"_s, amount.currency().code(), u"EUR"_s);
    if (amount.minor() < 1 || amount.minor() > largestSepaAmount)
        return wrongField(u"payment_files.amount"_s, u"amount"_s, amount.toString(), u"0.01 to 999999999.99"_s);
    return {};
}

Result<void> checkCodes(const EpcPayment &payment)
{
    static const QRegularExpression bic(u"^(?:[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?)?$"_s);
    static const QRegularExpression purpose(u"^[A-Z0-9]{0,4}$"_s);
    if (!bic.match(payment.bic).hasMatch())
        return wrongField(u"payment_files.bic"_s, u"BIC"_s, payment.bic, u"8 or 11 characters such as COBADEFFXXX"_s);
    if (!purpose.match(payment.purpose).hasMatch())
        return wrongField(u"payment_files.purpose"_s, u"purpose"_s, payment.purpose, u"up to 4 letters and digits"_s);
    if (payment.account.text().isEmpty())
        return wrongField(u"payment_files.missing"_s, u"IBAN"_s, {}, u"the account of the beneficiary"_s);
    if (!payment.reference.isEmpty() && !payment.text.isEmpty())
        return wrongField(u"payment_files.remittance"_s, u"text"_s, payment.text, u"a reference or a text, not both"_s);
    return {};
}

} // namespace

Result<QString> epcQrText(const EpcPayment &payment)
{
    if (const auto amount = checkAmount(payment.amount); !amount)
        return passOn(amount);
    if (const auto codes = checkCodes(payment); !codes)
        return passOn(codes);
    QString reference;
    if (!payment.reference.isEmpty()) {
        const auto checked = bank::checkedRfReference(payment.reference);
        if (!checked)
            return passOn(checked);
        reference = *checked;
    }
    QrLines lines({u"BCD"_s, u"002"_s, u"1"_s, u"SCT"_s, payment.bic});
    lines.add(u"name"_s, payment.name, 70, QrLines::Needed);
    lines.add(payment.account.text());
    lines.add(u"EUR"_s + payment.amount.toString());
    lines.add(payment.purpose);
    lines.add(reference);
    lines.add(u"text"_s, payment.text, 140);
    lines.add(u"information"_s, payment.information, 70);
    const auto text = lines.text(QrLines::WithoutEmptyEnd);
    if (text && text->toUtf8().size() > mostBytes)
        return wrongField(u"payment_files.too_large"_s, u"code"_s, QString::number(text->toUtf8().size()),
                          u"at most 331 bytes; shorten name, text or information"_s);
    return text;
}

} // namespace accord::payment_files
