// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/adjustments.h"

#include "core/billing/bill_discounts.h"
#include "core/billing/contract_lines.h"
#include "core/billing/credit_rules.h"
#include "core/billing/item_rating.h"
#include "core/billing/location_charges.h"

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;

namespace {

/// Earlier ones gave the price of the days back that are not served, not their share of what was billed.
constexpr int firstEngineOfUnusedCredit = 3;
/// Earlier ones measured a charge of which something was given back by its price, not by what was billed of it.
constexpr int firstEngineOfLastingCredit = 5;

class Adjuster
{
public:
    Adjuster(const BillInput &input, const Contract &contract, FixedAmounts &amounts, const UsageLookup &usage,
             pricing::Recorder *recorder)
        : m_input(input)
        , m_contract(contract)
        , m_amounts(amounts)
        , m_lines(input, contract)
        , m_items(input, contract, usage, recorder)
        , m_unrecorded(input, contract, usage, nullptr)
        , m_discounts(input, contract)
        , m_recorder(recorder)
    { }

    Result<std::vector<TakenEarly>> adjustInto(Bill &bill)
    {
        std::vector<LookedAt> charges;
        for (const BilledCharge &billed : m_input.billed) {
            if (billed.key.contract != m_contract.id || !isOfItem(billed.key))
                continue;
            rateBy(billed);
            if (auto looked = lookAt(billed, charges); !looked)
                return tl::unexpected(inItem(looked.error(), m_contract, billed.key.item));
            if (auto looked = lookAtMinimum(billed, charges); !looked)
                return tl::unexpected(inItem(looked.error(), m_contract, billed.key.item));
        }
        for (const LookedAt &charge : charges) {
            rateBy(charge.billed);
            if (auto adjusted = adjust(bill, charge); !adjusted)
                return tl::unexpected(inItem(adjusted.error(), m_contract, charge.billed.key.item));
        }
        return std::move(m_early);
    }

private:
    /// What a charge of the past comes to by the terms and the usage of now.
    struct ComesTo
    {
        ItemCharge charge;
        Money before; ///< the charge, or the top-up of a minimum
        Money amount; ///< less the discounts of the invoice
        std::vector<FixedShare> shares; ///< of fixed amounts, where they are known
        Money fixed; ///< where they are not: what the charge keeps of them all
        pricing::Percentages percentages; ///< taken of what they leave
    };
    /// What is kept of a charge of which nothing changed but the days that are served.
    struct Kept
    {
        Money amount;
        Money before; ///< the discounts of the invoice
    };
    struct LookedAt
    {
        BilledCharge billed;
        const PriceItem *item = nullptr;
        const BilledLocation *location = nullptr;
        ComesTo now;
        std::optional<Kept> kept;
    };

    void rateBy(const BilledCharge &billed)
    {
        m_items.rateBy(billed.engine);
        m_unrecorded.rateBy(billed.engine);
        m_discounts.takeBy(billed.engine.value_or(m_input.engine));
    }

    /// Whether \a key is a charge of an item. What a commitment lacked follows its own rule, and what was given back or
    /// asked for before delivery is no charge.
    static bool isOfItem(const LineKey &key)
    {
        return key.kind == minimumKind() || key.kind == toString(ItemKind::Recurring)
               || key.kind == toString(ItemKind::Usage) || key.kind == toString(ItemKind::OneTime);
    }

    /// The parts of a billed period that are served by the terms of now, each with the full period it is measured
    /// against; never none.
    std::vector<DueCharge> servedNow(const PriceItem &item, const LineKey &key, const BilledLocation *location) const
    {
        const Period full = fullPeriodOf(m_contract, item, key.period);
        const Period served = key.period.intersected(m_contract.serviceOf(item));
        std::vector<DueCharge> parts;
        if (location && !served.isEmpty())
            for (const Period &part : m_contract.locations.servedWithin(location->location, served))
                parts.push_back({part, full});
        if (parts.empty())
            parts.push_back({location ? Period{served.start, served.start} : served, full});
        const bool isBegun = !parts.front().served.isEmpty();
        if (isBegun && m_contract.terms.unusedTime == contracts::UnusedTime::Kept && item.kind == ItemKind::Recurring)
            return {{key.period, full}};
        return parts;
    }

