// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/matching.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::payments;
using namespace accord::testing;

namespace {

const QDate today(2026, 6, 15);

accounts::AccountId account(int number)
{
    return accounts::AccountId(QUuid(uint(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
}
const auto contoso = account(1), fabrikam = account(2), child = account(3), twin = account(4);

OpenDocument document(const QString &number, const QString &total, const accounts::AccountId &payer = contoso,
                      const QString &open = {})
{
    return {number, payer, {}, usd(total), usd(open.isEmpty() ? total : open), today.addDays(-10)};
}

/// Contoso owes 103 to 106 and has the credit note 7; Fabrikam pays for its child and has two equal documents.
std::vector<OpenDocument> documents()
{
    std::vector<OpenDocument> all{
        document(u"INV-2026-000103"_s, u"100.00"_s),
        document(u"INV-2026-000104"_s, u"250.00"_s),
        document(u"INV-2026-000105"_s, u"70.00"_s),
        document(u"CN-2026-000007"_s, u"-30.00"_s),
        document(u"INV-2026-000106"_s, u"1000.00"_s),
        document(u"INV-2026-000201"_s, u"500.00"_s, child),
        document(u"INV-2026-000202"_s, u"60.00"_s, fabrikam),
        document(u"INV-2026-000203"_s, u"60.00"_s, fabrikam),
        document(u"INV-2026-000090"_s, u"80.00"_s, contoso, u"0.00"_s), // paid in May
        document(u"INV-2026-000107"_s, u"300.00"_s, twin),
    };
    all[4].discounts = {{today, usd(u"20.00"_s)}};
    all[5].parent = fabrikam;
    all[9].withholding = usd(u"30.00"_s);
    all[2].purchaseOrder = u"PO-4471"_s;
    all[0].structuredReference = u"RF56 INV2 0260 0010 3"_s;
    all[1].collectionIds = {u"COLL-104"_s};
    OpenDocument euros{
        u"INV-2026-000301"_s, contoso, {}, Money(90'00, currency(u"EUR"_s)), Money(90'00, currency(u"EUR"_s)), today};
    all.push_back(euros);
    return all;
}

MatchBook book()
{
    return MatchBook::make(documents(), {{contoso, {u"Contoso Ltd"_s}, {u"DE89 3704 0044 0532 0130 00"_s}},
                                         {fabrikam, {u"Fabrikam Inc."_s}, {}},
                                         {child, {u"Fabrikam Nord"_s}, {}},
                                         {twin, {u"Twin Peaks LLC"_s}, {}}})
        .value();
}

IncomingPayment payment(const QString &amount, const QString &text, const QString &name = {},
                        const QDate &valueDate = today)
{
    IncomingPayment one;
    one.id = amount + text + name;
    one.bookedOn = one.valueDate = valueDate;
    one.amount = usd(amount);
    one.texts = {text};
    one.payerName = name;
    return one;
}

/// "automatic 103:100.00 credit 5.00": the last digits of each number and the cash of each.
QString text(const MatchBook &in, const Decision &decision)
{
    QStringList parts{toString(decision.verdict)};
    for (const Match &match : decision.matches) {
        if (&match != &decision.matches.front())
            parts += u"or"_s;
        for (const Application &application : match.applications) {
            QString part = in.document(application.document).number.right(3) + u':' + application.cash.toString();
            if (!application.discount.isZero())
                part += u"-"_s + application.discount.toString();
            if (!application.withheld.isZero())
                part += u"w"_s + application.withheld.toString();
            if (!application.writtenOff.isZero())
                part += u"o"_s + application.writtenOff.toString();
            parts += part;
        }
        if (!match.fee.isZero())
            parts += u"fee "_s + match.fee.toString();
        if (!match.credit.isZero())
            parts += u"credit "_s + match.credit.toString();
    }
    return parts.join(u' ');
}

QString decided(const IncomingPayment &one, const MatchPolicy &policy = {})
{
    const MatchBook in = book();
    return text(in, decide(in, one, policy));
}

} // namespace

class TestMatching : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersInFreeText_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("remittance");
        QTest::addColumn<QString>("payer");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one number, right amount")
            << u"100.00"_s << u"inv2026000103"_s << QString() << u"automatic 103:100.00"_s;
        QTest::newRow("a list, right sum") << u"420.00"_s << u"INV-2026-000103/104/105"_s << QString()
                                           << u"automatic 103:100.00 104:250.00 105:70.00"_s;
        QTest::newRow("a credit note is netted where it is named")
            << u"70.00"_s << u"INV-2026-000103 less CN-2026-000007"_s << QString()
            << u"automatic 007:-30.00 103:100.00"_s;
        QTest::newRow("a credit note that nobody named is proposed")
            << u"70.00"_s << u"INV-2026-000103"_s << u"Nobody"_s << u"proposed 007:-30.00 103:100.00 or 103:70.00"_s;
        QTest::newRow("too little is proposed as partial")
            << u"99.00"_s << u"INV-2026-000103"_s << QString() << u"proposed 103:99.00"_s;
        QTest::newRow("too much is proposed with a credit")
            << u"105.00"_s << u"INV-2026-000103"_s << QString() << u"proposed 103:100.00 credit 5.00"_s;
        QTest::newRow("a short form that is not meant")
            << u"100.00"_s << u"INV-2026-000103 104"_s << QString() << u"automatic 103:100.00"_s;
        QTest::newRow("one of two full numbers comes to the amount: proposed")
            << u"250.00"_s << u"INV-2026-000103 INV-2026-000104"_s << QString()
            << u"proposed 104:250.00 or 103:100.00 104:150.00"_s;
        QTest::newRow("paid twice is proposed as credit")
            << u"80.00"_s << u"INV-2026-000090"_s << QString() << u"proposed credit 80.00"_s;
        QTest::newRow("another amount for what is settled is proposed as credit as well")
            << u"79.00"_s << u"INV-2026-000090"_s << QString() << u"proposed credit 79.00"_s;
        QTest::newRow("the parent pays with the number")
            << u"500.00"_s << u"INV-2026-000201"_s << u"Fabrikam Inc."_s << u"automatic 201:500.00"_s;
        QTest::newRow("discount in time")
            << u"980.00"_s << u"INV-2026-000106"_s << QString() << u"automatic 106:980.00-20.00"_s;
        QTest::newRow("tax withheld waits for the certificate")
            << u"270.00"_s << u"INV-2026-000107"_s << QString() << u"proposed 107:270.00w30.00"_s;
        QTest::newRow("only a credit note: no money comes in for that")
            << u"30.00"_s << u"CN-2026-000007"_s << QString() << u"unapplied"_s;
    }
    void numbersInFreeText()
    {
        QFETCH(QString, amount);
        QFETCH(QString, remittance);
        QFETCH(QString, payer);
        QTEST(decided(payment(amount, remittance, payer)), "expected");
    }

    void payersWithoutNumbers_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("remittance");
        QTest::addColumn<QString>("payer");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one open amount") << u"250.00"_s << u"thanks"_s << u"CONTOSO"_s << u"proposed 104:250.00"_s;
        QTest::newRow("two equal amounts: both, nothing applied")
            << u"60.00"_s << u"thanks"_s << u"Fabrikam"_s << u"proposed 202:60.00 or 203:60.00"_s;
        QTest::newRow("a similar number tells two equal amounts apart")
            << u"60.00"_s << u"INV-2O26-OOO2O3"_s << u"Fabrikam"_s << u"proposed 203:60.00 or 202:60.00"_s;
        QTest::newRow("a combination") << u"170.00"_s << QString() << u"Contoso Ltd."_s
                                       << u"proposed 103:100.00 105:70.00"_s;
        QTest::newRow("a combination with the credit note")
            << u"220.00"_s << QString() << u"Contoso Ltd."_s << u"proposed 007:-30.00 104:250.00"_s;
        QTest::newRow("discount taken by a known payer")
            << u"980.00"_s << QString() << u"Contoso"_s << u"proposed 106:980.00-20.00"_s;
        QTest::newRow("the parent does not pay for the child without a number")
            << u"500.00"_s << QString() << u"Fabrikam Inc."_s << u"unapplied"_s;
        QTest::newRow("the end of a number and its amount")
            << u"100.00"_s << u"Re 103"_s << QString() << u"proposed 103:100.00"_s;
        QTest::newRow("the end of a number with another amount")
            << u"101.00"_s << u"Re 103"_s << QString() << u"unapplied"_s;
        QTest::newRow("the customer's order")
            << u"70.00"_s << u"your order PO-4471"_s << QString() << u"proposed 105:70.00"_s;
        QTest::newRow("swapped digits and the right amount, nobody knows who")
            << u"250.00"_s << u"INV-2026-000140"_s << QString() << u"proposed 104:250.00"_s;
        QTest::newRow("swapped digits and another amount")
            << u"251.00"_s << u"INV-2026-000140"_s << QString() << u"unapplied"_s;
        QTest::newRow("nobody knows the payer") << u"250.00"_s << QString() << u"Stranger"_s << u"unapplied"_s;
        QTest::newRow("no such amount") << u"3.00"_s << QString() << u"Contoso"_s << u"unapplied"_s;
    }
    void payersWithoutNumbers()
    {
        QFETCH(QString, amount);
        QFETCH(QString, remittance);
        QFETCH(QString, payer);
        QTEST(decided(payment(amount, remittance, payer)), "expected");
    }

