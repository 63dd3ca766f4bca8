// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/catalog/meter.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::storage {

class Session;

/// A meter and where it is used.
struct MeterUse
{
    catalog::Meter meter;
    int contracts = 0; ///< whose present version prices it
    int accounts = 0; ///< that reported usage of it, ever
    QDate lastReading; ///< the latest day that has usage, since the day that was asked for; null: none
    bool isCounted = false; ///< usage of it was counted: how it adds up stays as it is
};

/// Every meter, by code. \param since  readings before it are not looked for: usage is kept for years, by month
Result<std::vector<MeterUse>> meterUse(Session &session, const QDate &since);

} // namespace accord::storage
