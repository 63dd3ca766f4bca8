// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/rating.h"

#include "core/billing/bill_conversion.h"
#include "core/billing/bill_discounts.h"
#include "core/billing/bill_payment.h"
#include "core/billing/bill_split.h"
#include "core/billing/bill_tax.h"
#include "core/billing/credit_rules.h"
#include "core/billing/item_rating.h"
#include "core/billing/location_charges.h"
#include "core/billing/prepayment.h"
#include "core/billing/prepayment_tax.h"
#include "core/billing/service_credit_lines.h"
#include "core/contracts/findings.h"
#include "core/pricing/commitment.h"
#include "core/pricing/period_grid.h"

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;

namespace {

constexpr int firstEngineOfUnusedCredit = 3;

/// Of the line that tops a charge up to the minimum spend.
QString minimumKind()
{
    return u"minimum"_s;
}

Error inItem(Error error, const Contract &contract, const QString &item)
{
    error.args.insert(u"contract"_s, contract.number);
    error.args.insert(u"item"_s, item);
    return error;
}

/// A line is large: room for many is made at once, and never less than twice the room of before.
void makeRoom(std::vector<BillLine> &lines, size_t more)
{
    if (lines.capacity() - lines.size() < more)
        lines.reserve(std::max(lines.size() + more, 2 * lines.capacity()));
}

/// Rates the charges of one contract.
class ContractRating
{
public:
    ContractRating(const BillInput &input, const Contract &contract, const UsageLookup &usage,
                   pricing::Recorder *recorder)
        : m_input(input)
        , m_contract(contract)
        , m_usage(usage)
        , m_items(input, contract, usage, recorder)
        , m_unrecorded(input, contract, usage, nullptr)
        , m_discounts(input, contract)
        , m_recorder(recorder)
    { }

    Result<void> rateInto(Bill &bill)
    {
        for (const PriceItem &item : m_contract.items) {
            reportFixedDiscount(bill, item);
            for (const DueCharge &charge : chargesOf(item)) {
                if (auto reported = reportUsageOutside(bill, m_input, m_contract, item, charge, m_usage); !reported)
                    return tl::unexpected(inItem(reported.error(), m_contract, item.key));
                if (auto rated = rateCharge(bill, item, charge); !rated)
                    return tl::unexpected(inItem(rated.error(), m_contract, item.key));
            }
            if (m_input.isInterim || !isLateMilestone(item))
                continue;
            const Period day = m_contract.serviceOf(item);
            if (auto rated = rateCharge(bill, item, {day, day}); !rated)
                return tl::unexpected(inItem(rated.error(), m_contract, item.key));
        }
        for (const BilledCharge &billed : m_input.billed) {
            if (billed.key.contract != m_contract.id)
                continue;
            if (auto adjusted = adjust(bill, billed); !adjusted)
                return tl::unexpected(inItem(adjusted.error(), m_contract, billed.key.item));
            if (auto adjusted = adjustMinimum(bill, billed); !adjusted)
                return tl::unexpected(inItem(adjusted.error(), m_contract, billed.key.item));
        }
        if (m_input.isInterim)
            return {};
        for (const contracts::SpendCommitment &commitment : m_contract.commitments) {
            if (auto trued = trueUp(bill, commitment); !trued)
                return tl::unexpected(inItem(trued.error(), m_contract, commitment.key));
        }
        return {};
    }

private:
    /// What a charge of the past comes to by the terms and the usage of now.
    struct ComesTo
    {
        ItemCharge charge;
        Money amount; ///< the charge, or the top-up of a minimum, less the discounts of the invoice
        Money fixed; ///< the share of fixed discounts that it keeps
        pricing::Percentages percentages; ///< taken of what they leave
    };

    /// A fixed discount is taken of one bill of a period: what it is for is not charged before.
    void reportFixedDiscount(Bill &bill, const PriceItem &item) const
    {
        if (m_input.isInterim && waitsForFixedDiscount(m_contract, item, m_input.period.lastDay()))
            bill.exceptions.push_back({contracts::Severity::Warning,
                                       u"billing.interim_fixed_discount"_s,
                                       {{u"item"_s, item.description}, {u"contract"_s, m_contract.number}}});
    }

    std::vector<DueCharge> chargesOf(const PriceItem &item) const
    {
        return m_input.isInterim ? interimCharges(m_contract, item, m_input.period.lastDay())
                                 : dueCharges(m_contract, item, m_input.period);
    }

