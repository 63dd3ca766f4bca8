// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receivables/collection.h"

namespace accord::receivables {

namespace {

void record(pricing::Recorder *recorder, const QString &label, const QString &rule, const Ratio &ratio,
            const std::vector<std::pair<QString, QString>> &facts)
{
    if (!recorder)
        return;
    const pricing::Step step(recorder, [&] { return label; });
    recorder->rule(rule);
    if (ratio.value())
        recorder->exact(*ratio.value());
    else
        recorder->rounded(u"—"_s);
    for (const auto &[name, value] : facts)
        recorder->fact(name, value);
}

} // namespace

Result<Ratio> daysSalesOutstanding(const Money &open, const Money &creditSales, int days, pricing::Recorder *recorder)
{
    if (days <= 0)
        return fail(ErrorKind::InvalidInput, u"receivables.days"_s, {{u"days"_s, days}});
    if (const auto sameCurrency = open.plus(creditSales); !sameCurrency)
        return passOn(sameCurrency);
    const Ratio ratio = Ratio::of(Exact(open) * Exact(days), Exact(creditSales), u"receivables.no_sales"_s);
    record(recorder, u"Days sales outstanding"_s, u"open receivables / credit sales × days"_s, ratio,
           {{u"Open"_s, open.toString()},
            {u"Credit sales"_s, creditSales.toString()},
            {u"Days"_s, QString::number(days)}});
    return ratio;
}

Result<Ratio> collectionEffectiveness(const CollectionFacts &facts, pricing::Recorder *recorder)
{
    MoneySum owed(facts.opening.currency());
    owed.add(facts.opening).add(facts.sales);
    MoneySum collected = owed, due = owed;
    collected.subtract(facts.closing);
    due.subtract(facts.closingCurrent);
    if (!collected.total() || !due.total())
        return collected.total() ? passOn(due.total()) : passOn(collected.total());
    const Ratio ratio = Ratio::of(Exact(*collected.total()), Exact(*due.total()), u"receivables.nothing_due"_s);
    record(recorder, u"Collection effectiveness"_s,
           u"(opening + sales − closing) / (opening + sales − closing not yet due)"_s, ratio,
           {{u"Opening"_s, facts.opening.toString()},
            {u"Sales"_s, facts.sales.toString()},
            {u"Closing"_s, facts.closing.toString()},
            {u"Not yet due"_s, facts.closingCurrent.toString()}});
    return ratio;
}

Result<Ratio> averageDaysLate(const std::vector<PaidItem> &items, pricing::Recorder *recorder)
{
    if (items.empty())
        return Ratio::undefined(u"receivables.nothing_paid"_s);
    Exact weighted;
    MoneySum paid(items.front().amount.currency());
    for (const PaidItem &item : items) {
        if (item.amount.minor() <= 0)
            return fail(ErrorKind::InvalidInput, u"receivables.paid_amount"_s, {{u"amount"_s, item.amount.toString()}});
        paid.add(item.amount);
        weighted = weighted + Exact(item.amount) * Exact(daysPastDue(item.due, item.paidOn));
    }
    if (!paid.total())
        return passOn(paid.total());
    const Ratio ratio = Ratio::of(weighted, Exact(*paid.total()), u"receivables.nothing_paid"_s);
    record(recorder, u"Average days late"_s, u"days from due date to payment, weighted by amount"_s, ratio,
           {{u"Paid"_s, paid.total()->toString()}, {u"Documents"_s, QString::number(items.size())}});
    return ratio;
}

QDate expectedPayment(const QDate &due, const Ratio &daysLate, const QDate &asOf)
{
    const auto days = daysLate.rounded(0);
    const QDate day = days ? due.addDays(qint64(days->coefficient())) : due;
    return std::max(day, asOf);
}

} // namespace accord::receivables
