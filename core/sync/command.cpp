// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/command.h"

#include "core/base/canonical.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace accord::sync {

namespace {

const std::pair<Act, QString> acts[]
    = {{Act::Make, u"make"_s}, {Act::Edit, u"edit"_s}, {Act::Delete, u"delete"_s}, {Act::Resolve, u"resolve"_s}};

tl::unexpected<Error> malformed(const QString &member)
{
    return fail(ErrorKind::InvalidInput, u"sync.command_malformed"_s, {{u"member"_s, member}});
}

QJsonArray fieldsJson(const Command &command)
{
    QJsonArray fields;
    for (const FieldChange &field : command.fields)
        fields.append(QJsonObject{{u"name"_s, field.name}, {u"before"_s, field.before}, {u"after"_s, field.after}});
    return fields;
}

} // namespace

QJsonValue valueOf(const QJsonObject &body, const QString &name)
{
    const QJsonValue value = body.value(name);
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

const FieldChange *Command::field(const QString &name) const
{
    const auto found = std::ranges::find(fields, name, &FieldChange::name);
    return found == fields.end() ? nullptr : &*found;
}

QString toString(Act act)
{
    return std::ranges::find(acts, act, &std::pair<Act, QString>::first)->second;
}

QJsonObject toJson(const Command &command)
{
    QJsonObject json{{u"id"_s, command.id.toString(QUuid::WithoutBraces)},
                     {u"act"_s, toString(command.act)},
                     {u"kind_version"_s, command.kindVersion},
                     {u"entity"_s, command.row.entity},
                     {u"entity_id"_s, command.row.id.toString(QUuid::WithoutBraces)},
                     {u"fields"_s, fieldsJson(command)},
                     {u"base_version"_s, command.baseVersion},
                     {u"sequence"_s, command.sequence},
                     {u"claimed_at"_s, command.claimedAt.toUTC().toString(Qt::ISODateWithMs)}};
    if (command.conflict) {
        json.insert(u"conflict"_s, command.conflict->toString(QUuid::WithoutBraces));
        json.insert(u"takes_mine"_s, command.takesMine);
    }
    return json;
}

Result<Command> commandFromJson(const QJsonObject &json)
{
    Command command;
    command.id = QUuid::fromString(json.value(u"id"_s).toString());
    if (command.id.isNull())
        return malformed(u"id"_s);
    const auto act = std::ranges::find(acts, json.value(u"act"_s).toString(), &std::pair<Act, QString>::second);
    if (act == std::end(acts))
        return malformed(u"act"_s);
    command.act = act->first;
    command.kindVersion = json.value(u"kind_version"_s).toInt();
    command.row = {json.value(u"entity"_s).toString(), QUuid::fromString(json.value(u"entity_id"_s).toString())};
    if (command.row.id.isNull())
        return malformed(u"entity_id"_s);
    for (const QJsonValue &value : json.value(u"fields"_s).toArray()) {
        const QJsonObject field = value.toObject();
        command.fields.push_back(
            {field.value(u"name"_s).toString(), valueOf(field, u"before"_s), valueOf(field, u"after"_s)});
        if (command.fields.back().name.isEmpty())
            return malformed(u"fields"_s);
    }
    command.baseVersion = json.value(u"base_version"_s).toInteger();
    command.sequence = json.value(u"sequence"_s).toInteger();
    command.claimedAt = QDateTime::fromString(json.value(u"claimed_at"_s).toString(), Qt::ISODateWithMs);
    if (json.contains(u"conflict"_s)) {
        command.conflict = QUuid::fromString(json.value(u"conflict"_s).toString());
        command.takesMine = json.value(u"takes_mine"_s).toBool();
    }
    if (command.act == Act::Resolve && (!command.conflict || command.conflict->isNull()))
        return malformed(u"conflict"_s);
    return command;
}

Command inPresentForm(Command command, const EntityRule &rule)
{
    for (const FormerName &name : rule.formerNames) {
        if (command.kindVersion >= name.version)
            continue;
        for (FieldChange &field : command.fields) {
            if (field.name == name.former)
                field.name = name.present;
        }
    }
    return command;
}

QByteArray digestOf(const Command &command)
{
    CanonicalForm form;
    form.add(toString(command.act))
        .add(qint64(command.kindVersion))
        .add(command.row.entity)
        .add(command.row.id.toByteArray());
    form.add(QJsonDocument(fieldsJson(command)).toJson(QJsonDocument::Compact)).add(command.baseVersion);
    form.add(command.conflict.value_or(QUuid()).toByteArray()).add(qint64(command.takesMine));
    return form.digest();
}

} // namespace accord::sync
