// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/ubl_parts.h"

namespace accord::einvoice::ubl {

namespace {

const QString sepa = u"SEPA"_s; // the scheme that marks BT-90 among the identifiers

void bindAddress(const XmlBinding &address, PostalAddress &value)
{
    address.text(u"cbc:StreetName"_s, value.line1);
    address.text(u"cbc:AdditionalStreetName"_s, value.line2);
    address.text(u"cbc:CityName"_s, value.city);
    address.text(u"cbc:PostalZone"_s, value.postalCode);
    address.text(u"cbc:CountrySubentity"_s, value.subdivision);
    address.text(u"cac:AddressLine/cbc:Line"_s, value.line3);
    address.token(u"cac:Country/cbc:IdentificationCode"_s, value.country);
}

void bindIdentifiers(const XmlBinding &party, std::vector<Identifier> &identifiers, QString *creditor)
{
    if (!party.isReading()) {
        for (Identifier &identifier : identifiers)
            party.added(u"cac:PartyIdentification"_s).identifier(u"cbc:ID"_s, identifier);
        if (creditor && !creditor->isEmpty()) {
            Identifier marked{*creditor, sepa};
            party.added(u"cac:PartyIdentification"_s).identifier(u"cbc:ID"_s, marked);
        }
        return;
    }
    for (const XmlBinding &place : party.all(u"cac:PartyIdentification"_s)) {
        Identifier identifier;
        place.identifier(u"cbc:ID"_s, identifier);
        if (creditor && identifier.scheme == sepa)
            *creditor = identifier.value;
        else if (!identifier.isEmpty())
            identifiers.push_back(identifier);
    }
}

void writeTaxScheme(const XmlBinding &party, QString &number, const QString &scheme)
{
    if (number.isEmpty())
        return;
    const XmlBinding place = party.added(u"cac:PartyTaxScheme"_s);
    place.token(u"cbc:CompanyID"_s, number);
    place.fixed(u"cac:TaxScheme/cbc:ID"_s, scheme);
}

/// The VAT id, and under any other scheme the local tax number.
void bindTaxNumbers(const XmlBinding &party, QString &vatId, QString *taxNumber)
{
    if (!party.isReading()) {
        writeTaxScheme(party, vatId, u"VAT"_s);
        if (taxNumber)
            writeTaxScheme(party, *taxNumber, u"FC"_s);
        return;
    }
    for (const XmlBinding &place : party.all(u"cac:PartyTaxScheme"_s)) {
        const bool isVat = place.peek(u"cac:TaxScheme/cbc:ID"_s) == u"VAT";
        if (!isVat && !taxNumber)
            continue;
        place.token(u"cbc:CompanyID"_s, isVat ? vatId : *taxNumber);
        place.fixed(u"cac:TaxScheme/cbc:ID"_s, {});
    }
}

} // namespace

void bindParty(const XmlBinding &party, Party &value, QString *creditor)
{
    const bool isSeller = creditor;
    party.identifier(u"cbc:EndpointID"_s, value.electronicAddress);
    bindIdentifiers(party, value.identifiers, creditor);
    party.text(u"cac:PartyName/cbc:Name"_s, value.tradingName);
    bindAddress(party.in(u"cac:PostalAddress"_s), value.address);
    bindTaxNumbers(party, value.vatId, isSeller ? &value.taxNumber : nullptr);
    const XmlBinding legal = party.in(u"cac:PartyLegalEntity"_s);
    legal.text(u"cbc:RegistrationName"_s, value.name);
    legal.identifier(u"cbc:CompanyID"_s, value.legalRegistration);
    if (isSeller)
        legal.text(u"cbc:CompanyLegalForm"_s, value.legalInformation);
    const XmlBinding contact = party.in(u"cac:Contact"_s);
    contact.text(u"cbc:Name"_s, value.contact.name);
    contact.text(u"cbc:Telephone"_s, value.contact.telephone);
    contact.text(u"cbc:ElectronicMail"_s, value.contact.email);
}

void bindPayee(const XmlBinding &payee, Payee &value, QString &creditor)
{
    std::vector<Identifier> identifiers;
    if (!value.identifier.isEmpty())
        identifiers.push_back(value.identifier);
    bindIdentifiers(payee, identifiers, &creditor);
    if (!identifiers.empty())
        value.identifier = identifiers.front();
    payee.text(u"cac:PartyName/cbc:Name"_s, value.name);
    payee.identifier(u"cac:PartyLegalEntity/cbc:CompanyID"_s, value.legalRegistration);
}

void bindTaxRepresentative(const XmlBinding &representative, TaxRepresentative &value)
{
    representative.text(u"cac:PartyName/cbc:Name"_s, value.name);
    bindAddress(representative.in(u"cac:PostalAddress"_s), value.address);
    bindTaxNumbers(representative, value.vatId, nullptr);
}

void bindDelivery(const XmlBinding &delivery, Delivery &value)
{
    delivery.date(u"cbc:ActualDeliveryDate"_s, value.date);
    const XmlBinding location = delivery.in(u"cac:DeliveryLocation"_s);
    location.identifier(u"cbc:ID"_s, value.location);
    bindAddress(location.in(u"cac:Address"_s), value.address);
    delivery.text(u"cac:DeliveryParty/cac:PartyName/cbc:Name"_s, value.name);
}

} // namespace accord::einvoice::ubl
