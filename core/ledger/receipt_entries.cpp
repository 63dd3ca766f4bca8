// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/receipt_entries.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"
#include "core/money/allocation.h"

namespace accord::ledger {

namespace {

/// Adds the postings of a receipt and keeps the base amounts of its two sides apart.
class ReceiptWriter
{
public:
    explicit ReceiptWriter(const ReceiptPosting &receipt)
        : m_receipt(receipt)
        , m_currency(receipt.credit.currency())
        , m_base(receipt.rate.base)
        , m_builder(u"payment"_s, receipt.payment, receipt.dated)
        , m_documents(receipt.credit.currency())
        , m_worth(receipt.rate.base)
    { }

    Result<Entry> write()
    {
        if (const auto usable = check(); !usable)
            return passOn(usable);
        const auto booked = m_receipt.rate.toBase(m_receipt.received);
        if (!booked)
            return passOn(booked);
        for (const ReceiptApplication &application : m_receipt.applications) {
            if (const auto added = apply(application); !added)
                return passOn(added);
        }
        if (const auto added = addRest(*booked); !added)
            return passOn(added);
        return joined(*booked);
    }

private:
    Result<void> check() const
    {
        for (const Money &amount : {m_receipt.received, m_receipt.fee, m_receipt.credit}) {
            if (amount.isNegative())
                return fail(ErrorKind::InvalidInput, u"ledger.amount_negative"_s, {{u"amount"_s, amount.toString()}});
        }
        for (const ReceiptApplication &application : m_receipt.applications) {
            if (application.carrying.currency() != m_base)
                return fail(ErrorKind::InvalidInput, u"ledger.carrying"_s,
                            {{u"wanted"_s, m_base.code()}, {u"found"_s, application.carrying.currency().code()}});
        }
        return {};
    }

    /// One document: everything that settles it against receivable, each part with its share of the carrying amount.
    Result<void> apply(const ReceiptApplication &application)
    {
        std::vector<std::pair<QString, Money>> parts{{QString(), application.cash}};
        if (application.discount) {
            parts.emplace_back(chart::discountsAllowed.toString(), application.discount->net);
            for (const tax::TaxGroup &group : application.discount->taxGroups)
                parts.emplace_back(chart::taxPayable(group.component.jurisdiction), group.tax);
        }
        for (const auto &[account, amount] : {std::pair(chart::withheldTax, application.withheld),
                                              std::pair(chart::smallDifferences, application.writtenOff)}) {
            if (!amount.currency().isNull())
                parts.emplace_back(account.toString(), amount);
        }
        MoneySum settled(m_currency);
        for (const auto &[account, amount] : parts)
            settled.add(amount);
        if (!settled.total())
            return passOn(settled.total());
        const auto shares = sharesOf(application.carrying, parts, *settled.total());
        if (!shares)
            return passOn(shares);
        for (size_t i = 0; i < parts.size(); ++i) {
            if (i == 0)
                m_worth.add((*shares)[i]);
            else
                m_builder.debit(parts[i].first, std::nullopt, parts[i].second, (*shares)[i]);
        }
        m_documents.add(application.cash);
        m_builder.credit(chart::receivable, application.customer, *settled.total(), application.carrying,
                         application.document);
        return {};
    }

    /// The carrying amount over the parts; in base currency each part is worth itself.
    Result<std::vector<Money>> sharesOf(const Money &carrying, const std::vector<std::pair<QString, Money>> &parts,
                                        const Money &settled) const
    {
        if (settled.isZero())
            return fail(ErrorKind::InvalidInput, u"ledger.posting_zero"_s, {{u"kind"_s, u"payment"_s}});
        std::vector<Exact> shares;
        for (const auto &[account, amount] : parts)
            shares.push_back(Exact(amount) * Exact(carrying) / Exact(settled));
        return roundTogether(carrying, shares);
    }

    /// Fee and credit, worth what the money was worth on its day.
    Result<void> addRest(const Money &booked)
    {
        m_documents.add(m_receipt.credit).subtract(m_receipt.fee);
        const auto &cash = m_documents.total();
        if (!cash)
            return passOn(cash);
        const bool isSame = m_receipt.received.currency() == m_currency;
        if (cash->minor() <= 0 || (isSame && *cash != m_receipt.received))
            return fail(ErrorKind::InvalidInput, u"ledger.receipt_sum"_s,
                        {{u"received"_s, m_receipt.received.toString()}, {u"parts"_s, cash->toString()}});
        const auto worth = [&](const Money &amount) {
            const Exact rate = m_currency == m_base ? Exact(1) : Exact(booked) / Exact(*cash);
            return (Exact(amount) * rate).toMoney(m_base);
        };
        const auto fee = worth(m_receipt.fee), credit = worth(m_receipt.credit);
        if (!fee || !credit)
            return fee ? passOn(credit) : passOn(fee);
        m_builder.debit(chart::bankFees, std::nullopt, m_receipt.fee, *fee);
        if (m_receipt.creditOf)
            m_builder.credit(chart::receivable, m_receipt.creditOf, m_receipt.credit, *credit);
        else
            m_builder.credit(chart::unappliedCash, std::nullopt, m_receipt.credit, *credit);
        m_worth.add(*credit).subtract(*fee);
        return {};
    }

