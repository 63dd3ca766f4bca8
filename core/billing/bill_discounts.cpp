// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_discounts.h"

#include "core/billing/due_charges.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/discount_reach.h"
#include "core/money/allocation.h"

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;
using pricing::Discount;
using pricing::DiscountBasis;
using pricing::Percentages;

namespace {

/// Invoices of the first engine took percentages off everything but one-time items.
constexpr int firstEngineThatTakesOneTimeItems = 2;

/// Takes the discounts of an invoice off its lines, one after the other.
class InvoiceDiscounts
{
public:
    InvoiceDiscounts(Bill &bill, const BillInput &input, const Contract &contract, size_t firstLine,
                     FixedAmounts &amounts, std::vector<TakenEarly> early, pricing::Recorder *recorder)
        : m_bill(bill)
        , m_input(input)
        , m_contract(contract)
        , m_terms(input, contract)
        , m_firstLine(firstLine)
        , m_amounts(amounts)
        , m_early(std::move(early))
        , m_recorder(recorder)
    { }

    Result<void> take()
    {
        if (m_amounts.any())
            for (size_t i = m_firstLine; i < m_bill.lines.size(); ++i)
                if (BillLine &line = m_bill.lines[i]; !line.shares)
                    line.shares = DiscountShares{line.net, {}};
        if (auto given = giveBackRests(); !given)
            return given;
        for (size_t place = 0; place < m_contract.discounts.size(); ++place) {
            const Discount &discount = m_contract.discounts[place];
            const bool isFixed = discount.basis == DiscountBasis::Fixed;
            if (isFixed && discount.amount.currency() != m_contract.currency)
                continue;
            const auto taken = isFixed ? spread(place) : takePercentage(place);
            if (!taken)
                return taken;
        }
        return {};
    }

private:
    const PriceItem *itemOf(const BillLine &line) const { return m_contract.item(line.key.item); }

    /// The lines that something is left of and that the discount at hand is for: charges, not adjustments of charges.
    template<typename IsFor> std::vector<BillLine *> linesThat(IsFor isFor) const
    {
        std::vector<BillLine *> lines;
        for (size_t i = m_firstLine; i < m_bill.lines.size(); ++i) {
            BillLine &line = m_bill.lines[i];
            if (line.key.sequence == 0 && line.net.minor() > 0 && isFor(line))
                lines.push_back(&line);
        }
        return lines;
    }

    /// What was billed of the usage of \a rest before it, with what this bill adjusts of that; none: nothing, or its
    /// shares are not known.
    Result<std::optional<BilledCharge>> billedBefore(const BillLine &rest) const
    {
        std::optional<BilledCharge> sum;
        const auto add = [&](const LineKey &key, const Money &net, const DiscountShares &shares) -> Result<void> {
            if (!sum)
                sum = BilledCharge{key, Money::zero(m_contract.currency),
                                   0,   {},
                                   {},  {},
                                   {},  BilledShares{m_input.period, {Money::zero(m_contract.currency), {}}}};
            const auto all = sumOf(sum->shares->shares, shares);
            const auto billed = sum->net.plus(net);
            if (!all || !billed)
                return all ? passOn(billed) : passOn(all);
            sum->shares->shares = *all;
            sum->net = *billed;
            return {};
        };
        const auto isPart = [&](const LineKey &key) {
            return key.contract == rest.key.contract && key.item == rest.key.item && key.kind == rest.key.kind
                   && key.dimension == rest.key.dimension && key.period.end <= rest.key.period.start;
        };
        for (const BilledCharge &billed : m_input.billed)
            if (isPart(billed.key) && billed.shares
                && sharingPeriod(m_contract, billed.key, billed.shares->bill).overlaps(m_input.period))
                if (const auto added = add(billed.key, billed.net, billed.shares->shares); !added)
                    return passOn(added);
        for (size_t i = m_firstLine; sum && i < m_bill.lines.size(); ++i)
            if (const BillLine &line = m_bill.lines[i]; line.key.sequence > 0 && isPart(line.key) && line.shares)
                if (const auto added = add(line.key, line.net, *line.shares); !added)
                    return passOn(added);
        return sum;
    }

    /// The rest of a period of usage can be below zero: with more, tiers came to less. It gives back no more than was
    /// billed behind the discounts, and leaves to others what the part before does not need of the fixed ones.
    Result<void> giveBackRests()
    {
        for (size_t i = m_firstLine; m_amounts.any() && i < m_bill.lines.size(); ++i) {
            BillLine &line = m_bill.lines[i];
            if (line.key.sequence != 0 || !line.net.isNegative() || line.key.kind != toString(ItemKind::Usage))
                continue;
            const auto earlier = billedBefore(line);
            if (!earlier)
                return passOn(earlier);
            if (!*earlier)
                continue;
            if (auto given = giveBack(line, **earlier); !given)
                return given;
        }
        return {};
    }

