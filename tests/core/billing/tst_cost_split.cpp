// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/cost_split.h"

#include "tests/support/contracts.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {

/// "45:500.00 35 20:300.00": a share and its cap.
std::vector<WeightedShare> weighted(const QString &list)
{
    std::vector<WeightedShare> shares;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts)) {
        WeightedShare share;
        share.entityName = u"Entity %1"_s.arg(shares.size() + 1);
        share.weight = decimal(text.section(u':', 0, 0));
        if (text.contains(u':'))
            share.budgetCap = usd(text.section(u':', 1));
        shares.push_back(share);
    }
    return shares;
}

std::vector<accounts::CostShare> byPercent(const QString &list)
{
    std::vector<accounts::CostShare> shares;
    for (const WeightedShare &share : weighted(list))
        shares.push_back({share.entity, share.entityName, {}, share.weight, share.budgetCap});
    return shares;
}

QString text(const Result<std::vector<CostAllocation>> &rows)
{
    if (!rows)
        return rows.error().id;
    QStringList parts;
    for (const CostAllocation &row : *rows)
        parts += (row.isOverCapRow ? u"payer "_s : QString()) + row.amount.toString();
    return parts.join(u' ');
}

QJsonArray sharesOf(const std::vector<CostAllocation> &rows)
{
    QJsonArray shares;
    for (const CostAllocation &row : rows)
        if (!row.isOverCapRow)
            shares.append(qint64(row.amount.minor()));
    return shares;
}

/// The shares of a case of the analytics vectors, whose caps stand beside them in minor units.
std::vector<WeightedShare> sharesOf(const QJsonObject &input)
{
    std::vector<WeightedShare> shares;
    const QJsonArray caps = input.value(u"caps"_s).toArray();
    const QString list = input.contains(u"lines"_s) ? u"lines"_s : u"weights"_s;
    for (const auto &entry : input.value(list).toArray()) {
        const QJsonArray pair = entry.toArray();
        WeightedShare share;
        share.entityName = pair.at(0).toString();
        share.weight = decimal(pair.at(1).toVariant().toString());
        if (!caps.isEmpty())
            share.budgetCap = Money(caps.at(qsizetype(shares.size())).toInteger(), currency(u"USD"_s));
        shares.push_back(share);
    }
    return shares;
}

} // namespace