    /// Whether \a key is usage of a period that this bill is for, billed before its end.
    bool isEarlyPart(const PriceItem &item, const LineKey &key) const
    {
        if (item.kind != ItemKind::Usage || key.kind == minimumKind())
            return false;
        const Period whole
            = m_contract.billedHere(fullPeriodOf(m_contract, item, key.period).intersected(m_contract.serviceOf(item)));
        const QDate last = m_input.period.lastDay();
        const bool isOfIt = m_input.isInterim ? whole.contains(last) : m_input.period.contains(whole.lastDay());
        return !whole.isEmpty() && isOfIt && key.period.end < whole.end;
    }

    /// Whether something was charged once before the day of an amendment, which changes nothing of that.
    bool isBeforeTheAmendment(const LineKey &key) const
    {
        return m_input.engine >= firstEngineOfUnusedCredit && m_contract.version > 1
               && m_contract.effectiveFrom.isValid() && key.period.end <= m_contract.effectiveFrom
               && key.kind == u"one_time"_s;
    }

    bool isKeptBySequence(int last) const
    {
        return last == 0 || (last > 0 && m_input.engine >= firstEngineOfLastingCredit);
    }

    /// None where more changed than the days that are served.
    Result<std::optional<Kept>> keptOfUnchanged(const BilledCharge &billed, const PriceItem *item,
                                                const BilledLocation *location, const ComesTo &now)
    {
        const auto nothing = Result<std::optional<Kept>>(std::nullopt);
        const bool mayBe = m_input.engine >= firstEngineOfUnusedCredit && item && item->kind == ItemKind::Recurring
                           && billed.key.kind == toString(item->kind) && isKeptBySequence(billed.lastSequence)
                           && (billed.key.dimension.isEmpty() || location);
        if (!mayBe)
            return nothing;
        const DueCharge whole{billed.key.period, fullPeriodOf(m_contract, *item, billed.key.period)};
        Exact served;
        for (const DueCharge &part : servedNow(*item, billed.key, location))
            if (!part.served.isEmpty())
                served = served + m_unrecorded.fractionServed(*item, part);
        const Exact billedPart = m_unrecorded.fractionServed(*item, whole);
        if (billedPart == Exact() || served == billedPart)
            return nothing;
        const auto charge = m_unrecorded.charge(*item, whole, location);
        if (!charge)
            return passOn(charge);
        if (!*charge)
            return nothing;
        const auto amount = afterDiscounts(billed, item, (*charge)->net, now);
        if (!amount)
            return passOn(amount);
        BilledCharge first = billed;
        if (billed.lastSequence > 0) {
            const auto net = billed.gross.minus(billed.discount);
            if (!net)
                return passOn(net);
            first.net = *net;
        }
        if (*amount != first.net)
            return nothing;
        const auto kept = keptOf(first, served / billedPart);
        first.net = (*charge)->net;
        const auto before = keptOf(first, served / billedPart);
        if (!kept || !before)
            return passOn(kept ? before : kept);
        return std::optional(Kept{*kept, *before});
    }

    /// What \a before comes to with the discounts of the invoice that \a now keeps of the charge.
    Result<Money> afterDiscounts(const BilledCharge &billed, const PriceItem *item, const Money &before,
                                 const ComesTo &now) const
    {
        if (!billed.shares)
            return afterInvoiceDiscounts(before, now.fixed, now.percentages);
        const auto after = m_amounts.takeOf(item, billed.key.period.start, before, billed.shares->shares.fixed,
                                            now.percentages, sharingOf(billed), false);
        return after.map([](const AfterDiscounts &discounts) { return discounts.net; });
    }

    Period sharingOf(const BilledCharge &billed) const
    {
        return sharingPeriod(m_contract, billed.key, billed.shares->bill);
    }

