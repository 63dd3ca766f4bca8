// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/paid_charges.h"

#include "core/storage/billed_charges_sql.h"

namespace accord::workspace {

namespace {

/// What came in for \a line: all of it where the invoice is paid, its share otherwise.
Result<Money> paidOf(const storage::PaidLine &line)
{
    const bool isCharge = line.net.minor() > 0 && line.total.minor() > 0 && line.received.minor() > 0;
    if (!isCharge)
        return Money::zero(line.net.currency());
    if (line.received.minor() >= line.total.minor())
        return line.net;
    return (Exact(line.net) * Exact::ratio(line.received.minor(), line.total.minor())).toMoney(line.net.currency());
}

} // namespace

Result<> notePaid(Services &services, const contracts::Contract &contract, std::vector<billing::BilledCharge> &charges)
{
    if (contract.terms.creditCap != contracts::CreditCap::Paid || charges.empty())
        return {};
    QDate first = charges.front().key.period.start;
    for (const billing::BilledCharge &charge : charges)
        first = std::min(first, charge.key.period.start);
    const auto lines = storage::BilledChargesSql(services.session()).paidLines(contract.id, first, contract.currency);
    if (!lines)
        return passOn(lines);
    for (billing::BilledCharge &charge : charges) {
        MoneySum paid(contract.currency);
        for (const storage::PaidLine &line : *lines) {
            if (!(line.key == charge.key))
                continue;
            const auto part = paidOf(line);
            if (!part)
                return passOn(part);
            paid.add(*part);
        }
        if (!paid.total())
            return passOn(paid.total());
        charge.paid = *paid.total();
    }
    return {};
}

} // namespace accord::workspace
