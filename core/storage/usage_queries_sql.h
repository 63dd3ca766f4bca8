// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/period.h"
#include "core/catalog/meter.h"
#include "core/storage/usage_homes.h"
#include "core/usage/rollup.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

struct UsageImportRow
{
    qint64 sequence = 0;
    QString source;
    QString fileName;
    QString importedBy;
    QDateTime importedAt;
    qint64 rows = 0;
    qint64 added = 0;
    qint64 repeated = 0;
    qint64 quarantined = 0;
    QDate firstDay;
    QDate lastDay;
};

/// Usage of one name that has no home, over all imports.
struct QuarantineRow
{
    qint64 import = 0; ///< the first one
    QString account;
    QString location;
    QString meter;
    Homeless reason = Homeless::NoAccount;
    qint64 events = 0;
};

/// What was used at one place: the aggregated quantity of a period.
struct UsageTotal
{
    catalog::MeterId meter;
    accounts::LocationId location; ///< null: the account as a whole
    Decimal quantity;
    qint64 events = 0;
};

/// The days of one place.
struct PlaceSeries
{
    accounts::LocationId location; ///< null: the account as a whole
    usage::DaySeries series;
};

/// Answers about usage. "Up to a watermark" means: as of the import of that sequence.
class UsageQueriesSql
{
public:
    explicit UsageQueriesSql(Session &session) : m_session(session) {}

    /// The sequence of the newest import; 0 when there is none.
    Result<qint64> watermark() const;
    /// Newest first; those before \a before (0: from the newest).
    Result<std::vector<UsageImportRow>> imports(qint64 before, int limit) const;
    Result<std::vector<QuarantineRow>> quarantine(int limit) const;

    /// The days of \a meter of \a account in \a period, place by place.
    Result<std::vector<PlaceSeries>> days(const accounts::AccountId &account, const catalog::MeterId &meter, const Period &period, qint64 watermark) const;
    /// What \a account and the entities it pays for used in \a period, by meter and place, aggregated as each meter says.
    Result<std::vector<UsageTotal>> totals(const accounts::AccountId &account, const Period &period, qint64 watermark) const;

private:
    Session &m_session;
};

} // namespace accord::storage
