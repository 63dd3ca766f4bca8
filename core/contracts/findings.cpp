// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/findings.h"

#include "core/contracts/billing_terms_findings.h"
#include "core/contracts/contract_value.h"

#include <QtCore/QSet>
#include <QtCore/QTimeZone>

namespace accord::contracts {

namespace {

class Inspector
{
public:
    Inspector(const Contract &contract, int locations)
        : m_contract(contract)
        , m_locations(locations)
    { }

    std::vector<Finding> inspect()
    {
        terms();
        for (size_t i = 0; i < m_contract.items.size(); ++i)
            item(m_contract.items[i], u"items[%1]"_s.arg(i));
        for (size_t i = 0; i < m_contract.discounts.size(); ++i)
            discount(m_contract.discounts[i], u"discounts[%1]"_s.arg(i));
        commitments();
        shares();
        const auto others = findingsOfBillingTerms(m_contract);
        m_findings.insert(m_findings.end(), others.begin(), others.end());
        statedValue();
        return std::move(m_findings);
    }

private:
    void report(Severity severity, const QString &id, const QString &path, const QVariantMap &args = {})
    {
        m_findings.push_back({severity, id, path, args});
    }

    void terms()
    {
        if (m_contract.items.empty())
            report(Severity::Blocking, u"contracts.no_items"_s, u"items"_s);
        if (!m_contract.isSigned())
            report(Severity::Warning, u"contracts.not_signed"_s, u"signatures"_s);
        if (!QTimeZone::isTimeZoneIdAvailable(m_contract.terms.timeZone.toLatin1()))
            report(Severity::Blocking, u"contracts.time_zone_unknown"_s, u"terms.time_zone"_s,
                   {{u"value"_s, m_contract.terms.timeZone}});
        for (size_t i = 0; i < m_contract.terms.pauses.size(); ++i) {
            const Period &pause = m_contract.terms.pauses[i];
            if (!pause.overlaps(m_contract.term))
                report(Severity::Warning, u"contracts.pause_outside_term"_s, u"terms.pauses[%1]"_s.arg(i),
                       {{u"value"_s, pause.toString()}});
        }
    }

    void item(const PriceItem &item, const QString &path)
    {
        if (m_keys.contains(item.key))
            report(Severity::Blocking, u"contracts.item_key_twice"_s, path + u".key"_s, {{u"key"_s, item.key}});
        m_keys.insert(item.key);
        contradictions(item, path);
        if (item.kind != ItemKind::OneTime && item.start.isValid() && item.end.isValid() && item.end <= item.start)
            report(Severity::Blocking, u"contracts.item_ends_before_start"_s, path + u".end"_s,
                   {{u"item"_s, item.description},
                    {u"start"_s, item.start.toString(Qt::ISODate)},
                    {u"end"_s, item.end.toString(Qt::ISODate)}});
        else if (m_contract.serviceOf(item).isEmpty())
            report(Severity::Warning, u"contracts.item_outside_term"_s, path, {{u"item"_s, item.description}});
        if (item.kind == ItemKind::Usage && item.meter.isEmpty())
            report(Severity::Blocking, u"contracts.usage_without_meter"_s, path + u".meter"_s,
                   {{u"item"_s, item.description}});
        volumeCliffs(item, path);
    }

    /// Terms of an item that can not hold together, or that never take effect.
    void contradictions(const PriceItem &item, const QString &path)
    {
        if (item.minimumSpend && item.maximumSpend && *item.maximumSpend < *item.minimumSpend)
            report(Severity::Blocking, u"contracts.spend_limits"_s, path + u".minimum_spend"_s,
                   {{u"item"_s, item.description},
                    {u"minimum"_s, item.minimumSpend->toString()},
                    {u"maximum"_s, item.maximumSpend->toString()}});
        if (!item.locationPrices.empty() && !item.perLocation)
            report(Severity::Warning, u"contracts.location_prices_unused"_s, path + u".location_prices"_s,
                   {{u"item"_s, item.description}, {u"value"_s, item.locationPrices.begin()->first}});
        if (item.kind == ItemKind::Usage && pricesDetails(item.model)
            && (item.conversion || (item.included && !item.included->isZero())))
            report(Severity::Warning, u"contracts.quantity_terms_unused"_s,
                   path + (item.conversion ? u".conversion"_s : u".included"_s),
                   {{u"item"_s, item.description},
                    {u"value"_s, item.conversion ? item.conversion->factor.toString() : item.included->toString()},
                    {u"model"_s, pricing::nameOf(item.model)}});
        for (size_t i = 0; i < item.ramp.size(); ++i) {
            if (!m_contract.term.contains(item.ramp[i].from))
                report(Severity::Warning, u"contracts.ramp_outside_term"_s, path + u".ramp[%1].from"_s.arg(i),
                       {{u"item"_s, item.description}, {u"value"_s, item.ramp[i].from.toString(Qt::ISODate)}});
        }
    }

