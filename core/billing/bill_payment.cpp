// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_payment.h"

#include "core/billing/invoice.h"
#include "core/billing/prepaid_credit.h"
#include "core/money/allocation.h"

namespace accord::billing {

using contracts::Contract;
using contracts::PrepaidCreditTerm;

namespace {

/// A credit of a contract with what is left of it.
struct Candidate
{
    const Contract *contract = nullptr;
    const PrepaidCreditTerm *term = nullptr;
    PrepaidCredit credit;
};

Money usedOf(const std::vector<CreditUsed> &used, const Contract &contract, const PrepaidCreditTerm &term)
{
    const auto found = std::find_if(used.begin(), used.end(), [&](const CreditUsed &one) {
        return one.contract == contract.id && one.name == term.name && one.amount.currency() == term.amount.currency();
    });
    return found == used.end() ? Money::zero(term.amount.currency()) : found->amount;
}

Result<std::vector<Candidate>> candidatesOf(const BillInput &input, const Currency &currency, const QDate &day)
{
    std::vector<Candidate> candidates;
    for (const Contract &contract : input.contracts) {
        for (const PrepaidCreditTerm &term : contract.prepaidCredits) {
            const QDate first = term.validFrom.isValid() ? term.validFrom : contract.term.start;
            if (term.amount.currency() != currency || day < first)
                continue;
            const auto left = term.amount.minus(usedOf(input.creditsUsed, contract, term));
            if (!left)
                return passOn(left);
            const PrepaidCredit credit{term.name, *left, term.priority, term.expiresOn};
            if (!left->isNegative() && isUsable(credit, day))
                candidates.push_back({&contract, &term, credit});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return isUsedBefore(a.credit, b.credit); });
    return candidates;
}

/// What is still to be paid, line by line where a credit asks for lines and as one amount otherwise.
class OpenAmounts
{
public:
    static Result<OpenAmounts> of(const Bill &bill, const std::vector<Candidate> &candidates)
    {
        OpenAmounts open;
        open.m_byLine = std::any_of(candidates.begin(), candidates.end(),
                                    [](const Candidate &candidate) { return !candidate.term->items.isEmpty(); });
        if (!open.m_byLine) {
            open.m_amounts = {bill.total};
            return open;
        }
        MoneySum below(bill.currency);
        std::vector<Exact> weights;
        for (const BillLine &line : bill.lines) {
            const auto gross = line.net.plus(line.tax);
            if (!gross)
                return passOn(gross);
            if (gross->isNegative())
                below.add(*gross);
            open.m_amounts.push_back(gross->isNegative() ? Money::zero(bill.currency) : *gross);
            weights.emplace_back(open.m_amounts.back());
        }
        if (!below.total())
            return passOn(below.total());
        return below.total()->isZero() ? open : open.reducedBy(*below.total(), weights);
    }

    std::vector<size_t> placesFor(const Bill &bill, const Candidate &candidate) const
    {
        std::vector<size_t> places;
        for (size_t i = 0; i < m_amounts.size(); ++i) {
            const bool isBound = !candidate.term->items.isEmpty();
            if (!isBound
                || (bill.lines[i].key.contract == candidate.contract->id
                    && candidate.term->items.contains(bill.lines[i].key.item)))
                places.push_back(i);
        }
        return places;
    }

    const Money &at(size_t place) const { return m_amounts[place]; }
    void set(size_t place, const Money &amount) { m_amounts[place] = amount; }

private:
    Result<OpenAmounts> reducedBy(const Money &below, const std::vector<Exact> &weights)
    {
        const auto parts = allocate(below, weights);
        if (!parts)
            return passOn(parts);
        for (size_t i = 0; i < m_amounts.size(); ++i)
            m_amounts[i] = *m_amounts[i].plus((*parts)[i]);
        return *this;
    }

