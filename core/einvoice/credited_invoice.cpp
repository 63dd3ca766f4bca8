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
    Exact tax;
    for (size_t i = 0; i < credits.size(); ++i) {
        tax = tax - Exact(credits[i].tax);
        if (!credits[i].net.isZero())
            note.lines.push_back(creditedLine(invoice.lines[i],
                                              Decimal::parse(credits[i].net.negated().toString()).value_or(Decimal())));
    }
    if (const auto computed = computeTotals(note); !computed)
        return passOn(computed);
    const auto credited = tax.rounded(2);
    if (!credited)
        return passOn(credited);
    if (*note.totals.vat != *credited)
        return fail(ErrorKind::InvalidInput, u"einvoice.credit_tax"_s,
                    {{u"term"_s, u"BT-110"_s},
                     {u"value"_s, note.totals.vat->toString()},
                     {u"expected"_s, credited->toString()}});
    return note;
}

} // namespace accord::einvoice
