// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/rating.h"

#include "core/billing/cost_split.h"
#include "core/billing/due_charges.h"
#include "core/contracts/contract_value.h"
#include "core/contracts/findings.h"
#include "core/money/allocation.h"
#include "core/pricing/proration.h"

#include <QtCore/QLocale>

namespace accord::billing {

using contracts::Contract;
using contracts::ItemKind;
using contracts::PriceItem;

namespace {

/// "January 2024" for a calendar month, otherwise "2024-01-15 to 2024-02-14".
QString nameOf(const Period &period)
{
    if (period == Period::monthOf(period.start))
        return QLocale::c().toString(period.start, u"MMMM yyyy"_s);
    if (period.start.month() == 1 && period.start.day() == 1 && period.end == period.start.addYears(1))
        return period.start.toString(u"yyyy"_s);
    return u"%1 to %2"_s.arg(period.start.toString(Qt::ISODate), period.lastDay().toString(Qt::ISODate));
}

QString sourceOf(const Contract &contract, const PriceItem &item)
{
    return u"contract %1 v%2, item %3"_s.arg(contract.number).arg(contract.version).arg(item.key);
}

Error inItem(Error error, const Contract &contract, const PriceItem &item)
{
    error.args.insert(u"contract"_s, contract.number);
    error.args.insert(u"item"_s, item.key);
    return error;
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
        , m_recorder(recorder)
    { }

    Result<void> rateInto(Bill &bill)
    {
        for (const PriceItem &item : m_contract.items) {
            for (const DueCharge &charge : dueCharges(m_contract, item, m_input.period)) {
                if (auto rated = rateCharge(bill, item, charge); !rated)
                    return tl::unexpected(inItem(rated.error(), m_contract, item));
            }
        }
        return {};
    }

private:
    Result<void> rateCharge(Bill &bill, const PriceItem &item, const DueCharge &charge)
    {
        if (!item.perLocation)
            return rateLine(bill, item, charge, nullptr);
        for (const BilledLocation &location : m_input.locations) {
            const DueCharge own{location.location.activeWithin(charge.served), charge.full};
            if (own.served.isEmpty())
                continue;
            if (auto rated = rateLine(bill, item, own, &location); !rated)
                return rated;
        }
        return {};
    }

    Result<void> rateLine(Bill &bill, const PriceItem &item, const DueCharge &charge, const BilledLocation *location)
    {
        BillLine line = lineFor(item, charge, location);
        if (m_input.billedKeys.contains(line.key.toString()))
            return {};
        const pricing::Step step(m_recorder, [&] {
            return location ? u"%1, %2"_s.arg(item.description, line.locationName) : item.description;
        });
        const auto gross
            = item.kind == ItemKind::Usage ? usageGross(line, item, charge, bill) : recurringGross(line, item, charge);
        if (!gross)
            return passOn(gross);
        if (!*gross)
            return {}; // nothing was used and nothing is due
        const auto discounts = percentagesFor(item, charge);
        if (!discounts)
            return passOn(discounts);
        const auto discounted = pricing::applyDiscounts(**gross, m_contract.currency, *discounts, m_recorder);
        if (!discounted)
            return passOn(discounted);
        line.gross = discounted->gross;
        line.net = discounted->net;
        line.discount = *discounted->gross.minus(discounted->net);
        for (const auto &taken : discounted->taken)
            addDiscount(bill, m_contract.discounts[taken.discount].name, taken.amount);
        if (m_recorder) {
            m_recorder->exact(**gross);
            m_recorder->rounded(line.net);
            m_recorder->source(sourceOf(m_contract, item));
        }
        bill.lines.push_back(std::move(line));
        return {};
    }

    BillLine lineFor(const PriceItem &item, const DueCharge &charge, const BilledLocation *location) const
    {
        BillLine line;
        line.key = {m_contract.id,       item.key, location ? location->location.code : QString(), charge.served,
                    toString(item.kind), 0};
        line.contractNumber = m_contract.number;
        line.contractVersion = m_contract.version;
        line.entity = location ? location->location.account : m_input.payer.id;
        line.entityName = location ? location->entityName : m_input.payer.name;
        if (location) {
            line.location = location->location.id;
            line.locationCode = location->location.code;
            line.locationName = location->location.name;
            line.costCentre = location->location.costCentre;
            line.department = location->location.department;
        }
        line.unit = item.unit;
        line.purchaseOrder = item.purchaseOrder.isEmpty() ? m_contract.terms.purchaseOrder : item.purchaseOrder;
        line.ledgerAccount = item.ledgerAccount;
        line.inAdvance = item.timing == contracts::Timing::InAdvance && item.kind == ItemKind::Recurring;
        return line;
    }

    /// Price × quantity × months billed / months priced × days served / days of the period.
    Result<std::optional<Exact>> recurringGross(BillLine &line, const PriceItem &item, const DueCharge &charge)
    {
        const bool oneTime = item.kind == ItemKind::OneTime;
        const Exact periods = oneTime ? Exact(1) : Exact::ratio(item.billingMonths, item.priceMonths);
        const Exact fraction = oneTime ? Exact(1) : pricing::prorationFraction(charge.served, charge.full);
        const bool whole = fraction == Exact(1);
        const Exact price = pricing::rate(item.model, item.quantity, m_recorder);
        const auto quantity = (Exact(item.quantity) * periods).rounded(Decimal::maxScale);
        if (!quantity)
            return passOn(quantity);
        line.quantity = Decimal::parse(quantity->toShortString()).value_or(*quantity);
        line.unitPrice = whole ? pricing::unitPriceOf(item.model) : std::nullopt;
        line.description = oneTime ? item.description : item.description + u" - "_s + nameOf(charge.served);
        if (!whole)
            line.description += u" (%1 of %2 days)"_s.arg(charge.served.days()).arg(charge.full.days());
        if (m_recorder) {
            m_recorder->rule(whole ? u"price × quantity × periods"_s
                                   : u"price × quantity × periods × days served / days of the period"_s);
            m_recorder->fact(u"Price for %1"_s.arg(item.quantity.toShortString()), price.toString(),
                             sourceOf(m_contract, item));
            if (periods != Exact(1))
                m_recorder->fact(u"Periods billed at once"_s, periods.toString(), sourceOf(m_contract, item));
            if (!whole)
                m_recorder->fact(u"Days served %1"_s.arg(charge.served.toString()), fraction.toString(),
                                 u"full period %1"_s.arg(charge.full.toString()));
        }
        return std::optional(price * periods * fraction);
    }

    /// max(0, used − included) through the price model.
    Result<std::optional<Exact>> usageGross(BillLine &line, const PriceItem &item, const DueCharge &charge, Bill &bill)
    {
        const auto used = m_usage.quantity(item.meter, line.location, charge.served);
        if (!used)
            return passOn(used);
        if (!used->hasUsage) {
            if (!item.perLocation)
                bill.exceptions.push_back({contracts::Severity::Warning,
                                           u"billing.usage_missing"_s,
                                           {{u"meter"_s, item.meter},
                                            {u"period"_s, charge.served.toString()},
                                            {u"contract"_s, m_contract.number}}});
            return std::optional<Exact>();
        }
        line.used = used->quantity;
        line.included = item.included;
        const Exact over = Exact(used->quantity) - Exact(item.included.value_or(used->quantity));
        const bool billable = item.included && !over.isNegative() && !over.isZero();
        const auto quantity = billable ? over.rounded(Decimal::maxScale) : Result<Decimal>(Decimal(0));
        if (!quantity)
            return passOn(quantity);
        line.quantity = Decimal::parse(quantity->toShortString()).value_or(*quantity);
        line.unitPrice = pricing::unitPriceOf(item.model);
        line.description
            = billable ? u"%1 - %2 %3"_s.arg(item.description, line.quantity.toShortString(), item.unit).trimmed()
                       : u"%1 - within the included quantity"_s.arg(item.description);
        recordUsage(item, charge, *used, line.quantity);
        return std::optional(pricing::rate(item.model, line.quantity, m_recorder));
    }

    void recordUsage(const PriceItem &item, const DueCharge &charge, const UsageFigure &used, const Decimal &quantity)
    {
        if (!m_recorder)
            return;
        m_recorder->rule(u"(used − included, not below zero) × price"_s);
        m_recorder->fact(u"Used in %1"_s.arg(nameOf(charge.served)), used.quantity.toShortString(), used.source);
        m_recorder->fact(u"Included"_s, item.included ? item.included->toShortString() : u"unlimited"_s,
                         sourceOf(m_contract, item));
        m_recorder->fact(u"Chargeable quantity"_s, quantity.toShortString());
        if (const auto price = pricing::unitPriceOf(item.model))
            m_recorder->fact(u"Unit price"_s, price->toString(), sourceOf(m_contract, item));
    }

    /// The percentage discounts that reach \a item, measured on the last day of the charge.
    Result<std::vector<std::pair<size_t, Decimal>>> percentagesFor(const PriceItem &item, const DueCharge &charge)
    {
        std::vector<std::pair<size_t, Decimal>> result;
        if (item.kind == ItemKind::OneTime)
            return result;
        const auto facts = contracts::discountFacts(m_contract, activeLocations(charge.full.lastDay()));
        if (!facts)
            return passOn(facts);
        for (size_t i = 0; i < m_contract.discounts.size(); ++i) {
            const pricing::Discount &discount = m_contract.discounts[i];
            const bool reaches = discount.scope == pricing::DiscountScope::Everything
                                 || (discount.scope == pricing::DiscountScope::Usage) == (item.kind == ItemKind::Usage);
            const Decimal percent = pricing::percentOf(discount, *facts);
            if (reaches && !percent.isZero())
                result.emplace_back(i, percent);
        }
        return result;
    }

    int activeLocations(const QDate &day)
    {
        if (m_countedDay != day) {
            m_countedDay = day;
            m_counted = int(std::count_if(m_input.locations.begin(), m_input.locations.end(),
                                          [&](const BilledLocation &l) { return l.location.isActiveOn(day); }));
        }
        return m_counted;
    }

    void addDiscount(Bill &bill, const QString &name, const Money &amount) const
    {
        const auto found = std::find_if(bill.discounts.begin(), bill.discounts.end(),
                                        [&](const DiscountTotal &d) { return d.name == name; });
        if (found == bill.discounts.end())
            bill.discounts.push_back({name, amount});
        else if (const auto sum = found->amount.plus(amount))
            found->amount = *sum;
    }

    const BillInput &m_input;
    const Contract &m_contract;
    const UsageLookup &m_usage;
    pricing::Recorder *m_recorder;
    QDate m_countedDay;
    int m_counted = 0;
};

/// Spreads the fixed discounts of \a contract over its lines from \a firstLine on, by what is left of them.
Result<void> spreadFixedDiscounts(Bill &bill, const Contract &contract, size_t firstLine, pricing::Recorder *recorder)
{
    for (const pricing::Discount &discount : contract.discounts) {
        if (discount.basis != pricing::DiscountBasis::Fixed || discount.amount.currency() != contract.currency)
            continue;
        std::vector<BillLine *> reached;
        std::vector<Exact> weights;
        MoneySum sum(contract.currency);
        for (size_t i = firstLine; i < bill.lines.size(); ++i) {
            BillLine &line = bill.lines[i];
            const bool isUsage = line.key.kind == u"usage"_s;
            const bool reaches
                = discount.scope == pricing::DiscountScope::Everything
                  || (line.key.kind != u"one_time"_s && (discount.scope == pricing::DiscountScope::Usage) == isUsage);
            if (!reaches || line.net.isZero())
                continue;
            reached.push_back(&line);
            weights.emplace_back(line.net);
            sum.add(line.net);
        }
        if (reached.empty())
            continue;
        if (!sum.total())
            return passOn(sum.total());
        const Money taken(std::min(discount.amount.minor(), sum.total()->minor()), contract.currency);
        const auto parts = allocate(taken, weights);
        if (!parts)
            return passOn(parts);
        for (size_t i = 0; i < reached.size(); ++i) {
            reached[i]->net = *reached[i]->net.minus((*parts)[i]);
            reached[i]->discount = *reached[i]->discount.plus((*parts)[i]);
        }
        bill.discounts.push_back({discount.name, taken});
        if (recorder) {
            const pricing::Step step(recorder, [&] { return u"Discount %1"_s.arg(discount.name); });
            recorder->rule(u"fixed amount, spread over %1 lines by largest remainder"_s.arg(reached.size()));
            recorder->rounded(taken.negated());
        }
    }
    return {};
}

Result<void> applyTax(Bill &bill, const BillInput &input, const tax::RateTable &rates, pricing::Recorder *recorder)
{
    QHash<QString, const accounts::Location *> byCode;
    for (const BilledLocation &location : input.locations)
        byCode.insert(location.location.code, &location.location);
    QHash<QString, std::vector<tax::Component>> known; // by place of supply
    std::vector<tax::TaxableLine> taxable;
    for (BillLine &line : bill.lines) {
        const accounts::Location *location = byCode.value(line.locationCode);
        // Sales tax is due where a service is received; VAT on services follows the customer (Directive 2006/112/EC,
        // art. 44).
        const bool ownAddress = location && location->address.country == u"US"_s && input.seller.country == u"US"_s;
        const accounts::Address &place = ownAddress ? location->address : input.payer.address;
        const QString key = place.country + u'|' + place.region + u'|' + place.city;
        auto found = known.constFind(key);
        if (found == known.constEnd()) {
            const tax::BuyerFacts buyer{place, input.payer.taxStanding, input.payer.vatId, input.certificates};
            const auto components = tax::componentsFor(input.seller, buyer, input.taxDay, rates);
            if (!components)
                return passOn(components);
            found = known.insert(key, *components);
        }
        line.taxes = *found;
        taxable.push_back({line.net, line.taxes});
    }
    const auto result = tax::computeTax(taxable, bill.currency, recorder);
    if (!result)
        return passOn(result);
    for (size_t i = 0; i < bill.lines.size(); ++i)
        bill.lines[i].tax = result->perLine[i];
    bill.taxGroups = result->groups;
    bill.tax = result->total;
    return {};
}

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

Result<void> totalUp(Bill &bill, const BillInput &input, pricing::Recorder *recorder)
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
    const auto withShares = std::find_if(input.contracts.begin(), input.contracts.end(),
                                         [](const Contract &c) { return !c.shares.empty(); });
    const bool hasCostCentres
        = std::any_of(bill.lines.begin(), bill.lines.end(), [](const BillLine &l) { return !l.costCentre.isEmpty(); });
    auto rows = Result<std::vector<CostAllocation>>();
    if (withShares != input.contracts.end())
        rows = splitByShares(bill.total, withShares->shares, input.payer.id, input.payer.name, recorder);
    else if (hasCostCentres)
        rows = splitByLines(bill.lines, bill.currency);
    if (!rows)
        return passOn(rows);
    bill.allocations = std::move(*rows);
    return {};
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

Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::RateTable &rates,
                  pricing::Recorder *recorder)
{
    Bill bill;
    bill.payer = input.payer.id;
    bill.period = input.period;
    bill.currency = input.contracts.empty() ? input.payer.currency : input.contracts.front().currency;
    bill.subtotal = bill.tax = bill.total = Money::zero(bill.currency);
    for (const Contract &contract : input.contracts) {
        if (contract.currency != bill.currency)
            return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                        {{u"one"_s, bill.currency.code()}, {u"other"_s, contract.currency.code()}});
        const size_t firstLine = bill.lines.size();
        if (auto rated = ContractRating(input, contract, usage, recorder).rateInto(bill); !rated)
            return passOn(rated);
        if (auto spread = spreadFixedDiscounts(bill, contract, firstLine, recorder); !spread)
            return passOn(spread);
        if (bill.purchaseOrder.isEmpty())
            bill.purchaseOrder = contract.terms.purchaseOrder;
        bill.netDays = &contract == &input.contracts.front() ? contract.terms.netDays
                                                             : std::min(bill.netDays, contract.terms.netDays);
    }
    for (BillLine &line : bill.lines)
        line.tax = Money::zero(bill.currency);
    if (auto added = addUp(bill, recorder); !added)
        return passOn(added);
    if (input.taxKnown) {
        if (auto taxed = applyTax(bill, input, rates, recorder); !taxed)
            return passOn(taxed);
    }
    if (auto done = totalUp(bill, input, recorder); !done)
        return passOn(done);
    reportOverruns(bill);
    return bill;
}

} // namespace accord::billing
