// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/milestones.h"

namespace accord::contracts {

QStringList milestonesOf(const Contract &contract)
{
    QStringList names;
    for (const PriceItem &item : contract.items)
        names << item.milestone;
    if (contract.instalments)
        for (const InstalmentPart &part : contract.instalments->parts)
            names << part.milestone;
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

Contract datedByMilestones(const Contract &contract, const std::vector<ReachedMilestone> &reached)
{
    Contract dated = contract;
    dated.items.clear();
    for (const PriceItem &item : contract.items) {
        const auto found = std::find_if(reached.begin(), reached.end(), [&](const ReachedMilestone &one) {
            return one.contract == contract.id && one.name == item.milestone;
        });
        if (!item.milestone.isEmpty() && found == reached.end())
            continue;
        dated.items.push_back(item);
        if (!item.milestone.isEmpty())
            dated.items.back().start = found->day;
    }
    return dated;
}

} // namespace accord::contracts
