// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/ubl_parts.h"

namespace accord::einvoice::ubl {

namespace {

void bindAllowanceCharge(const XmlBinding &place, AllowanceCharge &value, bool hasVat)
{
    const QString &currency = place.state().currency;
    QString indicator = value.isCharge ? u"true"_s : u"false"_s;
    place.token(u"cbc:ChargeIndicator"_s, indicator);
    value.isCharge = indicator == u"true" || indicator == u"1";
    place.token(u"cbc:AllowanceChargeReasonCode"_s, value.reasonCode);
    place.text(u"cbc:AllowanceChargeReason"_s, value.reason);
    place.decimal(u"cbc:MultiplierFactorNumeric"_s, value.percent);
    place.amount(u"cbc:Amount"_s, value.amount, currency);
    place.amount(u"cbc:BaseAmount"_s, value.base, currency);
    if (hasVat)
        bindVat(place.in(u"cac:TaxCategory"_s), value.vat);
}

void bindPrice(const XmlBinding &price, Price &value)
{
    const QString &currency = price.state().currency;
    price.amount(u"cbc:PriceAmount"_s, value.net, currency);
    price.decimal(u"cbc:BaseQuantity"_s, value.baseQuantity);
    price.attribute(u"cbc:BaseQuantity"_s, u"unitCode"_s, value.baseUnit);
    const XmlBinding discount = price.in(u"cac:AllowanceCharge"_s);
    if (price.isReading() ? !discount.exists() : !value.discount && !value.gross)
        return;
    discount.fixed(u"cbc:ChargeIndicator"_s, u"false"_s);
    std::optional<Decimal> amount = value.discount ? value.discount : Decimal(0);
    discount.amount(u"cbc:Amount"_s, amount, currency);
    discount.amount(u"cbc:BaseAmount"_s, value.gross, currency);
    if (price.isReading())
        value.discount = amount;
}

void bindClassification(const XmlBinding &place, ItemClassification &value)
{
    place.token(u"cbc:ItemClassificationCode"_s, value.code);
    place.attribute(u"cbc:ItemClassificationCode"_s, u"listID"_s, value.list);
    place.attribute(u"cbc:ItemClassificationCode"_s, u"listVersionID"_s, value.listVersion);
}

void bindAttribute(const XmlBinding &place, ItemAttribute &value)
{
    place.text(u"cbc:Name"_s, value.name);
    place.text(u"cbc:Value"_s, value.value);
}

void bindItem(const XmlBinding &item, Item &value, VatKey &vat)
{
    item.text(u"cbc:Description"_s, value.description);
    item.text(u"cbc:Name"_s, value.name);
    item.token(u"cac:BuyersItemIdentification/cbc:ID"_s, value.buyersId);
    item.token(u"cac:SellersItemIdentification/cbc:ID"_s, value.sellersId);
    item.identifier(u"cac:StandardItemIdentification/cbc:ID"_s, value.standardId);
    item.token(u"cac:OriginCountry/cbc:IdentificationCode"_s, value.originCountry);
    item.each(u"cac:CommodityClassification"_s, value.classifications, bindClassification);
    bindVat(item.in(u"cac:ClassifiedTaxCategory"_s), vat);
    item.each(u"cac:AdditionalItemProperty"_s, value.attributes, bindAttribute);
}

} // namespace

void bindVat(const XmlBinding &category, VatKey &vat, VatBreakdown *breakdown)
{
    category.token(u"cbc:ID"_s, vat.category);
    category.decimal(u"cbc:Percent"_s, vat.rate);
    if (breakdown) {
        category.token(u"cbc:TaxExemptionReasonCode"_s, breakdown->exemptionCode);
        category.text(u"cbc:TaxExemptionReason"_s, breakdown->exemptionReason);
    }
    category.fixed(u"cac:TaxScheme/cbc:ID"_s, u"VAT"_s);
}

void bindPeriod(const XmlBinding &parent, InvoicingPeriod &period, QString *taxPointCode)
{
    const XmlBinding place = parent.in(u"cac:InvoicePeriod"_s);
    place.date(u"cbc:StartDate"_s, period.start);
    place.date(u"cbc:EndDate"_s, period.end);
    if (taxPointCode)
        place.token(u"cbc:DescriptionCode"_s, *taxPointCode);
}

void bindAllowancesCharges(const XmlBinding &parent, std::vector<AllowanceCharge> &values, bool hasVat)
{
    parent.each(u"cac:AllowanceCharge"_s, values, [hasVat](const XmlBinding &place, AllowanceCharge &value) {
        bindAllowanceCharge(place, value, hasVat);
    });
}

void bindLine(const XmlBinding &line, InvoiceLine &value, const QString &quantity)
{
    line.token(u"cbc:ID"_s, value.id);
    line.text(u"cbc:Note"_s, value.note);
    line.decimal(quantity, value.quantity);
    line.attribute(quantity, u"unitCode"_s, value.unit);
    line.amount(u"cbc:LineExtensionAmount"_s, value.net, line.state().currency);
    line.text(u"cbc:AccountingCost"_s, value.accountingReference);
    bindPeriod(line, value.period);
    line.token(u"cac:OrderLineReference/cbc:LineID"_s, value.orderLine);
    line.identifier(u"cac:DocumentReference/cbc:ID"_s, value.object);
    if (line.isReading() || !value.object.isEmpty())
        line.fixed(u"cac:DocumentReference/cbc:DocumentTypeCode"_s, u"130"_s);
    bindAllowancesCharges(line, value.allowancesCharges, false);
    bindItem(line.in(u"cac:Item"_s), value.item, value.vat);
    bindPrice(line.in(u"cac:Price"_s), value.price);
}

} // namespace accord::einvoice::ubl
