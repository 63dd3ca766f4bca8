// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/credited_invoice.h"

#include "core/base/canonical.h"
#include "core/billing/tax_shares.h"

namespace accord::billing {

namespace {

/// The chosen lines by their places, ascending and each once.
Result<std::vector<size_t>> chosenLines(const Invoice &invoice, const CreditWish &wish)
{
    std::vector<size_t> places;
    for (const int line : wish.lines) {
        if (line < 1 || size_t(line) > invoice.bill.lines.size())
            return fail(ErrorKind::InvalidInput, u"billing.no_such_line"_s,
                        {{u"line"_s, line}, {u"lines"_s, qulonglong(invoice.bill.lines.size())}});
        places.push_back(size_t(line - 1));
    }
    for (size_t i = 0; wish.lines.empty() && i < invoice.bill.lines.size(); ++i)
        places.push_back(i);
    std::ranges::sort(places);
    const auto repeated = std::ranges::unique(places);
    places.erase(repeated.begin(), repeated.end());
    return places;
}

Result<> checkWish(const Invoice &invoice, const CreditWish &wish)
{
    if (invoice.state != InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"billing.credit_not_issued"_s, {{u"account"_s, invoice.accountName}});
    if (wish.amount && wish.percent)
        return fail(ErrorKind::InvalidInput, u"billing.credit_wish"_s);
    if (wish.amount && wish.amount->minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"billing.credit_amount"_s, {{u"amount"_s, wish.amount->toString()}});
    if (wish.percent && (Exact(*wish.percent) <= Exact(0) || Exact(*wish.percent) > Exact(100)))
        return fail(ErrorKind::InvalidInput, u"billing.credit_percent"_s,
                    {{u"percent"_s, wish.percent->toShortString()}});
    return {};
}

Result<LineCredit> percentOf(const CreditableLine &line, const Decimal &percent, pricing::Recorder *recorder)
{
    const auto amount = (Exact(line.net) * Exact::percent(percent)).toMoney(line.net.currency());
    return amount ? creditLine(line, *amount, recorder) : passOn(amount);
}

Result<std::vector<LineCredit>> creditsOf(const std::vector<CreditableLine> &lines, const CreditWish &wish,
                                          pricing::Recorder *recorder)
{
    if (wish.amount)
        return creditDocument(lines, *wish.amount, recorder);
    std::vector<LineCredit> credits;
    for (const CreditableLine &line : lines) {
        const auto credit = wish.percent ? percentOf(line, *wish.percent, recorder) : creditRest(line, recorder);
        if (!credit)
            return passOn(credit);
        credits.push_back(*credit);
    }
    return credits;
}

CreditNoteLine noteLine(size_t place, const BillLine &billed, const CreditableLine &line, const LineCredit &credit)
{
    CreditNoteLine result{int(place + 1),       billed.description, credit.net.negated(), {},
                          credit.tax.negated(), line.creditedNet,   line.creditedTaxes};
    for (const Money &tax : credit.taxes)
        result.taxes.push_back(tax.negated());
    return result;
}

/// Whether \a line is left out: nothing is given back of it, and not because it is given back whole.
bool isEmpty(const CreditNoteLine &line, bool isGivenWhole)
{
    return line.net.isZero() && line.tax.isZero() && !isGivenWhole;
}

/// Adds the lines of \a note up, by tax group and in all.
Result<> addUp(CreditNote &note, const Bill &bill)
{
    const Currency currency = bill.currency;
    MoneySum net(currency), tax(currency);
    std::vector<MoneySum> taxable(bill.taxGroups.size(), MoneySum(currency)), taxes = taxable;
    std::vector<bool> used(bill.taxGroups.size());
    for (const CreditNoteLine &line : note.lines) {
        const BillLine &billed = bill.lines[size_t(line.invoiceLine - 1)];
        net.add(line.net);
        tax.add(line.tax);
        for (size_t i = 0; i < billed.taxes.size(); ++i) {
            const auto group = taxGroupOf(bill.taxGroups, billed.taxes[i]);
            if (!group)
                return fail(ErrorKind::Internal, u"billing.tax_shares"_s);
            used[*group] = true;
            taxable[*group].add(line.net);
            taxes[*group].add(line.taxes[i]);
        }
    }
    for (size_t i = 0; i < used.size(); ++i) {
        if (!used[i])
            continue;
        if (!taxable[i].total() || !taxes[i].total())
            return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
        note.taxGroups.push_back({bill.taxGroups[i].component, *taxable[i].total(), *taxes[i].total()});
    }
    if (!net.total() || !tax.total())
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    note.net = *net.total();
    note.tax = *tax.total();
    const auto total = note.net.plus(note.tax);
    if (!total)
        return passOn(total);
    note.total = *total;
    return {};
}

/// The invoice's total in company currency, by the same rate.
Result<Money> companyTotalOf(const Invoice &invoice, const Money &total)
{
    const Currency company = invoice.companyTotal.currency();
    if (total == invoice.bill.total)
        return invoice.companyTotal;
    if (invoice.bill.total.isZero())
        return Money::zero(company);
    return (Exact(invoice.companyTotal) * Exact(total) / Exact(invoice.bill.total)).toMoney(company);
}

/// Lines of both signs: giving back the positive ones alone must not give back more than the invoice came to.
Result<> checkTotal(const CreditNote &note, const Invoice &invoice, const std::vector<CreditNote> &earlier)
{
    if (note.net.isNegative() || note.total.isNegative())
        return fail(ErrorKind::InvalidInput, u"billing.credit_charges"_s, {{u"amount"_s, note.total.toString()}});
    MoneySum left(note.currency);
    left.add(invoice.bill.total);
    for (const CreditNote &other : earlier) {
        if (other.state != CreditNoteState::Void)
            left.subtract(other.total);
    }
    if (!left.total())
        return passOn(left.total());
    if (note.total.minor() > left.total()->minor())
        return fail(ErrorKind::InvalidInput, u"billing.credit_exceeds"_s,
                    {{u"amount"_s, note.total.toString()}, {u"left"_s, left.total()->toString()}});
    return {};
}

CreditNote noteFor(const Invoice &invoice)
{
    CreditNote note;
    note.invoice = invoice.id;
    note.invoiceNumber = invoice.number;
    note.invoiceIssueDate = invoice.issueDate;
    note.issuingEntity = invoice.issuingEntity;
    note.account = invoice.account;
    note.accountName = invoice.accountName;
    note.currency = invoice.bill.currency;
    return note;
}

void add(CanonicalForm &form, const std::vector<Money> &amounts)
{
    form.add(qint64(amounts.size()));
    for (const Money &amount : amounts)
        form.add(amount.minor());
}

} // namespace

Result<std::vector<CreditableLine>> creditableLines(const Invoice &invoice, const std::vector<CreditNote> &earlier)
{
    const auto shares = taxSharesOf(invoice.bill);
    if (!shares)
        return passOn(shares);
    const Money zero = Money::zero(invoice.bill.currency);
    std::vector<CreditableLine> lines;
    for (size_t i = 0; i < invoice.bill.lines.size(); ++i)
        lines.push_back({invoice.bill.lines[i].net, (*shares)[i], zero, std::vector<Money>((*shares)[i].size(), zero)});
    for (const CreditNote &note : earlier) {
        if (note.state == CreditNoteState::Void)
            continue;
        for (const CreditNoteLine &credited : note.lines) {
            CreditableLine &line = lines.at(size_t(credited.invoiceLine - 1));
            line.creditedNet = line.creditedNet.plus(credited.net).value_or(line.creditedNet);
            for (size_t i = 0; i < std::min(line.creditedTaxes.size(), credited.taxes.size()); ++i)
                line.creditedTaxes[i] = line.creditedTaxes[i].plus(credited.taxes[i]).value_or(line.creditedTaxes[i]);
        }
    }
    return lines;
}

Result<CreditNote> creditNoteOf(const Invoice &invoice, const std::vector<CreditNote> &earlier, const CreditWish &wish,
                                pricing::Recorder *recorder)
{
    if (const auto fine = checkWish(invoice, wish); !fine)
        return passOn(fine);
    const auto places = chosenLines(invoice, wish);
    if (!places)
        return passOn(places);
    const auto all = creditableLines(invoice, earlier);
    if (!all)
        return passOn(all);
    std::vector<CreditableLine> lines;
    for (const size_t place : *places)
        lines.push_back((*all)[place]);
    const auto credits = creditsOf(lines, wish, recorder);
    if (!credits)
        return passOn(credits);
    CreditNote note = noteFor(invoice);
    for (size_t i = 0; i < places->size(); ++i) {
        const size_t place = (*places)[i];
        CreditNoteLine line = noteLine(place, invoice.bill.lines[place], lines[i], (*credits)[i]);
        const bool isCreditedBefore = std::ranges::any_of(earlier, [&](const CreditNote &other) {
            return other.state != CreditNoteState::Void
                   && std::ranges::find(other.lines, line.invoiceLine, &CreditNoteLine::invoiceLine)
                          != other.lines.end();
        });
        const bool isGivenWhole = !wish.amount && !wish.percent && lines[i].net.isZero() && !isCreditedBefore;
        if (!isEmpty(line, isGivenWhole))
            note.lines.push_back(std::move(line));
    }
    if (note.lines.empty())
        return fail(ErrorKind::InvalidInput, u"billing.credit_nothing"_s, {{u"number"_s, invoice.number}});
    if (const auto done = addUp(note, invoice.bill); !done)
        return passOn(done);
    if (const auto fits = checkTotal(note, invoice, earlier); !fits)
        return passOn(fits);
    const auto companyTotal = companyTotalOf(invoice, note.total);
    if (!companyTotal)
        return passOn(companyTotal);
    note.companyTotal = *companyTotal;
    return note;
}

Result<> recompute(const CreditNote &note, const Invoice &invoice, pricing::Recorder *recorder)
{
    const auto lines = creditableLines(invoice, {});
    if (!lines)
        return passOn(lines);
    CreditNote again = noteFor(invoice);
    for (const CreditNoteLine &stored : note.lines) {
        CreditableLine line = lines->at(size_t(stored.invoiceLine - 1));
        line.creditedNet = stored.creditedNet;
        line.creditedTaxes = stored.creditedTaxes;
        const auto credit = creditLine(line, stored.net, recorder);
        if (!credit)
            return passOn(credit);
        const size_t place = size_t(stored.invoiceLine - 1);
        again.lines.push_back(noteLine(place, invoice.bill.lines[place], line, *credit));
    }
    if (const auto done = addUp(again, invoice.bill); !done)
        return done;
    if (again.lines != note.lines || again.taxGroups != note.taxGroups || again.total != note.total)
        return fail(ErrorKind::Internal, u"billing.recomputed_differs"_s,
                    {{u"invoice"_s, note.number},
                     {u"stored"_s, note.total.toString()},
                     {u"recomputed"_s, again.total.toString()},
                     {u"engine"_s, note.engine}});
    return {};
}

QByteArray digestOf(const CreditNote &note)
{
    CanonicalForm form;
    form.add(u"accord.credit_note/1"_s)
        .add(note.id.toString())
        .add(note.invoice.toString())
        .add(note.issuingEntity.toString())
        .add(note.account.toString())
        .add(note.currency.code());
    form.add(note.net.minor()).add(note.tax.minor()).add(note.total.minor()).add(note.companyTotal.minor());
    form.add(note.reason).add(qint64(note.corrects)).add(note.requestedBy).add(qint64(note.engine));
    if (note.voids) // those of before had no word for it
        form.add(u"void"_s);
    for (const CreditNoteLine &line : note.lines) {
        form.add(qint64(line.invoiceLine)).add(line.description).add(line.net.minor()).add(line.creditedNet.minor());
        add(form, line.taxes);
        add(form, line.creditedTaxes);
    }
    for (const tax::TaxGroup &group : note.taxGroups) {
        form.add(group.component.jurisdiction)
            .add(tax::code(group.component.category))
            .add(group.component.percent.toShortString());
        form.add(group.taxable.minor()).add(group.tax.minor());
    }
    return form.digest();
}

QString creditNumberFormat(const QString &invoiceFormat)
{
    const QString invoicePrefix = u"INV-"_s;
    return u"CN-"_s
           + (invoiceFormat.startsWith(invoicePrefix) ? invoiceFormat.mid(invoicePrefix.size()) : invoiceFormat);
}

QString toString(CreditNoteState state)
{
    switch (state) {
    case CreditNoteState::Draft:
        return u"draft"_s;
    case CreditNoteState::InApproval:
        return u"in_approval"_s;
    case CreditNoteState::Approved:
        return u"approved"_s;
    case CreditNoteState::Issued:
        return u"issued"_s;
    case CreditNoteState::Void:
        return u"void"_s;
    }
    Q_UNREACHABLE();
}

Result<CreditNoteState> creditNoteStateFromString(const QString &text)
{
    for (const auto state : {CreditNoteState::Draft, CreditNoteState::InApproval, CreditNoteState::Approved,
                             CreditNoteState::Issued, CreditNoteState::Void}) {
        if (toString(state) == text)
            return state;
    }
    return fail(ErrorKind::InvalidInput, u"billing.state_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::billing
