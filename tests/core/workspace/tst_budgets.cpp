// SPDX-License-Identifier: GPL-3.0-or-later
// What customers may spend: budgets tell, ask or refuse, and no purchase order means no invoice.
#include "tests/support/company.h"

#include "core/storage/transaction.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/invoice_submission.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using purchasing::BudgetCap;

class TestBudgets : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    static constexpr int year = 2026;
    purchasing::Budget budgetOf(const QString &account, qint64 minor, BudgetCap cap)
    {
        auto services = m_company->as(u"operator"_s);
        const auto owner = services->accounts().findByReference(account).value();
        return {{owner.id, {}, {}}, {QDate(year, 1, 1), QDate(year + 1, 1, 1)}, Money(minor, owner.currency), cap};
    }
    storage::StoredBudget save(const purchasing::Budget &budget)
    {
        auto services = m_company->as(u"operator"_s);
        return BudgetDesk(*services).save(budget).value();
    }
    BudgetSheet sheet(const storage::BudgetId &id)
    {
        auto services = m_company->as(u"operator"_s);
        return BudgetDesk(*services).sheet(id, test::companyToday()).value();
    }
    PreviewRow june(const QString &account)
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto preview = BillingDesk(*services).preview(Period::monthOf(QDate(year, 6, 1)), {}, progress);
        for (const auto &row : preview->rows) {
            if (row.accountNumber == account)
                return row;
        }
        qFatal("nothing to bill");
    }
    static const billing::BillException *exception(const PreviewRow &row, const QString &id)
    {
        const auto found = std::ranges::find(row.exceptions, id, &billing::BillException::id);
        return found == row.exceptions.end() ? nullptr : &*found;
    }
    billing::Invoice runJune(const QString &account)
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto run = BillingDesk(*services).run(Period::monthOf(QDate(year, 6, 1)), {}, progress);
        if (!run)
            qFatal("%s", qPrintable(run.error().id + run.error().detail));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(account);
        filter.period = Period::monthOf(QDate(year, 6, 1));
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        return rows->empty() ? billing::Invoice() : services->invoices().find(rows->front().id).value();
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void countsIssuedAsActualAndDraftsAsCommitted()
    {
        // Umbra Hotels: 7,266.00 a month; March and April are issued, May waits for approval.
        const BudgetSheet one = sheet(save(budgetOf(u"A-0005"_s, 10'000'000, BudgetCap::Notify)).id);
        QCOMPARE(one.status.actual.toString(), u"14532.00"_s);
        QCOMPARE(one.status.committed.toString(), u"7266.00"_s);
        // June to December at what May cost.
        QCOMPARE(one.planned.size(), 7U);
        QCOMPARE(one.status.forecast.toString(), u"72660.00"_s);
        QCOMPARE(one.status.available.toString(), u"78202.00"_s);
        QCOMPARE(one.documents.size(), 3U);
        QVERIFY(!one.isOver() && !one.willBeOver());
    }
    void homeTellsOfABudgetThatIsOverspent()
    {
        const auto told = [this] {
            auto services = m_company->as(u"operator"_s);
            const auto home = HomeDesk(*services).sheet().value();
            const auto found = std::ranges::find(home.items, HomeKind::OverspentBudget, &HomeItem::kind);
            return found == home.items.end() ? QString() : found->subject + u' ' + found->amount->toString();
        };
        save(budgetOf(u"A-0005"_s, 21'798'00, BudgetCap::Notify)); // exactly what is spent and drafted
        QCOMPARE(told(), QString());
        save(budgetOf(u"A-0005"_s, 21'797'00, BudgetCap::Notify));
        QCOMPARE(told(), u"Umbra Hotels 1.00"_s);
    }
    void narrowsToACostCentre()
    {
        purchasing::Budget budget = budgetOf(u"A-0001"_s, 10'000'000, BudgetCap::Notify);
        const BudgetSheet whole = sheet(save(budget).id);
        budget.owner.costCentre = u"IT"_s;
        const BudgetSheet part = sheet(save(budget).id);
        QVERIFY(part.status.actual.minor() > 0);
        QVERIFY(part.status.actual.minor() < whole.status.actual.minor());
        budget.owner.costCentre = u"None such"_s;
        QVERIFY(sheet(save(budget).id).status.actual.isZero());
    }
    void savingAgainChangesTheSameBudget()
    {
        const auto first = save(budgetOf(u"A-0005"_s, 100, BudgetCap::Notify));
        const auto again = save(budgetOf(u"A-0005"_s, 200, BudgetCap::Block));
        QCOMPARE(again.id, first.id);
        QCOMPARE(sheet(first.id).status.budget.minor(), 200);
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(BudgetDesk(*services).sheets(test::companyToday())->size(), 1U);
        auto stale = first; // somebody else saved meanwhile
        QCOMPARE(storage::BudgetsSql(services->session()).save(stale, u"operator"_s).error().id,
                 u"storage.changed_meanwhile"_s);
    }
    void whomABudgetStopsDoesNotLoosenIt()
    {
        const auto blocks = save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Block));
        for (const QString &who : {u"operator"_s, u"approver"_s}) {
            auto services = m_company->as(who);
            BudgetDesk desk(*services);
            for (const auto &looser : {budgetOf(u"A-0005"_s, 2'500'001, BudgetCap::Block),
                                       budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Approve),
                                       budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Notify)})
                QCOMPARE(desk.save(looser).error().id, u"permission.role_missing"_s);
            QCOMPARE(desk.remove(blocks.id).error().id, u"permission.role_missing"_s);
        }
        QCOMPARE(sheet(blocks.id).status.budget.minor(), 2'500'000);
        // Tighter may be.
        QCOMPARE(save(budgetOf(u"A-0005"_s, 2'400'000, BudgetCap::Block)).id, blocks.id);
        // Nor behind the back of the program.
        auto services = m_company->as(u"operator"_s);
        auto &session = services->session();
        const auto refused = [&](const auto &run) { return run ? u"done"_s : run.error().id; };
        QCOMPARE(refused(session.run("UPDATE budget SET amount_minor = amount_minor + 1")),
                 u"purchasing.budget_blocks"_s);
        QCOMPARE(refused(session.run("UPDATE budget SET cap = 'notify'")), u"purchasing.budget_blocks"_s);
        QCOMPARE(refused(session.run("UPDATE budget SET cost_centre = 'elsewhere'")), u"purchasing.budget_blocks"_s);
        QCOMPARE(refused(session.run("UPDATE budget SET period_start = '2026-07-01'")), u"purchasing.budget_blocks"_s);
        QCOMPARE(refused(session.run("DELETE FROM budget")), u"purchasing.budget_blocks"_s);
        // A controller does both.
        auto controller = m_company->as(u"controller"_s);
        BudgetDesk desk(*controller);
        QVERIFY(desk.save(budgetOf(u"A-0005"_s, 3'000'000, BudgetCap::Block)));
        QVERIFY(desk.remove(blocks.id));
        QVERIFY(desk.sheets(test::companyToday())->empty());
    }
    /// Who bills would be asked for an approval, and the approver is asked: neither takes the question away.
    void whomABudgetAsksDoesNotLoosenIt()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::Invoice, 99'999'999}})); // nobody else is asked
        const auto asks = save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Approve));
        const auto invoice = runJune(u"A-0005"_s);
        QVERIFY(invoice.state == billing::InvoiceState::InApproval);
        for (const QString &who : {u"operator"_s, u"approver"_s}) {
            auto services = m_company->as(who);
            BudgetDesk desk(*services);
            for (const auto &looser : {budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Approve),
                                       budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Block),
                                       budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Notify)})
                QCOMPARE(desk.save(looser).error().id, u"permission.role_missing"_s);
            QCOMPARE(desk.remove(asks.id).error().id, u"permission.role_missing"_s);
        }
        // Nor behind the back of the program.
        auto services = m_company->as(u"operator"_s);
        auto &session = services->session();
        const auto refused = [&](const auto &run) { return run ? u"done"_s : run.error().id; };
        for (const storage::Sql &sql :
             {storage::Sql("UPDATE budget SET amount_minor = amount_minor + 1"),
              storage::Sql("UPDATE budget SET cap = 'notify'"), storage::Sql("UPDATE budget SET department = 'else'"),
              storage::Sql("UPDATE budget SET period_end = '2026-07-01'"), storage::Sql("DELETE FROM budget")})
            QCOMPARE(refused(session.run(sql)), u"purchasing.budget_asks"_s);
        QCOMPARE(sheet(asks.id).status.budget.minor(), 2'500'000);
        QVERIFY(services->invoices().find(invoice.id)->state == billing::InvoiceState::InApproval);
        // Tighter may be: a smaller amount, and one that blocks.
        QCOMPARE(save(budgetOf(u"A-0005"_s, 2'400'000, BudgetCap::Approve)).id, asks.id);
        QCOMPARE(save(budgetOf(u"A-0005"_s, 2'400'000, BudgetCap::Block)).id, asks.id);
        QCOMPARE(BudgetDesk(*services).save(budgetOf(u"A-0005"_s, 2'400'000, BudgetCap::Approve)).error().id,
                 u"permission.role_missing"_s);
        // A controller does both.
        auto controller = m_company->as(u"controller"_s);
        BudgetDesk desk(*controller);
        QVERIFY(desk.save(budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Approve)));
        QVERIFY(desk.save(budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Notify)));
        QVERIFY(desk.save(budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Approve)));
        QVERIFY(desk.remove(asks.id));
        QVERIFY(desk.sheets(test::companyToday())->empty());
    }
    void onlyThoseWhoBillOrApproveChangeBudgets()
    {
        auto manager = m_company->as(u"ito"_s);
        const auto budget = budgetOf(u"A-0005"_s, 100, BudgetCap::Notify);
        QCOMPARE(BudgetDesk(*manager).save(budget).error().id, u"permission.role_missing"_s);
        const auto negative = budgetOf(u"A-0005"_s, -1, BudgetCap::Notify);
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(BudgetDesk(*services).save(negative).error().id, u"purchasing.budget_negative"_s);
    }
    void theDaysOfABudgetAreNamedAsTheyWereTyped()
    {
        const auto wrong = budgetPeriod(QDate(2026, 12, 31), QDate(2026, 1, 1));
        QCOMPARE(wrong.error().id, u"purchasing.budget_dates"_s);
        QCOMPARE(wrong.error().args.value(u"last"_s).toString(), u"2026-01-01"_s);
        const auto day = budgetPeriod(QDate(2026, 12, 31), QDate(2026, 12, 31));
        QVERIFY(day && day->lastDay() == QDate(2026, 12, 31));
    }
    void tellsWhatLiesAboveABudget()
    {
        save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Notify));
        const auto row = june(u"A-0005"_s);
        const auto *found = exception(row, u"billing.budget_exceeded"_s);
        QVERIFY(found);
        // 21,798.00 are spent or committed, 7,266.00 come: 29,064.00.
        QCOMPARE(found->args.value(u"over"_s).toString(), u"4064.00"_s);
        QVERIFY(!row.isBlocked());
    }
    void saysNothingWhileItFits()
    {
        save(budgetOf(u"A-0005"_s, 2'906'400, BudgetCap::Block));
        QVERIFY(!june(u"A-0005"_s).isBlocked());
        save(budgetOf(u"A-0005"_s, 2'906'399, BudgetCap::Block));
        QVERIFY(june(u"A-0005"_s).isBlocked());
    }
    void refusesToBillAboveABlockingBudget()
    {
        save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Block));
        QVERIFY(exception(june(u"A-0005"_s), u"billing.budget_blocked"_s));
        QVERIFY(runJune(u"A-0005"_s).id.isNull());
    }
    void issuesNothingBeyondABlockingBudgetUnlessTheSpendingWasAgreedTo()
    {
        m_company->use(test::policyOf(
            {{approvals::SubjectKind::Invoice, 99'999'999}, {approvals::SubjectKind::BudgetOverrun, 0}}));
        const auto invoice = runJune(u"A-0005"_s);
        QVERIFY(invoice.state == billing::InvoiceState::Approved);
        save(budgetOf(u"A-0005"_s, 1'500'000, BudgetCap::Block)); // after the draft: 14,532.00 are issued
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto refused = BillingDesk(*services).issue({invoice.id}, progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.budget_blocked"_s);
        const auto forged = [&] {
            storage::Transaction undone(services->session());
            const auto run = services->session().run(
                "UPDATE invoice SET state = 'issued', number = 'X-1', issued_at = ? WHERE id = ?",
                services->clock().now(), invoice.id);
            return run ? QString(u"issued"_s) : run.error().id;
        };
        QCOMPARE(forged(), u"billing.budget_blocked"_s);
        // Somebody agrees to more than the budget: too little, then enough.
        const auto agreeTo = [&](qint64 minor) {
            MatterWish wish;
            wish.kind = approvals::SubjectKind::BudgetOverrun;
            wish.amount = Money(minor, invoice.bill.currency);
            wish.account = invoice.account;
            wish.title = u"More hotels"_s;
            wish.reason = u"Two sites more than planned"_s;
            const auto asked = ApprovalDesk(*services).request(wish);
            QVERIFY(asked && *asked);
            QCOMPARE(forged(), u"billing.budget_blocked"_s); // asked is not agreed
            auto approver = m_company->as(u"approver"_s);
            QVERIFY(ApprovalDesk(*approver).decide((*asked)->id, approvals::Verdict::Approve, {}));
        };
        agreeTo(679'799); // 14,532.00 + 7,266.00 = 21,798.00: 6,798.00 above
        QCOMPARE(forged(), u"billing.budget_blocked"_s);
        agreeTo(679'800);
        const auto issued = BillingDesk(*services).issue({invoice.id}, progress);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id + issued.error().detail));
    }
    void asksForAnApprovalAboveABudget()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::Invoice, 99'999'999}})); // nobody else is asked
        save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Approve));
        const auto invoice = runJune(u"A-0005"_s);
        QVERIFY(invoice.state == billing::InvoiceState::InApproval);
        auto approver = m_company->as(u"approver"_s);
        const auto asked = approver->approvals().latestFor(approvals::SubjectKind::Invoice, invoice.id.uuid());
        QVERIFY(asked && *asked);
        QVERIFY((*asked)->overBudget);
        // 4,064.00 EUR at the rate of the document.
        const auto company
            = (Exact(Money(406'400, invoice.bill.currency)) * Exact(invoice.companyTotal) / Exact(invoice.bill.total))
                  .toMoney(invoice.companyTotal.currency());
        QCOMPARE(*(*asked)->overBudget, *company);
        QVERIFY((*asked)->ruleInWords.startsWith(u"spending over a budget by"_s));
        const auto item = ApprovalDesk(*approver).item((*asked)->id);
        QCOMPARE(item->spending.size(), 1U);
        QCOMPARE(item->spending.front().over.toString(), u"4064.00"_s);
        QCOMPARE(item->spending.front().after.toString(), u"29064.00"_s);
        QVERIFY(ApprovalDesk(*approver).decide((*asked)->id, approvals::Verdict::Approve, {}));
    }
    void thePolicySaysWhoAgreesToAnOverrun()
    {
        using enum approvals::SubjectKind;
        auto policy = test::policyOf({{Invoice, 99'999'999}, {BudgetOverrun, 0}});
        policy.rules.back().steps.front().asked.roles = {u"controller"_s};
        m_company->use(policy);
        save(budgetOf(u"A-0005"_s, 2'500'000, BudgetCap::Approve));
        const auto invoice = runJune(u"A-0005"_s);
        auto controller = m_company->as(u"controller"_s);
        const auto asked
            = controller->approvals().latestFor(approvals::SubjectKind::Invoice, invoice.id.uuid()).value().value();
        QCOMPARE(asked.seats.size(), 1U);
        QCOMPARE(asked.seats.front().asked.roles, QStringList{u"controller"_s});
    }
    void issuesNothingWithoutItsPurchaseOrder()
    {
        {
            auto services = m_company->as(u"operator"_s);
            auto umbra = services->accounts().find(m_company->account(u"A-0005"_s)).value();
            umbra.needsPurchaseOrder = true;
            QVERIFY(services->accounts().save(umbra, services->clock().now()));
            QVERIFY(services->accounts().find(umbra.id)->needsPurchaseOrder);
        }
        m_company->use(test::policyOf({{approvals::SubjectKind::Invoice, 99'999'999}}));
        QVERIFY(exception(june(u"A-0005"_s), u"billing.purchase_order_missing"_s));
        const auto invoice = runJune(u"A-0005"_s);
        QVERIFY(invoice.state == billing::InvoiceState::Approved);
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto refused = BillingDesk(*services).issue({invoice.id}, progress);
        QCOMPARE(refused.error().id, u"billing.purchase_order_missing"_s);
        {
            storage::Transaction undone(services->session()); // the database holds it as well
            const auto forged = services->session().run(
                "UPDATE invoice SET state = 'issued', number = 'X-1', issued_at = ? WHERE id = ?",
                services->clock().now(), invoice.id);
            QCOMPARE(forged.error().id, u"billing.purchase_order_missing"_s);
        }
        storage::PurchaseOrdersSql orders(services->session());
        QVERIFY(orders.save({services->ids().next<purchasing::PurchaseOrderId>(),
                             invoice.account,
                             u"UM-9"_s,
                             purchasing::OrderScope::Blanket,
                             {},
                             Money(9'000'000, invoice.bill.currency),
                             QDate(year, 1, 1),
                             {}}));
        const auto named = nameOrder(*services, invoice.id, u"UM-9"_s);
        QVERIFY(named);
        QVERIFY(named->bill.exceptions.empty() || std::ranges::none_of(named->bill.exceptions, [](const auto &e) {
                    return e.id == u"billing.purchase_order_missing"_s;
                }));
        QVERIFY2(BillingDesk(*services).issue({invoice.id}, progress), "named");
        QCOMPARE(nameOrder(*services, invoice.id, u"UM-9"_s).error().id, u"billing.invoice_immutable"_s);
    }
};

QTEST_GUILESS_MAIN(TestBudgets)
#include "tst_budgets.moc"