    void referencesAreCertainForAnyAmount()
    {
        auto one = payment(u"100.00"_s, {});
        one.structuredReference = u"RF56INV2026000103"_s;
        QCOMPARE(decided(one), u"automatic 103:100.00"_s);
        one.amount = usd(u"40.00"_s);
        QCOMPARE(decided(one), u"automatic 103:40.00"_s);
        one.amount = usd(u"120.00"_s);
        QCOMPARE(decided(one), u"automatic 103:100.00 credit 20.00"_s);
        // A wrong check digit is a text like any other.
        one.structuredReference = u"RF57INV2026000103"_s;
        QCOMPARE(decided(one), u"proposed 103:100.00 credit 20.00"_s);
        one.structuredReference.clear();
        one.amount = usd(u"250.00"_s);
        one.endToEndId = u"coll-104"_s;
        const auto decision = decide(book(), one);
        QCOMPARE(text(book(), decision), u"automatic 104:250.00"_s);
        QVERIFY(decision.matches.front().has(MatchReason::EndToEndId));
        QCOMPARE(decision.matches.front().score, 100);
        one.traceNumber = std::exchange(one.endToEndId, u"NOTPROVIDED"_s);
        QVERIFY(decide(book(), one).matches.front().has(MatchReason::TraceNumber));
    }

