// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/arithmetic.h"

#include "core/money/allocation.h"

namespace accord::einvoice {

namespace {

constexpr int amountPlaces = 2; ///< of every amount but prices (BR-DEC-01 and following)

Exact signedAmount(const AllowanceCharge &value)
{
    return value.isCharge ? Exact(value.amount) : -Exact(value.amount);
}

/// What is added up for one category and rate.
struct Group
{
    VatKey vat;
    Exact taxable;
};

void add(std::vector<Group> &groups, const VatKey &vat, const Exact &amount)
{
    const auto found
        = std::find_if(groups.begin(), groups.end(), [&](const Group &group) { return isSameGroup(group.vat, vat); });
    if (found == groups.end())
        groups.push_back({vat, amount});
    else
        found->taxable = found->taxable + amount;
}

std::vector<Group> lineGroups(const SemanticInvoice &invoice)
{
    std::vector<Group> groups;
    for (const InvoiceLine &line : invoice.lines)
        add(groups, line.vat, Exact(line.net));
    return groups;
}

void takeReason(VatBreakdown &part, const std::vector<VatBreakdown> &known)
{
    for (const VatBreakdown &one : known) {
        if (isSameGroup(one.vat, part.vat)) {
            part.exemptionReason = one.exemptionReason;
            part.exemptionCode = one.exemptionCode;
        }
    }
}

/// Rounds, and keeps the first thing that went wrong.
class Rounder
{
public:
    Decimal operator()(const Exact &value)
    {
        const auto rounded = value.rounded(amountPlaces);
        if (!rounded && status)
            status = passOn(rounded);
        return rounded.value_or(Decimal());
    }
    Result<void> status;
};

} // namespace

bool isSameGroup(const VatKey &a, const VatKey &b)
{
    if (a.category != b.category)
        return false;
    return a.rate == b.rate || (a.category == u"O" && a.rate.value_or(Decimal(0)) == b.rate.value_or(Decimal(0)));
}

Result<Decimal> lineNetOf(const InvoiceLine &line)
{
    const Decimal base = line.price.baseQuantity.value_or(Decimal(1));
    if (base.isZero())
        return fail(ErrorKind::InvalidInput, u"einvoice.base_quantity"_s, {{u"line"_s, line.id}});
    Exact net = Exact(line.quantity) * Exact(line.price.net) / Exact(base);
    for (const AllowanceCharge &one : line.allowancesCharges)
        net = net + signedAmount(one);
    return net.rounded(amountPlaces);
}

Result<std::vector<VatBreakdown>> breakdownOf(const SemanticInvoice &invoice)
{
    std::vector<Group> groups = lineGroups(invoice);
    for (const AllowanceCharge &one : invoice.allowancesCharges)
        add(groups, one.vat, signedAmount(one));
    Rounder rounded;
    std::vector<VatBreakdown> breakdown;
    for (const Group &group : groups) {
        VatBreakdown part;
        part.vat = group.vat;
        part.taxable = rounded(group.taxable);
        part.tax = rounded(Exact(part.taxable) * Exact::percent(group.vat.rate.value_or(Decimal(0))));
        takeReason(part, invoice.breakdown);
        breakdown.push_back(part);
    }
    if (!rounded.status)
        return passOn(rounded.status);
    return breakdown;
}

Result<void> computeTotals(SemanticInvoice &invoice)
{
    auto breakdown = breakdownOf(invoice);
    if (!breakdown)
        return passOn(breakdown);
    Exact lines, allowances, charges, vat;
    bool hasAllowances = false, hasCharges = false;
    for (const InvoiceLine &line : invoice.lines)
        lines = lines + Exact(line.net);
    for (const AllowanceCharge &one : invoice.allowancesCharges) {
        (one.isCharge ? hasCharges : hasAllowances) = true;
        Exact &sum = one.isCharge ? charges : allowances;
        sum = sum + Exact(one.amount);
    }
    for (const VatBreakdown &part : *breakdown)
        vat = vat + Exact(part.tax);
    Rounder rounded;
    Totals totals = invoice.totals;
    const Exact withoutVat = lines - allowances + charges;
    const Exact withVat = withoutVat + vat;
    totals.lines = rounded(lines);
    totals.allowances = hasAllowances ? std::optional(rounded(allowances)) : std::nullopt;
    totals.charges = hasCharges ? std::optional(rounded(charges)) : std::nullopt;
    totals.withoutVat = rounded(withoutVat);
    totals.vat = rounded(vat);
    totals.withVat = rounded(withVat);
    totals.due
        = rounded(withVat - Exact(totals.paid.value_or(Decimal(0))) + Exact(totals.rounding.value_or(Decimal(0))));
    if (!rounded.status)
        return passOn(rounded.status);
    invoice.totals = totals;
    invoice.breakdown = std::move(*breakdown);
    return {};
}

Result<Decimal> percentageOf(const Decimal &base, const Decimal &percent)
{
    return (Exact(base) * Exact::percent(percent)).rounded(amountPlaces);
}

Result<std::vector<AllowanceCharge>> splitAllowance(const Decimal &amount, const AllowanceCharge &pattern,
                                                    const SemanticInvoice &invoice)
{
    const std::vector<Group> groups = lineGroups(invoice);
    const auto currency = Currency::fromCode(invoice.currency);
    if (!currency)
        return passOn(currency);
    const auto whole = Money::fromDecimal(amount, currency->withMinorDigits(amountPlaces).value());
    if (!whole)
        return passOn(whole);
    std::vector<Exact> weights;
    for (const Group &group : groups)
        weights.push_back(group.taxable);
    const auto parts = allocate(*whole, weights);
    if (!parts)
        return passOn(parts);
    std::vector<AllowanceCharge> allowances;
    for (size_t i = 0; i < groups.size(); ++i) {
        if ((*parts)[i].isZero())
            continue;
        AllowanceCharge allowance = pattern;
        allowance.isCharge = false;
        allowance.vat = groups[i].vat;
        allowance.amount = Decimal::parse((*parts)[i].toString()).value();
        allowances.push_back(allowance);
    }
    return allowances;
}

Result<Decimal> cashRounding(const Decimal &due, const Decimal &step)
{
    const auto steps = (Exact(due) / Exact(step)).rounded(0);
    if (!steps)
        return passOn(steps);
    return (Exact(*steps) * Exact(step) - Exact(due)).rounded(amountPlaces);
}

} // namespace accord::einvoice
