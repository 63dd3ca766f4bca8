// SPDX-License-Identifier: GPL-3.0-or-later
// Credit notes from the request to the issued document, and what the database refuses by itself.
#include "tests/support/company.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/account_statement.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using billing::CreditNoteState;
using billing::CreditWish;
using billing::InvoiceStatus;

namespace {

const QString goodwill = u"Goodwill for the outage in April"_s;

Money euro(qint64 minor)
{
    return Money(minor, Currency::fromCode(u"EUR"_s).value());
}

} // namespace

class TestCreditNotes : public QObject
{
    Q_OBJECT

    /// The invoice of Globex for April: 52 stores and the platform.
    billing::InvoiceId globex(Services &services) { return invoiceOf(services, u"A-0004"_s, QDate(2026, 4, 1)); }

    billing::InvoiceId invoiceOf(Services &services, const QString &account, const QDate &period)
    {
        storage::InvoiceFilter filter;
        filter.account = m_company->account(account);
        filter.period = Period::monthOf(period);
        const auto rows = storage::InvoiceQueriesSql(services.session()).page(filter, {}, 10, test::companyToday());
        return rows->at(0).id;
    }

    storage::InvoiceRow rowOf(Services &services, const billing::InvoiceId &id)
    {
        return storage::InvoiceQueriesSql(services.session()).row(id).value();
    }

    InvoiceStatus statusOf(Services &services, const billing::InvoiceId &id)
    {
        return rowOf(services, id).status(test::companyToday());
    }

    void askForApproval(qint64 aboveMinor)
    {
        using enum approvals::SubjectKind;
        m_company->use(test::policyOf({{Invoice, 500000}, {CreditNote, aboveMinor}}));
    }

    void verifyClean(Services &services)
    {
        jobs::Progress progress;
        const auto checks = verify(services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(),
                     qPrintable(check.invariant + u": "_s
                                + (check.violations.empty() ? QString() : check.violations.front().subject)));
    }

    qint64 count(Services &services, storage::Sql sql)
    {
        return services.session()
            .statement(sql)
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            .value()
            .value();
    }

