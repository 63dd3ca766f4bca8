// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/number_series_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A series with what its next document would be called.
struct SeriesSheet
{
    storage::NumberSeries series;
    QString format;
    QString nextNumber; ///< as printed, past what is reserved
};

/// The series of document numbers: where one begins after a cut-over, and which numbers are given elsewhere.
class NumberSeriesDesk
{
public:
    explicit NumberSeriesDesk(Services &services)
        : m_services(services)
    { }

    static constexpr qint64 mostReserved = 100'000; ///< in one range
    static constexpr qint64 highestNumber = 999'999'999;

    /// Every series there is, and of each issuing entity those of the present year.
    Result<std::vector<SeriesSheet>> sheets();
    /// \param code  of the issuing entity
    /// \returns Forbidden "permission.role_missing"; InvalidInput "billing.number_range", "billing.number_reason",
    ///          "billing.series_unknown"; Conflict "billing.series_begun" once a number was given.
    Result<> begin(const QString &code, const QString &series, int year, qint64 first, const QString &reason);
    /// \returns as begin(); Conflict "billing.numbers_taken" when one of them was given or is reserved already.
    Result<> reserve(const QString &code, const QString &series, int year, const storage::ReservedNumbers &numbers);

private:
    Result<storage::SeriesKey> keyOf(const QString &code, const QString &series, int year, const QString &reason);

    Services &m_services;
};

} // namespace accord::workspace
