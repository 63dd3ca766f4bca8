// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/table_dump.h"

namespace accord::ui {

exports::Cell cellOf(const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<Money>())
        return value.value<Money>();
    if (type == QMetaType::fromType<Decimal>())
        return value.value<Decimal>();
    switch (type.id()) {
    case QMetaType::QDate:
        return value.toDate();
    case QMetaType::QDateTime:
        return value.toDateTime();
    case QMetaType::Int:
    case QMetaType::LongLong:
        return value.toLongLong();
    default:
        return valueText(value);
    }
}

} // namespace accord::ui