    Result<ItemCharge> chargeNow(ItemRating &items, const LineKey &key, const PriceItem *item,
                                 const BilledLocation *location) const
    {
        ItemCharge nothing;
        nothing.net = nothing.topUp = Money::zero(m_contract.currency);
        const bool gone = !item || item->kind != itemKindOf(key.kind) || (!key.dimension.isEmpty() && !location);
        if (gone)
            return nothing;
        std::optional<ItemCharge> sum;
        for (const DueCharge &part : servedNow(*item, key, location)) {
            auto charge = items.charge(*item, part, location);
            if (!charge)
                return passOn(charge);
            if (!*charge || (*charge)->usageMissing)
                continue;
            if (!sum)
                sum = std::move(**charge);
            else if (const auto added = addPart(*sum, **charge); !added)
                return passOn(added);
        }
        return sum ? std::move(*sum) : nothing;
    }

    static ItemKind itemKindOf(const QString &kind)
    {
        return kind == u"usage"_s ? ItemKind::Usage : kind == u"one_time"_s ? ItemKind::OneTime : ItemKind::Recurring;
    }

    Result<ComesTo> comesTo(ItemRating &items, const BilledCharge &billed, const PriceItem *item,
                            const BilledLocation *location)
    {
        const bool isTopUp = billed.key.kind == minimumKind();
        LineKey key = billed.key;
        if (isTopUp && item)
            key.kind = toString(item->kind);
        auto charge = chargeNow(items, key, item, location);
        if (!charge)
            return passOn(charge);
        const Money before = isTopUp ? charge->topUp : charge->net;
        const Money none = Money::zero(m_contract.currency);
        if (billed.lastSequence < 0) // the charge itself: the discounts of this invoice are taken of it
            return ComesTo{std::move(*charge), before, before, {}, none, {}};
        const Period full = item ? fullPeriodOf(m_contract, *item, key.period) : key.period;
        auto percentages = m_discounts.ofInvoice(item, {key.period.start, full.lastDay()});
        if (!percentages)
            return passOn(percentages);
        if (billed.shares && before.isNegative() && billed.beforeDiscounts().isNegative()) {
            // The rest of a period that came to less: what was given back of it was measured with the part before.
            const auto change = before.minus(billed.beforeDiscounts());
            const auto amount = change ? billed.net.plus(*change) : change;
            if (!amount)
                return passOn(amount);
            return ComesTo{std::move(*charge),          before, *amount,
                           billed.shares->shares.fixed, none,   std::move(*percentages)};
        }
        if (billed.shares) {
            auto after = m_amounts.takeOf(item, key.period.start, before, billed.shares->shares.fixed, *percentages,
                                          sharingOf(billed), false);
            if (!after)
                return passOn(after);
            return ComesTo{std::move(*charge),      before, after->net,
                           std::move(after->fixed), none,   std::move(*percentages)};
        }
        const auto fixed = fixedDiscountOf(items, billed, item, *charge, location, *percentages);
        if (!fixed)
            return passOn(fixed);
        const auto amount = afterInvoiceDiscounts(before, *fixed, *percentages);
        if (!amount)
            return passOn(amount);
        return ComesTo{std::move(*charge), before, *amount, {}, *fixed, std::move(*percentages)};
    }

    /// What fixed discounts took from a billed charge whose shares were not kept: they are spread over a whole bill, so
    /// a charge that is looked at by itself keeps the share that it was given.
    Result<Money> fixedDiscountOf(ItemRating &items, const BilledCharge &billed, const PriceItem *item,
                                  const ItemCharge &now, const BilledLocation *location,
                                  const pricing::Percentages &ofInvoice)
    {
        const Money none = Money::zero(m_contract.currency);
        const bool hasFixed
            = std::any_of(m_contract.discounts.begin(), m_contract.discounts.end(),
                          [](const auto &discount) { return discount.basis == pricing::DiscountBasis::Fixed; });
        if (!hasFixed || !item || billed.gross.isZero())
            return none;
        if (billed.key.kind == minimumKind())
            return fixedShareOf(billed.gross, billed.discount, ofInvoice); // nothing else is taken off a top-up
        Money percentages = now.discount;
        if (now.gross != billed.gross) {
            const auto percents = items.percentagesFor(*item, servedNow(*item, billed.key, location).front());
            if (!percents)
                return passOn(percents);
            const auto then = pricing::applyDiscounts(Exact(billed.gross), m_contract.currency, *percents);
            if (!then)
                return passOn(then);
            const auto taken = then->gross.minus(then->net);
            if (!taken)
                return taken;
            percentages = *taken;
        }
        const auto before = billed.gross.minus(percentages);
        const auto rest = billed.discount.minus(percentages);
        if (!before || !rest)
            return passOn(before ? rest : before);
        return fixedShareOf(*before, *rest, ofInvoice);
    }

