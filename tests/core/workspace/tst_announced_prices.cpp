// SPDX-License-Identifier: GPL-3.0-or-later
// Another price for several contracts at once, told in time. Today is 30 June 2026.
#include "tests/support/company.h"

#include "core/contracts/contract_json.h"
#include "core/workspace/announced_prices.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using workspace::AnnouncedPrice;

namespace {

AnnouncedPrice percentMore(const QString &item, const QString &percent, const QDate &from)
{
    return {item, {}, Decimal::parse(percent).value(), from, u"Yearly price list"_s, {}};
}

/// Lets \a number ask for \a days of notice.
void askForNotice(workspace::Services &services, const QString &number, int days)
{
    auto contract = services.contracts().findByNumber(number).value();
    contract.terms.priceNoticeDays = days;
    const auto stored = workspace::MasterData(services).importContract(
        QJsonDocument(contracts::toJson(contract)).toJson(), services.accounts().find(contract.account)->number);
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().id));
}

} // namespace

class TestAnnouncedPrices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsLeftOfTheRunningPeriod()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        auto announced = percentMore(u"site"_s, u"5"_s, QDate(2026, 7, 17));
        announced.contracts = {u"GX-2024"_s};
        const auto notices = workspace::planPrices(*services, announced);
        QVERIFY(notices);
        QCOMPARE(notices->size(), size_t(1));
        const auto &notice = notices->front();
        QCOMPARE(pricing::unitPriceOf(notice.after)->toString(), u"252.00"_s);
        // 15 of 31 days of July: 240.00 × 15/31 = 116.129…, 252.00 × 15/31 = 121.935…, each rounded by itself.
        QCOMPARE(notice.running.credits.front().toString(), u"-116.13"_s);
        QCOMPARE(notice.running.charges.front().toString(), u"121.94"_s);
        QCOMPARE(notice.running.net.toString(), u"5.81"_s);
        QCOMPARE(services->contracts().findByNumber(u"GX-2024"_s)->version, 1);
    }
    void changesEveryContractThatHasTheItem()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        const auto saved = workspace::announcePrices(*services, percentMore(u"base"_s, u"10"_s, QDate(2026, 8, 1)));
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id));
        QCOMPARE(saved->size(), size_t(4)); // Northwind, Globex, Umbra and Contoso
        const auto umbra = services->contracts().findByNumber(u"UM-2026"_s).value();
        QCOMPARE(umbra.version, 2);
        QCOMPARE(pricing::unitPriceOf(*umbra.items.front().ramp.back().model)->toString(), u"7992.60"_s);
    }
    void changesNoneWhereOneHasToBeToldEarlier()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        askForNotice(*services, u"UM-2026"_s, 60);
        const auto refused = workspace::announcePrices(*services, percentMore(u"base"_s, u"10"_s, QDate(2026, 8, 28)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"contracts.price_notice_short"_s);
        QCOMPARE(refused.error().args.value(u"earliest"_s).toString(), u"2026-08-29"_s);
        QCOMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, 1);
        QVERIFY(workspace::announcePrices(*services, percentMore(u"base"_s, u"10"_s, QDate(2026, 8, 29))));
    }
    void needsOnePriceAndAnItem()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        auto announced = percentMore(u"base"_s, u"10"_s, QDate(2026, 8, 1));
        announced.unitPrice = Decimal(5);
        QCOMPARE(workspace::planPrices(*services, announced).error().id, u"contracts.price_announced"_s);
        QCOMPARE(workspace::planPrices(*services, percentMore(u"gone"_s, u"1"_s, QDate(2026, 8, 1))).error().id,
                 u"contracts.amend_item"_s);
    }
};

QTEST_GUILESS_MAIN(TestAnnouncedPrices)
#include "tst_announced_prices.moc"
