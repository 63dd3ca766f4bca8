// SPDX-License-Identifier: GPL-3.0-or-later
// What is sold on credit: beyond the limit, or on hold, a draft waits until somebody agrees.
#include "tests/support/company.h"

#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/master_data.h"

#include <QtTest/QTest>

#include <set>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;
using approvals::ChangedField;

namespace {

const QByteArray contract = R"({"format": "accord.contract/1", "number": "CR-1", "account": "A-0009",
 "currency": "USD", "start": "2026-06-01", "end": "2027-06-01", "items": [
  {"key": "licence", "description": "Licence", "price": {"model": "flat", "amount": "1000.00"}}]})";

const QByteArray smaller = R"({"format": "accord.contract/1", "number": "CR-2", "account": "A-0009",
 "currency": "USD", "start": "2026-06-01", "end": "2027-06-01", "items": [
  {"key": "support", "description": "Support", "price": {"model": "flat", "amount": "100.00"}}]})";

const Period june = Period::monthOf(QDate(2026, 6, 1));

} // namespace

class TestCreditControl : public QObject
{
    Q_OBJECT

    billing::Invoice draft(const Period &month = june)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(month, {}, progress);
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().id + outcome.error().detail));
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = m_services->invoices().find(id);
            if (invoice->account == m_account && invoice->bill.period == month && !m_seen.contains(id.uuid())
                && m_seen.insert(id.uuid()).second)
                return *invoice;
        }
        qFatal("no draft");
    }

    QString issue(const billing::InvoiceId &id)
    {
        jobs::Progress progress;
        const auto issued = BillingDesk(*m_services).issue({id}, progress);
        m_refusal = issued ? Error() : issued.error();
        return m_refusal.id;
    }

    QString ask(ChangedField field, const QString &after, const QString &part = {})
    {
        ChangeWish wish{field, u"A-0009"_s, part, after, {}, u"Asked by sales"_s};
        const auto outcome = ChangeDesk(*m_services).request(wish);
        if (!outcome)
            return outcome.error().id;
        m_request = outcome->approval ? std::optional(outcome->approval->id) : std::nullopt;
        return outcome->approval ? u"pending"_s : u"done"_s;
    }

    void agree()
    {
        auto approver = m_company->as(u"approver"_s);
        const auto decided = ApprovalDesk(*approver).decide(*m_request, approvals::Verdict::Approve, {});
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
    }

    static QStringList namesOf(const billing::Invoice &invoice)
    {
        QStringList names;
        for (const auto &exception : invoice.bill.exceptions)
            names << exception.id;
        return names;
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    accounts::AccountId m_account;
    std::optional<approvals::ApprovalId> m_request;
    Error m_refusal;
    std::set<QUuid> m_seen;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        const auto imported = MasterData(*m_services).importContract(contract);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
        m_account = m_company->account(u"A-0009"_s);
        m_seen.clear();
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void withinTheLimitNothingWaits()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"5000.00"_s), u"done"_s);
        const auto invoice = draft();
        QVERIFY(!namesOf(invoice).contains(u"billing.credit_exceeded"_s));
        QCOMPARE(issue(invoice.id), QString());
    }

    void beyondTheLimitTheDraftWaitsWithItsFigures()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        const auto invoice = draft();
        QVERIFY(namesOf(invoice).contains(u"billing.credit_exceeded"_s));
        QCOMPARE(issue(invoice.id), u"billing.credit_exceeded"_s);
        QCOMPARE(m_refusal.args.value(u"limit"_s).toString(), u"600.00"_s);
        QCOMPARE(m_refusal.args.value(u"exposure"_s).toString(), invoice.bill.total.toString());
        QCOMPARE(m_refusal.args.value(u"over"_s).toString(),
                 Money(invoice.bill.total.minor() - 600'00, invoice.bill.currency).toString());
    }

    void exactlyTheLimitIsWithinIt()
    {
        const auto invoice = draft();
        QCOMPARE(ask(ChangedField::CreditLimit, invoice.bill.total.toString()), u"done"_s);
        QCOMPARE(issue(invoice.id), QString());
    }

    void aHigherLimitThatWasAgreedOnLetsItGo()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        const auto invoice = draft();
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        QCOMPARE(ask(ChangedField::CreditLimit, u"9000.00"_s), u"pending"_s);
        QCOMPARE(issue(invoice.id), u"billing.credit_exceeded"_s);
        agree();
        QCOMPARE(issue(invoice.id), QString());
    }

    void ofTwoDraftsTheFirstTakesTheRoom()
    {
        const auto first = draft();
        QVERIFY(MasterData(*m_services).importContract(smaller));
        const auto second = draft();
        QCOMPARE(ask(ChangedField::CreditLimit, first.bill.total.toString()), u"done"_s);
        QCOMPARE(issue(second.id), u"billing.credit_exceeded"_s);
        QCOMPARE(m_refusal.args.value(u"over"_s).toString(), second.bill.total.toString());
        QCOMPARE(issue(first.id), QString());
        QCOMPARE(issue(second.id), u"billing.credit_exceeded"_s);
    }

    void aDraftWithoutRoomLeavesItToThoseAfterIt()
    {
        const auto first = draft();
        QVERIFY(MasterData(*m_services).importContract(smaller));
        const auto second = draft();
        QVERIFY(second.bill.total.minor() < first.bill.total.minor());
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        QCOMPARE(issue(first.id), u"billing.credit_exceeded"_s);
        QCOMPARE(issue(second.id), QString());
        QCOMPARE(issue(first.id), u"billing.credit_exceeded"_s);
    }

    void aDraftThatWasLetPassTakesRoomAllTheSame()
    {
        const auto first = draft();
        QVERIFY(MasterData(*m_services).importContract(smaller));
        const auto second = draft();
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        QCOMPARE(ask(ChangedField::CreditPass, {}, first.id.toString()), u"done"_s);
        QCOMPARE(issue(second.id), u"billing.credit_exceeded"_s);
        QCOMPARE(issue(first.id), QString());
    }

    void oneInvoiceIsLetPassAndNoOther()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        const auto invoice = draft();
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        QCOMPARE(ask(ChangedField::CreditPass, {}, invoice.id.toString()), u"pending"_s);
        QCOMPARE(issue(invoice.id), u"billing.credit_exceeded"_s);
        agree();
        QVERIFY(BillingDesk(*m_services).discard(invoice.id));
        QCOMPARE(issue(draft().id), u"billing.credit_exceeded"_s); // another draft is another question
    }

    void whatWasLetPassIsIssued()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        const auto invoice = draft();
        QCOMPARE(ask(ChangedField::CreditPass, {}, invoice.id.toString()), u"done"_s);
        QCOMPARE(issue(invoice.id), QString());
        const auto standing = creditStanding(*m_services, m_account, companyToday());
        QVERIFY(standing->isExceeded());
        QCOMPARE(standing->open, invoice.bill.total);
    }

    void aHoldStopsWhatIsWithinTheLimit()
    {
        const auto invoice = draft();
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        QCOMPARE(ask(ChangedField::CreditHold, u"Cheque bounced"_s), u"pending"_s);
        agree();
        QCOMPARE(issue(invoice.id), u"billing.credit_hold"_s);
        QCOMPARE(m_refusal.args.value(u"reason"_s).toString(), u"Cheque bounced"_s);
        QCOMPARE(ask(ChangedField::CreditHold, u"Again"_s), u"approvals.change_held"_s);
        QCOMPARE(ask(ChangedField::CreditHold, u"none"_s), u"pending"_s);
        QCOMPARE(issue(invoice.id), u"billing.credit_hold"_s);
        agree();
        QCOMPARE(issue(invoice.id), QString());
    }

    void theDatabaseTakesNoHoldThatNobodyAgreedTo()
    {
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        const auto set = storage::CreditExposureSql(m_services->session())
                             .setHold(m_account, {u"Because"_s, u"operator"_s, m_services->clock().now()});
        QVERIFY(!set);
        QCOMPARE(set.error().id, u"approvals.terms_by_request"_s);
    }

    void theApproverSeesWhatIsOwed()
    {
        QCOMPARE(ask(ChangedField::CreditLimit, u"600.00"_s), u"done"_s);
        draft();
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        QCOMPARE(ask(ChangedField::CreditLimit, u"9000.00"_s), u"pending"_s);
        const auto item = ApprovalDesk(*m_services).item(*m_request);
        QVERIFY(item);
        QVERIFY(item->credit);
        QVERIFY(item->credit->isExceeded());
    }
};

QTEST_GUILESS_MAIN(TestCreditControl)
#include "tst_credit_control.moc"
