// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/contracts.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/storage/audit_sql.h"
#include "core/workspace/amendment_preview.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/term_preview.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;
using namespace accord::testing;
using namespace accord::workspace;

namespace {

Result<TermPreview> preview(const Contract &contract)
{
    accounts::Account payer;
    payer.currency = contract.currency;
    return previewTerm(contract, payer, {}, 1, tax::RateTable());
}

} // namespace

class TestContractPreview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void addsUpTheBillsOfTheTerm()
    {
        PriceItem item = recurring(u"plan"_s, u"100.00"_s);
        item.ramp = {{day(u"2026-07-01"_s), {}, decimal(u"2"_s), {}}, {day(u"2026-10-01"_s), {}, {}, decimal(u"50"_s)}};
        Contract world
            = contract(u"2026-01-01"_s, u"2027-01-01"_s, {item, oneTime(u"setup"_s, u"1"_s, u"500.00"_s, {})});
        world.discounts = {
            {u"Ten"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Recurring, decimal(u"10"_s), {}, {}}};
        const auto result = preview(world);
        QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().id));
        // 6 × 100 + 3 × 200 + 3 × 200 × 50 % = 1,500; less 10 % = 1,350; and 500 once, which the discount reaches too
        // if it counts as recurring: it does not.
        QCOMPARE(result->items[0].total, usd(u"1350.00"_s));
        QCOMPARE(result->items[0].prices.size(), 3U);
        QCOMPARE(result->items[0].perPeriod[2], usd(u"100.00"_s));
        QCOMPARE(result->total, usd(u"1350.00"_s).plus(result->items[1].total).value());
        QCOMPARE(result->months.size(), 12U);
        QCOMPARE(result->committed, usd(u"1200.00"_s));
        QVERIFY(result->isWhole);
    }
    void truesACommitmentUpOnceOverTheTerm()
    {
        Contract world = contract(u"2026-01-01"_s, u"2027-01-01"_s, {recurring(u"plan"_s, u"100.00"_s)});
        world.commitments = {{u"c"_s, u"Year"_s, usd(u"1500.00"_s), 12, {}}};
        const auto result = preview(world);
        QCOMPARE(result->trueUps, usd(u"300.00"_s));
        QCOMPARE(result->total, usd(u"1500.00"_s));
    }
    void knowsNoUsage()
    {
        const auto result
            = preview(contract(u"2026-01-01"_s, u"2027-01-01"_s, {usageItem(u"api_calls"_s, u"0"_s, u"1.00"_s)}));
        QCOMPARE(result->total, usd(u"0.00"_s));
    }
    void stopsAtAVeryLongTerm()
    {
        const auto result = preview(contract(u"2026-01-01"_s, u"2126-01-01"_s, {recurring(u"plan"_s, u"1.00"_s)}));
        QVERIFY(!result->isWhole);
        QCOMPARE(int(result->months.size()), mostPreviewedMonths);
    }
    void keepsDraftsForTheirWriterAlone()
    {
        auto services = m_company->as(u"operator"_s);
        const QString reference = u"new/A-0006"_s;
        QVERIFY(!ContractDesk(*services).open(reference)->draft);
        QVERIFY(ContractDesk(*services).saveDraft(reference, {{u"number"_s, u"X"_s}}));
        QVERIFY(ContractDesk(*services).saveDraft(reference, {{u"number"_s, u"X-1"_s}}));
        QCOMPARE(ContractDesk(*services).open(reference)->draft->value(u"number"_s).toString(), u"X-1"_s);
        QVERIFY(!ContractDesk(*m_company->as(u"approver"_s)).open(reference)->draft);
        QVERIFY(ContractDesk(*services).dropDraft(reference));
        QVERIFY(!ContractDesk(*services).open(reference)->draft);
    }
    void savesVersionsWithTheirRecordAndRefusesTakenOnes()
    {
        auto services = m_company->as(u"operator"_s);
        ContractDesk desk(*services);
        const auto work = desk.open(u"new/A-0006"_s);
        Contract first = contract(u"2026-07-01"_s, u"2027-07-01"_s, {recurring(u"plan"_s, u"100.00"_s)});
        first.number = u"INI-1"_s;
        first.account = work->payer.id;
        const auto outcome = desk.save(u"new/A-0006"_s, first, {});
        QVERIFY2(outcome.has_value(), qPrintable(outcome ? QString() : outcome.error().id));
        QVERIFY(!outcome->approval);
        const std::optional saved = outcome->contract;
        QCOMPARE(saved->version, 1);
        QCOMPARE(desk.save(u"new/A-0006"_s, first, {}).error().id, u"contracts.number_taken"_s);
        QCOMPARE(desk.save({}, *saved, *saved).error().id, u"contracts.unchanged"_s);
        Contract next = *saved;
        next.terms.netDays = 45;
        const auto second = desk.save({}, next, *saved);
        QCOMPARE(second->contract.version, 2);
        QCOMPARE(desk.save({}, next, *saved).error().id, u"storage.changed_meanwhile"_s);
        const auto history
            = storage::AuditSql(services->session()).historyOf(u"contract"_s, saved->id.toString(), 0, 5);
        QCOMPARE(history->size(), 2U);
    }
    void showsTheNextInvoicesBesideEachOther()
    {
        auto services = m_company->as(u"operator"_s);
        const Contract saved = services->contracts().findByNumber(u"NW-2025"_s).value();
        // From 1 May: May is billed, so that June brings the adjustment of May and the new price.
        const auto candidate = amended(
            saved, {day(u"2026-05-01"_s), u"Upgrade"_s, {NewPrice{u"base"_s, pricing::PerUnit{decimal(u"900.00"_s)}}}});
        const auto pairs = previewAmendment(*services, *candidate, test::companyToday(), 2);
        QVERIFY2(pairs.has_value(), qPrintable(pairs ? QString() : pairs.error().id));
        QCOMPARE(pairs->size(), 2U);
        const InvoicePair &june = pairs->front();
        const auto adjustment = std::find_if(june.lines.begin(), june.lines.end(),
                                             [](const LinePair &line) { return line.isAdjustment; });
        QVERIFY(adjustment != june.lines.end());
        QVERIFY(!adjustment->before && adjustment->after);
        // 300.00 more, less the 5 % by 32 locations.
        QCOMPARE(*adjustment->after, usd(u"285.00"_s));
        QCOMPARE(june.netAfter.minus(june.netBefore).value(), usd(u"570.00"_s));
        const InvoicePair &july = pairs->back(); // the adjustment stands once
        QVERIFY(
            std::none_of(july.lines.begin(), july.lines.end(), [](const LinePair &line) { return line.isAdjustment; }));
        QCOMPARE(july.netAfter.minus(july.netBefore).value(), usd(u"285.00"_s));
        QCOMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, saved.version); // nothing is written
    }

private:
    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestContractPreview)
#include "tst_contract_preview.moc"
