// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/vector.h"

namespace accord::conformance {

Fields::Fields(const QJsonObject &object, const QString &path)
    : Fields(object, path, std::make_shared<Log>())
{ }

Fields::Fields(const QJsonObject &object, const QString &path, std::shared_ptr<Log> log)
    : m_object(object)
    , m_path(path)
    , m_log(std::move(log))
{ }

QString Fields::pathOf(const QString &name) const
{
    return m_path + u'.' + name;
}

QJsonValue Fields::value(const QString &name)
{
    m_log->asked.insert(pathOf(name));
    return m_object.value(name);
}

QString Fields::textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble() && value.toInteger() == value.toDouble())
        return QString::number(value.toInteger());
    return {};
}

bool Fields::has(const QString &name) const
{
    m_log->asked.insert(pathOf(name));
    return m_object.contains(name) && !m_object.value(name).isNull();
}

void Fields::keep(const Error &error)
{
    if (!m_log->first)
        m_log->first = error;
}

Exact Fields::number(const QString &name, const Exact &otherwise)
{
    return has(name) ? take(Exact::parse(textOf(value(name)))) : otherwise;
}

Decimal Fields::decimal(const QString &name, const Decimal &otherwise)
{
    return optionalDecimal(name).value_or(otherwise);
}

std::optional<Decimal> Fields::optionalDecimal(const QString &name)
{
    if (!has(name))
        return std::nullopt;
    return take(Decimal::parse(textOf(value(name))));
}

int Fields::integer(const QString &name, int otherwise)
{
    if (!has(name))
        return otherwise;
    bool isNumber = false;
    const int number = textOf(value(name)).toInt(&isNumber);
    if (!isNumber)
        keep({ErrorKind::InvalidInput, u"vector.integer"_s, {{u"path"_s, pathOf(name)}}, {}});
    return number;
}

bool Fields::flag(const QString &name, bool otherwise)
{
    if (!has(name))
        return otherwise;
    if (!value(name).isBool())
        keep({ErrorKind::InvalidInput, u"vector.flag"_s, {{u"path"_s, pathOf(name)}}, {}});
    return value(name).toBool();
}

QString Fields::text(const QString &name, const QString &otherwise)
{
    return has(name) ? textOf(value(name)) : otherwise;
}

QDate Fields::date(const QString &name)
{
    if (!has(name))
        return {};
    const QDate day = QDate::fromString(value(name).toString(), Qt::ISODate);
    if (!day.isValid())
        keep({ErrorKind::InvalidInput, u"vector.date"_s, {{u"path"_s, pathOf(name)}}, {}});
    return day;
}

Money Fields::money(const QString &name, const Currency &currency)
{
    if (!has(name))
        return Money::zero(currency);
    return take(number(name).toMoney(currency));
}

Money Fields::minor(const QString &name, const Currency &currency)
{
    bool isNumber = false;
    const qint64 units = textOf(value(name)).toLongLong(&isNumber);
    if (!isNumber)
        keep({ErrorKind::InvalidInput, u"vector.minor_units"_s, {{u"path"_s, pathOf(name)}}, {}});
    return Money(units, currency);
}

std::vector<Exact> Fields::numbers(const QString &name)
{
    std::vector<Exact> result;
    for (const auto &entry : value(name).toArray())
        result.push_back(take(Exact::parse(textOf(entry))));
    return result;
}

QStringList Fields::texts(const QString &name)
{
    QStringList result;
    for (const auto &entry : value(name).toArray())
        result += textOf(entry);
    return result;
}

Fields Fields::object(const QString &name)
{
    return Fields(value(name).toObject(), pathOf(name), m_log);
}

std::vector<Fields> Fields::objects(const QString &name)
{
    std::vector<Fields> result;
    const QJsonArray array = value(name).toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        result.push_back(Fields(array[i].toObject(), u"%1[%2]"_s.arg(pathOf(name)).arg(i), m_log));
    return result;
}

