// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_tax.h"

#include "core/billing/prepayment_tax.h"

#include <algorithm>

namespace accord::billing {

namespace {

/// The lines whose price includes the tax, or all others.
std::vector<BillLine *> linesOf(Bill &bill, bool taxIncluded)
{
    std::vector<BillLine *> lines;
    for (BillLine &line : bill.lines)
        if (line.taxIncluded == taxIncluded)
            lines.push_back(&line);
    return lines;
}

} // namespace

BillTax::BillTax(const BillInput &input, const tax::TaxProvider &taxes, pricing::Recorder *recorder)
    : m_input(input)
    , m_taxes(taxes)
    , m_recorder(recorder)
{
    for (const BilledLocation &location : input.locations)
        m_locations.insert(location.location.code, &location.location);
}

const accounts::Address &BillTax::placeOf(const BillLine &line) const
{
    const accounts::Location *location = m_locations.value(line.locationCode);
    const bool ownAddress = location && location->address.country == u"US"_s && m_input.seller.country == u"US"_s;
    return ownAddress ? location->address : m_input.payer.address;
}

tax::TaxRequest BillTax::requestFor(const Bill &bill, const std::vector<BillLine *> &lines, bool included) const
{
    tax::TaxRequest request;
    request.seller = m_input.seller;
    request.currency = bill.currency;
    request.day = m_input.taxDay;
    request.taxIncluded = included;
    request.rounding = m_input.seller.rounding;
    QHash<QString, size_t> buyers; // by place of supply
    for (const BillLine *line : lines) {
        const accounts::Address &place = placeOf(*line);
        const QString key = place.country + u'|' + place.region + u'|' + place.city;
        const auto known = buyers.constFind(key);
        const size_t buyer = known == buyers.constEnd() ? request.buyers.size() : *known;
        if (known == buyers.constEnd()) {
            buyers.insert(key, buyer);
            request.buyers.push_back({place, m_input.payer.taxStanding, m_input.payer.vatId, m_input.certificates});
        }
        request.lines.push_back({line->net, buyer, {}});
    }
    return request;
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

Result<void> BillTax::tax(Bill &bill, const std::vector<BillLine *> &lines, bool included)
{
    const tax::TaxRequest request = requestFor(bill, lines, included);
    auto answer = m_taxes.taxOn(request, m_recorder);
    if (!answer)
        return passOn(answer);
    if (const auto fits = tax::checkAnswer(request, *answer); !fits)
        return fits;
    for (size_t i = 0; i < lines.size(); ++i) {
        lines[i]->taxes = std::move(answer->components[i]);
        lines[i]->net = answer->nets[i];
        lines[i]->tax = answer->result.perLine[i];
    }
    return addGroups(bill, answer->result);
}

Result<std::vector<std::vector<tax::Component>>> BillTax::componentsOf(const Bill &bill,
                                                                       const std::vector<BillLine *> &lines) const
{
    const tax::TaxRequest request = requestFor(bill, lines, false);
    auto answer = m_taxes.taxOn(request);
    if (!answer)
        return passOn(answer);
    if (const auto fits = tax::checkAnswer(request, *answer); !fits)
        return passOn(fits);
    return std::move(answer->components);
}

Result<void> BillTax::takeOutOfInclusiveLines(Bill &bill)
{
    const auto lines = linesOf(bill, true);
    if (lines.empty())
        return {};
    if (const auto taxed = tax(bill, lines, true); !taxed)
        return taxed;
    for (BillLine *line : lines) {
        const auto before = line->net.plus(line->discount);
        if (!before)
            return passOn(before);
        line->gross = *before;
        if (line->unitPrice && line->quantity != Decimal(1))
            line->unitPrice.reset(); // the printed unit price includes the tax, the line does not
    }
    return {};
}

Result<void> BillTax::addToExclusiveLines(Bill &bill)
{
    auto lines = linesOf(bill, false);
    const auto earlier = taxedAsPrepaid(bill, lines, m_input, m_taxes);
    if (!earlier)
        return passOn(earlier);
    for (const auto &[day, taxedThen] : *earlier)
        std::erase_if(lines, [&](BillLine *line) { return std::ranges::find(taxedThen, line) != taxedThen.end(); });
    if (auto taxed = lines.empty() ? Result<void>() : tax(bill, lines, false); !taxed)
        return taxed;
    for (const auto &[day, taxedThen] : *earlier) {
        BillInput then = m_input;
        then.taxDay = day;
        if (auto taxed = BillTax(then, m_taxes, m_recorder).tax(bill, taxedThen, false); !taxed)
            return taxed;
    }
    return {};
}

} // namespace accord::billing
