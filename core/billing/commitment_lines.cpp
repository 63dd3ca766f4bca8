// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/commitment_lines.h"

#include "core/billing/contract_lines.h"
#include "core/billing/credit_rules.h"
#include "core/billing/item_rating.h"
#include "core/billing/prepayment.h"
#include "core/pricing/commitment.h"
#include "core/pricing/period_grid.h"
#include "core/pricing/proration.h"

namespace accord::billing {

using contracts::Contract;
using contracts::SpendCommitment;

namespace {

class CommitmentLines
{
public:
    CommitmentLines(const BillInput &input, const Contract &contract, FixedAmounts &amounts,
                    pricing::Recorder *recorder)
        : m_input(input)
        , m_contract(contract)
        , m_amounts(amounts)
        , m_discounts(input, contract)
        , m_lines(input, contract)
        , m_recorder(recorder)
    { }

    /// What is missing to a commitment whose period ends in the billing period.
    Result<void> trueUp(Bill &bill, const SpendCommitment &commitment)
    {
        const pricing::PeriodGrid grid(m_contract.term.start, m_contract.anchorDay(), commitment.months);
        for (const Period &full : grid.periodsOverlapping(m_contract.term)) {
            const Period served = m_contract.billedHere(full.intersected(m_contract.term));
            if (served.isEmpty() || !m_input.period.contains(served.lastDay()))
                continue;
            const LineKey key{m_contract.id, commitment.key, {}, served, commitmentKind(), 0};
            if (m_input.billedKeys.contains(key.toString()) || isBilled(key))
                continue;
            const pricing::Step step(m_recorder, [&] { return commitment.description; });
            const auto missing = missingTo(bill, commitment, served, full, m_recorder);
            if (!missing)
                return passOn(missing);
            if (!missing->isZero())
                add(bill, key, u"%1 - up to the commitment of %2"_s.arg(commitment.description, nameOf(served)),
                    *missing);
        }
        return {};
    }

    /// What was asked for of a period that is over, against what this bill adds to the spend of that period or takes
    /// from it, and against what less is asked for where fewer days are served; never more than that, and never below
    /// nothing.
    Result<void> adjust(Bill &bill, const BilledCharge &billed, const SpendCommitment &commitment)
    {
        if (billed.lastSequence < 0 && !wasMet(bill, commitment, billed))
            return {};
        MoneySum sum(m_contract.currency);
        for (const BillLine &line : bill.lines)
            if (countsTowards(m_contract, commitment, billed.key.period, line.key))
                sum.add(beforeDiscounts(line));
        for (const BilledCharge &charge : m_input.elsewhere)
            if (countsTowards(m_contract, commitment, billed.key.period, charge.key))
                sum.add(charge.beforeDiscounts());
        Period full;
        const Period served = commitmentPeriodAt(m_contract, commitment, billed.key.period.start, full);
        const auto less = lessAskedFor(commitment, billed.key.period, served, full);
        if (!sum.total() || !less)
            return sum.total() ? passOn(less) : passOn(sum.total());
        if (sum.total()->isZero() && less->isZero())
            return {};
        const auto missing = missingTo(bill, commitment, served, full, nullptr);
        const auto whole = missing ? missing->minus(billed.beforeDiscounts()) : missing;
        if (!whole)
            return passOn(whole);
        const Money added = *sum.total();
        const qint64 opposite = -added.minor();
        const qint64 changed = std::clamp<qint64>(whole->minor(), std::min<qint64>(opposite, 0) - less->minor(),
                                                  std::max<qint64>(opposite, 0));
        const Money within(changed, m_contract.currency);
        if (within.isZero())
            return {};
        const auto after = afterDiscounts(billed, within);
        if (!after)
            return passOn(after);
        const auto uncapped = after->net.minus(billed.net);
        if (!uncapped)
            return passOn(uncapped);
        const auto difference = withinCreditCap(m_contract.terms, billed, *uncapped);
        if (!difference || difference->isZero())
            return difference ? Result<void>() : passOn(difference);
        const pricing::Step step(m_recorder, [&] {
            return u"Adjustment of %1, %2"_s.arg(commitment.description, nameOf(billed.key.period));
        });
        if (m_recorder) {
            if (const auto again = missingTo(bill, commitment, served, full, m_recorder); !again)
                return passOn(again);
            m_recorder->rule(u"what is missing now − what was billed for it, at most what this bill changes of it"_s);
            m_recorder->fact(u"Missing now"_s, missing->toString());
            m_recorder->fact(u"Billed"_s, billed.beforeDiscounts().toString(), billed.key.toString());
            m_recorder->fact(u"Changed by this bill"_s, added.toString());
            if (!less->isZero())
                m_recorder->fact(u"Less asked for, as fewer days are served"_s, less->toString());
            if (*difference != within)
                m_recorder->fact(u"After the discounts of the invoice, changed by"_s, difference->toString());
            m_recorder->exact(Exact(*difference));
            m_recorder->rounded(*difference);
        }
        LineKey key = billed.key;
        key.sequence = billed.lastSequence + 1;
        const QString words = billed.lastSequence < 0 ? u"%1 - up to the commitment of %2"_s
                                                      : u"Adjustment of the commitment: %1, %2"_s;
        add(bill, key, words.arg(commitment.description, nameOf(billed.key.period)), *difference);
        if (billed.shares) {
            const auto &fixed = billed.shares->shares.fixed;
            bill.lines.back().shares
                = DiscountShares{*difference == *uncapped ? within : *difference, changeOf(fixed, after->fixed)};
            m_amounts.takeChange(fixed, after->fixed, billed.shares->bill);
            if (difference->minor() > 0)
                if (auto raised = raise(bill.lines.size() - 1, billed, within, after->fixed); !raised)
                    return raised;
        }
        return {};
    }

private:
    static const Money &beforeDiscounts(const BillLine &line) { return line.shares ? line.shares->before : line.net; }

