// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonObject>

#include <vector>

namespace accord::interchange {

/// One place where a document does not fit its schema.
struct SchemaProblem
{
    QString path; ///< "items[2].included"
    QString found; ///< what stands there, shortened
    QString expected; ///< what would be right, in words
};

/// A JSON Schema (draft 2020-12) in the part that Accord's own schemas use: type, properties, required,
/// additionalProperties: false, items, minItems, enum, const, pattern, minimum, maximum, format date, $ref to #/$defs.
/// No text may hold control characters but tabs and line ends, whatever the schema says.
class JsonSchema
{
public:
    explicit JsonSchema(const QJsonObject &schema)
        : m_root(schema)
    { }

    /// Every problem of \a document; empty when it fits.
    std::vector<SchemaProblem> check(const QJsonValue &document) const;
    /// \returns InvalidInput "json.schema" naming the first problems and how many there are.
    Result<void> validate(const QJsonValue &document) const;

private:
    QJsonObject m_root;
};

} // namespace accord::interchange