    /// Models that look at days, events or several meters: neither included units nor a conversion reach those.
    static bool pricesDetails(const pricing::ChargeModel &model)
    {
        return std::holds_alternative<pricing::TimeWeighted>(model)
               || std::holds_alternative<pricing::Percentage>(model) || std::holds_alternative<pricing::Capacity>(model)
               || std::holds_alternative<pricing::Flat>(model);
    }

    void commitments()
    {
        QSet<QString> keys;
        for (size_t i = 0; i < m_contract.commitments.size(); ++i) {
            const SpendCommitment &commitment = m_contract.commitments[i];
            const QString path = u"commitments[%1]"_s.arg(i);
            if (keys.contains(commitment.key))
                report(Severity::Blocking, u"contracts.commitment_key_twice"_s, path + u".key"_s,
                       {{u"key"_s, commitment.key}});
            keys.insert(commitment.key);
            for (const QString &item : commitment.items) {
                if (!m_contract.item(item))
                    report(Severity::Blocking, u"contracts.commitment_item_unknown"_s, path + u".items"_s,
                           {{u"commitment"_s, commitment.description}, {u"value"_s, item}});
            }
        }
    }

    /// A volume price that falls so far at a limit that more units cost less: legal, but somebody should know.
    void volumeCliffs(const PriceItem &item, const QString &path)
    {
        const auto *volume = std::get_if<pricing::Volume>(&item.model);
        if (!volume)
            return;
        const auto &tiers = volume->tiers.list();
        for (size_t i = 0; i + 1 < tiers.size(); ++i) {
            const Exact atLimit = Exact(*tiers[i].upTo) * Exact(tiers[i].unitPrice) + Exact(tiers[i].flatPrice);
            const Exact above = Exact(*tiers[i].upTo) * Exact(tiers[i + 1].unitPrice) + Exact(tiers[i + 1].flatPrice);
            if (above < atLimit)
                report(Severity::Note, u"contracts.volume_cliff"_s, path + u".tiers"_s,
                       {{u"limit"_s, tiers[i].upTo->toShortString()},
                        {u"before"_s, atLimit.toString()},
                        {u"after"_s, above.toString()}});
        }
    }

    void discount(const pricing::Discount &discount, const QString &path)
    {
        if (const auto valid = pricing::validate(discount); !valid)
            report(Severity::Blocking, valid.error().id, path, valid.error().args);
        if (discount.basis == pricing::DiscountBasis::Fixed && discount.amount.currency() != m_contract.currency)
            report(Severity::Warning, u"contracts.discount_currency"_s, path, {{u"discount"_s, discount.name}});
    }

    void shares()
    {
        if (m_contract.shares.empty())
            return;
        Exact sum;
        for (const auto &share : m_contract.shares) {
            sum = sum + Exact(share.percent);
            if (share.budgetCap && share.budgetCap->currency() != m_contract.currency)
                report(Severity::Blocking, u"contracts.cap_currency"_s, u"shares"_s, {{u"entity"_s, share.entityName}});
        }
        if (m_contract.split.basis == SplitBasis::Shares && sum != Exact(100))
            report(Severity::Blocking, u"contracts.shares_not_whole"_s, u"shares"_s, {{u"sum"_s, sum.toString()}});
    }

    void statedValue()
    {
        const auto committed = committedAnnualValue(m_contract, m_locations);
        if (!committed) {
            report(Severity::Blocking, committed.error().id, u"items"_s, committed.error().args);
            return;
        }
        if (!m_contract.statedAnnualValue || *m_contract.statedAnnualValue == *committed)
            return;
        const auto difference = m_contract.statedAnnualValue->minus(*committed);
        report(Severity::Warning, u"contracts.stated_value_differs"_s, u"stated_annual_value"_s,
               {{u"stated"_s, m_contract.statedAnnualValue->toString()},
                {u"committed"_s, committed->toString()},
                {u"difference"_s, difference ? difference->toString() : QString()},
                {u"currency"_s, m_contract.currency.code()}});
    }

    const Contract &m_contract;
    int m_locations;
    QSet<QString> m_keys;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> findingsOf(const Contract &contract, int locations)
{
    return Inspector(contract, locations).inspect();
}

bool blocksBilling(const std::vector<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding &f) { return f.severity == Severity::Blocking; });
}

QString toString(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return u"note"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Blocking:
        return u"blocking"_s;
    }
    Q_UNREACHABLE();
}

} // namespace accord::contracts
