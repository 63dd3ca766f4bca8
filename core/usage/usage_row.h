// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>

namespace accord::usage {

/// One metered quantity as a file states it. Codes are as written; nothing is looked up yet.
struct UsageRow
{
    qint64 line = 0;
    QString eventId;  ///< empty: identified by its content
    QString account;  ///< number, name or id; may be empty when a location is named
    QString location; ///< code; may be empty
    QString meter;    ///< code
    QDate day;        ///< the local day; null when an instant is given
    QDateTime instant; ///< UTC; null when a day is given
    Decimal quantity; ///< >= 0; below zero only for a correction of a FOCUS file
};

} // namespace accord::usage
