// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// What was measured of a contract's service levels in a month.
struct MeasuredService
{
    QString contract; ///< its number
    Period period; ///< whole days of the contract's time zone
    qint64 downMinutes = 0; ///< >= 0
    QHash<QString, int> breaches; ///< by the name of the promise
};

/// Keeps \a measured, or corrects what was kept for the period; the next bill gives back what it earns. The minutes of
/// the period are those of the contract's time zone: a month with a change of clocks has an hour more or less.
/// \returns the report; InvalidInput "contracts.no_service_credits", "contracts.sla_unknown_promise",
///          "contracts.sla_report"; Conflict "billing.service_report_billed" once it gave something back.
Result<contracts::ServiceLevelReport> recordService(Services &services, const MeasuredService &measured);

} // namespace accord::workspace
