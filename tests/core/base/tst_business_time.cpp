// SPDX-License-Identifier: GPL-3.0-or-later
// Days as people at a place call them, and hours in which somebody works.
#include "core/base/business_hours.h"
#include "core/base/canonical.h"
#include "core/base/local_day.h"
#include "core/base/period.h"

#include <QtTest/QTest>

using namespace accord;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate).toUTC();
}

} // namespace

class TestBusinessTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheDayAtAPlace_data()
    {
        QTest::addColumn<QDateTime>("instant");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QDate>("day");
        QTest::newRow("evening in New York is the next day in Paris")
            << utc("2024-02-29T23:30:00Z") << u"Europe/Paris"_s << QDate(2024, 3, 1);
        QTest::newRow("and still the same in New York")
            << utc("2024-02-29T23:30:00Z") << u"America/New_York"_s << QDate(2024, 2, 29);
        QTest::newRow("an offset before noon") << utc("2024-12-31T21:00:00Z") << u"+03:00"_s << QDate(2025, 1, 1);
        QTest::newRow("an offset after noon") << utc("2025-01-01T04:59:00Z") << u"-05:00"_s << QDate(2024, 12, 31);
        QTest::newRow("the hour that summer time takes away")
            << utc("2024-03-31T01:00:00Z") << u"Europe/Berlin"_s << QDate(2024, 3, 31);
    }
    void tellsTheDayAtAPlace()
    {
        QFETCH(QDateTime, instant);
        QFETCH(QString, zone);
        QTEST(localDay(instant, zone).value(), "day");
    }
    void refusesAZoneThatNobodyKnows()
    {
        const auto day = localDay(utc("2024-01-01T00:00:00Z"), u"Europe/Atlantis"_s);
        QCOMPARE(day.error().id, u"time.zone_unknown"_s);
        QCOMPARE(day.error().args.value(u"value"_s).toString(), u"Europe/Atlantis"_s);
        QCOMPARE(localDay({}, u"Europe/Paris"_s).error().id, u"time.instant_invalid"_s);
    }

    void countsHoursOnlyWhileSomebodyWorks_data()
    {
        QTest::addColumn<QDateTime>("from");
        QTest::addColumn<int>("hours");
        QTest::addColumn<QDateTime>("then");
        // 1 March 2024 is a Friday; 4 March, a Monday, is a holiday here.
        QTest::newRow("within a day") << utc("2024-02-28T10:00:00Z") << 3 << utc("2024-02-28T13:00:00Z");
        QTest::newRow("up to closing") << utc("2024-02-28T10:00:00Z") << 7 << utc("2024-02-28T17:00:00Z");
        QTest::newRow("one hour more goes on in the morning")
            << utc("2024-02-28T10:00:00Z") << 8 << utc("2024-02-29T10:00:00Z");
        QTest::newRow("before opening counts from opening")
            << utc("2024-02-28T06:00:00Z") << 1 << utc("2024-02-28T10:00:00Z");
        QTest::newRow("at closing counts from the next day")
            << utc("2024-02-28T17:00:00Z") << 1 << utc("2024-02-29T10:00:00Z");
        QTest::newRow("over a weekend and a holiday")
            << utc("2024-03-01T16:00:00Z") << 2 << utc("2024-03-05T10:00:00Z");
        QTest::newRow("from a Sunday") << utc("2024-03-03T12:00:00Z") << 2 << utc("2024-03-05T11:00:00Z");
        QTest::newRow("nothing, while somebody works")
            << utc("2024-02-28T10:30:00Z") << 0 << utc("2024-02-28T10:30:00Z");
        QTest::newRow("five whole days") << utc("2024-02-22T09:00:00Z") << 40 << utc("2024-02-28T17:00:00Z");
    }
    void countsHoursOnlyWhileSomebodyWorks()
    {
        QFETCH(QDateTime, from);
        QFETCH(int, hours);
        BusinessHours office;
        office.days.holidays = {QDate(2024, 3, 4)};
        QTEST(office.after(from, hours), "then");
    }
    void waitsForNobodyWhoNeverWorks()
    {
        BusinessHours nobody;
        nobody.days.weekend = {1, 2, 3, 4, 5, 6, 7};
        QCOMPARE(nobody.after(utc("2024-02-28T10:00:00Z"), 1), utc("2024-02-28T10:00:00Z"));
    }

    void refusesPeriodsThatAreNone()
    {
        QCOMPARE(Period::make(QDate(2024, 1, 1), QDate(2024, 1, 1)).error().id, u"period.empty"_s);
        QCOMPARE(Period::make(QDate(2024, 1, 2), QDate(2024, 1, 1)).error().id, u"period.empty"_s);
        QCOMPARE(Period::make({}, QDate(2024, 1, 1)).error().id, u"period.range"_s);
        QCOMPARE(Period::make(QDate(1899, 12, 31), QDate(1900, 1, 1)).error().id, u"period.range"_s);
        QCOMPARE(Period::make(QDate(2999, 1, 1), QDate(3001, 1, 1)).error().id, u"period.range"_s);
        QVERIFY(Period::make(QDate(2999, 1, 1), QDate(2999, 12, 31)));
        for (const QString &text : {u""_s, u"2024"_s, u"2024-13"_s, u"2024-1"_s, u"2024-01-01"_s, u"0000-01"_s})
            QCOMPARE(Period::parseMonth(text).error().id, u"period.malformed"_s);
        QCOMPARE(Period::parseMonth(u"2024-02"_s).value(), (Period{QDate(2024, 2, 1), QDate(2024, 3, 1)}));
    }
    void findsTheDaysThatTwoPeriodsShare()
    {
        const Period january = Period::monthOf(QDate(2024, 1, 31)), february = Period::monthOf(QDate(2024, 2, 1));
        const Period middle{QDate(2024, 1, 15), QDate(2024, 2, 15)};
        QVERIFY(!january.overlaps(february) && january.intersected(february).isEmpty());
        QCOMPARE(january.intersected(middle), (Period{QDate(2024, 1, 15), QDate(2024, 2, 1)}));
        QCOMPARE(middle.intersected(january), january.intersected(middle));
        QVERIFY(january.contains(QDate(2024, 1, 31)) && !january.contains(QDate(2024, 2, 1)));
        QVERIFY(january < middle && middle < february && !(february < january));
        QVERIFY((Period{QDate(2024, 1, 1), QDate(2024, 1, 2)}) < january);
        QVERIFY(!(january == february));
    }

    void digestsTellValuesApartThatReadAlike()
    {
        const auto of = [](auto... values) {
            CanonicalForm form;
            (form.add(values), ...);
            return form.digest();
        };
        QVERIFY(of(u"ab"_s, u"c"_s) != of(u"a"_s, u"bc"_s));
        QCOMPARE(of(u"e\u0301"_s), of(u"\u00e9"_s)); // one text in two spellings
        QVERIFY(of(u"e"_s) != of(u"\u00e9"_s));
        QCOMPARE(of(QDate(2024, 2, 29)), of(u"2024-02-29"_s));
        QCOMPARE(of(qint64(12)), of(u"12"_s));
        QCOMPARE(of(utc("2024-02-29T12:00:00+02:00")), of(u"2024-02-29T10:00:00.000000Z"_s));
    }
};

QTEST_GUILESS_MAIN(TestBusinessTime)
#include "tst_business_time.moc"
