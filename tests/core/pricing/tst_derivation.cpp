// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/derivation.h"
#include "core/pricing/discount.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::pricing;
using namespace accord::testing;

class TestDerivation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysExactlyOnlyWhereRoundingTookSomething_data()
    {
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("rounded");
        QTest::addColumn<QString>("text");
        QTest::newRow("the same") << u"20"_s << u"20.00 USD"_s << u"Fee = 20.00 USD\n"_s;
        QTest::newRow("a fraction of a cent")
            << u"33.335"_s << u"33.34 USD"_s << u"Fee = 33.34 USD  (exactly 33.335)\n"_s;
        QTest::newRow("no decimal") << u"100/3"_s << u"33.33 USD"_s << u"Fee = 33.33 USD  (exactly 100/3)\n"_s;
        QTest::newRow("a fact") << u""_s << u"201"_s << u"Fee = 201\n"_s;
    }
    void saysExactlyOnlyWhereRoundingTookSomething()
    {
        QFETCH(QString, exact);
        QFETCH(QString, rounded);
        QTEST(toText({u"Fee"_s, {}, exact, rounded, {}, {}, {}}), "text");
    }

    void aDiscountIsTakenOffInBothFigures()
    {
        // 10 % of 33.35 are 3.335, rounded 3.34.
        Recorder recorder;
        QVERIFY(applyDiscounts(Exact(decimal(u"33.35"_s)), currency(u"USD"_s), {{0, Decimal(10)}}, &recorder));
        const auto figures = recorder.take();
        QCOMPARE(figures.front().exact, u"-3.335"_s);
        QCOMPARE(figures.front().rounded, u"-3.34 USD"_s);
    }

    void aFigureThatCameToNothingIsLeftOut()
    {
        Recorder recorder;
        {
            const Step whole(&recorder, [] { return u"Bill"_s; });
            {
                const Step nothing(&recorder, [] { return u"Looked at"_s; });
            }
            const Step one(&recorder, [] { return u"Charge"_s; });
            recorder.rounded(usd(u"1.00"_s));
        }
        const auto figures = recorder.take();
        QCOMPARE(figures.size(), 1U);
        QCOMPARE(figures.front().children.size(), 1U);
        QCOMPARE(figures.front().children.front().label, u"Charge"_s);
    }
};
QTEST_APPLESS_MAIN(TestDerivation)
#include "tst_derivation.moc"