    Result<void> giveBack(BillLine &line, const BilledCharge &earlier)
    {
        const DiscountShares &shares = earlier.shares->shares;
        const PriceItem *item = itemOf(line);
        const Period full = item ? fullPeriodOf(m_contract, *item, line.key.period) : line.key.period;
        const QDate begins = earlier.key.period.start;
        const auto percentages = m_terms.ofInvoice(item, {begins, full.lastDay()});
        const auto whole = shares.before.plus(line.net);
        if (!percentages || !whole)
            return percentages ? passOn(whole) : passOn(percentages);
        const auto after = m_amounts.takeOf(item, begins, *whole, shares.fixed, *percentages, m_input.period, false);
        const auto net = after ? after->net.minus(earlier.net) : passOn(after);
        if (!net)
            return passOn(net);
        m_amounts.takeChange(shares.fixed, after->fixed, m_input.period);
        line.shares->fixed = changeOf(shares.fixed, after->fixed);
        if (m_recorder) {
            const pricing::Step step(m_recorder,
                                     [&] { return u"Discounts of what was billed before: "_s + line.description; });
            m_recorder->rule(u"what the period comes to behind the discounts − what was billed of it"_s);
            m_recorder->fact(u"The period before discounts"_s, whole->toString());
            m_recorder->fact(u"Behind them"_s, after->net.toString());
            m_recorder->fact(u"Billed"_s, earlier.net.toString(), earlier.key.toString());
            m_recorder->rounded(*net);
            m_recorder->explains(line.key.toString());
        }
        line.gross = line.net = *net;
        line.discount = Money::zero(net->currency());
        return {};
    }

    static Result<void> takeOff(BillLine &line, const Money &amount)
    {
        const auto net = line.net.minus(amount);
        const auto discount = line.discount.plus(amount);
        if (!net || !discount)
            return passOn(net ? discount : net);
        line.net = *net;
        line.discount = *discount;
        return {};
    }

    void record(const Discount &discount, const QString &rule, const Money &taken)
    {
        if (!m_recorder)
            return;
        const pricing::Step step(m_recorder, [&] { return u"Discount %1"_s.arg(discount.name); });
        m_recorder->rule(rule);
        m_recorder->rounded(taken.negated());
    }

    /// What earlier bills of the period left of a fixed amount.
    Money leftOf(size_t place)
    {
        const Discount &discount = m_contract.discounts[place];
        std::int64_t left = m_amounts.leftOf(place, m_input.period, false).minor();
        for (TakenEarly &early : m_early) {
            if (!contracts::reaches(discount, m_contract.item(early.item), early.begins))
                continue;
            const std::int64_t taken = std::min(left, early.amount.minor());
            left -= taken;
            early.amount = Money(early.amount.minor() - taken, m_contract.currency);
        }
        return Money(left, m_contract.currency);
    }

    Result<void> spread(size_t place)
    {
        const Discount &discount = m_contract.discounts[place];
        const Money amount = leftOf(place);
        if (amount.isZero())
            return {};
        const auto lines = linesThat(
            [&](const BillLine &line) { return contracts::reaches(discount, itemOf(line), line.key.period.start); });
        if (lines.empty())
            return {};
        MoneySum sum(m_contract.currency);
        std::vector<Exact> weights;
        for (const BillLine *line : lines) {
            weights.emplace_back(line->net);
            sum.add(line->net);
        }
        if (!sum.total())
            return passOn(sum.total());
        const Money taken(std::min(amount.minor(), sum.total()->minor()), m_contract.currency);
        const auto parts = allocate(taken, weights);
        if (!parts)
            return passOn(parts);
        const QString key = m_amounts.keyOf(place);
        for (size_t i = 0; i < lines.size(); ++i) {
            if (auto took = takeOff(*lines[i], (*parts)[i]); !took)
                return took;
            if (!(*parts)[i].isZero())
                lines[i]->shares->fixed.push_back({key, (*parts)[i]});
        }
        m_amounts.take(key, m_input.period, taken);
        addDiscount(m_bill, discount.name, taken);
        record(discount,
               (amount == discount.amount ? u"fixed amount, spread over %1 lines by largest remainder"_s
                                          : u"what earlier bills of the period left of a fixed amount, spread over %1 "
                                            "lines by largest remainder"_s)
                   .arg(lines.size()),
               taken);
        return {};
    }

    Result<Decimal> percentOn(const BillLine &line, size_t place)
    {
        const PriceItem *item = itemOf(line);
        const Period full = item ? fullPeriodOf(m_contract, *item, line.key.period) : line.key.period;
        const auto percentages = m_terms.ofInvoice(item, {line.key.period.start, full.lastDay()});
        if (!percentages)
            return passOn(percentages);
        for (const auto &[other, percent] : *percentages)
            if (other == place)
                return percent;
        return Decimal();
    }

