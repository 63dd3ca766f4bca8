// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/period_charge.h"

#include "core/pricing/charge_model_parts.h"

namespace accord::pricing {

namespace {

Exact notBelowZero(const Exact &value)
{
    return value.isNegative() ? Exact() : value;
}

Exact whole(const Result<std::int64_t> &number)
{
    return number ? Exact(*number) : parts::overflowed();
}

/// The priced quantity of a running total.
Exact billable(const PeriodPrice &price, const Exact &total)
{
    const Exact units = price.conversion ? converted(*price.conversion, total) : total;
    return notBelowZero(units - Exact(price.freeQuantity));
}

/// What the lines of the whole have more than those of the part: per tier, without those that are equal.
std::vector<ChargeLine> difference(std::vector<ChargeLine> whole, const std::vector<ChargeLine> &part)
{
    for (const ChargeLine &earlier : part) {
        const auto same = std::find_if(whole.begin(), whole.end(),
                                       [&](const ChargeLine &line) { return line.tier == earlier.tier; });
        if (same == whole.end()) {
            whole.push_back({earlier.tier, -earlier.units, -earlier.amount, u"billed before"_s});
            continue;
        }
        same->units = same->units - earlier.units;
        same->amount = same->amount - earlier.amount;
        same->formula += u" − %1 billed before"_s.arg(earlier.amount.toString());
    }
    std::erase_if(whole, [](const ChargeLine &line) { return line.units.isZero() && line.amount.isZero(); });
    return whole;
}

bool wasBilledBefore(const PeriodUsage &usage)
{
    return !usage.before.isZero() || usage.position == InvoicePosition::Middle
           || usage.position == InvoicePosition::Last;
}

bool isDue(const PeriodPrice &price, const PeriodUsage &usage)
{
    if (std::holds_alternative<Flat>(price.model) && price.dueWithFirstInvoice)
        return usage.position == InvoicePosition::Only || usage.position == InvoicePosition::First;
    const bool atEndOnly = isDueAtEndOnly(price.model) || std::holds_alternative<Flat>(price.model);
    return !atEndOnly || usage.isClosing();
}

/// The lines of one part. Only models that price a running quantity are split over the invoices of a period.
std::vector<ChargeLine> dueLines(const PricedPart &part, const PeriodUsage &usage, int minorDigits)
{
    if (!isDue(part.price, usage))
        return {};
    Measured measured = part.measured;
    measured.quantity = billable(part.price, usage.before + measured.quantity);
    auto lines = chargeLines(part.price.model, measured, minorDigits);
    if (isSplitByQuantity(part.price.model) && wasBilledBefore(usage))
        return difference(std::move(lines),
                          chargeLines(part.price.model, Measured(billable(part.price, usage.before)), minorDigits));
    return lines;
}

/// Takes the discounts off each line; zero discounts leave the exact amounts alone.
Result<void> discountLines(PeriodCharge &charge, const Currency &currency, const Percentages &discounts,
                           Recorder *recorder)
{
    for (const ChargeLine &line : charge.lines) {
        if (discounts.empty()) {
            charge.lineNets.push_back(line.amount);
            continue;
        }
        const auto discounted = applyDiscounts(line.amount, currency, discounts, recorder);
        if (!discounted)
            return passOn(discounted);
        Exact net = line.amount;
        for (const DiscountTaken &taken : discounted->taken) {
            net = net - Exact(taken.amount);
            charge.taken.push_back(taken);
        }
        if (!line.amount.isNegative())
            net = notBelowZero(net); // 100 % of 0.005 is 0.01 rounded, but no line falls below zero
        charge.discount = charge.discount + line.amount - net;
        charge.lineNets.push_back(net);
    }
    return {};
}

void capAndTopUp(PeriodCharge &charge, const SpendLimits &limits, Recorder *recorder)
{
    Exact amount = charge.gross - charge.discount;
    if (limits.maximum) {
        const Exact room = notBelowZero(*limits.maximum - limits.previouslyBilled);
        charge.capped = notBelowZero(amount - room);
        amount = amount - charge.capped;
        if (recorder)
            recorder->fact(u"Spend at most %1, turned away"_s.arg(limits.maximum->toString()),
                           charge.capped.toString());
    }
    if (limits.minimum && limits.isClosing) {
        charge.topUp = notBelowZero(*limits.minimum - limits.previouslyBilled - amount);
        amount = amount + charge.topUp;
        if (recorder)
            recorder->fact(u"Spend at least %1, added"_s.arg(limits.minimum->toString()), charge.topUp.toString());
    }
    charge.amount = amount;
}

} // namespace

Exact converted(const UnitConversion &conversion, const Exact &total)
{
    const Exact factor(conversion.factor);
    const Exact units = conversion.operation == UnitConversion::Operation::Multiply ? total * factor : total / factor;
    switch (conversion.rounding) {
    case UnitConversion::Rounding::None:
        return units;
    case UnitConversion::Rounding::Ceiling:
        return whole(units.ceil());
    case UnitConversion::Rounding::Floor:
        return whole(units.floor());
    case UnitConversion::Rounding::HalfUp:
        break;
    }
    const auto rounded = units.rounded(0);
    return rounded ? Exact(*rounded) : parts::overflowed();
}

Exact PeriodCharge::effectiveUnitPrice(const Exact &quantity) const
{
    return quantity.isZero() ? Exact() : amount / quantity;
}

Exact quantityPriced(const Measured &measured)
{
    Exact sum = measured.quantity;
    for (const Exact &part : measured.parts)
        sum = sum + part;
    for (const QuantityChange &change : measured.changes)
        sum = sum + change.units;
    return sum;
}

Result<PeriodCharge> chargeFor(const PeriodPrice &price, const PeriodUsage &usage, const Currency &currency,
                               const Percentages &discounts, Recorder *recorder)
{
    return chargeForParts(price, {{price, usage.measured}}, usage, currency, discounts, recorder);
}

Result<PeriodCharge> chargeForParts(const PeriodPrice &whole, const std::vector<PricedPart> &parts,
                                    const PeriodUsage &usage, const Currency &currency, const Percentages &discounts,
                                    Recorder *recorder)
{
    std::vector<ChargeLine> lines;
    Exact quantity;
    for (const PricedPart &part : parts) {
        const auto due = dueLines(part, usage, currency.minorDigits());
        record(due, part.price.model, recorder);
        lines.insert(lines.end(), due.begin(), due.end());
        quantity = quantity + billable(part.price, usage.before + part.measured.quantity)
                   - billable(part.price, usage.before);
    }
    const SpendLimits limits{whole.maximum, whole.minimum, usage.previouslyBilled, usage.isClosing()};
    return settleCharge(std::move(lines), limits, currency, discounts, recorder).map([&](PeriodCharge charge) {
        charge.billableQuantity = quantity;
        return charge;
    });
}

Result<PeriodCharge> settleCharge(std::vector<ChargeLine> lines, const SpendLimits &limits, const Currency &currency,
                                  const Percentages &discounts, Recorder *recorder)
{
    PeriodCharge charge;
    charge.lines = std::move(lines);
    charge.gross = sumOf(charge.lines);
    if (!charge.gross.isValid())
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    if (auto discounted = discountLines(charge, currency, discounts, recorder); !discounted)
        return passOn(discounted);
    capAndTopUp(charge, limits, recorder);
    if (!charge.amount.isValid())
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    return charge;
}

QString toString(UnitConversion::Operation operation)
{
    return operation == UnitConversion::Operation::Multiply ? u"multiply"_s : u"divide"_s;
}

QString toString(UnitConversion::Rounding rounding)
{
    switch (rounding) {
    case UnitConversion::Rounding::None:
        return u"none"_s;
    case UnitConversion::Rounding::Ceiling:
        return u"ceiling"_s;
    case UnitConversion::Rounding::Floor:
        return u"floor"_s;
    case UnitConversion::Rounding::HalfUp:
        return u"half_up"_s;
    }
    Q_UNREACHABLE();
}

Result<UnitConversion::Operation> conversionOperationFromString(const QString &text)
{
    for (const auto operation : {UnitConversion::Operation::Multiply, UnitConversion::Operation::Divide})
        if (toString(operation) == text)
            return operation;
    return fail(ErrorKind::InvalidInput, u"pricing.conversion_unknown"_s, {{u"value"_s, text}});
}

Result<UnitConversion::Rounding> conversionRoundingFromString(const QString &text)
{
    for (const auto rounding : {UnitConversion::Rounding::None, UnitConversion::Rounding::Ceiling,
                                UnitConversion::Rounding::Floor, UnitConversion::Rounding::HalfUp})
        if (toString(rounding) == text)
            return rounding;
    return fail(ErrorKind::InvalidInput, u"pricing.conversion_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::pricing
