// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/location_terms.h"
#include "core/interchange/json_fields.h"

namespace accord::contracts {

/// "location_services" and "only_listed_locations" of a contract document; left out where they say nothing.
void insertLocationTerms(QJsonObject &contract, const LocationTerms &terms);
/// Reads what insertLocationTerms() wrote. Keeps InvalidInput "contracts.location_services_overlap" where a location is
/// served twice on a day, or its services do not ascend.
LocationTerms readLocationTerms(interchange::JsonFields &contract);

} // namespace accord::contracts
