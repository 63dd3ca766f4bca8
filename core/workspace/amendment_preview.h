// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// A line of the bills of a month, as it is and as it would be.
struct LinePair
{
    QString description;
    QString location; ///< its code; empty for the contract as a whole
    bool isAdjustment = false; ///< corrects what was billed already
    std::optional<Money> before; ///< net; none: no such line
    std::optional<Money> after;
};

/// The invoices of a month with the contract as it is and as it would be.
struct InvoicePair
{
    Period month;
    std::vector<LinePair> lines; ///< of the contract that changes, differing ones and others, as the bills print them
    Money netBefore; ///< of these lines
    Money netAfter;
    Money totalBefore; ///< of the whole invoice, with tax and the other contracts on it
    Money totalAfter;
    Money difference; ///< of the totals
};

/// The next invoices under \a candidate beside those under the version that is saved, for \a count months from the one
/// that contains \a first. Nothing is written. Each month knows what the months before it would have billed, so an
/// adjustment stands once.
/// \returns what assembling or `billing::rate()` refuses.
Result<std::vector<InvoicePair>> previewAmendment(Services &services, const contracts::Contract &candidate,
                                                  const QDate &first, int count);

} // namespace accord::workspace
