// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/problems.h"
#include "core/usage/usage_row.h"

#include <QtCore/QStringList>

#include <optional>
#include <utility>

namespace accord::usage {

/// Which column of a usage CSV holds what. Long form: a row is one quantity of one meter (columns `date` or `timestamp`,
/// `meter`, `quantity`; optional `location`, `account`, `event_id`). Wide form: a row is a day or month, and every column
/// that is none of `date`, `month`, `location`, `account` is a meter. Told apart by the header.
class UsageColumns
{
public:
    /// \returns none, with a problem, when the header is neither.
    static std::optional<UsageColumns> fromHeader(const QStringList &header, qint64 line, Problems &problems);

    /// Adds the rows of one record; what cannot be used becomes a problem and no row.
    void read(const QStringList &fields, qint64 line, Problems &problems, std::vector<UsageRow> &rows) const;

private:
    bool readWhen(const QStringList &fields, UsageRow &row, Problems &problems) const;

    int m_width = 0;
    int m_date = -1;
    int m_meter = -1;
    int m_quantity = -1;
    int m_location = -1;
    int m_account = -1;
    int m_eventId = -1;
    std::vector<std::pair<int, QString>> m_meters; ///< of the wide form
};

/// What a quantity may be.
enum class Sign { NotNegative, Any };
/// The quantity in \a text: a decimal of at most 18 digits before and 18 after the point. A problem otherwise.
std::optional<Decimal> readQuantity(const QString &text, const QString &field, qint64 line, Problems &problems, Sign sign = Sign::NotNegative);
/// "2024-01-31", "2024-01" (its first day) or an instant "2024-01-31T23:59:59.999Z" into \a row, years 1900 to 2999. A
/// problem otherwise.
bool readMoment(const QString &text, const QString &field, UsageRow &row, Problems &problems);
/// Whether \a text can be a code: not empty, at most 200 characters, no control characters. A problem otherwise.
bool checkCode(const QString &text, const QString &field, qint64 line, Problems &problems);

} // namespace accord::usage
