// SPDX-License-Identifier: GPL-3.0-or-later
// Boundaries of billing periods, and how many of them lie between two days.
#include "core/pricing/period_grid.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::pricing;

namespace {

using Unit = Interval::Unit;

QDate day(const char *text)
{
    return QDate::fromString(QLatin1String(text), Qt::ISODate);
}

} // namespace

class TestPeriodGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesIntervalsThatNobodyKnows()
    {
        QCOMPARE(Interval::make(u"fortnight"_s, 1).error().id, u"pricing.interval_unknown"_s);
        for (const int count : {0, -1, 10'001}) {
            const auto interval = Interval::make(u"month"_s, count);
            QCOMPARE(interval.error().id, u"pricing.interval_count"_s);
            QCOMPARE(interval.error().args.value(u"value"_s).toInt(), count);
        }
        QCOMPARE(Interval::make(u"day"_s, 10'000).value().days(), 10'000);
        QCOMPARE(Interval::make(u"year"_s, 2).value().months(), 24);
        QCOMPARE(Interval::make(u"week"_s, 2).value().days(), 14);
    }

    void keepsTheDayThatShortMonthsDoNotHave()
    {
        const PeriodGrid grid(day("2024-01-31"), 31, 1);
        QStringList boundaries;
        for (const QDate &boundary : grid.boundariesFrom(day("2024-01-31"), 5))
            boundaries << boundary.toString(Qt::ISODate);
        QCOMPARE(boundaries.join(u' '), u"2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31"_s);
        QCOMPARE(grid.periodAt(day("2024-02-28")), (Period{day("2024-01-31"), day("2024-02-29")}));
        QCOMPARE(grid.periodAt(day("2024-02-29")), (Period{day("2024-02-29"), day("2024-03-31")}));
        QCOMPARE(grid.periodAt(day("2024-03-30")), (Period{day("2024-02-29"), day("2024-03-31")}));
    }
    void reachesBeforeItsAnchor()
    {
        const PeriodGrid quarters(day("2024-01-15"), 15, 3);
        QCOMPARE(quarters.periodAt(day("2024-01-14")), (Period{day("2023-10-15"), day("2024-01-15")}));
        QCOMPARE(quarters.periodAt(day("2022-12-31")), (Period{day("2022-10-15"), day("2023-01-15")}));
        const PeriodGrid weeks(day("2024-01-01"), 1, Interval{Unit::Week, 1});
        QCOMPARE(weeks.periodAt(day("2023-12-31")), (Period{day("2023-12-25"), day("2024-01-01")}));
        QCOMPARE(weeks.boundaryFrom(day("2023-12-26")), day("2024-01-01"));
        QCOMPARE(weeks.boundaryFrom(day("2024-01-01")), day("2024-01-01"));
    }
    void coversARangeWithoutAGap()
    {
        const PeriodGrid grid(day("2024-01-31"), 31, 1);
        const Period range{day("2024-02-10"), day("2024-05-02")};
        const auto periods = grid.periodsOverlapping(range);
        QCOMPARE(periods.size(), size_t(4));
        QCOMPARE(periods.front().start, day("2024-01-31"));
        for (size_t i = 1; i < periods.size(); ++i)
            QCOMPARE(periods[i].start, periods[i - 1].end);
        QVERIFY(periods.back().end >= range.end);
        QVERIFY(grid.periodsOverlapping({day("2024-02-10"), day("2024-02-10")}).empty());
    }

    void countsWholeIntervals_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<Interval>("interval");
        QTest::addColumn<int>("count");
        const Interval month{Unit::Month, 1}, quarter{Unit::Month, 3}, week{Unit::Week, 1};
        QTest::newRow("one month to the day") << u"2024-01-15"_s << u"2024-02-15"_s << month << 1;
        QTest::newRow("a day less is none") << u"2024-01-15"_s << u"2024-02-14"_s << month << 0;
        QTest::newRow("31 January to the end of February") << u"2024-01-31"_s << u"2024-02-29"_s << month << 1;
        QTest::newRow("two months, but no quarter") << u"2024-01-15"_s << u"2024-04-14"_s << quarter << 0;
        QTest::newRow("a year has four quarters") << u"2024-01-15"_s << u"2025-01-15"_s << quarter << 4;
        QTest::newRow("13 days are one week") << u"2024-01-01"_s << u"2024-01-14"_s << week << 1;
        QTest::newRow("backwards there is none") << u"2024-02-15"_s << u"2024-01-15"_s << month << 0;
        QTest::newRow("nor within a day") << u"2024-02-15"_s << u"2024-02-15"_s << week << 0;
    }
    void countsWholeIntervals()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(Interval, interval);
        QTEST(wholeIntervals(QDate::fromString(start, Qt::ISODate), QDate::fromString(end, Qt::ISODate), interval),
              "count");
    }

    void refusesDaysInTheWrongOrder()
    {
        const PeriodGrid grid(day("2024-01-01"), 1, 1);
        const auto due = [&](const char *start, const std::optional<QDate> &end, const char *target, DueMode mode) {
            return duePeriods(grid, day(start), end, day(target), mode);
        };
        QCOMPARE(due("2024-02-01", day("2024-01-31"), "2024-03-01", DueMode::InArrears).error().id,
                 u"pricing.invalid_dates"_s);
        QCOMPARE(due("2024-02-01", {}, "2024-01-31", DueMode::InAdvance).error().id, u"pricing.invalid_dates"_s);
        QVERIFY(due("2024-02-01", {}, "2024-01-31", DueMode::InArrears).value().empty());
        QCOMPARE(due("2024-01-15", day("2024-03-10"), "2024-06-01", DueMode::InArrears).value().size(), size_t(3));
        QCOMPARE(due("2024-01-15", {}, "2024-02-29", DueMode::InArrears).value().size(), size_t(1));
        QCOMPARE(due("2024-01-15", {}, "2024-02-29", DueMode::InAdvance).value().size(), size_t(2));
    }

    void comesBackToTheWeekdayOfItsAnchor()
    {
        const Interval week{Unit::Week, 1};
        QCOMPARE(nextDate(day("2024-01-03"), day("2024-01-01"), week), day("2024-01-08")); // Wednesday, to a Monday
        QCOMPARE(nextDate(day("2024-01-31"), day("2024-01-31"), {Unit::Month, 1}), day("2024-02-29"));
        QCOMPARE(nextDate(day("2024-02-29"), day("2024-01-31"), {Unit::Month, 1}), day("2024-03-31"));
        QCOMPARE(nextDate(day("2024-01-03"), day("2024-01-01"), {Unit::Day, 10}), day("2024-01-13"));
    }
};

QTEST_GUILESS_MAIN(TestPeriodGrid)
#include "tst_period_grid.moc"
