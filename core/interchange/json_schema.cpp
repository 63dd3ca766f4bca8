// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/json_schema.h"

#include <QtCore/QDate>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <optional>

namespace accord::interchange {

namespace {

QString shown(const QJsonValue &value)
{
    const QJsonArray wrapped{value};
    return QString::fromUtf8(QJsonDocument(wrapped).toJson(QJsonDocument::Compact)).mid(1).chopped(1).left(60);
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == u"object"_s)
        return value.isObject();
    if (type == u"array"_s)
        return value.isArray();
    if (type == u"string"_s)
        return value.isString();
    if (type == u"boolean"_s)
        return value.isBool();
    if (type == u"null"_s)
        return value.isNull();
    if (type == u"integer"_s)
        return value.isDouble() && value.toInteger(1) == value.toInteger(2);
    return type == u"number"_s && value.isDouble();
}

/// \returns the first control character that is no white space; nobody sees it, terminals obey it, XML cannot hold it.
std::optional<QChar> controlCharacterIn(const QString &text)
{
    const auto found = std::ranges::find_if(
        text, [](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\r' && c != u'\t'; });
    return found == text.end() ? std::nullopt : std::optional(*found);
}

class Checker
{
public:
    Checker(const QJsonObject &root, std::vector<SchemaProblem> &problems)
        : m_root(root)
        , m_problems(problems)
    { }

    void check(const QJsonValue &value, QJsonObject schema, const QString &path)
    {
        if (const QString reference = schema.value(u"$ref"_s).toString(); reference.startsWith(u"#/$defs/"_s))
            schema = m_root.value(u"$defs"_s).toObject().value(reference.mid(8)).toObject();
        if (!typeFits(value, schema, path))
            return;
        if (value.isObject())
            object(value.toObject(), schema, path);
        else if (value.isArray())
            array(value.toArray(), schema, path);
        else
            scalar(value, schema, path);
    }

private:
    void report(const QString &path, const QJsonValue &found, const QString &expected)
    {
        m_problems.push_back({path.isEmpty() ? u"the document"_s : path, shown(found), expected});
    }

    bool typeFits(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        const QJsonValue type = schema.value(u"type"_s);
        QStringList allowed;
        if (type.isString())
            allowed << type.toString();
        for (const QJsonValue &one : type.toArray())
            allowed << one.toString();
        const bool fits = allowed.isEmpty() || std::any_of(allowed.begin(), allowed.end(), [&](const QString &one) {
                              return hasType(value, one);
                          });
        if (!fits)
            report(path, value, description(schema, allowed.join(u" or "_s)));
        return fits;
    }

    static QString description(const QJsonObject &schema, const QString &otherwise)
    {
        return schema.value(u"description"_s).toString(otherwise);
    }

    void object(const QJsonObject &value, const QJsonObject &schema, const QString &path)
    {
        const QJsonObject properties = schema.value(u"properties"_s).toObject();
        const QString prefix = path.isEmpty() ? QString() : path + u'.';
        for (const QJsonValue &name : schema.value(u"required"_s).toArray()) {
            if (!value.contains(name.toString()))
                report(prefix + name.toString(), QJsonValue(u"nothing"_s),
                       description(properties.value(name.toString()).toObject(), u"a value"_s));
        }
        for (auto it = value.begin(); it != value.end(); ++it) {
            if (properties.contains(it.key()))
                check(it.value(), properties.value(it.key()).toObject(), prefix + it.key());
            else if (schema.value(u"additionalProperties"_s).isObject())
                check(it.value(), schema.value(u"additionalProperties"_s).toObject(), prefix + it.key());
            else if (schema.value(u"additionalProperties"_s).isBool()
                     && !schema.value(u"additionalProperties"_s).toBool())
                report(prefix + it.key(), it.value(), u"one of the known fields: "_s + properties.keys().join(u", "_s));
        }
    }

    void array(const QJsonArray &value, const QJsonObject &schema, const QString &path)
    {
        if (value.size() < schema.value(u"minItems"_s).toInt(0))
            report(path, value, u"at least %1 entries"_s.arg(schema.value(u"minItems"_s).toInt()));
        const QJsonObject items = schema.value(u"items"_s).toObject();
        for (qsizetype i = 0; i < value.size(); ++i)
            check(value[i], items, u"%1[%2]"_s.arg(path).arg(i));
    }

    void scalar(const QJsonValue &value, const QJsonObject &schema, const QString &path)
    {
        if (const auto control = controlCharacterIn(value.toString()))
            report(path, value,
                   u"text without the control character U+%1"_s.arg(uint(control->unicode()), 4, 16, QChar(u'0')));
        if (schema.contains(u"const"_s) && value != schema.value(u"const"_s))
            report(path, value, shown(schema.value(u"const"_s)));
        if (schema.contains(u"enum"_s) && !schema.value(u"enum"_s).toArray().contains(value))
            report(path, value, u"one of "_s + shown(schema.value(u"enum"_s)));
        if (const QString pattern = schema.value(u"pattern"_s).toString();
            value.isString() && !pattern.isEmpty() && !QRegularExpression(pattern).match(value.toString()).hasMatch())
            report(path, value, description(schema, pattern));
        if (schema.value(u"format"_s) == u"date"_s && value.isString()
            && !QDate::fromString(value.toString(), Qt::ISODate).isValid())
            report(path, value, u"a date as 2024-01-31"_s);
        const bool below = schema.contains(u"minimum"_s) && value.toInteger() < schema.value(u"minimum"_s).toInteger();
        const bool above = schema.contains(u"maximum"_s) && value.toInteger() > schema.value(u"maximum"_s).toInteger();
        if (value.isDouble() && (below || above))
            report(path, value, description(schema, u"a number within the limits"_s));
    }

    const QJsonObject &m_root;
    std::vector<SchemaProblem> &m_problems;
};

} // namespace

std::vector<SchemaProblem> JsonSchema::check(const QJsonValue &document) const
{
    std::vector<SchemaProblem> problems;
    Checker(m_root, problems).check(document, m_root, {});
    return problems;
}

Result<void> JsonSchema::validate(const QJsonValue &document) const
{
    const auto problems = check(document);
    if (problems.empty())
        return {};
    QStringList lines;
    for (const SchemaProblem &problem : problems) {
        if (lines.size() < 10)
            lines << u"%1: found %2, expected %3"_s.arg(problem.path, problem.found, problem.expected);
    }
    return fail(ErrorKind::InvalidInput, u"json.schema"_s,
                {{u"problems"_s, lines.join(u"; "_s)},
                 {u"count"_s, qulonglong(problems.size())},
                 {u"path"_s, problems.front().path}});
}

} // namespace accord::interchange
