// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/document_entries.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"

namespace accord::ledger {

namespace {

Result<void> checkNotNegative(const std::vector<Money> &amounts)
{
    for (const Money &amount : amounts) {
        if (amount.isNegative())
            return fail(ErrorKind::InvalidInput, u"ledger.amount_negative"_s, {{u"amount"_s, amount.toString()}});
    }
    return {};
}

Result<Entry> withBase(const Result<Entry> &entry, const BookRate &rate)
{
    return entry ? ledger::withBase(*entry, rate) : entry;
}

/// Debits \a taxGroups. \returns what they come to, or what was wrong with them.
Result<Money> debitTax(EntryBuilder &builder, const std::vector<tax::TaxGroup> &taxGroups, const Currency &currency)
{
    MoneySum sum(currency);
    for (const tax::TaxGroup &group : taxGroups) {
        if (const auto usable = checkNotNegative({group.tax}); !usable)
            return passOn(usable);
        builder.debit(chart::taxPayable(group.component.jurisdiction), std::nullopt, group.tax);
        sum.add(group.tax);
    }
    return sum.total();
}

Result<Entry> simple(const QString &kind, const QUuid &subject, const QDate &dated, const accounts::AccountId &customer,
                     QStringView debit, QStringView credit, const Money &amount, const BookRate &rate)
{
    if (const auto usable = checkNotNegative({amount}); !usable)
        return passOn(usable);
    EntryBuilder builder(kind, subject, dated);
    builder.debit(debit, customer, amount).credit(credit, customer, amount);
    return withBase(builder.build(), rate);
}

} // namespace

Result<Entry> entryForInvoice(const billing::Invoice &invoice, const BookRate &rate)
{
    return withBase(entryForInvoice(invoice), rate);
}

Result<Entry> entryForOpening(const billing::Invoice &invoice, const QDate &on)
{
    EntryBuilder builder(u"opening_receivable"_s, invoice.id.uuid(), on);
    builder.debit(chart::receivable, invoice.account, invoice.bill.total, {}, invoice.id.uuid());
    builder.credit(chart::openingBalance, invoice.account, invoice.bill.total, {}, invoice.id.uuid());
    return builder.build();
}

Result<Entry> entryForCreditNote(const CreditNotePosting &note, const BookRate &rate)
{
    if (const auto usable = checkNotNegative({note.revenue, note.deferred}); !usable)
        return passOn(usable);
    EntryBuilder builder(u"credit_note"_s, note.document, note.dated);
    builder.debit(chart::revenue, note.customer, note.revenue);
    builder.debit(chart::deferredRevenue, note.customer, note.deferred);
    const auto tax = debitTax(builder, note.taxGroups, note.revenue.currency());
    if (!tax)
        return passOn(tax);
    builder.credit(chart::receivable, note.customer, note.revenue);
    builder.credit(chart::receivable, note.customer, note.deferred);
    builder.credit(chart::receivable, note.customer, *tax);
    return withBase(builder.build(), rate);
}

Result<Entry> entryForRecognition(const QUuid &document, const accounts::AccountId &customer, const Money &amount,
                                  const QDate &dated, const BookRate &rate)
{
    return simple(u"recognition"_s, document, dated, customer, chart::deferredRevenue, chart::revenue, amount, rate);
}

Result<Entry> entryForWriteOff(const WriteOffPosting &writeOff, const BookRate &rate)
{
    EntryBuilder builder(u"write_off"_s, writeOff.document, writeOff.dated);
    const auto tax = debitTax(builder, writeOff.taxRelief, writeOff.amount.currency());
    if (!tax)
        return passOn(tax);
    const auto net = writeOff.amount.minus(*tax);
    if (!net)
        return passOn(net);
    if (const auto usable = checkNotNegative({writeOff.amount, *net}); !usable)
        return passOn(usable);
    builder.debit(chart::badDebt, writeOff.customer, *net);
    builder.credit(chart::receivable, writeOff.customer, writeOff.amount, {}, writeOff.invoice);
    return withBase(builder.build(), rate);
}

} // namespace accord::ledger
