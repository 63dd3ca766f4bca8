// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/schemas.h"

#include "core/interchange/strict_json.h"

#include <QtCore/QFile>

namespace accord::interchange {

Result<JsonSchema> schemaOf(const QString &kind)
{
    QFile file(u":/accord/schemas/%1.schema.json"_s.arg(kind));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"json.schema_missing"_s, {{u"kind"_s, kind}});
    const auto object = readJsonObject(file.readAll());
    if (!object)
        return passOn(object);
    return JsonSchema(*object);
}

Result<QJsonObject> readDocument(const QByteArray &utf8, const QString &kind)
{
    const auto object = readJsonObject(utf8);
    if (!object)
        return object;
    const auto schema = schemaOf(kind);
    if (!schema)
        return passOn(schema);
    if (const auto fits = schema->validate(*object); !fits)
        return passOn(fits);
    return object;
}

} // namespace accord::interchange
