// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::billing {

/// A part of an item's service that falls due.
struct DueCharge
{
    Period served; ///< what is billed: the full period, clipped to the service
    Period full; ///< the full, unclipped period that proration is measured against

    bool operator==(const DueCharge &) const = default;
};

/// The charges of \a item that fall due in \a target: in-advance charges whose served part starts in it, in-arrears
/// charges whose last served day lies in it, one-time items whose day lies in it. Periods are counted from the
/// contract's anchor, never from the previous boundary. Days that another system billed are left out: a period that
/// it billed in part falls due for the rest, measured against the full one. Days between an end and the reactivation
/// cut a period in two, each of which falls due by itself.
std::vector<DueCharge> dueCharges(const contracts::Contract &contract, const contracts::PriceItem &item,
                                  const Period &target);

/// What an interim bill charges: of the usage items of \a contract that fall due after \a last, the part of their
/// period up to that day.
std::vector<DueCharge> interimCharges(const contracts::Contract &contract, const contracts::PriceItem &item,
                                      const QDate &last);

/// Whether a fixed discount is for usage of \a item, which had no interim bill before engine 4.
bool hasFixedDiscount(const contracts::Contract &contract, const contracts::PriceItem &item);

/// The days by which a billed part of the usage of \a item is priced together with other parts: its full period, or the
/// window of a commitment that is longer.
Period pricedTogether(const contracts::Contract &contract, const contracts::PriceItem &item, const Period &billed);

/// The full period of \a item that a billed part belongs to.
Period fullPeriodOf(const contracts::Contract &contract, const contracts::PriceItem &item, const Period &billed);

} // namespace accord::billing
