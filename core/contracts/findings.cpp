// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/findings.h"

#include "core/contracts/billing_terms_findings.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/item_findings.h"

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
        for (size_t i = 0; i < m_contract.commitments.size(); ++i)
            commitment(m_contract.commitments[i], u"commitments[%1]"_s.arg(i));
        dates();
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
        const QDate through = m_contract.terms.billedThrough;
        if (through.isValid() && through >= m_contract.term.lastDay())
            report(Severity::Warning, u"contracts.billed_through_term"_s, u"terms.billed_through"_s,
                   {{u"value"_s, through.toString(Qt::ISODate)}});
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
        for (const Finding &finding : itemFindings(m_contract, item, path))
            m_findings.push_back(finding);
    }

    void commitment(const SpendCommitment &commitment, const QString &path)
    {
        if (m_commitments.contains(commitment.key))
            report(Severity::Blocking, u"contracts.commitment_key_twice"_s, path + u".key"_s,
                   {{u"key"_s, commitment.key}});
        m_commitments.insert(commitment.key);
        if (commitment.amount.currency() != m_contract.currency)
            return report(Severity::Blocking, u"contracts.commitment_currency"_s, path + u".amount"_s,
                          {{u"commitment"_s, commitment.description}});
        for (const QString &key : commitment.items)
            if (!m_contract.item(key))
                report(Severity::Blocking, u"contracts.commitment_item_unknown"_s, path + u".items"_s,
                       {{u"commitment"_s, commitment.description}, {u"value"_s, key}, {u"key"_s, key}});
        const auto most = mostCommitted(m_contract, commitment, m_locations);
        if (most && *most < Exact(commitment.amount))
            report(Severity::Warning, u"contracts.commitment_unreachable"_s, path + u".amount"_s,
                   {{u"amount"_s, commitment.amount.toString()},
                    {u"most"_s, most->toString()},
                    {u"currency"_s, m_contract.currency.code()}});
    }

    /// Days that no calendar of a bill reaches; documents cannot hold them, contracts made by a program can.
    void dates()
    {
        const auto check = [this](const QDate &day, const QString &path) {
            if (day.isValid() && (day.year() < 1900 || day.year() > 2999))
                report(Severity::Blocking, u"contracts.date_range"_s, path, {{u"day"_s, day.toString(Qt::ISODate)}});
        };
        check(m_contract.term.start, u"start"_s);
        check(m_contract.term.end, u"end"_s);
        check(m_contract.effectiveFrom, u"effective_from"_s);
        check(m_contract.terms.billedThrough, u"terms.billed_through"_s);
        for (size_t i = 0; i < m_contract.items.size(); ++i) {
            const PriceItem &item = m_contract.items[i];
            check(item.start, u"items[%1].start"_s.arg(i));
            check(item.end, u"items[%1].end"_s.arg(i));
            for (size_t k = 0; k < item.ramp.size(); ++k)
                check(item.ramp[k].from, u"items[%1].ramp[%2].from"_s.arg(i).arg(k));
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
            if (share.budgetCap && share.budgetCap->currency() != m_contract.billedIn())
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
    QSet<QString> m_commitments;
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
