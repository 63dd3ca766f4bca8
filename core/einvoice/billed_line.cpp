// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/billed_line.h"

#include "core/einvoice/arithmetic.h"
#include "core/einvoice/unit_codes.h"

namespace accord::einvoice {

namespace {

constexpr int amountPlaces = 2;

Decimal decimalOf(const Money &amount)
{
    return Decimal::parse(amount.toString()).value_or(Decimal()); // its own digits always parse
}

/// In the two decimals of EN 16931, which dinars have three of.
Decimal amountOf(const Money &amount)
{
    return Exact(amount).rounded(amountPlaces).value_or(Decimal());
}

void describe(InvoiceLine &line, const billing::BillLine &billed)
{
    line.item.name = billed.description;
    line.item.sellersId = billed.key.item;
    line.accountingReference = billed.costCentre;
    if (!billed.key.period.isEmpty())
        line.period = {billed.key.period.start, billed.key.period.lastDay()};
    const auto attribute = [&line](const QString &name, const QString &value) {
        if (!value.isEmpty())
            line.item.attributes.push_back({name, value});
    };
    attribute(u"Location"_s, QStringList{billed.locationCode, billed.locationName}.join(u' ').trimmed());
    attribute(u"Department"_s, billed.department);
    if (billed.used)
        attribute(u"Used"_s, billed.used->toShortString() + u' ' + billed.unit);
    if (billed.included)
        attribute(u"Included"_s, billed.included->toShortString() + u' ' + billed.unit);
    if (unitCode(billed.unit).isEmpty())
        attribute(u"Unit"_s, billed.unit);
}

/// Whether quantity × unit price is the gross of the line; a converted line has its unit price in another currency.
bool pricesMakeGross(const billing::BillLine &billed)
{
    if (billed.priced || !billed.unitPrice || billed.unitPrice->isNegative() || billed.quantity.isZero())
        return false;
    const auto product = (Exact(billed.quantity) * Exact(*billed.unitPrice)).toMoney(billed.gross.currency());
    return product && *product == billed.gross;
}

/// \a amount as the price of all of \a quantity.
void setWholePrice(InvoiceLine &line, const Decimal &quantity, const Decimal &amount)
{
    const bool hasQuantity = quantity > Decimal(0);
    line.quantity = hasQuantity ? quantity : Decimal(1);
    if (line.quantity != Decimal(1)) {
        line.price.baseQuantity = line.quantity;
        line.price.baseUnit = line.unit;
    }
    line.price.net = amount.isNegative() ? amount.negated() : amount;
    if (amount.isNegative())
        line.quantity = line.quantity.negated();
}

void setPrice(InvoiceLine &line, const billing::BillLine &billed)
{
    const auto withoutDiscount = billed.gross.minus(billed.discount);
    const bool discountMakesNet = withoutDiscount && *withoutDiscount == billed.net;
    if (!discountMakesNet) { // the price includes the tax
        setWholePrice(line, billed.quantity, decimalOf(billed.net));
        return;
    }
    if (pricesMakeGross(billed)) {
        line.quantity = billed.quantity;
        line.price.net = *billed.unitPrice;
    } else {
        setWholePrice(line, billed.quantity, decimalOf(billed.gross));
    }
    if (!billed.discount.isZero()) {
        AllowanceCharge discount;
        discount.isCharge = billed.discount.isNegative();
        discount.amount = amountOf(discount.isCharge ? billed.discount.negated() : billed.discount);
        discount.reason = u"Discount"_s;
        discount.reasonCode = discount.isCharge ? QString() : u"95"_s;
        line.allowancesCharges.push_back(discount);
    }
}

/// A discount that is taken back with its line is a charge there, and the code of a discount means nothing on it.
void turn(InvoiceLine &line)
{
    line.quantity = line.quantity.negated();
    for (AllowanceCharge &one : line.allowancesCharges) {
        one.isCharge = !one.isCharge;
        one.reasonCode = one.isCharge ? QString() : u"95"_s;
    }
}

} // namespace

VatKey vatOf(const tax::Component &tax)
{
    if (tax.category == tax::Category::NotSubject)
        return {tax::code(tax.category), {}};
    return {tax::code(tax.category), tax.percent};
}

Result<InvoiceLine> lineFor(const billing::BillLine &billed, const std::vector<tax::Component> &taxes, int number,
                            bool isCreditNote)
{
    for (const tax::Component &tax : taxes) {
        if (tax.jurisdiction.startsWith(u"US-"))
            return fail(ErrorKind::InvalidInput, u"einvoice.sales_tax"_s,
                        {{u"line"_s, number}, {u"jurisdiction"_s, tax.jurisdiction}});
    }
    if (taxes.size() != 1)
        return fail(ErrorKind::InvalidInput, u"einvoice.several_taxes"_s,
                    {{u"line"_s, number}, {u"value"_s, qlonglong(taxes.size())}});
    InvoiceLine line;
    line.id = QString::number(number);
    const QString unit = unitCode(billed.unit);
    line.unit = unit.isEmpty() ? u"C62"_s : unit;
    line.vat = vatOf(taxes.front());
    describe(line, billed);
    setPrice(line, billed);
    if (isCreditNote)
        turn(line);
    const auto net = lineNetOf(line);
    if (!net)
        return passOn(net);
    line.net = *net;
    const Money wanted = isCreditNote ? billed.net.negated() : billed.net;
    if (billed.net.currency().minorDigits() <= amountPlaces && line.net != decimalOf(wanted))
        return fail(ErrorKind::InvalidInput, u"einvoice.line_amount"_s,
                    {{u"line"_s, number}, {u"value"_s, line.net.toString()}, {u"expected"_s, wanted.toString()}});
    return line;
}

} // namespace accord::einvoice
