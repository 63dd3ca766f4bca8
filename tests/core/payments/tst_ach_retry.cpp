// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/ach_retry.h"

#include <QtTest/QTest>

using namespace accord::payments;
using namespace Qt::StringLiterals;

class TestAchRetry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mayBeSentAgain_data()
    {
        QTest::addColumn<QStringList>("codes");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("verdict");
        const auto row = [](const char *name, const QStringList &codes, int days, AchRetry verdict) {
            QTest::newRow(name) << codes << days << int(verdict);
        };
        row("nothing came back", {}, 900, AchRetry::Allowed);
        row("once for want of funds", {u"R01"_s}, 7, AchRetry::Allowed);
        row("twice, uncollected then insufficient", {u"R09"_s, u"R01"_s}, 30, AchRetry::Allowed);
        row("the third time", {u"R01"_s, u"R01"_s, u"R09"_s}, 30, AchRetry::TooOften);
        row("on the 180th day", {u"R01"_s}, 180, AchRetry::Allowed);
        row("on the 181st day", {u"R01"_s}, 181, AchRetry::TooLate);
        row("closed account", {u"R02"_s}, 7, AchRetry::Stopped);
        row("no account", {u"R03"_s}, 7, AchRetry::Stopped);
        row("stopped by the payer", {u"R08"_s}, 7, AchRetry::NeedsConsent);
        row("first funds, then stopped by the payer", {u"R01"_s, u"R08"_s}, 14, AchRetry::NeedsConsent);
        row("stopped by the payer, then closed", {u"R08"_s, u"R02"_s}, 14, AchRetry::Stopped);
        row("not authorised", {u"R29"_s}, 7, AchRetry::Stopped);
        row("first funds, then closed", {u"R01"_s, u"R02"_s}, 7, AchRetry::Stopped);
        row("without a code", {QString()}, 7, AchRetry::Stopped);
    }
    void mayBeSentAgain()
    {
        QFETCH(QStringList, codes);
        QFETCH(int, days);
        QFETCH(int, verdict);
        const QDate first(2026, 1, 5);
        std::vector<AchReturn> returns;
        for (const QString &code : codes)
            returns.push_back({code, first.addDays(qint64(returns.size()) * 7)});
        QCOMPARE(int(achRetry(returns, first.addDays(days))), verdict);
    }

    void whatThePayerStoppedGoesOnWithTheirWord()
    {
        const QDate first(2026, 1, 5);
        const std::vector<AchReturn> returns{{u"R08"_s, first}};
        QCOMPARE(achRetry(returns, first.addDays(9), first.addDays(-1)), AchRetry::NeedsConsent); // it was given before
        QCOMPARE(achRetry(returns, first.addDays(9), first.addDays(2)), AchRetry::Allowed);
        QCOMPARE(achRetry(returns, first.addDays(181), first.addDays(2)), AchRetry::TooLate);
        QCOMPARE(achRetry({{u"R02"_s, first}}, first.addDays(9), first.addDays(2)), AchRetry::Stopped);
        const std::vector<AchReturn> again{{u"R08"_s, first}, {u"R08"_s, first.addDays(9)}};
        QCOMPARE(achRetry(again, first.addDays(20), first.addDays(2)), AchRetry::NeedsConsent); // and stopped once more
    }
};

QTEST_APPLESS_MAIN(TestAchRetry)
#include "tst_ach_retry.moc"
