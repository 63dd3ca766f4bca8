// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <optional>

namespace accord::storage {

class Session;

struct Command;
/// Made by whoever asks, before asking: after an unclear end the same id finds what came of it.
using CommandId = Id<Command>;

/// An act that cannot be undone, as it is asked for.
struct CommandRequest
{
    std::optional<CommandId> id; ///< none: no outcome is kept, and asking again does it again
    QString who; ///< user name
    QString kind; ///< "invoice.issue"
    QByteArray digest; ///< SHA-256 of what is asked for, hexadecimal

    /// One of several transactions that make up the act; each keeps an outcome of its own.
    CommandRequest part(const QString &name) const;
};

/// What came of the acts that cannot be undone. Kept for ever; the database lets nobody change it.
class CommandsSql
{
public:
    explicit CommandsSql(Session &session)
        : m_session(session)
    { }

    /// The outcome of an act that was done before; none when it is still to be done. Asked in the transaction that does
    /// it, so that two who ask at once get one act.
    /// \returns Conflict "command.reused" when the id was used by somebody else or for something else.
    Result<std::optional<QJsonObject>> outcomeOf(const CommandRequest &request) const;
    /// Keeps the outcome in the transaction of the act; without an id there is nothing to keep.
    /// \returns Internal "command.outside_transaction".
    Result<> keep(const CommandRequest &request, const QJsonObject &outcome, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
