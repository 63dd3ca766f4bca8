// SPDX-License-Identifier: GPL-3.0-or-later
// Charges that are looked at again in a later run, from the store.
#include "tests/support/company.h"

#include "core/billing/rating.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/billed_charges.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/stored_usage.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;

namespace {

/// Quarters in advance: one price with the tax in it, one with a minimum, and a fixed discount.
QByteArray contractOf(const QByteArray &unitPrice)
{
    return R"({"format": "accord.contract/1", "number": "ADJ-1", "currency": "USD", "start": "2026-06-01",
 "end": "2027-06-01", "items": [
  {"key": "fee", "price": {"model": "per_unit", "unit_price": ")"
           + unitPrice + R"("}, "billing_months": 3, "tax_included": true},
  {"key": "small", "price": {"model": "per_unit", "unit_price": "10.00"}, "billing_months": 3, "minimum_spend": "90.00"}],
 "discounts": [{"name": "Goodwill", "basis": "fixed", "scope": "everything", "amount": "50.00"}]})";
}

/// The lines of ADJ-1 that a run of a month would make.
std::vector<billing::BillLine> linesOf(workspace::Services &services, const accounts::AccountId &account,
                                       const Period &month)
{
    std::vector<billing::BillLine> lines;
    const auto assemblies = workspace::assemble(services, account, month, month.lastDay()).value();
    for (const auto &assembly : assemblies) {
        const auto bill = billing::rate(assembly.input, *assembly.usage, services.reference().taxRates).value();
        for (const auto &line : bill.lines)
            if (line.contractNumber == u"ADJ-1"_s)
                lines.push_back(line);
    }
    return lines;
}

std::vector<billing::BillLine> linesOfJuly(workspace::Services &services, const accounts::AccountId &account)
{
    return linesOf(services, account, Period::monthOf(QDate(2026, 7, 1)));
}

QStringList rowsOf(const std::vector<billing::BillLine> &lines)
{
    QStringList rows;
    for (const auto &line : lines)
        rows << u"%1 %2 %3 %4"_s.arg(line.key.item, line.key.kind, QString::number(line.key.sequence),
                                     line.net.toString());
    return rows;
}

} // namespace

