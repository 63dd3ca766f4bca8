// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/figures.h"

namespace accord::documents {

namespace {

const QChar minusSign(0x2212);
const QChar noBreakSpace(0x00A0);

/// \a digits in groups as \a locale writes them; works for numbers wider than 64 bits as well.
QString grouped(const QString &digits, const QLocale &locale)
{
    bool fits = false;
    const qlonglong number = digits.toLongLong(&fits);
    if (fits)
        return QLocale(locale).toString(number);
    QString result = digits;
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        result.insert(at, locale.groupSeparator());
    return result;
}

/// "-1234.50" as the locale writes it.
QString localised(const QString &plain, const QLocale &locale)
{
    const bool negative = plain.startsWith(u'-');
    const qsizetype point = plain.indexOf(u'.');
    const QString whole = plain.mid(negative, point < 0 ? -1 : point - negative);
    QString result = grouped(whole, locale);
    if (point >= 0)
        result += locale.decimalPoint() + plain.mid(point + 1);
    return negative ? minusSign + result : result;
}

QString dateFormat(const QLocale &locale)
{
    switch (locale.language()) {
    case QLocale::Japanese:
    case QLocale::Chinese:
        return u"yyyy年M月d日"_s;
    case QLocale::Korean:
        return u"yyyy년 M월 d일"_s;
    case QLocale::German:
    case QLocale::Danish:
    case QLocale::Finnish:
    case QLocale::NorwegianBokmal:
        return u"d. MMM yyyy"_s;
    default:
        break;
    }
    return locale.territory() == QLocale::UnitedStates ? u"MMM d, yyyy"_s : u"d MMM yyyy"_s;
}

} // namespace

QString figure(const Money &amount, const QLocale &locale)
{
    return localised(amount.toString(), locale);
}

QString figureWithCurrency(const Money &amount, const QLocale &locale)
{
    return amount.currency().code() + noBreakSpace + figure(amount, locale);
}

QString figure(const Decimal &number, const QLocale &locale, int minimumDigits)
{
    QString plain = number.toShortString();
    const qsizetype point = plain.indexOf(u'.');
    const qsizetype digits = point < 0 ? 0 : plain.size() - point - 1;
    if (minimumDigits > 0 && point < 0)
        plain += u'.';
    return localised(plain + QString(std::max<qsizetype>(0, minimumDigits - digits), u'0'), locale);
}

QString percentage(const Decimal &percent, const QLocale &locale)
{
    return figure(percent, locale) + noBreakSpace + u'%';
}

QString dateText(const QDate &day, const QLocale &locale)
{
    return locale.toString(day, dateFormat(locale));
}

QString periodText(const Period &period, const QLocale &locale)
{
    return u"%1 – %2"_s.arg(dateText(period.start, locale), dateText(period.lastDay(), locale));
}

} // namespace accord::documents
