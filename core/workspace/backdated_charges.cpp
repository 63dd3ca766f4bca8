// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/backdated_charges.h"

#include "core/billing/due_charges.h"
#include "core/storage/contracts_sql.h"

namespace accord::workspace {

using billing::BilledCharge;
using contracts::Contract;
using contracts::PriceItem;

namespace {

/// The first day of all amendments of \a contract, which may be a version that is not stored yet; null: there is none.
Result<QDate> firstAmended(Services &services, const Contract &contract)
{
    QDate first = contract.version > 1 ? contract.effectiveFrom : QDate();
    for (int version = 2; version < contract.version; ++version) {
        const auto earlier = services.contracts().findVersion(contract.id, version);
        if (!earlier)
            return passOn(earlier);
        if (earlier->effectiveFrom.isValid() && (!first.isValid() || earlier->effectiveFrom < first))
            first = earlier->effectiveFrom;
    }
    return first;
}

/// What stands on no bill of the periods that were billed.
class Backdated
{
public:
    Backdated(const Contract &contract, const QDate &amended)
        : m_contract(contract)
        , m_amended(amended)
    { }

    bool mayBe() const
    {
        return std::ranges::any_of(m_contract.items, [this](const PriceItem &item) { return isAdded(item.start); })
               || std::ranges::any_of(m_contract.locations.services,
                                      [this](const auto &service) { return isAdded(service.from); });
    }

    std::vector<BilledCharge> inRun(const Period &run, const std::vector<billing::BilledLocation> &locations) const
    {
        std::vector<BilledCharge> charges;
        for (const PriceItem &item : m_contract.items) {
            if (item.kind == contracts::ItemKind::Usage)
                continue;
            for (const billing::DueCharge &due : billing::dueCharges(m_contract, item, run)) {
                if (!item.perLocation) {
                    if (isAdded(item.start))
                        charges.push_back(chargeOf(item, {}, due.served));
                    continue;
                }
                for (const auto &[location, entity] : locations)
                    for (const Period &part : m_contract.locations.servedWithin(location, due.served))
                        if (isAdded(item.start) || isAddedLocation(location.code, part))
                            charges.push_back(chargeOf(item, location.code, part));
            }
        }
        return charges;
    }

private:
    bool isAdded(const QDate &first) const { return first.isValid() && first >= m_amended; }

    bool isAddedLocation(const QString &code, const Period &served) const
    {
        return std::ranges::any_of(m_contract.locations.services, [&](const contracts::LocationService &service) {
            return service.location == code && isAdded(service.from) && service.within(served) == served;
        });
    }

    BilledCharge chargeOf(const PriceItem &item, const QString &code, const Period &served) const
    {
        return {{m_contract.id, item.key, code, served, contracts::toString(item.kind), 0},
                Money::zero(m_contract.currency),
                -1,
                {},
                {}};
    }

    const Contract &m_contract;
    QDate m_amended;
};

bool isBilled(const std::vector<BilledCharge> &billed, const BilledCharge &charge)
{
    return std::ranges::any_of(billed, [&](const BilledCharge &one) {
        return one.key.item == charge.key.item && one.key.dimension == charge.key.dimension
               && one.key.kind == charge.key.kind && one.key.period.overlaps(charge.key.period);
    });
}

} // namespace

Result<std::vector<BilledCharge>> backdatedCharges(Services &services, const Contract &contract,
                                                   const std::vector<billing::BilledLocation> &locations,
                                                   const std::vector<storage::RunPeriod> &runs)
{
    std::vector<BilledCharge> charges;
    const auto amended = firstAmended(services, contract);
    if (!amended)
        return passOn(amended);
    const Backdated backdated(contract, *amended);
    if (!amended->isValid() || runs.empty() || !backdated.mayBe())
        return charges;
    for (const storage::RunPeriod &run : runs) {
        if (run.period.end <= *amended)
            continue;
        const auto billed
            = storage::BilledChargesSql(services.session()).overlapping(contract.id, run.period, contract.currency);
        if (!billed)
            return passOn(billed);
        for (const BilledCharge &charge : backdated.inRun(run.period, locations)) {
            const bool isListed = std::ranges::find(charges, charge.key, &BilledCharge::key) != charges.end();
            if (!isListed && !isBilled(*billed, charge))
                charges.push_back(charge);
        }
    }
    return charges;
}

} // namespace accord::workspace