    /// Whether nothing was asked for because nothing was missing, not because there was no commitment then.
    bool wasMet(const Bill &bill, const SpendCommitment &commitment, const BilledCharge &billed) const
    {
        const LineKey &key = billed.key;
        const bool isAsked = m_input.billedKeys.contains(key.toString())
                             || std::ranges::find(bill.lines, key, &BillLine::key) != bill.lines.end();
        Period full;
        const Period served = commitmentPeriodAt(m_contract, commitment, key.period.start, full);
        const auto missing = missingTo({}, commitment, served, full, nullptr);
        return !isAsked && missing && missing->isZero();
    }

    /// What was asked for, changed by \a change, behind the discounts of its invoice.
    Result<AfterDiscounts> afterDiscounts(const BilledCharge &billed, const Money &change)
    {
        const auto before = billed.beforeDiscounts().plus(change);
        if (!before)
            return passOn(before);
        if (!billed.shares)
            return AfterDiscounts{*before, {}};
        const auto percentages = percentagesOf(billed);
        if (!percentages)
            return passOn(percentages);
        return m_amounts.takeOf(nullptr, billed.key.period.start, *before, billed.shares->shares.fixed, *percentages,
                                billed.shares->bill, false);
    }

    Result<pricing::Percentages> percentagesOf(const BilledCharge &billed)
    {
        return m_discounts.ofInvoice(nullptr, {billed.key.period.start, billed.key.period.lastDay()});
    }

    /// Lets the \a line that asks for \a change more take what is left of fixed amounts.
    Result<void> raise(size_t line, const BilledCharge &billed, const Money &change, std::vector<FixedShare> shares)
    {
        auto percentages = percentagesOf(billed);
        const auto before = billed.beforeDiscounts().plus(change);
        if (!percentages || !before)
            return percentages ? passOn(before) : passOn(percentages);
        m_amounts.raise({line, nullptr, billed, *before, std::move(shares), std::move(*percentages)});
        return {};
    }

    /// Whether \a key is looked at again, perhaps with other days: an amendment can have ended the term since.
    bool isBilled(const LineKey &key) const
    {
        return std::ranges::any_of(m_input.billed, [&](const BilledCharge &billed) {
            return billed.key.contract == key.contract && billed.key.item == key.item && billed.key.kind == key.kind
                   && billed.key.period.overlaps(key.period);
        });
    }

    Result<Money> missingTo(const Bill &bill, const SpendCommitment &commitment, const Period &served,
                            const Period &full, pricing::Recorder *recorder) const
    {
        std::vector<Money> spent;
        for (const BilledCharge &charge : m_input.spent)
            if (countsTowards(m_contract, commitment, served, charge.key))
                spent.push_back(charge.beforeDiscounts());
        for (const BillLine &line : bill.lines)
            if (countsTowards(m_contract, commitment, served, line.key))
                spent.push_back(beforeDiscounts(line));
        const auto missing = pricing::trueUp(Exact(commitment.amount), fractionOf(served, full), spent,
                                             m_contract.currency, false, recorder);
        return missing.map([](const pricing::TrueUp &trueUp) { return trueUp.amount; });
    }

