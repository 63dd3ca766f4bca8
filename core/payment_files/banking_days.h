// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>

namespace accord::payment_files {

enum class BankingCalendar {
    Target, ///< T2 of the Eurosystem: SEPA
    FederalReserve ///< the Fedwire and FedACH services: ACH
};

/// Whether payments are settled on \a day. TARGET rests on Saturdays, Sundays, 1 January, Good Friday, Easter Monday,
/// 1 May, 25 and 26 December (ECB decision, since 2002). The Federal Reserve rests on the eleven federal holidays; one
/// that falls on a Sunday is kept on Monday, one on a Saturday is not kept (Juneteenth since 2022).
bool isBankingDay(const QDate &day, BankingCalendar calendar);

/// \a day, or the first banking day after it.
QDate bankingDayFrom(const QDate &day, BankingCalendar calendar);

/// \a count banking days after \a day, which need not be one; count >= 0.
QDate addBankingDays(const QDate &day, int count, BankingCalendar calendar);

/// The first day on which a debit may follow a prenote that settled on \a day: three banking days later (NACHA
/// Operating Rules, subsection 2.6.2).
QDate firstDebitAfterPrenote(const QDate &day);

/// Easter Sunday of the Gregorian calendar.
QDate easterSunday(int year);

} // namespace accord::payment_files
