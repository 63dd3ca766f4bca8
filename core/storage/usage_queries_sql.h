// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/catalog/meter.h"
#include "core/usage/event.h"
#include "core/usage/quarantine.h"
#include "core/usage/reading.h"

namespace accord::storage {

class Session;
class Statement;

struct UsageImportRow
{
    qint64 sequence = 0;
    QString source;
    QString fileName; ///< empty: quarantined usage that was adopted
    QString sha256; ///< of the content of the file, hexadecimal
    QString importedBy;
    QDateTime importedAt;
    qint64 rows = 0;
    qint64 added = 0;
    qint64 repeated = 0;
    qint64 quarantined = 0;
    QDate firstDay; ///< of what was added; null: nothing was
    QDate lastDay;
};

struct QuarantineRow
{
    qint64 import = 0;
    QString account; ///< as the file says it
    QString location;
    QString meter;
    bool isParty = false; ///< \c account is what FOCUS names: a location or else an account
    usage::QuarantineReason reason = usage::QuarantineReason::UnknownAccount;
    qint64 events = 0;
};

/// What one import brought for one day of a meter and location.
struct DailyUsageRow
{
    catalog::MeterId meter;
    accounts::LocationId location; ///< null: the account as a whole
    qint64 series = 0; ///< the meter of this location and account
    QDate day;
    qint64 import = 0;
    usage::DayReading reading;
    qint64 events = 0;
};

struct UsageTotal
{
    catalog::MeterId meter;
    accounts::LocationId location; ///< null: the account as a whole
    Decimal quantity; ///< by the meter's aggregation
    qint64 events = 0;
};

/// A meter of an account and of those it pays for; with a location, of that one only.
struct UsageSubject
{
    accounts::AccountId account;
    catalog::MeterId meter;
    std::optional<accounts::LocationId> location; ///< none: everything, with and without location
};

struct UsagePoint
{
    QDate day; ///< for months their first
    Decimal quantity;
};

/// The part of an import in a figure: "31 daily records ← import 12, june.csv".
struct UsageOrigin
{
    qint64 import = 0;
    QString fileName;
    int dailyRecords = 0;
    qint64 events = 0;
};

/// Questions about usage. A \a watermark is the last import that counts; what came later does not change an answer.
class UsageQueriesSql
{
public:
    explicit UsageQueriesSql(Session &session)
        : m_session(session)
    { }

    /// Newest first. \param after  the number of the last one seen; 0: from the newest on
    Result<std::vector<UsageImportRow>> imports(qint64 after, int limit) const;
    /// What waits, oldest first.
    Result<std::vector<QuarantineRow>> quarantine(int limit) const;
    /// Events that wait in quarantine under the number \a account, and the meters that they name: "gpu_hours, seats".
    Result<std::pair<qint64, QString>> waitingOf(const QString &account) const;
    /// The number of the newest import, 0 without any.
    Result<qint64> watermark() const;

    /// The roll-ups of one account (not of those it pays for), by series, day and import.
    Result<std::vector<DailyUsageRow>> daily(const accounts::AccountId &account, const Period &period,
                                             qint64 watermark) const;
    /// Per meter and location, for an account and those it pays for. \returns also "usage.sum_range".
    Result<std::vector<UsageTotal>> totals(const accounts::AccountId &account, const Period &period,
                                           qint64 watermark) const;

    /// Days that have usage, ascending.
    Result<std::vector<UsagePoint>> dailySeries(const UsageSubject &subject, const Period &period,
                                                qint64 watermark) const;
    /// Calendar months of \a period that have usage, by the meter's aggregation.
    Result<std::vector<UsagePoint>> monthlySeries(const UsageSubject &subject, const Period &period,
                                                  qint64 watermark) const;
    /// Which imports a figure comes from, ascending.
    Result<std::vector<UsageOrigin>> origins(const UsageSubject &subject, const Period &period, qint64 watermark) const;
    /// The events behind a figure, at most \a limit, in order of time within each location. The period is widened by a
    /// day on both sides, for an event keeps its instant and the roll-up its local day.
    Result<std::vector<usage::Event>> events(const UsageSubject &subject, const Period &period, qint64 watermark,
                                             int limit) const;
    /// All events of one account (not of those it pays for), of a period widened by a day on both sides.
    Result<std::vector<usage::Event>> ownEvents(const UsageSubject &subject, const Period &period,
                                                qint64 watermark) const;

private:
    Result<std::vector<DailyUsageRow>> dailyOf(const UsageSubject &subject, const Period &period,
                                               qint64 watermark) const;
    Result<std::vector<DailyUsageRow>> family(const accounts::AccountId &account, const Period &period,
                                              qint64 watermark) const;
    /// Rows of days that hold their sum only get the readings that their meter counts by.
    Result<std::vector<DailyUsageRow>> withReadings(Result<std::vector<DailyUsageRow>> rows) const;
    Result<> readGauges() const;
    Result<catalog::Aggregation> aggregationOf(const catalog::MeterId &meter) const;

    Session &m_session;
    mutable std::optional<QHash<catalog::MeterId, catalog::Aggregation>> m_gauges; ///< every meter but those of sums
};

} // namespace accord::storage
