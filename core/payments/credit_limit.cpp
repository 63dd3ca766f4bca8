// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/credit_limit.h"

namespace accord::payments {

namespace {

CreditVerdict verdictOn(const CreditLimit &limit, const CreditExposure &exposure, const CreditCheck &check)
{
    if (limit.blockWhenLateDays > 0 && exposure.oldestDaysLate > limit.blockWhenLateDays)
        return CreditVerdict::TooLate;
    if (!check.available)
        return CreditVerdict::Within;
    if (check.available->isNegative())
        return CreditVerdict::Exceeded;
    const bool isNear = check.used.value() && *check.used.value() >= Exact::percent(limit.warnPercent);
    return isNear ? CreditVerdict::Warning : CreditVerdict::Within;
}

} // namespace

Result<CreditCheck> checkCredit(const CreditLimit &limit, const CreditExposure &exposure, const Money &asked,
                                pricing::Recorder *recorder)
{
    if (limit.limit && limit.limit->isNegative())
        return fail(ErrorKind::InvalidInput, u"payments.credit_limit_negative"_s,
                    {{u"limit"_s, limit.limit->toString()}});
    MoneySum sum(asked.currency());
    sum.add(exposure.open).add(exposure.committed).subtract(exposure.unapplied).add(asked);
    if (!sum.total())
        return passOn(sum.total());
    CreditCheck check{CreditVerdict::Within, *sum.total(), std::nullopt,
                      Ratio::undefined(u"payments.no_credit_limit"_s)};
    if (limit.limit) {
        const auto available = limit.limit->minus(check.exposure);
        if (!available)
            return passOn(available);
        check.available = *available;
        check.used = Ratio::of(Exact(check.exposure), Exact(*limit.limit), u"payments.no_credit_limit"_s);
    }
    check.verdict = verdictOn(limit, exposure, check);
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Credit"_s; });
        recorder->rule(u"open + committed − unapplied cash + what is asked for"_s);
        recorder->rounded(check.exposure);
        recorder->fact(u"Limit"_s, limit.limit ? limit.limit->toString() : u"—"_s);
    }
    return check;
}

} // namespace accord::payments
