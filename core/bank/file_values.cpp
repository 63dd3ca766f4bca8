// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/file_values.h"

#include "core/bank/file_text.h"

#include <cstdlib>

namespace accord::bank {

namespace {

tl::unexpected<Error> amountError(const QString &id, QStringView value)
{
    return fail(ErrorKind::InvalidInput, id, {{u"value"_s, value.left(80).toString()}});
}

/// Takes the sign off \a digits. \returns whether it was a minus; nothing when a sign stands where none may.
std::optional<bool> takeSign(QStringView &digits, Signs signs)
{
    const bool negative = digits.startsWith(u'-');
    if (!negative && !digits.startsWith(u'+'))
        return false;
    digits = digits.sliced(1);
    return signs == Signs::Allowed ? std::optional(negative) : std::nullopt;
}

QDate clamped(int year, int month, int day)
{
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return {};
    return QDate(year, month, std::min(day, QDate(year, month, 1).daysInMonth()));
}

} // namespace

Result<Money> parseAmount(QStringView text, const Currency &currency, Signs signs)
{
    QStringView digits = text.trimmed();
    const auto negative = takeSign(digits, signs);
    const qsizetype point = std::max(digits.indexOf(u','), digits.indexOf(u'.'));
    const QStringView whole = point < 0 ? digits : digits.first(point);
    QStringView fraction = point < 0 ? QStringView() : digits.sliced(point + 1);
    if (!negative || !isDigits(whole) || !(fraction.isEmpty() || isDigits(fraction)))
        return amountError(u"bank.amount"_s, text);
    while (fraction.size() > currency.minorDigits() && fraction.endsWith(u'0'))
        fraction.chop(1);
    if (fraction.size() > currency.minorDigits())
        return amountError(u"bank.amount_too_precise"_s, text);
    const QString padding(currency.minorDigits() - fraction.size(), u'0');
    const auto amount = parseMinorAmount(whole.toString() + fraction.toString() + padding, currency);
    if (!amount)
        return amountError(amount.error().id, text);
    return *negative ? amount->negated() : *amount;
}

Result<Money> parseMinorAmount(QStringView text, const Currency &currency, Signs signs)
{
    QStringView digits = text.trimmed();
    const auto negative = takeSign(digits, signs);
    if (!negative || !isDigits(digits))
        return amountError(u"bank.amount"_s, text);
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits = digits.sliced(1);
    if (digits.size() > 18)
        return amountError(u"bank.amount_too_large"_s, text);
    const Money amount(digits.toLongLong(), currency);
    return *negative ? amount.negated() : amount;
}

QDate parseShortDay(QStringView yymmdd)
{
    if (yymmdd.size() != 6 || !isDigits(yymmdd))
        return {};
    const int year = yymmdd.first(2).toInt();
    return clamped(year < 80 ? 2000 + year : 1900 + year, yymmdd.sliced(2, 2).toInt(), yymmdd.sliced(4).toInt());
}

QDate parseDayOfYear(QStringView mmdd, const QDate &near)
{
    if (mmdd.size() != 4 || !isDigits(mmdd) || !near.isValid())
        return {};
    QDate nearest;
    for (int year = near.year() - 1; year <= near.year() + 1; ++year) {
        const QDate day = clamped(year, mmdd.first(2).toInt(), mmdd.sliced(2).toInt());
        if (day.isValid() && (!nearest.isValid() || std::abs(near.daysTo(day)) < std::abs(near.daysTo(nearest))))
            nearest = day;
    }
    return nearest;
}

QDate parseLongDay(QStringView text)
{
    const QStringView day = text.trimmed();
    const bool isDashed = day.size() >= 10 && day[4] == u'-' && day[7] == u'-';
    if (day.size() < 8)
        return {};
    const QStringView year = day.first(4);
    const QStringView month = isDashed ? day.sliced(5, 2) : day.sliced(4, 2);
    const QStringView number = isDashed ? day.sliced(8, 2) : day.sliced(6, 2);
    if (!isDigits(year) || !isDigits(month) || !isDigits(number) || year.toInt() < 1900)
        return {};
    return QDate(year.toInt(), month.toInt(), number.toInt());
}

Finding amountFinding(qint64 line, const QString &field, QStringView value, const Error &error)
{
    QString expected = u"an amount such as 1234.50, without sign or grouping"_s;
    if (error.id == u"bank.amount_too_precise")
        expected = u"no more digits after the point than the currency has"_s;
    else if (error.id == u"bank.amount_too_large")
        expected = u"at most 18 digits"_s;
    return found(line, error.id, field, value, expected);
}

} // namespace accord::bank
