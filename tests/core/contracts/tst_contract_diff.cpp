// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/contracts.h"

#include "core/contracts/contract_diff.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;
using namespace accord::testing;

namespace {

Contract master()
{
    Contract contract;
    contract.number = u"NW-3"_s;
    contract.type = u"enterprise_annual"_s;
    contract.currency = currency(u"USD"_s);
    contract.term = Period{day(u"2026-01-01"_s), day(u"2027-01-01"_s)};
    contract.items = {recurring(u"base"_s, u"600"_s), usageItem(u"storage"_s, u"1000"_s, u"3"_s)};
    return contract;
}

} // namespace

class TestContractDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsNothingBetweenEqualTerms()
    {
        Contract later = master();
        later.version = 2; // a version is no term
        QVERIFY(diff(master(), later).empty());
    }
    void saysWhatATermWasAndWhatItIs()
    {
        Contract later = master();
        later.terms.netDays = 45;
        later.terms.autoRenewal = true;
        later.items[0].model = pricing::PerUnit{decimal(u"640.50"_s)};
        later.items[1].included.reset();
        const std::vector<TermChange> expected{{u"terms.net_days"_s, u"30 days"_s, u"45 days"_s},
                                               {u"terms.auto_renewal"_s, u"no"_s, u"by 12 months"_s},
                                               {u"items.base.price"_s, u"600 each"_s, u"640.5 each"_s},
                                               {u"items.storage.included"_s, u"1000"_s, u"unlimited"_s}};
        QCOMPARE(diff(master(), later), expected);
    }
    void matchesItemsByTheirKeyAndNotByPlace()
    {
        Contract later = master();
        std::swap(later.items[0], later.items[1]);
        QVERIFY(diff(master(), later).empty());
    }
    void tellsAddedFromRemoved()
    {
        Contract later = master();
        later.items.pop_back();
        later.customTerms = {u"Most favoured customer"_s};
        const auto changes = diff(master(), later);
        QVERIFY(changes.front().isAdded());
        QCOMPARE(changes.front().after, u"Most favoured customer"_s);
        QVERIFY(std::all_of(changes.begin() + 1, changes.end(), [](const TermChange &c) {
            return c.isRemoved() && c.path.startsWith(u"items.storage."_s);
        }));
        QVERIFY(changes.size() > 3);
    }
    void sameTwoVersionsTheOtherWayRoundAreTheSameChangesTurned()
    {
        Contract later = master();
        later.terms.noticeDays = 30;
        later.discounts = {
            {u"Volume"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Recurring, decimal(u"5"_s), {}, {}}};
        later.shares = {{{}, u"EU"_s, u"OPS"_s, decimal(u"40"_s), usd(u"2500.00"_s)}};
        const auto there = diff(master(), later);
        auto back = diff(later, master());
        QCOMPARE(there.size(), back.size());
        for (const TermChange &change : there)
            QVERIFY2(std::ranges::find(back, TermChange{change.path, change.after, change.before}) != back.end(),
                     qPrintable(change.path));
    }
    void orderOfDiscountsIsATerm()
    {
        const auto discount = [](const QString &name) {
            return pricing::Discount{
                name, pricing::DiscountBasis::Percent, pricing::DiscountScope::Recurring, decimal(u"5"_s), {}, {}};
        };
        Contract before = master();
        before.discounts = {discount(u"A"_s), discount(u"B"_s)};
        Contract later = before;
        std::swap(later.discounts[0], later.discounts[1]);
        QCOMPARE(diff(before, later).size(), 2U);
        before.discounts = {discount(u"A"_s), discount(u"A"_s)};
        later.discounts = {discount(u"A"_s)};
        QVERIFY(!diff(before, later).empty()); // two of one name are two
    }
};

QTEST_GUILESS_MAIN(TestContractDiff)
#include "tst_contract_diff.moc"
