// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/item_findings.h"

namespace accord::contracts {

namespace {

/// The tiers of a price that has them and whose figures are prices.
const std::vector<pricing::Tier> *pricedTiers(const pricing::ChargeModel &model)
{
    if (const auto *graduated = std::get_if<pricing::Graduated>(&model))
        return &graduated->tiers.list();
    if (const auto *volume = std::get_if<pricing::Volume>(&model))
        return &volume->tiers.list();
    if (const auto *weighted = std::get_if<pricing::TimeWeighted>(&model))
        return &weighted->tiers.list();
    return nullptr;
}

/// Models that look at days, events or several meters: neither included units nor a conversion reach those.
bool pricesDetails(const pricing::ChargeModel &model)
{
    const auto *volume = std::get_if<pricing::Volume>(&model);
    return (volume && volume->timeWeighted) || std::holds_alternative<pricing::TimeWeighted>(model)
           || std::holds_alternative<pricing::Percentage>(model) || std::holds_alternative<pricing::Capacity>(model)
           || std::holds_alternative<pricing::Flat>(model);
}

class ItemInspector
{
public:
    ItemInspector(const Contract &contract, const PriceItem &item, const QString &path)
        : m_contract(contract)
        , m_item(item)
        , m_path(path)
    { }

    std::vector<Finding> inspect()
    {
        if (m_item.key.isEmpty())
            report(Severity::Blocking, u"contracts.item_key_missing"_s, u".key"_s);
        service();
        if (m_item.kind == ItemKind::Usage && m_item.meter.isEmpty())
            report(Severity::Blocking, u"contracts.usage_without_meter"_s, u".meter"_s,
                   {{u"item"_s, m_item.description}});
        if (!m_item.milestone.isEmpty() && m_item.kind != ItemKind::OneTime)
            report(Severity::Blocking, u"contracts.milestone_kind"_s, u".milestone"_s,
                   {{u"item"_s, m_item.description}, {u"milestone"_s, m_item.milestone}});
        contradictions();
        commitmentWindow();
        tiers();
        capacities();
        ramp();
        return std::move(m_findings);
    }

private:
    void report(Severity severity, const QString &id, const QString &field, const QVariantMap &args = {})
    {
        m_findings.push_back({severity, id, m_path + field, args});
    }

    void service()
    {
        const bool ends = m_item.kind != ItemKind::OneTime && m_item.start.isValid() && m_item.end.isValid();
        if (ends && m_item.end <= m_item.start)
            report(Severity::Blocking, u"contracts.item_ends_before_start"_s, u".end"_s,
                   {{u"item"_s, m_item.description},
                    {u"start"_s, m_item.start.toString(Qt::ISODate)},
                    {u"end"_s, m_item.end.toString(Qt::ISODate)}});
        else if (m_contract.serviceOf(m_item).isEmpty())
            report(Severity::Warning, u"contracts.item_outside_term"_s, {}, {{u"item"_s, m_item.description}});
    }

    /// Terms that can not hold together, or that never take effect.
    void contradictions()
    {
        if (m_item.minimumSpend && m_item.maximumSpend && *m_item.maximumSpend < *m_item.minimumSpend)
            report(Severity::Blocking, u"contracts.spend_limits"_s, u".minimum_spend"_s,
                   {{u"item"_s, m_item.description},
                    {u"minimum"_s, m_item.minimumSpend->toString()},
                    {u"maximum"_s, m_item.maximumSpend->toString()}});
        if (!m_item.locationPrices.empty() && !m_item.perLocation)
            report(Severity::Warning, u"contracts.location_prices_unused"_s, u".location_prices"_s,
                   {{u"item"_s, m_item.description}, {u"value"_s, m_item.locationPrices.begin()->first}});
        if (!m_item.dimensionPrices.empty() && m_item.kind != ItemKind::Usage)
            report(Severity::Warning, u"contracts.dimension_prices_unused"_s, u".dimension_prices"_s,
                   {{u"item"_s, m_item.description}, {u"value"_s, m_item.dimensionPrices.begin()->first}});
        const bool hasQuantityTerms = m_item.conversion || (m_item.included && !m_item.included->isZero());
        if (m_item.kind == ItemKind::Usage && pricesDetails(m_item.model) && hasQuantityTerms)
            report(
                Severity::Warning, u"contracts.quantity_terms_unused"_s,
                m_item.conversion ? u".conversion"_s : u".included"_s,
                {{u"item"_s, m_item.description},
                 {u"value"_s, m_item.conversion ? m_item.conversion->factor.toString() : m_item.included->toString()},
                 {u"model"_s, pricing::nameOf(m_item.model)}});
    }

