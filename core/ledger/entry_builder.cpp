// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/entry_builder.h"

namespace accord::ledger {

namespace {

/// Postings whose amounts cancelled while their worth did not, as they were made at different rates, stand as two of
/// one minor unit: no posting has the amount zero.
std::vector<Posting> withoutZeroAmounts(const std::vector<Posting> &postings)
{
    std::vector<Posting> kept;
    for (const Posting &posting : postings) {
        if (!posting.amount.isZero()) {
            kept.push_back(posting);
            continue;
        }
        if (posting.base.isZero())
            continue;
        Posting worth = posting, counter = posting;
        worth.amount = Money(1, posting.amount.currency());
        counter.amount = worth.amount.negated();
        counter.base = Money::zero(posting.base.currency());
        kept.push_back(worth);
        kept.push_back(counter);
    }
    return kept;
}

} // namespace

EntryBuilder::EntryBuilder(const QString &kind, const QUuid &subject, const QDate &dated)
    : m_entry{{}, dated, kind, subject, {}}
{ }

EntryBuilder &EntryBuilder::debit(QStringView account, const std::optional<accounts::AccountId> &customer,
                                  const Money &amount, const Money &base, const QUuid &document,
                                  const Dimensions &dimensions)
{
    auto &postings = m_entry.postings;
    const auto [place, isNew] = m_places.try_emplace(
        {account.toString(), customer, document, amount.currency().code(), dimensions}, postings.size());
    if (isNew) {
        postings.push_back({account.toString(), customer, amount, base, document, dimensions});
        return *this;
    }
    Posting &same = postings[place->second];
    const auto sum = same.amount.plus(amount);
    const auto baseSum = same.base.plus(base);
    if (m_status && (!sum || !baseSum))
        m_status = sum ? passOn(baseSum) : passOn(sum);
    if (sum && baseSum) {
        same.amount = *sum;
        same.base = *baseSum;
    }
    return *this;
}

EntryBuilder &EntryBuilder::credit(QStringView account, const std::optional<accounts::AccountId> &customer,
                                   const Money &amount, const Money &base, const QUuid &document,
                                   const Dimensions &dimensions)
{
    return debit(account, customer, amount.negated(), base.negated(), document, dimensions);
}

EntryBuilder &EntryBuilder::debitApart(QStringView account, const Money &amount, const Money &base)
{
    m_entry.postings.push_back({account.toString(), std::nullopt, amount, base});
    return *this;
}

Result<Entry> EntryBuilder::build() const
{
    if (!m_status)
        return passOn(m_status);
    Entry entry = m_entry;
    entry.postings = withoutZeroAmounts(m_entry.postings);
    if (const auto balanced = checkBalanced(entry); !balanced)
        return passOn(balanced);
    return entry;
}

} // namespace accord::ledger
