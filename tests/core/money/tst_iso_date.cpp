// SPDX-License-Identifier: GPL-3.0-or-later
// Dates are written as Qt writes them, whatever the day.
#include "core/base/iso_date.h"

#include <QtTest/QTest>

using namespace accord;

class TestIsoDate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesEachDayAsQtDoes()
    {
        for (QDate day(1899, 12, 30); day < QDate(2105, 1, 1); day = day.addDays(1))
            QCOMPARE(isoDate(day), day.toString(Qt::ISODate));
    }

    void writesTheEndsOfWhatHasFourDigits_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::newRow("none") << QDate();
        QTest::newRow("before the first year") << QDate(-1, 12, 31);
        QTest::newRow("first") << QDate(1, 1, 1);
        QTest::newRow("three digits") << QDate(987, 6, 5);
        QTest::newRow("last") << QDate(9999, 12, 31);
        QTest::newRow("five digits") << QDate(10000, 1, 1);
    }
    void writesTheEndsOfWhatHasFourDigits()
    {
        QFETCH(QDate, day);
        QCOMPARE(isoDate(day), day.toString(Qt::ISODate));
    }
};

QTEST_GUILESS_MAIN(TestIsoDate)
#include "tst_iso_date.moc"
