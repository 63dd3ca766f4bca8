// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_values.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>
#include <QtCore/QtEndian>

namespace accord::storage {

namespace {

template<typename Number> Number numberAt(QByteArrayView binary, qsizetype offset = 0)
{
    return qFromBigEndian<Number>(binary.data() + offset);
}

/// Dates and instants count from here.
const QDate firstDay(2000, 1, 1);

QByteArray dayText(QByteArrayView binary)
{
    return firstDay.addDays(numberAt<qint32>(binary)).toString(Qt::ISODate).toLatin1();
}

QByteArray instantText(QByteArrayView binary)
{
    const qint64 microseconds = numberAt<qint64>(binary);
    const qint64 milliseconds = microseconds >= 0 ? microseconds / 1000 : (microseconds - 999) / 1000;
    return QDateTime(firstDay, QTime(0, 0), Qt::UTC).addMSecs(milliseconds).toString(Qt::ISODateWithMs).toLatin1();
}

} // namespace

std::optional<QByteArray> numericText(QByteArrayView binary)
{
    // Groups of four digits, the first with the weight 10000^weight; those that are zero at the end are left out.
    constexpr quint16 negative = 0x4000;
    if (binary.size() < 8)
        return std::nullopt;
    const int groups = numberAt<qint16>(binary);
    const int weight = numberAt<qint16>(binary, 2);
    const auto sign = numberAt<quint16>(binary, 4);
    const int decimals = numberAt<qint16>(binary, 6);
    if ((sign != 0 && sign != negative) || binary.size() < 8 + 2 * qsizetype(groups))
        return std::nullopt;
    const auto group = [&](int index) {
        const int value = index < 0 || index >= groups ? 0 : numberAt<qint16>(binary, 8 + 2 * qsizetype(index));
        return QByteArray::number(value).rightJustified(4, '0');
    };
    QByteArray whole;
    for (int index = 0; index <= weight; ++index)
        whole += group(index);
    qsizetype zeros = 0;
    while (zeros + 1 < whole.size() && whole[zeros] == '0')
        ++zeros;
    whole = whole.isEmpty() ? QByteArray("0") : whole.sliced(zeros);
    QByteArray fraction;
    for (int index = weight + 1; fraction.size() < decimals; ++index)
        fraction += group(index);
    QByteArray text = sign == negative ? "-" + whole : whole;
    if (decimals > 0)
        text += '.' + fraction.left(decimals);
    return text;
}

QByteArrayView storedForm(unsigned type, QByteArrayView binary, QByteArray &owned)
{
    switch (type) {
    case PostgreSqlType::Boolean:
    case PostgreSqlType::Integer2:
    case PostgreSqlType::Integer4:
    case PostgreSqlType::Integer8:
        owned = QByteArray::number(storedInteger(type, binary));
        return owned;
    case PostgreSqlType::Date:
        owned = dayText(binary);
        return owned;
    case PostgreSqlType::Instant:
        owned = instantText(binary);
        return owned;
    case PostgreSqlType::Numeric:
        owned = numericText(binary).value_or(QByteArray("NaN"));
        return owned;
    case PostgreSqlType::Jsonb:
        return binary.isEmpty() ? binary : binary.sliced(1); // behind the version of the form
    default:
        return binary;
    }
}

qint64 storedInteger(unsigned type, QByteArrayView binary)
{
    switch (type) {
    case PostgreSqlType::Boolean:
        return binary.isEmpty() ? 0 : binary[0];
    case PostgreSqlType::Integer2:
        return numberAt<qint16>(binary);
    case PostgreSqlType::Integer4:
        return numberAt<qint32>(binary);
    case PostgreSqlType::Integer8:
        return numberAt<qint64>(binary);
    case PostgreSqlType::Numeric: {
        const QByteArray text = numericText(binary).value_or(QByteArray());
        const qsizetype point = text.indexOf('.');
        return (point < 0 ? text : text.left(point)).toLongLong();
    }
    default:
        return binary.toByteArray().toLongLong();
    }
}

} // namespace accord::storage