    /// A minimum that nothing was added to so far may ask for something now.
    Result<void> lookAtMinimum(const BilledCharge &billed, std::vector<LookedAt> &charges)
    {
        const PriceItem *item = m_contract.item(billed.key.item);
        if (!item || !item->minimumSpend || billed.key.kind == minimumKind())
            return {};
        BilledCharge minimum{billed.key, Money::zero(m_contract.currency), -1, {}, {}};
        minimum.key.kind = minimumKind();
        const bool isListed = std::any_of(m_input.billed.begin(), m_input.billed.end(),
                                          [&](const BilledCharge &other) { return other.key == minimum.key; });
        return isListed || m_input.billedKeys.contains(minimum.key.toString()) ? Result<void>()
                                                                               : lookAt(minimum, charges);
    }

    /// Adds to \a charges what \a billed comes to now with the shares of fixed amounts that it has. What it gives back
    /// of them is left for others.
    Result<void> lookAt(const BilledCharge &billed, std::vector<LookedAt> &charges)
    {
        if (isBeforeTheAmendment(billed.key) && billed.lastSequence >= 0)
            return {};
        LookedAt charge{billed, m_contract.item(billed.key.item), m_lines.locationOf(billed.key.dimension), {}, {}};
        auto now = comesTo(m_unrecorded, billed, charge.item, charge.location);
        if (!now)
            return passOn(now);
        charge.now = std::move(*now);
        if (charge.item && !charge.now.fixed.isZero() && isEarlyPart(*charge.item, billed.key))
            m_early.push_back({charge.item->key, billed.key.period.start, charge.now.fixed});
        auto kept = keptOfUnchanged(billed, charge.item, charge.location, charge.now);
        if (!kept)
            return passOn(kept);
        charge.kept = std::move(*kept);
        if (charge.kept && billed.shares)
            charge.now.shares = billed.shares->shares.fixed;
        else if (billed.shares)
            m_amounts.takeChange(billed.shares->shares.fixed, charge.now.shares, sharingOf(billed));
        charges.push_back(std::move(charge));
        return {};
    }

    /// What changed of the shares of a charge that is adjusted by \a difference.
    Result<DiscountShares> changeOfShares(const LookedAt &charge, const Money &difference, bool isWhole) const
    {
        if (!charge.billed.shares)
            return DiscountShares{difference, {}};
        const DiscountShares &billed = charge.billed.shares->shares;
        const bool isLater = charge.kept && charge.billed.lastSequence > 0;
        const auto before = isWhole && !isLater
                                ? (charge.kept ? charge.kept->before : charge.now.before).minus(billed.before)
                                : difference;
        return before.map(
            [&](const Money &change) { return DiscountShares{change, changeOf(billed.fixed, charge.now.shares)}; });
    }

