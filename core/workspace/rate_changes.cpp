// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/rate_changes.h"

#include "core/storage/billed_charges_sql.h"

#include <algorithm>
#include <map>

namespace accord::workspace {

using billing::BillException;
using billing::BillLine;
using storage::BilledRate;

namespace {

BillException exceptionOf(const BillLine &line, const Decimal &before)
{
    return {contracts::Severity::Note,
            u"billing.rate_changed"_s,
            {{u"contract"_s, line.contractNumber},
             {u"item"_s, line.key.item},
             {u"before"_s, before.toShortString()},
             {u"now"_s, line.unitPrice->toShortString()}}};
}

bool isSameCharge(const BilledRate &rate, const BillLine &line)
{
    return rate.item == line.key.item && rate.dimension == line.key.dimension && rate.kind == line.key.kind;
}

} // namespace

Result<std::vector<BillException>> changedRates(Services &services, const billing::Bill &bill)
{
    std::map<std::pair<QUuid, QDate>, std::vector<BilledRate>> known; // of a contract, up to a day
    std::vector<BillException> exceptions;
    for (const BillLine &line : bill.lines) {
        if (!line.unitPrice || line.key.sequence > 0)
            continue;
        const auto place = std::pair(line.key.contract.uuid(), line.key.period.start);
        auto rates = known.find(place);
        if (rates == known.end()) {
            auto read = storage::BilledChargesSql(services.session()).ratesUntil(line.key.contract, place.second);
            if (!read)
                return passOn(read);
            rates = known.emplace(place, std::move(*read)).first;
        }
        const auto before
            = std::ranges::find_if(rates->second, [&](const BilledRate &rate) { return isSameCharge(rate, line); });
        if (before == rates->second.end() || before->unitPrice == *line.unitPrice)
            continue;
        const BillException found = exceptionOf(line, before->unitPrice);
        if (std::ranges::none_of(exceptions, [&](const BillException &one) { return one.args == found.args; }))
            exceptions.push_back(found);
    }
    return exceptions;
}

} // namespace accord::workspace
