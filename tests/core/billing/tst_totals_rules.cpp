// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/totals_rules.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {

/// 100.00 + 50.00 − 10.00 + 5.00 = 145.00; 19 % of 145.00 = 27.55; 172.55 − 72.55 + 0.05 = 100.05.
DocumentTotals sound()
{
    DocumentTotals totals;
    totals.currency = currency(u"USD"_s);
    totals.lineNets = {usd(u"100.00"_s), usd(u"50.00"_s)};
    totals.allowances = {usd(u"10.00"_s)};
    totals.charges = {usd(u"5.00"_s)};
    totals.sumOfLineNets = usd(u"150.00"_s);
    totals.sumOfAllowances = usd(u"10.00"_s);
    totals.sumOfCharges = usd(u"5.00"_s);
    totals.withoutTax = usd(u"145.00"_s);
    totals.tax = usd(u"27.55"_s);
    totals.withTax = usd(u"172.55"_s);
    totals.paid = usd(u"72.55"_s);
    totals.rounding = usd(u"0.05"_s);
    totals.due = usd(u"100.05"_s);
    totals.breakdown = {{u"DE S 19"_s, Decimal(19), usd(u"145.00"_s), usd(u"27.55"_s)}};
    return totals;
}

QString rules(const DocumentTotals &totals)
{
    QStringList names;
    const auto findings = checkTotals(totals).value();
    for (const TotalsFinding &finding : findings)
        names += finding.rule;
    return names.join(u' ');
}

} // namespace

class TestTotalsRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesEachRuleThatIsBroken_data()
    {
        QTest::addColumn<Money DocumentTotals::*>("term");
        QTest::addColumn<QString>("broken");
        QTest::newRow("BT-106 is used by two rules") << &DocumentTotals::sumOfLineNets << u"BR-CO-10 BR-CO-13"_s;
        QTest::newRow("BT-107") << &DocumentTotals::sumOfAllowances << u"BR-CO-11 BR-CO-13"_s;
        QTest::newRow("BT-108") << &DocumentTotals::sumOfCharges << u"BR-CO-12 BR-CO-13"_s;
        QTest::newRow("BT-109") << &DocumentTotals::withoutTax << u"BR-CO-13 BR-CO-15"_s;
        QTest::newRow("BT-110") << &DocumentTotals::tax << u"BR-CO-14 BR-CO-15"_s;
        QTest::newRow("BT-112") << &DocumentTotals::withTax << u"BR-CO-15 BR-CO-16"_s;
        QTest::newRow("BT-113") << &DocumentTotals::paid << u"BR-CO-16"_s;
        QTest::newRow("BT-114") << &DocumentTotals::rounding << u"BR-CO-16"_s;
        QTest::newRow("BT-115") << &DocumentTotals::due << u"BR-CO-16"_s;
    }
    void namesEachRuleThatIsBroken()
    {
        QCOMPARE(rules(sound()), QString());
        QFETCH(Money DocumentTotals::*, term);
        auto totals = sound();
        totals.*term = (totals.*term).plus(usd(u"0.01"_s)).value();
        QTEST(rules(totals), "broken");
    }

    void checksTheTaxOfEachGroupToTheCent()
    {
        auto totals = sound();
        totals.breakdown.front().tax = usd(u"27.54"_s);
        totals.tax = usd(u"27.54"_s);
        totals.withTax = usd(u"172.54"_s);
        totals.due = usd(u"100.04"_s);
        const auto findings = checkTotals(totals).value();
        QCOMPARE(findings.size(), size_t(1));
        const TotalsFinding wanted{u"BR-CO-17"_s, u"BT-117 DE S 19"_s, usd(u"27.54"_s), usd(u"27.55"_s)};
        QCOMPARE(findings.front(), wanted);
    }

    void aRatedBillBreaksNone()
    {
        const auto rates = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                                                   "US-CA,State,sales_tax,7.25,,\n")
                               .value();
        auto request = input(
            contract(u"2025-01-01"_s, u"2026-01-01"_s,
                     {recurring(u"a"_s, u"10.03"_s), recurring(u"b"_s, u"10.03"_s), recurring(u"c"_s, u"10.03"_s)}),
            u"2025-03"_s);
        request.taxKnown = true;
        request.seller = {u"US"_s, {u"CA"_s}, {}, false, {}};
        request.payer.address.country = u"US"_s;
        request.payer.address.region = u"CA"_s;
        const auto bill = rate(request, StatedUsage(), rates).value();
        QCOMPARE(bill.tax, usd(u"2.18"_s));
        QVERIFY(checkTotals(bill).value().empty());
    }

    void namesWhatCannotBeAdded()
    {
        auto totals = sound();
        totals.paid = Money(1, currency(u"EUR"_s));
        QCOMPARE(checkTotals(totals).error().id, u"money.currency_mix"_s);
    }
};
QTEST_APPLESS_MAIN(TestTotalsRules)
#include "tst_totals_rules.moc"
