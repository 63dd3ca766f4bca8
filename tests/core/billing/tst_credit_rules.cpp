// SPDX-License-Identifier: GPL-3.0-or-later
// What is given back of a charge: by its share, by what the contract lets be given back, by what was paid.
#include "tests/support/contracts.h"

#include "core/billing/credit_rules.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using namespace accord::billing;

namespace {

/// A month of April 2024 at \a price that ends after its first half.
contracts::Contract endedInApril(const QString &price)
{
    auto ended = contract(u"2024-01-01"_s, u"2024-04-16"_s, {recurring(u"fee"_s, price)});
    ended.version = 2;
    ended.effectiveFrom = day(u"2024-04-16"_s);
    return ended;
}

BilledCharge april(const contracts::Contract &contract, const QString &net)
{
    const LineKey key{contract.id, u"fee"_s, {}, {day(u"2024-04-01"_s), day(u"2024-05-01"_s)}, u"recurring"_s, 0};
    return {key, usd(net), 0, usd(net), usd(u"0.00"_s)};
}

/// What the bill of May adds up to.
QString mayOf(const contracts::Contract &contract, const BilledCharge &charge, int engine = engineVersion)
{
    auto asked = input(contract, u"2024-05"_s);
    asked.billed = {charge};
    asked.engine = engine;
    const auto rates = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n").value();
    asked.taxKnown = false;
    const auto bill = billing::rate(asked, StatedUsage(), rates);
    return bill ? bill->subtotal.toString() : bill.error().id;
}

} // namespace

class TestCreditRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheShareOfWhatWasBilledBack()
    {
        const auto contract = endedInApril(u"0.05"_s);
        // Half of 0.05 is 0.025, given back as 0.03. Engine 2 kept the price of the days, 0.025, as 0.03.
        QCOMPARE(mayOf(contract, april(contract, u"0.05"_s)), u"-0.03"_s);
        QCOMPARE(mayOf(contract, april(contract, u"0.05"_s), 2), u"-0.02"_s);
    }
    void leavesWhatWasGivenBackAtThat()
    {
        // Of 0.05 were 0.03 given back and 0.02 kept. Engine 4 looked at the price of the days again, 0.025, 0.03.
        const auto contract = endedInApril(u"0.05"_s);
        auto charge = april(contract, u"0.05"_s);
        charge.net = usd(u"0.02"_s);
        charge.lastSequence = 1;
        QCOMPARE(mayOf(contract, charge), u"0.00"_s);
        QCOMPARE(mayOf(contract, charge, 4), u"0.01"_s);
        // 12.00 of 100.00 were taken off by a fixed discount: half of the 88.00 stays, and nothing more is given back.
        const auto dearer = endedInApril(u"100.00"_s);
        auto discounted = april(dearer, u"44.00"_s);
        auto whole = dearer;
        whole.discounts = {{u"Goodwill"_s,
                            pricing::DiscountBasis::Fixed,
                            pricing::DiscountScope::Everything,
                            {},
                            usd(u"12.00"_s),
                            {}}};
        discounted.gross = usd(u"100.00"_s);
        discounted.discount = usd(u"12.00"_s);
        discounted.lastSequence = 1;
        QCOMPARE(mayOf(whole, discounted), u"0.00"_s);
    }
    void computesAnewWhereMoreChangedThanTheDays()
    {
        const auto contract = endedInApril(u"80.00"_s); // 100.00 were billed: the price fell as well
        QCOMPARE(mayOf(contract, april(contract, u"100.00"_s)), u"-60.00"_s);
    }
    void givesBackNoMoreThanWasPaid()
    {
        auto contract = endedInApril(u"100.00"_s);
        auto charge = april(contract, u"100.00"_s);
        charge.paid = usd(u"40.00"_s);
        QCOMPARE(mayOf(contract, charge), u"-50.00"_s); // the contract does not ask about it
        contract.terms.creditCap = contracts::CreditCap::Paid;
        QCOMPARE(mayOf(contract, charge), u"-40.00"_s);
        charge.paid = usd(u"0.00"_s);
        QCOMPARE(mayOf(contract, charge), u"0.00"_s);
        // 25.00 of 100.00 were given back before: of the 40.00 that were paid 15.00 are left.
        charge.paid = usd(u"40.00"_s);
        charge.net = usd(u"75.00"_s);
        charge.lastSequence = 1;
        QCOMPARE(mayOf(contract, charge), u"-15.00"_s);
    }
    void asksForMoreWhateverWasPaid()
    {
        auto contract = endedInApril(u"300.00"_s);
        contract.terms.creditCap = contracts::CreditCap::Paid;
        auto charge = april(contract, u"100.00"_s);
        charge.paid = usd(u"0.00"_s);
        QCOMPARE(mayOf(contract, charge), u"50.00"_s); // 300.00 × 15/30 − 100.00
    }
    void keepsAPeriodThatHasBegun()
    {
        auto contract = endedInApril(u"100.00"_s);
        contract.terms.unusedTime = contracts::UnusedTime::Kept;
        QCOMPARE(mayOf(contract, april(contract, u"100.00"_s)), u"0.00"_s);
    }
};

QTEST_APPLESS_MAIN(TestCreditRules)
#include "tst_credit_rules.moc"
