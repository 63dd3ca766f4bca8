// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/service_level_credit.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;
using namespace accord::testing;

namespace {

/// Below 99.9 % 10 %, below 99 % 25 %, below 95 % 100 % of the platform fee; 2 % for each response of priority 1
/// beyond one, 50.00 for each of priority 2; at most 50 % of the fee.
ServiceLevelTable table()
{
    return {{u"platform"_s},
            {{decimal(u"99.9"_s), Decimal(10)}, {Decimal(99), Decimal(25)}, {Decimal(95), Decimal(100)}},
            {{u"P1"_s, Decimal(2), {}, 1}, {u"P2"_s, Decimal(0), usd(u"50.00"_s), 0}},
            Decimal(50)};
}

const std::vector<ServiceFee> fees{{u"platform"_s, usd(u"1000.00"_s)}, {u"training"_s, usd(u"9999.00"_s)}};

QString text(const Result<ServiceLevelResult> &result)
{
    if (!result)
        return result.error().id;
    QStringList parts;
    for (const ServiceLevelCredit &credit : result->credits)
        parts += credit.reason + u' ' + credit.amount.toString();
    return parts.join(u", "_s);
}

} // namespace

class TestServiceLevelCredit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void creditsByTheTable_data()
    {
        QTest::addColumn<qint64>("down"); // of 43,200 minutes, a month of 30 days
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("credits");
        QTest::newRow("all promises kept") << qint64(0) << 0 << 0 << QString();
        QTest::newRow("43.2 minutes would be 99.9 %: 43 are above it") << qint64(43) << 0 << 0 << QString();
        QTest::newRow("44 minutes: 99.898 %, 10 % of 1,000.00") << qint64(44) << 0 << 0 << u"uptime 100.00"_s;
        QTest::newRow("432 minutes are exactly 99 %: not below it") << qint64(432) << 0 << 0 << u"uptime 100.00"_s;
        QTest::newRow("433 minutes: 25 %") << qint64(433) << 0 << 0 << u"uptime 250.00"_s;
        QTest::newRow("nothing ran: 100 %, capped at 50 %") << qint64(43200) << 0 << 0 << u"uptime 500.00"_s;
        QTest::newRow("one late response of priority 1 is allowed") << qint64(0) << 1 << 0 << QString();
        QTest::newRow("three, two of them count: 2 × 20.00") << qint64(0) << 3 << 0 << u"P1 40.00"_s;
        QTest::newRow("two of priority 2: 2 × 50.00") << qint64(0) << 0 << 2 << u"P2 100.00"_s;
        QTest::newRow("together below the cap") << qint64(44) << 3 << 2 << u"uptime 100.00, P1 40.00, P2 100.00"_s;
        QTest::newRow("250 + 500 above the cap of 500: 166.67 and 333.33")
            << qint64(433) << 0 << 10 << u"uptime 166.67, P2 333.33"_s;
        QTest::newRow("more minutes than there are") << qint64(43201) << 0 << 0 << u"contracts.sla_report"_s;
        QTest::newRow("fewer breaches than none") << qint64(0) << -1 << 0 << u"contracts.sla_report"_s;
    }
    void creditsByTheTable()
    {
        QFETCH(qint64, down);
        QFETCH(int, first);
        QFETCH(int, second);
        const ServiceLevelReport report{month(u"2025-06"_s), down, 43200, {{u"P1"_s, first}, {u"P2"_s, second}}};
        QTEST(text(serviceLevelCredits(table(), fees, report, currency(u"USD"_s))), "credits");
    }

    void saysHowItCameAbout()
    {
        pricing::Recorder recorder;
        const ServiceLevelReport report{month(u"2025-06"_s), 44, 43200, {{u"P1"_s, 2}}};
        const auto result = serviceLevelCredits(table(), fees, report, currency(u"USD"_s), &recorder).value();
        QCOMPARE(result.total, usd(u"120.00"_s));
        QVERIFY(*result.uptimePercent < Exact(decimal(u"99.9"_s)));
        const auto derivation = recorder.take();
        QCOMPARE(derivation.size(), size_t(4));
        QCOMPARE(derivation[0].rounded, u"100.00 USD"_s);
        QCOMPARE(derivation[3].rounded, u"-120.00 USD"_s);
    }

    void withoutMeasurementThereIsNoUptime()
    {
        const auto result = serviceLevelCredits(table(), fees, {month(u"2025-06"_s), 0, 0, {}}, currency(u"USD"_s));
        QVERIFY(!result->uptimePercent);
        QVERIFY(result->credits.empty());
    }

    void refusesTablesThatContradictThemselves()
    {
        const auto broken = [](const std::function<void(ServiceLevelTable &)> &change) {
            auto one = table();
            change(one);
            const auto valid = validate(one);
            return valid ? QString() : valid.error().id;
        };
        QCOMPARE(broken([](auto &) { }), QString());
        QCOMPARE(broken([](auto &t) { t.capPercent = Decimal(101); }), u"contracts.sla_percent"_s);
        QCOMPARE(broken([](auto &t) { t.uptime[0].below = Decimal(0); }), u"contracts.sla_percent"_s);
        QCOMPARE(broken([](auto &t) { std::swap(t.uptime[0], t.uptime[1]); }), u"contracts.sla_bands"_s);
        QCOMPARE(broken([](auto &t) { t.uptime[1].creditPercent = Decimal(5); }), u"contracts.sla_bands"_s);
        QCOMPARE(broken([](auto &t) { t.responses[1].creditPercent = Decimal(5); }), u"contracts.sla_promise"_s);
        QCOMPARE(broken([](auto &t) { t.responses[1].name = u"P1"_s; }), u"contracts.sla_promise"_s);
        const ServiceLevelReport unknown{month(u"2025-06"_s), 0, 1, {{u"P9"_s, 1}}};
        QCOMPARE(text(serviceLevelCredits(table(), fees, unknown, currency(u"USD"_s))),
                 u"contracts.sla_unknown_promise"_s);
        const ServiceLevelReport second{month(u"2025-06"_s), 0, 1, {{u"P2"_s, 1}}};
        QCOMPARE(text(serviceLevelCredits(table(), {}, second, currency(u"EUR"_s))), u"money.currency_mix"_s);
    }
};
QTEST_APPLESS_MAIN(TestServiceLevelCredit)
#include "tst_service_level_credit.moc"
