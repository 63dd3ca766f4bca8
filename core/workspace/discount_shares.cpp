// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/discount_shares.h"

#include "core/billing/fixed_amounts.h"
#include "core/storage/billed_charges_sql.h"
#include "core/workspace/billed_charges.h"

namespace accord::workspace {

using billing::BilledCharge;
using storage::BilledChargesSql;

namespace {

/// Charges whose lines are added up, by their keys.
class Charges
{
public:
    Result<> add(const storage::ChargeLine &line)
    {
        billing::LineKey key = line.key;
        key.sequence = 0;
        const QString text = key.toString();
        const auto known = m_places.find(text);
        if (known == m_places.end()) {
            m_places.emplace(text, m_charges.size());
            BilledCharge &charge = m_charges.emplace_back(BilledCharge{key, line.discount, line.key.sequence});
            charge.discount = line.discount;
            if (line.shares && line.key.sequence == 0)
                charge.shares = {line.bill, *line.shares};
            return {};
        }
        BilledCharge &charge = m_charges[known->second];
        if (!charge.shares || !line.shares) // of the charge itself it was not kept
            return {};
        auto sum = billing::sumOf(charge.shares->shares, *line.shares);
        if (!sum)
            return passOn(sum);
        charge.shares->shares = std::move(*sum);
        return {};
    }

    const std::vector<BilledCharge> &all() const { return m_charges; }

    void tell(std::vector<BilledCharge> &charges) const
    {
        for (BilledCharge &charge : charges) {
            const auto known = m_places.find(charge.key.toString());
            if (known != m_places.end() && charge.lastSequence >= 0)
                charge.shares = m_charges[known->second].shares;
        }
    }

private:
    std::vector<BilledCharge> m_charges;
    std::map<QString, size_t> m_places;
};

} // namespace

Result<std::vector<billing::FixedTaken>> noteDiscountShares(Services &services, const contracts::Contract &contract,
                                                            const Period &period, std::vector<BilledCharge> &again,
                                                            std::vector<BilledCharge> &spent)
{
    if (!billing::takesFixedAmounts(contract))
        return std::vector<billing::FixedTaken>();
    QDate from = period.start.addMonths(-monthsOfChangesLookedBack);
    for (const auto *list : {&again, &spent})
        for (const BilledCharge &charge : *list)
            from = std::min(from, charge.key.period.start.addMonths(-1));
    const auto lines = BilledChargesSql(services.session()).linesSince(contract.id, from, contract.currency);
    if (!lines)
        return passOn(lines);
    Charges charges;
    for (const storage::ChargeLine &line : *lines)
        if (const auto added = charges.add(line); !added)
            return passOn(added);
    charges.tell(again);
    charges.tell(spent);
    return billing::fixedTakenOf(contract, charges.all());
}

} // namespace accord::workspace
