// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/instalments.h"

#include "core/money/allocation.h"

namespace accord::billing {

using contracts::Finding;
using contracts::Severity;

namespace {

QString pathOf(size_t place)
{
    return u"instalments[%1]"_s.arg(place);
}

/// Whether the number of a term has a meaning under the plan's basis.
bool hasShare(const InstalmentPlan &plan, const InstalmentTerm &term, const Money &total)
{
    switch (plan.basis) {
    case InstalmentBasis::Equal:
        return true;
    case InstalmentBasis::Percent:
        return term.percent > Decimal(0);
    case InstalmentBasis::Amount:
        return !term.amount.isZero() && term.amount.isNegative() == total.isNegative();
    }
    Q_UNREACHABLE();
}

std::vector<Finding> findingsOfTerms(const InstalmentPlan &plan, const Money &total)
{
    std::vector<Finding> findings;
    QDate before;
    for (size_t i = 0; i < plan.terms.size(); ++i) {
        const InstalmentTerm &term = plan.terms[i];
        const QVariantMap args{{u"part"_s, qulonglong(i + 1)}, {u"name"_s, term.name}};
        if (term.due.isNull() == term.milestone.isEmpty())
            findings.push_back({Severity::Blocking, u"billing.instalment_when"_s, pathOf(i), args});
        if (!hasShare(plan, term, total))
            findings.push_back({Severity::Blocking, u"billing.instalment_share"_s, pathOf(i), args});
        if (!term.due.isNull() && !before.isNull() && term.due < before)
            findings.push_back({Severity::Warning, u"billing.instalment_order"_s, pathOf(i), args});
        before = term.due.isNull() ? before : term.due;
    }
    return findings;
}

Finding doesNotAddUp(const QString &sum, const QString &wanted, const QString &difference)
{
    return {Severity::Blocking,
            u"billing.instalments_sum"_s,
            u"instalments"_s,
            {{u"sum"_s, sum}, {u"wanted"_s, wanted}, {u"difference"_s, difference}}};
}

std::optional<Finding> findingOfPercents(const InstalmentPlan &plan)
{
    Exact sum;
    for (const InstalmentTerm &term : plan.terms)
        sum = sum + Exact(term.percent);
    if (sum == Exact(100))
        return std::nullopt;
    return doesNotAddUp(sum.toString(), u"100"_s, (Exact(100) - sum).toString());
}

std::optional<Finding> findingOfAmounts(const InstalmentPlan &plan, const Money &total)
{
    MoneySum sum(total.currency());
    for (const InstalmentTerm &term : plan.terms)
        sum.add(term.amount);
    if (!sum.total())
        return Finding{Severity::Blocking, sum.total().error().id, u"instalments"_s, sum.total().error().args};
    const auto difference = total.minus(*sum.total());
    if (!difference)
        return Finding{Severity::Blocking, difference.error().id, u"instalments"_s, difference.error().args};
    if (difference->isZero())
        return std::nullopt;
    return doesNotAddUp(sum.total()->toString(), total.toString(), difference->toString());
}

Result<std::vector<Money>> amountsOf(const Money &total, const InstalmentPlan &plan)
{
    std::vector<Money> amounts;
    std::vector<Exact> weights;
    for (const InstalmentTerm &term : plan.terms) {
        amounts.push_back(term.amount);
        weights.push_back(plan.basis == InstalmentBasis::Percent ? Exact(term.percent) : Exact(1));
    }
    return plan.basis == InstalmentBasis::Amount ? Result<std::vector<Money>>(amounts) : allocate(total, weights);
}

void record(pricing::Recorder *recorder, const Money &total, const std::vector<Instalment> &parts)
{
    const pricing::Step step(recorder, [] { return u"Instalments"_s; });
    recorder->rule(u"the total in parts, largest remainder"_s);
    recorder->rounded(total);
    for (const Instalment &part : parts)
        recorder->fact(part.name, part.amount.toString(),
                       part.due.isNull() ? u"milestone %1"_s.arg(part.milestone) : part.due.toString(Qt::ISODate));
}

} // namespace

std::vector<Finding> findingsOf(const InstalmentPlan &plan, const Money &total)
{
    if (plan.terms.empty())
        return {{Severity::Blocking, u"billing.instalments_none"_s, u"instalments"_s, {}}};
    auto findings = findingsOfTerms(plan, total);
    auto sum = std::optional<Finding>();
    if (plan.basis == InstalmentBasis::Percent)
        sum = findingOfPercents(plan);
    else if (plan.basis == InstalmentBasis::Amount)
        sum = findingOfAmounts(plan, total);
    if (sum)
        findings.push_back(*sum);
    return findings;
}

Result<std::vector<Instalment>> instalmentsOf(const Money &total, const InstalmentPlan &plan,
                                              const MilestonesReached &reached, pricing::Recorder *recorder)
{
    for (const Finding &finding : findingsOf(plan, total)) {
        if (finding.severity == Severity::Blocking)
            return fail(ErrorKind::InvalidInput, finding.id, finding.args);
    }
    const auto amounts = amountsOf(total, plan);
    if (!amounts)
        return passOn(amounts);
    std::vector<Instalment> parts;
    for (size_t i = 0; i < plan.terms.size(); ++i) {
        const InstalmentTerm &term = plan.terms[i];
        const QDate due = term.milestone.isEmpty() ? term.due : reached.value(term.milestone);
        parts.push_back({term.name, due, term.milestone, (*amounts)[i]});
    }
    if (recorder)
        record(recorder, total, parts);
    return parts;
}

} // namespace accord::billing
