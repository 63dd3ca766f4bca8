// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/values.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>

namespace accord::ui {
namespace {

/// Groups the whole part of plain digits ("-1204.50") as \a locale does. Exact: no number is made of them.
QString grouped(const QString &plain, const QLocale &locale)
{
    const bool negative = plain.startsWith(u'-');
    const QString digits = negative ? plain.mid(1) : plain;
    const qsizetype point = digits.indexOf(u'.');
    const QString whole = point < 0 ? digits : digits.left(point);
    QString text;
    const QString separator = locale.language() == QLocale::C ? u","_s : locale.groupSeparator();
    for (qsizetype i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0)
            text += separator;
        text += whole.at(i);
    }
    if (point >= 0)
        text += locale.decimalPoint() + digits.mid(point + 1);
    return negative ? QChar(0x2212) + text : text;
}

} // namespace

QString noValue()
{
    return QString(QChar(0x2014));
}

QString amountText(const Money &amount, const QLocale &locale)
{
    return grouped(amount.toString(), locale);
}

QString moneyText(const Money &amount, const QLocale &locale)
{
    return amount.currency().code() + QChar(QChar::Nbsp) + amountText(amount, locale);
}

QString decimalText(const Decimal &number, const QLocale &locale)
{
    return grouped(number.toString(), locale);
}

QString countText(qint64 count, const QLocale &locale)
{
    return grouped(QString::number(count), locale);
}

QString dateText(const QDate &day, const QLocale &locale)
{
    return day.isValid() ? locale.toString(day, u"dd MMM yyyy"_s) : noValue();
}

QString instantText(const QDateTime &instant, const QLocale &locale)
{
    return instant.isValid() ? locale.toString(instant.toLocalTime(), u"dd MMM yyyy HH:mm"_s) : noValue();
}

QString valueText(const QVariant &value, const QLocale &locale)
{
    if (!value.isValid() || value.isNull())
        return noValue();
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<Money>())
        return amountText(value.value<Money>(), locale);
    if (type == QMetaType::fromType<Decimal>())
        return decimalText(value.value<Decimal>(), locale);
    if (type == QMetaType::fromType<Badge>())
        return value.value<Badge>().text;
    if (type == QMetaType::fromType<Bar>())
        return value.value<Bar>().text;
    if (type == QMetaType::fromType<Spark>())
        return {};
    switch (type.id()) {
    case QMetaType::QDate:
        return dateText(value.toDate(), locale);
    case QMetaType::QDateTime:
        return instantText(value.toDateTime(), locale);
    case QMetaType::Int:
    case QMetaType::LongLong:
        return countText(value.toLongLong(), locale);
    default:
        return value.toString();
    }
}

} // namespace accord::ui
