// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/cost_split.h"
#include "core/billing/prepayment.h"
#include "core/billing/late_charge.h"
#include "core/ledger/chart.h"
#include "core/ledger/closing.h"
#include "core/ledger/document_entries.h"
#include "core/ledger/entry_builder.h"
#include "core/ledger/receipt_entries.h"
#include "core/ledger/revaluation.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

#include <map>

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
BookRate dollars()
{
    return {currency(u"USD"_s)};
}
BookRate euros(const QString &rate)
{
    return {currency(u"USD"_s), Exact::parse(rate).value()};
}

/// "receivable 119.00, revenue -100.00", with the base amount where it is another.
QString text(const Result<Entry> &entry)
{
    if (!entry)
        return entry.error().id;
    if (const auto balanced = checkBalanced(*entry); !balanced)
        return balanced.error().id;
    QStringList parts;
    for (const Posting &posting : entry->postings) {
        QString part = posting.account + u' ' + posting.amount.toString();
        if (posting.amount.currency() != currency(u"USD"_s))
            part += u" EUR = "_s + posting.base.toString();
        parts += part;
    }
    return parts.join(u", "_s);
}

/// "revenue 4010/North -33.34, …": what is posted to accounts with codes or cost centres.
QString analysis(const Result<Entry> &entry)
{
    if (!entry)
        return entry.error().id;
    if (const auto balanced = checkBalanced(*entry); !balanced)
        return balanced.error().id;
    QStringList parts;
    for (const Posting &posting : entry->postings) {
        const Dimensions &d = posting.dimensions;
        if (d != Dimensions{})
            parts += u"%1 %2/%3 %4"_s.arg(posting.account, d.ledgerCode, d.costCentre, posting.amount.toString());
    }
    return parts.join(u", "_s);
}

billing::BillLine line(const QString &net, const QString &code, const QString &centre, bool inAdvance)
{
    billing::BillLine one;
    one.net = usd(net);
    one.tax = usd(u"0.00"_s);
    one.ledgerAccount = code;
    one.costCentre = centre;
    one.inAdvance = inAdvance;
    one.key.period = {QDate(2026, 4, 1), QDate(2026, 7, 1)};
    return one;
}

/// Two codes, and three cost centres of which one has both.
billing::Invoice analysed()
{
    billing::Invoice one;
    one.account = contoso;
    one.issueDate = today;
    one.bill.currency = currency(u"USD"_s);
    one.bill.lines = {line(u"60.00"_s, u"4010"_s, u"North"_s, true), line(u"30.00"_s, u"4010"_s, u"South"_s, true),
                      line(u"10.00"_s, u"4020"_s, u"North"_s, false), line(u"5.00"_s, u"4020"_s, u"West"_s, false),
                      line(u"0.00"_s, u"4020"_s, u"South"_s, false)};
    one.bill.subtotal = one.bill.total = usd(u"105.00"_s);
    one.bill.tax = usd(u"0.00"_s);
    return one;
}

billing::CreditNote creditOf(int place, const QString &net, const QString &before)
{
    billing::CreditNote note;
    note.account = contoso;
    note.currency = currency(u"USD"_s);
    note.total = note.net = usd(net);
    note.lines = {{place, {}, note.net, {}, {}, usd(before), {}}};
    return note;
}

tax::TaxGroup vat(const QString &taxable, const QString &tax)
{
    tax::Component component;
    component.jurisdiction = u"DE"_s;
    component.percent = decimal(u"19"_s);
    return {component, usd(taxable), usd(tax)};
}

billing::Invoice invoice(const QString &advance, const QString &arrears, const QString &tax)
{
    billing::Invoice one;
    one.account = contoso;
    one.issueDate = today;
    one.bill.currency = currency(u"USD"_s);
    for (const auto &[net, inAdvance] : {std::pair(advance, true), std::pair(arrears, false)}) {
        billing::BillLine line;
        line.net = usd(net);
        line.inAdvance = inAdvance;
        one.bill.lines.push_back(line);
    }
    one.bill.taxGroups = {vat(u"0.00"_s, tax)};
    one.bill.total = Money(usd(advance).minor() + usd(arrears).minor() + usd(tax).minor(), one.bill.currency);
    return one;
}

