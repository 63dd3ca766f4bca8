// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receivables/ageing.h"

namespace accord::receivables {

namespace {

/// The figures of an ageing while they are added up.
struct Sums
{
    explicit Sums(const Currency &currency)
        : amounts(buckets.size(), MoneySum(currency))
        , disputed(currency)
        , credit(currency)
    { }

    std::vector<MoneySum> amounts;
    MoneySum disputed;
    MoneySum credit;
};

Result<void> add(Sums &sums, const OpenItem &item, const QDate &asOf)
{
    if (!item.due.isValid())
        return fail(ErrorKind::InvalidInput, u"receivables.due_missing"_s, {{u"number"_s, item.number}});
    const auto open = openAmount(item);
    if (!open)
        return passOn(open);
    if (open->isNegative()) {
        sums.credit.subtract(*open);
        return {};
    }
    sums.amounts[size_t(bucketFor(daysPastDue(item.due, asOf)))].add(*open);
    if (item.isDisputed)
        sums.disputed.add(*open);
    return {};
}

Result<Ageing> closed(const Sums &sums, const Money &unapplied)
{
    Ageing ageing;
    MoneySum total(unapplied.currency());
    for (size_t i = 0; i < sums.amounts.size(); ++i) {
        const auto &amount = sums.amounts[i].total();
        if (!amount)
            return passOn(amount);
        ageing.amounts[i] = *amount;
        total.add(*amount);
    }
    MoneySum collectable = total, net = total;
    for (const auto *sum : {&sums.disputed, &sums.credit}) {
        if (!sum->total())
            return passOn(sum->total());
    }
    ageing.disputed = *sums.disputed.total();
    ageing.credit = *sums.credit.total();
    ageing.unapplied = unapplied;
    collectable.subtract(ageing.disputed);
    net.subtract(ageing.credit).subtract(unapplied);
    for (const auto *sum : {&total, &collectable, &net}) {
        if (!sum->total())
            return passOn(sum->total());
    }
    ageing.total = *total.total();
    ageing.collectable = *collectable.total();
    ageing.net = *net.total();
    return ageing;
}

void record(pricing::Recorder *recorder, const Ageing &ageing, const QDate &asOf)
{
    const pricing::Step step(recorder, [&] { return u"Open on %1"_s.arg(asOf.toString(Qt::ISODate)); });
    recorder->rule(u"total − paid − credited of each document, by days past its due date"_s);
    recorder->rounded(ageing.total);
    for (const Bucket bucket : buckets)
        recorder->fact(toString(bucket), ageing.in(bucket).toString());
    recorder->fact(u"Disputed"_s, ageing.disputed.toString());
    recorder->fact(u"Paid too much"_s, ageing.credit.toString());
    recorder->fact(u"Unapplied cash"_s, ageing.unapplied.toString());
}

} // namespace

Bucket bucketFor(qint64 days)
{
    if (days <= 0)
        return Bucket::Current;
    if (days <= 30)
        return Bucket::Days1To30;
    if (days <= 60)
        return Bucket::Days31To60;
    return days <= 90 ? Bucket::Days61To90 : Bucket::Over90;
}

QString toString(Bucket bucket)
{
    switch (bucket) {
    case Bucket::Current:
        return u"current"_s;
    case Bucket::Days1To30:
        return u"1-30"_s;
    case Bucket::Days31To60:
        return u"31-60"_s;
    case Bucket::Days61To90:
        return u"61-90"_s;
    case Bucket::Over90:
        return u"over_90"_s;
    }
    Q_UNREACHABLE();
}

Result<Ageing> ageingOf(const std::vector<OpenItem> &items, const QDate &asOf, const Money &unapplied,
                        pricing::Recorder *recorder)
{
    if (unapplied.isNegative())
        return fail(ErrorKind::InvalidInput, u"receivables.unapplied_negative"_s,
                    {{u"amount"_s, unapplied.toString()}});
    Sums sums(unapplied.currency());
    for (const OpenItem &item : items) {
        if (const auto added = add(sums, item, asOf); !added)
            return passOn(added);
    }
    auto ageing = closed(sums, unapplied);
    if (ageing && recorder)
        record(recorder, *ageing, asOf);
    return ageing;
}

Result<std::vector<AccountAgeing>> ageingByPayer(const std::vector<OpenItem> &items, const QDate &asOf,
                                                 const Currency &currency)
{
    std::vector<accounts::AccountId> order;
    QHash<accounts::AccountId, std::vector<OpenItem>> byPayer;
    for (const OpenItem &item : items) {
        auto &own = byPayer[item.payer];
        if (own.empty())
            order.push_back(item.payer);
        own.push_back(item);
    }
    std::vector<AccountAgeing> rows;
    for (const accounts::AccountId &payer : order) {
        auto ageing = ageingOf(byPayer[payer], asOf, Money::zero(currency));
        if (!ageing)
            return passOn(ageing);
        rows.push_back({payer, *ageing});
    }
    return rows;
}

} // namespace accord::receivables
