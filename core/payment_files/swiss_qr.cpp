// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/swiss_qr.h"

#include "core/bank/creditor_reference.h"
#include "core/payment_files/field_error.h"
#include "core/payment_files/qr_lines.h"

#include <QtCore/QRegularExpression>

namespace accord::payment_files {

namespace {

constexpr std::int64_t largestAmount = 99'999'999'999;
constexpr qsizetype mostCharacters = 997;
constexpr qsizetype longestMessage = 140;

/// Basic Latin, Latin-1, Latin Extended-A, four letters of Romanian and the euro sign (guidelines 2.3, 4.1.1).
bool isPermitted(QChar c)
{
    const char16_t u = c.unicode();
    return u == u'\n' || (u >= 0x20 && u <= 0x7e) || (u >= 0xa0 && u <= 0x17f) || (u >= 0x218 && u <= 0x21b)
           || u == 0x20ac;
}

void addAddress(QrLines &lines, const QString &role, const SwissAddress &address)
{
    static const QRegularExpression country(u"^[A-Z]{2}$"_s);
    const auto field = [&role](const QString &part) { return role + u' ' + part; };
    lines.add(u"S"_s);
    lines.add(field(u"name"_s), address.name, 70, QrLines::Needed);
    lines.add(field(u"street"_s), address.street, 70);
    lines.add(field(u"house number"_s), address.number, 16);
    lines.add(field(u"post code"_s), address.postCode, 16, QrLines::Needed);
    lines.add(field(u"town"_s), address.town, 35, QrLines::Needed);
    if (!country.match(address.country).hasMatch())
        lines.fail(
            wrongField(u"payment_files.country"_s, field(u"country"_s), address.country, u"two letters such as CH"_s));
    lines.add(address.country);
}

void addAmount(QrLines &lines, const SwissBill &bill)
{
    const QString code = bill.currency.code();
    if (code != u"CHF" && code != u"EUR")
        lines.fail(wrongField(u"payment_files.currency"_s, u"currency"_s, code, u"CHF or EUR"_s));
    if (bill.amount && bill.amount->currency() != bill.currency)
        lines.fail(wrongField(u"payment_files.currency"_s, u"amount"_s, bill.amount->currency().code(), code));
    else if (bill.amount && (bill.amount->minor() < 1 || bill.amount->minor() > largestAmount))
        lines.fail(
            wrongField(u"payment_files.amount"_s, u"amount"_s, bill.amount->toString(), u"0.01 to 999999999.99"_s));
    lines.add(bill.amount ? bill.amount->toString() : QString());
    lines.add(code);
}

void addReference(QrLines &lines, const SwissBill &bill)
{
    const bool isQr = bill.account.isQrIban();
    const bool isRf = bill.reference.trimmed().startsWith(u"RF"_s, Qt::CaseInsensitive);
    if (bill.reference.trimmed().isEmpty() && !isQr) {
        lines.add(u"NON"_s);
        lines.add(QString());
        return;
    }
    if (isQr == isRf || (isQr && bill.reference.trimmed().isEmpty())) {
        lines.fail(wrongField(u"payment_files.reference_kind"_s, u"reference"_s, bill.reference,
                              isQr ? u"a QR reference, since the account is a QR-IBAN"_s
                                   : u"a reference that starts with RF, or none, since the account is no QR-IBAN"_s));
        return;
    }
    const auto reference = isQr ? bank::checkedQrReference(bill.reference) : bank::checkedRfReference(bill.reference);
    if (!reference)
        lines.fail(passOn(reference));
    lines.add(isQr ? u"QRR"_s : u"SCOR"_s);
    lines.add(reference.value_or(QString()));
}

void addInformation(QrLines &lines, const SwissBill &bill)
{
    const QString information = bill.billingInformation.trimmed();
    lines.add(u"message"_s, bill.message, longestMessage);
    lines.add(u"EPD"_s);
    lines.add(u"billing information"_s, information, longestMessage);
    if (!information.isEmpty() && !information.startsWith(u"//"_s))
        lines.fail(wrongField(u"payment_files.billing_information"_s, u"billing information"_s, information,
                              u"a text that starts with // and the code of its syntax"_s));
    if (bill.message.trimmed().size() + information.size() > longestMessage)
        lines.fail(wrongField(u"payment_files.too_long"_s, u"message and billing information"_s, bill.message,
                              u"at most 140 characters together"_s));
    if (bill.alternativeSchemes.size() > 2)
        lines.fail(wrongField(u"payment_files.too_long"_s, u"alternative schemes"_s,
                              QString::number(bill.alternativeSchemes.size()), u"at most 2"_s));
    for (const QString &scheme : bill.alternativeSchemes)
        lines.add(u"alternative scheme"_s, scheme, 100);
}

Result<QString> checked(const QString &text)
{
    const auto other = std::find_if_not(text.begin(), text.end(), isPermitted);
    if (other != text.end())
        return wrongField(u"payment_files.characters"_s, u"code"_s, QString(*other),
                          u"letters of the Latin script that the QR-bill knows"_s);
    if (text.size() > mostCharacters)
        return wrongField(u"payment_files.too_large"_s, u"code"_s, QString::number(text.size()),
                          u"at most 997 characters"_s);
    return text;
}

} // namespace

Result<QString> swissQrText(const SwissBill &bill)
{
    const QString country = bill.account.country();
    if (country != u"CH" && country != u"LI")
        return wrongField(u"payment_files.iban_country"_s, u"IBAN"_s, bill.account.text(),
                          u"an account in Switzerland or Liechtenstein"_s);
    QrLines lines({u"SPC"_s, u"0200"_s, u"1"_s, bill.account.text()});
    addAddress(lines, u"creditor"_s, bill.creditor);
    lines.addEmpty(7); // the ultimate creditor, for later use
    addAmount(lines, bill);
    if (bill.debtor)
        addAddress(lines, u"debtor"_s, *bill.debtor);
    else
        lines.addEmpty(7);
    addReference(lines, bill);
    addInformation(lines, bill);
    const auto text = lines.text(QrLines::WithoutEmptyEnd); // the trailer EPD is never empty
    return text ? checked(*text) : text;
}

} // namespace accord::payment_files
