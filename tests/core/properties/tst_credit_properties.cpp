// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of credit notes for every invoice and every way to credit it. A failure prints the line that repeats
// it (RC_PARAMS="reproduce=…").
#include "tests/support/contracts.h"

#include "core/billing/credited_invoice.h"
#include "core/billing/tax_shares.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {

std::int64_t between(std::int64_t low, std::int64_t high)
{
    return *rc::gen::inRange<std::int64_t>(low, high + 1);
}

Money dollars(std::int64_t minor)
{
    return Money(minor, currency(u"USD"_s));
}

tax::Component component(const QString &jurisdiction, const QString &percent)
{
    return {jurisdiction, tax::Category::Standard, decimal(percent), u"Tax"_s, {}, {}};
}

/// An issued invoice as billing leaves it: taxes by group, shared over the lines by largest remainder.
Invoice anyInvoice(std::int64_t lowest)
{
    const std::vector<tax::Component> taxes{component(u"US-CA"_s, u"7.25"_s), component(u"US-CA/LA"_s, u"2.25"_s),
                                            component(u"US-NY"_s, u"8.875"_s), component(u"US-OR"_s, u"0"_s)};
    Invoice invoice;
    invoice.state = InvoiceState::Issued;
    invoice.number = u"INV-1"_s;
    Bill &bill = invoice.bill;
    bill.currency = currency(u"USD"_s);
    std::vector<tax::TaxableLine> taxable;
    for (auto count = between(1, 7); count > 0; --count) {
        BillLine line;
        line.net = line.gross = dollars(between(lowest, 50'000));
        for (const tax::Component &one : taxes) {
            if (between(0, 1))
                line.taxes.push_back(one);
        }
        taxable.push_back({line.net, line.taxes});
        bill.lines.push_back(line);
    }
    const auto computed = tax::computeTax(taxable, bill.currency).value();
    MoneySum subtotal(bill.currency);
    for (size_t i = 0; i < bill.lines.size(); ++i) {
        bill.lines[i].tax = computed.perLine[i];
        subtotal.add(bill.lines[i].net);
    }
    bill.taxGroups = computed.groups;
    bill.subtotal = *subtotal.total();
    bill.tax = computed.total;
    bill.total = *bill.subtotal.plus(bill.tax);
    invoice.companyTotal = bill.total;
    return invoice;
}

CreditWish anyWish(const Invoice &invoice)
{
    CreditWish wish;
    for (int line = 1; line <= int(invoice.bill.lines.size()); ++line) {
        if (between(0, 1))
            wish.lines.push_back(line);
    }
    const auto form = between(0, 2);
    if (form == 1)
        wish.amount = dollars(between(1, 20'000));
    if (form == 2)
        wish.percent = Decimal::make(between(1, 10'000), 2).value();
    return wish;
}

/// Credits \a invoice in random pieces; those that are refused are left out.
std::vector<CreditNote> anyCredits(const Invoice &invoice)
{
    std::vector<CreditNote> notes;
    for (auto pieces = between(0, 8); pieces > 0; --pieces) {
        auto note = creditNoteOf(invoice, notes, anyWish(invoice));
        if (!note)
            continue;
        note->state = between(0, 4) ? CreditNoteState::Issued : CreditNoteState::Void;
        notes.push_back(*note);
    }
    return notes;
}

void checkWithin(const Invoice &invoice, const std::vector<CreditNote> &notes)
{
    const auto lines = creditableLines(invoice, notes);
    RC_ASSERT(lines.has_value());
    for (const CreditableLine &line : *lines) {
        const int sign = line.net.isNegative() ? -1 : 1;
        RC_ASSERT(sign * line.creditedNet.minor() >= 0);
        RC_ASSERT(sign * line.creditedNet.minor() <= sign * line.net.minor());
    }
    std::int64_t total = 0;
    for (const CreditNote &note : notes) {
        RC_ASSERT(note.net.minor() + note.tax.minor() == note.total.minor());
        RC_ASSERT(!note.total.isNegative());
        total += note.state == CreditNoteState::Void ? 0 : note.total.minor();
    }
    RC_ASSERT(total <= std::max<std::int64_t>(0, invoice.bill.total.minor()));
}

} // namespace

class TestCreditProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sharesFitLinesAndGroups()
    {
        QVERIFY(rc::check("tax shares add up to each line's tax and to each group", [] {
            const Invoice invoice = anyInvoice(-20'000);
            const auto shares = taxSharesOf(invoice.bill);
            RC_ASSERT(shares.has_value());
            std::vector<std::int64_t> groups(invoice.bill.taxGroups.size());
            for (size_t i = 0; i < shares->size(); ++i) {
                const BillLine &line = invoice.bill.lines[i];
                std::int64_t sum = 0;
                for (size_t place = 0; place < line.taxes.size(); ++place) {
                    sum += (*shares)[i][place].minor();
                    groups[*taxGroupOf(invoice.bill.taxGroups, line.taxes[place])] += (*shares)[i][place].minor();
                }
                RC_ASSERT(sum == line.tax.minor());
            }
            for (size_t group = 0; group < groups.size(); ++group)
                RC_ASSERT(groups[group] == invoice.bill.taxGroups[group].tax.minor());
        }));
    }

    void anyPartitionEndsAtZeroNetAndZeroTax()
    {
        QVERIFY(rc::check("any pieces, some of them void again, and then the rest: nothing is left, by group too", [] {
            const Invoice invoice = anyInvoice(0);
            std::vector<CreditNote> notes = anyCredits(invoice);
            if (const auto rest = creditNoteOf(invoice, notes, {}))
                notes.push_back(*rest);
            else
                RC_ASSERT(rest.error().id == u"billing.credit_nothing"_s);
            checkWithin(invoice, notes);
            std::int64_t net = 0, tax = 0;
            std::vector<std::int64_t> groups(invoice.bill.taxGroups.size());
            for (const CreditNote &note : notes) {
                if (note.state == CreditNoteState::Void)
                    continue;
                net += note.net.minor();
                tax += note.tax.minor();
                for (const tax::TaxGroup &group : note.taxGroups)
                    groups[*taxGroupOf(invoice.bill.taxGroups, group.component)] += group.tax.minor();
            }
            RC_ASSERT(net == invoice.bill.subtotal.minor());
            RC_ASSERT(tax == invoice.bill.tax.minor());
            for (size_t group = 0; group < groups.size(); ++group)
                RC_ASSERT(groups[group] == invoice.bill.taxGroups[group].tax.minor());
        }));
    }

    void linesOfBothSignsAreNeverOverCredited()
    {
        QVERIFY(rc::check("pieces of an invoice with negative lines stay within its lines and its total", [] {
            const Invoice invoice = anyInvoice(-20'000);
            checkWithin(invoice, anyCredits(invoice));
        }));
    }

    void aCreditNoteIsComputedAgainFromWhatItKeeps()
    {
        QVERIFY(rc::check("computed again it is the same; with a cent moved it is not", [] {
            const Invoice invoice = anyInvoice(0);
            for (CreditNote note : anyCredits(invoice)) {
                RC_ASSERT(recompute(note, invoice).has_value());
                note.total = Money(note.total.minor() + 1, note.currency);
                RC_ASSERT(!recompute(note, invoice).has_value());
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestCreditProperties)
#include "tst_credit_properties.moc"
