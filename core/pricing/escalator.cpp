// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/escalator.h"

namespace accord::pricing {

namespace {

bool usesIndex(EscalationKind kind)
{
    return kind != EscalationKind::Percent;
}

/// The change of the index in percent.
Exact indexChange(const EscalationStep &step)
{
    const Exact change = (Exact(step.index) / Exact(step.priorIndex) - Exact(1)) * Exact(100);
    if (!step.indexPercentPlaces)
        return change;
    const auto rounded = change.rounded(*step.indexPercentPlaces);
    return rounded ? Exact(*rounded) : Exact::ratio(1, 0);
}

/// The rise in percent, within floor and cap.
Exact riseOf(const EscalationStep &step)
{
    Exact rise = usesIndex(step.kind) ? indexChange(step) : Exact();
    if (step.kind == EscalationKind::Percent || step.kind == EscalationKind::IndexPlusPercent)
        rise = rise + Exact(step.percent);
    if (step.floorPercent && rise < Exact(*step.floorPercent))
        rise = Exact(*step.floorPercent);
    if (step.capPercent && Exact(*step.capPercent) < rise)
        rise = Exact(*step.capPercent);
    return rise;
}

} // namespace

Result<std::vector<Decimal>> escalatedPrices(const Decimal &basePrice, const std::vector<EscalationStep> &steps,
                                             int places, bool startsFromPrinted, Recorder *recorder)
{
    std::vector<Decimal> prices;
    Exact current(basePrice);
    for (size_t i = 0; i < steps.size(); ++i) {
        const EscalationStep &step = steps[i];
        if (usesIndex(step.kind) && (step.index <= Decimal(0) || step.priorIndex <= Decimal(0)))
            return fail(ErrorKind::InvalidInput, u"pricing.index_not_positive"_s, {{u"step"_s, qulonglong(i + 1)}});
        const Exact from = step.kind == EscalationKind::IndexFromBase ? Exact(basePrice) : current;
        const Exact rise = riseOf(step);
        const Exact exact = from * (Exact(1) + rise / Exact(100));
        const auto printed = exact.rounded(places);
        if (!printed)
            return passOn(printed);
        if (recorder) {
            const Step node(recorder, [&] { return u"Price after step %1"_s.arg(i + 1); });
            recorder->rule(u"%1 risen by %2 %"_s.arg(from.toString(), rise.toString()));
            recorder->exact(exact);
            recorder->rounded(printed->toString());
        }
        prices.push_back(*printed);
        current = startsFromPrinted ? Exact(*printed) : exact;
    }
    return prices;
}

namespace {

/// Raises prices and keeps the first thing that went wrong.
class Raise
{
public:
    explicit Raise(const std::vector<EscalationStep> &steps)
        : m_steps(steps)
    { }

    void operator()(Decimal &price)
    {
        if (m_steps.empty() || !m_status)
            return;
        const auto prices = escalatedPrices(price, m_steps, price.scale(), true);
        if (prices)
            price = prices->back();
        else
            m_status = passOn(prices);
    }
    void operator()(std::optional<Decimal> &price)
    {
        if (price)
            (*this)(*price);
    }
    void operator()(Tiers &tiers)
    {
        auto list = tiers.list();
        for (Tier &tier : list) {
            (*this)(tier.unitPrice);
            (*this)(tier.flatPrice);
            (*this)(tier.cap);
        }
        if (auto risen = Tiers::make(std::move(list)))
            tiers = *risen;
        else
            m_status = passOn(risen);
    }

    void operator()(PerUnit &m) { (*this)(m.unitPrice); }
    void operator()(Flat &m) { (*this)(m.amount); }
    void operator()(Graduated &m) { (*this)(m.tiers); }
    void operator()(Volume &m) { (*this)(m.tiers); }
    void operator()(TimeWeighted &m) { (*this)(m.tiers); }
    void operator()(Package &m) { (*this)(m.packagePrice); }
    void operator()(TieredBlock &m)
    {
        for (BlockTier &tier : m.tiers)
            (*this)(tier.blockPrice);
    }
    void operator()(Capacity &m)
    {
        for (CapacityTier &tier : m.tiers)
            (*this)(tier.amount);
    }
    void operator()(CommitmentOverage &m)
    {
        (*this)(m.unitPrice);
        (*this)(m.amount);
    }
    void operator()(Percentage &m) { (*this)(m.fixedPerEvent); }
    void operator()(GraduatedPercentage &) { }
    void operator()(CostPlus &) { }

    const Result<void> &status() const { return m_status; }

private:
    const std::vector<EscalationStep> &m_steps;
    Result<void> m_status;
};

} // namespace

Result<ChargeModel> escalated(const ChargeModel &model, const std::vector<EscalationStep> &steps)
{
    ChargeModel risen = model;
    Raise raise(steps);
    std::visit(raise, risen);
    return raise.status().map([&] { return risen; });
}

Result<Decimal> blendedPrice(const std::vector<PriceStretch> &stretches, int places)
{
    Exact weighted, days;
    for (const auto &[price, length] : stretches) {
        if (length < 0)
            return fail(ErrorKind::InvalidInput, u"pricing.days_empty"_s, {{u"days"_s, length}});
        weighted = weighted + Exact(price) * Exact(length);
        days = days + Exact(length);
    }
    if (days == Exact())
        return fail(ErrorKind::InvalidInput, u"pricing.days_empty"_s, {{u"days"_s, 0}});
    return (weighted / days).rounded(places);
}

Result<Decimal> blendedPrice(const Decimal &oldPrice, const Decimal &newPrice, int oldDays, int newDays, int places)
{
    return blendedPrice({{oldPrice, oldDays}, {newPrice, newDays}}, places);
}

QString toString(EscalationKind kind)
{
    switch (kind) {
    case EscalationKind::Percent:
        return u"percent"_s;
    case EscalationKind::IndexFromBase:
        return u"index_from_base"_s;
    case EscalationKind::IndexFromPrior:
        return u"index_from_prior"_s;
    case EscalationKind::IndexPlusPercent:
        return u"index_plus_percent"_s;
    }
    Q_UNREACHABLE();
}

Result<EscalationKind> escalationKindFromString(const QString &text)
{
    for (const auto kind : {EscalationKind::Percent, EscalationKind::IndexFromBase, EscalationKind::IndexFromPrior,
                            EscalationKind::IndexPlusPercent})
        if (toString(kind) == text)
            return kind;
    return fail(ErrorKind::InvalidInput, u"pricing.escalation_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::pricing
