// SPDX-License-Identifier: GPL-3.0-or-later
// What each account of the chart is: income or expense, restated at a closing rate, kept by codes.
#include "core/ledger/chart.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace accord;
using namespace accord::ledger;

class TestChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasEachAccountOnce()
    {
        QStringList names;
        for (const QStringView account : chart::accounts())
            names << account.toString();
        QCOMPARE(names.removeDuplicates(), 0);
        QCOMPARE(names.size(), 24);
        QVERIFY(names.contains(u"receivable"_s) && names.contains(u"tax_payable"_s));
    }
    void carriesIncomeAndExpenseAloneToRetainedEarnings()
    {
        QStringList result;
        for (const QStringView account : chart::accounts()) {
            if (chart::isOfResult(account))
                result << account.toString();
        }
        result.sort();
        QCOMPARE(result,
                 (QStringList{u"bad_debt"_s, u"bank_fees"_s, u"discounts_allowed"_s, u"exchange_difference"_s,
                              u"late_charges"_s, u"revenue"_s, u"small_differences"_s, u"unrealised_exchange"_s}));
    }
    void restatesWhatIsSettledInMoneyBesideItsOwnAccount()
    {
        QStringList monetary;
        for (const QStringView account : chart::accounts()) {
            if (chart::isMonetary(account))
                monetary << account.toString() + u" "_s + chart::revaluationOf(account.toString());
        }
        QCOMPARE(monetary,
                 (QStringList{u"receivable receivable_revaluation"_s, u"cash cash_revaluation"_s,
                              u"unapplied_cash unapplied_cash_revaluation"_s, u"tax_payable tax_payable_revaluation"_s,
                              u"withheld_tax withheld_tax_revaluation"_s}));
        QVERIFY(chart::isMonetary(chart::taxPayable(u"DE"_s)));
        QCOMPARE(chart::revaluationOf(chart::taxPayable(u"DE"_s)), u"tax_payable_revaluation/DE"_s);
        QVERIFY(!chart::isMonetary(u"deferred_revenue/4010"_s));
    }
    void namesTheMainAccountWithoutJurisdictionAndCode()
    {
        QCOMPARE(chart::mainAccount(u"tax_payable/US-CA"_s), u"tax_payable"_s);
        QCOMPARE(chart::mainAccount(u"revenue/4010"_s), u"revenue"_s);
        QCOMPARE(chart::mainAccount(u"cash"_s), u"cash"_s);
    }
    void keepsCodesOfRevenueAlone()
    {
        QStringList coded;
        for (const QStringView account : chart::accounts()) {
            if (chart::hasCodes(account))
                coded << account.toString();
        }
        QCOMPARE(coded, (QStringList{u"revenue"_s, u"deferred_revenue"_s}));
    }
};

QTEST_GUILESS_MAIN(TestChart)
#include "tst_chart.moc"