    Result<void> takePercentage(size_t place)
    {
        const Discount &discount = m_contract.discounts[place];
        MoneySum taken(m_contract.currency);
        QStringList said;
        const auto lines = linesThat([&](const BillLine &line) {
            const QDate begins = line.key.period.start;
            return contracts::reaches(discount, itemOf(line), begins)
                   && contracts::isTakenOfInvoice(m_contract, place, itemOf(line), begins);
        });
        for (BillLine *line : lines) {
            const auto percent = percentOn(*line, place);
            if (!percent)
                return passOn(percent);
            const auto part = (Exact(line->net) * Exact::percent(*percent)).toMoney(m_contract.currency);
            if (!part)
                return passOn(part);
            if (const QString words = percent->toShortString() + u" %"_s; !said.contains(words))
                said << words;
            taken.add(*part);
            if (auto took = takeOff(*line, *part); !took)
                return took;
        }
        if (!taken.total())
            return passOn(taken.total());
        if (taken.total()->isZero())
            return {};
        addDiscount(m_bill, discount.name, *taken.total());
        record(discount,
               u"%1 of what is left of each of %2 lines, each rounded"_s.arg(said.join(u" or "_s)).arg(lines.size()),
               *taken.total());
        return {};
    }

    Bill &m_bill;
    const BillInput &m_input;
    const Contract &m_contract;
    DiscountTerms m_terms;
    size_t m_firstLine;
    FixedAmounts &m_amounts;
    std::vector<TakenEarly> m_early; ///< without what the amounts before took
    pricing::Recorder *m_recorder;
};

} // namespace

DiscountTerms::DiscountTerms(const BillInput &input, const Contract &contract)
    : m_input(input)
    , m_contract(contract)
    , m_engine(input.engine)
{ }

Result<Percentages> DiscountTerms::ofLine(const PriceItem &item, const ChargeDays &days)
{
    if (item.kind == ItemKind::OneTime && m_engine < firstEngineThatTakesOneTimeItems)
        return Percentages();
    return percentages(&item, days, false);
}

Result<Percentages> DiscountTerms::ofInvoice(const PriceItem *item, const ChargeDays &days)
{
    return percentages(item, days, true);
}

Result<Percentages> DiscountTerms::percentages(const PriceItem *item, const ChargeDays &days, bool isOfInvoice)
{
    Percentages result;
    for (size_t i = 0; i < m_contract.discounts.size(); ++i) {
        const Discount &discount = m_contract.discounts[i];
        if (!contracts::reaches(discount, item, days.begins)
            || contracts::isTakenOfInvoice(m_contract, i, item, days.begins) != isOfInvoice)
            continue;
        const auto facts = factsOn(days.measured);
        if (!facts)
            return passOn(facts);
        const Decimal percent = pricing::percentOf(discount, *facts);
        if (!percent.isZero())
            result.emplace_back(i, percent);
    }
    return result;
}

Result<pricing::DiscountFacts> DiscountTerms::factsOn(const QDate &day)
{
    if (m_day == day)
        return m_facts;
    const auto facts = contracts::discountFacts(m_contract, servedOn(m_contract, m_input.locations, day));
    if (!facts)
        return facts;
    m_day = day;
    m_facts = *facts;
    return m_facts;
}

Result<void> takeInvoiceDiscounts(Bill &bill, const BillInput &input, const Contract &contract, size_t firstLine,
                                  FixedAmounts &amounts, std::vector<TakenEarly> early, pricing::Recorder *recorder)
{
    return InvoiceDiscounts(bill, input, contract, firstLine, amounts, std::move(early), recorder).take();
}

Result<Money> afterInvoiceDiscounts(const Money &amount, const Money &fixed, const Percentages &percentages)
{
    if (amount.isNegative())
        return amount;
    auto left = amount.minus(fixed.minor() < amount.minor() ? fixed : amount);
    for (const auto &[place, percent] : percentages) {
        if (!left)
            return left;
        const auto part = (Exact(*left) * Exact::percent(percent)).toMoney(amount.currency());
        if (!part)
            return part;
        left = left->minus(*part);
    }
    return left;
}

Result<Money> fixedShareOf(const Money &amount, const Money &taken, const Percentages &percentages)
{
    std::int64_t low = 0;
    std::int64_t high = std::max<std::int64_t>(amount.minor(), 0);
    while (low < high) { // what is taken never falls when the fixed amount rises
        const std::int64_t middle = low + (high - low) / 2;
        const auto left = afterInvoiceDiscounts(amount, Money(middle, amount.currency()), percentages);
        if (!left)
            return left;
        if (amount.minor() - left->minor() >= taken.minor())
            high = middle;
        else
            low = middle + 1;
    }
    return Money(low, amount.currency());
}

void addDiscount(Bill &bill, const QString &name, const Money &amount)
{
    const auto found = std::find_if(bill.discounts.begin(), bill.discounts.end(),
                                    [&](const DiscountTotal &d) { return d.name == name; });
    if (found == bill.discounts.end())
        bill.discounts.push_back({name, amount});
    else if (const auto sum = found->amount.plus(amount))
        found->amount = *sum;
}

} // namespace accord::billing
