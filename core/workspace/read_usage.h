// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/usage_lookup.h"
#include "core/usage/reading.h"

#include <functional>

namespace accord::workspace {

/// Usage that was read from the store before, answered from memory: it may be asked in any thread while nothing is
/// added to it.
class ReadUsage final : public billing::UsageLookup
{
public:
    struct Recorded
    {
        QDate day;
        qint64 series = 0; ///< the meter of this location and account
        usage::DayReading reading;
        qint64 import = 0;
    };

    void addMeter(const catalog::Meter &meter) { m_meters.insert(meter.code, meter); }
    /// Null when it is not known.
    const catalog::Meter *meter(const QString &code) const;
    /// \param location  null: of the account as a whole
    void add(const catalog::MeterId &meter, const accounts::LocationId &location, const Recorded &record)
    {
        m_usage[meter][location].push_back(record);
    }
    QStringList dimensionsOf(const QString &meter) const override; ///< in the order of the alphabet
    /// The days whose usage is all here; empty at first.
    const Period &covered() const { return m_covered; }
    void setCovered(const Period &period) { m_covered = period; }

    /// By the aggregation of \a meter, of all locations together as usage::Readings says. A meter that is not known has
    /// no usage.
    /// \returns Unavailable "usage.not_read" outside of what is covered.
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override;
    /// \returns Unavailable "usage.not_read" outside of what is covered.
    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &question) const override;
    /// \returns Unavailable "usage.not_read": single events are not kept.
    Result<std::vector<Decimal>> events(const billing::UsageQuestion &question) const override;

private:
    /// By location.
    using MeterUsage = QHash<accounts::LocationId, std::vector<Recorded>>;
    /// Calls \a take for each roll-up of \a meter in \a period.
    Result<> eachRecord(const catalog::Meter &meter, const std::optional<accounts::LocationId> &location,
                        const Period &period, const std::function<Result<>(const Recorded &)> &take) const;

    QHash<QString, catalog::Meter> m_meters; ///< by code
    Period m_covered;
    QHash<catalog::MeterId, MeterUsage> m_usage;
};

/// Whether \a error says that usage has to be read from the store first.
bool isNotRead(const Error &error);

} // namespace accord::workspace
