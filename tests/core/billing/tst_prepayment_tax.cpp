// SPDX-License-Identifier: GPL-3.0-or-later
// A rate of VAT that changes between a prepayment and the invoice that deducts it: Germany on 1 July 2020.
#include "tests/support/contracts.h"

#include "core/billing/prepayment.h"

#include <QtCore/QJsonArray>

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using billing::Bill;

namespace {

tax::RateTable germanRates()
{
    return tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                                   "DE,VAT Germany,vat_eu,19,2007-01-01,2020-06-30\n"
                                   "DE,VAT Germany,vat_eu,16,2020-07-01,2020-12-31\n")
        .value();
}

/// 300.00 for July, of which 100.00 were asked for on \a issued.
billing::BillInput july(const QString &issued)
{
    auto one = input(contract(u"2020-07-01"_s, u"2021-01-01"_s, {recurring(u"plan"_s, u"300.00"_s)}), u"2020-07"_s);
    one.payer.address = {{}, {}, u"Berlin"_s, {}, {}, u"DE"_s};
    one.payer.taxStanding = accounts::TaxStanding::Consumer;
    one.seller = {u"DE"_s, {}, {u"DE"_s}, false};
    one.taxKnown = true;
    one.taxDay = day(u"2020-07-31"_s);
    one.prepayments.push_back(
        {one.contracts.front().id, u"prepayment-1"_s, u"INV-1"_s, day(issued), {}, {}, usd(u"100.00"_s), 0});
    return one;
}

const pricing::Derivation *named(const std::vector<pricing::Derivation> &all, const QString &label)
{
    const auto found = std::ranges::find(all, label, &pricing::Derivation::label);
    return found == all.end() ? nullptr : &*found;
}

QString factOf(const pricing::Derivation &derivation, const QString &label)
{
    const auto *fact = named(derivation.children, label);
    return fact ? fact->rounded : QString();
}

} // namespace