class TestAdjustments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunningQuarterIsLeftAloneAndAnAmendmentIsAdjusted()
    {
        Company company;
        const auto account = company.account(u"A-0006"_s);
        auto services = company.as(u"operator"_s);
        workspace::MasterData masterData(*services);
        QVERIFY(masterData.importContract(contractOf("300.00"), u"A-0006"_s).has_value());
        jobs::Progress progress;
        const auto run
            = workspace::BillingDesk(*services).run(Period::monthOf(QDate(2026, 6, 1)), companyToday(), progress);
        QVERIFY(run.has_value());

        const auto assemblies
            = workspace::assemble(*services, account, Period::monthOf(QDate(2026, 7, 1)), QDate(2026, 7, 31)).value();
        int seen = 0;
        for (const auto &assembly : assemblies)
            for (const auto &charge : assembly.input.billed)
                seen += charge.key.item == u"fee"_s || charge.key.item == u"small"_s;
        QCOMPARE(seen, 3); // two charges and the top-up of the minimum
        const auto unchanged = linesOfJuly(*services, account);
        QVERIFY2(unchanged.empty(),
                 unchanged.empty() ? "" : qPrintable(unchanged[0].description + unchanged[0].net.toString()));

        QByteArray dearer = contractOf("300.00");
        dearer.replace(R"("billing_months": 3, "tax_included")",
                       R"("billing_months": 3, "ramp": [{"from": "2026-07-01", "price": {"model": "per_unit",
                          "unit_price": "400.00"}}], "tax_included")");
        dearer.replace(R"("end": "2027-06-01")", R"("end": "2027-06-01", "effective_from": "2026-07-01")");
        QVERIFY(masterData.importContract(dearer, u"A-0006"_s).has_value());
        const auto lines = linesOfJuly(*services, account);
        QCOMPARE(lines.size(), size_t(1));
        QCOMPARE(lines[0].key.sequence, 1);
        // 900.00 × 30/92 = 293.478… → 293.48 and 1,200.00 × 62/92 = 808.695… → 808.70: 1,102.18, 202.18 more, gross.
        QCOMPARE(lines[0].net.plus(lines[0].tax).value(), Money(20218, lines[0].net.currency()));
    }

    void whatComesToAMonthLaterIsInTheCommitmentThatWasFilledUp()
    {
        // June: 60.00 and 40.00 up to the commitment of 100.00. Then 120.00 from 16 June, agreed later: June comes to
        // 60.00 × 15/30 + 120.00 × 15/30 = 90.00, 30.00 more, and so 10.00 are missing, 30.00 less.
        Company company;
        const auto account = company.account(u"A-0006"_s);
        auto services = company.as(u"operator"_s);
        workspace::MasterData masterData(*services);
        QByteArray document = R"({"format": "accord.contract/1", "number": "ADJ-1", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01",
 "items": [{"key": "fee", "price": {"model": "per_unit", "unit_price": "60.00"}}],
 "commitments": [{"key": "least", "description": "Least", "amount": "100.00", "months": 1}]})";
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        workspace::BillingDesk desk(*services);
        jobs::Progress progress;
        QVERIFY(desk.run(Period::monthOf(QDate(2026, 6, 1)), companyToday(), progress).has_value());
        QCOMPARE(rowsOf(linesOfJuly(*services, account)),
                 (QStringList{u"fee recurring 0 60.00"_s, u"least commitment 0 40.00"_s}));

        document.replace(R"("60.00"}})", R"("60.00"},
  "ramp": [{"from": "2026-06-16", "price": {"model": "per_unit", "unit_price": "120.00"}}]})");
        document.replace(R"("items")", R"("effective_from": "2026-06-16", "items")");
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        QCOMPARE(
            rowsOf(linesOfJuly(*services, account)),
            (QStringList{u"fee recurring 0 120.00"_s, u"fee recurring 1 30.00"_s, u"least commitment 1 -30.00"_s}));

        QVERIFY(desk.run(Period::monthOf(QDate(2026, 7, 1)), companyToday(), progress).has_value());
        QCOMPARE(rowsOf(linesOf(*services, account, Period::monthOf(QDate(2026, 8, 1)))),
                 QStringList{u"fee recurring 0 120.00"_s});
    }

    void whatAFixedAmountHadLeftIsTakenOfWhatComesAMonthLater()
    {
        // 80.00 off each month. June: 60.00 − 60.00 = 0.00, and 20.00 are left. Then 120.00 from 16 June, agreed later:
        // June comes to 60.00 × 15/30 + 120.00 × 15/30 = 90.00, less 80.00: 10.00. July: 120.00 − 80.00 = 40.00.
        Company company;
        const auto account = company.account(u"A-0006"_s);
        auto services = company.as(u"operator"_s);
        workspace::MasterData masterData(*services);
        QByteArray document = R"({"format": "accord.contract/1", "number": "ADJ-1", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01",
 "items": [{"key": "fee", "price": {"model": "per_unit", "unit_price": "60.00"}}],
 "discounts": [{"name": "Welcome", "basis": "fixed", "scope": "everything", "amount": "80.00"}]})";
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        workspace::BillingDesk desk(*services);
        jobs::Progress progress;
        QVERIFY(desk.run(Period::monthOf(QDate(2026, 6, 1)), companyToday(), progress).has_value());

        document.replace(R"("60.00"}})", R"("60.00"},
  "ramp": [{"from": "2026-06-16", "price": {"model": "per_unit", "unit_price": "120.00"}}]})");
        document.replace(R"("items")", R"("effective_from": "2026-06-16", "items")");
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        QCOMPARE(rowsOf(linesOfJuly(*services, account)),
                 (QStringList{u"fee recurring 0 40.00"_s, u"fee recurring 1 10.00"_s}));

        QVERIFY(desk.run(Period::monthOf(QDate(2026, 7, 1)), companyToday(), progress).has_value());
        QCOMPARE(rowsOf(linesOf(*services, account, Period::monthOf(QDate(2026, 8, 1)))),
                 QStringList{u"fee recurring 0 40.00"_s});
        const auto ids = services->invoices().ids().value();
        for (const auto &id : ids)
            if (const auto invoice = services->invoices().find(id);
                invoice && invoice->bill.lines.front().contractNumber == u"ADJ-1"_s) {
                const auto explained = desk.explain(*invoice);
                QVERIFY2(explained, explained ? "" : qPrintable(explained.error().id));
            }
    }

    void aCommitmentThatWasMetIsAskedForWhenLessIsSpent()
    {
        // June: 120.00 spent, nothing is missing to 100.00. Then 60.00 from 16 June, agreed later: June comes to
        // 120.00 × 15/30 + 60.00 × 15/30 = 90.00, so 30.00 less and 10.00 are missing. July: 60.00 and 40.00.
        Company company;
        const auto account = company.account(u"A-0006"_s);
        auto services = company.as(u"operator"_s);
        workspace::MasterData masterData(*services);
        QByteArray document = R"({"format": "accord.contract/1", "number": "ADJ-1", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01",
 "items": [{"key": "fee", "price": {"model": "per_unit", "unit_price": "120.00"}}],
 "commitments": [{"key": "least", "description": "Least", "amount": "100.00", "months": 1}]})";
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        workspace::BillingDesk desk(*services);
        jobs::Progress progress;
        QVERIFY(desk.run(Period::monthOf(QDate(2026, 6, 1)), companyToday(), progress).has_value());

        document.replace(R"("120.00"}})", R"("120.00"},
  "ramp": [{"from": "2026-06-16", "price": {"model": "per_unit", "unit_price": "60.00"}}]})");
        document.replace(R"("items")", R"("effective_from": "2026-06-16", "items")");
        QVERIFY(masterData.importContract(document, u"A-0006"_s).has_value());
        QCOMPARE(rowsOf(linesOfJuly(*services, account)),
                 (QStringList{u"fee recurring 0 60.00"_s, u"fee recurring 1 -30.00"_s, u"least commitment 0 10.00"_s,
                              u"least commitment 0 40.00"_s}));

        QVERIFY(desk.run(Period::monthOf(QDate(2026, 7, 1)), companyToday(), progress).has_value());
        QCOMPARE(rowsOf(linesOf(*services, account, Period::monthOf(QDate(2026, 8, 1)))),
                 (QStringList{u"fee recurring 0 60.00"_s, u"least commitment 0 40.00"_s}));
    }

    void aChargeIsLookedAtAgainByTheEngineThatMadeIt()
    {
        // 900.00 a quarter, from 1 July 1,200.00, agreed from the start: engine 4 rounds 293.478… and 808.695… each,
        // 1,102.18; engine 3 rounded once, 1,102.17. A program that knows both adjusts nothing of either.
        Company company;
        const auto account = company.account(u"A-0006"_s);
        auto services = company.as(u"operator"_s);
        QByteArray ramped = contractOf("300.00");
        ramped.replace(R"("billing_months": 3, "tax_included": true)",
                       R"("billing_months": 3, "ramp": [{"from": "2026-07-01", "price": {"model": "per_unit",
                          "unit_price": "400.00"}}])");
        ramped.replace(R"(, "minimum_spend": "90.00")", "");
        QVERIFY(workspace::MasterData(*services).importContract(ramped, u"A-0006"_s).has_value());
        jobs::Progress progress;
        QVERIFY(workspace::BillingDesk(*services)
                    .run(Period::monthOf(QDate(2026, 6, 1)), companyToday(), progress)
                    .has_value());
        QVERIFY(linesOfJuly(*services, account).empty());
        QVERIFY(services->session().run("UPDATE invoice SET engine_version = 3 WHERE state <> 'issued'").has_value());
        const auto lines = linesOfJuly(*services, account);
        QCOMPARE(lines.size(), size_t(1)); // of the figure of engine 4 a cent would go back by engine 3
        QCOMPARE(lines[0].net, Money(-1, lines[0].net.currency()));
    }

    void theEngineOfAChargeIsFrozenWithIt()
    {
        const Currency dollar = Currency::fromCode(u"USD"_s).value();
        billing::BilledCharge charge;
        charge.key = {contracts::ContractId(QUuid::createUuid()), u"fee"_s,       {},
                      Period::monthOf(QDate(2026, 6, 1)),         u"recurring"_s, 0};
        charge.net = charge.gross = Money(1000, dollar);
        charge.discount = Money::zero(dollar);
        std::vector<billing::BilledCharge> charges(4, charge);
        charges[1].paid = Money(500, dollar);
        charges[2].engine = 2;
        charges[3].paid = Money(500, dollar);
        charges[3].engine = 1;
        QCOMPARE(workspace::billedFromJson(workspace::billedToJson(charges), dollar), charges);
        charges[0].shares
            = {Period::monthOf(QDate(2026, 6, 1)),
               {Money(1500, dollar), {{u"Welcome"_s, Money(400, dollar)}, {u"Goodwill"_s, Money(100, dollar)}}}};
        charges[1].shares = {Period::monthOf(QDate(2026, 7, 1)), {Money(1500, dollar), {}}};
        charges[2].shares = charges[0].shares;
        QCOMPARE(workspace::billedFromJson(workspace::billedToJson(charges), dollar), charges);
        charges = {charge};
        charges[0].engine = billing::engineVersion; // that of the invoice, and so is not written
        QCOMPARE(workspace::billedToJson(charges), workspace::billedToJson({charge}));
    }
};

QTEST_GUILESS_MAIN(TestAdjustments)
#include "tst_adjustments.moc"
#include "core/workspace/stored_usage.h"
