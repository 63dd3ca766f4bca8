// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/issuing_entity.h"

namespace accord::billing {

Result<QString> formatNumber(const QString &format, int year, qint64 number)
{
    if (!format.contains(u"{year}"_s) || !format.contains(u"{number}"_s))
        return fail(ErrorKind::InvalidInput, u"billing.number_format"_s, {{u"value"_s, format}});
    QString text = format;
    text.replace(u"{year}"_s, QString::number(year));
    text.replace(u"{number}"_s, QString::number(number).rightJustified(6, u'0'));
    return text;
}

} // namespace accord::billing
