// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/statement.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

class TestStatement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addsUpPerChildInOrderOfAppearance()
    {
        pricing::Recorder recorder;
        const auto statement
            = consolidate({{u"West"_s, usd(u"249.95"_s)}, {u"East"_s, usd(u"29.95"_s)}, {u"West"_s, usd(u"-49.95"_s)}},
                          usd(u"30.00"_s), &recorder);
        QVERIFY(statement);
        QCOMPARE(statement->children.size(), size_t(2));
        QCOMPARE(statement->children[0].child, u"West"_s);
        QCOMPARE(statement->children[0].amount, usd(u"200.00"_s));
        QCOMPARE(statement->total, usd(u"229.95"_s));
        QCOMPARE(statement->due, usd(u"199.95"_s));
        QCOMPARE(recorder.take().front().rounded, u"199.95 USD"_s);
    }

    void paidTooMuchIsACreditBalance()
    {
        QCOMPARE(consolidate({{u"A"_s, usd(u"10.00"_s)}}, usd(u"12.00"_s))->due, usd(u"-2.00"_s));
        QCOMPARE(consolidate({}, usd(u"0.00"_s))->due, usd(u"0.00"_s));
    }

    void refusesAnotherCurrency()
    {
        QCOMPARE(consolidate({{u"A"_s, Money(1, currency(u"EUR"_s))}}, usd(u"0.00"_s)).error().id,
                 u"money.currency_mix"_s);
    }

    void roundsEachLineBeforeAdding()
    {
        const Exact line(decimal(u"10.333333"_s));
        QCOMPARE(sumOfLines({line, line, line}, currency(u"USD"_s)).value(), usd(u"30.99"_s));
        QCOMPARE(sumOfLines({Exact(1) / Exact(0)}, currency(u"USD"_s)).error().id, u"number.overflow"_s);
    }
};
QTEST_APPLESS_MAIN(TestStatement)
#include "tst_statement.moc"
