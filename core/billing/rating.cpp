// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/rating.h"

#include "core/billing/adjustments.h"
#include "core/billing/bill_conversion.h"
#include "core/billing/bill_discounts.h"
#include "core/billing/bill_payment.h"
#include "core/billing/bill_split.h"
#include "core/billing/bill_tax.h"
#include "core/billing/commitment_lines.h"
#include "core/billing/contract_lines.h"
#include "core/billing/item_rating.h"
#include "core/billing/location_charges.h"
#include "core/billing/prepayment.h"
#include "core/billing/prepayment_tax.h"
#include "core/billing/service_credit_lines.h"
#include "core/contracts/findings.h"
#include "core/tax/vat_number.h"

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;

namespace {

/// Earlier ones left what a fixed discount is for to the bill of the whole period.
constexpr int firstEngineOfEarlyFixedDiscounts = 4;

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
        , m_lines(input, contract)
        , m_items(input, contract, usage, recorder)
        , m_amounts(input, contract)
        , m_recorder(recorder)
    { }

    Result<void> rateInto(Bill &bill)
    {
        for (const PriceItem &item : m_contract.items) {
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
        auto adjusted = adjustBilled(bill, m_input, m_contract, m_amounts, m_usage, m_recorder);
        if (!adjusted)
            return passOn(adjusted);
        m_early = std::move(*adjusted);
        if (!m_input.isInterim)
            if (auto trued = trueUpCommitments(bill, m_input, m_contract, m_amounts, m_recorder); !trued)
                return trued;
        return m_amounts.takeWhatIsLeft(bill, m_recorder);
    }

    /// Takes the discounts of the invoice off the lines from \a firstLine on; after rateInto().
    Result<void> takeDiscounts(Bill &bill, size_t firstLine)
    {
        return takeInvoiceDiscounts(bill, m_input, m_contract, firstLine, m_amounts, m_early, m_recorder);
    }

private:
    std::vector<DueCharge> chargesOf(const PriceItem &item) const
    {
        if (!m_input.isInterim)
            return dueCharges(m_contract, item, m_input.period);
        const bool waits = m_input.engine < firstEngineOfEarlyFixedDiscounts && hasFixedDiscount(m_contract, item);
        return waits ? std::vector<DueCharge>() : interimCharges(m_contract, item, m_input.period.lastDay());
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
        BillLine line = m_lines.lineFor(item, due.served, location);
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
        if ((*charge)->usageMissing || (*charge)->nothingReported)
            reportMissingUsage(bill, item, due);
        if ((*charge)->usageMissing)
            return {};
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
        BillLine line = m_lines.lineFor(item, due.served, location);
        line.key.kind = minimumKind();
        line.description = u"%1 - up to the minimum of %2"_s.arg(item.description, nameOf(due.served));
        setAmount(line, topUp);
        if (m_recorder)
            m_recorder->explains(line.key.toString());
        bill.lines.push_back(std::move(line));
    }

    const BillInput &m_input;
    const Contract &m_contract;
    const UsageLookup &m_usage;
    ContractLines m_lines;
    ItemRating m_items;
    FixedAmounts m_amounts;
    std::vector<TakenEarly> m_early; ///< of bills before the end of the period
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

/// Reverse charge is for a buyer with a valid number (Directive 2006/112/EC, art. 196 and 214): what cannot be one has
/// to be mended, or the buyer is taxed as one without.
void reportVatNumber(Bill &bill, const BillInput &input)
{
    const bool isReverse = std::ranges::any_of(bill.taxGroups, [](const tax::TaxGroup &group) {
        return group.component.category == tax::Category::ReverseCharge;
    });
    if (isReverse && !tax::isVatNumber(input.payer.vatId))
        bill.exceptions.push_back(
            {contracts::Severity::Blocking, u"billing.vat_number"_s, {{u"number"_s, input.payer.vatId}}});
}

/// A company of the Union owes VAT of a supply in another member state to whoever has no number: where it is registered
/// for nothing there, it charges none, and somebody should know (Directive 2006/112/EC, art. 58, 59c, 369a).
void reportUncollectedVat(Bill &bill, const BillInput &input)
{
    if (!tax::isMemberState(input.seller.country))
        return;
    const auto uncollected = std::ranges::find_if(bill.taxGroups, [](const tax::TaxGroup &group) {
        return group.component.category == tax::Category::NotSubject && tax::isMemberState(group.component.jurisdiction)
               && !group.taxable.isZero();
    });
    if (uncollected != bill.taxGroups.end())
        bill.exceptions.push_back({contracts::Severity::Warning,
                                   u"billing.vat_not_collected"_s,
                                   {{u"country"_s, uncollected->component.jurisdiction}}});
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
        ContractRating rating(input, *dated, usage, recorder);
        if (auto rated = rating.rateInto(bill); !rated)
            return passOn(rated);
        if (auto taken = rating.takeDiscounts(bill, firstLine); !taken)
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
    reportVatNumber(bill, input);
    reportUncollectedVat(bill, input);
    reportNegativeTotal(bill);
    return bill;
}

Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::RateTable &rates,
                  pricing::Recorder *recorder)
{
    return rate(input, usage, tax::RateTableProvider(rates), recorder);
}

} // namespace accord::billing