    /// Whether \a item fell due before the billing period: that a milestone was reached may be told afterwards.
    bool isLateMilestone(const PriceItem &item) const
    {
        return m_input.milestones && !item.milestone.isEmpty()
               && m_contract.serviceOf(item).start < m_input.period.start
               && !m_contract.billedHere(m_contract.serviceOf(item)).isEmpty();
    }

    Result<void> rateCharge(Bill &bill, const PriceItem &item, const DueCharge &charge)
    {
        if (!item.perLocation)
            return rateLine(bill, item, charge, nullptr);
        makeRoom(bill.lines, m_input.locations.size());
        for (const BilledLocation &location : m_input.locations) {
            for (const Period &served : m_contract.locations.servedWithin(location.location, charge.served))
                if (auto rated = rateLine(bill, item, {served, charge.full}, &location); !rated)
                    return rated;
        }
        return {};
    }

    Result<void> rateLine(Bill &bill, const PriceItem &item, DueCharge due, const BilledLocation *location)
    {
        BillLine line = lineFor(item, due.served, location);
        if (!m_input.billedKeys.isEmpty() && m_input.billedKeys.contains(line.key.toString()))
            return {};
        due.served = withoutBilled(due.served, line.key);
        if (due.served.isEmpty())
            return {};
        line.key.period = due.served;
        const pricing::Step step(m_recorder, [&] { return titleOf(item, location); });
        auto charge = m_items.charge(item, due, location);
        if (!charge)
            return passOn(charge);
        if (!*charge)
            return {};
        if ((*charge)->usageMissing) {
            reportMissingUsage(bill, item, due);
            return {};
        }
        take(line, **charge);
        for (const NamedDiscount &discount : (*charge)->discounts)
            addDiscount(bill, discount.name, discount.amount);
        if (m_recorder)
            m_recorder->explains(line.key.toString());
        bill.lines.push_back(std::move(line));
        if (!(*charge)->topUp.isZero())
            addTopUp(bill, item, due, location, (*charge)->topUp);
        return {};
    }

    /// What of \a served is left after the charges that are adjusted: an amendment that ends or prolongs an item within
    /// a billed period gives that period other days, and so another key.
    Period withoutBilled(Period served, const LineKey &key) const
    {
        for (const BilledCharge &billed : m_input.billed) {
            const bool isSame = billed.key.contract == key.contract && billed.key.item == key.item
                                && billed.key.dimension == key.dimension && billed.key.kind == key.kind;
            if (!isSame || billed.lastSequence < 0 || !billed.key.period.overlaps(served))
                continue;
            if (billed.key.period.start <= served.start)
                served.start = std::min(billed.key.period.end, served.end);
            else
                served.end = std::min(billed.key.period.start, served.end);
        }
        return served;
    }

    QString titleOf(const PriceItem &item, const BilledLocation *location) const
    {
        return location ? u"%1, %2"_s.arg(item.description, location->location.name) : item.description;
    }

    void reportMissingUsage(Bill &bill, const PriceItem &item, const DueCharge &due) const
    {
        if (!item.perLocation)
            bill.exceptions.push_back(
                {contracts::Severity::Warning,
                 u"billing.usage_missing"_s,
                 {{u"meter"_s, item.meter}, {u"period"_s, due.served.toString()}, {u"contract"_s, m_contract.number}}});
    }

    static void take(BillLine &line, ItemCharge &charge)
    {
        line.description = charge.description;
        line.quantity = charge.quantity;
        line.unitPrice = charge.unitPrice;
        line.used = charge.used;
        line.included = charge.included;
        line.gross = charge.gross;
        line.discount = charge.discount;
        line.net = charge.net;
    }

    void addTopUp(Bill &bill, const PriceItem &item, const DueCharge &due, const BilledLocation *location,
                  const Money &topUp) const
    {
        BillLine line = lineFor(item, due.served, location);
        line.key.kind = minimumKind();
        line.description = u"%1 - up to the minimum of %2"_s.arg(item.description, nameOf(due.served));
        setAmount(line, topUp);
        if (m_recorder)
            m_recorder->explains(line.key.toString());
        bill.lines.push_back(std::move(line));
    }

    static void setAmount(BillLine &line, const Money &amount)
    {
        line.quantity = Decimal(1);
        line.gross = line.net = amount;
        line.discount = Money::zero(amount.currency());
    }

    BillLine lineFor(const PriceItem &item, const Period &served, const BilledLocation *location) const
    {
        BillLine line = lineOfContract();
        line.key
            = {m_contract.id, item.key, location ? location->location.code : QString(), served, toString(item.kind), 0};
        if (location)
            locate(line, *location);
        line.unit = item.unit;
        if (!item.purchaseOrder.isEmpty())
            line.purchaseOrder = item.purchaseOrder;
        line.ledgerAccount = item.ledgerAccount;
        line.taxIncluded = item.taxIncluded;
        line.inAdvance = item.timing == contracts::Timing::InAdvance && item.kind == ItemKind::Recurring;
        return line;
    }