    /// What a billed charge comes to now less what was billed of it: late usage, backdated changes, closed locations.
    Result<void> adjust(Bill &bill, const LookedAt &charge)
    {
        const auto &[billed, item, location, now, kept] = charge;
        const Money amount = kept ? kept->amount : now.amount;
        const auto whole = amount.minus(billed.net);
        if (!whole)
            return passOn(whole);
        const auto difference = withinCreditCap(m_contract.terms, billed, *whole);
        if (!difference)
            return passOn(difference);
        if (difference->isZero())
            return {};
        const pricing::Step step(m_recorder, [&] {
            return u"Adjustment of %1, %2"_s.arg(item ? item->description : billed.key.item, nameOf(billed.key.period));
        });
        if (m_recorder)
            if (const auto again = comesTo(m_items, billed, item, location); !again)
                return passOn(again);
        BillLine line = item ? m_lines.lineFor(*item, billed.key.period, location) : m_lines.lineOfContract();
        line.key = billed.key;
        line.key.sequence = billed.lastSequence + 1;
        line.inAdvance = false;
        line.description
            = (billed.key.kind == minimumKind() ? u"Adjustment of the minimum: %1, %2"_s : u"Adjustment: %1, %2"_s)
                  .arg(item ? item->description : billed.key.item, nameOf(billed.key.period));
        line.used = now.charge.used;
        line.included = now.charge.included;
        setAmount(line, *difference);
        if (billed.lastSequence >= 0 && m_amounts.any()) {
            auto shares = changeOfShares(charge, *difference, *difference == *whole);
            if (!shares)
                return passOn(shares);
            line.shares = std::move(*shares);
            if (billed.shares && !kept && difference->minor() > 0)
                m_amounts.raise({bill.lines.size(), item, billed, now.before, now.shares, now.percentages});
        }
        if (m_recorder) {
            m_recorder->rule(kept ? u"what was billed × days that are not served / days billed, given back"_s
                                  : u"what the period comes to now − what was billed for it"_s);
            recordDiscounts(charge);
            m_recorder->fact(kept ? u"Kept"_s : u"Comes to now"_s, amount.toString());
            if (*difference != *whole)
                m_recorder->fact(u"Given back at most, as it was paid"_s, billed.paid->toString());
            m_recorder->fact(u"Billed"_s, billed.net.toString(), billed.key.toString());
            m_recorder->exact(Exact(*difference));
            m_recorder->rounded(*difference);
            m_recorder->explains(line.key.toString());
        }
        bill.lines.push_back(std::move(line));
        return {};
    }

    void recordDiscounts(const LookedAt &charge)
    {
        const ComesTo &now = charge.now;
        if (charge.billed.shares && (!now.shares.empty() || !charge.billed.shares->shares.fixed.empty()))
            m_recorder->fact(u"Before the discounts of the invoice"_s,
                             (charge.kept ? charge.kept->before : now.before).toString());
        for (const auto &[discount, share] : now.shares)
            m_recorder->fact(u"Its share of %1, kept"_s.arg(discount), share.negated().toString());
        if (charge.billed.shares)
            for (const auto &[discount, more] : changeOf(charge.billed.shares->shares.fixed, now.shares))
                m_recorder->fact(more.isNegative() ? u"Of that, less than before: %1"_s.arg(discount)
                                                   : u"Of that, what bills of the period left of %1"_s.arg(discount),
                                 more.toString());
        if (!now.fixed.isZero())
            m_recorder->fact(u"Its share of fixed discounts, kept"_s, now.fixed.negated().toString());
        for (const auto &[place, percent] : now.percentages)
            m_recorder->fact(u"Discount %1, of what is left"_s.arg(m_contract.discounts[place].name),
                             percent.toShortString() + u" %"_s);
    }

    const BillInput &m_input;
    const Contract &m_contract;
    FixedAmounts &m_amounts;
    ContractLines m_lines;
    ItemRating m_items;
    ItemRating m_unrecorded; ///< for charges of which nothing may come
    DiscountTerms m_discounts;
    std::vector<TakenEarly> m_early;
    pricing::Recorder *m_recorder;
};

} // namespace

Result<std::vector<TakenEarly>> adjustBilled(Bill &bill, const BillInput &input, const Contract &contract,
                                             FixedAmounts &amounts, const UsageLookup &usage,
                                             pricing::Recorder *recorder)
{
    return input.billed.empty() ? Result<std::vector<TakenEarly>>()
                                : Adjuster(input, contract, amounts, usage, recorder).adjustInto(bill);
}

} // namespace accord::billing
