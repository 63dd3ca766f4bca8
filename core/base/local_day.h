// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDateTime>

namespace accord {

/// The calendar day of \a instant in \a timeZone, an IANA name ("Europe/Paris") or an offset of UTC ("+03:00").
/// \returns InvalidInput "time.zone_unknown", "time.instant_invalid".
Result<QDate> localDay(const QDateTime &instant, const QString &timeZone);

} // namespace accord
