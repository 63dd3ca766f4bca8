// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/banking_days.h"

namespace accord::payment_files {

namespace {

bool isTargetHoliday(const QDate &day)
{
    const int month = day.month();
    const int date = day.day();
    if ((month == 1 && date == 1) || (month == 5 && date == 1) || (month == 12 && (date == 25 || date == 26)))
        return true;
    const qint64 fromEaster = easterSunday(day.year()).daysTo(day);
    return fromEaster == -2 || fromEaster == 1;
}

/// The \a count-th \a weekday of a month, 1 = Monday.
bool isNth(const QDate &day, int month, int weekday, int count)
{
    return day.month() == month && day.dayOfWeek() == weekday && (day.day() - 1) / 7 + 1 == count;
}

bool isLastMondayOfMay(const QDate &day)
{
    return day.month() == 5 && day.dayOfWeek() == Qt::Monday && day.day() > 24;
}

/// A holiday with a fixed date, kept on Monday when it is a Sunday.
bool isKept(const QDate &day, int month, int date)
{
    if (day.month() == month && day.day() == date)
        return true;
    const QDate before = day.addDays(-1);
    return day.dayOfWeek() == Qt::Monday && before.month() == month && before.day() == date;
}

bool isFederalHoliday(const QDate &day)
{
    return isKept(day, 1, 1) || isNth(day, 1, Qt::Monday, 3) || isNth(day, 2, Qt::Monday, 3) || isLastMondayOfMay(day)
           || (day.year() >= 2022 && isKept(day, 6, 19)) || isKept(day, 7, 4) || isNth(day, 9, Qt::Monday, 1)
           || isNth(day, 10, Qt::Monday, 2) || isKept(day, 11, 11) || isNth(day, 11, Qt::Thursday, 4)
           || isKept(day, 12, 25);
}

} // namespace

QDate easterSunday(int year)
{
    // The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return QDate(year, f / 31, f % 31 + 1);
}

bool isBankingDay(const QDate &day, BankingCalendar calendar)
{
    if (!day.isValid() || day.dayOfWeek() >= Qt::Saturday)
        return false;
    return calendar == BankingCalendar::Target ? !isTargetHoliday(day) : !isFederalHoliday(day);
}

QDate bankingDayFrom(const QDate &day, BankingCalendar calendar)
{
    QDate next = day;
    while (next.isValid() && !isBankingDay(next, calendar))
        next = next.addDays(1);
    return next;
}

QDate addBankingDays(const QDate &day, int count, BankingCalendar calendar)
{
    QDate next = day;
    for (int i = 0; i < count; ++i)
        next = bankingDayFrom(next.addDays(1), calendar);
    return next;
}

QDate firstDebitAfterPrenote(const QDate &day)
{
    return addBankingDays(day, 3, BankingCalendar::FederalReserve);
}

} // namespace accord::payment_files
