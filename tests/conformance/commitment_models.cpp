// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/commitment.h"
#include "core/pricing/proration.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

Exact fractionServed(Vector &vector)
{
    if (!vector.period.has(u"service"_s))
        return Exact(1);
    Fields service = vector.period.object(u"service"_s);
    const auto basis = vector.period.take(pricing::prorationBasisFromString(vector.period.text(u"basis"_s, u"days"_s)));
    return pricing::prorationFraction({service.date(u"start"_s), service.date(u"end"_s)},
                                      {vector.period.date(u"start"_s), vector.period.date(u"end"_s)}, basis);
}

Outcome answer(Vector &vector, bool precise)
{
    std::vector<Money> billed;
    for (const Exact &amount : vector.context.numbers(u"billed_amounts"_s))
        billed.push_back(vector.context.take(amount.toMoney(vector.currency)));
    const auto result = pricing::trueUp(vector.price.number(u"commitment"_s), fractionServed(vector), billed,
                                        vector.currency, precise);
    return result ? Outcome::ok({{u"amount"_s, print(result->missing)}, {u"true_up"_s, print(result->amount)}})
                  : Outcome::failed(result.error());
}

Outcome trueUp(Vector &vector)
{
    return answer(vector, false);
}

Outcome trueUpPrecise(Vector &vector)
{
    return answer(vector, true);
}

} // namespace

void addCommitmentModels(Models &models)
{
    models.insert(u"true_up"_s, trueUp);
    models.insert(u"true_up_precise"_s, trueUpPrecise);
}

} // namespace accord::conformance
