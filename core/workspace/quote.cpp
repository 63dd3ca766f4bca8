// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/quote.h"

#include "core/billing/commitment_lines.h"
#include "core/contracts/contract_value.h"
#include "core/interchange/schemas.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/quoted_charges.h"

namespace accord::workspace {

namespace {

/// The quantities of a usage table, added up exactly per meter, location and period.
class TableUsage final : public billing::UsageLookup
{
public:
    TableUsage(std::vector<usage::TableEntry> entries, const std::vector<billing::BilledLocation> &locations,
               const QString &name)
        : m_entries(std::move(entries))
        , m_locations(locations)
        , m_name(name)
    { }

    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override
    {
        const QString code = codeOf(location);
        billing::UsageFigure figure;
        int records = 0;
        for (const usage::TableEntry &entry : m_entries) {
            if (entry.meter != meter || !period.contains(entry.day) || (location && entry.location != code))
                continue;
            const auto sum = usage::sum(figure.quantity, entry.quantity);
            if (!sum)
                return passOn(sum);
            figure.quantity = *sum;
            ++records;
        }
        figure.hasUsage = records > 0;
        figure.source = u"%1 records of %2"_s.arg(records).arg(m_name);
        return figure;
    }

    QStringList dimensionsOf(const QString &meter) const override
    {
        QStringList values;
        for (const usage::TableEntry &entry : m_entries)
            if (entry.meter.startsWith(meter + u'/'))
                values << entry.meter.mid(meter.size() + 1);
        values.sort();
        values.removeDuplicates();
        return values;
    }

    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &question) const override
    {
        std::map<QDate, Decimal> days;
        for (const usage::TableEntry *entry : matching(question)) {
            const auto sum = usage::sum(days[entry->day], entry->quantity);
            if (!sum)
                return passOn(sum);
            days[entry->day] = *sum;
        }
        return days;
    }

    Result<std::vector<Decimal>> events(const billing::UsageQuestion &question) const override
    {
        std::vector<Decimal> events;
        for (const usage::TableEntry *entry : matching(question))
            events.push_back(entry->quantity);
        return events;
    }

private:
    /// In the order of time, as they stand in the file within a day.
    std::vector<const usage::TableEntry *> matching(const billing::UsageQuestion &question) const
    {
        const QString code = codeOf(question.location);
        std::vector<const usage::TableEntry *> entries;
        for (const usage::TableEntry &entry : m_entries)
            if (entry.meter == question.meter && question.period.contains(entry.day)
                && (!question.location || entry.location == code))
                entries.push_back(&entry);
        std::stable_sort(entries.begin(), entries.end(), [](auto *a, auto *b) { return a->day < b->day; });
        return entries;
    }

    QString codeOf(const std::optional<accounts::LocationId> &location) const
    {
        const auto found = std::find_if(m_locations.begin(), m_locations.end(),
                                        [&](const auto &l) { return location && l.location.id == *location; });
        return found == m_locations.end() ? QString() : found->location.code;
    }

