// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/problems.h"
#include "core/usage/usage_fields.h"

#include <functional>

class QIODevice;

namespace accord::usage {

/// One reported quantity. The texts are UTF-8 and valid during the call only.
struct Record
{
    qint64 line = 0;
    QByteArrayView account; ///< number of an account; empty: follows from the location
    QByteArrayView location; ///< code of a location; empty: usage of the account as a whole
    QByteArrayView party; ///< FOCUS: code of a location or, failing that, number of an account
    QByteArrayView meter; ///< code of a meter
    QByteArrayView eventId; ///< empty: has none
    QByteArrayView value; ///< what a meter of different values counts once; empty: the quantity is the value
    Moment moment;
    Decimal quantity;
};

struct ReadHooks
{
    std::function<void(const Record &)> record; ///< every good record, in file order
    std::function<void(QByteArrayView)> block = {}; ///< every block of bytes, for a digest
};

/// Reads usage in UTF-8 (with or without BOM), in blocks, whatever its size. The form shows in its beginning:
///
/// - \b NDJSON (first character '{'): one flat object a line with the members of the long form.
/// - \b Long CSV: `date` (or `timestamp`, `ts`, `day`, `month`), `meter`, `quantity`; optional `location`
/// (`location_id`),
///   `account` (`account_id`), `event_id` (`id`), `unique_key` (what a meter of different values counts once: a user, a
///   device; without it each different quantity is a value).
/// - \b Wide CSV: one of those dates first or anywhere, optional `location` and `account`; every other column is a
/// meter.
///   An empty cell says nothing, 0 says zero.
/// - \b FOCUS 1.0 CSV (has `ConsumedQuantity` and `ChargePeriodStart`): ConsumedQuantity is the quantity, negative ones
/// are
///   corrections; the meter is "ServiceName/ConsumedUnit", for one service is measured in several units; SubAccountId
///   is a location or else an account; ChargePeriodStart is the instant. Rows whose ConsumedQuantity is NULL or empty
///   are charges without usage (credits, taxes) and are passed over.
///
/// A month ("2024-01") counts as an entry on its first day. Names of columns do not depend on case; unknown columns of
/// the long form and unknown members are passed over.
///
/// Whatever is wrong is added to \a problems with its line, and reading goes on: "usage.encoding", "usage.header",
/// "usage.header_duplicate", "usage.columns", "usage.quotes", "usage.line_too_long", "usage.nul", "usage.json",
/// "usage.missing" and those of parseMoment() and parseQuantity().
/// \returns the number of quantities met, good or bad; Unavailable "usage.unreadable" when the device fails.
Result<qint64> readUsage(QIODevice &device, const ReadHooks &hooks, Problems &problems);

} // namespace accord::usage
