// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/totals_rules.h"

namespace accord::billing {

namespace {

/// Gathers findings and the first thing that did not compute.
class Checks
{
public:
    void expect(const QString &rule, const QString &what, const Money &stated, const Result<Money> &computed)
    {
        if (!m_status)
            return;
        if (!computed) {
            m_status = passOn(computed);
            return;
        }
        const auto difference = stated.minus(*computed);
        if (!difference)
            m_status = passOn(difference);
        else if (!difference->isZero())
            m_findings.push_back({rule, what, stated, *computed});
    }

    Result<std::vector<TotalsFinding>> findings() const
    {
        if (!m_status)
            return passOn(m_status);
        return m_findings;
    }

private:
    std::vector<TotalsFinding> m_findings;
    Result<void> m_status;
};

Result<Money> sum(const std::vector<Money> &amounts, const Currency &currency)
{
    MoneySum total(currency);
    for (const Money &amount : amounts)
        total.add(amount);
    return total.total();
}

QString keyOf(const tax::TaxGroup &group)
{
    return u"%1 %2 %3"_s.arg(group.component.jurisdiction, tax::code(group.component.category),
                             group.component.percent.toShortString());
}

} // namespace

Result<std::vector<TotalsFinding>> checkTotals(const DocumentTotals &totals)
{
    Checks checks;
    const Currency &currency = totals.currency;
    checks.expect(u"BR-CO-10"_s, u"BT-106"_s, totals.sumOfLineNets, sum(totals.lineNets, currency));
    checks.expect(u"BR-CO-11"_s, u"BT-107"_s, totals.sumOfAllowances, sum(totals.allowances, currency));
    checks.expect(u"BR-CO-12"_s, u"BT-108"_s, totals.sumOfCharges, sum(totals.charges, currency));
    checks.expect(
        u"BR-CO-13"_s, u"BT-109"_s, totals.withoutTax,
        MoneySum(currency).add(totals.sumOfLineNets).subtract(totals.sumOfAllowances).add(totals.sumOfCharges).total());
    MoneySum tax(currency);
    for (const TaxedPart &part : totals.breakdown)
        tax.add(part.tax);
    checks.expect(u"BR-CO-14"_s, u"BT-110"_s, totals.tax, tax.total());
    checks.expect(u"BR-CO-15"_s, u"BT-112"_s, totals.withTax,
                  MoneySum(currency).add(totals.withoutTax).add(totals.tax).total());
    checks.expect(u"BR-CO-16"_s, u"BT-115"_s, totals.due,
                  MoneySum(currency).add(totals.withTax).subtract(totals.paid).add(totals.rounding).total());
    for (const TaxedPart &part : totals.breakdown)
        checks.expect(u"BR-CO-17"_s, u"BT-117 "_s + part.key, part.tax,
                      (Exact(part.taxable) * Exact::percent(part.percent)).toMoney(currency));
    return checks.findings();
}

DocumentTotals totalsOf(const Bill &bill, const Money &paid)
{
    const Money none = Money::zero(bill.currency);
    DocumentTotals totals{bill.currency, {},       {},         {},   bill.subtotal, none,       none,
                          bill.subtotal, bill.tax, bill.total, paid, none,          bill.total, {}};
    for (const BillLine &line : bill.lines)
        totals.lineNets.push_back(line.net);
    for (const tax::TaxGroup &group : bill.taxGroups)
        totals.breakdown.push_back({keyOf(group), group.component.percent, group.taxable, group.tax});
    if (const auto due = bill.total.minus(paid))
        totals.due = *due;
    return totals;
}

Result<std::vector<TotalsFinding>> checkTotals(const Bill &bill)
{
    return checkTotals(totalsOf(bill, Money::zero(bill.currency)));
}

} // namespace accord::billing
