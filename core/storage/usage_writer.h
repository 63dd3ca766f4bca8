// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usage_resolver.h"
#include "core/usage/event.h"
#include "core/usage/import.h"

namespace accord::storage {

/// Writes the rows of one import inside of the caller's transaction: events packed for audit, and their daily roll-ups.
class UsageWriter
{
public:
    /// Takes the next import number.
    static Result<UsageWriter> begin(Session &session);

    qint64 sequence() const { return m_sequence; }
    /// Events of \a owner in order of time; an owner comes once per import.
    Result<> add(const UsageOwner &owner, const std::vector<usage::Event> &events);
    Result<> quarantine(const usage::Names &names, usage::QuarantineReason reason,
                        const std::vector<usage::Event> &events);
    /// Writes the import itself, last.
    Result<> finish(const usage::ImportRequest &request, const QByteArray &sha256, const usage::ImportReport &report,
                    const QDateTime &now);

private:
    UsageWriter(Session &session, qint64 sequence)
        : m_session(&session)
        , m_sequence(sequence)
    { }
    Result<qint64> series(const UsageOwner &owner);
    /// A server keeps usage by month: those from \a first to \a last are there afterwards.
    Result<> makeMonths(const QDate &first, const QDate &last);

    Session *m_session;
    qint64 m_sequence;
    int m_quarantined = 0;
    QDate m_firstMonthDay; ///< months are made from here
    QDate m_lastMonthDay; ///< to here
    QDate m_firstDay;
    QDate m_lastDay;
};

} // namespace accord::storage
