// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/sync/entity_rule.h"
#include "core/sync/row.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

namespace accord::sync {

/// What a command does to its row.
enum class Act { Make, Edit, Delete, Resolve };

/// A field with the value that was seen and the one that is wanted.
struct FieldChange
{
    QString name;
    QJsonValue before;
    QJsonValue after;
    bool operator==(const FieldChange &) const = default;
};

/// The form of commands that this program writes. Older ones are read for twelve months.
inline constexpr int presentKindVersion = 2;
inline constexpr int oldestKindVersion = 1;

/// What somebody wants, with the values they saw: made offline, decided by the server, kept for ever under its id.
struct Command
{
    QUuid id;
    Act act = Act::Edit;
    int kindVersion = presentKindVersion;
    RowKey row;
    std::vector<FieldChange> fields; ///< of a deletion: what was seen, and nothing after it
    qint64 baseVersion = 0; ///< of the row that was seen
    qint64 sequence = 0; ///< of the device; it changes when the device is numbered anew
    QDateTime claimedAt; ///< by the client's clock: shown, never trusted
    std::optional<QUuid> conflict = {}; ///< that it resolves
    bool takesMine = false; ///< of a resolution

    bool operator==(const Command &) const = default;
    const FieldChange *field(const QString &name) const;
};

QString toString(Act act);
/// The member \a name; null when it is not there.
QJsonValue valueOf(const QJsonObject &body, const QString &name);

QJsonObject toJson(const Command &command);
/// \returns InvalidInput "sync.command_malformed" naming the member.
Result<Command> commandFromJson(const QJsonObject &json);
/// The command as the present form says it, whatever form it was written in.
Command inPresentForm(Command command, const EntityRule &rule);
/// SHA-256 of what the command wants, hexadecimal: without its place in the order of a device, which may change.
QByteArray digestOf(const Command &command);

} // namespace accord::sync
