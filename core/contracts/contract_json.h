// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// The contract as a document of the form `resources/schemas/contract.schema.json`; reading it back gives an equal
/// contract, and equal contracts give equal bytes. Ids are not part of it.
QJsonObject toJson(const Contract &contract);

/// Reads one of "items"; \a path is where it stands.
Result<PriceItem> itemFromJson(const QJsonObject &object, const QString &path);

/// Reads one of "discounts"; \a path is where it stands, \a currency that of an amount that names none.
Result<pricing::Discount> discountFromJson(const QJsonObject &object, const QString &path, const Currency &currency);

/// Reads a contract that fits the schema. Shares name entities by name; whoever stores the contract finds their ids.
/// \returns InvalidInput with the "path" of the field that is wrong.
Result<Contract> contractFromJson(const QJsonObject &object);

} // namespace accord::contracts
