// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_tax.h"

#include "core/tax/inclusive.h"

namespace accord::billing {

BillTax::BillTax(const BillInput &input, const tax::RateTable &rates, pricing::Recorder *recorder)
    : m_input(input)
    , m_rates(rates)
    , m_recorder(recorder)
{
    for (const BilledLocation &location : input.locations)
        m_locations.insert(location.location.code, &location.location);
}

Result<std::vector<tax::Component>> BillTax::componentsOf(const BillLine &line)
{
    const accounts::Location *location = m_locations.value(line.locationCode);
    const bool ownAddress = location && location->address.country == u"US"_s && m_input.seller.country == u"US"_s;
    const accounts::Address &place = ownAddress ? location->address : m_input.payer.address;
    const QString key = place.country + u'|' + place.region + u'|' + place.city;
    if (const auto found = m_known.constFind(key); found != m_known.constEnd())
        return *found;
    const tax::BuyerFacts buyer{place, m_input.payer.taxStanding, m_input.payer.vatId, m_input.certificates};
    auto components = tax::componentsFor(m_input.seller, buyer, m_input.taxDay, m_rates);
    if (components)
        m_known.insert(key, *components);
    return components;
}

Result<void> BillTax::addGroups(Bill &bill, const tax::TaxResult &result)
{
    for (const tax::TaxGroup &group : result.groups) {
        const auto same = std::find_if(bill.taxGroups.begin(), bill.taxGroups.end(),
                                       [&](const tax::TaxGroup &other) { return other.component == group.component; });
        if (same == bill.taxGroups.end()) {
            bill.taxGroups.push_back(group);
            continue;
        }
        const auto taxable = same->taxable.plus(group.taxable);
        const auto tax = same->tax.plus(group.tax);
        if (!taxable || !tax)
            return passOn(taxable ? tax : taxable);
        same->taxable = *taxable;
        same->tax = *tax;
    }
    return bill.tax.plus(result.total).map([&](const Money &sum) { bill.tax = sum; });
}

Result<std::vector<BillLine *>> BillTax::linesWithTaxes(Bill &bill, bool inclusive)
{
    std::vector<BillLine *> lines;
    for (BillLine &line : bill.lines) {
        if (line.taxIncluded != inclusive)
            continue;
        auto components = componentsOf(line);
        if (!components)
            return passOn(components);
        line.taxes = std::move(*components);
        lines.push_back(&line);
    }
    return lines;
}

Result<void> BillTax::takeOutOfInclusiveLines(Bill &bill)
{
    const auto lines = linesWithTaxes(bill, true);
    if (!lines)
        return passOn(lines);
    if (lines->empty())
        return {};
    std::vector<tax::GrossLine> gross;
    for (const BillLine *line : *lines)
        gross.push_back({line->net, line->taxes});
    const auto result = tax::computeInclusiveTax(gross, bill.currency, m_recorder);
    if (!result)
        return passOn(result);
    for (size_t i = 0; i < lines->size(); ++i) {
        (*lines)[i]->net = result->lineNets[i];
        (*lines)[i]->tax = result->tax.perLine[i];
        const auto before = (*lines)[i]->net.plus((*lines)[i]->discount);
        if (!before)
            return passOn(before);
        (*lines)[i]->gross = *before;
        if ((*lines)[i]->unitPrice && (*lines)[i]->quantity != Decimal(1))
            (*lines)[i]->unitPrice.reset(); // the printed unit price includes the tax, the line does not
    }
    return addGroups(bill, result->tax);
}

Result<void> BillTax::addToExclusiveLines(Bill &bill)
{
    const auto lines = linesWithTaxes(bill, false);
    if (!lines)
        return passOn(lines);
    if (lines->empty())
        return {};
    std::vector<tax::TaxableLine> taxable;
    for (const BillLine *line : *lines)
        taxable.push_back({line->net, line->taxes});
    const auto result = tax::computeTax(taxable, bill.currency, m_recorder);
    if (!result)
        return passOn(result);
    for (size_t i = 0; i < lines->size(); ++i)
        (*lines)[i]->tax = result->perLine[i];
    return addGroups(bill, *result);
}

} // namespace accord::billing
