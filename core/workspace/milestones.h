// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/milestones.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A milestone of a contract and what waits for it.
struct MilestoneRow
{
    QString name;
    QStringList items; ///< descriptions of the items that fall due with it
    int instalments = 0; ///< parts of each invoice that are to be paid then
    QDate reached; ///< null: not yet
};

/// The milestones of the saved version of a contract. \returns NotFound.
Result<std::vector<MilestoneRow>> milestonesOf(Services &services, const QString &number);

/// Keeps that a milestone was reached on \a day, or corrects the day. The next bill charges what waited for it, also
/// where the month of the day was billed already.
/// \returns InvalidInput "contracts.milestone_unknown" with the names that there are, "contracts.milestone_ahead" for a
///          day that is not over yet; Conflict "billing.milestone_billed" once it was billed.
Result<> reachMilestone(Services &services, const QString &number, const QString &name, const QDate &day);

/// Milestones as they are frozen among the inputs of an invoice, and back.
QJsonArray toJson(const std::vector<contracts::ReachedMilestone> &milestones);
std::vector<contracts::ReachedMilestone> reachedFromJson(const QJsonArray &array);

} // namespace accord::workspace
