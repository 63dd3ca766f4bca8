// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/meter_use_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Every meter and where it is used, by code; readings of the last thirteen months.
Result<std::vector<storage::MeterUse>> metersInUse(Services &services);

/// Adds \a meter, or changes the name and unit of the one that has its code. What waited in quarantine for it is
/// counted by the next adoption.
/// \returns the meter as it is kept; Forbidden; InvalidInput "catalog.meter_code" (lower-case letters, digits and _),
///          "catalog.meter_name"; Conflict "catalog.meter_in_use" when it would add up in another way although usage of
///          it was counted.
Result<catalog::Meter> saveMeter(Services &services, catalog::Meter meter);

} // namespace accord::workspace
