// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace accord::interchange {

/// Reads one JSON object (RFC 8259) from a foreign file: UTF-8, at most 64 levels and 64 MiB, no key twice in an
/// object.
///
/// \returns InvalidInput "json.malformed", "json.duplicate_key", "json.depth", "json.too_large", "json.encoding" or
///          "json.not_an_object", with the line and column where it stands.
Result<QJsonObject> readJsonObject(const QByteArray &utf8);

/// The same for a file with one array of objects.
Result<QJsonArray> readJsonArray(const QByteArray &utf8);

} // namespace accord::interchange
