// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of the policy: proposed by one, published by another, simulated before; open requests follow them.
#include "tests/support/company.h"

#include "core/approvals/policy_json.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;
using namespace accord::workspace;

class TestApprovalPolicies : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    Policy withController()
    {
        Policy policy = test::policyOf({{SubjectKind::Invoice, 500'000}});
        policy.rules.front().steps.push_back({StepMode::Any, {{u"controller"_s}, {}}, {}});
        return policy;
    }
    std::vector<Approval> pending() { return m_company->as(u"operator"_s)->approvals().pending().value(); }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void beginsWithThePolicyOfTheCompanyAsVersionOne()
    {
        auto services = m_company->as(u"operator"_s);
        const auto policy = ApprovalPolicies(*services).current();
        QVERIFY(policy);
        QCOMPARE(policy->version, 1);
        for (const Approval &approval : pending())
            QCOMPARE(approval.policyVersion, 1);
    }
    void aRequestThatWasDroppedByHandLetsNothingOut()
    {
        auto biller = m_company->as(u"operator"_s);
        const auto waiting = pending();
        const auto asked
            = std::ranges::find(waiting, SubjectKind::Invoice, [](const Approval &approval) { return approval.kind; });
        QVERIFY(asked != waiting.end());
        storage::Transaction undone(biller->session());
        QVERIFY(biller->session().run("UPDATE approval SET state = 'superseded' WHERE id = ?", asked->id));
        QVERIFY(biller->session().run("UPDATE invoice SET state = 'approved' WHERE id = ?", asked->subject));
        jobs::Progress progress;
        const auto issued = BillingDesk(*biller).issue({billing::InvoiceId(asked->subject)}, progress);
        QVERIFY(!issued);
        QCOMPARE(issued.error().id, u"billing.not_approved"_s);
    }
    void takesTwoPersonsToChange()
    {
        auto controller = m_company->as(u"controller"_s);
        auto admin = m_company->as(u"admin"_s);
        auto biller = m_company->as(u"operator"_s);
        const Policy policy = withController();
        QCOMPARE(ApprovalPolicies(*controller).publish(policy).error().id, u"approvals.policy_not_proposed"_s);
        QCOMPARE(ApprovalPolicies(*biller).propose(policy).error().id, u"permission.role_missing"_s);
        const auto own = ApprovalPolicies(*controller).propose(policy);
        QCOMPARE(own.value(), 2);
        QCOMPARE(ApprovalPolicies(*controller).publish(2).error().id, u"approvals.policy_four_eyes"_s);
        QCOMPARE(ApprovalPolicies(*admin).publish(2).error().id, u"permission.role_missing"_s);
        // Straight against the database as well.
        const auto forged = [&](const QString &who) {
            storage::Transaction undone(admin->session());
            const auto run = admin->session().run(
                "UPDATE approval_policy SET published_by = ?, published_at = ? WHERE version = 2", who,
                admin->clock().now());
            return run ? QString(u"stored"_s) : run.error().id;
        };
        QCOMPARE(forged(u"controller"_s), u"approvals.policy_four_eyes"_s);
        QCOMPARE(forged(u"admin"_s), u"approvals.policy_role_missing"_s);
        Policy other = policy;
        other.rules.front().when.above = Money(700'000, policy.currency);
        QCOMPARE(ApprovalPolicies(*admin).propose(other).value(), 3);
        QCOMPARE(ApprovalPolicies(*controller).publish(other).value().version, 3);
        // What was proposed before is outdated now, and what was published never changes.
        QCOMPARE(forged(u"controller"_s), u"approvals.policy_outdated"_s);
        storage::Transaction undone(admin->session());
        const auto edited = admin->session().run("UPDATE approval_policy SET body = '{}' WHERE version = 3");
        QCOMPARE(edited.error().id, u"approvals.policy_immutable"_s);
    }
    void saysWhichOpenRequestsItMovesAndAsksThemAgain()
    {
        auto admin = m_company->as(u"admin"_s);
        auto controller = m_company->as(u"controller"_s);
        const std::vector<Approval> before = pending();
        QCOMPARE(before.size(), 3U);
        const Policy policy = withController();
        const auto moves = ApprovalPolicies(*admin).moves(policy);
        QCOMPARE(moves->size(), 3U);
        QCOMPARE(moves->front().before, u"approver"_s);
        QCOMPARE(moves->front().after, u"approver; then controller"_s);
        QVERIFY(!moves->front().accountName.isEmpty());
        QCOMPARE(pending().front().id, before.front().id); // looking writes nothing
        QVERIFY(ApprovalPolicies(*admin).propose(policy));
        const auto published = ApprovalPolicies(*controller).publish(policy);
        QVERIFY(published);
        QCOMPARE(published->moved.size(), 3U);
        const std::vector<Approval> after = pending();
        QCOMPARE(after.size(), 3U);
        for (const Approval &approval : after) {
            QCOMPARE(approval.policyVersion, published->version);
            QCOMPARE(approval.stages(), 2);
        }
        auto approver = m_company->as(u"approver"_s);
        const auto half = ApprovalDesk(*approver).decide(after.front().id, Verdict::Approve, {});
        QVERIFY(half->state() == ApprovalState::Pending);
        const auto done = ApprovalDesk(*controller).decide(after.front().id, Verdict::Approve, {});
        QVERIFY(done->state() == ApprovalState::Approved);
        const auto item = ApprovalDesk(*approver).item(after.front().id);
        QCOMPARE(item->earlier.size(), 1U); // the request that was dropped stays on record
        QVERIFY(item->earlier.front().state() == ApprovalState::Superseded);
    }
    void whatNobodyIsAskedAboutAnyMoreIsApproved()
    {
        const std::vector<Approval> before = pending();
        m_company->use(test::policyOf({{SubjectKind::Invoice, 99'999'999}}));
        QVERIFY(pending().empty());
        auto services = m_company->as(u"operator"_s);
        const auto invoice = services->invoices().find(billing::InvoiceId(before.front().subject));
        QVERIFY(invoice->state == billing::InvoiceState::Approved);
        jobs::Progress progress;
        QVERIFY(BillingDesk(*services).issue({invoice->id}, progress));
        const auto checks = verify(*services, progress).value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }
    void leavesAloneWhatItAsksTheSame()
    {
        const std::vector<Approval> before = pending();
        Policy policy = test::policyOf({{SubjectKind::Invoice, 400'000}});
        m_company->use(policy);
        QCOMPARE(pending().front().id, before.front().id);
    }
    void simulatesOnThePast()
    {
        auto services = m_company->as(u"operator"_s);
        const Period year{QDate(2026, 1, 1), QDate(2027, 1, 1)};
        ApprovalPolicies policies(*services);
        const auto same = policies.simulate(*policies.current(), year);
        QVERIFY(same && !same->documents.empty());
        QCOMPARE(same->differing, 0);
        QVERIFY(same->askedBefore > 0);
        const auto everything = policies.simulate(test::policyOf({{SubjectKind::Invoice, 0}}), year);
        QCOMPARE(everything->askedAfter, int(everything->documents.size()));
        QCOMPARE(everything->newlyAsked, everything->askedAfter - everything->askedBefore);
        QVERIFY(everything->newlyAsked > 0);
        QVERIFY(everything->documents.front().differs); // those first
        QVERIFY(everything->documents.front().before.isEmpty());
        QCOMPARE(everything->documents.front().after, u"approver"_s);
    }
    void simulationAgreesWithWhatWasAsked()
    {
        auto services = m_company->as(u"operator"_s);
        ApprovalPolicies policies(*services);
        const auto past = policies.simulate(*policies.current(), {QDate(2026, 1, 1), QDate(2027, 1, 1)});
        for (const auto &one : past->documents) {
            const auto asked = services->approvals().latestFor(SubjectKind::Invoice, one.document.id);
            QCOMPARE(asked->has_value(), !one.before.isEmpty());
        }
    }
    void goesFurtherWhenNobodyDecides()
    {
        Policy policy = test::policyOf({{SubjectKind::Invoice, 500'000}});
        policy.rules.front().escalation = Escalation{8, {{u"manager"_s}, {}}};
        m_company->addPerson(u"max"_s, {u"manager"_s});
        m_company->use(policy); // on Tuesday at noon
        const Approval approval = pending().front();
        {
            auto manager = m_company->as(u"max"_s);
            QVERIFY(ApprovalDesk(*manager).queue(ApprovalQueue::Mine)->empty());
            QCOMPARE(ApprovalDesk(*manager).decide(approval.id, Verdict::Approve, {}).error().id,
                     u"approvals.role_missing"_s);
        }
        m_company->clock().moveTo(QDateTime(QDate(2026, 7, 1), QTime(12, 0), Qt::UTC));
        auto manager = m_company->as(u"max"_s);
        const auto rows = ApprovalDesk(*manager).queue(ApprovalQueue::Mine);
        QCOMPARE(rows->size(), 3U);
        QVERIFY(rows->front().hasEscalated);
        QCOMPARE(rows->front().waitsFor, u"approver, manager"_s);
        {
            storage::Transaction undone(manager->session()); // without the note that it went further
            const auto forged = manager->session().run(
                "INSERT INTO decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES "
                "(?,1,'max','approve','',?)",
                approval.id, manager->clock().now());
            QCOMPARE(forged.error().id, u"approvals.role_missing"_s);
        }
        const auto decided = ApprovalDesk(*manager).decide(approval.id, Verdict::Approve, {});
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id));
        QVERIFY(decided->decisions.back().escalated);
        QVERIFY(manager->approvals().find(approval.id)->decisions.back().escalated);
    }
    void asksAndAnswers()
    {
        const Approval approval = pending().front();
        auto approver = m_company->as(u"approver"_s);
        auto maker = m_company->as(u"operator"_s);
        QCOMPARE(ApprovalDesk(*maker).ask(approval.id, u"Why?"_s).error().id, u"approvals.ask_self"_s);
        QCOMPARE(ApprovalDesk(*maker).answer(approval.id, u"So"_s).error().id, u"approvals.no_question"_s);
        QVERIFY(ApprovalDesk(*approver).ask(approval.id, u"Why twice the month before?"_s));
        QCOMPARE(ApprovalDesk(*approver).answer(approval.id, u"So"_s).error().id, u"approvals.answer_by_other"_s);
        QVERIFY(ApprovalDesk(*maker).answer(approval.id, u"Two more sites"_s));
        QVERIFY(!maker->approvals().find(approval.id)->isQuestionOpen());
    }
    void aChangedInvoiceIsAskedAboutAgain()
    {
        auto maker = m_company->as(u"operator"_s);
        auto umbra = maker->accounts().find(m_company->account(u"A-0005"_s)).value();
        std::optional<Approval> own;
        for (const Approval &one : pending()) {
            if (maker->invoices().find(billing::InvoiceId(one.subject))->account == umbra.id)
                own = one;
        }
        QVERIFY(own);
        const billing::InvoiceId id(own->subject);
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(ApprovalDesk(*approver).decide(own->id, Verdict::Approve, {}));
        storage::PurchaseOrdersSql orders(maker->session());
        QVERIFY(orders.save({maker->ids().next<purchasing::PurchaseOrderId>(),
                             umbra.id,
                             u"UM-9"_s,
                             purchasing::OrderScope::Blanket,
                             {},
                             Money(9'000'000, umbra.currency),
                             QDate(2026, 1, 1),
                             {}}));
        QCOMPARE(nameOrder(*maker, id, u"UM-8"_s).error().id, u"purchasing.order_not_found"_s);
        const auto named = nameOrder(*maker, id, u"UM-9"_s);
        QVERIFY2(named, named ? "" : qPrintable(named.error().id + named.error().detail));
        QCOMPARE(named->revision, 2);
        QVERIFY(named->state == billing::InvoiceState::InApproval);
        jobs::Progress progress;
        QCOMPARE(BillingDesk(*maker).issue({id}, progress).error().id, u"billing.not_approved"_s);
        const auto again = maker->approvals().latestFor(SubjectKind::Invoice, id.uuid()).value().value();
        QCOMPARE(again.revision, 2);
        QVERIFY(again.state() == ApprovalState::Pending);
        QVERIFY(ApprovalDesk(*approver).decide(again.id, Verdict::Approve, {}));
        QVERIFY(BillingDesk(*maker).issue({id}, progress));
        const auto checks = verify(*maker, progress).value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }
    void listsWhatWaitsForOnePerson()
    {
        auto services = m_company->as(u"operator"_s);
        ApprovalDesk desk(*services);
        QCOMPARE(desk.waitingFor(u"approver"_s)->size(), 3U);
        QVERIFY(desk.waitingFor(u"operator"_s)->empty());
        QCOMPARE(desk.waitingFor(u"nobody"_s).error().id, u"identity.user_not_found"_s);
    }
};

QTEST_GUILESS_MAIN(TestApprovalPolicies)
#include "tst_approval_policies.moc"
