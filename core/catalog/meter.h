// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/money/decimal.h"

namespace accord::catalog {

struct Meter;
using MeterId = Id<Meter>;

/// How the events of a billing period become one quantity.
enum class Aggregation {
    Sum,
    Maximum, ///< the highest reading of each day; of a period the highest day
    Last, ///< the latest reading, by its instant
    Unique, ///< the number of different values
    WeightedSum ///< of a standing quantity: the latest reading of a day holds until the next reported day, weighted by
                ///< its share of the period
};

/// Something that is measured: API calls, users, gigabytes.
struct Meter
{
    MeterId id;
    QString code; ///< what usage files and contracts call it: "api_calls"; "sms/eu" for a value of a dimension
    QString name; ///< as printed: "API calls"
    QString unit; ///< as printed behind a quantity: "calls", "GB"
    Aggregation aggregation = Aggregation::Sum;
};

QString toString(Aggregation aggregation);
/// \returns InvalidInput "catalog.aggregation_unknown".
Result<Aggregation> aggregationFromString(const QString &text);

} // namespace accord::catalog
