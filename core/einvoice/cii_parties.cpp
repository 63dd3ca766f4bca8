// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/cii_parts.h"

namespace accord::einvoice::cii {

namespace {

void bindAddress(const XmlBinding &address, PostalAddress &value)
{
    address.text(u"ram:PostcodeCode"_s, value.postalCode);
    address.text(u"ram:LineOne"_s, value.line1);
    address.text(u"ram:LineTwo"_s, value.line2);
    address.text(u"ram:LineThree"_s, value.line3);
    address.text(u"ram:CityName"_s, value.city);
    address.token(u"ram:CountryID"_s, value.country);
    address.text(u"ram:CountrySubDivisionName"_s, value.subdivision);
}

/// Identifiers without a scheme stand in ram:ID, those with one in ram:GlobalID after them.
void bindIdentifiers(const XmlBinding &party, std::vector<Identifier> &identifiers)
{
    for (const bool hasScheme : {false, true}) {
        const QString name = hasScheme ? u"ram:GlobalID"_s : u"ram:ID"_s;
        if (party.isReading()) {
            for (const XmlBinding &place : party.all(name))
                place.identifier({}, identifiers.emplace_back());
            continue;
        }
        for (Identifier &identifier : identifiers) {
            if (identifier.scheme.isEmpty() != hasScheme)
                party.added(name).identifier({}, identifier);
        }
    }
}

void bindIdentifier(const XmlBinding &party, Identifier &identifier)
{
    std::vector<Identifier> all;
    if (!identifier.isEmpty())
        all.push_back(identifier);
    bindIdentifiers(party, all);
    if (!all.empty())
        identifier = all.front();
}

void bindContact(const XmlBinding &contact, Contact &value)
{
    contact.text(u"ram:PersonName"_s, value.name);
    contact.text(u"ram:TelephoneUniversalCommunication/ram:CompleteNumber"_s, value.telephone);
    contact.text(u"ram:EmailURIUniversalCommunication/ram:URIID"_s, value.email);
}

/// VA is the VAT id, FC the local tax number.
void bindTaxNumber(const XmlBinding &party, QString &number, const QString &scheme)
{
    if (party.isReading()) {
        for (const XmlBinding &place : party.all(u"ram:SpecifiedTaxRegistration"_s)) {
            if (place.peekAttribute(u"ram:ID"_s, u"schemeID"_s) == scheme)
                place.token(u"ram:ID"_s, number);
        }
    } else if (!number.isEmpty()) {
        Identifier identifier{number, scheme};
        party.added(u"ram:SpecifiedTaxRegistration"_s).identifier(u"ram:ID"_s, identifier);
    }
}

} // namespace

void bindParty(const XmlBinding &party, Party &value, bool isSeller)
{
    bindIdentifiers(party, value.identifiers);
    party.text(u"ram:Name"_s, value.name);
    if (isSeller)
        party.text(u"ram:Description"_s, value.legalInformation);
    const XmlBinding organization = party.in(u"ram:SpecifiedLegalOrganization"_s);
    organization.identifier(u"ram:ID"_s, value.legalRegistration);
    organization.text(u"ram:TradingBusinessName"_s, value.tradingName);
    bindContact(party.in(u"ram:DefinedTradeContact"_s), value.contact);
    bindAddress(party.in(u"ram:PostalTradeAddress"_s), value.address);
    party.identifier(u"ram:URIUniversalCommunication/ram:URIID"_s, value.electronicAddress);
    if (isSeller)
        bindTaxNumber(party, value.taxNumber, u"FC"_s);
    bindTaxNumber(party, value.vatId, u"VA"_s);
}

void bindPayee(const XmlBinding &party, Payee &value)
{
    bindIdentifier(party, value.identifier);
    party.text(u"ram:Name"_s, value.name);
    party.identifier(u"ram:SpecifiedLegalOrganization/ram:ID"_s, value.legalRegistration);
}

void bindTaxRepresentative(const XmlBinding &party, TaxRepresentative &value)
{
    party.text(u"ram:Name"_s, value.name);
    bindAddress(party.in(u"ram:PostalTradeAddress"_s), value.address);
    bindTaxNumber(party, value.vatId, u"VA"_s);
}

void bindDelivery(const XmlBinding &delivery, Delivery &value)
{
    const XmlBinding party = delivery.in(u"ram:ShipToTradeParty"_s);
    bindIdentifier(party, value.location);
    party.text(u"ram:Name"_s, value.name);
    bindAddress(party.in(u"ram:PostalTradeAddress"_s), value.address);
    delivery.date102(u"ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime"_s, u"udt:DateTimeString"_s,
                     value.date);
}

} // namespace accord::einvoice::cii
