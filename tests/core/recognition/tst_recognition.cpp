// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognition/deferral.h"
#include "core/recognition/modification.h"
#include "core/recognition/obligation.h"
#include "tests/support/contracts.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::recognition;
using namespace accord::testing;

namespace {

QString text(const Result<Schedule> &schedule)
{
    if (!schedule)
        return schedule.error().id;
    QStringList parts;
    for (const MonthAmount &month : *schedule)
        parts += month.amount.toString();
    return parts.join(u' ');
}

Period span(const QString &start, const QString &end)
{
    return {day(start), day(end)};
}

/// The input of a case of tests/conformance/analytics, whose money is in minor units.
struct AnalyticsCase
{
    QString id;
    QJsonObject input;
    QJsonObject expected;
};
std::vector<AnalyticsCase> casesOf(const QString &file)
{
    QFile source(QStringLiteral(ACCORD_ANALYTICS) + u'/' + file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(file));
    std::vector<AnalyticsCase> cases;
    for (const auto &entry : QJsonDocument::fromJson(source.readAll()).object().value(u"cases"_s).toArray()) {
        const QJsonObject one = entry.toObject();
        cases.push_back(
            {one.value(u"id"_s).toString(), one.value(u"input"_s).toObject(), one.value(u"expected"_s).toObject()});
    }
    return cases;
}
Money minor(const QJsonValue &value)
{
    return Money(value.toInteger(), currency(u"USD"_s));
}

Result<Schedule> scheduleOf(const QJsonObject &input)
{
    const Money total = minor(input.value(u"total"_s));
    const QDate start = day(input.value(u"start"_s).toString());
    if (input.value(u"method"_s) == u"months"_s)
        return byEvenMonths(total, start, input.value(u"months"_s).toInt());
    // The files name the last day, not the first one after it.
    return byDay(total, {start, day(input.value(u"end"_s).toString()).addDays(1)});
}

QJsonArray amountsOf(const Schedule &schedule)
{
    QJsonArray array;
    for (const MonthAmount &month : schedule)
        array.append(qint64(month.amount.minor()));
    return array;
}
QJsonObject byMonth(const Schedule &schedule)
{
    QJsonObject object;
    for (const MonthAmount &month : schedule)
        object.insert(month.month.toString(u"yyyy-MM"_s), qint64(month.amount.minor()));
    return object;
}

} // namespace

