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

QStringList toStringList(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &value : array)
        list << value.toString();
    return list;
}

} // namespace accord::storage
