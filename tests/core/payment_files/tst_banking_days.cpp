// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/banking_days.h"

#include <QtTest/QTest>

using namespace accord::payment_files;
using namespace Qt::Literals::StringLiterals;

class TestBankingDays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEaster()
    {
        QCOMPARE(easterSunday(2024), QDate(2024, 3, 31));
        QCOMPARE(easterSunday(2025), QDate(2025, 4, 20));
        QCOMPARE(easterSunday(2026), QDate(2026, 4, 5));
        QCOMPARE(easterSunday(2038), QDate(2038, 4, 25)); // the latest
        QCOMPARE(easterSunday(2285), QDate(2285, 3, 22)); // the earliest
    }

    void knowsTheDaysOfTarget()
    {
        for (const QDate &day : {QDate(2026, 1, 1), QDate(2026, 4, 3), QDate(2026, 4, 6), QDate(2026, 5, 1),
                                 QDate(2026, 12, 25), QDate(2026, 3, 28)})
            QVERIFY2(!isBankingDay(day, BankingCalendar::Target), qPrintable(day.toString(Qt::ISODate)));
        for (const QDate &day : {QDate(2026, 4, 1), QDate(2026, 4, 2), QDate(2026, 4, 7), QDate(2026, 7, 3)})
            QVERIFY2(isBankingDay(day, BankingCalendar::Target), qPrintable(day.toString(Qt::ISODate)));
    }

    void knowsTheDaysOfTheFederalReserve()
    {
        // Published holiday schedule: 2023 New Year is a Sunday, 2026 Independence Day a Saturday.
        for (const QDate &day : {QDate(2023, 1, 2), QDate(2026, 1, 19), QDate(2026, 2, 16), QDate(2026, 5, 25),
                                 QDate(2026, 6, 19), QDate(2026, 9, 7), QDate(2026, 10, 12), QDate(2026, 11, 11),
                                 QDate(2026, 11, 26), QDate(2026, 12, 25), QDate(2027, 7, 5)})
            QVERIFY2(!isBankingDay(day, BankingCalendar::FederalReserve), qPrintable(day.toString(Qt::ISODate)));
        for (const QDate &day : {QDate(2026, 7, 3), QDate(2021, 6, 18), QDate(2026, 11, 27), QDate(2026, 5, 18)})
            QVERIFY2(isBankingDay(day, BankingCalendar::FederalReserve), qPrintable(day.toString(Qt::ISODate)));
    }

    void countsBankingDays()
    {
        QCOMPARE(bankingDayFrom(QDate(2026, 4, 3), BankingCalendar::Target), QDate(2026, 4, 7));
        QCOMPARE(addBankingDays(QDate(2026, 4, 2), 1, BankingCalendar::Target), QDate(2026, 4, 7));
        QCOMPARE(addBankingDays(QDate(2026, 4, 2), 0, BankingCalendar::Target), QDate(2026, 4, 2));
        QCOMPARE(firstDebitAfterPrenote(QDate(2026, 11, 24)), QDate(2026, 11, 30));
        QVERIFY(!isBankingDay(QDate(), BankingCalendar::Target));
    }
};

QTEST_GUILESS_MAIN(TestBankingDays)
#include "tst_banking_days.moc"