class TestRecognition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheAnalyticsVectors()
    {
        int compared = 0;
        for (const AnalyticsCase &one : casesOf(u"recognition.json"_s)) {
            if (one.input.contains(u"rollforward"_s)) {
                const QJsonObject balance = one.input.value(u"rollforward"_s).toObject();
                const auto closing
                    = closingBalance(minor(balance.value(u"opening"_s)), minor(balance.value(u"billed"_s)),
                                     minor(balance.value(u"recognised"_s)));
                QCOMPARE(closing.value(), minor(one.expected.value(u"closing"_s)));
            } else if (one.input.contains(u"allocate"_s)) {
                const QJsonObject request = one.input.value(u"allocate"_s).toObject();
                std::vector<Obligation> obligations;
                for (const auto &price : request.value(u"ssp"_s).toArray())
                    obligations.push_back({price.toArray().at(0).toString(), minor(price.toArray().at(1)), {}, {}});
                QJsonArray parts;
                const auto allocated = allocateTransactionPrice(minor(request.value(u"price"_s)), obligations);
                for (const Money &part : allocated.value())
                    parts.append(qint64(part.minor()));
                QCOMPARE(parts, one.expected.value(u"allocation"_s).toArray());
            } else {
                const auto schedule = scheduleOf(one.input).value();
                const QJsonValue wanted = one.expected.value(u"schedule"_s);
                QVERIFY2(wanted.isArray() ? wanted.toArray() == amountsOf(schedule)
                                          : wanted.toObject() == byMonth(schedule),
                         qPrintable(one.id));
            }
            ++compared;
        }
        QCOMPARE(compared, 4);
    }

    void recognisesByDay_data()
    {
        QTest::addColumn<QString>("total");
        QTest::addColumn<Period>("days");
        QTest::addColumn<QString>("months");
        QTest::newRow("1000 × 31/365 = 84.93, × 59/365 = 161.64 − 84.93, …")
            << u"1000.00"_s << span(u"2025-01-01"_s, u"2026-01-01"_s)
            << u"84.93 76.71 84.94 82.19 84.93 82.19 84.93 84.93 82.20 84.93 82.19 84.93"_s;
        QTest::newRow("the leap day counts: 366 × 1.00 a day")
            << u"366.00"_s << span(u"2024-01-01"_s, u"2025-01-01"_s)
            << u"31.00 29.00 31.00 30.00 31.00 30.00 31.00 31.00 30.00 31.00 30.00 31.00"_s;
        QTest::newRow("from the middle of a month to the middle of the next: 17/31 and 14/31")
            << u"31.00"_s << span(u"2025-01-15"_s, u"2025-02-15"_s) << u"17.00 14.00"_s;
        QTest::newRow("one day") << u"5.00"_s << span(u"2025-01-31"_s, u"2025-02-01"_s) << u"5.00"_s;
        QTest::newRow("a credit mirrors")
            << u"-31.00"_s << span(u"2025-01-15"_s, u"2025-02-15"_s) << u"-17.00 -14.00"_s;
        QTest::newRow("no days") << u"5.00"_s << span(u"2025-01-31"_s, u"2025-01-31"_s) << u"period.empty"_s;
        QTest::newRow("the year 9999") << u"5.00"_s << span(u"2025-01-31"_s, u"9999-01-31"_s) << u"period.range"_s;
    }
    void recognisesByDay()
    {
        QFETCH(QString, total);
        QFETCH(Period, days);
        QTEST(text(byDay(usd(total), days)), "months");
    }

    void dealsOutEvenMonths()
    {
        QCOMPARE(text(byEvenMonths(usd(u"100.00"_s), day(u"2025-01-15"_s), 3)), u"33.34 33.33 33.33"_s);
        QCOMPARE(text(byEvenMonths(usd(u"100.00"_s), day(u"2025-01-15"_s), 0)), u"recognition.months"_s);
        QCOMPARE(text(byEvenMonths(usd(u"100.00"_s), day(u"2025-01-15"_s), 1'000'000)), u"recognition.months"_s);
        QCOMPARE(text(byEvenMonths(usd(u"100.00"_s), day(u"2990-01-15"_s), 1200)), u"period.range"_s);
    }

    void plansObligationsByTheirPattern()
    {
        // 900.00 over stand-alone 600.00, 300.00 and 100.00: 540.00, 270.00, 90.00.
        const Period quarter = span(u"2025-01-01"_s, u"2025-04-01"_s);
        pricing::Recorder recorder;
        const auto plan = planRevenue(
            usd(u"900.00"_s),
            {{u"Platform"_s, usd(u"600.00"_s), Pattern::EvenMonths, quarter},
             {u"Support"_s, usd(u"300.00"_s), Pattern::Daily, quarter},
             {u"Training"_s, usd(u"100.00"_s), Pattern::PointInTime, span(u"2025-02-10"_s, u"2025-02-11"_s)}},
            &recorder);
        QVERIFY(plan);
        QCOMPARE(plan->obligations[1].allocated, usd(u"270.00"_s));
        // 180 + 93 | 180 + 84 + 90 | 180 + 93
        QCOMPARE(text(plan->months), u"273.00 354.00 273.00"_s);
        QVERIFY(recorder.take().size() >= 4);
    }

    void refusesObligationsWithoutPrices()
    {
        const Period quarter = span(u"2025-01-01"_s, u"2025-04-01"_s);
        QCOMPARE(planRevenue(usd(u"900.00"_s), {{u"A"_s, usd(u"0.00"_s), Pattern::Daily, quarter}}).error().id,
                 u"allocation.weights"_s);
        QCOMPARE(
            planRevenue(usd(u"900.00"_s), {{u"A"_s, Money(1, currency(u"EUR"_s)), Pattern::Daily, quarter}}).error().id,
            u"money.currency_mix"_s);
        const auto noDays = planRevenue(usd(u"900.00"_s), {{u"A"_s, usd(u"1.00"_s), Pattern::EvenMonths, {}}});
        QCOMPARE(noDays.error().args.value(u"obligation"_s).toString(), u"A"_s);
        QCOMPARE(patternFromString(u"never"_s).error().id, u"recognition.pattern_unknown"_s);
    }

    void changesRecomputeFromTheChangeOn_data()
    {
        QTest::addColumn<std::vector<Modification>>("changes");
        QTest::addColumn<QString>("months");
        using Changes = std::vector<Modification>;
        const auto later = Treatment::Prospective;
        const auto catchUp = Treatment::CumulativeCatchUp;
        // 120 days from 1 January 2025 to 1 May at 1.00 a day: 31, 28, 31, 30.
        QTest::newRow("none") << Changes{} << u"31.00 28.00 31.00 30.00"_s;
        QTest::newRow("180.00 from 1 March: 180 − 59 = 121 over 61 days; × 31/61 = 61.49")
            << Changes{{day(u"2025-03-01"_s), usd(u"180.00"_s), day(u"2025-05-01"_s), later}}
            << u"31.00 28.00 61.49 59.51"_s;
        QTest::newRow("in the middle of March: 14 days old, then 180 − 73 = 107 over 47 days; × 17/47 = 38.70")
            << Changes{{day(u"2025-03-15"_s), usd(u"180.00"_s), day(u"2025-05-01"_s), later}}
            << u"31.00 28.00 52.70 68.30"_s;
        QTest::newRow("catch-up on 1 March: 180 × 59/120 = 88.50, 29.50 late, and 1.50 a day")
            << Changes{{day(u"2025-03-01"_s), usd(u"180.00"_s), day(u"2025-05-01"_s), catchUp}}
            << u"31.00 28.00 76.00 45.00"_s;
        QTest::newRow("catch-up downwards: 60 × 59/120 = 29.50, 29.50 taken back, then 0.50 a day")
            << Changes{{day(u"2025-03-01"_s), usd(u"60.00"_s), day(u"2025-05-01"_s), catchUp}}
            << u"31.00 28.00 -14.00 15.00"_s;
        QTest::newRow("longer by May: 151 − 59 = 92 over 92 days")
            << Changes{{day(u"2025-03-01"_s), usd(u"151.00"_s), day(u"2025-06-01"_s), later}}
            << u"31.00 28.00 31.00 30.00 31.00"_s;
        QTest::newRow("ended on 1 March for 100.00: 41 left at once")
            << Changes{{day(u"2025-03-01"_s), usd(u"100.00"_s), day(u"2025-03-01"_s), later}} << u"31.00 28.00 41.00"_s;
        QTest::newRow("ended on 1 March, nothing more: 59 earned")
            << Changes{{day(u"2025-03-01"_s), usd(u"59.00"_s), day(u"2025-03-01"_s), later}} << u"31.00 28.00 0.00"_s;
        QTest::newRow("two changes on one day: the second counts")
            << Changes{{day(u"2025-03-01"_s), usd(u"999.00"_s), day(u"2025-05-01"_s), catchUp},
                       {day(u"2025-03-01"_s), usd(u"180.00"_s), day(u"2025-05-01"_s), catchUp}}
            << u"31.00 28.00 76.00 45.00"_s;
        QTest::newRow("one after the other: 121 over 61 days, then 300 − 120.49 in April")
            << Changes{{day(u"2025-03-01"_s), usd(u"180.00"_s), day(u"2025-05-01"_s), later},
                       {day(u"2025-04-01"_s), usd(u"300.00"_s), day(u"2025-05-01"_s), later}}
            << u"31.00 28.00 61.49 179.51"_s;
        QTest::newRow("on the first day")
            << Changes{{day(u"2025-01-01"_s), usd(u"240.00"_s), day(u"2025-05-01"_s), later}}
            << u"62.00 56.00 62.00 60.00"_s;
        QTest::newRow("before the start")
            << Changes{{day(u"2024-12-31"_s), usd(u"1.00"_s), day(u"2025-05-01"_s), later}}
            << u"recognition.change_order"_s;
        QTest::newRow("until the year 9999")
            << Changes{{day(u"2025-03-01"_s), usd(u"1.00"_s), day(u"9999-05-01"_s), later}} << u"period.range"_s;
        QTest::newRow("without an end") << Changes{{day(u"2025-03-01"_s), usd(u"1.00"_s), QDate(), later}}
                                        << u"period.range"_s;
        QTest::newRow("in another currency")
            << Changes{{day(u"2025-03-01"_s), Money(1, currency(u"EUR"_s)), day(u"2025-05-01"_s), later}}
            << u"money.currency_mix"_s;
    }
    void changesRecomputeFromTheChangeOn()
    {
        QFETCH(std::vector<Modification>, changes);
        QTEST(text(byDay(usd(u"120.00"_s), span(u"2025-01-01"_s, u"2025-05-01"_s), changes)), "months");
    }

    void rollsDeferredRevenueForward()
    {
        // Billed 90.00 in January and 60.00 in May; recognised 30.00 a month from January to May.
        Schedule recognised;
        for (int month = 1; month <= 5; ++month)
            recognised.push_back({QDate(2025, month, 1), usd(u"30.00"_s)});
        const Schedule billed{{QDate(2025, 5, 1), usd(u"60.00"_s)}, {QDate(2025, 1, 1), usd(u"90.00"_s)}};
        const auto balances = rollForward(usd(u"0.00"_s), billed, recognised).value();
        QStringList closing, assets;
        for (const MonthBalance &month : balances) {
            closing += month.closing.toString();
            assets += month.contractAsset.toString();
        }
        QCOMPARE(closing.join(u' '), u"60.00 30.00 0.00 -30.00 0.00"_s);
        QCOMPARE(assets.join(u' '), u"0.00 0.00 0.00 30.00 0.00"_s);
        QCOMPARE(balances[3].contractLiability, usd(u"0.00"_s));
        QCOMPARE(rollForward(usd(u"0.00"_s), {{QDate(), usd(u"1.00"_s)}}, {}).error().id, u"period.range"_s);
    }
};
QTEST_APPLESS_MAIN(TestRecognition)
#include "tst_recognition.moc"
