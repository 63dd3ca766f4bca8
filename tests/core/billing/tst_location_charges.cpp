// SPDX-License-Identifier: GPL-3.0-or-later
// Usage on days on which a contract does not serve its location.
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using namespace accord::billing;

namespace {

/// 8 calls in Zurich on 5 May 2024 and 30 on 20 May.
class Calls final : public UsageLookup
{
public:
    Result<UsageFigure> quantity(const QString &, const std::optional<accounts::LocationId> &,
                                 const Period &period) const override
    {
        int sum = 0;
        for (const auto &[on, calls] : {std::pair(QDate(2024, 5, 5), 8), std::pair(QDate(2024, 5, 20), 30)})
            sum += period.contains(on) ? calls : 0;
        return UsageFigure{Decimal(sum), sum > 0, u"test"_s};
    }
};

/// The bill of May of a contract that serves Zurich from 11 May on.
Bill may(bool perLocation, bool isAgreed = true)
{
    auto calls = usageItem(u"calls"_s, u"0"_s, u"1.00"_s);
    calls.perLocation = perLocation;
    auto served = contract(u"2024-01-01"_s, u"2025-01-01"_s, {calls});
    if (isAgreed)
        served.locations.services = {{u"ZRH"_s, day(u"2024-05-11"_s), {}}};
    auto asked = input(served, u"2024-05"_s);
    accounts::Location zurich;
    zurich.id = accounts::LocationId(QUuid::createUuidV5(QUuid(), u"zurich"_s));
    zurich.code = u"ZRH"_s;
    zurich.activeFrom = day(u"2020-01-01"_s);
    asked.locations = {{zurich, u"Customer"_s}};
    asked.taxKnown = false;
    const auto rates = tax::RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n").value();
    return rate(asked, Calls(), rates).value();
}

} // namespace

class TestLocationCharges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usageOutsideIsNotBilledAndTold()
    {
        const Bill bill = may(true);
        QCOMPARE(bill.subtotal, usd(u"30.00"_s));
        QCOMPARE(bill.exceptions.size(), size_t(1));
        QCOMPARE(bill.exceptions[0].id, u"billing.usage_outside_service"_s);
        QCOMPARE(bill.exceptions[0].args.value(u"quantity"_s).toString(), u"8"_s);
        QCOMPARE(bill.exceptions[0].args.value(u"last"_s).toString(), u"2024-05-10"_s);
    }
    void usageOfAllLocationsTogetherIsCountedAndTold()
    {
        const Bill bill = may(false);
        QCOMPARE(bill.subtotal, usd(u"38.00"_s));
        QCOMPARE(bill.exceptions.at(0).id, u"billing.usage_outside_service_counted"_s);
    }
    void nothingIsToldWhereNoDaysAreAgreed()
    {
        const Bill bill = may(true, false);
        QCOMPARE(bill.subtotal, usd(u"38.00"_s));
        QVERIFY(bill.exceptions.empty());
    }
};

QTEST_APPLESS_MAIN(TestLocationCharges)
#include "tst_location_charges.moc"