    /// A window holds whole billing periods or lies within one, and limits of a billing period do not reach over it.
    void commitmentWindow()
    {
        const auto *commitment = std::get_if<pricing::CommitmentOverage>(&m_item.model);
        if (!commitment || commitment->windowMonths == 0)
            return;
        const int window = commitment->windowMonths;
        const QVariantMap args{
            {u"item"_s, m_item.description}, {u"window"_s, window}, {u"billing"_s, m_item.billingMonths}};
        if (window % m_item.billingMonths != 0 && m_item.billingMonths % window != 0)
            report(Severity::Blocking, u"contracts.commitment_window"_s, u".price.window_months"_s, args);
        else if (window > m_item.billingMonths && (m_item.minimumSpend || m_item.maximumSpend))
            report(Severity::Blocking, u"contracts.commitment_window_limits"_s,
                   m_item.minimumSpend ? u".minimum_spend"_s : u".maximum_spend"_s, args);
    }

    /// A volume price that falls so far at a limit that more units cost less, and prices that fall at all: legal, but
    /// somebody should know.
    void tiers()
    {
        const auto *tiers = pricedTiers(m_item.model);
        if (!tiers)
            return;
        const bool byVolume = std::holds_alternative<pricing::Volume>(m_item.model);
        for (size_t i = 0; i + 1 < tiers->size(); ++i) {
            const pricing::Tier &tier = (*tiers)[i];
            const pricing::Tier &next = (*tiers)[i + 1];
            const Exact atLimit = Exact(*tier.upTo) * Exact(tier.unitPrice) + Exact(tier.flatPrice);
            const Exact above = Exact(*tier.upTo) * Exact(next.unitPrice) + Exact(next.flatPrice);
            if (byVolume && above < atLimit)
                report(Severity::Note, u"contracts.volume_cliff"_s, u".price.tiers[%1]"_s.arg(i + 1),
                       {{u"limit"_s, tier.upTo->toShortString()},
                        {u"before"_s, atLimit.toString()},
                        {u"after"_s, above.toString()}});
            else if (next.unitPrice < tier.unitPrice)
                report(Severity::Note, u"contracts.tier_price_falls"_s, u".price.tiers[%1]"_s.arg(i + 1),
                       {{u"limit"_s, tier.upTo->toShortString()},
                        {u"before"_s, tier.unitPrice.toShortString()},
                        {u"after"_s, next.unitPrice.toShortString()}});
        }
    }

    /// The first step that everything fits in is charged: one that holds less than the step before is never reached.
    void capacities()
    {
        const auto *capacity = std::get_if<pricing::Capacity>(&m_item.model);
        for (size_t i = 0; capacity && i + 1 < capacity->tiers.size(); ++i) {
            for (const auto &[unit, limit] : capacity->tiers[i].limits) {
                const auto &limits = capacity->tiers[i + 1].limits;
                if (const auto next = limits.find(unit); next != limits.end() && next->second < limit)
                    report(Severity::Warning, u"contracts.capacity_falls"_s,
                           u".price.capacities[%1].limits.%2"_s.arg(i + 1).arg(unit),
                           {{u"step"_s, qulonglong(i + 2)},
                            {u"unit"_s, unit},
                            {u"before"_s, limit.toShortString()},
                            {u"after"_s, next->second.toShortString()}});
            }
        }
    }

    void ramp()
    {
        const Period service = m_contract.serviceOf(m_item);
        for (size_t i = 0; i < m_item.ramp.size(); ++i)
            if (m_item.ramp[i].from.isValid() && !service.isEmpty() && !service.contains(m_item.ramp[i].from))
                report(Severity::Warning, u"contracts.ramp_outside_service"_s, u".ramp[%1]"_s.arg(i),
                       {{u"day"_s, m_item.ramp[i].from.toString(Qt::ISODate)},
                        {u"start"_s, service.start.toString(Qt::ISODate)},
                        {u"last"_s, service.lastDay().toString(Qt::ISODate)}});
        const bool pricesInRamp = std::any_of(m_item.ramp.begin(), m_item.ramp.end(),
                                              [](const pricing::RampStep &step) { return step.model.has_value(); });
        if (m_item.escalation && pricesInRamp)
            report(Severity::Warning, u"contracts.ramp_with_escalation"_s, u".escalation"_s);
    }

    const Contract &m_contract;
    const PriceItem &m_item;
    QString m_path;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> itemFindings(const Contract &contract, const PriceItem &item, const QString &path)
{
    return ItemInspector(contract, item, path).inspect();
}

std::optional<Exact> mostCommitted(const Contract &contract, const SpendCommitment &commitment, int locations)
{
    Exact most;
    for (const PriceItem &item : contract.items) {
        if (!commitment.items.isEmpty() && !commitment.items.contains(item.key))
            continue;
        if (item.kind == ItemKind::Usage)
            return std::nullopt;
        const Exact once = pricing::rate(item.model, item.quantity) * Exact(item.perLocation ? locations : 1);
        most
            = most + (item.kind == ItemKind::OneTime ? once : once * Exact::ratio(commitment.months, item.priceMonths));
    }
    return most.isValid() ? std::optional(most) : std::nullopt;
}

} // namespace accord::contracts
