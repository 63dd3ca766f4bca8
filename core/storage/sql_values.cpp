// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sql_values.h"

namespace accord::storage {

QString folded(const QString &name)
{
    const QString decomposed = name.normalized(QString::NormalizationForm_KD);
    QString result;
    result.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        if (c.category() != QChar::Mark_NonSpacing)
            result += c;
    }
    return result.toCaseFolded().simplified();
}

QJsonObject toJson(const accounts::Address &address)
{
    QJsonObject object;
    const auto insert = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    insert(u"line1"_s, address.line1);
    insert(u"line2"_s, address.line2);
    insert(u"city"_s, address.city);
    insert(u"region"_s, address.region);
    insert(u"postal_code"_s, address.postalCode);
    insert(u"country"_s, address.country);
    return object;
}

accounts::Address addressFromJson(const QJsonObject &object)
{
    const auto text = [&](const QString &name) { return object.value(name).toString(); };
    return {text(u"line1"_s),  text(u"line2"_s),       text(u"city"_s),
            text(u"region"_s), text(u"postal_code"_s), text(u"country"_s)};
}

QJsonObject toJson(const Conversion &conversion)
{
    return {{u"from"_s, conversion.from.code()},
            {u"to"_s, conversion.to.code()},
            {u"rate"_s, conversion.rate.toString()},
            {u"day"_s, conversion.day.toString(Qt::ISODate)},
            {u"source"_s, conversion.source}};
}

std::optional<Conversion> conversionFromJson(const QJsonObject &object)
{
    const auto from = Currency::fromCode(object.value(u"from"_s).toString());
    const auto to = Currency::fromCode(object.value(u"to"_s).toString());
    const auto rate = Exact::parse(object.value(u"rate"_s).toString());
    if (!from || !to || !rate)
        return std::nullopt;
    return Conversion{*from, *to, *rate, QDate::fromString(object.value(u"day"_s).toString(), Qt::ISODate),
                      object.value(u"source"_s).toString()};
}

QJsonObject toJson(const std::vector<tax::CollectsFrom> &nexus)
{
    QJsonObject object;
    for (const tax::CollectsFrom &one : nexus)
        object.insert(one.state, one.day.toString(Qt::ISODate));
    return object;
}

std::vector<tax::CollectsFrom> collectsFromJson(const QJsonObject &object)
{
    std::vector<tax::CollectsFrom> nexus;
    for (auto one = object.begin(); one != object.end(); ++one)
        nexus.push_back({one.key(), QDate::fromString(one.value().toString(), Qt::ISODate)});
    return nexus;
}

QStringList toStringList(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &value : array)
        list << value.toString();
    return list;
}

} // namespace accord::storage
