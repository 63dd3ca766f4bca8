// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/credit_note.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {

std::vector<Money> amounts(const QString &list)
{
    std::vector<Money> result;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts))
        result.push_back(usd(text));
    return result;
}

QString text(const std::vector<Money> &amounts)
{
    QStringList parts;
    for (const Money &amount : amounts)
        parts += amount.toString();
    return parts.join(u' ');
}

CreditItem item(const QString &amount, const QString &fraction, const QString &rate)
{
    return {Exact::parse(amount).value(),
            Exact::parse(fraction).value(),
            usd(u"0.00"_s),
            usd(u"0.00"_s),
            {{u"DE"_s, tax::Category::Standard, decimal(rate), u"VAT"_s, {}, {}}}};
}

CreditableLine line(const QString &net, const QString &taxes)
{
    return {usd(net), amounts(taxes), usd(u"0.00"_s), {}};
}

/// \a before with \a credit among what was credited.
CreditableLine after(CreditableLine before, const LineCredit &credit)
{
    before.creditedNet = *before.creditedNet.minus(credit.net);
    before.creditedTaxes.resize(before.taxes.size(), usd(u"0.00"_s));
    for (size_t i = 0; i < before.taxes.size(); ++i)
        before.creditedTaxes[i] = *before.creditedTaxes[i].minus(credit.taxes[i]);
    return before;
}

} // namespace