    std::vector<usage::TableEntry> m_entries;
    const std::vector<billing::BilledLocation> &m_locations;
    QString m_name;
};

/// The meters that \a item asks for usage.
QStringList metersOf(const contracts::PriceItem &item)
{
    QStringList meters{item.meter};
    for (const auto &[dimension, model] : item.dimensionPrices)
        meters << billing::meterOf(item.meter, dimension);
    if (const auto *capacity = std::get_if<pricing::Capacity>(&item.model))
        for (const pricing::CapacityTier &tier : capacity->tiers)
            for (const auto &[meter, limit] : tier.limits)
                meters << meter;
    return meters;
}

bool bills(const contracts::Contract &contract, const QString &meter)
{
    if (contract.split.basis == contracts::SplitBasis::Usage && contract.split.meter == meter)
        return true;
    return std::ranges::any_of(contract.items, [&](const contracts::PriceItem &item) {
        const bool hasDimension = !item.dimensionPrices.empty() && meter.startsWith(item.meter + u'/');
        return item.kind == contracts::ItemKind::Usage && (hasDimension || metersOf(item).contains(meter));
    });
}

/// A finding for each meter of \a usage in \a period that no item of \a contract prices.
std::vector<contracts::Finding> unbilledMeters(const contracts::Contract &contract,
                                               const std::vector<usage::TableEntry> &usage, const Period &period)
{
    std::map<QString, int> records;
    for (const usage::TableEntry &entry : usage)
        if (period.contains(entry.day) && !bills(contract, entry.meter))
            ++records[entry.meter];
    std::vector<contracts::Finding> findings;
    for (const auto &[meter, count] : records)
        findings.push_back({contracts::Severity::Warning,
                            u"contracts.meter_unbilled"_s,
                            u"items"_s,
                            {{u"meter"_s, meter}, {u"records"_s, count}}});
    return findings;
}

} // namespace

Result<Quote> priceQuote(const QuoteRequest &request, const ReferenceData &reference)
{
    const auto document = interchange::readDocument(request.contractJson, u"contract"_s);
    if (!document)
        return passOn(document);
    auto world = quoteWorldFromJson(*document);
    if (!world)
        return passOn(world);
    world->contract.discounts.insert(world->contract.discounts.end(), request.coupons.begin(), request.coupons.end());
    const QDate day = request.period.lastDay();
    const int active = billing::servedOn(world->contract, world->locations, day);
    const TableUsage usage(request.usage, world->locations, request.usageName);
    auto billed = request.billed;
    const auto printed = chargesOfBills(request.bills, world->contract.currency);
    if (!printed)
        return passOn(printed);
    billed.insert(billed.end(), printed->begin(), printed->end());
    QSet<QString> billedKeys;
    for (billing::BilledCharge &charge : billed) {
        charge.key.contract = world->contract.id;
        if (charge.lastSequence >= 0)
            billedKeys.insert(charge.key.toString());
    }
    auto again = billed;
    const auto met = billing::commitmentsMet(world->contract, request.period, billed);
    again.insert(again.end(), met.begin(), met.end());
    auto fixedTaken = billing::fixedTakenOf(world->contract, billed);
    if (!fixedTaken)
        return passOn(fixedTaken);
    auto conversion = conversionOf({world->contract}, reference.exchangeRates, day);
    if (!conversion)
        return passOn(conversion);
    billing::BillInput input{world->payer,
                             {world->contract},
                             world->locations,
                             request.period,
                             world->seller,
                             {},
                             billedKeys,
                             day,
                             world->taxKnown,
                             again,
                             billed};
    input.conversion = std::move(*conversion);
    if (billing::takesFixedAmounts(world->contract))
        input.fixedTaken = std::move(*fixedTaken);
    input.milestones = world->milestones;
    input.isInterim = request.isInterim;
    for (const contracts::ServiceLevelReport &report : world->serviceReports) {
        billing::ServiceReport given{world->contract.id, report, billed};
        std::erase_if(given.billed,
                      [&](const billing::BilledCharge &charge) { return !charge.key.period.overlaps(report.period); });
        input.serviceReports.push_back(std::move(given));
    }
    pricing::Recorder recorder;
    auto bill = billing::rate(input, usage, reference.taxRates, request.explain ? &recorder : nullptr);
    if (!bill)
        return passOn(bill);
    const auto committed = contracts::committedAnnualValue(world->contract, active);
    if (!committed)
        return passOn(committed);
    auto findings = contracts::findingsOf(world->contract, active);
    const auto unbilled = unbilledMeters(world->contract, request.usage, request.period);
    findings.insert(findings.end(), unbilled.begin(), unbilled.end());
    return Quote{std::move(*world), std::move(*bill), std::move(findings), *committed, recorder.take()};
}

} // namespace accord::workspace
