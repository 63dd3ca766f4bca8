// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Adds \a meter, or changes the name and unit of the one that has its code. What waited in quarantine for it is
/// counted by the next adoption.
/// \returns the meter as it is kept; Forbidden; InvalidInput "catalog.meter_code" (lower-case letters, digits and _),
///          "catalog.meter_name"; Conflict "catalog.meter_in_use" when it would add up in another way although usage of
///          it was counted.
Result<catalog::Meter> saveMeter(Services &services, catalog::Meter meter);

} // namespace accord::workspace
