// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/json_schema.h"

namespace accord::interchange {

/// The schema of a kind of document: "contract", "accounts", "price-book", "branding". They stand under
/// `resources/schemas`.
/// \returns Internal "json.schema_missing".
Result<JsonSchema> schemaOf(const QString &kind);

/// Reads \a utf8 strictly and holds it against the schema of \a kind.
Result<QJsonObject> readDocument(const QByteArray &utf8, const QString &kind);

} // namespace accord::interchange
