// SPDX-License-Identifier: GPL-3.0-or-later
// What of the customers a person reaches: that it takes two people, and that nobody goes beyond it.
#include "core/storage/people_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/customer_records.h"
#include "core/workspace/people_desk.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestPersonScopes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        auto admin = m_company->as(u"admin"_s);
        billing::IssuingEntity second = admin->seller().entities().value().front();
        second.id = admin->ids().next<billing::IssuingEntityId>();
        second.code = u"EU"_s;
        second.numberFormat = u"EU-{year}-{number}"_s;
        second.version = 0;
        QVERIFY(admin->seller().save(second));
        m_second = second.id;
        auto operatorDesk = m_company->as(u"operator"_s);
        auto account = operatorDesk->accounts().find(m_company->account(u"A-0004"_s)).value();
        account.issuingEntity = second.id.uuid();
        QVERIFY(operatorDesk->accounts().save(account, operatorDesk->clock().now()));
    }

    void aScopeTakesTwoPeople()
    {
        auto admin = m_company->as(u"admin"_s);
        auto controller = m_company->as(u"controller"_s);
        QCOMPARE(PeopleDesk(*admin).proposeScope(u"okafor"_s, {u"EMEA,AMER"_s, {}, {}}, u"stands in"_s).value(),
                 RoleWish::Proposed);
        QCOMPARE(user(u"okafor"_s).region, u"EMEA"_s); // nothing yet
        QCOMPARE(PeopleDesk(*admin).proposeScope(u"okafor"_s, {u"AMER"_s, {}, {}}).error().id,
                 u"identity.scope_proposed_already"_s);
        QCOMPARE(PeopleDesk(*admin).decideScope(u"okafor"_s, true).error().id, u"permission.role_missing"_s);
        QVERIFY(PeopleDesk(*controller).decideScope(u"okafor"_s, true));
        QCOMPARE(user(u"okafor"_s).region, u"EMEA,AMER"_s);
        QCOMPARE(PeopleDesk(*controller).decideScope(u"okafor"_s, true).error().id, u"identity.scope_not_proposed"_s);
        // Refused, it stays as it was.
        QVERIFY(PeopleDesk(*admin).proposeScope(u"okafor"_s, {u"EMEA,AMER,APAC"_s, {}, {}}));
        QVERIFY(PeopleDesk(*controller).decideScope(u"okafor"_s, false));
        QCOMPARE(user(u"okafor"_s).region, u"EMEA,AMER"_s);
        // Taking all regions away takes one, as taking a role away.
        QCOMPARE(PeopleDesk(*admin).proposeScope(u"okafor"_s, {}).value(), RoleWish::Given);
        QCOMPARE(user(u"okafor"_s).region, QString());
    }

    void companiesAndCostCentresTakeTwoAsWell()
    {
        confine(u"okafor"_s, {u"EMEA"_s, {u"EU"_s}, {u"Operations"_s}});
        QCOMPARE(user(u"okafor"_s).entities, QStringList{m_second.toString()});
        QCOMPARE(user(u"okafor"_s).costCentres, QStringList{u"Operations"_s});
        auto admin = m_company->as(u"admin"_s);
        QCOMPARE(PeopleDesk(*admin).proposeScope(u"okafor"_s, {u"EMEA"_s, {}, {}}).value(), RoleWish::Proposed);
        QCOMPARE(user(u"okafor"_s).costCentres, QStringList{u"Operations"_s});
        QCOMPARE(PeopleDesk(*admin).proposeScope(u"ito"_s, {u"AMER"_s, {u"XX"_s}, {}}).error().id,
                 u"company.unknown"_s);
    }

    void nobodyAgreesToTheirOwn()
    {
        m_company->addPerson(u"carla"_s, {u"controller"_s});
        auto admin = m_company->as(u"admin"_s);
        QVERIFY(PeopleDesk(*admin).proposeScope(u"carla"_s, {u"EMEA"_s, {}, {}}));
        QCOMPARE(PeopleDesk(*m_company->as(u"carla"_s)).decideScope(u"carla"_s, true).error().id,
                 u"permission.own_work"_s);
        QVERIFY(PeopleDesk(*m_company->as(u"controller"_s)).decideScope(u"carla"_s, true));
    }

    void theRecordsSayBeforeAndAfter()
    {
        confine(u"okafor"_s, {u"EMEA"_s, {u"EU"_s}, {}});
        auto controller = m_company->as(u"controller"_s);
        const auto body = controller->session()
                              .statement("SELECT body FROM audit_record WHERE kind = 'user.approve_scope'")
                              .first([](storage::Statement &row) { return row.read<QJsonObject>(); })
                              .value()
                              .value();
        QCOMPARE(body.value(u"before"_s).toObject().value(u"entities"_s).toArray(), QJsonArray());
        QCOMPARE(body.value(u"after"_s).toObject().value(u"entities"_s).toArray(), QJsonArray{u"EU"_s});
        QCOMPARE(body.value(u"after"_s).toObject().value(u"region"_s).toString(), u"EMEA"_s);
        QCOMPARE(body.value(u"proposed_by"_s).toString(), u"admin"_s);
    }

    void theDatabaseHoldsTheSame()
    {
        auto services = m_company->as(u"admin"_s);
        const auto refused = [&](const auto &done) { return done ? QString() : done.error().id; };
        auto &session = services->session();
        QCOMPARE(refused(session.run("UPDATE app_user SET region = 'AMER,EMEA' WHERE name = 'okafor'")),
                 u"identity.scope_not_approved"_s);
        QCOMPARE(refused(session.run("UPDATE app_user SET cost_centres = '[\"IT\"]' WHERE name = 'okafor'")),
                 u"identity.scope_not_approved"_s);
        QCOMPARE(refused(session.run(
                     "INSERT INTO app_user (name, display_name, roles, region) VALUES ('eve', 'Eve', '[]', 'AMER')")),
                 u"identity.scope_not_approved"_s);
        storage::PeopleSql people(session);
        const storage::ScopeProposal proposal{services->ids().next<storage::ScopeProposal::Id>(),
                                              u"okafor"_s,
                                              {u"APAC"_s, {}, {}},
                                              {},
                                              u"admin"_s,
                                              services->clock().now()};
        QVERIFY(people.propose(proposal));
        QCOMPARE(people.decide(proposal.id, true, u"operator"_s, services->clock().now()).error().id,
                 u"identity.approve_scope"_s);
        QCOMPARE(refused(session.run("UPDATE scope_proposal SET region = 'AMER' WHERE id = ?", proposal.id)),
                 u"identity.scope_proposal_kept"_s);
        QCOMPARE(refused(session.run("DELETE FROM scope_proposal WHERE id = ?", proposal.id)),
                 u"identity.scope_proposal_kept"_s);
        QVERIFY(people.decide(proposal.id, true, u"controller"_s, services->clock().now()));
        QCOMPARE(user(u"okafor"_s).region, u"APAC"_s);
        // What was agreed to counts once: taken away, it takes a new proposal.
        QVERIFY(people.give(u"okafor"_s, storage::Scope{}));
        QCOMPARE(people.give(u"okafor"_s, storage::Scope{u"APAC"_s, {}, {}}).error().id,
                 u"identity.scope_not_approved"_s);
        QCOMPARE(people
                     .propose({services->ids().next<storage::ScopeProposal::Id>(),
                               u"okafor"_s,
                               {u"APAC"_s, {}, {}},
                               {},
                               u"operator"_s,
                               services->clock().now()})
                     .error()
                     .id,
                 u"identity.propose_scope"_s);
    }

    void whoWorksForOneCompanyBillsItAlone()
    {
        confine(u"operator"_s, {{}, {u"EU"_s}, {}});
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const Period june = Period::monthOf(QDate(2026, 6, 1));
        QVERIFY(BillingDesk(*services).run(june, QDate(2026, 6, 30), progress));
        const auto billed = services->session()
                                .statement("SELECT DISTINCT account.number FROM invoice JOIN account ON account.id = "
                                           "account_id WHERE issue_date = ? AND state <> 'issued'")
                                .bind(QDate(2026, 6, 30))
                                .all([](storage::Statement &row) { return row.read<QString>(); })
                                .value();
        QCOMPARE(QStringList(billed.begin(), billed.end()), QStringList{u"A-0004"_s});
        // Nor do they issue, discard or edit what is of another company.
        const auto other = services->session()
                               .statement("SELECT id FROM invoice WHERE state <> 'issued' AND issuing_entity_id <> ?")
                               .bind(m_second)
                               .first([](storage::Statement &row) { return row.read<billing::InvoiceId>(); })
                               .value()
                               .value();
        const auto issued = BillingDesk(*services).issue({other}, progress);
        QCOMPARE(issued.error().id, u"permission.other_entity"_s);
        QVERIFY(issued.error().args.value(u"entity"_s).toString() != u"EU"_s);
        QCOMPARE(BillingDesk(*services).discard(other).error().id, u"permission.other_entity"_s);
        QCOMPARE(CustomerRecords(*services).editAccount(u"A-0001"_s, {}, u"other"_s).error().id,
                 u"permission.other_entity"_s);
        // What has no part of one company is not theirs at all.
        QCOMPARE(importBankFile(*services, "x", u"x"_s).error().id, u"permission.whole_company"_s);
    }

    void whoLooksAfterACostCentreSavesItsBudgetAlone()
    {
        confine(u"operator"_s, {{}, {}, {u"Operations"_s}});
        auto services = m_company->as(u"operator"_s);
        purchasing::Budget budget;
        budget.owner = {m_company->account(u"A-0001"_s), {}, u"IT"_s};
        budget.period = Period{QDate(2026, 1, 1), QDate(2027, 1, 1)};
        budget.amount = Money(100000, Currency::fromCode(u"USD"_s).value());
        QCOMPARE(BudgetDesk(*services).save(budget).error().id, u"permission.other_cost_centre"_s);
        budget.owner.costCentre.clear(); // of the whole customer
        QCOMPARE(BudgetDesk(*services).save(budget).error().id, u"permission.other_cost_centre"_s);
        budget.owner.costCentre = u"Operations"_s;
        QVERIFY(BudgetDesk(*services).save(budget));
        jobs::Progress progress;
        QCOMPARE(BillingDesk(*services).run(Period::monthOf(QDate(2026, 6, 1)), {}, progress).error().id,
                 u"permission.whole_company"_s); // bills are of several cost centres
    }

    void whoWorksForOneCompanyDecidesAboutItAlone()
    {
        auto biller = m_company->as(u"operator"_s);
        jobs::Progress progress;
        QVERIFY(BillingDesk(*biller).run(Period::monthOf(QDate(2026, 6, 1)), QDate(2026, 6, 30), progress));
        confine(u"approver"_s, {{}, {u"EU"_s}, {}});
        auto approver = m_company->as(u"approver"_s);
        ApprovalDesk desk(*approver);
        const auto mine = desk.queue(ApprovalQueue::Mine).value(), others = desk.queue(ApprovalQueue::Others).value();
        QVERIFY(!mine.empty());
        for (const ApprovalRow &row : mine)
            QCOMPARE(row.account, accounts::AccountId(m_company->account(u"A-0004"_s)));
        const auto elsewhere = std::ranges::find_if(
            others, [](const ApprovalRow &row) { return row.mayDecide.error().id == u"permission.other_entity"_s; });
        QVERIFY(elsewhere != others.end());
        QCOMPARE(desk.item(elsewhere->approval.id).value().mayDecide.error().id, u"permission.other_entity"_s);
        const auto decided = desk.decide(elsewhere->approval.id, approvals::Verdict::Approve, {});
        QCOMPARE(decided.error().id, u"permission.other_entity"_s);
        QCOMPARE(decided.error().args.value(u"user"_s).toString(), u"approver"_s);
        QVERIFY(decided.error().args.value(u"entity"_s).toString() != u"EU"_s);
        QVERIFY(approver->approvals().find(elsewhere->approval.id).value().decisions.empty());
    }

    void whoLooksAfterACostCentreDecidesAboutItAlone()
    {
        auto biller = m_company->as(u"operator"_s);
        jobs::Progress progress;
        QVERIFY(BillingDesk(*biller).run(Period::monthOf(QDate(2026, 6, 1)), QDate(2026, 6, 30), progress));
        confine(u"approver"_s, {{}, {}, {u"Nobody's"_s}});
        auto approver = m_company->as(u"approver"_s);
        ApprovalDesk desk(*approver);
        QVERIFY(desk.queue(ApprovalQueue::Mine).value().empty());
        const auto others = desk.queue(ApprovalQueue::Others).value();
        QVERIFY(!others.empty());
        QCOMPARE(desk.decide(others.front().approval.id, approvals::Verdict::Approve, {}).error().id,
                 u"permission.other_cost_centre"_s);
    }

private:
    storage::User user(const QString &name) { return m_company->as(u"admin"_s)->seller().user(name).value(); }
    void confine(const QString &name, const ScopeWish &scope)
    {
        const auto proposed = PeopleDesk(*m_company->as(u"admin"_s)).proposeScope(name, scope);
        QVERIFY2(proposed, proposed ? "" : qPrintable(proposed.error().id));
        QVERIFY(PeopleDesk(*m_company->as(u"controller"_s)).decideScope(name, true));
    }

    std::unique_ptr<test::Company> m_company;
    billing::IssuingEntityId m_second;
};

QTEST_GUILESS_MAIN(TestPersonScopes)
#include "tst_person_scopes.moc"
