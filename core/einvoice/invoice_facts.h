// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/profile.h"

#include "core/billing/issuing_entity.h"

namespace accord::einvoice {

/// What an electronic invoice says about the seller beyond its address and VAT id.
struct SellerProfile
{
    Identifier electronicAddress; ///< BT-34
    Identifier legalRegistration; ///< BT-30
    QString taxNumber; ///< BT-32
    QString legalInformation; ///< BT-33
    Contact contact; ///< BG-6
    std::vector<CreditTransfer> accounts; ///< BG-17
    QString creditor; ///< BT-90, for direct debits
};

/// How a customer wants its invoices.
struct CustomerProfile
{
    Profile profile = Profile::En16931;
    Syntax syntax = Syntax::Ubl;
    Identifier electronicAddress; ///< BT-49
    QString buyerReference; ///< BT-10: of German authorities the Leitweg-ID
    QString accountingReference; ///< BT-19
    Identifier legalRegistration; ///< BT-47
    Contact contact; ///< BG-9
    QString meansCode; ///< BT-81; empty: 59 with a mandate, else 58 for euros and 30 for other currencies
    std::optional<PaymentCard> card; ///< BG-18
    std::optional<DirectDebit> directDebit; ///< BT-89 and BT-91; the creditor is the seller's
};

/// The currency that the seller owes its VAT in, when the invoice is in another.
struct TaxCurrency
{
    QString code; ///< BT-6
    Decimal rate; ///< units of it for one unit of the invoice's currency, on the tax point date
};

/// A discount for paying early.
struct EarlyPayment
{
    int days = 0; ///< from the issue date
    Decimal percent;
    QDate lastDay = {}; ///< on which it is given; null: not said
    std::optional<Money> amount = {}; ///< that it comes to; none: not said
};

/// What an electronic invoice needs and the invoice itself does not know.
struct InvoiceFacts
{
    SellerProfile seller;
    CustomerProfile customer;
    std::optional<TaxCurrency> taxCurrency;
    std::vector<EarlyPayment> earlyPayment;
    std::vector<Note> notes;
    std::vector<Attachment> attachments;
};

/// What follows from the records: contact of the branding, accounts by the IBANs of the payment instructions, VAT ids
/// as addresses of the Peppol network, e-mail addresses elsewhere, the portal reference as buyer reference.
InvoiceFacts factsFrom(const billing::IssuingEntity &seller, const accounts::Account &payer, Profile profile,
                       Syntax syntax);

/// "9930:DE123456789" as people write it; without a colon, an identifier of no scheme.
Identifier identifierFromText(const QString &text);
QString toText(const Identifier &identifier);

/// The IBANs in \a text, with or without spaces, whose check digits are right (ISO 13616, ISO 7064 MOD 97-10).
QStringList ibansIn(const QString &text);

/// The address of a VAT id in the Peppol network: "DE123456789" in 9930. Empty where its country has no such scheme.
Identifier vatEndpoint(const QString &vatId);

} // namespace accord::einvoice
