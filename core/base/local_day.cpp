// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_day.h"

#include <QtCore/QTimeZone>

namespace accord {

Result<QDate> localDay(const QDateTime &instant, const QString &timeZone)
{
    const bool isOffset = timeZone.startsWith(u'+') || timeZone.startsWith(u'-');
    const QTimeZone zone(isOffset ? "UTC" + timeZone.toLatin1() : timeZone.toLatin1());
    if (!zone.isValid())
        return fail(ErrorKind::InvalidInput, u"time.zone_unknown"_s, {{u"value"_s, timeZone.left(80)}});
    if (!instant.isValid())
        return fail(ErrorKind::InvalidInput, u"time.instant_invalid"_s);
    return instant.toTimeZone(zone).date();
}

} // namespace accord
