// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/problems.h"
#include "core/usage/usage_row.h"

#include <QtCore/QStringList>

#include <optional>

namespace accord::usage {

/// Which columns of a FOCUS 1.0 file (FinOps Open Cost and Usage Specification) Accord reads:
///
/// ConsumedQuantity → quantity (exact, up to 15 places; NULL rows carry no usage and are passed over; corrections are
/// negative) · ServiceName and
/// ConsumedUnit → meter, as "amazon_simple_queue_service.requests" · SubAccountId → location code · ChargePeriodStart →
/// instant (UTC). FOCUS has no id of a row: rows are identified by their content.
class FocusColumns
{
public:
    static bool isFocus(const QStringList &header);
    /// \returns none, with a problem, when a column is missing.
    static std::optional<FocusColumns> fromHeader(const QStringList &header, qint64 line, Problems &problems);
    void read(const QStringList &fields, qint64 line, Problems &problems, std::vector<UsageRow> &rows) const;

private:
    int m_width = 0;
    int m_quantity = -1;
    int m_unit = -1;
    int m_service = -1;
    int m_subAccount = -1;
    int m_start = -1;
};

/// Lower case letters and digits, everything else an underscore: "Amazon S3" → "amazon_s3".
QString slug(const QString &text);

} // namespace accord::usage
