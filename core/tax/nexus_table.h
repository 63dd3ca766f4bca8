// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/nexus.h"

namespace accord::tax {

/// The thresholds of the US states, as they hold from a day on.
class NexusTable
{
public:
    struct Row
    {
        NexusThreshold threshold;
        QString name; ///< "Texas"
        QDate validFrom; ///< null: as long as there were thresholds
        QString note; ///< what else the state says: "taxable sales"
    };

    /// Reads state,name,sales,transactions,reached_by,period,valid_from,note; a line a row, a heading above.
    /// reached_by is "either" or "both"; period "calendar_year", "year_before" or "twelve_months".
    /// \returns InvalidInput "tax.nexus_table_malformed" {line, value}.
    static Result<NexusTable> fromCsv(const QByteArray &utf8);

    /// The row of \a state that holds on \a day; none for a state without a threshold.
    const Row *find(const QString &state, const QDate &day) const;

private:
    std::vector<Row> m_rows;
};

} // namespace accord::tax
