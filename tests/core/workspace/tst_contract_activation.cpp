// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of contracts that the policy asks about: nothing holds before it was agreed on, and nobody goes around it.
#include "tests/support/company.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/quote.h"
#include "core/workspace/verification.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;
using namespace accord::workspace;

class TestContractActivation : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    /// A contract of \a monthly for the account A-0004 that begins in July 2026.
    static QByteArray document(const QString &number, const QString &monthly, const QString &account = u"A-0004"_s)
    {
        const QJsonObject item{{u"key"_s, u"base"_s},
                               {u"kind"_s, u"recurring"_s},
                               {u"description"_s, u"Platform"_s},
                               {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, monthly}}}};
        return QJsonDocument(QJsonObject{{u"format"_s, u"accord.contract/1"_s},
                                         {u"number"_s, number},
                                         {u"account"_s, account},
                                         {u"type"_s, u"plan"_s},
                                         {u"currency"_s, u"USD"_s},
                                         {u"start"_s, u"2026-07-01"_s},
                                         {u"end"_s, u"2027-07-01"_s},
                                         {u"terms"_s, QJsonObject{{u"net_days"_s, 30}}},
                                         {u"items"_s, QJsonArray{item}}})
            .toJson();
    }
    Result<ImportCount> import(const QByteArray &json, const QString &who = u"operator"_s)
    {
        return MasterData(*m_company->as(who)).importContract(json);
    }
    Result<Approval> decide(const QString &id, Verdict verdict = Verdict::Approve, const QString &who = u"approver"_s)
    {
        return ApprovalDesk(*m_company->as(who)).decide(ApprovalId::parse(id).value(), verdict, u"Too cheap"_s);
    }
    Result<contracts::Contract> contract(const QString &number)
    {
        return m_company->as(u"operator"_s)->contracts().findByNumber(number);
    }
    static Result<contracts::Contract> withTwo(const contracts::Contract &saved)
    {
        return contracts::amended(
            saved, {QDate(2026, 7, 1), u"More"_s, {contracts::NewQuantity{u"base"_s, *Decimal::parse(u"2"_s)}}});
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_company->use(test::policyOf({{SubjectKind::Contract, 1'000'000}}));
    }
    void cleanup()
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto checks = verify(*services, progress).value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
        services.reset();
        m_company.reset();
    }

    void anImportAboveTheLimitWaitsAndHoldsWithTheApproval()
    {
        const auto count = import(document(u"BIG-1"_s, u"1000.00"_s)); // 12,000.00 a year
        QVERIFY2(count, count ? "" : qPrintable(count.error().id + count.error().detail));
        QCOMPARE(count->added, 0);
        QCOMPARE(count->waiting, 1);
        QCOMPARE(contract(u"BIG-1"_s).error().id, u"contracts.not_found"_s);
        auto approver = m_company->as(u"approver"_s);
        const auto item = ApprovalDesk(*approver).item(ApprovalId::parse(count->approval).value());
        QVERIFY(item && item->activation && item->matter);
        QCOMPARE(item->approval.amount.toString(), u"12000.00"_s);
        QCOMPARE(item->activation->contract.number, u"BIG-1"_s);
        QVERIFY(!item->activation->isDone && !item->activation->isOutdated());
        QVERIFY(std::ranges::any_of(item->activation->changes,
                                    [](const auto &term) { return term.path.startsWith(u"items.base"_s); }));
        QVERIFY(item->mayDecide);
        const auto decided = decide(count->approval);
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
        QCOMPARE(contract(u"BIG-1"_s)->version, 1);
        QVERIFY(ApprovalDesk(*approver).item(ApprovalId::parse(count->approval).value())->activation->isDone);
        QVERIFY(openActivations(*approver)->empty());
    }
    void anImportBelowTheLimitHoldsAtOnce()
    {
        const auto count = import(document(u"SMALL-1"_s, u"800.00"_s)); // 9,600.00 a year
        QVERIFY2(count, count ? "" : qPrintable(count.error().id + count.error().detail));
        QCOMPARE(count->added, 1);
        QCOMPARE(count->waiting, 0);
        QCOMPARE(contract(u"SMALL-1"_s)->version, 1);
    }
    void whoMayOnlyEditIsAskedForWhereNoRuleAsks()
    {
        m_company->addPerson(u"lena"_s, {u"legal"_s}, u""_s);
        const auto count = import(document(u"SMALL-2"_s, u"10.00"_s), u"lena"_s);
        QVERIFY2(count, count ? "" : qPrintable(count.error().id + count.error().detail));
        QCOMPARE(count->waiting, 1);
        QCOMPARE(contract(u"SMALL-2"_s).error().id, u"contracts.not_found"_s);
        QCOMPARE(decide(count->approval, Verdict::Approve, u"lena"_s).error().id, u"approvals.own_request"_s);
        QVERIFY(decide(count->approval));
        QCOMPARE(contract(u"SMALL-2"_s)->version, 1);
    }
    /// A policy that asks nobody about contracts lets none hold that somebody saved who may only edit them.
    void anotherPolicyLetsNoEditHoldByItself()
    {
        m_company->addPerson(u"lena"_s, {u"legal"_s}, u""_s);
        QCOMPARE(import(document(u"SMALL-3"_s, u"10.00"_s), u"lena"_s)->waiting, 1);
        m_company->use(test::policyOf({{SubjectKind::Invoice, 1'000'000}}));
        QCOMPARE(contract(u"SMALL-3"_s).error().id, u"contracts.not_found"_s);
        auto approver = m_company->as(u"approver"_s);
        const auto pending = approver->approvals().pending().value();
        const auto asked = std::ranges::find(pending, SubjectKind::Contract, &Approval::kind);
        QVERIFY(asked != pending.end());
        QVERIFY(decide(asked->id.toString()));
        QCOMPARE(contract(u"SMALL-3"_s)->version, 1);
    }

    void aRefusalLeavesADraftWithTheReason()
    {
        const auto count = import(document(u"BIG-1"_s, u"1000.00"_s));
        QVERIFY(decide(count->approval, Verdict::Reject));
        QVERIFY(!contract(u"BIG-1"_s));
        auto services = m_company->as(u"operator"_s);
        const QString reference = u"new/"_s + m_company->account(u"A-0004"_s).toString();
        const auto work = ContractDesk(*services).open(reference);
        QVERIFY2(work, work ? "" : qPrintable(work.error().id));
        QVERIFY(work->asked && work->draft);
        QCOMPARE(work->asked->reason(), u"Too cheap"_s);
        QCOMPARE(work->draft->value(u"number"_s).toString(), u"BIG-1"_s);
        // It is a draft of who asked, not of everybody.
        auto other = m_company->as(u"controller"_s);
        const auto elsewhere = ContractDesk(*other).open(reference);
        QVERIFY(elsewhere && !elsewhere->draft);
        const auto open = openActivations(*services);
        QCOMPARE(open->size(), size_t(1));
        QVERIFY(open->front().approval.state() == ApprovalState::Rejected);
        // Asked for again, and agreed on.
        const auto again = import(document(u"BIG-1"_s, u"1000.00"_s));
        QVERIFY(again && again->waiting == 1 && again->approval != count->approval);
        QVERIFY(decide(again->approval));
        QCOMPARE(contract(u"BIG-1"_s)->version, 1);
    }
    void anAmendmentWaitsWhileTheVersionBeforeGoesOn()
    {
        const auto saved = contract(u"NW-2025"_s).value();
        const auto next = withTwo(saved);
        QVERIFY(next);
        auto services = m_company->as(u"operator"_s);
        const auto asked = ContractDesk(*services).save(u"amendment/"_s + saved.id.toString(), *next, saved);
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id + asked.error().detail));
        QVERIFY(asked->approval);
        QCOMPARE(contract(u"NW-2025"_s)->version, saved.version);
        const auto work = ContractDesk(*services).open(saved.id.toString());
        QVERIFY(work && work->asked);
        QCOMPARE(work->asked->contract.version, saved.version + 1);
        const auto item = ApprovalDesk(*m_company->as(u"approver"_s)).item(asked->approval->id);
        QVERIFY(std::ranges::any_of(item->activation->changes,
                                    [](const auto &term) { return !term.before.isEmpty() || !term.after.isEmpty(); }));
        QVERIFY(decide(asked->approval->id.toString()));
        QCOMPARE(contract(u"NW-2025"_s)->version, saved.version + 1);
        QCOMPARE(contract(u"NW-2025"_s)->changeReason, u"More"_s);
    }
    void nobodyDecidesTheContractThatTheyAskedFor()
    {
        const auto count = import(document(u"BIG-1"_s, u"1000.00"_s), u"controller"_s);
        QVERIFY2(count, count ? "" : qPrintable(count.error().id));
        const auto own = decide(count->approval, Verdict::Approve, u"controller"_s);
        QCOMPARE(own.error().id, u"approvals.own_request"_s);
        QVERIFY(!contract(u"BIG-1"_s));
    }
    void theDatabaseLetsNothingHoldPastTheRequest()
    {
        auto services = m_company->as(u"operator"_s);
        const auto saved = contract(u"NW-2025"_s).value();
        auto next = withTwo(saved).value();
        {
            storage::Transaction undone(services->session());
            const auto past = services->contracts().addVersion(next, u"operator"_s, services->clock().now());
            QVERIFY(!past);
            QCOMPARE(past.error().id, u"approvals.contract_by_request"_s);
        }
        const auto asked = ContractDesk(*services).save(saved.id.toString(), next, saved);
        QVERIFY(asked && asked->approval);
        {
            storage::Transaction undone(services->session()); // nor while it waits
            QCOMPARE(services->contracts().addVersion(next, u"operator"_s, services->clock().now()).error().id,
                     u"approvals.contract_by_request"_s);
        }
        {
            storage::Transaction undone(services->session());
            QCOMPARE(services->session().run("UPDATE asked_contract SET version = 1").error().id,
                     u"approvals.immutable"_s);
        }
        {
            storage::Transaction undone(services->session());
            QCOMPARE(services->session().run("DELETE FROM asked_contract").error().id, u"approvals.immutable"_s);
        }
        // What was agreed on is that version and no other.
        QVERIFY(decide(asked->approval->id.toString()));
        next.version += 1;
        storage::Transaction undone(services->session());
        QCOMPARE(services->contracts().addVersion(next, u"operator"_s, services->clock().now()).error().id,
                 u"approvals.contract_by_request"_s);
    }
    void aChangeOfAPriceIsAVersionAndAskedAboutAsOne()
    {
        const auto asked = ChangeDesk(*m_company->as(u"operator"_s))
                               .request({ChangedField::ItemPrice, u"NW-2025"_s, u"base"_s, u"700.00"_s,
                                         QDate(2026, 7, 1), u"Agreed"_s});
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id + asked.error().detail));
        QVERIFY(asked->approval);
        QVERIFY(asked->preview.rule.startsWith(u"contract"_s));
        QCOMPARE(contract(u"NW-2025"_s)->version, 1);
        const auto decided = decide(asked->approval->id.toString());
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
        QCOMPARE(contract(u"NW-2025"_s)->version, 2);
    }
    void oneVersionWaitsAtATime()
    {
        const auto first = import(document(u"BIG-1"_s, u"1000.00"_s));
        QCOMPARE(import(document(u"BIG-1"_s, u"1100.00"_s), u"controller"_s).error().id,
                 u"contracts.activation_waits"_s);
        // Who asked may ask for something else: the first request is dropped.
        const auto second = import(document(u"BIG-1"_s, u"1100.00"_s));
        QVERIFY(second && second->waiting == 1);
        auto services = m_company->as(u"operator"_s);
        QVERIFY(services->approvals().find(ApprovalId::parse(first->approval).value())->state()
                == ApprovalState::Superseded);
        QVERIFY(!decide(first->approval));
        QVERIFY(decide(second->approval));
        QCOMPARE(std::get<pricing::PerUnit>(contract(u"BIG-1"_s)->item(u"base"_s)->model).unitPrice.toShortString(),
                 u"1100"_s);
    }
    void aContractThatMovedOnSendsTheRequestBack()
    {
        const auto saved = contract(u"NW-2025"_s).value();
        auto services = m_company->as(u"operator"_s);
        const auto asked = ContractDesk(*services).save(saved.id.toString(), withTwo(saved).value(), saved);
        const auto price = ChangeDesk(*services).request(
            {ChangedField::ItemPrice, u"NW-2025"_s, u"base"_s, u"700.00"_s, QDate(2026, 7, 1), u"Agreed"_s});
        QVERIFY(asked->approval && price->approval);
        QVERIFY(decide(price->approval->id.toString()));
        const auto late = decide(asked->approval->id.toString());
        QVERIFY(!late);
        QCOMPARE(late.error().id, u"approvals.change_returned"_s);
        QCOMPARE(contract(u"NW-2025"_s)->version, 2);
    }
    void aPolicyThatAsksNobodyAnyMoreLetsItHold()
    {
        const auto count = import(document(u"BIG-1"_s, u"1000.00"_s));
        m_company->use(test::policyOf({{SubjectKind::Invoice, 500'000}}));
        QCOMPARE(contract(u"BIG-1"_s)->version, 1);
        auto services = m_company->as(u"operator"_s);
        QVERIFY(services->approvals().find(ApprovalId::parse(count->approval).value())->state()
                == ApprovalState::Superseded);
    }
    void aContractIsAskedAboutWithItsDocumentOnly()
    {
        MatterWish wish;
        wish.kind = SubjectKind::Contract;
        wish.amount = Money(1, Currency::fromCode(u"USD"_s).value());
        wish.title = wish.reason = u"x"_s;
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(ApprovalDesk(*services).request(wish).error().id, u"approvals.kind_by_contract"_s);
    }
    void aProposalIsAskedAboutByWhatItSays()
    {
        approvals::Policy policy = test::policyOf({{SubjectKind::Proposal, 0}});
        policy.rules.front().when.discountAbove = Decimal(15);
        QVERIFY(approvals::check(policy));
        m_company->use(policy);
        MatterWish wish;
        wish.kind = SubjectKind::Proposal;
        wish.amount = Money(12'000'00, Currency::fromCode(u"USD"_s).value());
        wish.title = u"Offer for three years"_s;
        wish.reason = u"They bring two shops"_s;
        wish.netDays = 60;
        auto services = m_company->as(u"operator"_s);
        wish.discountPercent = Decimal(15);
        const auto usual = ApprovalDesk(*services).request(wish);
        QVERIFY2(usual, usual ? "" : qPrintable(usual.error().id));
        QVERIFY(!*usual); // nobody has to agree
        wish.discountPercent = Decimal::parse(u"15.5"_s).value();
        const auto deep = ApprovalDesk(*services).request(wish);
        QVERIFY(deep && *deep);
        QVERIFY((*deep)->kind == SubjectKind::Proposal);
        QCOMPARE((*deep)->amount.toString(), u"12000.00"_s);
        QCOMPARE(ApprovalDesk(*services).decide((*deep)->id, approvals::Verdict::Approve, {}).error().id,
                 u"approvals.own_request"_s);
        auto approver = m_company->as(u"approver"_s);
        const auto decided = ApprovalDesk(*approver).decide((*deep)->id, approvals::Verdict::Approve, {});
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id));
        QVERIFY(decided->state() == ApprovalState::Approved);
    }
};

QTEST_GUILESS_MAIN(TestContractActivation)
#include "tst_contract_activation.moc"
