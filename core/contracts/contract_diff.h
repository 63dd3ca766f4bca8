// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// One term that two versions of a contract do not share.
struct TermChange
{
    QString path; ///< the field as the document names it: "items.base.price", "terms.net_days"
    QString before; ///< as a person reads it; empty: the earlier version does not have it
    QString after; ///< likewise of the later one

    bool isAdded() const { return before.isEmpty(); }
    bool isRemoved() const { return after.isEmpty(); }
    bool operator==(const TermChange &) const = default;
};

/// What differs between \a before and \a after, term by term, in the order of the later document (what it dropped comes
/// last): period and value, terms,
/// prices, discounts, cost shares, service level, signatures, custom terms. Items are matched by their key, discounts
/// by name, shares by entity and cost centre. Version, id and account are no terms.
std::vector<TermChange> diff(const Contract &before, const Contract &after);

} // namespace accord::contracts
