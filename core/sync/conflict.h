// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/command.h"

namespace accord::sync {

/// Two changes that cannot both be right, until somebody says which one is. It travels as a row of its own, so that
/// both sides see it.
struct Conflict
{
    enum class Kind {
        Fields, ///< others changed the same fields
        Unit, ///< others changed the whole; the other one stands beside it as a sibling
        Edited, ///< mine changes what others deleted
        Deleted ///< mine deletes what others changed
    };
    struct Field
    {
        QString name;
        QJsonValue base; ///< that mine started from
        QJsonValue mine;
        QJsonValue theirs; ///< on the server
        bool operator==(const Field &) const = default;
    };

    QUuid id; ///< that of the first command in it
    Kind kind = Kind::Fields;
    RowKey row;
    std::vector<Field> fields;
    QString who; ///< whose command it was
    QDateTime when; ///< by the client's clock
    std::vector<QUuid> commands; ///< whose content it holds
    std::optional<QUuid> sibling = {}; ///< of Kind::Unit
    QString resolvedBy = {}; ///< empty: open
    bool tookMine = false;

    bool isOpen() const { return resolvedBy.isEmpty(); }
    Field *field(const QString &name);
    const Field *field(const QString &name) const;
    bool operator==(const Conflict &) const = default;
};
QString toString(Conflict::Kind kind);

QJsonObject toJson(const Conflict &conflict);
/// \returns InvalidInput "sync.conflict_malformed".
Result<Conflict> conflictFromJson(const QJsonObject &json);

/// The command that closes \a conflict: it carries what was seen, so that a later change of the server is not
/// overwritten by it. Id, sequence and time are the caller's.
Command resolutionOf(const Conflict &conflict, bool takeMine);

} // namespace accord::sync