class TestCostSplit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void capsKeepOrPassOnTheExcess_data()
    {
        QTest::addColumn<QString>("total");
        QTest::addColumn<QString>("shares");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("passedOn");
        QTest::newRow("no caps: 450, 350, 200")
            << u"1000.00"_s << u"45 35 20"_s << u"450.00 350.00 200.00"_s << u"450.00 350.00 200.00"_s;
        QTest::newRow("1,200: 540 and 420 are 40 and 20 too much; the third has room for 60 of its 300 − 240")
            << u"1200.00"_s << u"45:500.00 35:400.00 20:300.00"_s << u"500.00 400.00 240.00 payer 60.00"_s
            << u"500.00 400.00 300.00"_s;
        QTest::newRow("on the cap is not over it")
            << u"1000.00"_s << u"50:500.00 50"_s << u"500.00 500.00"_s << u"500.00 500.00"_s;
        QTest::newRow("a cent over the cap")
            << u"1000.02"_s << u"50:500.00 50"_s << u"500.00 500.01 payer 0.01"_s << u"500.00 500.02"_s;
        QTest::newRow("a cap of nothing gives all to the next")
            << u"100.00"_s << u"50:0.00 50"_s << u"0.00 50.00 payer 50.00"_s << u"0.00 100.00"_s;
        QTest::newRow("the second is full: 20 pass by it to the third")
            << u"100.00"_s << u"50:30.00 30:30.00 20"_s << u"30.00 30.00 20.00 payer 20.00"_s << u"30.00 30.00 40.00"_s;
        QTest::newRow("room for 5 in the second, 15 for the third")
            << u"100.00"_s << u"50:30.00 30:35.00 20"_s << u"30.00 30.00 20.00 payer 20.00"_s << u"30.00 35.00 35.00"_s;
        QTest::newRow("the last has nobody after it")
            << u"100.00"_s << u"50 50:30.00"_s << u"50.00 30.00 payer 20.00"_s << u"50.00 30.00 payer 20.00"_s;
        QTest::newRow("nobody has room for 40 of 100")
            << u"100.00"_s << u"50:30.00 50:30.00"_s << u"30.00 30.00 payer 40.00"_s << u"30.00 30.00 payer 40.00"_s;
        QTest::newRow("heads 7, 2, 1 of 0.05: 0.035, 0.01, 0.005; the cent to the first of the equal halves")
            << u"0.05"_s << u"70 20 10"_s << u"0.04 0.01 0.00"_s << u"0.04 0.01 0.00"_s;
        QTest::newRow("10.00 over 33.33, 33.33, 33.34 with 3.30 for the first")
            << u"10.00"_s << u"33.33:3.30 33.33 33.34"_s << u"3.30 3.33 3.34 payer 0.03"_s << u"3.30 3.36 3.34"_s;
        QTest::newRow("a credit is not capped")
            << u"-100.00"_s << u"50:10.00 50"_s << u"-50.00 -50.00"_s << u"-50.00 -50.00"_s;
        QTest::newRow("a negative cap") << u"100.00"_s << u"50:-1.00 50"_s << u"billing.cap_negative"_s
                                        << u"billing.cap_negative"_s;
    }
    void capsKeepOrPassOnTheExcess()
    {
        QFETCH(QString, total);
        QFETCH(QString, shares);
        const Money whole = usd(total);
        QTEST(text(splitByShares(whole, byPercent(shares), {}, u"Payer"_s)), "kept");
        QTEST(text(splitByShares(whole, byPercent(shares), {}, u"Payer"_s, nullptr, Excess::PassesOn)), "passedOn");
        // The same weights as heads or units come to the same.
        QTEST(text(splitByWeights(whole, weighted(shares), {}, u"Payer"_s, u"headcount"_s)), "kept");
        QTEST(text(splitByWeights(whole, weighted(shares), {}, u"Payer"_s, u"usage"_s, Excess::PassesOn)), "passedOn");
    }

    void weightsNeedNotAddUpToAHundred()
    {
        pricing::Recorder recorder;
        const auto rows = splitByWeights(usd(u"10.00"_s), weighted(u"120 240 0"_s), {}, u"Payer"_s, u"headcount"_s,
                                         Excess::StaysOnPayer, &recorder);
        QCOMPARE(text(rows), u"3.33 6.67 0.00"_s);
        QVERIFY(!rows->front().percent);
        QCOMPARE(recorder.take().front().rule, u"120 headcount of 10.00 by largest remainder"_s);
        QCOMPARE(text(splitByShares(usd(u"10.00"_s), byPercent(u"120 240"_s), {}, {})), u"billing.shares_not_whole"_s);
        QCOMPARE(text(splitByWeights(usd(u"10.00"_s), weighted(u"0 0"_s), {}, {}, {})), u"allocation.weights"_s);
        auto foreign = weighted(u"1 1"_s);
        foreign[0].budgetCap = Money(1, currency(u"EUR"_s));
        QCOMPARE(text(splitByWeights(usd(u"10.00"_s), foreign, {}, {}, {})), u"money.currency_mix"_s);
    }

    void agreesWithTheAnalyticsVectors()
    {
        QFile source(QStringLiteral(ACCORD_ANALYTICS "/allocation.json"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        int compared = 0;
        for (const auto &entry : QJsonDocument::fromJson(source.readAll()).object().value(u"cases"_s).toArray()) {
            const QJsonObject request = entry.toObject().value(u"input"_s).toObject();
            const QJsonObject expected = entry.toObject().value(u"expected"_s).toObject();
            if (!request.contains(u"total"_s))
                continue; // budget variance, a matter of core/analytics
            const auto rows = splitByWeights(Money(request.value(u"total"_s).toInteger(), currency(u"USD"_s)),
                                             sharesOf(request), {}, u"Payer"_s, u"weight"_s)
                                  .value();
            QCOMPARE(sharesOf(rows), expected.value(u"shares"_s).toArray());
            const qint64 over = rows.back().isOverCapRow ? rows.back().amount.minor() : 0;
            QCOMPARE(over, expected.value(u"over_cap"_s).toInteger());
            ++compared;
        }
        QCOMPARE(compared, 4);
    }
};
QTEST_APPLESS_MAIN(TestCostSplit)
#include "tst_cost_split.moc"
