// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/entry.h"

#include "core/billing/late_charge.h"
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

/// Whether \a line is posted as a whole: what is no income of a price has no dimensions.
bool isWhole(const billing::BillLine &line)
{
    return isOfPrepayment(line) || billing::isLateCharge(line);
}

QStringView accountOf(const billing::BillLine &line)
{
    if (billing::isLateCharge(line))
        return chart::lateCharges;
    if (isOfPrepayment(line))
        return chart::customerPrepayments;
    return line.inAdvance ? chart::deferredRevenue : chart::revenue;
}

/// An amount without dimensions.
Result<std::vector<DimensionPart>> whole(const Money &amount)
{
    return std::vector{DimensionPart{{}, amount}};
}

/// The sums of a document by account and dimensions.
class Analysis
{
public:
    explicit Analysis(const Currency &currency)
        : m_currency(currency)
    { }

    void add(const QString &account, const DimensionPart &part)
    {
        m_sums.try_emplace({account, part.dimensions}, m_currency).first->second.add(part.amount);
    }
    void subtract(const QString &account, const DimensionPart &part)
    {
        add(account, {part.dimensions, part.amount.negated()});
    }

    /// \a entry with a posting for each sum that is not zero.
    Result<Entry> addedTo(Entry entry, const accounts::AccountId &customer, const billing::InvoiceId &invoice) const
    {
        for (const auto &[key, sum] : m_sums) {
            if (!sum.total())
                return passOn(sum.total());
            if (!sum.total()->isZero())
                entry.postings.push_back({key.first, customer, *sum.total(), {}, invoice.uuid(), key.second});
        }
        return entry;
    }

private:
    Currency m_currency;
    std::map<std::pair<QString, Dimensions>, MoneySum> m_sums;
};

} // namespace

Result<Entry> entryForInvoice(const billing::Invoice &invoice)
{
    const Currency currency = invoice.bill.currency;
    Analysis credits(currency);
    const BillDimensions dimensions(invoice.bill);
    for (const billing::BillLine &line : invoice.bill.lines) {
        const auto parts = isWhole(line) ? whole(line.net) : dimensions.parts(line, line.net);
        if (!parts)
            return passOn(parts);
        for (const DimensionPart &part : *parts)
            credits.subtract(accountOf(line).toString(), part);
    }
    for (const tax::TaxGroup &group : invoice.bill.taxGroups)
        credits.subtract(chart::taxPayable(group.component.jurisdiction), {{}, group.tax});

    Entry entry{{}, invoice.issueDate, u"invoice"_s, invoice.id.uuid(), {}};
    const Money due = invoice.bill.amountDue();
    const auto prepaid = invoice.bill.total.minus(due);
    if (!prepaid)
        return passOn(prepaid);
    if (!due.isZero())
        entry.postings.push_back({chart::receivable.toString(), invoice.account, due, {}, invoice.id.uuid()});
    if (!prepaid->isZero())
        entry.postings.push_back({chart::prepaidCredit.toString(), invoice.account, *prepaid, {}, invoice.id.uuid()});
    return credits.addedTo(std::move(entry), invoice.account, invoice.id);
}

namespace {

/// Adds what \a line of a credit note takes from \a billed, a line of its invoice.
Result<> debitCredited(Analysis &debits, const billing::CreditNoteLine &line, const billing::BillLine &billed,
                       const BillDimensions &dimensions, const QDate &recognisedThrough)
{
    if (isWhole(billed)) {
        debits.add(accountOf(billed).toString(), {{}, line.net});
        return {};
    }
    const Money before = line.creditedNet.currency().isNull() ? Money::zero(line.net.currency()) : line.creditedNet;
    const auto parts = dimensions.partsAfter(billed, before, line.net);
    const auto served = billed.inAdvance ? servedPart(line.net, billed.key.period, recognisedThrough) : line.net;
    if (!parts)
        return passOn(parts);
    if (!served)
        return passOn(served);
    std::vector<Money> amounts;
    for (const DimensionPart &part : *parts)
        amounts.push_back(part.amount);
    const auto recognised = dealtBy(amounts, *served);
    if (!recognised)
        return passOn(recognised);
    for (size_t i = 0; i < parts->size(); ++i) {
        const DimensionPart &part = (*parts)[i];
        const auto deferred = part.amount.minus((*recognised)[i]);
        if (!deferred)
            return passOn(deferred);
        debits.add(chart::revenue.toString(), {part.dimensions, (*recognised)[i]});
        debits.add(chart::deferredRevenue.toString(), {part.dimensions, *deferred});
    }
    return {};
}

} // namespace

Result<Entry> entryForCreditNote(const billing::CreditNote &note, const billing::Invoice &invoice,
                                 const QDate &recognisedThrough)
{
    Analysis debits(note.currency);
    const BillDimensions dimensions(invoice.bill);
    for (const billing::CreditNoteLine &line : note.lines) {
        const billing::BillLine &billed = invoice.bill.lines.at(size_t(line.invoiceLine - 1));
        if (const auto added = debitCredited(debits, line, billed, dimensions, recognisedThrough); !added)
            return passOn(added);
    }
    for (const tax::TaxGroup &group : note.taxGroups)
        debits.add(chart::taxPayable(group.component.jurisdiction), {{}, group.tax});

    Entry entry{{}, note.issueDate, u"credit_note"_s, note.id.uuid(), {}};
    if (!note.total.isZero())
        entry.postings.push_back(
            {chart::receivable.toString(), note.account, note.total.negated(), {}, invoice.id.uuid()});
    return debits.addedTo(std::move(entry), note.account, invoice.id);
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
