// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/conflict.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::sync {

namespace {

using Kind = Conflict::Kind;
const std::pair<Kind, QString> kinds[] = {
    {Kind::Fields, u"fields"_s}, {Kind::Unit, u"unit"_s}, {Kind::Edited, u"edited"_s}, {Kind::Deleted, u"deleted"_s}};

QString text(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

} // namespace

Conflict::Field *Conflict::field(const QString &name)
{
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

const Conflict::Field *Conflict::field(const QString &name) const
{
    return const_cast<Conflict *>(this)->field(name);
}

QString toString(Conflict::Kind kind)
{
    return std::ranges::find(kinds, kind, &std::pair<Kind, QString>::first)->second;
}

QJsonObject toJson(const Conflict &conflict)
{
    QJsonArray fields;
    for (const Conflict::Field &field : conflict.fields)
        fields.append(QJsonObject{
            {u"name"_s, field.name}, {u"base"_s, field.base}, {u"mine"_s, field.mine}, {u"theirs"_s, field.theirs}});
    QJsonArray commands;
    for (const QUuid &id : conflict.commands)
        commands.append(text(id));
    QJsonObject json{{u"id"_s, text(conflict.id)},
                     {u"kind"_s, toString(conflict.kind)},
                     {u"entity"_s, conflict.row.entity},
                     {u"entity_id"_s, text(conflict.row.id)},
                     {u"fields"_s, fields},
                     {u"who"_s, conflict.who},
                     {u"when"_s, conflict.when.toUTC().toString(Qt::ISODateWithMs)},
                     {u"commands"_s, commands},
                     {u"resolved_by"_s, conflict.resolvedBy},
                     {u"took_mine"_s, conflict.tookMine}};
    if (conflict.sibling)
        json.insert(u"sibling"_s, text(*conflict.sibling));
    return json;
}

Result<Conflict> conflictFromJson(const QJsonObject &json)
{
    Conflict conflict;
    const auto kind = std::ranges::find(kinds, json.value(u"kind"_s).toString(), &std::pair<Kind, QString>::second);
    conflict.id = QUuid::fromString(json.value(u"id"_s).toString());
    conflict.row = {json.value(u"entity"_s).toString(), QUuid::fromString(json.value(u"entity_id"_s).toString())};
    if (kind == std::end(kinds) || conflict.id.isNull() || conflict.row.id.isNull())
        return fail(ErrorKind::InvalidInput, u"sync.conflict_malformed"_s);
    conflict.kind = kind->first;
    for (const QJsonValue &value : json.value(u"fields"_s).toArray()) {
        const QJsonObject field = value.toObject();
        conflict.fields.push_back({field.value(u"name"_s).toString(), valueOf(field, u"base"_s),
                                   valueOf(field, u"mine"_s), valueOf(field, u"theirs"_s)});
    }
    conflict.who = json.value(u"who"_s).toString();
    conflict.when = QDateTime::fromString(json.value(u"when"_s).toString(), Qt::ISODateWithMs);
    for (const QJsonValue &id : json.value(u"commands"_s).toArray())
        conflict.commands.push_back(QUuid::fromString(id.toString()));
    if (json.contains(u"sibling"_s))
        conflict.sibling = QUuid::fromString(json.value(u"sibling"_s).toString());
    conflict.resolvedBy = json.value(u"resolved_by"_s).toString();
    conflict.tookMine = json.value(u"took_mine"_s).toBool();
    return conflict;
}

Command resolutionOf(const Conflict &conflict, bool takeMine)
{
    Command command;
    command.act = Act::Resolve;
    command.row = conflict.row;
    command.conflict = conflict.id;
    command.takesMine = takeMine;
    for (const Conflict::Field &field : conflict.fields)
        command.fields.push_back({field.name, field.theirs, takeMine ? field.mine : field.theirs});
    return command;
}

} // namespace accord::sync