    BillLine lineOfContract() const
    {
        BillLine line;
        line.contractNumber = m_contract.number;
        line.contractVersion = m_contract.version;
        line.entity = m_input.payer.id;
        line.entityName = m_input.payer.name;
        line.purchaseOrder = m_contract.terms.purchaseOrder;
        return line;
    }

    static void locate(BillLine &line, const BilledLocation &location)
    {
        line.entity = location.location.account;
        line.entityName = location.entityName;
        line.location = location.location.id;
        line.locationCode = location.location.code;
        line.locationName = location.location.name;
        line.costCentre = location.location.costCentre;
        line.department = location.location.department;
    }

    const BilledLocation *locationOf(const QString &code) const
    {
        const auto found = std::find_if(m_input.locations.begin(), m_input.locations.end(),
                                        [&](const BilledLocation &l) { return l.location.code == code; });
        return found == m_input.locations.end() ? nullptr : &*found;
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

    /// Whether something was charged once before the day of an amendment, which changes nothing of that.
    bool isBeforeTheAmendment(const LineKey &key) const
    {
        return m_input.engine >= firstEngineOfUnusedCredit && m_contract.version > 1
               && m_contract.effectiveFrom.isValid() && key.period.end <= m_contract.effectiveFrom
               && key.kind == u"one_time"_s;
    }

    /// What is kept of a charge of which nothing changed but the days that are served; none where more changed.
    Result<std::optional<Money>> keptOfUnchanged(const BilledCharge &billed, const PriceItem *item,
                                                 const BilledLocation *location, const ComesTo &now)
    {
        const auto nothing = Result<std::optional<Money>>(std::nullopt);
        const bool mayBe = m_input.engine >= firstEngineOfUnusedCredit && item && item->kind == ItemKind::Recurring
                           && billed.key.kind == toString(item->kind) && billed.lastSequence == 0
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
        const auto amount = afterInvoiceDiscounts((*charge)->net, now.fixed, now.percentages);
        if (!amount)
            return passOn(amount);
        if (*amount != billed.net)
            return nothing;
        return keptOf(billed, served / billedPart).map([](const Money &kept) { return std::optional(kept); });
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
        if (billed.lastSequence < 0) // the charge itself: the discounts of this invoice are taken of it
            return ComesTo{std::move(*charge), before, Money::zero(m_contract.currency), {}};
        const Period full = item ? fullPeriodOf(m_contract, *item, key.period) : key.period;
        auto percentages = m_discounts.ofInvoice(item, {key.period.start, full.lastDay()});
        if (!percentages)
            return passOn(percentages);
        const auto fixed = fixedDiscountOf(items, billed, item, *charge, location, *percentages);
        if (!fixed)
            return passOn(fixed);
        const auto amount = afterInvoiceDiscounts(before, *fixed, *percentages);
        if (!amount)
            return passOn(amount);
        return ComesTo{std::move(*charge), *amount, *fixed, std::move(*percentages)};
    }

    /// What fixed discounts took from a billed charge: they are spread over a whole bill, so a charge that is looked at
    /// by itself keeps the share that it was given.
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
    Result<void> adjustMinimum(Bill &bill, const BilledCharge &billed)
    {
        const PriceItem *item = m_contract.item(billed.key.item);
        if (!item || !item->minimumSpend || billed.key.kind == minimumKind())
            return {};
        BilledCharge minimum{billed.key, Money::zero(m_contract.currency), -1, {}, {}};
        minimum.key.kind = minimumKind();
        const bool isListed = std::any_of(m_input.billed.begin(), m_input.billed.end(),
                                          [&](const BilledCharge &other) { return other.key == minimum.key; });
        return isListed || m_input.billedKeys.contains(minimum.key.toString()) ? Result<void>() : adjust(bill, minimum);
    }

    /// What a billed charge comes to now less what was billed of it: late usage, backdated changes, closed locations.
    Result<void> adjust(Bill &bill, const BilledCharge &billed)
    {
        if (isBeforeTheAmendment(billed.key) && billed.lastSequence >= 0)
            return {};
        const PriceItem *item = m_contract.item(billed.key.item);
        const BilledLocation *location = locationOf(billed.key.dimension);
        const auto now = comesTo(m_unrecorded, billed, item, location);
        if (!now)
            return passOn(now);
        const auto kept = keptOfUnchanged(billed, item, location, *now);
        if (!kept)
            return passOn(kept);
        const Money amount = kept->value_or(now->amount);
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
        BillLine line = item ? lineFor(*item, billed.key.period, location) : lineOfContract();
        line.key = billed.key;
        line.key.sequence = billed.lastSequence + 1;
        line.inAdvance = false;
        line.description
            = (billed.key.kind == minimumKind() ? u"Adjustment of the minimum: %1, %2"_s : u"Adjustment: %1, %2"_s)
                  .arg(item ? item->description : billed.key.item, nameOf(billed.key.period));
        line.used = now->charge.used;
        line.included = now->charge.included;
        setAmount(line, *difference);
        if (m_recorder) {
            m_recorder->rule(*kept ? u"what was billed × days that are not served / days billed, given back"_s
                                   : u"what the period comes to now − what was billed for it"_s);
            recordDiscounts(*now);
            m_recorder->fact(*kept ? u"Kept"_s : u"Comes to now"_s, amount.toString());
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

    void recordDiscounts(const ComesTo &now)
    {
        if (!now.fixed.isZero())
            m_recorder->fact(u"Its share of fixed discounts, kept"_s, now.fixed.negated().toString());
        for (const auto &[place, percent] : now.percentages)
            m_recorder->fact(u"Discount %1, of what is left"_s.arg(m_contract.discounts[place].name),
                             percent.toShortString() + u" %"_s);
    }

    /// What is missing to a commitment whose period ends in the billing period.
    Result<void> trueUp(Bill &bill, const contracts::SpendCommitment &commitment)
    {
        const pricing::PeriodGrid grid(m_contract.term.start, m_contract.anchorDay(), commitment.months);
        for (const Period &full : grid.periodsOverlapping(m_contract.term)) {
            const Period served = m_contract.billedHere(full.intersected(m_contract.term));
            if (served.isEmpty() || !m_input.period.contains(served.lastDay()))
                continue;
            BillLine line = lineOfContract();
            line.key = {m_contract.id, commitment.key, {}, served, u"commitment"_s, 0};
            if (m_input.billedKeys.contains(line.key.toString()))
                continue;
            const pricing::Step step(m_recorder, [&] { return commitment.description; });
            const auto missing
                = pricing::trueUp(Exact(commitment.amount), fractionOf(served, full), spentOn(bill, commitment, served),
                                  m_contract.currency, false, m_recorder);
            if (!missing)
                return passOn(missing);
            if (missing->amount.isZero())
                continue;
            line.description = u"%1 - up to the commitment of %2"_s.arg(commitment.description, nameOf(served));
            setAmount(line, missing->amount);
            if (m_recorder)
                m_recorder->explains(line.key.toString());
            bill.lines.push_back(std::move(line));
        }
        return {};
    }

    /// The part of a commitment's period that is served.
    Exact fractionOf(const Period &served, const Period &full) const
    {
        Exact fraction;
        for (const Period &part : m_contract.withoutGaps(served))
            fraction = fraction + pricing::prorationFraction(part, full);
        return fraction;
    }

    std::vector<Money> spentOn(const Bill &bill, const contracts::SpendCommitment &commitment,
                               const Period &served) const
    {
        std::vector<Money> spent;
        const auto counts = [&](const LineKey &key) {
            return key.contract == m_contract.id && key.kind != u"commitment"_s && key.kind != u"service_credit"_s
                   && key.kind != prepaymentKind && key.kind != deductionKind && served.contains(key.period.start)
                   && (commitment.items.isEmpty() || commitment.items.contains(key.item));
        };
        for (const BilledCharge &charge : m_input.spent)
            if (counts(charge.key))
                spent.push_back(charge.net);
        for (const BillLine &line : bill.lines)
            if (counts(line.key))
                spent.push_back(line.net);
        return spent;
    }

    const BillInput &m_input;
    const Contract &m_contract;
    const UsageLookup &m_usage;
    ItemRating m_items;
    ItemRating m_unrecorded; ///< for charges of which nothing may come
    DiscountTerms m_discounts;
    pricing::Recorder *m_recorder;
};

Result<void> addUp(Bill &bill, pricing::Recorder *recorder)
{
    MoneySum subtotal(bill.currency);
    for (const BillLine &line : bill.lines)
        subtotal.add(line.net);
    if (!subtotal.total())
        return passOn(subtotal.total());
    bill.subtotal = *subtotal.total();
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Subtotal"_s; });
        recorder->rule(u"sum of %1 rounded line nets"_s.arg(bill.lines.size()));
        recorder->rounded(bill.subtotal);
    }
    return {};
}

Result<void> totalUp(Bill &bill, pricing::Recorder *recorder)
{
    const auto total = bill.subtotal.plus(bill.tax);
    if (!total)
        return passOn(total);
    bill.total = *total;
    if (recorder) {
        const pricing::Step step(recorder, [] { return u"Total"_s; });
        recorder->rule(u"subtotal + tax"_s);
        recorder->rounded(bill.total);
        recorder->fact(u"Subtotal"_s, bill.subtotal.toString());
        recorder->fact(u"Tax"_s, bill.tax.toString());
    }
    return {};
}

/// Credits above the charges belong on a credit note.
void reportNegativeTotal(Bill &bill)
{
    if (bill.total.isNegative())
        bill.exceptions.push_back({contracts::Severity::Blocking,
                                   u"billing.negative_total"_s,
                                   {{u"total"_s, bill.total.toString()}, {u"currency"_s, bill.currency.code()}}});
}

void reportOverruns(Bill &bill)
{
    for (const CostAllocation &row : bill.allocations) {
        if (row.budgetCap && !row.overCap.isZero())
            bill.exceptions.push_back({contracts::Severity::Warning,
                                       u"billing.budget_overrun"_s,
                                       {{u"entity"_s, row.entityName},
                                        {u"cost_centre"_s, row.costCentre},
                                        {u"cap"_s, row.budgetCap->toString()},
                                        {u"over"_s, row.overCap.toString()}}});
    }
}

} // namespace

Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::TaxProvider &taxes,
                  pricing::Recorder *recorder)
{
    Bill bill;
    bill.payer = input.payer.id;
    bill.period = input.period;
    bill.currency = input.contracts.empty() ? input.payer.currency : input.contracts.front().currency;
    for (const Contract &contract : input.contracts) {
        if (contract.currency != bill.currency)
            return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                        {{u"one"_s, bill.currency.code()}, {u"other"_s, contract.currency.code()}});
        const size_t firstLine = bill.lines.size();
        const Contract *dated = &contract;
        std::optional<Contract> byMilestones;
        if (input.milestones && !contracts::milestonesOf(contract).isEmpty())
            dated = &byMilestones.emplace(contracts::datedByMilestones(contract, *input.milestones));
        if (auto rated = ContractRating(input, *dated, usage, recorder).rateInto(bill); !rated)
            return passOn(rated);
        if (auto taken = takeInvoiceDiscounts(bill, input, contract, firstLine, recorder); !taken)
            return tl::unexpected(inItem(taken.error(), contract, u"discounts"_s));
        if (auto credited = addServiceCredits(bill, input, contract, firstLine, recorder); !credited)
            return tl::unexpected(inItem(credited.error(), contract, u"service_credits"_s));
        if (bill.purchaseOrder.isEmpty())
            bill.purchaseOrder = contract.terms.purchaseOrder;
        bill.netDays = &contract == &input.contracts.front() ? contract.terms.netDays
                                                             : std::min(bill.netDays, contract.terms.netDays);
    }
    if (input.conversion) {
        if (auto converted = convertLines(bill, *input.conversion, recorder); !converted)
            return passOn(converted);
    }
    bill.subtotal = bill.tax = bill.total = Money::zero(bill.currency);
    for (BillLine &line : bill.lines)
        line.tax = Money::zero(bill.currency);
    BillTax tax(input, taxes, recorder);
    if (input.taxKnown) {
        if (auto taken = tax.takeOutOfInclusiveLines(bill); !taken)
            return passOn(taken);
        if (auto deducted = deductPrepayments(bill, input, tax, recorder); !deducted)
            return passOn(deducted);
    }
    if (auto added = addUp(bill, recorder); !added)
        return passOn(added);
    if (input.taxKnown) {
        if (auto taxed = tax.addToExclusiveLines(bill); !taxed)
            return passOn(taxed);
        if (auto explained = explainPrepaidTax(bill, input, taxes, recorder); !explained)
            return passOn(explained);
    }
    if (auto done = totalUp(bill, recorder); !done)
        return passOn(done);
    if (auto split = splitTotal(bill, input, usage, recorder); !split)
        return passOn(split);
    if (auto paid = applyPrepaidCredits(bill, input, recorder); !paid)
        return passOn(paid);
    if (auto planned = planInstalments(bill, input, recorder); !planned)
        return passOn(planned);
    reportOverruns(bill);
    reportNegativeTotal(bill);
    return bill;
}

Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::RateTable &rates,
                  pricing::Recorder *recorder)
{
    return rate(input, usage, tax::RateTableProvider(rates), recorder);
}

} // namespace accord::billing
