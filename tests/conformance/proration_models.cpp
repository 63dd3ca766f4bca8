// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/proration.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

using namespace pricing;

namespace {

/// The fraction that the service takes of the period, by the basis that the vector names.
Exact fractionOf(Vector &vector)
{
    Fields service = vector.period.object(u"service"_s);
    const auto basis = vector.period.take(prorationBasisFromString(vector.period.text(u"basis"_s, u"days"_s)));
    const auto instant
        = [](Fields &fields, const QString &name) { return QDateTime::fromString(fields.text(name), Qt::ISODate); };
    if (basis == ProrationBasis::Seconds)
        return secondsFraction({instant(service, u"start"_s), instant(service, u"end"_s)},
                               {instant(vector.period, u"start"_s), instant(vector.period, u"end"_s)});
    return prorationFraction({service.date(u"start"_s), service.date(u"end"_s)},
                             {vector.period.date(u"start"_s), vector.period.date(u"end"_s)}, basis);
}

Outcome proration(Vector &vector)
{
    const Exact fraction = fractionOf(vector);
    const auto price = prorated(vector.price.number(u"amount"_s), fraction, vector.currency);
    const auto rounded = fraction.rounded(9);
    if (!price || !rounded)
        return Outcome::failed(price ? rounded.error() : price.error());
    return Outcome::ok({{u"fraction"_s, print(fraction)},
                        {u"fraction_rounded"_s, print(*rounded)},
                        {u"amount"_s, print(price->exact)},
                        {u"billed"_s, print(price->billed)}});
}

Outcome unused(Vector &vector)
{
    const auto result = unusedCredit(vector.price.money(u"billed"_s, vector.currency), fractionOf(vector),
                                     vector.context.money(u"already_credited"_s, vector.currency));
    return result ? Outcome::ok({{u"credit"_s, print(result->credit)}, {u"kept"_s, print(result->kept)}})
                  : Outcome::failed(result.error());
}

std::vector<ChangedPrice> pricesOf(Vector &vector, const QString &name)
{
    std::vector<ChangedPrice> prices;
    for (Fields &price : vector.context.objects(name))
        prices.push_back({price.number(u"amount"_s), price.number(u"quantity"_s, Exact(1)), price.flag(u"one_time"_s)});
    return prices;
}

Outcome planChange(Vector &vector)
{
    const Period period{vector.period.date(u"start"_s), vector.period.date(u"end"_s)};
    const Exact left = prorationFraction({vector.period.date(u"change"_s), period.end}, period);
    const auto result = changePrices(pricesOf(vector, u"old"_s), pricesOf(vector, u"new"_s), left, vector.currency);
    return result ? Outcome::ok({{u"credits"_s, print(result->credits)},
                                 {u"charges"_s, print(result->charges)},
                                 {u"net"_s, print(result->net)}})
                  : Outcome::failed(result.error());
}

Outcome creditCap(Vector &vector)
{
    const auto credit = cappedCredit(vector.context.money(u"potential"_s, vector.currency),
                                     vector.context.money(u"paid"_s, vector.currency),
                                     vector.context.money(u"already_credited"_s, vector.currency));
    return credit ? Outcome::ok({{u"credit"_s, print(*credit)}}) : Outcome::failed(credit.error());
}

} // namespace

void addProrationModels(Models &models)
{
    models.insert(u"proration"_s, proration);
    models.insert(u"unused_credit"_s, unused);
    models.insert(u"plan_change"_s, planChange);
    models.insert(u"credit_cap"_s, creditCap);
}

} // namespace accord::conformance
