// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace accord::storage {

/// Types by their number in pg_type, which no version of PostgreSQL changes.
namespace PostgreSqlType {
enum Oid : unsigned {
    Boolean = 16,
    Bytes = 17,
    Integer8 = 20,
    Integer2 = 21,
    Integer4 = 23,
    Text = 25,
    Date = 1082,
    Instant = 1184,
    Numeric = 1700,
    Uuid = 2950,
    Jsonb = 3802,
};
}

/// A value in PostgreSQL's binary form as the text or bytes that SQLite holds for the same value: digits, "2026-06-30",
/// "2026-06-30T10:00:00.000Z", the 16 bytes of an identifier, "1" and "0" for true and false.
/// \param owned  holds the text where it had to be made; otherwise the result points into \a binary
QByteArrayView storedForm(unsigned type, QByteArrayView binary, QByteArray &owned);

/// As a whole number; 0 for what is none.
qint64 storedInteger(unsigned type, QByteArrayView binary);

/// The digits of a binary NUMERIC with as many decimals as it is shown with; nothing for NaN and infinity.
std::optional<QByteArray> numericText(QByteArrayView binary);

} // namespace accord::storage
