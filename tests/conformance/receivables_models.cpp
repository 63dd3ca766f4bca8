// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/payment_terms.h"
#include "core/receivables/ageing.h"
#include "core/receivables/collection.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

using namespace receivables;

Result<void> addAgeing(QJsonObject &answer, Fields &input, const Currency &currency)
{
    const QDate asOf = input.date(u"as_of"_s);
    std::vector<OpenItem> items;
    QJsonObject days;
    for (Fields &invoice : input.objects(u"invoices"_s)) {
        items.push_back({invoice.text(u"id"_s),
                         {},
                         invoice.date(u"due"_s),
                         invoice.minor(u"total"_s, currency),
                         invoice.minor(u"paid"_s, currency),
                         invoice.minor(u"credited"_s, currency),
                         invoice.flag(u"disputed"_s)});
        days.insert(items.back().number, daysPastDue(items.back().due, asOf));
    }
    const auto ageing = ageingOf(items, asOf, Money::zero(currency));
    if (!ageing)
        return passOn(ageing);
    QJsonObject amounts;
    for (const Bucket bucket : buckets)
        amounts.insert(toString(bucket), qint64(ageing->in(bucket).minor()));
    answer.insert(u"days"_s, days);
    answer.insert(u"buckets"_s, amounts);
    answer.insert(u"total"_s, qint64(ageing->total.minor()));
    answer.insert(u"credit"_s, qint64(ageing->credit.minor()));
    answer.insert(u"disputed"_s, qint64(ageing->disputed.minor()));
    answer.insert(u"collectable"_s, qint64(ageing->collectable.minor()));
    return {};
}

Result<void> addSalesOutstanding(QJsonObject &answer, Fields dso, const Currency &currency)
{
    const auto ratio
        = daysSalesOutstanding(dso.minor(u"open"_s, currency), dso.minor(u"sales"_s, currency), dso.integer(u"days"_s));
    if (!ratio)
        return passOn(ratio);
    answer.insert(u"dso"_s, print(*ratio, u"val"_s, 1));
    return {};
}

Result<void> addEffectiveness(QJsonObject &answer, Fields cei, const Currency &currency)
{
    const auto ratio
        = collectionEffectiveness({cei.minor(u"opening"_s, currency), cei.minor(u"sales"_s, currency),
                                   cei.minor(u"closing"_s, currency), cei.minor(u"closing_current"_s, currency)});
    if (!ratio)
        return passOn(ratio);
    answer.insert(u"cei"_s, print(*ratio, u"pct"_s, 1));
    return {};
}

Result<void> addDue(QJsonObject &answer, Fields terms)
{
    payments::PaymentTerms agreed;
    agreed.netDays = terms.integer(u"net_days"_s);
    const auto due = payments::dueDate(terms.date(u"issued"_s), agreed);
    if (!due)
        return passOn(due);
    answer.insert(u"due"_s, due->toString(Qt::ISODate));
    return {};
}

Outcome receivablesOf(Fields &input, const Currency &currency)
{
    QJsonObject answer;
    Result<void> done;
    if (input.has(u"as_of"_s))
        done = addAgeing(answer, input, currency);
    if (done && input.has(u"dso"_s))
        done = addSalesOutstanding(answer, input.object(u"dso"_s), currency);
    if (done && input.has(u"cei"_s))
        done = addEffectiveness(answer, input.object(u"cei"_s), currency);
    if (done && input.has(u"terms"_s))
        done = addDue(answer, input.object(u"terms"_s));
    return done ? Outcome::ok(answer) : Outcome::failed(done.error());
}

} // namespace

void addReceivablesAreas(Areas &areas)
{
    areas.insert(u"receivables"_s, receivablesOf);
}

} // namespace accord::conformance