ReceiptPosting receipt(const Money &received, const BookRate &rate, std::vector<ReceiptApplication> applications)
{
    const Currency currency = applications.front().cash.currency();
    return {{}, today, received, rate, std::move(applications), Money::zero(currency), Money::zero(currency), contoso};
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anInvoiceDefersWhatIsBilledInAdvance()
    {
        QCOMPARE(text(entryForInvoice(invoice(u"60.00"_s, u"40.00"_s, u"19.00"_s), dollars())),
                 u"receivable 119.00, deferred_revenue -60.00, revenue -40.00, tax_payable/DE -19.00"_s);
        QCOMPARE(text(entryForInvoice(invoice(u"0.00"_s, u"0.00"_s, u"0.00"_s), dollars())), QString());
    }

    void aCreditLowersWhatWasRecognisedOfACharge()
    {
        auto billed = invoice(u"90.00"_s, u"0.00"_s, u"0.00"_s);
        billed.bill.lines.front().key.period = {QDate(2026, 4, 1), QDate(2026, 7, 1)};
        billing::CreditNote note;
        note.account = contoso;
        note.currency = currency(u"USD"_s);
        note.total = note.net = usd(u"45.50"_s);
        note.lines = {{1, {}, note.net, {}, {}, {}, {}}};
        const auto posted = [&](const QDate &through) {
            return text(entryForCreditNote(note, billed, through).and_then([](const Entry &entry) {
                return withBase(entry, dollars());
            }));
        };
        QCOMPARE(posted({}), u"receivable -45.50, deferred_revenue 45.50"_s);
        QCOMPARE(posted(QDate(2026, 3, 31)), u"receivable -45.50, deferred_revenue 45.50"_s);
        QCOMPARE(posted(QDate(2026, 4, 30)), u"receivable -45.50, deferred_revenue 30.50, revenue 15.00"_s);
        QCOMPARE(posted(QDate(2026, 6, 30)), u"receivable -45.50, revenue 45.50"_s);
        QCOMPARE(posted(QDate(2027, 1, 1)), u"receivable -45.50, revenue 45.50"_s);
    }
    void incomeIsPostedByCodeAndCostCentre()
    {
        QCOMPARE(analysis(entryForInvoice(analysed(), dollars())),
                 u"deferred_revenue 4010/North -60.00, deferred_revenue 4010/South -30.00, revenue 4020/North -10.00, "
                 "revenue 4020/West -5.00"_s);
        // A deduction of what was prepaid is no income of the item.
        auto deducting = analysed();
        deducting.bill.lines[2].key.kind = billing::deductionKind.toString();
        QVERIFY(!analysis(entryForInvoice(deducting, dollars())).contains(u"4020/North"_s));
    }
    void aSplitThatWasAgreedOnGoesForEveryLine()
    {
        auto split = analysed();
        const accounts::AccountId other(QUuid(9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        const Money none = usd(u"0.00"_s);
        split.bill.allocations = {{contoso, {}, u"A"_s, {}, usd(u"70.00"_s), {}, none, false},
                                  {other, {}, u"B"_s, {}, usd(u"25.00"_s), {}, none, false},
                                  {contoso, {}, u"over cap"_s, {}, usd(u"10.00"_s), {}, none, true}};
        // 60 : 40, 17.14… : 12.85… : 8.57… and so on: 70/105, 25/105 and 10/105 of each code.
        QCOMPARE(analysis(entryForInvoice(split, dollars())),
                 u"deferred_revenue 4010/ -8.57, deferred_revenue 4010/A -60.00, deferred_revenue 4010/B -21.43, "
                 "revenue 4020/ -1.43, revenue 4020/A -10.00, revenue 4020/B -3.57"_s);
        // By the lines: each says its own, and the split by them only repeats it.
        split.bill.allocations = billing::splitByLines(split.bill.lines, split.bill.currency).value();
        QCOMPARE(analysis(entryForInvoice(split, dollars())), analysis(entryForInvoice(analysed(), dollars())));
    }
    void creditNotesTakeFromTheCodesOfTheirLines()
    {
        const auto credited = [](const billing::CreditNote &note, const QDate &through) {
            return analysis(entryForCreditNote(note, analysed(), through).and_then([](const Entry &entry) {
                return withBase(entry, dollars());
            }));
        };
        QCOMPARE(credited(creditOf(3, u"4.00"_s, u"0.00"_s), {}), u"revenue 4020/North 4.00"_s);
        // 30 of 91 days are over: 15.00 × 30/91 = 4.945…
        QCOMPARE(credited(creditOf(2, u"15.00"_s, u"0.00"_s), QDate(2026, 4, 30)),
                 u"deferred_revenue 4010/South 10.05, revenue 4010/South 4.95"_s);
    }
    void creditsInPartsGiveBackWhatWasPosted()
    {
        auto billed = analysed();
        const Money none = usd(u"0.00"_s);
        for (const QString &centre : {u"A"_s, u"B"_s, u"C"_s})
            billed.bill.allocations.push_back({contoso, {}, centre, {}, usd(u"35.00"_s), {}, none, false});
        billed.bill.lines = {line(u"100.00"_s, u"4010"_s, {}, false)};
        std::map<QString, qint64> sums;
        const auto count = [&](const Result<Entry> &entry) {
            for (const Posting &posting : entry->postings)
                sums[posting.dimensions.costCentre] += posting.amount.minor();
        };
        count(entryForInvoice(billed));
        QCOMPARE(sums[u"A"_s], -3334);
        QCOMPARE(sums[u"B"_s], -3333);
        count(entryForCreditNote(creditOf(1, u"33.31"_s, u"0.00"_s), billed));
        count(entryForCreditNote(creditOf(1, u"50.00"_s, u"33.31"_s), billed));
        count(entryForCreditNote(creditOf(1, u"16.69"_s, u"83.31"_s), billed));
        for (const auto &[centre, sum] : sums)
            QVERIFY2(centre.isEmpty() || sum == 0, qPrintable(u"%1 %2"_s.arg(centre).arg(sum)));
    }
    void deferredRevenueIsRecognisedByCode()
    {
        const QUuid one(9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        std::vector<DeferredBalance> balances{
            {one, contoso, usd(u"60.00"_s), usd(u"60.00"_s), {}, {u"4010"_s, u"North"_s}},
            {one, contoso, usd(u"30.00"_s), usd(u"30.00"_s), {}, {u"4010"_s, u"South"_s}},
            {one, contoso, usd(u"12.00"_s), usd(u"12.00"_s), {}, {u"4020"_s, {}}}};
        QVERIFY(setUnserved(balances, {{{u"4010"_s, u"North"_s}, usd(u"40.00"_s)},
                                       {{u"4010"_s, u"South"_s}, usd(u"20.00"_s)},
                                       {{u"4020"_s, {}}, usd(u"0.00"_s)}}));
        QCOMPARE(analysis(entryForServedPeriod(balances, today, {})),
                 u"deferred_revenue 4010/North 20.00, revenue 4010/North -20.00, deferred_revenue 4010/South 10.00, "
                 "revenue 4010/South -10.00, deferred_revenue 4020/ 12.00, revenue 4020/ -12.00"_s);
        // A split that was agreed on: the line does not know its cost centres, the books do.
        QVERIFY(setUnserved(balances, {{{u"4010"_s, u"East"_s}, usd(u"45.00"_s)}, {{u"4020"_s, {}}, usd(u"12.00"_s)}}));
        QCOMPARE(analysis(entryForServedPeriod(balances, today, {})),
                 u"deferred_revenue 4010/North 30.00, revenue 4010/North -30.00, deferred_revenue 4010/South 15.00, "
                 "revenue 4010/South -15.00"_s);
        // Posted before there were codes: what is left goes the same way.
        std::vector<DeferredBalance> old{{one, contoso, usd(u"90.00"_s), usd(u"90.00"_s), {}, {}}};
        QVERIFY(setUnserved(old, {{{u"4010"_s, u"North"_s}, usd(u"25.00"_s)}, {{u"4020"_s, {}}, usd(u"5.00"_s)}}));
        QCOMPARE(text(entryForServedPeriod(old, today, {})), u"deferred_revenue 60.00, revenue -60.00"_s);
    }
    void aCloseLeavesNothingOnAnyCode()
    {
        const auto billed = *entryForInvoice(analysed(), dollars());
        QCOMPARE(analysis(entryForPeriodClose({billed}, today, {})),
                 u"revenue 4020/North 10.00, revenue 4020/West 5.00"_s);
    }
    void servedRevenueLeavesTheDeferred()
    {
        const QUuid one(9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        const std::vector<DeferredBalance> balances{{one, contoso, usd(u"90.00"_s), usd(u"90.00"_s), usd(u"60.00"_s)},
                                                    {one, contoso, eur(u"10.00"_s), usd(u"11.00"_s), eur(u"5.00"_s)},
                                                    {one, contoso, usd(u"5.00"_s), usd(u"5.00"_s), usd(u"5.00"_s)}};
        QCOMPARE(
            text(entryForServedPeriod(balances, today, {})),
            u"deferred_revenue 30.00, revenue -30.00, deferred_revenue 5.00 EUR = 5.50, revenue -5.00 EUR = -5.50"_s);
        QVERIFY(entryForServedPeriod({}, today, {})->postings.empty());
    }
    void baseAmountsBalanceAlthoughEachIsRounded()
    {
        // 10.01, -3.34, -3.33, -3.34 at 1/3: 3.3367, -1.1133, -1.11, -1.1133
        Entry entry{{}, today, u"invoice"_s, {}, {}};
        for (const QString &amount : {u"10.01"_s, u"-3.34"_s, u"-3.33"_s, u"-3.34"_s})
            entry.postings.push_back({u"a"_s, {}, eur(amount)});
        const auto based = withBase(entry, euros(u"1/3"_s));
        QCOMPARE(text(based), u"a 10.01 EUR = 3.34, a -3.34 EUR = -1.11, a -3.33 EUR = -1.11, a -3.34 EUR = -1.12"_s);
        QCOMPARE(withBase(entry, euros(u"0"_s)).error().id, u"ledger.rate"_s);
        QCOMPARE(withBase(entry, {currency(u"EUR"_s), Exact(2)}).error().id, u"ledger.rate"_s);
        entry.postings.push_back({u"a"_s, {}, usd(u"1.00"_s)});
        QCOMPARE(withBase(entry, euros(u"1"_s)).error().id, u"money.currency_mix"_s);
    }

    void lateChargesAreIncomeOfTheirOwn()
    {
        billing::Invoice invoice;
        invoice.account = contoso;
        invoice.issueDate = today;
        invoice.bill = *billing::lateChargeBill(
            {{}, u"INV-1"_s, contoso, {}, today.addDays(-5), today, usd(u"5.00"_s), usd(u"40.00"_s)});
        QCOMPARE(text(entryForInvoice(invoice, dollars())), u"receivable 45.00, late_charges -45.00"_s);
        billing::CreditNote note;
        note.account = contoso;
        note.issueDate = today;
        note.currency = usd(u"0.00"_s).currency();
        note.lines = {{2, {}, usd(u"30.00"_s), {}, usd(u"0.00"_s), usd(u"0.00"_s), {}}};
        note.total = usd(u"30.00"_s);
        QCOMPARE(text(entryForCreditNote(note, invoice)), u"receivable -30.00, late_charges 30.00"_s);
        // Nothing to charge, and nothing that is late.
        const billing::LateChargeCost none{
            {}, {}, contoso, {}, today.addDays(-5), today, usd(u"0.00"_s), usd(u"0.00"_s)};
        QCOMPARE(billing::lateChargeBill(none).error().id, u"billing.late_charge_amount"_s);
        const billing::LateChargeCost early{{}, {}, contoso, {}, today, today, usd(u"5.00"_s), usd(u"0.00"_s)};
        QCOMPARE(billing::lateChargeBill(early).error().id, u"billing.late_charge_amount"_s);
    }

    void creditNotesReverse()
    {
        QCOMPARE(text(entryForCreditNote(
                     {{}, contoso, today, usd(u"30.00"_s), usd(u"10.00"_s), {vat(u"40.00"_s, u"7.60"_s)}}, dollars())),
                 u"revenue 30.00, deferred_revenue 10.00, tax_payable/DE 7.60, receivable -47.60"_s);
        QCOMPARE(text(entryForCreditNote({{}, contoso, today, usd(u"-30.00"_s), usd(u"10.00"_s), {}}, dollars())),
                 u"ledger.amount_negative"_s);
        QCOMPARE(text(entryForRecognition({}, contoso, usd(u"5.00"_s), today, dollars())),
                 u"deferred_revenue 5.00, revenue -5.00"_s);
    }

    void writeOffsMayGetTheTaxBack()
    {
        QCOMPARE(text(entryForWriteOff({{}, contoso, today, usd(u"119.00"_s), {}}, dollars())),
                 u"bad_debt 119.00, receivable -119.00"_s);
        QCOMPARE(
            text(entryForWriteOff({{}, contoso, today, usd(u"119.00"_s), {vat(u"100.00"_s, u"19.00"_s)}}, dollars())),
            u"tax_payable/DE 19.00, bad_debt 100.00, receivable -119.00"_s);
        QCOMPARE(
            text(entryForWriteOff({{}, contoso, today, usd(u"9.00"_s), {vat(u"100.00"_s, u"19.00"_s)}}, dollars())),
            u"ledger.amount_negative"_s);
    }

    void aReceiptPostsEveryPart()
    {
        auto one = receipt(usd(u"100.00"_s), dollars(), {{contoso, usd(u"100.00"_s), {}, {}, {}, usd(u"100.00"_s)}});
        QCOMPARE(text(entryForReceipt(one)), u"receivable -100.00, cash 100.00"_s);
        one.fee = usd(u"5.00"_s);
        one.received = usd(u"95.00"_s);
        QCOMPARE(text(entryForReceipt(one)), u"receivable -100.00, bank_fees 5.00, cash 95.00"_s);
        one.credit = usd(u"10.00"_s);
        one.received = usd(u"105.00"_s);
        QCOMPARE(text(entryForReceipt(one)), u"receivable -110.00, bank_fees 5.00, cash 105.00"_s);
        one.creditOf.reset();
        QCOMPARE(text(entryForReceipt(one)),
                 u"receivable -100.00, bank_fees 5.00, unapplied_cash -10.00, cash 105.00"_s);
        one.received = usd(u"104.99"_s);
        QCOMPARE(text(entryForReceipt(one)), u"ledger.receipt_sum"_s);
    }

    void aDiscountTakesItsTaxAlong()
    {
        const auto discount
            = payments::discountTaken(usd(u"100.00"_s), {vat(u"100.00"_s, u"19.00"_s)}, decimal(u"2"_s)).value();
        auto one
            = receipt(usd(u"116.62"_s), dollars(), {{contoso, usd(u"116.62"_s), discount, {}, {}, usd(u"119.00"_s)}});
        QCOMPARE(text(entryForReceipt(one)),
                 u"discounts_allowed 2.00, tax_payable/DE 0.38, receivable -119.00, cash 116.62"_s);
        one = receipt(usd(u"90.00"_s), dollars(),
                      {{contoso, usd(u"90.00"_s), {}, usd(u"9.50"_s), usd(u"0.50"_s), usd(u"100.00"_s)}});
        QCOMPARE(text(entryForReceipt(one)),
                 u"withheld_tax 9.50, small_differences 0.50, receivable -100.00, cash 90.00"_s);
    }

    void aCreditNoteIsUsedUpByAReceipt()
    {
        const auto one = receipt(usd(u"70.00"_s), dollars(),
                                 {{contoso, usd(u"-30.00"_s), {}, {}, {}, usd(u"-30.00"_s)},
                                  {contoso, usd(u"100.00"_s), {}, {}, {}, usd(u"100.00"_s)}});
        QCOMPARE(text(entryForReceipt(one)), u"receivable -70.00, cash 70.00"_s);
    }

    void aRateThatMovedIsAnExchangeDifference()
    {
        // Invoiced 100.00 EUR at 1.10, paid at 1.15: the 5.00 are gained.
        auto one
            = receipt(eur(u"100.00"_s), euros(u"1.15"_s), {{contoso, eur(u"100.00"_s), {}, {}, {}, usd(u"110.00"_s)}});
        QCOMPARE(text(entryForReceipt(one)),
                 u"receivable -100.00 EUR = -110.00, cash 100.00 EUR = 115.00, "
                 u"exchange_clearing -100.00 EUR = -115.00, exchange_clearing 100.00 EUR = 110.00, "
                 u"exchange_clearing 5.00, exchange_difference -5.00"_s);
        // The same rate: nothing but the two sides.
        one.rate = euros(u"1.10"_s);
        QCOMPARE(text(entryForReceipt(one)), u"receivable -100.00 EUR = -110.00, cash 100.00 EUR = 110.00"_s);
        // Paid in dollars with 100.00 EUR instructed, and lost 2.00 by it.
        one.received = usd(u"108.00"_s);
        one.rate = dollars();
        QCOMPARE(text(entryForReceipt(one)),
                 u"receivable -100.00 EUR = -110.00, cash 108.00, exchange_clearing -108.00, "
                 u"exchange_clearing 100.00 EUR = 110.00, exchange_clearing -2.00, exchange_difference 2.00"_s);
        one.applications.front().carrying = eur(u"100.00"_s);
        QCOMPARE(text(entryForReceipt(one)), u"ledger.carrying"_s);
    }

    void theLastPartTakesTheRestOfTheCarryingAmount()
    {
        // 3.00 EUR carried at 1.00: a third is 0.33, and so is half of the 0.67 that are left then (0.335: 0.34).
        const Money first = carryingOf(eur(u"1.00"_s), eur(u"3.00"_s), usd(u"1.00"_s)).value();
        QCOMPARE(first, usd(u"0.33"_s));
        QCOMPARE(carryingOf(eur(u"1.00"_s), eur(u"2.00"_s), usd(u"0.67"_s)).value(), usd(u"0.34"_s));
        QCOMPARE(carryingOf(eur(u"1.00"_s), eur(u"1.00"_s), usd(u"0.33"_s)).value(), usd(u"0.33"_s));
        QCOMPARE(carryingOf(eur(u"1.00"_s), eur(u"0.00"_s), usd(u"0.33"_s)).error().id, u"ledger.carrying"_s);
    }

    void cashFromNobodyKnowsWhomIsUnapplied()
    {
        QCOMPARE(text(entryForUnappliedCash({}, usd(u"8.00"_s), today, dollars())),
                 u"unapplied_cash -8.00, cash 8.00"_s);
    }

    void unappliedCashIsAppliedAsAReceiptWithoutCash()
    {
        auto posting = receipt(usd(u"110.00"_s), dollars(),
                               {{contoso, usd(u"100.00"_s), std::nullopt, {}, usd(u"0.40"_s), usd(u"100.40"_s)}});
        posting.credit = usd(u"10.00"_s);
        const auto applied = entryForApplication(posting);
        QCOMPARE(text(applied), u"small_differences 0.40, receivable -110.40, unapplied_cash 110.00"_s);
        QCOMPARE(applied->kind, u"application"_s);
        QCOMPARE(
            text(entryForApplication(receipt(usd(u"110.00"_s), dollars(),
                                             {{contoso, usd(u"100.00"_s), std::nullopt, {}, {}, usd(u"100.00"_s)}}))),
            u"ledger.receipt_sum"_s);
    }

    void aReturnTakesTheReceiptBack()
    {
        const auto paid = entryForReceipt(
            receipt(usd(u"100.00"_s), dollars(), {{contoso, usd(u"100.00"_s), {}, {}, {}, usd(u"100.00"_s)}}));
        QCOMPARE(text(entryForReturn(*paid, today, usd(u"0.00"_s), dollars())), u"receivable 100.00, cash -100.00"_s);
        QCOMPARE(text(entryForReturn(*paid, today, usd(u"3.00"_s), dollars())),
                 u"receivable 100.00, cash -100.00, bank_fees 3.00, cash -3.00"_s);
        QCOMPARE(text(entryForReturn(*paid, today, usd(u"3.00"_s), dollars(), contoso)),
                 u"receivable 100.00, cash -100.00, receivable 3.00, cash -3.00"_s);
        QCOMPARE(entryForReturn(*paid, today, usd(u"0.00"_s), dollars())->kind, u"payment_return"_s);
    }

    void aRefundPaysCreditBack()
    {
        QCOMPARE(text(entryForRefund({}, contoso, usd(u"8.00"_s), usd(u"8.00"_s), today, dollars())),
                 u"receivable 8.00, cash -8.00"_s);
        // The credit came at 1.10 and goes at 1.20: 1.00 lost.
        const auto entry = entryForRefund({}, contoso, eur(u"10.00"_s), usd(u"11.00"_s), today, euros(u"1.20"_s));
        QVERIFY(text(entry).contains(u"exchange_difference 1.00"));
        QCOMPARE(entry->kind, u"refund"_s);
    }

    void revaluationRestatesAndTurnsBack()
    {
        const accounts::AccountId other(QUuid(9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        const std::vector<ForeignBalance> open{{contoso, eur(u"100.00"_s), usd(u"110.00"_s)},
                                               {other, eur(u"50.00"_s), usd(u"60.00"_s)}};
        const auto done = revalue(open, {{u"EUR"_s, Exact::parse(u"1.15").value()}}, currency(u"USD"_s), today, {});
        QCOMPARE(done->difference, usd(u"2.50"_s));
        QCOMPARE(text(done->atClose),
                 u"receivable_revaluation 5.00, receivable_revaluation -2.50, unrealised_exchange -2.50"_s);
        QCOMPARE(text(done->reversal),
                 u"receivable_revaluation -5.00, receivable_revaluation 2.50, unrealised_exchange 2.50"_s);
        QCOMPARE(done->reversal.dated, today.addDays(1));
        QCOMPARE(revalue(open, {}, currency(u"USD"_s), today, {}).error().id, u"ledger.rate_missing"_s);
        QCOMPARE(revalue({{contoso, eur(u"1.00"_s), eur(u"1.00"_s)}}, {}, currency(u"USD"_s), today, {}).error().id,
                 u"ledger.carrying"_s);
        const auto same
            = revalue({open.front()}, {{u"EUR"_s, Exact::parse(u"1.1").value()}}, currency(u"USD"_s), today, {});
        QVERIFY(same->atClose.postings.empty());
    }

    void everyMonetaryItemIsRestatedBesideItsOwnAccount()
    {
        const std::vector<ForeignBalance> open{
            {contoso, eur(u"500.00"_s), usd(u"560.00"_s)}, // worth 575.00
            {{}, eur(u"1000.00"_s), usd(u"1100.00"_s), u"cash"_s}, // 1150.00
            {{}, eur(u"-200.00"_s), usd(u"-222.00"_s), u"unapplied_cash"_s}, // -230.00
            {{}, eur(u"-190.00"_s), usd(u"-209.00"_s), u"tax_payable/DE"_s}, // -218.50
            {{}, eur(u"40.00"_s), usd(u"46.00"_s), u"withheld_tax"_s}}; // 46.00
        const QHash<QString, Exact> closing{{u"EUR"_s, Exact::parse(u"1.15").value()}};
        const auto done = revalue(open, closing, currency(u"USD"_s), today, {});
        QCOMPARE(text(done->atClose),
                 u"receivable_revaluation 15.00, cash_revaluation 50.00, unapplied_cash_revaluation -8.00, "
                 "tax_payable_revaluation/DE -9.50, unrealised_exchange -47.50"_s);
        QCOMPARE(done->difference, usd(u"47.50"_s));
        QCOMPARE(done->accounts.size(), 5u);
        QCOMPARE(done->accounts[1].difference, usd(u"50.00"_s));
        QCOMPARE(done->accounts[4].difference, usd(u"0.00"_s));
        // Service is owed for what was paid in advance, and no money.
        for (const QString &account :
             {u"deferred_revenue"_s, u"customer_prepayments"_s, u"prepaid_credit"_s, u"revenue"_s}) {
            const auto refused
                = revalue({{contoso, eur(u"1.00"_s), usd(u"1.00"_s), account}}, closing, currency(u"USD"_s), today, {});
            QCOMPARE(refused.error().id, u"ledger.not_monetary"_s);
        }
    }

    void theTrialBalanceAddsUpAndTheCloseEmptiesTheResult()
    {
        const std::vector<Entry> entries{
            *entryForInvoice(invoice(u"60.00"_s, u"40.00"_s, u"19.00"_s), dollars()),
            *entryForReceipt(
                receipt(usd(u"50.00"_s), dollars(), {{contoso, usd(u"50.00"_s), {}, {}, {}, usd(u"50.00"_s)}})),
            *entryForWriteOff({{}, contoso, today.addDays(1), usd(u"69.00"_s), {}}, dollars())};
        const Currency usdollar = currency(u"USD"_s);
        const auto balance = trialBalance(entries, today).value();
        QCOMPARE(balance.of(chart::receivable.toString(), usdollar), usd(u"69.00"_s));
        QCOMPARE(balance.of(chart::badDebt.toString(), usdollar), usd(u"0.00"_s)); // dated tomorrow
        QCOMPARE(balanceOf(contoso, entries, usdollar).value(), usd(u"0.00"_s));
        const auto close = entryForPeriodClose(entries, today.addDays(1), {});
        QCOMPARE(text(close), u"bad_debt -69.00, retained_earnings 29.00, revenue 40.00"_s);
        auto all = entries;
        all.push_back(*close);
        const auto closed = trialBalance(all, today.addDays(1)).value();
        for (const TrialBalanceRow &row : closed.rows)
            QVERIFY2(!chart::isOfResult(row.account) || row.balance.isZero(), qPrintable(row.account));
        QVERIFY(entryForPeriodClose({}, today, {})->postings.empty());
    }

    void theCloseCarriesWhatOnlyTheRatesLeft()
    {
        // 100.00 EUR of interest charged at 1.10 and given up at 1.15: nothing in euros, a loss of 5.00 in the books.
        const auto charged = EntryBuilder(u"late_charge"_s, {}, today)
                                 .debit(chart::receivable, contoso, eur(u"100.00"_s), usd(u"110.00"_s))
                                 .credit(chart::lateCharges, std::nullopt, eur(u"100.00"_s), usd(u"110.00"_s))
                                 .build();
        const auto givenUp = EntryBuilder(u"late_charge_reversal"_s, {}, today)
                                 .credit(chart::receivable, contoso, eur(u"100.00"_s), usd(u"115.00"_s))
                                 .debit(chart::lateCharges, std::nullopt, eur(u"100.00"_s), usd(u"115.00"_s))
                                 .build();
        const auto close = entryForPeriodClose({*charged, *givenUp}, today, {});
        QCOMPARE(text(close), u"late_charges 0.01 EUR = -5.00, late_charges -0.01 EUR = 0.00, "
                              u"retained_earnings 0.01 EUR = 5.00, retained_earnings -0.01 EUR = 0.00"_s);
        QVERIFY(entryForPeriodClose({*charged, *givenUp, *close}, today, {})->postings.empty());
    }

    void incomeAndExpenseThatCancelInEurosLeaveTheirDifference()
    {
        // 100.00 EUR earned at 1.10 and 100.00 EUR of it lost at 1.15: retained earnings get nothing but −5.00.
        const auto earned = EntryBuilder(u"invoice"_s, {}, today)
                                .debit(chart::receivable, contoso, eur(u"100.00"_s), usd(u"110.00"_s))
                                .credit(chart::revenue, std::nullopt, eur(u"100.00"_s), usd(u"110.00"_s))
                                .build();
        const auto lost = EntryBuilder(u"write_off"_s, {}, today)
                              .credit(chart::receivable, contoso, eur(u"100.00"_s), usd(u"115.00"_s))
                              .debit(chart::badDebt, std::nullopt, eur(u"100.00"_s), usd(u"115.00"_s))
                              .build();
        QCOMPARE(text(entryForPeriodClose({*earned, *lost}, today, {})),
                 u"bad_debt -100.00 EUR = -115.00, retained_earnings 0.01 EUR = 5.00, "
                 u"retained_earnings -0.01 EUR = 0.00, revenue 100.00 EUR = 110.00"_s);
    }

    void nothingIsPostedIntoAClosedPeriod()
    {
        const auto entry = entryForUnappliedCash({}, usd(u"8.00"_s), today, dollars()).value();
        QVERIFY(checkOpen(entry, {}));
        QVERIFY(checkOpen(entry, today.addDays(-1)));
        const auto refused = checkOpen(entry, today);
        QCOMPARE(refused.error().id, u"ledger.period_closed"_s);
        QCOMPARE(refused.error().args.value(u"first_open"_s).toString(), u"2026-07-01"_s);
    }

    void whatDoesNotBalanceIsRefused()
    {
        Entry entry{{}, today, u"x"_s, {}, {{u"a"_s, {}, usd(u"1.00"_s)}}};
        QCOMPARE(checkBalanced(entry).error().id, u"ledger.one_side"_s);
        entry.postings.push_back({u"b"_s, {}, usd(u"-0.99"_s)});
        QCOMPARE(checkBalanced(entry).error().id, u"ledger.unbalanced"_s);
        entry.postings.push_back({u"b"_s, {}, usd(u"0.00"_s)});
        QCOMPARE(checkBalanced(entry).error().id, u"ledger.posting_zero"_s);
        // Balanced in each currency, but not in base.
        entry.postings = {{u"a"_s, {}, eur(u"1.00"_s), usd(u"1.10"_s)}, {u"b"_s, {}, eur(u"-1.00"_s), usd(u"-1.00"_s)}};
        QCOMPARE(checkBalanced(entry).error().id, u"ledger.unbalanced"_s);
        entry.postings = {{u"a"_s, {}, usd(u"1.00"_s), usd(u"1.10"_s)}, {u"b"_s, {}, usd(u"-1.00"_s), usd(u"-1.10"_s)}};
        QCOMPARE(checkBalanced(entry).error().id, u"ledger.base_differs"_s);
        QCOMPARE(trialBalance({entry}, today).error().id, u"ledger.base_differs"_s);
    }
};
QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