std::vector<std::pair<QString, Fields>> Fields::namedObjects(const QString &name)
{
    std::vector<std::pair<QString, Fields>> result;
    Fields parent = object(name);
    for (const auto &key : parent.m_object.keys())
        result.emplace_back(key, parent.object(key));
    return result;
}

std::vector<std::pair<QString, Decimal>> Fields::namedDecimals(const QString &name)
{
    std::vector<std::pair<QString, Decimal>> result;
    Fields parent = object(name);
    for (const auto &key : parent.m_object.keys())
        if (const auto number = parent.optionalDecimal(key))
            result.emplace_back(key, *number);
    return result;
}

QJsonValue Fields::raw(const QString &name)
{
    return value(name);
}

std::optional<QString> Fields::unread(const QJsonObject &object, const QString &path) const
{
    const auto inside = [&](const QJsonValue &value, const QString &at) -> std::optional<QString> {
        const QString prefix = at + u'.';
        const bool opened = std::any_of(m_log->asked.begin(), m_log->asked.end(),
                                        [&](const QString &asked) { return asked.startsWith(prefix); });
        return value.isObject() && (opened || value.toObject().isEmpty()) ? unread(value.toObject(), at) : std::nullopt;
    };
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString at = path + u'.' + member.key();
        if (!m_log->asked.contains(at))
            return at;
        if (const auto found = inside(member.value(), at))
            return found;
        const QJsonArray array = member.value().toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            if (const auto found = inside(array[i], u"%1[%2]"_s.arg(at).arg(i)))
                return found;
    }
    return std::nullopt;
}

Result<void> Fields::status() const
{
    if (m_log->first)
        return tl::unexpected<Error>(*m_log->first);
    if (const auto found = unread(m_object, m_path))
        return fail(ErrorKind::InvalidInput, u"vector.unknown_key"_s, {{u"path"_s, *found}});
    return {};
}

Result<void> Vector::status() const
{
    for (const Fields *part : {&price, &usage, &period, &context, &rounding})
        if (const auto status = part->status(); !status)
            return status;
    return {};
}

Result<Vector> readVector(const QJsonObject &object)
{
    const auto part = [&](const QString &name) { return Fields(object.value(name).toObject(), name); };
    Vector vector{object.value(u"id"_s).toString(),
                  object.value(u"model"_s).toString(),
                  object.value(u"class"_s).toString() == u"option"_s,
                  {},
                  part(u"price"_s),
                  part(u"usage"_s),
                  part(u"period"_s),
                  part(u"context"_s),
                  part(u"rounding"_s)};
    const auto currency = Currency::fromCode(object.value(u"currency"_s).toString());
    if (!currency)
        return passOn(currency);
    const auto kept = currency->withMinorDigits(vector.rounding.integer(u"scale"_s, currency->minorDigits()));
    if (!kept)
        return passOn(kept);
    vector.currency = *kept;
    return vector;
}

Outcome Outcome::failed(const Error &error)
{
    QStringList parts{error.id};
    for (auto arg = error.args.begin(); arg != error.args.end(); ++arg)
        parts += arg.key() + u'=' + arg.value().toString();
    return {Status::Error, {}, parts.join(u' ')};
}

QString print(const Exact &value)
{
    return value.toString();
}

QString print(const Decimal &value)
{
    return value.toShortString();
}

QString print(const Money &value)
{
    return value.toString();
}

QJsonArray print(const std::vector<Money> &values)
{
    QJsonArray array;
    for (const Money &value : values)
        array.append(print(value));
    return array;
}

QJsonObject print(const Ratio &ratio, const QString &form, int places)
{
    if (!ratio.value())
        return {{u"value"_s, QJsonValue::Null}, {u"why"_s, ratio.reason()}};
    const auto shown = form == u"pct"_s ? ratio.percent(places) : ratio.rounded(places);
    return {{u"exact"_s, ratio.value()->toString()}, {form, shown ? shown->toString() : shown.error().id}};
}

} // namespace accord::conformance
