// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/iso_date.h"

#include <QtCore/QCalendar>

#include <array>

namespace accord {

QString isoDate(const QDate &day)
{
    const auto parts = QCalendar().partsFromDate(day);
    if (!parts.isValid() || parts.year < 1 || parts.year > 9999)
        return day.toString(Qt::ISODate);
    const auto digit = [](int number, int unit) { return QChar(char16_t(u'0' + number / unit % 10)); };
    const std::array<QChar, 10> text{digit(parts.year, 1000),
                                     digit(parts.year, 100),
                                     digit(parts.year, 10),
                                     digit(parts.year, 1),
                                     u'-',
                                     digit(parts.month, 10),
                                     digit(parts.month, 1),
                                     u'-',
                                     digit(parts.day, 10),
                                     digit(parts.day, 1)};
    return QString(text.data(), qsizetype(text.size()));
}

} // namespace accord
