// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/withholding.h"

namespace accord::tax {

Result<WithheldPayment> withhold(const Money &net, const Money &total, const WithholdingRule &rule,
                                 pricing::Recorder *recorder)
{
    if (rule.percent.isNegative() || rule.percent > Decimal(100))
        return fail(ErrorKind::InvalidInput, u"tax.withholding_percent"_s, {{u"value"_s, rule.percent.toString()}});
    const Money &base = rule.onTotal ? total : net;
    if (rule.from && rule.from->currency() != base.currency())
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, base.currency().code()}, {u"other"_s, rule.from->currency().code()}});
    const bool isBelow = rule.from && (base.isNegative() ? base.negated() : base).minor() < rule.from->minor();
    const Exact exact = isBelow ? Exact() : Exact(base) * Exact::percent(rule.percent);
    const auto withheld = exact.toMoney(base.currency());
    if (!withheld)
        return passOn(withheld);
    const auto payable = total.minus(*withheld);
    if (!payable)
        return passOn(payable);
    if (recorder) {
        const pricing::Step step(recorder, [&] { return rule.name; });
        recorder->rule(u"%1 % of the %2, kept back by the customer"_s.arg(
            rule.percent.toShortString(), rule.onTotal ? u"total with tax"_s : u"net"_s));
        recorder->exact(-exact);
        recorder->rounded(withheld->negated());
        recorder->fact(u"Base"_s, base.toString());
        recorder->fact(u"To be paid"_s, payable->toString());
    }
    return WithheldPayment{*withheld, *payable};
}

} // namespace accord::tax
