// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/reading.h"

#include <map>

namespace accord::storage {

class Session;

/// The days of one import of a series whose roll-up holds no more than their sum, read again from its events: they were
/// imported before a day knew its readings.
///
/// The days of an event never change. Those of whole days say theirs; instants fill the days in the order of time, as
/// many to each as its roll-up counted.
/// \returns Internal "usage.segment_damaged" when the events are not those that were counted; "usage.sum_range".
Result<std::map<QDate, usage::DayReading>> earlyReadings(Session &session, qint64 series, qint64 import,
                                                         catalog::Aggregation aggregation);

} // namespace accord::storage
