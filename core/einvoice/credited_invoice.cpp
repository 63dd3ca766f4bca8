// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/credited_invoice.h"

#include "core/einvoice/arithmetic.h"
#include "core/einvoice/profile.h"

namespace accord::einvoice {

namespace {

/// \a line, of which \a credited is given back.
InvoiceLine creditedLine(InvoiceLine line, const Decimal &credited)
{
    if (credited == line.net)
        return line;
    line.allowancesCharges.clear();
    line.quantity = Decimal(credited.isNegative() ? -1 : 1);
    line.unit = u"C62"_s;
    line.price = {};
    line.price.net = credited.isNegative() ? credited.negated() : credited;
    line.net = credited;
    return line;
}

/// What \a credits give back of the tax of \a key.
Result<Decimal> taxOf(const VatKey &key, const SemanticInvoice &invoice,
                      const std::vector<billing::LineCredit> &credits)
{
    Exact tax;
    for (size_t i = 0; i < credits.size(); ++i) {
        if (isSameGroup(invoice.lines[i].vat, key))
            tax = tax - Exact(credits[i].tax);
    }
    return tax.rounded(2);
}

tl::unexpected<Error> taxDiffers(const Decimal &value, const Decimal &expected)
{
    return fail(ErrorKind::InvalidInput, u"einvoice.credit_tax"_s,
                {{u"value"_s, value.toString()}, {u"expected"_s, expected.toString()}});
}

/// By how much the taxable amount of \a group differs from one whose tax is \a wanted: the least of it.
/// \returns InvalidInput "einvoice.credit_tax" where none is near.
Result<Decimal> shiftTo(const Decimal &wanted, const VatBreakdown &group)
{
    constexpr int farthest = 100'00; // cents
    const bool isUp = wanted > group.tax;
    for (int cents = 1; cents <= farthest; ++cents) {
        const auto shift = (Exact(isUp ? cents : -cents) / Exact(100)).rounded(2);
        if (!shift)
            return passOn(shift);
        const auto base = (Exact(group.taxable) + Exact(*shift)).rounded(2);
        if (!base)
            return passOn(base);
        const auto tax = percentageOf(*base, group.vat.rate.value_or(Decimal()));
        if (!tax)
            return passOn(tax);
        if (*tax == wanted)
            return *shift;
        if (isUp == (*tax > wanted))
            break;
    }
    return taxDiffers(group.tax, wanted);
}

/// Whether a file of the profile with \a specification can say that what is due was rounded (BT-114).
bool hasRounding(const QString &specification)
{
    return std::ranges::none_of(
        std::initializer_list{Profile::FacturXMinimum, Profile::FacturXBasicWl, Profile::FacturXBasic},
        [&](Profile profile) { return specificationId(profile) == specification; });
}

/// The tax that is credited makes up for the rounding of what was credited before. EN 16931 computes the tax of a
/// rate from its taxable amount alone: a charge or an allowance at that rate, of some cents, makes it what was
/// credited, and the rounding amount takes the same cents out of what is due.
Result<> keepTax(SemanticInvoice &note, const SemanticInvoice &invoice, const std::vector<billing::LineCredit> &credits)
{
    Exact rounding;
    for (const VatBreakdown &group : note.breakdown) {
        const auto credited = taxOf(group.vat, invoice, credits);
        if (!credited)
            return passOn(credited);
        if (*credited == group.tax)
            continue;
        if (!hasRounding(note.specification))
            return taxDiffers(group.tax, *credited);
        const auto shift = shiftTo(*credited, group);
        if (!shift)
            return passOn(shift);
        AllowanceCharge cents;
        cents.isCharge = !shift->isNegative();
        cents.amount = cents.isCharge ? *shift : shift->negated();
        cents.vat = group.vat;
        cents.reason = u"Rounding of tax"_s;
        note.allowancesCharges.push_back(cents);
        rounding = rounding - Exact(*shift);
    }
    const auto rounded = rounding.rounded(2);
    if (!rounded)
        return passOn(rounded);
    if (!rounded->isZero())
        note.totals.rounding = *rounded;
    if (const auto computed = computeTotals(note); !computed)
        return computed;
    Exact tax; // that of lines of which no net is credited lies in no group
    for (const billing::LineCredit &credit : credits)
        tax = tax - Exact(credit.tax);
    const auto all = tax.rounded(2);
    if (!all)
        return passOn(all);
    return note.totals.vat == *all ? Result<>() : taxDiffers(note.totals.vat.value_or(Decimal()), *all);
}

} // namespace

std::optional<PaymentInstructions> paymentOfCredit(const QString &specification)
{
    if (specification != specificationId(Profile::XRechnung3))
        return std::nullopt;
    PaymentInstructions cleared;
    cleared.meansCode = u"97"_s; // UNTDID 4461: clearing between partners
    return cleared;
}

Result<SemanticInvoice> creditNoteFor(const SemanticInvoice &invoice, const std::vector<billing::LineCredit> &credits,
                                      const QString &number, const QDate &issueDate)
{
    if (credits.size() != invoice.lines.size())
        return fail(ErrorKind::InvalidInput, u"einvoice.credit_lines"_s,
                    {{u"value"_s, qulonglong(credits.size())}, {u"expected"_s, qulonglong(invoice.lines.size())}});
    SemanticInvoice note = invoice;
    note.number = number;
    note.issueDate = issueDate;
    note.typeCode = u"381"_s;
    note.dueDate = {};
    note.precedingInvoices = {{invoice.number, invoice.issueDate}};
    note.allowancesCharges.clear();
    note.attachments.clear();
    note.paymentTerms.clear();
    note.payment = paymentOfCredit(invoice.specification);
    note.taxCurrency.clear();
    note.totals = {};
    note.lines.clear();
    for (size_t i = 0; i < credits.size(); ++i) {
        if (!credits[i].net.isZero())
            note.lines.push_back(creditedLine(invoice.lines[i],
                                              Decimal::parse(credits[i].net.negated().toString()).value_or(Decimal())));
    }
    if (const auto computed = computeTotals(note); !computed)
        return passOn(computed);
    if (const auto kept = keepTax(note, invoice, credits); !kept)
        return passOn(kept);
    return note;
}

} // namespace accord::einvoice
