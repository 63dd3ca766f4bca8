// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/entry.h"

#include "core/billing/prepayment.h"
#include "core/ledger/chart.h"
#include "core/money/allocation.h"

#include <map>

namespace accord::ledger {

namespace {

bool isOfPrepayment(const billing::BillLine &line)
{
    return billing::isPrepayment(line) || billing::isDeduction(line);
}

QStringView accountOf(const billing::BillLine &line)
{
    if (isOfPrepayment(line))
        return chart::customerPrepayments;
    return line.inAdvance ? chart::deferredRevenue : chart::revenue;
}

} // namespace

Result<Entry> entryForInvoice(const billing::Invoice &invoice)
{
    const Currency currency = invoice.bill.currency;
    std::map<QString, MoneySum> credits;
    const auto credit = [&](const QString &account, const Money &amount) {
        credits.try_emplace(account, currency).first->second.subtract(amount);
    };
    for (const billing::BillLine &line : invoice.bill.lines)
        credit(accountOf(line).toString(), line.net);
    for (const tax::TaxGroup &group : invoice.bill.taxGroups)
        credit(chart::taxPayable(group.component.jurisdiction), group.tax);

    Entry entry{{}, invoice.issueDate, u"invoice"_s, invoice.id.uuid(), {}};
    const Money due = invoice.bill.amountDue();
    const auto prepaid = invoice.bill.total.minus(due);
    if (!prepaid)
        return passOn(prepaid);
    if (!due.isZero())
        entry.postings.push_back({chart::receivable.toString(), invoice.account, due, {}, invoice.id.uuid()});
    if (!prepaid->isZero())
        entry.postings.push_back({chart::prepaidCredit.toString(), invoice.account, *prepaid, {}, invoice.id.uuid()});
    for (const auto &[account, sum] : credits) {
        if (!sum.total())
            return passOn(sum.total());
        if (!sum.total()->isZero())
            entry.postings.push_back({account, invoice.account, *sum.total(), {}, invoice.id.uuid()});
    }
    return entry;
}

Result<Entry> entryForCreditNote(const billing::CreditNote &note, const billing::Invoice &invoice,
                                 const QDate &recognisedThrough)
{
    std::map<QString, MoneySum> debits;
    const auto debit = [&](const QString &account, const Money &amount) {
        debits.try_emplace(account, note.currency).first->second.add(amount);
    };
    for (const billing::CreditNoteLine &line : note.lines) {
        const billing::BillLine &billed = invoice.bill.lines.at(size_t(line.invoiceLine - 1));
        if (isOfPrepayment(billed)) {
            debit(chart::customerPrepayments.toString(), line.net);
            continue;
        }
        const auto served = billed.inAdvance ? servedPart(line.net, billed.key.period, recognisedThrough) : line.net;
        if (!served)
            return passOn(served);
        debit(u"revenue"_s, *served);
        debit(u"deferred_revenue"_s, Money(line.net.minor() - served->minor(), note.currency));
    }
    for (const tax::TaxGroup &group : note.taxGroups)
        debit(u"tax_payable/"_s + group.component.jurisdiction, group.tax);

    Entry entry{{}, note.issueDate, u"credit_note"_s, note.id.uuid(), {}};
    if (!note.total.isZero())
        entry.postings.push_back({u"receivable"_s, note.account, note.total.negated(), {}, invoice.id.uuid()});
    for (const auto &[account, sum] : debits) {
        if (!sum.total())
            return passOn(sum.total());
        if (!sum.total()->isZero())
            entry.postings.push_back({account, note.account, *sum.total(), {}, invoice.id.uuid()});
    }
    return entry;
}

Entry entryForPayment(const QUuid &payment, const accounts::AccountId &customer, const Money &amount,
                      const QDate &received, const QUuid &document)
{
    return {{},
            received,
            u"payment"_s,
            payment,
            {{chart::cash.toString(), std::nullopt, amount},
             {chart::receivable.toString(), customer, amount.negated(), {}, document}}};
}

Result<Money> servedPart(const Money &amount, const Period &served, const QDate &through)
{
    if (!through.isValid() || through < served.start || served.isEmpty())
        return Money::zero(amount.currency());
    const qint64 days = std::min(served.start.daysTo(through) + 1, served.days());
    return (Exact(amount) * Exact::ratio(days, served.days())).toMoney(amount.currency());
}

Result<Money> BookRate::toBase(const Money &amount) const
{
    if (!rate.isValid() || rate <= Exact(0) || (amount.currency() == base && rate != Exact(1)))
        return fail(ErrorKind::InvalidInput, u"ledger.rate"_s,
                    {{u"currency"_s, amount.currency().code()}, {u"rate"_s, rate.toString()}});
    return (Exact(amount) * rate).toMoney(base);
}

Result<Entry> withBase(Entry entry, const BookRate &rate)
{
    std::vector<Exact> parts;
    for (const Posting &posting : entry.postings) {
        if (const auto usable = rate.toBase(posting.amount); !usable)
            return passOn(usable);
        if (const auto sameCurrency = entry.postings.front().amount.plus(posting.amount); !sameCurrency)
            return passOn(sameCurrency);
        parts.push_back(Exact(posting.amount) * rate.rate);
    }
    const auto bases = roundTogether(Money::zero(rate.base), parts);
    if (!bases)
        return passOn(bases);
    for (size_t i = 0; i < bases->size(); ++i)
        entry.postings[i].base = (*bases)[i];
    return entry;
}

Result<void> checkBalanced(const Entry &entry)
{
    if (entry.postings.empty())
        return {};
    const auto refuse = [&](const QString &id, const Currency &currency) {
        return fail(ErrorKind::InvalidInput, id, {{u"kind"_s, entry.kind}, {u"currency"_s, currency.code()}});
    };
    if (entry.postings.size() < 2)
        return refuse(u"ledger.one_side"_s, entry.postings.front().amount.currency());
    std::map<QString, MoneySum> sums;
    const Currency base = entry.postings.front().base.currency();
    MoneySum baseSum(base);
    for (const Posting &posting : entry.postings) {
        const Currency &currency = posting.amount.currency();
        if (posting.amount.isZero())
            return refuse(u"ledger.posting_zero"_s, currency);
        if (!base.isNull() && currency == base && posting.amount != posting.base)
            return refuse(u"ledger.base_differs"_s, currency);
        sums.try_emplace(currency.code(), currency).first->second.add(posting.amount);
        baseSum.add(posting.base);
    }
    sums.try_emplace(u"base"_s, baseSum);
    for (const auto &[code, sum] : sums) {
        if (!sum.total())
            return passOn(sum.total());
        if (!sum.total()->isZero())
            return refuse(u"ledger.unbalanced"_s, sum.total()->currency());
    }
    return {};
}

Entry reversalOf(const Entry &entry, const QDate &dated, const QString &kind)
{
    Entry reversal = entry;
    reversal.id = {};
    reversal.dated = dated;
    reversal.kind = kind;
    for (Posting &posting : reversal.postings) {
        posting.amount = posting.amount.negated();
        posting.base = posting.base.negated();
    }
    return reversal;
}

} // namespace accord::ledger
