// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/json_fields.h"

#include <QtCore/QJsonArray>

namespace accord::interchange {

JsonFields::JsonFields(const QJsonObject &object, const QString &path)
    : m_object(object)
    , m_path(path)
{ }

void JsonFields::keep(const QString &name, const Error &error)
{
    if (m_error)
        return;
    m_error = error;
    if (!error.args.contains(u"path"_s))
        m_error->args.insert(u"path"_s, pathOf(name));
}

Result<void> JsonFields::status() const
{
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

void JsonFields::require(const QString &name)
{
    if (!has(name))
        keep(name, Error{ErrorKind::InvalidInput, u"json.missing"_s, {}, {}});
}

QString JsonFields::text(const QString &name, const QString &otherwise)
{
    return has(name) ? m_object.value(name).toString(otherwise).normalized(QString::NormalizationForm_C) : otherwise;
}

int JsonFields::integer(const QString &name, int otherwise)
{
    const qint64 value = has(name) ? m_object.value(name).toInteger(otherwise) : otherwise;
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())
        keep(name, Error{ErrorKind::InvalidInput, u"number.overflow"_s, {}, {}});
    return int(value);
}

bool JsonFields::boolean(const QString &name, bool otherwise)
{
    return has(name) ? m_object.value(name).toBool(otherwise) : otherwise;
}

QDate JsonFields::date(const QString &name)
{
    if (!has(name))
        return {};
    const QDate day = QDate::fromString(m_object.value(name).toString(), Qt::ISODate);
    const bool isFar = day.isValid() && (day.year() < 1900 || day.year() > 2999);
    if (!day.isValid() || isFar)
        keep(name, Error{ErrorKind::InvalidInput,
                         isFar ? u"date.range"_s : u"date.malformed"_s,
                         {{u"value"_s, m_object.value(name).toString()}},
                         {}});
    return day;
}

std::optional<Decimal> JsonFields::optionalDecimal(const QString &name)
{
    if (!has(name))
        return std::nullopt;
    const QJsonValue value = m_object.value(name);
    if (value.isDouble()) {
        if (value.toInteger(1) == value.toInteger(2))
            return Decimal(value.toInteger());
        keep(name, Error{ErrorKind::InvalidInput, u"json.fraction_as_number"_s, {}, {}});
        return Decimal();
    }
    return take(name, Decimal::parse(value.toString()));
}

Decimal JsonFields::decimal(const QString &name, const Decimal &otherwise)
{
    return optionalDecimal(name).value_or(otherwise);
}

Money JsonFields::money(const QString &name, const Currency &currency)
{
    return has(name) ? take(name, Money::fromDecimal(decimal(name), currency)) : Money::zero(currency);
}

Currency JsonFields::currency(const QString &name)
{
    return has(name) ? take(name, Currency::fromCode(text(name))) : Currency();
}

std::vector<std::pair<QJsonObject, QString>> JsonFields::objects(const QString &name) const
{
    std::vector<std::pair<QJsonObject, QString>> result;
    const QJsonArray array = m_object.value(name).toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        result.emplace_back(array[i].toObject(), u"%1[%2]"_s.arg(pathOf(name)).arg(i));
    return result;
}

} // namespace accord::interchange