    /// Cash against what it settles: at once where both are worth the same, otherwise through exchange clearing.
    Result<Entry> joined(const Money &booked)
    {
        if (!m_worth.total())
            return passOn(m_worth.total());
        const Money cash = *m_documents.total(), worth = *m_worth.total();
        const auto difference = booked.minus(worth);
        if (!difference)
            return passOn(difference);
        m_builder.debit(chart::cash, std::nullopt, m_receipt.received, booked);
        if (m_receipt.received.currency() == m_currency && difference->isZero())
            return m_builder.build();
        m_builder.debitApart(chart::exchangeClearing, m_receipt.received.negated(), booked.negated());
        m_builder.debitApart(chart::exchangeClearing, cash, worth);
        if (!difference->isZero()) {
            m_builder.debitApart(chart::exchangeClearing, *difference, *difference);
            m_builder.credit(chart::exchangeDifference, std::nullopt, *difference, *difference);
        }
        return m_builder.build();
    }

    const ReceiptPosting &m_receipt;
    Currency m_currency; ///< of the documents
    Currency m_base;
    EntryBuilder m_builder;
    MoneySum m_documents; ///< cash in the documents' currency
    MoneySum m_worth; ///< of that in base currency, as the books carry it
};

} // namespace

Result<Money> carryingOf(const Money &settled, const Money &open, const Money &carrying)
{
    if (const auto sameCurrency = settled.plus(open); !sameCurrency)
        return passOn(sameCurrency);
    if (open.isZero())
        return fail(ErrorKind::InvalidInput, u"ledger.carrying"_s, {{u"open"_s, open.toString()}});
    return (Exact(carrying) * Exact(settled) / Exact(open)).toMoney(carrying.currency());
}

Result<Entry> entryForReceipt(const ReceiptPosting &receipt)
{
    return ReceiptWriter(receipt).write();
}

Result<Entry> entryForApplication(const ReceiptPosting &receipt)
{
    auto entry = entryForReceipt(receipt);
    if (!entry)
        return entry;
    entry->kind = u"application"_s;
    for (Posting &posting : entry->postings) {
        if (posting.account == chart::cash)
            posting.account = chart::unappliedCash.toString();
    }
    return entry;
}

Result<Entry> entryForUnappliedCash(const QUuid &payment, const Money &amount, const QDate &dated, const BookRate &rate)
{
    return entryForReceipt({payment, dated, amount, rate, {}, Money::zero(amount.currency()), amount, std::nullopt});
}

Result<Entry> entryForReturn(const Entry &receipt, const QDate &dated, const Money &fee, const BookRate &rate,
                             const std::optional<accounts::AccountId> &passedTo)
{
    Entry entry = reversalOf(receipt, dated, u"payment_return"_s);
    if (fee.isNegative())
        return fail(ErrorKind::InvalidInput, u"ledger.amount_negative"_s, {{u"amount"_s, fee.toString()}});
    if (fee.isZero())
        return entry;
    const auto base = rate.toBase(fee);
    if (!base)
        return passOn(base);
    entry.postings.push_back({(passedTo ? chart::receivable : chart::bankFees).toString(), passedTo, fee, *base});
    entry.postings.push_back({chart::cash.toString(), std::nullopt, fee.negated(), base->negated()});
    if (const auto balanced = checkBalanced(entry); !balanced)
        return passOn(balanced);
    return entry;
}

Result<Entry> entryForRefund(const QUuid &refund, const accounts::AccountId &customer, const Money &amount,
                             const Money &carrying, const QDate &dated, const BookRate &rate)
{
    // The reverse of a receipt of the same amount: a credit that stood lower than the money paid out is a loss.
    auto entry = entryForReceipt({refund,
                                  dated,
                                  amount,
                                  rate,
                                  {{customer, amount, {}, {}, {}, carrying}},
                                  Money::zero(amount.currency()),
                                  Money::zero(amount.currency()),
                                  std::nullopt});
    if (!entry)
        return entry;
    return reversalOf(*entry, dated, u"refund"_s);
}

} // namespace accord::ledger
