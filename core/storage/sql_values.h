// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/money/conversion.h"
#include "core/tax/tax_rules.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace accord::storage {

/// Columns that are NOT NULL hold empty text where there is nothing to say.
inline QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

/// What names are searched and sorted by: case and diacritics folded ("Über" is found as "uber").
QString folded(const QString &name);

QJsonObject toJson(const accounts::Address &address);
accounts::Address addressFromJson(const QJsonObject &object);
QJsonObject toJson(const Conversion &conversion);
/// None where \a object is empty or not one of toJson().
std::optional<Conversion> conversionFromJson(const QJsonObject &object);
/// States with the day from which sales tax is collected there: {"TX": "2026-03-02"}.
QJsonObject toJson(const std::vector<tax::CollectsFrom> &nexus);
std::vector<tax::CollectsFrom> collectsFromJson(const QJsonObject &object);
QStringList toStringList(const QJsonArray &array);

} // namespace accord::storage
