// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"

namespace accord::billing {

using contracts::InstalmentBasis;

/// One part as agreed.
struct InstalmentTerm
{
    QString name; ///< as printed: "On signature"
    QDate due; ///< the day it falls due; null where a milestone decides
    QString milestone; ///< what has to be reached; empty where a day decides
    Decimal percent; ///< for Percent, > 0
    Money amount; ///< for Amount, > 0
};

/// How an invoice total is paid in parts.
struct InstalmentPlan
{
    InstalmentBasis basis = InstalmentBasis::Equal;
    std::vector<InstalmentTerm> terms;
};

/// One part in money.
struct Instalment
{
    QString name;
    QDate due; ///< null until the milestone is reached
    QString milestone;
    Money amount;

    bool operator==(const Instalment &) const = default;
};

/// Days on which milestones were reached, by name.
using MilestonesReached = QHash<QString, QDate>;

/// What is wrong with \a plan for \a total: "billing.instalments_none", "billing.instalment_when" (neither or both of
/// day and milestone), "billing.instalment_order" (a day before the one above), "billing.instalment_share" (a
/// percentage or amount not above zero), "billing.instalments_sum" (they do not add up, with \c sum, \c wanted and \c
/// difference), "money.currency_mix". All of them block but the order, which warns.
std::vector<contracts::Finding> findingsOf(const InstalmentPlan &plan, const Money &total);

/// Deals \a total out by \a plan, by largest remainder; amounts are taken as they are. A part that waits for a
/// milestone has no day until \a reached has one. A credit (negative total) mirrors; amounts then have to be negative
/// too.
/// \returns InvalidInput with the id of the first finding that blocks, "number.overflow".
Result<std::vector<Instalment>> instalmentsOf(const Money &total, const InstalmentPlan &plan,
                                              const MilestonesReached &reached = {},
                                              pricing::Recorder *recorder = nullptr);

} // namespace accord::billing
