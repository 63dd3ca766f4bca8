// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/cii_parts.h"

#include "core/money/exact.h"

namespace accord::einvoice::cii {

namespace {

void bindIndicator(const XmlBinding &place, bool &isCharge)
{
    QString indicator = isCharge ? u"true"_s : u"false"_s;
    place.token(u"ram:ChargeIndicator/udt:Indicator"_s, indicator);
    isCharge = indicator == u"true" || indicator == u"1";
}

void bindAllowanceCharge(const XmlBinding &place, AllowanceCharge &value, bool hasVat)
{
    bindIndicator(place, value.isCharge);
    place.decimal(u"ram:CalculationPercent"_s, value.percent);
    place.amount(u"ram:BasisAmount"_s, value.base);
    place.amount(u"ram:ActualAmount"_s, value.amount);
    place.token(u"ram:ReasonCode"_s, value.reasonCode);
    place.text(u"ram:Reason"_s, value.reason);
    if (hasVat)
        bindVat(place.in(u"ram:CategoryTradeTax"_s), value.vat);
}

void bindProduct(const XmlBinding &product, Item &item)
{
    product.identifier(u"ram:GlobalID"_s, item.standardId);
    product.token(u"ram:SellerAssignedID"_s, item.sellersId);
    product.token(u"ram:BuyerAssignedID"_s, item.buyersId);
    product.text(u"ram:Name"_s, item.name);
    product.text(u"ram:Description"_s, item.description);
    product.each(u"ram:ApplicableProductCharacteristic"_s, item.attributes,
                 [](const XmlBinding &place, ItemAttribute &attribute) {
                     place.text(u"ram:Description"_s, attribute.name);
                     place.text(u"ram:Value"_s, attribute.value);
                 });
    product.each(u"ram:DesignatedProductClassification"_s, item.classifications,
                 [](const XmlBinding &place, ItemClassification &one) {
                     place.token(u"ram:ClassCode"_s, one.code);
                     place.attribute(u"ram:ClassCode"_s, u"listID"_s, one.list);
                     place.attribute(u"ram:ClassCode"_s, u"listVersionID"_s, one.listVersion);
                 });
    product.token(u"ram:OriginTradeCountry/ram:ID"_s, item.originCountry);
}

void bindBaseQuantity(const XmlBinding &price, Price &value)
{
    price.decimal(u"ram:BasisQuantity"_s, value.baseQuantity);
    price.attribute(u"ram:BasisQuantity"_s, u"unitCode"_s, value.baseUnit);
}

/// A sum of two prices has no more digits than they have, unless it is too large for any invoice.
std::optional<Decimal> grossOf(const Price &price)
{
    const auto sum = (Exact(price.net) + Exact(price.discount.value_or(Decimal(0)))).rounded(Decimal::maxScale);
    return sum ? std::optional(*sum) : std::nullopt;
}

void bindGrossPrice(const XmlBinding &gross, Price &value)
{
    if (!gross.isReading() && !value.gross)
        value.gross = grossOf(value); // CII has a discount only below a gross price
    gross.amount(u"ram:ChargeAmount"_s, value.gross);
    bindBaseQuantity(gross, value);
    const XmlBinding discount = gross.in(u"ram:AppliedTradeAllowanceCharge"_s);
    if (gross.isReading() ? !discount.exists() : !value.discount)
        return;
    bool isCharge = false;
    bindIndicator(discount, isCharge);
    discount.amount(u"ram:ActualAmount"_s, value.discount);
}

void bindAgreement(const XmlBinding &agreement, InvoiceLine &line)
{
    agreement.token(u"ram:BuyerOrderReferencedDocument/ram:LineID"_s, line.orderLine);
    const bool hasGross = line.price.gross || line.price.discount;
    if (agreement.isReading() || hasGross)
        bindGrossPrice(agreement.in(u"ram:GrossPriceProductTradePrice"_s), line.price);
    const XmlBinding net = agreement.in(u"ram:NetPriceProductTradePrice"_s);
    net.amount(u"ram:ChargeAmount"_s, line.price.net);
    bindBaseQuantity(net, line.price);
}

void bindObject(const XmlBinding &settlement, Identifier &object)
{
    if (!settlement.isReading() && object.isEmpty())
        return;
    const XmlBinding place = settlement.in(u"ram:AdditionalReferencedDocument"_s);
    place.token(u"ram:IssuerAssignedID"_s, object.value);
    place.fixed(u"ram:TypeCode"_s, u"130"_s);
    place.token(u"ram:ReferenceTypeCode"_s, object.scheme);
}

void bindSettlement(const XmlBinding &settlement, InvoiceLine &line)
{
    bindVat(settlement.in(u"ram:ApplicableTradeTax"_s), line.vat);
    bindPeriod(settlement, line.period);
    bindAllowancesCharges(settlement, line.allowancesCharges, false);
    settlement.amount(u"ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"_s, line.net);
    bindObject(settlement, line.object);
    settlement.text(u"ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"_s, line.accountingReference);
}

} // namespace

void bindVat(const XmlBinding &tradeTax, VatKey &vat)
{
    tradeTax.fixed(u"ram:TypeCode"_s, u"VAT"_s);
    tradeTax.token(u"ram:CategoryCode"_s, vat.category);
    tradeTax.decimal(u"ram:RateApplicablePercent"_s, vat.rate);
}

void bindPeriod(const XmlBinding &parent, InvoicingPeriod &period)
{
    const XmlBinding place = parent.in(u"ram:BillingSpecifiedPeriod"_s);
    place.date102(u"ram:StartDateTime"_s, u"udt:DateTimeString"_s, period.start);
    place.date102(u"ram:EndDateTime"_s, u"udt:DateTimeString"_s, period.end);
}

void bindAllowancesCharges(const XmlBinding &parent, std::vector<AllowanceCharge> &values, bool hasVat)
{
    parent.each(
        u"ram:SpecifiedTradeAllowanceCharge"_s, values,
        [hasVat](const XmlBinding &place, AllowanceCharge &value) { bindAllowanceCharge(place, value, hasVat); });
}

void bindLine(const XmlBinding &line, InvoiceLine &value)
{
    line.token(u"ram:AssociatedDocumentLineDocument/ram:LineID"_s, value.id);
    line.text(u"ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content"_s, value.note);
    bindProduct(line.in(u"ram:SpecifiedTradeProduct"_s), value.item);
    bindAgreement(line.in(u"ram:SpecifiedLineTradeAgreement"_s), value);
    const XmlBinding delivery = line.in(u"ram:SpecifiedLineTradeDelivery"_s);
    delivery.decimal(u"ram:BilledQuantity"_s, value.quantity);
    delivery.attribute(u"ram:BilledQuantity"_s, u"unitCode"_s, value.unit);
    bindSettlement(line.in(u"ram:SpecifiedLineTradeSettlement"_s), value);
}

} // namespace accord::einvoice::cii