    static billing::CreditNote issued(Services &services, const billing::InvoiceId &invoice, const CreditWish &wish)
    {
        CreditDesk desk(services);
        const auto note = desk.request(invoice, wish, goodwill);
        if (!note)
            qFatal("request: %s %s", qPrintable(note.error().id), qPrintable(note.error().detail));
        const auto outcome = desk.issue(note->id);
        if (!outcome)
            qFatal("issue: %s %s", qPrintable(outcome.error().id), qPrintable(outcome.error().detail));
        return outcome->note;
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void aPreviewStoresNothingAndSaysWhatRemainsOpen()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto before = rowOf(*services, id);
        CreditWish wish;
        wish.amount = euro(100'00);
        const auto preview = CreditDesk(*services).preview(id, wish);
        QVERIFY(preview);
        QCOMPARE(preview->note.net, euro(100'00));
        QCOMPARE(preview->openBefore, before.open());
        QCOMPARE(preview->openAfter, *before.open().minus(preview->note.total));
        QVERIFY(!preview->derivation.empty());
        QVERIFY(preview->askedBy.isEmpty());
        QCOMPARE(count(*services, "SELECT count(*) FROM credit_note"), 0);
    }

    void aPartReducesWhatIsOpenEverywhere()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto account = m_company->account(u"A-0004"_s);
        const auto company = services->companyCurrency().value();
        const auto before = rowOf(*services, id);
        const auto accountBefore = services->accountQueries(company).row(account, test::companyToday());
        CreditWish wish;
        wish.amount = euro(500'00);
        wish.lines = {1, 2, 3};
        const auto note = issued(*services, id, wish);
        QCOMPARE(note.lines.size(), 3U);
        QVERIFY(note.tax.minor() >= 0);
        const auto after = rowOf(*services, id);
        QCOMPARE(after.open(), *before.open().minus(note.total));
        QVERIFY(after.status(test::companyToday()) == before.status(test::companyToday()));
        const auto accountAfter = services->accountQueries(company).row(account, test::companyToday());
        QCOMPARE(accountAfter->openReceivables, *accountBefore->openReceivables.minus(note.total));
        const auto statements
            = statementsOf(*services, services->accounts().find(account).value(), before.period).value();
        QCOMPARE(statements.at(0).statement.due, after.open());
        verifyClean(*services);
    }

    void creditedInFullItIsCreditedAndCountsAsPaidNowhere()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        CreditWish part;
        part.percent = Decimal::parse(u"33.3"_s).value();
        const auto first = issued(*services, id, part);
        const auto rest = issued(*services, id, {});
        const auto row = rowOf(*services, id);
        QCOMPARE(*first.total.plus(rest.total), row.total);
        QCOMPARE(row.open(), euro(0));
        QVERIFY(row.status(test::companyToday()) == InvoiceStatus::Credited);
        storage::InvoiceFilter filter;
        filter.status = InvoiceStatus::Credited;
        const storage::InvoiceQueriesSql queries(services->session());
        QCOMPARE(queries.page(filter, {}, 10, test::companyToday())->size(), 1U);
        QCOMPARE(queries.totals(filter, test::companyToday())->at(0).open, euro(0));
        const auto nothing = CreditDesk(*services).request(id, {}, goodwill);
        QCOMPARE(nothing.error().id, u"billing.credit_nothing"_s);
        verifyClean(*services);
    }

    void aVoidInvoiceKeepsItsNumberAndOwesNothing()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto before = rowOf(*services, id);
        const storage::CommandId command(QUuid::createUuid());
        QCOMPARE(CreditDesk(*services).makeVoid(id, u" "_s).error().id, u"billing.credit_reason"_s);
        const auto outcome = CreditDesk(*services).makeVoid(id, u"Billed to the wrong company"_s, command);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id));
        QVERIFY(outcome->note.state == CreditNoteState::Issued);
        QVERIFY(outcome->corrected.empty()); // nothing is billed anew
        const auto after = rowOf(*services, id);
        QCOMPARE(after.number, before.number);
        QVERIFY(after.open().isZero());
        QVERIFY(after.status(test::companyToday()) == InvoiceStatus::Void);
        QVERIFY(services->invoices().find(id)->isVoid);
        storage::InvoiceFilter filter;
        filter.status = InvoiceStatus::Credited;
        storage::InvoiceQueriesSql queries(services->session());
        QVERIFY(queries.page(filter, {}, 10, test::companyToday())->empty());
        filter.status = InvoiceStatus::Void;
        QCOMPARE(queries.page(filter, {}, 10, test::companyToday())->size(), 1U);
        const auto counts = queries.counts({}, test::companyToday());
        QVERIFY(std::ranges::any_of(*counts, [](const auto &one) { return one.status == InvoiceStatus::Void; }));
        const auto again = CreditDesk(*services).makeVoid(id, u"Billed to the wrong company"_s, command);
        QCOMPARE(again->note.id, outcome->note.id);
        QCOMPARE(CreditDesk(*services).makeVoid(id, u"Once more"_s).error().id, u"billing.void_settled"_s);
        verifyClean(*services);
    }

    void whatIsPaidOrCreditedInPartIsNotMadeVoid()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        CreditWish wish;
        wish.amount = euro(100'00);
        issued(*services, id, wish);
        const auto refused = CreditDesk(*services).makeVoid(id, u"Wrong"_s);
        QCOMPARE(refused.error().id, u"billing.void_settled"_s);
        QVERIFY(refused.error().args.value(u"credited"_s).toString() != u"0.00"_s);
    }

    void whereSomebodyHasToAgreeItWaits()
    {
        askForApproval(0);
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto outcome = CreditDesk(*services).makeVoid(id, u"Billed twice"_s);
        QVERIFY(outcome->note.state == CreditNoteState::InApproval);
        QVERIFY(!rowOf(*services, id).open().isZero());
    }

    void aPaidInvoiceThatIsCreditedLeavesACreditBalance()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = invoiceOf(*services, u"A-0004"_s, QDate(2026, 3, 1));
        QVERIFY(statusOf(*services, id) == InvoiceStatus::Paid);
        CreditWish wish;
        wish.lines = {1};
        const auto note = issued(*services, id, wish);
        QCOMPARE(rowOf(*services, id).open(), note.total.negated());
        QVERIFY(statusOf(*services, id) == InvoiceStatus::Paid);
        verifyClean(*services);
    }

    void theDatabaseNeverOverCredits()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        CreditWish wish;
        wish.lines = {1};
        const auto waiting = CreditDesk(*services).request(id, wish, goodwill); // not even issued
        QVERIFY(waiting);
        billing::CreditNote again = *waiting;
        again.id = services->ids().next<billing::CreditNoteId>();
        again.state = CreditNoteState::Draft;
        const auto refused = services->creditNotes().add(again);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.over_credited"_s);
        again.lines.front().net = euro(1);
        again.lines.front().tax = euro(0);
        QCOMPARE(services->creditNotes().add(again).error().id, u"billing.over_credited"_s);
        again.total = *rowOf(*services, id).total.plus(euro(1));
        again.net = again.total;
        again.tax = euro(0);
        again.lines.clear();
        QCOMPARE(services->creditNotes().add(again).error().id, u"billing.over_credited"_s);
        const auto released = CreditDesk(*services).discard(waiting->id, u"Asked for by mistake"_s);
        QVERIFY(released);
        QVERIFY(released->state == CreditNoteState::Void);
        QVERIFY(CreditDesk(*services).request(id, wish, goodwill));
        verifyClean(*services);
    }

    void issuedAndVoidAreFinal()
    {
        auto services = m_company->as(u"operator"_s);
        const auto note = issued(*services, globex(*services), {});
        CreditDesk desk(*services);
        QCOMPARE(desk.discard(note.id, u"No"_s).error().id, u"billing.credit_issued_already"_s);
        QCOMPARE(desk.issue(note.id).error().id, u"billing.credit_issued_already"_s);
        for (const storage::Sql sql :
             {storage::Sql("UPDATE credit_note SET state = 'void', void_reason = 'x', voided_by = 'x'"),
              storage::Sql("UPDATE credit_note SET reason = 'another'"), storage::Sql("DELETE FROM credit_note"),
              storage::Sql("UPDATE credit_note_line SET net_minor = 0"), storage::Sql("DELETE FROM credit_note_line"),
              storage::Sql("UPDATE credit_note_tax_group SET tax_minor = 0")}) {
            const auto refused = services->session().run(sql);
            QVERIFY(!refused);
            QCOMPARE(refused.error().id, u"billing.credit_note_immutable"_s);
        }
    }

    void onlyCreditNotesMarkALineAsCredited()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto refused
            = services->session().run("UPDATE invoice_line SET credited = true WHERE invoice_id = ? AND n = 1", id);
        QCOMPARE(refused.error().id, u"billing.line_not_credited"_s);
        CreditWish half;
        half.lines = {1};
        half.percent = Decimal::parse(u"50"_s).value();
        issued(*services, id, half);
        QCOMPARE(count(*services, "SELECT count(*) FROM invoice_line WHERE credited"), 0);
        CreditWish rest;
        rest.lines = {1};
        issued(*services, id, rest);
        QCOMPARE(count(*services, "SELECT count(*) FROM invoice_line WHERE credited"), 1);
        const auto back = services->session().run("UPDATE invoice_line SET credited = false");
        QCOMPARE(back.error().id, u"billing.line_not_credited"_s);
        const auto changed = services->session().run("UPDATE invoice_line SET net_minor = 0, gross_minor = 0, "
                                                     "discount_minor = 0 WHERE invoice_id = ?",
                                                     id);
        QCOMPARE(changed.error().id, u"billing.invoice_immutable"_s);
        verifyClean(*services);
    }

    void fourEyesHoldForCreditNotes()
    {
        askForApproval(100'00);
        auto services = m_company->as(u"controller"_s); // could decide, but asked for it
        const auto id = globex(*services);
        CreditDesk desk(*services);
        const auto preview = desk.preview(id, {});
        QVERIFY(preview->askedBy.startsWith(u"credit note above 100.00 USD"_s));
        const auto note = desk.request(id, {}, goodwill);
        QVERIFY(note->state == CreditNoteState::InApproval);
        QCOMPARE(CreditDesk(*m_company->as(u"operator"_s)).issue(note->id).error().id,
                 u"billing.credit_not_approved"_s);
        const auto approval
            = services->approvals().latestFor(approvals::SubjectKind::CreditNote, note->id.uuid()).value().value();
        const auto own = ApprovalDesk(*services).decide(approval.id, approvals::Verdict::Approve, {});
        QCOMPARE(own.error().id, u"approvals.own_request"_s);
        // Neither around the program.
        QVERIFY(services->creditNotes().setState(note->id, CreditNoteState::Approved));
        billing::CreditNote forced = *note;
        forced.number = u"CN-9"_s;
        forced.issueDate = test::companyToday();
        forced.issuedAt = services->clock().now();
        QCOMPARE(services->creditNotes().markIssued(forced).error().id, u"billing.credit_not_approved"_s);
        QVERIFY(services->creditNotes().setState(note->id, CreditNoteState::InApproval));

        auto approver = m_company->as(u"approver"_s);
        const auto queue = ApprovalDesk(*approver).queue(ApprovalQueue::Mine);
        const auto row
            = std::ranges::find(*queue, note->id.uuid(), [](const ApprovalRow &r) { return r.approval.subject; });
        QVERIFY(row != queue->end());
        QCOMPARE(row->accountName, u"Globex Retail"_s);
        QCOMPARE(*row->total, note->total);
        QVERIFY(ApprovalDesk(*approver).item(approval.id)->creditNote);
        QVERIFY(ApprovalDesk(*approver).decide(approval.id, approvals::Verdict::Approve, {}));
        QVERIFY(CreditDesk(*m_company->as(u"operator"_s)).issue(note->id));
        QVERIFY(statusOf(*services, id) == InvoiceStatus::Credited);
        verifyClean(*services);
    }

    void aRejectedOneIsMadeVoidAndGivesItsAmountFree()
    {
        askForApproval(0);
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        CreditDesk desk(*services);
        const auto note = desk.request(id, {}, goodwill);
        const auto approval
            = services->approvals().latestFor(approvals::SubjectKind::CreditNote, note->id.uuid()).value().value();
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(ApprovalDesk(*approver).decide(approval.id, approvals::Verdict::Reject, u"Too much"_s));
        QVERIFY(services->creditNotes().find(note->id)->state == CreditNoteState::Draft);
        QCOMPARE(desk.issue(note->id).error().id, u"billing.credit_not_approved"_s);
        QCOMPARE(desk.request(id, {}, goodwill).error().id, u"billing.credit_nothing"_s);
        QCOMPARE(desk.discard(note->id, u" "_s).error().id, u"billing.credit_reason"_s);
        QVERIFY(desk.discard(note->id, u"Rejected"_s));
        QVERIFY(desk.request(id, {}, goodwill));
        verifyClean(*services);
    }

    void numbersHaveNoGapWhenIssuingFailsHalfWay()
    {
        auto services = m_company->as(u"operator"_s);
        CreditDesk desk(*services);
        const auto id = globex(*services);
        CreditWish one;
        one.lines = {1};
        QCOMPARE(issued(*services, id, one).number, u"CN-2026-000001"_s);
        one.lines = {2};
        const auto second = desk.request(id, one, goodwill);
        // Whatever fails last takes the number back with everything else.
        test::obstruct(services->session(),
                       "died BEFORE INSERT ON outbox BEGIN SELECT raise(abort, 'test.died'); END;");
        QVERIFY(!desk.issue(second->id));
        test::clearTheWay(services->session(), "died");
        QVERIFY(services->creditNotes().find(second->id)->state == CreditNoteState::Approved);
        one.lines = {3};
        QCOMPARE(issued(*services, id, one).number, u"CN-2026-000002"_s);
        QCOMPARE(desk.issue(second->id)->note.number, u"CN-2026-000003"_s);
        verifyClean(*services);
    }

    void theSameCommandGivesTheSameCreditNote()
    {
        auto services = m_company->as(u"operator"_s);
        CreditDesk desk(*services);
        const auto id = globex(*services);
        const auto asked = services->ids().next<storage::CommandId>();
        const auto first = desk.request(id, {}, goodwill, asked);
        const auto second = desk.request(id, {}, goodwill, asked);
        QCOMPARE(second->id, first->id);
        const auto command = services->ids().next<storage::CommandId>();
        const auto issuedOnce = desk.issue(first->id, command);
        const auto issuedAgain = desk.issue(first->id, command);
        QCOMPARE(issuedAgain->note.number, issuedOnce->note.number);
        QCOMPARE(count(*services, "SELECT count(*) FROM credit_note"), 1);
        QCOMPARE(desk.request(id, {}, u"Another"_s, asked).error().id, u"command.reused"_s);
    }

    void aCorrectionCreditsAndBillsAnewExactlyOnce()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        const auto before = services->invoices().find(id);
        auto contract = services->contracts().findByNumber(u"GX-2024"_s).value();
        contract.items.front().model = pricing::PerUnit{Decimal::parse(u"200.00"_s).value()};
        contract.version += 1;
        QVERIFY(services->contracts().addVersion(contract, u"operator"_s, services->clock().now()));
        const auto outcome = CreditDesk(*services).correct(id, u"The price of a store was wrong"_s);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id + outcome.error().detail));
        QCOMPARE(outcome->note.total, before->bill.total);
        QCOMPARE(outcome->corrected.size(), 1U);
        const auto draft = services->invoices().find(outcome->corrected.front());
        QCOMPARE(draft->bill.lines.size(), before->bill.lines.size());
        QVERIFY(draft->bill.total.minor() < before->bill.total.minor());
        QCOMPARE(draft->issueDate, test::companyToday());
        QVERIFY(statusOf(*services, id) == InvoiceStatus::Credited);
        // Once: neither another correction nor a run of the month bills it again.
        QCOMPARE(CreditDesk(*services).correct(id, u"Again"_s).error().id, u"billing.credit_nothing"_s);
        jobs::Progress progress;
        const auto run = BillingDesk(*services).run(Period::monthOf(QDate(2026, 4, 1)), {}, progress);
        QCOMPARE(run->created, 0);
        verifyClean(*services);
    }

    void aCorrectionThatNeedsApprovalIsDoneWhenItIsIssued()
    {
        askForApproval(0);
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        CreditDesk desk(*services);
        const auto asked = desk.correct(id, u"Wrong price"_s);
        QVERIFY(asked->note.state == CreditNoteState::InApproval);
        QVERIFY(asked->corrected.empty());
        const auto approval = services->approvals()
                                  .latestFor(approvals::SubjectKind::CreditNote, asked->note.id.uuid())
                                  .value()
                                  .value();
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(ApprovalDesk(*approver).decide(approval.id, approvals::Verdict::Approve, {}));
        const auto done = desk.issue(asked->note.id);
        QCOMPARE(done->corrected.size(), 1U);
        QCOMPARE(services->invoices().find(done->corrected.front())->bill.total, asked->note.total);
        verifyClean(*services);
    }

    void aChargeThatIsAdjustedElsewhereIsNotCreditedInFull()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        auto contract = services->contracts().findByNumber(u"GX-2024"_s).value();
        contract.items.front().model = pricing::PerUnit{Decimal::parse(u"200.00"_s).value()};
        contract.effectiveFrom = QDate(2026, 4, 1);
        contract.version += 1;
        QVERIFY(services->contracts().addVersion(contract, u"operator"_s, services->clock().now()));
        jobs::Progress progress;
        QVERIFY(BillingDesk(*services).run(Period::monthOf(QDate(2026, 6, 1)), {}, progress));
        CreditDesk desk(*services);
        QCOMPARE(desk.correct(id, u"Wrong price"_s).error().id, u"billing.credit_adjusted_later"_s);
        QCOMPARE(desk.preview(id, {}).error().id, u"billing.credit_adjusted_later"_s);
        CreditWish half;
        half.percent = Decimal::parse(u"50"_s).value();
        QVERIFY(desk.preview(id, half)); // nothing of it is billed anew
        // Without the adjustment there is nothing that it could be billed beside.
        const auto june = invoiceOf(*services, u"A-0004"_s, QDate(2026, 6, 1));
        QVERIFY(BillingDesk(*services).discard(june));
        QVERIFY(desk.correct(id, u"Wrong price"_s));
        verifyClean(*services);
    }

    void paymentsFitWhatIsLeftAfterCredits()
    {
        auto services = m_company->as(u"operator"_s);
        const auto id = globex(*services);
        issued(*services, id, {});
        const storage::Payment payment{
            services->ids().next(), rowOf(*services, id).accountId, test::companyToday(), euro(1), u"wire"_s, {}};
        const auto refused
            = services->ledger().receive(payment, id, services->ids().next<ledger::EntryId>(), services->clock().now());
        QCOMPARE(refused.error().id, u"payments.over_applied"_s);
    }

    void whatWasNotIssuedIsNotCredited()
    {
        auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.status = InvoiceStatus::InApproval;
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        const auto refused = CreditDesk(*services).preview(rows->at(0).id, {});
        QCOMPARE(refused.error().id, u"billing.credit_not_issued"_s);
        CreditWish wish;
        wish.lines = {999};
        QCOMPARE(CreditDesk(*services).preview(globex(*services), wish).error().id, u"billing.no_such_line"_s);
    }

    void verifyFindsACreditNoteThatWasChanged()
    {
        auto services = m_company->as(u"operator"_s);
        CreditWish wish;
        wish.lines = {1};
        const auto note = issued(*services, globex(*services), wish);
        test::clearTheWay(services->session(), "credit_note_line_is_fixed");
        QVERIFY(services->session().run("UPDATE credit_note_line SET before_net_minor = 1"));
        jobs::Progress progress;
        const auto checks = verify(*services, progress);
        QStringList broken;
        for (const auto &check : *checks) {
            if (!check.violations.empty())
                broken << check.invariant;
        }
        QVERIFY2(broken.contains(u"credit_note.digest"_s), qPrintable(broken.join(u' ')));
        QVERIFY(broken.contains(u"credit_note.recomputed"_s) || note.lines.size() == 1);
    }

private:
    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestCreditNotes)
#include "tst_credit_notes.moc"