class TestPrepaymentTax : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasPrepaidKeepsItsTaxAndTheRestIsTaxedNow()
    {
        const Bill bill = billing::rate(july(u"2020-06-15"_s), StatedUsage(), germanRates()).value();
        QCOMPARE(bill.subtotal, usd(u"200.00"_s)); // 300.00 less what was prepaid
        QCOMPARE(bill.taxGroups.size(), size_t(1));
        QCOMPARE(bill.taxGroups[0].component.percent, decimal(u"16"_s));
        QCOMPARE(bill.tax, usd(u"32.00"_s)); // and 19.00 were charged by the prepayment
        QCOMPARE(bill.total, usd(u"232.00"_s));
    }

    void onceItIsCreditedTheWholeIsTaxedAtTheRateOfTheDelivery()
    {
        // As § 27 (1) UStG has it: 19.00 were charged, a credit note gives them back, and 16 % of all of it are due.
        billing::BillInput credited = july(u"2020-06-15"_s);
        credited.prepayments.front().left = usd(u"0.00"_s); // nothing is left of it to deduct
        const Bill bill = billing::rate(credited, StatedUsage(), germanRates()).value();
        QVERIFY(!billing::hasDeductions(bill));
        QCOMPARE(bill.subtotal, usd(u"300.00"_s));
        QCOMPARE(bill.taxGroups.size(), size_t(1));
        QCOMPARE(bill.tax, usd(u"48.00"_s));
        QCOMPARE(bill.total, usd(u"348.00"_s));
    }

    void theWholeIsTaxedAtTheRateOfTheDeliveryInGermany()
    {
        // 300.00 at 16 % are 48.00; of the prepayment 100.00 and the 19.00 that were charged then go off.
        billing::BillInput whole = july(u"2020-06-15"_s);
        whole.prepayments.front().followsDelivery = true;
        pricing::Recorder recorder;
        const Bill bill = billing::rate(whole, StatedUsage(), germanRates(), &recorder).value();
        QCOMPARE(bill.subtotal, usd(u"200.00"_s));
        QCOMPARE(bill.taxGroups.size(), size_t(2));
        QCOMPARE(bill.taxGroups[0].component.percent, decimal(u"16"_s));
        QCOMPARE(bill.taxGroups[0].taxable, usd(u"300.00"_s));
        QCOMPARE(bill.taxGroups[0].tax, usd(u"48.00"_s));
        QCOMPARE(bill.taxGroups[1].component.percent, decimal(u"19"_s));
        QCOMPARE(bill.taxGroups[1].taxable, usd(u"-100.00"_s));
        QCOMPARE(bill.taxGroups[1].tax, usd(u"-19.00"_s));
        QCOMPARE(bill.tax, usd(u"29.00"_s)); // with 19.00 before: 48.00
        QCOMPARE(bill.total, usd(u"229.00"_s));
        QVERIFY(!named(recorder.take(), u"Tax of prepayment INV-1"_s)); // no difference stays
        // What is frozen with the invoice says so, and what was frozen before does not.
        const auto frozen = billing::toJson(whole.prepayments);
        QVERIFY(billing::prepaidFromJson(frozen, bill.currency) == whole.prepayments);
        const auto before = billing::toJson(july(u"2020-06-15"_s).prepayments);
        QCOMPARE(before[0].toArray().size(), 8);
        QVERIFY(!billing::prepaidFromJson(before, bill.currency).front().followsDelivery);
    }

    void withoutAChangeTheDeductionIsOfTheOneGroup()
    {
        billing::BillInput same = july(u"2020-07-02"_s);
        same.prepayments.front().followsDelivery = true;
        const Bill bill = billing::rate(same, StatedUsage(), germanRates()).value();
        QCOMPARE(bill.taxGroups.size(), size_t(1));
        QCOMPARE(bill.tax, usd(u"32.00"_s));
    }

    void elsewhereWhatWasPrepaidKeepsItsTax()
    {
        const auto rates = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                                                   "NL,VAT Netherlands,vat_eu,19,2007-01-01,2020-06-30\n"
                                                   "NL,VAT Netherlands,vat_eu,21,2020-07-01,2030-12-31\n")
                               .value();
        billing::BillInput dutch = july(u"2020-06-15"_s);
        dutch.payer.address.country = u"NL"_s;
        dutch.seller = {u"NL"_s, {}, {u"NL"_s}, false};
        dutch.prepayments.front().followsDelivery = true;
        const Bill bill = billing::rate(dutch, StatedUsage(), rates).value();
        QCOMPARE(bill.taxGroups.size(), size_t(1));
        QCOMPARE(bill.tax, usd(u"42.00"_s)); // 21 % of 200.00
    }

    void theExplanationNamesBothRatesAndTheDifference()
    {
        pricing::Recorder recorder;
        const Bill bill = billing::rate(july(u"2020-06-15"_s), StatedUsage(), germanRates(), &recorder).value();
        const auto derivations = recorder.take();
        const auto *tax = named(derivations, u"Tax of prepayment INV-1"_s);
        QVERIFY(tax);
        QCOMPARE(factOf(*tax, u"On 2020-06-15"_s), u"VAT Germany 19 %"_s);
        QCOMPARE(factOf(*tax, u"On this invoice"_s), u"VAT Germany 16 %"_s);
        QCOMPARE(tax->rounded, u"19.00 USD"_s);
        QCOMPARE(factOf(*tax, u"It would come to"_s), u"16.00"_s);
        QCOMPARE(factOf(*tax, u"Difference that stays"_s), u"3.00"_s);
        QVERIFY(std::ranges::any_of(bill.lines, [&](const auto &line) {
            return billing::isDeduction(line) && tax->lines.contains(line.key.toString());
        }));
    }

    void withoutAChangeThereIsNothingToName()
    {
        pricing::Recorder recorder;
        QVERIFY(billing::rate(july(u"2020-07-02"_s), StatedUsage(), germanRates(), &recorder));
        QVERIFY(!named(recorder.take(), u"Tax of prepayment INV-1"_s));
    }

    void explainingComputesTheSame()
    {
        pricing::Recorder recorder;
        const Bill explained = billing::rate(july(u"2020-06-15"_s), StatedUsage(), germanRates(), &recorder).value();
        const Bill plain = billing::rate(july(u"2020-06-15"_s), StatedUsage(), germanRates()).value();
        QCOMPARE(explained.total, plain.total);
        QCOMPARE(explained.tax, plain.tax);
    }
};

QTEST_APPLESS_MAIN(TestPrepaymentTax)
#include "tst_prepayment_tax.moc"
