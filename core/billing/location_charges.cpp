// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/location_charges.h"

namespace accord::billing {

namespace {

/// What was used of \a item at \a location on \a days, in every dimension.
Result<Decimal> usedOn(const contracts::PriceItem &item, const BilledLocation &location, const Period &days,
                       const UsageLookup &usage)
{
    QStringList meters{item.meter};
    if (!item.dimensionPrices.empty())
        for (const QString &dimension : usage.dimensionsOf(item.meter))
            meters << meterOf(item.meter, dimension);
    Exact sum;
    for (const QString &meter : meters) {
        const auto figure = usage.quantity(meter, location.location.id, days);
        if (!figure)
            return passOn(figure);
        sum = sum + Exact(figure->quantity);
    }
    return sum.rounded(Decimal::maxScale);
}

} // namespace

int servedOn(const contracts::Contract &contract, const std::vector<BilledLocation> &locations, const QDate &day)
{
    return int(std::ranges::count_if(
        locations, [&](const BilledLocation &one) { return contract.locations.serves(one.location, day); }));
}

Result<void> addPart(ItemCharge &whole, const ItemCharge &part)
{
    const auto quantity = (Exact(whole.quantity) + Exact(part.quantity)).rounded(Decimal::maxScale);
    const auto used
        = (Exact(whole.used.value_or(Decimal())) + Exact(part.used.value_or(Decimal()))).rounded(Decimal::maxScale);
    if (!quantity || !used)
        return passOn(quantity ? used : quantity);
    whole.quantity = *quantity;
    if (whole.used || part.used)
        whole.used = *used;
    whole.unitPrice.reset();
    for (auto amount : {&ItemCharge::gross, &ItemCharge::discount, &ItemCharge::net, &ItemCharge::topUp}) {
        const auto sum = (whole.*amount).plus(part.*amount);
        if (!sum)
            return passOn(sum);
        whole.*amount = *sum;
    }
    return {};
}

Result<void> reportUsageOutside(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                                const contracts::PriceItem &item, const DueCharge &due, const UsageLookup &usage)
{
    const bool limitsAny = contract.locations.onlyListed || !contract.locations.services.empty();
    if (item.kind != contracts::ItemKind::Usage || !limitsAny)
        return {};
    for (const BilledLocation &location : input.locations) {
        const QString &code = location.location.code;
        if (!contract.locations.limits(code))
            continue;
        const Period active = location.location.activeWithin(due.served);
        for (const Period &days :
             contracts::without(active, contract.locations.servedWithin(location.location, active))) {
            const auto used = usedOn(item, location, days, usage);
            if (!used)
                return passOn(used);
            if (!used->isZero())
                bill.exceptions.push_back(
                    {contracts::Severity::Warning,
                     item.perLocation ? u"billing.usage_outside_service"_s : u"billing.usage_outside_service_counted"_s,
                     {{u"item"_s, item.description},
                      {u"location"_s, code},
                      {u"quantity"_s, used->toShortString()},
                      {u"first"_s, days.start.toString(Qt::ISODate)},
                      {u"last"_s, days.lastDay().toString(Qt::ISODate)},
                      {u"contract"_s, contract.number}}});
        }
    }
    return {};
}

} // namespace accord::billing
