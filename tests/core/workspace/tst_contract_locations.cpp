// SPDX-License-Identifier: GPL-3.0-or-later
// Locations that are added to a contract and closed, from the store. Globex pays 240.00 a month for each of its 52
// stores; May 2026 is billed, June is not.
#include "tests/support/company.h"

#include "core/billing/rating.h"
#include "core/contracts/amendment.h"
#include "core/workspace/amendment_preview.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/contract_locations.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/master_data.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using contracts::AmendmentChange;
using contracts::Contract;

namespace {

Contract amendedFrom(workspace::Services &services, const QDate &from, const std::vector<AmendmentChange> &changes)
{
    const Contract saved = services.contracts().findByNumber(u"GX-2024"_s).value();
    return contracts::amended(saved, {from, u"Stores"_s, changes}).value();
}

void agree(workspace::Services &services, const QDate &from, const std::vector<AmendmentChange> &changes)
{
    const Contract saved = services.contracts().findByNumber(u"GX-2024"_s).value();
    const auto stored
        = workspace::ContractDesk(services).save(saved.id.toString(), amendedFrom(services, from, changes), saved);
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().id));
}

/// "description, location: net" of the lines of GX-2024 for \a code in June.
QStringList linesOf(workspace::Services &services, const QString &code)
{
    const Period june = Period::monthOf(QDate(2026, 6, 1));
    const auto account = services.contracts().findByNumber(u"GX-2024"_s).value().account;
    QStringList lines;
    const auto assemblies = workspace::assemble(services, account, june, june.lastDay()).value();
    for (const auto &assembly : assemblies) {
        const auto bill = workspace::billOf(assembly, services.reference().taxRates).value();
        for (const auto &line : bill.lines)
            if (line.locationCode == code)
                lines << u"%1: %2"_s.arg(line.description, line.net.toString());
    }
    return lines;
}

void addStore(workspace::Services &services, const QByteArray &code, const QByteArray &activeFrom)
{
    const auto done = workspace::MasterData(services).importAccounts(
        R"({"format": "accord.accounts/1", "accounts": [{"number": "A-0004", "name": "Globex Retail", "currency": "EUR",
            "segment": "enterprise", "region": "EMEA", "locations": [{"code": ")"
        + code + R"(", "name": "New store", "active_from": ")" + activeFrom + R"("}]}]})");
    QVERIFY2(done, done ? "" : qPrintable(done.error().id));
}

} // namespace

class TestContractLocations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closesAStoreInsideABilledMonth()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        agree(*services, QDate(2026, 5, 11), {contracts::ClosedLocation{u"GX-01"_s}});
        // 240.00 × 21/31 = 162.580… is given back of May, and nothing is billed for June.
        QCOMPARE(linesOf(*services, u"GX-01"_s), QStringList{u"Adjustment: Store licence, May 2026: -162.58"_s});
        QCOMPARE(linesOf(*services, u"GX-02"_s), QStringList{u"Store licence - June 2026: 240.00"_s});
    }
    void servesAStoreAgain()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        agree(*services, QDate(2026, 5, 11), {contracts::ClosedLocation{u"GX-01"_s}});
        agree(*services, QDate(2026, 5, 21), {contracts::AddedLocation{u"GX-01"_s}});
        // 10 of 31 days are not served: 240.00 × 10/31 = 77.419…
        QCOMPARE(linesOf(*services, u"GX-01"_s), (QStringList{u"Store licence - June 2026: 240.00"_s,
                                                              u"Adjustment: Store licence, May 2026: -77.42"_s}));
    }
    void billsAStoreThatWasAddedAfterItsMonthWasBilled()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        addStore(*services, "GX-99", "2026-05-11");
        agree(*services, QDate(2026, 5, 11), {contracts::AddedLocation{u"GX-99"_s}});
        // 21 of 31 days of May: 240.00 × 21/31 = 162.580…
        const QStringList expected{u"Store licence - June 2026: 240.00"_s,
                                   u"Adjustment: Store licence, 2026-05-11 to 2026-05-31: 162.58"_s};
        QCOMPARE(linesOf(*services, u"GX-99"_s), expected);
        // Another amendment, for a later day, does not lose it.
        agree(*services, QDate(2026, 7, 1), {contracts::ClosedLocation{u"GX-02"_s}});
        QCOMPARE(linesOf(*services, u"GX-99"_s), expected);
        // Billed once, it is not billed again.
        jobs::Progress progress;
        QVERIFY(workspace::BillingDesk(*services)
                    .run(Period::monthOf(QDate(2026, 6, 1)), QDate(2026, 6, 30), progress)
                    .has_value());
        QVERIFY(linesOf(*services, u"GX-99"_s).isEmpty());
    }
    void showsTheNextInvoicesBeforeAndAfter()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        const Contract candidate = amendedFrom(*services, QDate(2026, 7, 17), {contracts::ClosedLocation{u"GX-01"_s}});
        const auto pairs = workspace::previewAmendment(*services, candidate, QDate(2026, 7, 1), 2);
        QVERIFY(pairs);
        // July: 240.00 × 16/31 = 123.870… → 123.87, 116.13 less; August: 240.00 less.
        QCOMPARE(pairs->at(0).netAfter.minus(pairs->at(0).netBefore)->toString(), u"-116.13"_s);
        QCOMPARE(pairs->at(1).netAfter.minus(pairs->at(1).netBefore)->toString(), u"-240.00"_s);
    }
    void refusesLocationsOfOthersAndThoseThatAreServed()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        const Contract saved = services->contracts().findByNumber(u"GX-2024"_s).value();
        const auto check = [&](const AmendmentChange &change) {
            const auto done
                = workspace::checkLocations(*services, amendedFrom(*services, QDate(2026, 7, 1), {change}), &saved);
            return done ? QString() : done.error().id;
        };
        QCOMPARE(check(contracts::AddedLocation{u"NW-01"_s}), u"contracts.location_unknown"_s);
        QCOMPARE(check(contracts::ClosedLocation{u"nowhere"_s}), u"contracts.location_unknown"_s);
        QCOMPARE(check(contracts::AddedLocation{u"GX-01"_s}), u"contracts.location_served"_s);
        QCOMPARE(check(contracts::ClosedLocation{u"GX-01"_s}), QString());
    }
    void givesBackNoMoreThanWasPaid()
    {
        Company company;
        const auto services = company.as(u"operator"_s);
        const Contract saved = services->contracts().findByNumber(u"GX-2024"_s).value();
        Contract next = amendedFrom(*services, QDate(2026, 5, 11), {contracts::ClosedLocation{u"GX-01"_s}});
        next.terms.creditCap = contracts::CreditCap::Paid;
        const auto stored = workspace::ContractDesk(*services).save(saved.id.toString(), next, saved);
        QVERIFY2(stored, stored ? "" : qPrintable(stored.error().id));
        QVERIFY(linesOf(*services, u"GX-01"_s).isEmpty()); // May is a draft: nothing of it is paid
    }
};

QTEST_GUILESS_MAIN(TestContractLocations)
#include "tst_contract_locations.moc"
