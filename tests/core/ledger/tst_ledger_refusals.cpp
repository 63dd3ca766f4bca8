// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody can post: it is refused by name, and nothing of it is in an entry.
#include "core/ledger/chart.h"
#include "core/ledger/closing.h"
#include "core/ledger/dimensions.h"
#include "core/ledger/entry_builder.h"
#include "core/ledger/receipt_entries.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

#include <limits>

using namespace accord;
using namespace accord::ledger;
using namespace accord::testing;

namespace {

const QDate today(2026, 6, 30);
const accounts::AccountId contoso(QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

Money eur(const QString &major)
{
    return Money::parse(major, currency(u"EUR"_s)).value();
}
Money most()
{
    return Money(std::numeric_limits<std::int64_t>::max(), currency(u"USD"_s));
}
BookRate dollars()
{
    return {currency(u"USD"_s)};
}
ReceiptPosting receipt(const Money &received, const Money &cash, const Money &carrying)
{
    const Money none = Money::zero(cash.currency());
    return {{}, today, received, dollars(), {{contoso, cash, {}, {}, {}, carrying}}, none, none, contoso};
}
QString errorOf(const Result<Entry> &entry)
{
    return entry ? u"posted"_s : entry.error().id;
}

} // namespace

class TestLedgerRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReceiptTakesNothingBelowZero()
    {
        const auto good = receipt(usd(u"10.00"_s), usd(u"10.00"_s), usd(u"10.00"_s));
        QCOMPARE(errorOf(entryForReceipt(good)), u"posted"_s);
        for (Money ReceiptPosting::*const amount :
             {&ReceiptPosting::received, &ReceiptPosting::fee, &ReceiptPosting::credit}) {
            auto bad = good;
            bad.*amount = usd(u"-0.01"_s);
            QCOMPARE(errorOf(entryForReceipt(bad)), u"ledger.amount_negative"_s);
        }
        QCOMPARE(errorOf(entryForReturn(entryForReceipt(good).value(), today, usd(u"-0.01"_s), dollars())),
                 u"ledger.amount_negative"_s);
    }
    void aReceiptSettlesSomethingInTheMoneyOfTheBooks()
    {
        QCOMPARE(errorOf(entryForReceipt(receipt(usd(u"10.00"_s), usd(u"0.00"_s), usd(u"0.00"_s)))),
                 u"ledger.posting_zero"_s);
        QCOMPARE(errorOf(entryForReceipt(receipt(usd(u"10.00"_s), usd(u"10.00"_s), eur(u"10.00"_s)))),
                 u"ledger.carrying"_s);
        // A credit note alone brings no cash.
        QCOMPARE(errorOf(entryForReceipt(receipt(usd(u"10.00"_s), usd(u"-10.00"_s), usd(u"-10.00"_s)))),
                 u"ledger.receipt_sum"_s);
        QCOMPARE(carryingOf(usd(u"1.00"_s), usd(u"0.00"_s), usd(u"0.00"_s)).error().id, u"ledger.carrying"_s);
    }
    void aRateIsAboveZeroAndOneInTheMoneyOfTheBooks()
    {
        for (const QString &rate : {u"0"_s, u"-1"_s}) {
            const BookRate bad{currency(u"USD"_s), Exact::parse(rate).value()};
            const auto error = bad.toBase(eur(u"1.00"_s));
            QCOMPARE(error ? QString() : error.error().id, u"ledger.rate"_s);
        }
        const auto invalid = BookRate{currency(u"USD"_s), Exact::ratio(1, 0)}.toBase(eur(u"1.00"_s));
        QCOMPARE(invalid ? QString() : invalid.error().id, u"ledger.rate"_s);
        const auto twice = BookRate{currency(u"USD"_s), Exact(2)}.toBase(usd(u"1.00"_s));
        QCOMPARE(twice ? QString() : twice.error().id, u"ledger.rate"_s);
        QCOMPARE(dollars().toBase(usd(u"1.00"_s)).value(), usd(u"1.00"_s));
    }
    void anEntryKeepsTheFirstThingThatWentWrong()
    {
        EntryBuilder full(u"x"_s, {}, today);
        full.debit(chart::cash, {}, most(), most()).debit(chart::cash, {}, usd(u"0.01"_s), usd(u"0.01"_s));
        QCOMPARE(errorOf(full.build()), u"number.overflow"_s);
        EntryBuilder worth(u"x"_s, {}, today);
        worth.debit(chart::cash, {}, eur(u"1.00"_s), most()).debit(chart::cash, {}, eur(u"1.00"_s), usd(u"0.01"_s));
        QCOMPARE(errorOf(worth.build()), u"number.overflow"_s);
        EntryBuilder mixed(u"x"_s, {}, today);
        mixed.debit(chart::cash, {}, usd(u"1.00"_s), usd(u"1.00"_s))
            .debit(chart::cash, {}, usd(u"1.00"_s), eur(u"1.00"_s));
        mixed.debit(chart::cash, {}, most(), most());
        QCOMPARE(errorOf(mixed.build()), u"money.currency_mix"_s);
    }
    void whatWeightsCannotDealGoesToTheFirst()
    {
        const auto dealt = dealtBy({usd(u"1.00"_s), usd(u"-1.00"_s)}, usd(u"10.00"_s)).value();
        QCOMPARE(dealt, (std::vector<Money>{usd(u"10.00"_s), usd(u"0.00"_s)}));
        const auto thirds = dealtBy({usd(u"1.00"_s), usd(u"1.00"_s), usd(u"1.00"_s)}, usd(u"10.00"_s)).value();
        QCOMPARE(thirds, (std::vector<Money>{usd(u"3.34"_s), usd(u"3.33"_s), usd(u"3.33"_s)}));
    }
    void whatLiesBehindAPeriodStaysOutOfItsClose()
    {
        const auto entryOn = [](const QDate &day) {
            return Entry{{},
                         day,
                         u"invoice"_s,
                         {},
                         {{chart::receivable.toString(), contoso, usd(u"7.00"_s), usd(u"7.00"_s)},
                          {chart::revenue.toString(), std::nullopt, usd(u"-7.00"_s), usd(u"-7.00"_s)}}};
        };
        const auto close = entryForPeriodClose({entryOn(today), entryOn(today.addDays(1))}, today, {});
        QVERIFY(close.has_value());
        QCOMPARE(close->postings.size(), size_t(2));
        QCOMPARE(Money(std::abs(close->postings.front().amount.minor()), currency(u"USD"_s)), usd(u"7.00"_s));
        QCOMPARE(servedPart(usd(u"7.00"_s), {today, today}, today).value(), usd(u"0.00"_s));
    }
};

QTEST_APPLESS_MAIN(TestLedgerRefusals)
#include "tst_ledger_refusals.moc"
