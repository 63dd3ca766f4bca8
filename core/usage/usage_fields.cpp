// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usage_fields.h"

#include <algorithm>
#include <optional>

namespace accord::usage {

namespace {

constexpr qint64 millisecondsPerDay = 86'400'000;
constexpr qint64 epochJulianDay = 2'440'588;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Two to four digits at \a at; -1 when there are others.
int number(QByteArrayView text, qsizetype at, int digits)
{
    if (at + digits > text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (!isDigit(c))
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Takes "Z", "+hh:mm" or nothing. \returns minutes east of UTC, none when it is something else.
std::optional<int> zoneOffset(QByteArrayView text)
{
    if (text.isEmpty() || text == "Z" || text == "z")
        return 0;
    const int hours = number(text, 1, 2);
    const int minutes = number(text, 4, 2);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hours < 0 || hours > 14
        || minutes < 0 || minutes > 59)
        return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// Cuts ".123456" off the front of \a text. \returns milliseconds, -1 when no digit follows the point.
int takeFraction(QByteArrayView &text)
{
    if (text.isEmpty() || text[0] != '.')
        return 0;
    const auto end = std::find_if_not(text.begin() + 1, text.end(), isDigit);
    const qsizetype digits = end - text.begin() - 1;
    int milliseconds = digits == 0 ? -1 : 0;
    for (int i = 0; i < 3 && digits > 0; ++i)
        milliseconds = milliseconds * 10 + (i < digits ? text[1 + i] - '0' : 0);
    text = text.sliced(digits + 1);
    return milliseconds;
}

/// Milliseconds since midnight UTC of "08:00:00.000Z", which may be below zero or above a day with an offset.
std::optional<qint64> timeOfDay(QByteArrayView text)
{
    const int hour = number(text, 0, 2);
    const int minute = number(text, 3, 2);
    const int second = number(text, 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || text[2] != ':'
        || text[5] != ':')
        return std::nullopt;
    QByteArrayView rest = text.sliced(8);
    const int fraction = takeFraction(rest);
    const auto offset = zoneOffset(rest);
    if (fraction < 0 || !offset)
        return std::nullopt;
    return ((hour * 60 + minute - *offset) * 60 + second) * qint64(1000) + fraction;
}

tl::unexpected<Error> refuse(const QString &id, QByteArrayView text)
{
    return fail(ErrorKind::InvalidInput, id,
                {{u"value"_s, QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 80)))}});
}

/// Plain digits that fit 64 bits: nearly every quantity.
std::optional<Decimal> plainQuantity(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 18 || !isDigit(text.front()) || !isDigit(text.back()))
        return std::nullopt;
    qint64 coefficient = 0;
    int scale = -1;
    for (const char c : text) {
        if (c == '.' && scale < 0) {
            scale = 0;
            continue;
        }
        if (!isDigit(c))
            return std::nullopt;
        coefficient = coefficient * 10 + (c - '0');
        scale += scale >= 0 ? 1 : 0;
    }
    return Decimal::make(coefficient, std::max(scale, 0)).value();
}

} // namespace

QDate Moment::utcDay() const
{
    const qint64 days = milliseconds / millisecondsPerDay - (milliseconds % millisecondsPerDay < 0 ? 1 : 0);
    return QDate::fromJulianDay(epochJulianDay + days);
}

Result<Moment> parseMoment(QByteArrayView text)
{
    const bool isMonth = text.size() == 7;
    const int year = number(text, 0, 4);
    const int month = number(text, 5, 2);
    const int day = isMonth ? 1 : number(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || text[4] != '-' || (!isMonth && text[7] != '-'))
        return refuse(u"usage.time_malformed"_s, text);
    if (year < firstYear || year > lastYear)
        return refuse(u"usage.time_range"_s, text);
    const QDate date(year, month, day);
    if (!date.isValid())
        return refuse(u"usage.time_malformed"_s, text);
    const qint64 midnight = (date.toJulianDay() - epochJulianDay) * millisecondsPerDay;
    if (text.size() <= 10)
        return Moment{midnight, true};
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ')
        return refuse(u"usage.time_malformed"_s, text);
    const auto time = timeOfDay(text.sliced(11));
    if (!time)
        return refuse(u"usage.time_malformed"_s, text);
    return Moment{midnight + *time, false};
}

Result<Decimal> parseQuantity(QByteArrayView text, Corrections corrections)
{
    if (const auto plain = plainQuantity(text))
        return *plain;
    const auto parsed = Decimal::parse(QString::fromUtf8(text));
    if (!parsed) {
        const bool malformed = parsed.error().id == u"decimal.malformed";
        return refuse(malformed ? u"usage.quantity_malformed"_s : u"usage.quantity_range"_s, text);
    }
    if (parsed->isNegative() && corrections == Corrections::Refused)
        return refuse(u"usage.quantity_negative"_s, text);
    const Decimal limit(1'000'000'000'000'000'000);
    if (*parsed >= limit || *parsed <= limit.negated())
        return refuse(u"usage.quantity_range"_s, text);
    return *parsed;
}

} // namespace accord::usage
