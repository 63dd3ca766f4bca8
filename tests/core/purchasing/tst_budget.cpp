// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/budget.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::purchasing;
using namespace accord::testing;

namespace {

const QDate asOf(2026, 4, 15);

Spending spending(const QString &costCentre, int month, const QString &amount, SpendingKind kind = SpendingKind::Actual)
{
    return {{{}, u"IT"_s, costCentre}, QDate(2026, month, 15), usd(amount), kind};
}

Budget budget(const QString &amount, BudgetCap cap = BudgetCap::Notify)
{
    return {{{}, u"IT"_s, u"EU"_s}, Period{QDate(2026, 4, 1), QDate(2026, 7, 1)}, usd(amount), cap};
}

} // namespace

class TestBudget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsWhatBelongsToOwnerAndPeriod()
    {
        const std::vector<Spending> all{spending(u"EU"_s, 3, u"1.00"_s), // before the period
                                        spending(u"US"_s, 4, u"2.00"_s), // another cost centre
                                        spending(u"EU"_s, 4, u"40.00"_s), // on the day
                                        spending(u"EU"_s, 5, u"8.00"_s), // still to come
                                        spending(u"EU"_s, 5, u"30.00"_s, SpendingKind::Committed),
                                        spending(u"EU"_s, 6, u"50.00"_s, SpendingKind::Planned),
                                        spending(u"EU"_s, 4, u"60.00"_s, SpendingKind::Planned)}; // past plan
        pricing::Recorder recorder;
        const auto status = statusOf(budget(u"100.00"_s), all, asOf, &recorder).value();
        QCOMPARE(status.actual, usd(u"40.00"_s));
        QCOMPARE(status.committed, usd(u"30.00"_s));
        QCOMPARE(status.forecast, usd(u"120.00"_s));
        QCOMPARE(status.available, usd(u"30.00"_s));
        QCOMPARE(status.variance, usd(u"-60.00"_s));
        QCOMPARE(status.variancePercent.percent()->toString(), u"-60.0"_s);
        QCOMPARE(status.forecastVariance, usd(u"20.00"_s));
        QCOMPARE(recorder.take().front().rounded, u"30.00 USD"_s);
    }

    void aBudgetOfNothingHasNoPercentage()
    {
        const auto status = statusOf(budget(u"0.00"_s), {spending(u"EU"_s, 4, u"1.00"_s)}, asOf).value();
        QCOMPARE(status.variance, usd(u"1.00"_s));
        QCOMPARE(status.variancePercent.reason(), u"purchasing.budget_zero"_s);
        QCOMPARE(statusOf(budget(u"-1.00"_s), {}, asOf).error().id, u"purchasing.budget_negative"_s);
    }

    void theRunRateFillsThePeriod()
    {
        const Period quarter = budget(u"1.00"_s).period; // 91 days
        QCOMPARE(runRateForecast(usd(u"15.00"_s), quarter, asOf).value(), usd(u"91.00"_s)); // 15 days of it
        QCOMPARE(runRateForecast(usd(u"15.00"_s), quarter, QDate(2027, 1, 1)).value(), usd(u"15.00"_s));
        QCOMPARE(runRateForecast(usd(u"15.00"_s), quarter, QDate(2026, 3, 31)).error().id,
                 u"purchasing.period_not_begun"_s);
    }

    void theStrictestCapDecides()
    {
        const std::vector<Budget> budgets{budget(u"100.00"_s), budget(u"50.00"_s, BudgetCap::Approve),
                                          budget(u"20.00"_s, BudgetCap::Block)};
        std::vector<BudgetStatus> statuses;
        for (const Budget &one : budgets)
            statuses.push_back(statusOf(one, {spending(u"EU"_s, 4, u"10.00"_s)}, asOf).value());
        const auto verdicts = [&](const QString &amount, const QString &costCentre = u"EU"_s) {
            return verdictsOn(budgets, statuses, {{}, u"IT"_s, costCentre}, asOf, usd(amount)).value();
        };
        QVERIFY(!strictest(verdicts(u"10.00"_s))); // exactly all that is left
        QVERIFY(strictest(verdicts(u"10.01"_s)) == BudgetCap::Block);
        QCOMPARE(verdicts(u"95.00"_s)[1].over, usd(u"55.00"_s));
        QVERIFY(verdicts(u"95.00"_s, u"US"_s).empty());
        QVERIFY(!strictest(verdicts(u"-5.00"_s)));
        QCOMPARE(verdictsOn(budgets, {}, {}, asOf, usd(u"1.00"_s)).error().id, u"purchasing.budget_statuses"_s);
    }

    void anEmptyPartOfTheOwnerIsAny()
    {
        const BudgetOwner all, department{{}, u"IT"_s, {}}, centre{{}, u"IT"_s, u"EU"_s};
        QVERIFY(all.includes(centre) && department.includes(centre) && !centre.includes(department));
        QVERIFY(budgetCapFromString(u"approve"_s).value() == BudgetCap::Approve);
        QCOMPARE(budgetCapFromString(u"stop"_s).error().id, u"purchasing.cap_unknown"_s);
    }
};
QTEST_APPLESS_MAIN(TestBudget)
#include "tst_budget.moc"
