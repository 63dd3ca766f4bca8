// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model_parts.h"

namespace accord::pricing::parts {

namespace {

/// What the allowances leave of the events, in order.
class Allowance
{
public:
    explicit Allowance(const Percentage &model)
        : m_limited(model.freeEvents || model.freeAmount)
        , m_events(model.freeEvents)
        , m_amount(model.freeAmount ? std::optional(Exact(*model.freeAmount)) : std::nullopt)
    { }

    /// The part of \a event that has to be paid.
    Exact takeFrom(const Exact &event)
    {
        const bool lasts = m_limited && (!m_events || *m_events > 0) && (!m_amount || Exact() < *m_amount);
        if (!lasts)
            return event;
        if (m_events)
            --*m_events;
        if (!m_amount)
            return {};
        const Exact free = event < *m_amount ? event : *m_amount;
        m_amount = *m_amount - free;
        return event - free;
    }

private:
    bool m_limited;
    std::optional<int> m_events;
    std::optional<Exact> m_amount;
};

} // namespace

Lines percentage(const Percentage &model, const std::vector<Exact> &events)
{
    Lines lines;
    Allowance allowance(model);
    for (size_t i = 0; i < events.size(); ++i) {
        const Exact paid = allowance.takeFrom(events[i]);
        if (paid.isZero() && !events[i].isZero())
            continue;
        Exact amount = paid * Exact::percent(model.percent) + Exact(model.fixedPerEvent);
        if (model.leastPerEvent && amount < Exact(*model.leastPerEvent))
            amount = Exact(*model.leastPerEvent);
        if (model.mostPerEvent && Exact(*model.mostPerEvent) < amount)
            amount = Exact(*model.mostPerEvent);
        QString words = u"%1 % of %2"_s.arg(model.percent.toString(), paid.toString());
        if (!model.fixedPerEvent.isZero())
            words += u" + "_s + model.fixedPerEvent.toString();
        lines.push_back({int(i + 1), paid, amount, words});
    }
    return lines;
}

Lines costPlus(const CostPlus &model, const Exact &cost, int minorDigits)
{
    const auto price = (cost * Exact(model.multiplier)).rounded(minorDigits);
    return {{1, cost, price ? Exact(*price) : overflowed(), formula(cost, model.multiplier)}};
}

Lines commitmentOverage(const CommitmentOverage &model, const std::vector<Exact> &windows)
{
    Lines lines;
    for (size_t i = 0; i < windows.size(); ++i) {
        const CommitmentCharge charge = chargeFor({{windows[i], model}});
        const int number = int(i + 1);
        lines.push_back({number, windows[i], charge.utilised, formula(windows[i], model.unitPrice)});
        if (!charge.overage.isZero())
            lines.push_back(
                {number, {}, charge.overage, u"above the commitment, × %1"_s.arg(model.overageFactor.toString())});
        if (!charge.trueUp.isZero())
            lines.push_back({number, {}, charge.trueUp, u"missing to the commitment"_s});
    }
    return lines;
}

} // namespace accord::pricing::parts

namespace accord::pricing {

CommitmentCharge chargeFor(const std::vector<CommitmentWindow> &windows)
{
    CommitmentCharge charge;
    for (const auto &[quantity, price] : windows) {
        const Exact used = quantity * Exact(price.unitPrice);
        const Exact committed = price.amount     ? Exact(*price.amount)
                                : price.quantity ? Exact(*price.quantity) * Exact(price.unitPrice)
                                                 : used;
        if (committed < used)
            charge.overage = charge.overage + (used - committed) * Exact(price.overageFactor);
        else if (price.trueUp)
            charge.trueUp = charge.trueUp + committed - used;
        charge.utilised = charge.utilised + (used < committed ? used : committed);
    }
    return charge;
}

} // namespace accord::pricing
