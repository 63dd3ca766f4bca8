// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"
#include "core/interchange/json_fields.h"

namespace accord::contracts {

/// A price as the object "price" of `contract.schema.json`, and back.
QJsonObject toJson(const pricing::ChargeModel &model);
pricing::ChargeModel readModel(interchange::JsonFields &fields);

QJsonArray toJson(const std::vector<pricing::RampStep> &ramp);
/// Reads "ramp" of an item.
std::vector<pricing::RampStep> readRamp(interchange::JsonFields &item);

QJsonObject toJson(const Escalation &escalation);
/// Reads "escalation" of an item.
std::optional<Escalation> readEscalation(interchange::JsonFields &item);

QJsonObject toJson(const pricing::UnitConversion &conversion);
/// Reads "conversion" of an item.
std::optional<pricing::UnitConversion> readConversion(interchange::JsonFields &item);

/// One of \a values by its word, or \a otherwise when \a name is not there.
template<typename Enum>
Enum readWord(interchange::JsonFields &fields, const QString &name, std::initializer_list<Enum> values, Enum otherwise)
{
    if (!fields.has(name))
        return otherwise;
    const QString text = fields.text(name);
    for (const Enum value : values) {
        if (toString(value) == text)
            return value;
    }
    fields.keep(name, Error{ErrorKind::InvalidInput, u"json.unknown_word"_s, {{u"value"_s, text}}, {}});
    return otherwise;
}

/// A decimal that must not be below zero.
Decimal notNegative(interchange::JsonFields &fields, const QString &name);
/// An amount that must not be below zero.
Money notNegativeMoney(interchange::JsonFields &fields, const QString &name, const Currency &currency);

} // namespace accord::contracts
