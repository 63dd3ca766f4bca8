// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>
#include <QtCore/QString>

namespace accord {

/// "2026-06-30" (ISO 8601, extended calendar date): what `QDate::toString(Qt::ISODate)` gives, without going through
/// printf, since a bill run writes millions of them. Empty for an invalid date and for years outside of 0 to 9999.
QString isoDate(const QDate &day);

} // namespace accord
