// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/invoice_facts.h"

#include <QtCore/QRegularExpression>

namespace accord::einvoice {

namespace {

struct VatScheme
{
    const char16_t *country; ///< as VAT ids begin
    const char16_t *scheme; ///< EAS
};
constexpr VatScheme vatSchemes[] = {
    {u"HU", u"9910"}, {u"AD", u"9922"}, {u"AL", u"9923"}, {u"BA", u"9924"}, {u"BE", u"9925"}, {u"BG", u"9926"},
    {u"CH", u"9927"}, {u"CY", u"9928"}, {u"CZ", u"9929"}, {u"DE", u"9930"}, {u"EE", u"9931"}, {u"GB", u"9932"},
    {u"EL", u"9933"}, {u"HR", u"9934"}, {u"IE", u"9935"}, {u"LI", u"9936"}, {u"LT", u"9937"}, {u"LU", u"9938"},
    {u"LV", u"9939"}, {u"MC", u"9940"}, {u"ME", u"9941"}, {u"MK", u"9942"}, {u"MT", u"9943"}, {u"NL", u"9944"},
    {u"PL", u"9945"}, {u"PT", u"9946"}, {u"RO", u"9947"}, {u"RS", u"9948"}, {u"SI", u"9949"}, {u"SK", u"9950"},
    {u"SM", u"9951"}, {u"TR", u"9952"}, {u"VA", u"9953"}, {u"FR", u"9957"},
};

/// ISO 7064 MOD 97-10 over the IBAN with its first four characters moved to the end.
bool hasRightCheckDigits(const QString &iban)
{
    int remainder = 0;
    for (const QChar c : iban.mid(4) + iban.left(4)) {
        const int value = c.isDigit() ? c.digitValue() : c.unicode() - u'A' + 10;
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
}

Identifier endpointFor(const QString &vatId, const QString &email, Profile profile)
{
    const Identifier byVat = vatEndpoint(vatId);
    if (profile == Profile::PeppolBis3 || email.isEmpty())
        return byVat;
    return {email, u"EM"_s};
}

std::vector<CreditTransfer> accountsIn(const QStringList &instructions, const QString &holder)
{
    static const QRegularExpression bic(u"\\bBIC:?\\s+([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\\b"_s);
    std::vector<CreditTransfer> accounts;
    for (const QString &line : instructions) {
        for (const QString &iban : ibansIn(line))
            accounts.push_back({iban, holder, bic.match(line).captured(1)});
    }
    return accounts;
}

} // namespace

Identifier identifierFromText(const QString &text)
{
    const QString plain = text.trimmed();
    const qsizetype colon = plain.indexOf(u':');
    return colon < 0 ? Identifier{plain, {}} : Identifier{plain.mid(colon + 1), plain.left(colon)};
}

QString toText(const Identifier &identifier)
{
    return identifier.scheme.isEmpty() ? identifier.value : identifier.scheme + u':' + identifier.value;
}

QStringList ibansIn(const QString &text)
{
    static const QRegularExpression form(u"\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b"_s);
    QStringList ibans;
    for (auto match = form.globalMatch(text); match.hasNext();) {
        const QString iban = match.next().captured().remove(u' ');
        if (iban.size() <= 34 && hasRightCheckDigits(iban))
            ibans << iban;
    }
    return ibans;
}

Identifier vatEndpoint(const QString &vatId)
{
    for (const VatScheme &one : vatSchemes) {
        if (vatId.startsWith(QStringView(one.country)))
            return {vatId, QString::fromUtf16(one.scheme)};
    }
    return {};
}

InvoiceFacts factsFrom(const billing::IssuingEntity &seller, const accounts::Account &payer, Profile profile,
                       Syntax syntax)
{
    const QJsonObject contact = seller.branding.value(u"contact"_s).toObject();
    const QString email = contact.value(u"email"_s).toString();
    InvoiceFacts facts;
    facts.seller.electronicAddress = endpointFor(seller.vatId, email, profile);
    facts.seller.contact = {seller.branding.value(u"company_name"_s).toString(seller.legalName),
                            contact.value(u"phone"_s).toString(), email};
    facts.seller.accounts = accountsIn(seller.paymentInstructions, seller.legalName);
    facts.customer.profile = profile;
    facts.customer.syntax = syntax;
    facts.customer.electronicAddress = endpointFor(payer.vatId, payer.invoiceEmail, profile);
    facts.customer.buyerReference = payer.portalReference;
    return facts;
}

} // namespace accord::einvoice
