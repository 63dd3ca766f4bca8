// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/instalments.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {

/// "50 25 25": parts a month from each other, from 31 January 2025 on.
InstalmentPlan plan(InstalmentBasis basis, const QString &shares)
{
    InstalmentPlan result{basis, {}};
    for (const QString &share : shares.split(u' ', Qt::SkipEmptyParts)) {
        InstalmentTerm term;
        term.name = u"Part %1"_s.arg(result.terms.size() + 1);
        term.due = day(u"2025-01-31"_s).addMonths(int(result.terms.size()));
        if (basis == InstalmentBasis::Percent)
            term.percent = decimal(share);
        if (basis == InstalmentBasis::Amount)
            term.amount = usd(share);
        result.terms.push_back(term);
    }
    return result;
}

QString text(const Result<std::vector<Instalment>> &parts)
{
    if (!parts)
        return parts.error().id;
    QStringList amounts;
    for (const Instalment &part : *parts)
        amounts += part.amount.toString();
    return amounts.join(u' ');
}

} // namespace

class TestInstalments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dealsTheTotalOut_data()
    {
        QTest::addColumn<InstalmentBasis>("basis");
        QTest::addColumn<QString>("shares");
        QTest::addColumn<QString>("total");
        QTest::addColumn<QString>("amounts");
        const auto equal = InstalmentBasis::Equal;
        const auto percent = InstalmentBasis::Percent;
        const auto amount = InstalmentBasis::Amount;
        QTest::newRow("100.00 in three: 33.333 each, the first takes the cent")
            << equal << u"1 1 1"_s << u"100.00"_s << u"33.34 33.33 33.33"_s;
        QTest::newRow("0.02 in three") << equal << u"1 1 1"_s << u"0.02"_s << u"0.01 0.01 0.00"_s;
        QTest::newRow("one part is the whole") << equal << u"1"_s << u"99.99"_s << u"99.99"_s;
        QTest::newRow("1,000.01 at 50, 25, 25 %: 500.005, 250.0025 twice; the cent to .5")
            << percent << u"50 25 25"_s << u"1000.01"_s << u"500.01 250.00 250.00"_s;
        QTest::newRow("10.00 at 33.33, 33.33, 33.34 %: the largest remainder is 0.4")
            << percent << u"33.33 33.33 33.34"_s << u"10.00"_s << u"3.33 3.33 3.34"_s;
        QTest::newRow("a credit mirrors: −100.00 in three")
            << equal << u"1 1 1"_s << u"-100.00"_s << u"-33.34 -33.33 -33.33"_s;
        QTest::newRow("amounts stay as agreed")
            << amount << u"400.00 350.00 250.01"_s << u"1000.01"_s << u"400.00 350.00 250.01"_s;
        QTest::newRow("amounts of a credit") << amount << u"-60.00 -40.00"_s << u"-100.00"_s << u"-60.00 -40.00"_s;
        QTest::newRow("twelve months of 119.00: 9.9166…, eight cents left over")
            << equal << u"1 1 1 1 1 1 1 1 1 1 1 1"_s << u"119.00"_s
            << u"9.92 9.92 9.92 9.92 9.92 9.92 9.92 9.92 9.91 9.91 9.91 9.91"_s;
        QTest::newRow("nothing to pay") << equal << u"1 1"_s << u"0.00"_s << u"0.00 0.00"_s;
        QTest::newRow("99.99 % is not the whole")
            << percent << u"50 49.99"_s << u"1.00"_s << u"billing.instalments_sum"_s;
        QTest::newRow("101 % is more than the whole")
            << percent << u"50 51"_s << u"1.00"_s << u"billing.instalments_sum"_s;
        QTest::newRow("amounts lack a cent")
            << amount << u"50.00 49.99"_s << u"100.00"_s << u"billing.instalments_sum"_s;
        QTest::newRow("a part of nothing") << percent << u"100 0"_s << u"1.00"_s << u"billing.instalment_share"_s;
        QTest::newRow("a part below nothing")
            << amount << u"110.00 -10.00"_s << u"100.00"_s << u"billing.instalment_share"_s;
        QTest::newRow("no parts") << equal << QString() << u"1.00"_s << u"billing.instalments_none"_s;
    }
    void dealsTheTotalOut()
    {
        QFETCH(InstalmentBasis, basis);
        QFETCH(QString, shares);
        QFETCH(QString, total);
        QTEST(text(instalmentsOf(usd(total), plan(basis, shares))), "amounts");
    }

    void aMilestoneDecidesTheDay()
    {
        auto staged = plan(InstalmentBasis::Percent, u"40 40 20"_s);
        staged.terms[1].due = {};
        staged.terms[1].milestone = u"Go-live"_s;
        staged.terms[2].due = {};
        staged.terms[2].milestone = u"Acceptance"_s;
        pricing::Recorder recorder;
        const auto parts
            = instalmentsOf(usd(u"100.00"_s), staged, {{u"Go-live"_s, day(u"2025-05-02"_s)}}, &recorder).value();
        QCOMPARE(parts[0].due, day(u"2025-01-31"_s));
        QCOMPARE(parts[1].due, day(u"2025-05-02"_s));
        QVERIFY(parts[2].due.isNull());
        QCOMPARE(recorder.take().front().children.back().source, u"milestone Acceptance"_s);
    }

    void findsWhatDoesNotFit()
    {
        auto wrong = plan(InstalmentBasis::Percent, u"50 25 20"_s);
        wrong.terms[0].milestone = u"Both"_s;
        wrong.terms[1].due = {};
        wrong.terms[2].due = day(u"2024-01-01"_s);
        QStringList ids;
        const auto findings = findingsOf(wrong, usd(u"100.00"_s));
        for (const auto &finding : findings)
            ids += finding.id + u'@' + finding.path;
        QCOMPARE(ids,
                 QStringList({u"billing.instalment_when@instalments[0]"_s, u"billing.instalment_when@instalments[1]"_s,
                              u"billing.instalment_order@instalments[2]"_s, u"billing.instalments_sum@instalments"_s}));
        QCOMPARE(findings.back().args.value(u"difference"_s).toString(), u"5"_s);
        auto foreign = plan(InstalmentBasis::Amount, u"100.00"_s);
        foreign.terms[0].amount = Money(10000, currency(u"EUR"_s));
        QCOMPARE(text(instalmentsOf(usd(u"100.00"_s), foreign)), u"money.currency_mix"_s);
    }
};
QTEST_APPLESS_MAIN(TestInstalments)
#include "tst_instalments.moc"
