// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sync/row.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::storage {

class Session;
class Statement;

/// Whose customers go along, with what hangs on them: those of the region in the scope's name.
inline const QString regionScopes = QStringLiteral("region:");
/// Whose headers of invoices go along: of the region in the scope's name.
inline const QString invoiceScopes = QStringLiteral("invoices:");

/// The last day of issue of headers that are too old for a copy on \a today.
inline QDate lastDayTooOld(const QDate &today)
{
    return today.addMonths(-12);
}

/// Which rows machines exchange, by who gets them.
class SyncedKeysSql
{
public:
    explicit SyncedKeysSql(Session &session)
        : m_session(session)
    { }

    /// Every row of a scope in its table, customers before what belongs to them; of invoices those that are young
    /// enough on \a today.
    Result<std::vector<sync::RowKey>> ofScope(const QString &scope, const QDate &today);
    /// What hangs on a customer, and moves with it to another region.
    Result<std::vector<sync::RowKey>> ofAccount(const QUuid &account);

private:
    Result<std::vector<sync::RowKey>> draftsOf(const QString &owner);
    Result<> add(std::vector<sync::RowKey> &keys, const QString &entity, Statement &select);
    Session &m_session;
};

} // namespace accord::storage