    void lateDiscountStaysOpen()
    {
        const auto one = payment(u"980.00"_s, u"INV-2026-000106"_s, {}, today.addDays(1));
        QCOMPARE(decided(one), u"proposed 106:980.00"_s);
        QVERIFY(decide(book(), one).matches.front().has(MatchReason::LateDiscount));
    }

    void chargesCountWhereTheStatementDocumentsThem()
    {
        auto one = payment(u"95.00"_s, u"INV-2026-000103"_s);
        QCOMPARE(decided(one), u"proposed 103:95.00"_s);
        one.charges = usd(u"5.00"_s);
        QCOMPARE(decided(one), u"automatic 103:100.00 fee 5.00"_s);
        one.amount = usd(u"100.00"_s); // the payer bore them
        QCOMPARE(decided(one), u"automatic 103:100.00"_s);
    }

    void writesOffWithinTheToleranceOnly()
    {
        const auto one = payment(u"99.50"_s, u"INV-2026-000103"_s);
        QCOMPARE(decided(one, {50}), u"automatic 103:99.50o0.50"_s);
        QCOMPARE(decided(one, {49}), u"proposed 103:99.50"_s);
    }

    void anotherCurrencyNeedsTheInstructedAmount()
    {
        auto one = payment(u"97.20"_s, u"INV-2026-000301"_s);
        const auto unknown = decide(book(), one);
        QVERIFY(unknown.verdict == Verdict::Proposed);
        QVERIFY(unknown.matches.front().has(MatchReason::OtherCurrency));
        QCOMPARE(accepted(unknown, 0).error().id, u"payments.rate_missing"_s);
        one.instructed = Money(90'00, currency(u"EUR"_s));
        const auto decision = decide(book(), one);
        QCOMPARE(text(book(), decision), u"automatic 301:90.00"_s);
        QCOMPARE(decision.received, usd(u"97.20"_s));
        QCOMPARE(decision.matches.front().cash, *one.instructed);
    }

    void adviceOfACtxEntryGoesBeforeText()
    {
        auto one = payment(u"320.00"_s, u"INV-2026-000103"_s);
        one.advice = {{u"INV2026000104"_s, usd(u"250.00"_s)}, {u"INV2026000105"_s, usd(u"70.00"_s)}};
        const auto decision = decide(book(), one);
        QCOMPARE(text(book(), decision), u"automatic 104:250.00 105:70.00"_s);
        QVERIFY(decision.matches.front().has(MatchReason::RemittanceAdvice));
    }

    void adviceSaysHowMuchIsForWhich()
    {
        auto one = payment(u"190.00"_s, {});
        one.advice = {{u"INV-2026-000104"_s, usd(u"150.00"_s)},
                      {u"INV-2026-000105"_s, usd(u"70.00"_s)},
                      {u"CN-2026-000007"_s, usd(u"-30.00"_s)}};
        QCOMPARE(decided(one), u"automatic 104:150.00 105:70.00 007:-30.00"_s);
        one.amount = usd(u"191.00"_s); // does not come to the amount: no more than numbers
        QVERIFY(decided(one).startsWith(u"proposed"));
        one.amount = usd(u"300.00"_s);
        one.advice = {{u"INV-2026-000104"_s, usd(u"300.00"_s)}}; // more than is open
        QCOMPARE(decided(one), u"proposed 104:250.00 credit 50.00"_s);
        one.amount = usd(u"100.00"_s);
        one.advice = {{u"INV-2026-000104"_s, usd(u"50.00"_s)}, {u"INV-2026-000104"_s, usd(u"50.00"_s)}};
        QCOMPARE(decided(one), u"proposed 104:100.00"_s);
    }

    void whatIsWithheldIsNeverMoreThanWhatIsOpen()
    {
        auto partly = documents();
        partly[9].open = usd(u"20.00"_s); // of 300.00, of which 30.00 may be withheld
        const auto in = MatchBook::make(partly, {}).value();
        QCOMPARE(text(in, decide(in, payment(u"15.00"_s, u"INV-2026-000107"_s))), u"proposed 107:15.00"_s);
    }

    void digitsAloneOfAnotherPayerAreNotCertain()
    {
        QCOMPARE(decided(payment(u"100.00"_s, u"2026000103"_s)), u"automatic 103:100.00"_s);
        QCOMPARE(decided(payment(u"100.00"_s, u"2026000103"_s, u"Twin Peaks"_s)), u"proposed 103:100.00"_s);
        // One number of another customer may be a slip; two that come to the amount are none.
        QCOMPARE(decided(payment(u"100.00"_s, u"INV2026000103"_s, u"Twin Peaks"_s)), u"proposed 103:100.00"_s);
        QCOMPARE(decided(payment(u"350.00"_s, u"INV-2026-000103, INV-2026-000104"_s, u"Twin Peaks"_s)),
                 u"automatic 103:100.00 104:250.00"_s);
    }

    void aPaymentCoversWhatLatePaymentWasChargedFor()
    {
        auto documents = book().documents();
        const OpenDocument late{u"INV-2026-000900"_s, contoso, {}, usd(u"12.34"_s), usd(u"12.34"_s), today};
        documents.push_back(late);
        documents.back().lateFor = u"INV-2026-000103"_s;
        const auto with = [&](const QString &amount) {
            const MatchBook in = MatchBook::make(documents, {}).value();
            const auto decision = decide(in, payment(amount, u"INV-2026-000103"_s));
            return std::pair(text(in, decision), decision.matches.front().has(MatchReason::LateCharges));
        };
        QCOMPARE(with(u"112.34"_s), std::pair(u"automatic 103:100.00 900:12.34"_s, true));
        QCOMPARE(with(u"100.00"_s), std::pair(u"automatic 103:100.00"_s, false));
        // More than the invoice, but not what its charges come to: a person says what it is for.
        QCOMPARE(with(u"112.33"_s), std::pair(u"proposed 103:100.00 credit 12.33"_s, false));
        // The charge alone, by the number of the invoice that is settled.
        documents[0].open = usd(u"0.00"_s);
        QCOMPARE(with(u"12.34"_s), std::pair(u"automatic 900:12.34"_s, true));
        // Without the relation the same amount is only proposed.
        documents[0].open = usd(u"100.00"_s);
        documents.back().lateFor.clear();
        QVERIFY(with(u"112.34"_s).first.startsWith(u"proposed"_s));
    }

    void theSameEntryAgainIsIgnored()
    {
        MatchBook in = book();
        const auto one = payment(u"100.00"_s, u"INV-2026-000103"_s);
        const auto decisions = matchAll(in, {one, one}).value();
        QCOMPARE(text(in, decisions[0]), u"automatic 103:100.00"_s);
        QCOMPARE(text(in, decisions[1]), u"repeated"_s);
        auto second = one;
        second.id = u"another entry"_s; // the same money came twice
        const auto twice = matchAll(in, {second}).value();
        QCOMPARE(text(in, twice.front()), u"proposed credit 100.00"_s);
        QVERIFY(twice.front().matches.front().has(MatchReason::PaidTwice));
        QCOMPARE(twice.front().matches.front().settledBefore, std::vector<std::uint32_t>{0});
        QCOMPARE(in.document(0).settledOn, one.bookedOn);
        QVERIFY(twice.front().payers == std::vector{contoso}); // whose credit it is
    }

    void theAccountSaysWhichCompanyIsPaid()
    {
        const QUuid ours(0x1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), others(0x1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        auto documents = book().documents();
        for (OpenDocument &one : documents)
            one.company = ours;
        const MatchBook in = MatchBook::make(documents, {}).value();
        const auto with = [&](const QUuid &company) {
            auto one = payment(u"100.00"_s, u"INV-2026-000103"_s);
            one.company = company;
            return decide(in, one);
        };
        QCOMPARE(text(in, with(ours)), u"automatic 103:100.00"_s);
        QCOMPARE(text(in, with({})), u"automatic 103:100.00"_s); // an account of all of them
        const auto elsewhere = with(others);
        QCOMPARE(text(in, elsewhere), u"proposed 103:100.00"_s);
        QVERIFY(elsewhere.matches.front().has(MatchReason::OtherCompany));
        QCOMPARE(elsewhere.matches.front().score, 75); // 95 for a number with its amount, less 20
    }

    void aReferenceOfWhatIsSettledCreditsNothingByItself()
    {
        auto documents = book().documents();
        documents[0].structuredReference = u"RF18539007547034"_s;
        documents[0].open = usd(u"0.00"_s);
        MatchBook in = MatchBook::make(documents, {}).value();
        const auto with = [&](const QString &amount, const QString &words) {
            auto one = payment(amount, words);
            one.id = amount + words;
            one.structuredReference = u"RF18539007547034"_s;
            return text(in, matchAll(in, {one}).value().front());
        };
        QCOMPARE(with(u"100.00"_s, {}), u"proposed credit 100.00"_s); // all of it once more
        QCOMPARE(with(u"55.00"_s, {}), u"proposed credit 55.00"_s); // another amount
        // The reference of last month on the money for this one: its number and amount say so.
        QCOMPARE(with(u"250.00"_s, u"INV-2026-000104"_s), u"automatic 104:250.00"_s);
    }

    void aReturnOpensTheDocumentAgain()
    {
        MatchBook in = book();
        auto one = payment(u"100.00"_s, u"INV-2026-000103"_s);
        one.endToEndId = u"E2E-1"_s;
        auto back = payment(u"-103.00"_s, {}, {}, today.addDays(3));
        back.endToEndId = u"E2E-1"_s;
        const auto unclear = matchAll(in, {back, one}).value();
        QVERIFY(unclear[0].verdict == Verdict::ReturnUnknown); // 3.00 that nobody documents
        QCOMPARE(in.document(0).open, usd(u"0.00"_s));
        back.id = u"again"_s;
        back.charges = usd(u"3.00"_s);
        const auto returned = matchAll(in, {back}).value();
        QVERIFY(returned[0].verdict == Verdict::Returned);
        QCOMPARE(returned[0].returned, one.id);
        QCOMPARE(returned[0].returnFee, usd(u"3.00"_s));
        QCOMPARE(in.document(0).open, usd(u"100.00"_s));
        back.id = u"a third time"_s; // what came back cannot come back again
        QVERIFY(matchAll(in, {back}).value()[0].verdict == Verdict::ReturnUnknown);
        QCOMPARE(in.undo(one.id).error().id, u"payments.not_applied"_s);
        QVERIFY(in.undo(u"again"_s));
        QCOMPARE(in.document(0).open, usd(u"0.00"_s));
    }

    void acceptedProposalsAreApplied()
    {
        MatchBook in = book();
        const auto one = payment(u"270.00"_s, u"INV-2026-000107"_s);
        const auto proposal = decide(in, one);
        QCOMPARE(accepted(proposal, 0).error().id, u"payments.certificate_missing"_s);
        QCOMPARE(accepted(proposal, 1, u"C-1"_s).error().id, u"payments.no_such_match"_s);
        const auto made = accepted(proposal, 0, u"C-1"_s).value();
        QVERIFY(in.apply(made, one));
        QCOMPARE(in.document(9).open, usd(u"0.00"_s));
        QCOMPARE(in.apply(made, one).error().id, u"payments.applied_already"_s);
        auto other = made;
        other.payment = u"other"_s;
        const auto over = in.apply(other, one);
        QCOMPARE(over.error().id, u"payments.over_applied"_s);
        QCOMPARE(over.error().args.value(u"number"_s).toString(), u"INV-2026-000107"_s);
        QVERIFY(in.undo(one.id));
        QCOMPARE(in.documents()[9].open, usd(u"300.00"_s));
    }

    void refusesDocumentsWhoseAmountsCannotBe()
    {
        const auto refusal = [](OpenDocument one) { return MatchBook::make({one}, {}).error().id; };
        auto one = document(u"1"_s, u"10.00"_s, contoso, u"11.00"_s);
        QCOMPARE(refusal(one), u"payments.document_amount"_s);
        one.open = usd(u"-1.00"_s);
        QCOMPARE(refusal(one), u"payments.document_amount"_s);
        one.open = Money(1, currency(u"EUR"_s));
        QCOMPARE(refusal(one), u"money.currency_mix"_s);
        one.total = one.open = Money(1'000'000'000'000'001, currency(u"USD"_s));
        QCOMPARE(refusal(one), u"payments.document_amount"_s);
    }
};
QTEST_APPLESS_MAIN(TestMatching)
#include "tst_matching.moc"
