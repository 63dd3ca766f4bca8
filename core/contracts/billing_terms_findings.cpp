// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/billing_terms_findings.h"

#include <QtCore/QSet>

namespace accord::contracts {

namespace {

class BillingInspector
{
public:
    explicit BillingInspector(const Contract &contract)
        : m_contract(contract)
    { }

    std::vector<Finding> inspect()
    {
        if (m_contract.billingCurrency)
            billingCurrency(*m_contract.billingCurrency);
        credits();
        if (m_contract.instalments)
            instalments(*m_contract.instalments);
        if (m_contract.serviceCredits)
            serviceCredits(*m_contract.serviceCredits);
        split();
        separateInvoices();
        return std::move(m_findings);
    }

private:
    void block(const QString &id, const QString &path, const QVariantMap &args)
    {
        m_findings.push_back({Severity::Blocking, id, path, args});
    }

    void billingCurrency(const BillingCurrency &billing)
    {
        const QVariantMap args{{u"currency"_s, billing.currency.code()}};
        if (billing.currency == m_contract.currency)
            block(u"contracts.billing_currency_same"_s, u"billing_currency.currency"_s, args);
        if (billing.lockedRate && *billing.lockedRate <= Decimal(0))
            block(u"contracts.locked_rate"_s, u"billing_currency.locked_rate"_s,
                  {{u"rate"_s, billing.lockedRate->toString()}});
    }

    void credits()
    {
        QSet<QString> names;
        for (size_t i = 0; i < m_contract.prepaidCredits.size(); ++i) {
            const PrepaidCreditTerm &credit = m_contract.prepaidCredits[i];
            const QString path = u"prepaid_credits[%1]"_s.arg(i);
            const QVariantMap args{{u"credit"_s, credit.name}};
            if (names.contains(credit.name))
                block(u"contracts.credit_name_twice"_s, path + u".name"_s, args);
            names.insert(credit.name);
            if (credit.amount.currency() != m_contract.billedIn())
                block(u"contracts.credit_currency"_s, path + u".amount"_s, args);
            else if (credit.amount.isNegative() || credit.amount.isZero())
                block(u"contracts.credit_amount"_s, path + u".amount"_s, args);
            if (credit.expiresOn.isValid() && credit.expiresOn <= firstDayOf(credit))
                block(u"contracts.credit_never_valid"_s, path + u".expires_on"_s, args);
            keys(credit.items, path);
        }
    }

    QDate firstDayOf(const PrepaidCreditTerm &credit) const
    {
        return credit.validFrom.isValid() ? credit.validFrom : m_contract.term.start;
    }

    void keys(const QStringList &items, const QString &path)
    {
        for (const QString &key : items)
            if (!m_contract.item(key))
                block(u"contracts.item_unknown"_s, path + u".items"_s, {{u"key"_s, key}});
    }

    void instalments(const InstalmentAgreement &agreement)
    {
        if (agreement.parts.empty())
            return block(u"billing.instalments_none"_s, u"instalments.parts"_s, {});
        Exact percents;
        for (size_t i = 0; i < agreement.parts.size(); ++i) {
            instalment(agreement, i);
            percents = percents + Exact(agreement.parts[i].percent);
        }
        if (agreement.basis == InstalmentBasis::Percent && percents != Exact(100))
            block(u"billing.instalments_sum"_s, u"instalments.parts"_s,
                  {{u"sum"_s, percents.toString()},
                   {u"wanted"_s, u"100"_s},
                   {u"difference"_s, (Exact(100) - percents).toString()}});
    }

    void instalment(const InstalmentAgreement &agreement, size_t place)
    {
        const InstalmentPart &part = agreement.parts[place];
        const QString path = u"instalments.parts[%1]"_s.arg(place);
        const QVariantMap args{{u"part"_s, qulonglong(place + 1)}, {u"name"_s, part.name}};
        const int ways = int(part.days.has_value()) + int(part.due.isValid()) + int(!part.milestone.isEmpty());
        if (ways != 1 || (part.days && *part.days < 0))
            block(u"billing.instalment_when"_s, path, args);
        const bool isPercent = agreement.basis == InstalmentBasis::Percent;
        const bool isAmount = agreement.basis == InstalmentBasis::Amount;
        if (isAmount && part.amount.currency() != m_contract.billedIn())
            return block(u"contracts.instalment_currency"_s, path + u".amount"_s, args);
        if ((isPercent && part.percent <= Decimal(0))
            || (isAmount && (part.amount.isNegative() || part.amount.isZero())))
            block(u"billing.instalment_share"_s, path, args);
        const InstalmentPart *before = place > 0 ? &agreement.parts[place - 1] : nullptr;
        if (before
            && ((before->days && part.days && *part.days < *before->days)
                || (before->due.isValid() && part.due.isValid() && part.due < before->due)))
            m_findings.push_back({Severity::Warning, u"billing.instalment_order"_s, path, args});
    }

    void serviceCredits(const ServiceLevelTable &table)
    {
        if (const auto valid = validate(table); !valid)
            block(valid.error().id, u"service_credits"_s, valid.error().args);
        for (size_t i = 0; i < table.responses.size(); ++i) {
            const ResponsePromise &promise = table.responses[i];
            if (!promise.creditAmount.isZero() && promise.creditAmount.currency() != m_contract.currency)
                block(u"contracts.sla_currency"_s, u"service_credits.responses[%1].credit_amount"_s.arg(i),
                      {{u"promise"_s, promise.name}});
        }
        keys(table.items, u"service_credits"_s);
    }

    void split()
    {
        const Split &split = m_contract.split;
        if (split != Split() && m_contract.shares.empty())
            block(u"contracts.split_without_shares"_s, u"shares"_s, {});
        if (split.basis == SplitBasis::Usage && split.meter.isEmpty())
            block(u"contracts.split_without_meter"_s, u"split.meter"_s, {});
        if (split.basis != SplitBasis::Usage && !split.meter.isEmpty())
            m_findings.push_back(
                {Severity::Warning, u"contracts.split_meter_unused"_s, u"split.meter"_s, {{u"meter"_s, split.meter}}});
        if (split.basis != SplitBasis::Headcount || m_contract.shares.empty())
            return;
        bool isCounted = true;
        Exact heads;
        for (size_t i = 0; i < m_contract.shares.size(); ++i) {
            const auto &share = m_contract.shares[i];
            isCounted = isCounted && share.headcount;
            if (!share.headcount)
                block(u"contracts.headcount_missing"_s, u"shares[%1].headcount"_s.arg(i),
                      {{u"entity"_s, share.entityName}});
            heads = heads + Exact(share.headcount.value_or(Decimal(0)));
        }
        if (isCounted && heads == Exact(0))
            block(u"contracts.headcount_zero"_s, u"shares[0].headcount"_s, {});
    }

    /// A fixed amount can not be taken off on each of several invoices.
    void separateInvoices()
    {
        if (m_contract.terms.invoiceBy == InvoiceBy::Payer)
            return;
        for (size_t i = 0; i < m_contract.discounts.size(); ++i)
            if (m_contract.discounts[i].basis == pricing::DiscountBasis::Fixed)
                block(u"contracts.fixed_discount_by_invoice"_s, u"discounts[%1]"_s.arg(i),
                      {{u"discount"_s, m_contract.discounts[i].name}});
    }

    const Contract &m_contract;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> findingsOfBillingTerms(const Contract &contract)
{
    return BillingInspector(contract).inspect();
}

} // namespace accord::contracts