    bool m_byLine = false;
    std::vector<Money> m_amounts;
};

Result<void> use(Bill &bill, OpenAmounts &open, const Candidate &candidate, pricing::Recorder *recorder)
{
    const std::vector<size_t> places = open.placesFor(bill, candidate);
    std::vector<Money> amounts;
    for (const size_t place : places)
        amounts.push_back(open.at(place));
    const auto drawn = drawDown(amounts, {candidate.credit}, bill.currency, Leftover::Kept, recorder);
    if (!drawn)
        return passOn(drawn);
    for (size_t i = 0; i < places.size(); ++i)
        open.set(places[i], drawn->due[i]);
    if (!drawn->totalApplied.isZero())
        bill.credits.push_back({candidate.contract->id, candidate.term->name, candidate.term->amount,
                                candidate.credit.balance, drawn->totalApplied});
    return {};
}

InstalmentPlan planFor(const contracts::InstalmentAgreement &agreement, const QDate &issueDay)
{
    InstalmentPlan plan{agreement.basis, {}};
    for (const contracts::InstalmentPart &part : agreement.parts)
        plan.terms.push_back({part.name, part.days ? issueDay.addDays(*part.days) : part.due, part.milestone,
                              part.percent, part.amount});
    return plan;
}

MilestonesReached reachedOf(const BillInput &input, const Contract &contract)
{
    MilestonesReached reached;
    for (const contracts::ReachedMilestone &one : input.milestones.value_or(std::vector<contracts::ReachedMilestone>()))
        if (one.contract == contract.id)
            reached.insert(one.name, one.day);
    return reached;
}

/// Reports what does not fit. \returns whether the plan can be followed.
bool reportFindings(Bill &bill, const InstalmentPlan &plan, const Money &due)
{
    const auto findings = findingsOf(plan, due);
    for (const contracts::Finding &finding : findings)
        bill.exceptions.push_back({finding.severity, finding.id, finding.args});
    return !contracts::blocksBilling(findings);
}

} // namespace

QDate issueDayOf(const Bill &bill, const QDate &taxDay)
{
    return std::max(taxDay, earliestIssueDate(bill));
}

Result<void> applyPrepaidCredits(Bill &bill, const BillInput &input, pricing::Recorder *recorder)
{
    const auto candidates = candidatesOf(input, bill.currency, issueDayOf(bill, input.taxDay));
    if (!candidates)
        return passOn(candidates);
    if (candidates->empty() || bill.total.isNegative() || bill.total.isZero())
        return {};
    auto open = OpenAmounts::of(bill, *candidates);
    if (!open)
        return passOn(open);
    for (const Candidate &candidate : *candidates) {
        if (auto used = use(bill, *open, candidate, recorder); !used)
            return used;
    }
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Amount due"_s; });
        recorder->rule(u"total − prepaid credit"_s);
        recorder->rounded(bill.amountDue());
    }
    return {};
}

Result<void> planInstalments(Bill &bill, const BillInput &input, pricing::Recorder *recorder)
{
    const auto agreed = std::find_if(input.contracts.begin(), input.contracts.end(),
                                     [](const Contract &contract) { return contract.instalments.has_value(); });
    const Money due = bill.amountDue();
    if (agreed == input.contracts.end() || due.isZero() || due.isNegative())
        return {};
    const QDate issueDay = issueDayOf(bill, input.taxDay);
    const InstalmentPlan plan = planFor(*agreed->instalments, issueDay);
    if (!reportFindings(bill, plan, due))
        return {};
    auto parts = instalmentsOf(due, plan, reachedOf(input, *agreed), recorder);
    if (!parts)
        return passOn(parts);
    bill.instalments = std::move(*parts);
    QDate last;
    for (const Instalment &part : bill.instalments)
        last = std::max(last, part.due);
    if (last.isValid())
        bill.netDays = int(std::max<qint64>(0, issueDay.daysTo(last)));
    return {};
}

} // namespace accord::billing
