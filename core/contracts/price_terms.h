// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// The price of \a item before any step: its model (that of the location, if it has one), quantity and no discount.
pricing::RampTerms baseTermsOf(const PriceItem &item, const QString &locationCode = {});

/// The rises of \a escalation over \a term with the days from which they hold.
std::vector<std::pair<QDate, pricing::EscalationStep>> risesOf(const Escalation &escalation, const Period &term);

/// The dated changes of \a item's price over the contract's term: its ramp, and its escalation as steps of the price.
/// A rise starts from the price in force before it, be it an earlier rise or a price of the ramp; indices that count
/// from the base start from the base price. A price that the ramp sets on the day of a rise is taken as it stands.
/// \returns InvalidInput "pricing.index_not_positive", "number.overflow"
Result<std::vector<pricing::RampStep>> stepsOf(const Contract &contract, const PriceItem &item,
                                               const QString &locationCode = {});

/// What \a item costs in each interval of its service during which nothing changes, in order.
struct PriceInterval
{
    Period period;
    pricing::RampTerms terms;
    Exact perPeriod; ///< price × quantity less the ramp's discount, for one price period, before rounding
};
Result<std::vector<PriceInterval>> priceTable(const Contract &contract, const PriceItem &item);

/// \a served without the pauses and the gaps of the contract.
std::vector<Period> withoutPauses(const Contract &contract, const Period &served);

} // namespace accord::contracts