class TestCreditNote : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void creditsByPrice_data()
    {
        QTest::addColumn<std::vector<CreditItem>>("items");
        QTest::addColumn<QString>("net");
        QTest::addColumn<QString>("tax");
        QTest::addColumn<QString>("total");
        using Items = std::vector<CreditItem>;
        QTest::newRow("200 × 29/30 = 193.333…, 25 % of 193.33 = 48.3325; 241.66, not 241.67")
            << Items{item(u"200.00"_s, u"29/30"_s, u"25"_s)} << u"193.33"_s << u"48.33"_s << u"241.66"_s;
        QTest::newRow("29.99 × 6/7 = 25.7057…, 23.33 % of 25.71 = 5.998143")
            << Items{item(u"29.99"_s, u"6/7"_s, u"23.33"_s)} << u"25.71"_s << u"6.00"_s << u"31.71"_s;
        QTest::newRow("42.14 whole, 20 % = 8.428")
            << Items{item(u"42.14"_s, u"1"_s, u"20"_s)} << u"42.14"_s << u"8.43"_s << u"50.57"_s;
        QTest::newRow("three thirds of 10.00 are 10.00, each third by itself would lose 0.01")
            << Items{item(u"10.00"_s, u"1/3"_s, u"0"_s), item(u"10.00"_s, u"1/3"_s, u"0"_s),
                     item(u"10.00"_s, u"1/3"_s, u"0"_s)}
            << u"10.00"_s << u"0.00"_s << u"10.00"_s;
        QTest::newRow("two rates, a group each: 10.00 at 19 % = 1.90, 5.00 at 7 % = 0.35")
            << Items{item(u"10.00"_s, u"1"_s, u"19"_s), item(u"5.00"_s, u"1"_s, u"7"_s)} << u"15.00"_s << u"2.25"_s
            << u"17.25"_s;
        QTest::newRow("two lines of one rate: 10.03 + 10.03 = 20.06 at 7.25 % = 1.45435, once for the group")
            << Items{item(u"10.03"_s, u"1"_s, u"7.25"_s), item(u"10.03"_s, u"1"_s, u"7.25"_s)} << u"20.06"_s
            << u"1.45"_s << u"21.51"_s;
        QTest::newRow("half of 0.01 rounds up: 0.005")
            << Items{item(u"0.01"_s, u"1/2"_s, u"0"_s)} << u"0.01"_s << u"0.00"_s << u"0.01"_s;
        QTest::newRow("no days left: nothing")
            << Items{item(u"100.00"_s, u"0"_s, u"19"_s)} << u"0.00"_s << u"0.00"_s << u"0.00"_s;
        QTest::newRow("17 of 31 days of 31.00 = 17.00, 19 % = 3.23")
            << Items{item(u"31.00"_s, u"17/31"_s, u"19"_s)} << u"17.00"_s << u"3.23"_s << u"20.23"_s;
        QTest::newRow("no items") << Items{} << u"0.00"_s << u"0.00"_s << u"0.00"_s;
    }
    void creditsByPrice()
    {
        QFETCH(std::vector<CreditItem>, items);
        const auto credit = creditNoteFor(items, currency(u"USD"_s));
        QVERIFY(credit);
        QTEST(credit->net.toString(), "net");
        QTEST(credit->tax.toString(), "tax");
        QTEST(credit->total.toString(), "total");
        MoneySum sum(currency(u"USD"_s));
        for (const Money &net : credit->itemNets)
            sum.add(net);
        QCOMPARE(*sum.total(), credit->net);
    }

    void returnsTheShareOfTheDiscount()
    {
        // 250.00 × 262.60 / 399.00 = 164.536…; 262.60 − 164.536… = 98.0637; 20 % of 98.06 = 19.612.
        auto discounted = item(u"262.60"_s, u"1"_s, u"20"_s);
        discounted.lineAmount = usd(u"399.00"_s);
        discounted.lineDiscount = usd(u"250.00"_s);
        const auto credit = creditNoteFor({discounted}, currency(u"USD"_s));
        QCOMPARE(credit->discountAdjustment, usd(u"164.54"_s));
        QCOMPARE(credit->net, usd(u"98.06"_s));
        QCOMPARE(credit->tax, usd(u"19.61"_s));
    }

    void refusesItemsThatGiveBackTooMuch()
    {
        auto wrong = item(u"400.00"_s, u"1"_s, u"20"_s);
        wrong.lineAmount = usd(u"399.00"_s);
        wrong.lineDiscount = usd(u"250.00"_s);
        QCOMPARE(creditNoteFor({wrong}, currency(u"USD"_s)).error().id, u"billing.credit_item"_s);
        QCOMPARE(creditNoteFor({item(u"1.00"_s, u"2"_s, u"0"_s)}, currency(u"USD"_s)).error().id,
                 u"billing.credit_item"_s);
        QCOMPARE(creditNoteFor({item(u"-1.00"_s, u"1"_s, u"0"_s)}, currency(u"USD"_s)).error().id,
                 u"billing.credit_item"_s);
        QCOMPARE(
            creditNoteFor({item(u"1000000000000000000000000000000"_s, u"1"_s, u"0"_s)}, currency(u"USD"_s)).error().id,
            u"number.overflow"_s);
    }

    void creditsInPartsUntilNothingIsLeft_data()
    {
        QTest::addColumn<QString>("net");
        QTest::addColumn<QString>("taxes");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<QString>("taxOfParts"); // of each part, then of the rest
        QTest::newRow("whole at once") << u"100.00"_s << u"15.00 5.00"_s << QString() << u"-20.00"_s;
        QTest::newRow("a third: 4.9995 and 1.6665 round to 5.00 and 1.67; the rest 10.00 and 3.33")
            << u"100.00"_s << u"15.00 5.00"_s << u"33.33"_s << u"-6.67 -13.33"_s;
        QTest::newRow("40: 6.004 + 2.00; the rest 15.01 − 6.00 and 5.00 − 2.00")
            << u"100.00"_s << u"15.01 5.00"_s << u"40.00"_s << u"-8.00 -12.01"_s;
        QTest::newRow("60 first: 9.006 + 3.00; the rest 6.00 + 2.00")
            << u"100.00"_s << u"15.01 5.00"_s << u"60.00"_s << u"-12.01 -8.00"_s;
        QTest::newRow("three thirds of 10.00 with 1.00 tax: 0.333, 0.666 − 0.33, the rest")
            << u"10.00"_s << u"1.00"_s << u"3.33 3.33"_s << u"-0.33 -0.34 -0.33"_s;
        QTest::newRow("ten cents of tax over seven parts of 1.00: 0.0142…, 0.0285…, each less the ones before")
            << u"7.00"_s << u"0.10"_s << u"1.00 1.00 1.00 1.00 1.00 1.00"_s
            << u"-0.01 -0.02 -0.01 -0.02 -0.01 -0.02 -0.01"_s;
        QTest::newRow("one cent of tax over three parts: half is reached with the second")
            << u"3.00"_s << u"0.01"_s << u"1.00 1.00"_s << u"0.00 -0.01 0.00"_s;
        QTest::newRow("reverse charge: a tax of zero stays zero")
            << u"50.00"_s << u"0.00"_s << u"20.00"_s << u"0.00 0.00"_s;
        QTest::newRow("no tax at all") << u"50.00"_s << QString() << u"20.00"_s << u"0.00 0.00"_s;
        QTest::newRow("a line that was a credit mirrors: −6.004 − 2.00, returned with the other sign")
            << u"-100.00"_s << u"-15.01 -5.00"_s << u"-40.00"_s << u"8.00 12.01"_s;
        QTest::newRow("0.01 of 100.00 takes 0.0015 of the tax, which is none yet")
            << u"100.00"_s << u"15.00"_s << u"0.01 0.02"_s << u"0.00 0.00 -15.00"_s;
    }
    void creditsInPartsUntilNothingIsLeft()
    {
        QFETCH(QString, net);
        QFETCH(QString, taxes);
        QFETCH(QString, parts);
        auto open = line(net, taxes);
        std::vector<Money> given;
        for (const Money &part : amounts(parts)) {
            const auto credit = creditLine(open, part);
            QVERIFY(credit);
            given.push_back(credit->tax);
            open = after(open, *credit);
        }
        const auto last = creditRest(open);
        QVERIFY(last);
        given.push_back(last->tax);
        open = after(open, *last);
        QTEST(text(given), "taxOfParts");
        QCOMPARE(open.creditedNet, open.net);
        QCOMPARE(text(open.creditedTaxes), text(open.taxes));
    }

    void neverCreditsMoreThanIsLeft()
    {
        const auto open
            = after(line(u"100.00"_s, u"20.00"_s), *creditLine(line(u"100.00"_s, u"20.00"_s), usd(u"60.00"_s)));
        const auto refused = creditLine(open, usd(u"40.01"_s));
        QCOMPARE(refused.error().id, u"billing.credit_exceeds"_s);
        QCOMPARE(refused.error().args.value(u"left"_s).toString(), u"40.00"_s);
        QCOMPARE(creditLine(open, usd(u"-1.00"_s)).error().id, u"billing.credit_exceeds"_s);
        QCOMPARE(creditLine(open, Money(1, currency(u"EUR"_s))).error().id, u"money.currency_mix"_s);
        auto wrong = open;
        wrong.creditedTaxes.clear();
        wrong.creditedTaxes.resize(3, usd(u"0.00"_s));
        QCOMPARE(creditLine(wrong, usd(u"1.00"_s)).error().id, u"billing.credit_taxes"_s);
    }

    void refusesAHistoryThatCannotBe()
    {
        auto wrong = line(u"100.00"_s, u"20.00"_s);
        wrong.creditedNet = usd(u"100.01"_s);
        QCOMPARE(creditRest(wrong).error().id, u"billing.credit_history"_s);
        wrong.creditedNet = Money(-std::numeric_limits<std::int64_t>::max(), currency(u"USD"_s));
        QCOMPARE(creditableNet({wrong}, currency(u"USD"_s)).error().id, u"billing.credit_history"_s);
        wrong.creditedNet = usd(u"10.00"_s);
        wrong.creditedTaxes = {Money(1, currency(u"EUR"_s))};
        QCOMPARE(creditRest(wrong).error().id, u"money.currency_mix"_s);
    }

    void dealsAnAmountOverTheLinesOfADocument()
    {
        const std::vector<CreditableLine> lines{line(u"10.00"_s, u"2.00"_s), line(u"10.00"_s, u"2.00"_s),
                                                line(u"10.00"_s, u"2.00"_s), line(u"-6.00"_s, u"-1.20"_s)};
        // 10.00 over three equal lines: 3.34, 3.33, 3.33; the negative line waits for the whole.
        const auto part = creditDocument(lines, usd(u"10.00"_s));
        QVERIFY(part);
        QCOMPARE((*part)[0].net, usd(u"-3.34"_s));
        QCOMPARE((*part)[2].net, usd(u"-3.33"_s));
        QCOMPARE((*part)[3].net, usd(u"0.00"_s));
        const auto whole = creditDocument(lines, usd(u"24.00"_s));
        QVERIFY(whole);
        QCOMPARE((*whole)[3].net, usd(u"6.00"_s));
        QCOMPARE((*whole)[3].tax, usd(u"1.20"_s));
        QCOMPARE(creditDocument(lines, usd(u"24.01"_s)).error().id, u"billing.credit_exceeds"_s);
    }

    void showsHowItCameAbout()
    {
        pricing::Recorder recorder;
        QVERIFY(creditLine(line(u"100.00"_s, u"15.01 5.00"_s), usd(u"40.00"_s), &recorder));
        const auto derivation = recorder.take();
        QCOMPARE(derivation.size(), size_t(1));
        QCOMPARE(derivation.front().rounded, u"-40.00 USD"_s);
        QCOMPARE(derivation.front().children.back().rounded, u"-2.00"_s);
    }
};
QTEST_APPLESS_MAIN(TestCreditNote)
#include "tst_credit_note.moc"