    /// The part of a commitment's period that is served.
    Exact fractionOf(const Period &served, const Period &full) const
    {
        Exact fraction;
        for (const Period &part : m_contract.withoutGaps(served))
            fraction = fraction + pricing::prorationFraction(part, full);
        return fraction;
    }

    /// By how much less is asked for than of the days that were \a billed; nothing where unused time is kept.
    Result<Money> lessAskedFor(const SpendCommitment &commitment, const Period &billed, const Period &served,
                               const Period &full) const
    {
        const Currency &currency = m_contract.currency;
        if (m_contract.terms.unusedTime == contracts::UnusedTime::Kept)
            return Money::zero(currency);
        const Exact whole(commitment.amount);
        const auto before = (whole * pricing::prorationFraction(billed, full)).toMoney(currency);
        const auto now = (whole * fractionOf(served, full)).toMoney(currency);
        if (!before || !now)
            return before ? now : before;
        return now->minor() < before->minor() ? before->minus(*now) : Result<Money>(Money::zero(currency));
    }

    void add(Bill &bill, const LineKey &key, const QString &description, const Money &amount) const
    {
        BillLine line = m_lines.lineOfContract();
        line.key = key;
        line.description = description;
        setAmount(line, amount);
        if (m_recorder)
            m_recorder->explains(line.key.toString());
        bill.lines.push_back(std::move(line));
    }

    const BillInput &m_input;
    const Contract &m_contract;
    FixedAmounts &m_amounts;
    DiscountTerms m_discounts;
    ContractLines m_lines;
    pricing::Recorder *m_recorder;
};

} // namespace

QString commitmentKind()
{
    return u"commitment"_s;
}

Period commitmentPeriodAt(const Contract &contract, const SpendCommitment &commitment, const QDate &day, Period &full)
{
    full = pricing::PeriodGrid(contract.term.start, contract.anchorDay(), commitment.months).periodAt(day);
    return contract.billedHere(full.intersected(contract.term));
}

bool countsTowards(const Contract &contract, const SpendCommitment &commitment, const Period &served,
                   const LineKey &key)
{
    return key.contract == contract.id && key.kind != commitmentKind() && key.kind != u"service_credit"_s
           && key.kind != prepaymentKind && key.kind != deductionKind && served.contains(key.period.start)
           && (commitment.items.isEmpty() || commitment.items.contains(key.item));
}

std::vector<BilledCharge> commitmentsMet(const Contract &contract, const Period &period,
                                         const std::vector<BilledCharge> &charges)
{
    std::vector<BilledCharge> met;
    const auto isListed = [&](const std::vector<BilledCharge> &list, const LineKey &key) {
        return std::ranges::any_of(list, [&](const BilledCharge &charge) {
            return charge.key.contract == key.contract && charge.key.item == key.item && charge.key.kind == key.kind
                   && charge.key.period.overlaps(key.period);
        });
    };
    for (const SpendCommitment &commitment : contract.commitments) {
        for (const BilledCharge &charge : charges) {
            Period full;
            const Period served = commitmentPeriodAt(contract, commitment, charge.key.period.start, full);
            const bool isOver = !served.isEmpty() && full.end <= period.start;
            const LineKey key{contract.id, commitment.key, {}, served, commitmentKind(), 0};
            if (isOver && countsTowards(contract, commitment, served, charge.key) && !isListed(charges, key)
                && !isListed(met, key))
                met.push_back({key, Money::zero(contract.currency), -1});
        }
    }
    return met;
}

Result<void> trueUpCommitments(Bill &bill, const BillInput &input, const Contract &contract, FixedAmounts &amounts,
                               pricing::Recorder *recorder)
{
    CommitmentLines lines(input, contract, amounts, recorder);
    for (const SpendCommitment &commitment : contract.commitments) {
        for (const BilledCharge &billed : input.billed) {
            const bool isOfIt = billed.key.contract == contract.id && billed.key.kind == commitmentKind()
                                && billed.key.item == commitment.key;
            if (!isOfIt)
                continue;
            if (auto adjusted = lines.adjust(bill, billed, commitment); !adjusted)
                return tl::unexpected(inItem(adjusted.error(), contract, commitment.key));
        }
        if (auto trued = lines.trueUp(bill, commitment); !trued)
            return tl::unexpected(inItem(trued.error(), contract, commitment.key));
    }
    return {};
}

} // namespace accord::billing
