// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDateTime>
#include <QtCore/QUuid>

#include <optional>
#include <vector>

namespace accord::storage {

class Session;

/// A backup that was put in the place of a workspace.
struct Restoration
{
    QUuid id;
    QDateTime restoredAt;
    QString restoredBy; ///< the login of the system
    QString backup; ///< the name of its file
    QString seal; ///< head of the audit chain in the backup
    QDateTime confirmedAt; ///< null: no document gets a number yet
    QString confirmedBy; ///< user name
    QString note;
};

/// What was restored. While one of them is not confirmed, the database gives no number to a document.
class RestorationsSql
{
public:
    explicit RestorationsSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const Restoration &restoration);
    Result<std::vector<Restoration>> all() const; ///< newest first
    Result<std::vector<Restoration>> open() const; ///< not confirmed, newest first
    /// Confirms all that are open. \returns how many.
    Result<qint64> confirm(const QString &by, const QDateTime &now, const QString &note);
    /// What waited to be sent when the backup was made may have been sent since: nobody knows.
    /// \returns how many there are.
    Result<qint64> doubtWhatWaits(const QString &by, const QDateTime &now, const QString &note);

private:
    Session &m_session;
};

} // namespace accord::storage
