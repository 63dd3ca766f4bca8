// SPDX-License-Identifier: GPL-3.0-or-later
// Receivables by age, statements, disputes, write-offs and dunning, through a real store.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/documents/document_for_letter.h"
#include "core/documents/document_for_statement.h"
#include "core/documents/render_pdf.h"
#include "core/storage/audit_sql.h"
#include "core/storage/invariants_sql.h"
#include "core/storage/outbox_sql.h"
#include "core/approvals/policy_json.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/write_offs.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

QString stepsOf(const DunningCase &one)
{
    QStringList steps;
    for (const auto &step : one.state.dueSteps)
        steps << payments::toString(step.kind) + QString::number(step.level);
    return steps.join(u' ');
}

} // namespace

class TestCollections : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

    QString broken()
    {
        QStringList found;
        const auto checks = storage::checkInvariants(m_services->session());
        if (!checks)
            return checks.error().id + checks.error().detail;
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        return found.join(u", "_s);
    }
    std::vector<DunningCase> worklist() { return DunningDesk(*m_services).worklist(companyToday()).value(); }
    /// The first account of the worklist; it is due since more than a month.
    DunningCase worst()
    {
        auto list = worklist();
        return list.empty() ? DunningCase() : list.front();
    }
    std::optional<DunningCase> caseOf(const accounts::AccountId &account)
    {
        for (const DunningCase &one : worklist()) {
            if (one.account == account)
                return one;
        }
        return std::nullopt;
    }
    QString openOf(const QString &number)
    {
        const auto invoice = m_services->invoices().findByReference(number);
        return billing::settlementOf(*invoice).open().toString();
    }
    qint64 records() { return storage::AuditSql(m_services->session()).newest(1)->front().sequence; }
    qint64 queued()
    {
        return m_services->session()
            .statement("SELECT count(*) FROM outbox WHERE kind = 'dunning'")
            .bind()
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            ->value_or(-1);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        QCOMPARE(broken(), QString());
        m_services.reset();
        m_company.reset();
    }

    void onlyLettersGoToTheCustomer()
    {
        QVERIFY(DunningDesk(*m_services).run(Effect::Kept));
        DeliveryDesk deliveries(*m_services);
        const auto rows = deliveries.list({}, 100);
        QVERIFY(rows);
        int letters = 0, inside = 0;
        for (const storage::DeliveryRow &row : *rows) {
            if (row.kind != u"dunning"_s)
                continue;
            const bool isLetter = row.step == u"notify"_s;
            letters += isLetter;
            inside += !isLetter;
            QVERIFY2(isLetter || (row.recipients.empty() && row.email.isEmpty()), qPrintable(row.step));
            QVERIFY2(!isLetter || !row.recipients.empty() || row.email.isEmpty(), qPrintable(row.accountName));
        }
        QVERIFY(letters > 0);
        QVERIFY(inside > 0);
        const auto call = std::ranges::find(*rows, u"outreach"_s, &storage::DeliveryRow::step);
        QVERIFY(call != rows->end());
        QCOMPARE(call->inside, QStringList{u"account_manager"_s});
        const auto marked = deliveries.mark(call->subject.toString(), u"sent"_s, u"pays on Friday"_s);
        QVERIFY2(marked, marked ? "" : qPrintable(marked.error().id));
        QCOMPARE(marked->state, u"sent"_s);
    }

    void ageingIsWhatTheBooksHoldOnAnyDay()
    {
        ReceivablesDesk desk(*m_services);
        for (const QDate &day : {companyToday(), QDate(2026, 5, 15), QDate(2026, 4, 30)}) {
            const auto report = desk.ageing(day);
            QCOMPARE(idOf(report), u"done"_s);
            const auto balance = LedgerDesk(*m_services).trialBalance(day);
            for (const receivables::Ageing &total : report->totals) {
                QCOMPARE(total.net, balance->of(u"receivable"_s, total.net.currency()));
                MoneySum buckets(total.total.currency());
                for (const auto bucket : receivables::buckets)
                    buckets.add(total.in(bucket));
                QCOMPARE(*buckets.total(), total.total);
            }
        }
        const auto today = desk.ageing(companyToday());
        QVERIFY(!today->rows.empty());
        QVERIFY(today->daysSalesOutstanding.rounded(1).has_value());
        // Before anything was billed nothing is owed and nothing was sold.
        const auto before = desk.ageing(QDate(2025, 1, 1));
        QVERIFY(before->rows.empty());
        QVERIFY(!before->daysSalesOutstanding.value());
    }

    void aStatementTellsWhatIsOpenAndHasTheSameBytesAgain()
    {
        const DunningCase late = worst();
        const auto account = m_services->accounts().find(late.account);
        const auto statements = ReceivablesDesk(*m_services).statements(*account, companyToday());
        QCOMPARE(idOf(statements), u"done"_s);
        const auto &statement = statements->front();
        QVERIFY(!statement.items.empty());
        MoneySum open(statement.ageing.total.currency());
        for (const auto &item : statement.items)
            open.add(item.open);
        QCOMPARE(open.total()->minus(statement.ageing.unapplied).value(), statement.ageing.net);
        const auto seller = m_services->seller().entity(billing::IssuingEntityId(account->issuingEntity));
        const auto document = documents::documentFor(statement, *seller, *account);
        QCOMPARE(document.tables.front().rows.size(), statement.items.size() + 1);
        const auto first = documents::renderInvoicePdf(document), second = documents::renderInvoicePdf(document);
        QCOMPARE(idOf(first), u"done"_s);
        QCOMPARE(*first, *second);
        for (const QString &language : letterLanguages()) {
            const auto letter = DunningDesk(*m_services).letter(late, language);
            QCOMPARE(idOf(letter), u"done"_s);
            QCOMPARE(idOf(documents::renderInvoicePdf(documents::documentFor(*letter, *seller, *account))), u"done"_s);
            QVERIFY(documents::textOf(*letter, *seller, *account).contains(letter->items.front().number));
        }
        QVERIFY(documents::textOf(*DunningDesk(*m_services).letter(late, u"de"_s), *seller, *account)
                    .contains(u"Sehr geehrte"_s));
        QCOMPARE(DunningDesk(*m_services).letter(late, u"xx"_s).error().id, u"dunning.language_unknown"_s);
        QCOMPARE(DunningDesk(*m_services).letter(u"nobody"_s).error().id, u"dunning.subject_unknown"_s);
    }

    void theMostUrgentComesFirst()
    {
        const auto list = worklist();
        QVERIFY(list.size() > 1);
        for (size_t i = 1; i < list.size(); ++i)
            QVERIFY(list[i - 1].urgency >= list[i].urgency);
        QVERIFY(list.front().state.daysLate > 0);
        QVERIFY(!list.front().state.dueSteps.empty());
    }

    void eachStepIsTakenOnce()
    {
        const qint64 before = records();
        const auto shown = DunningDesk(*m_services).run(Effect::Shown);
        QCOMPARE(idOf(shown), u"done"_s);
        QVERIFY(!shown->empty());
        QCOMPARE(records(), before);
        QVERIFY(DunningDesk(*m_services).history(10)->empty());
        const auto taken = DunningDesk(*m_services).run();
        QCOMPARE(taken->size(), shown->size());
        QCOMPARE(records(), before + 1);
        QCOMPARE(DunningDesk(*m_services).run()->size(), 0u);
        QCOMPARE(records(), before + 1);
        QCOMPARE(DunningDesk(*m_services).history(1000)->size(), taken->size());
        // And the database, without the program.
        auto step = DunningDesk(*m_services).history(1)->front();
        step.id = m_services->ids().next();
        QCOMPARE(storage::DunningSql(m_services->session()).add(step).error().id, u"storage.unique"_s);
    }

    void noServiceIsCutWithoutTheDecisionOfAnother()
    {
        const auto taken = DunningDesk(*m_services).run();
        QCOMPARE(idOf(taken), u"done"_s);
        const qint64 letters = queued();
        std::vector<storage::DunningStepRow> asked;
        const auto steps = DunningDesk(*m_services).history(1000);
        for (const auto &step : *steps) {
            const bool isCut = step.kind == u"degrade"_s || step.kind == u"suspend"_s;
            QCOMPARE(step.state, isCut ? u"in_approval"_s : u"done"_s);
            if (isCut)
                asked.push_back(step);
        }
        QVERIFY(asked.size() >= 2);
        const auto approvalOf = [&](const storage::DunningStepRow &step) {
            return (*m_services->approvals().latestFor(approvals::SubjectKind::ServiceAction, step.id))->id;
        };
        QCOMPARE(ApprovalDesk(*m_services).decide(approvalOf(asked[0]), approvals::Verdict::Approve, {}).error().id,
                 u"approvals.own_request"_s);
        storage::DunningSql store(m_services->session());
        QCOMPARE(store.setState(asked[0].id, u"done"_s).error().id, u"dunning.service_not_approved"_s);
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(!ApprovalDesk(*approver).queue(ApprovalQueue::Mine)->empty());
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(approvalOf(asked[0]), approvals::Verdict::Approve, {})),
                 u"done"_s);
        QCOMPARE(
            idOf(ApprovalDesk(*approver).decide(approvalOf(asked[1]), approvals::Verdict::Reject, u"They called"_s)),
            u"done"_s);
        QCOMPARE(store.step(asked[0].id)->state, u"done"_s);
        QCOMPARE(store.step(asked[1].id)->state, u"rejected"_s);
        QCOMPARE(queued(), letters + 1);
        QCOMPARE(DunningDesk(*m_services).run()->size(), 0u);
    }

    void aPromiseIsWaitedForAndBrokenOnesWeigh()
    {
        const DunningCase late = worst();
        DunningDesk desk(*m_services);
        const auto account = m_services->accounts().find(late.account);
        QCOMPARE(desk.promise(account->number, late.received, companyToday()).error().id, u"dunning.promise_amount"_s);
        QCOMPARE(desk.promise(account->number, late.state.amount, companyToday().addDays(-1)).error().id,
                 u"dunning.promise_day"_s);
        QCOMPARE(idOf(desk.promise(account->number, late.state.amount, companyToday().addDays(5))), u"done"_s);
        const auto waiting = caseOf(late.account);
        QVERIFY(waiting->state.pause == payments::DunningPause::Promise);
        QVERIFY(waiting->state.dueSteps.empty());
        QCOMPARE(worklist().back().account, late.account);
        // A week later it is broken.
        const auto then = DunningDesk(*m_services).worklist(companyToday().addDays(7));
        const auto broke = std::find_if(then->begin(), then->end(),
                                        [&](const DunningCase &one) { return one.account == late.account; });
        QCOMPARE(broke->state.brokenPromises, 1);
        QCOMPARE(broke->urgency, Exact(broke->worth) * Exact(broke->state.daysLate) * Exact(2));
    }

    void aPauseHoldsUntilItEnds()
    {
        const DunningCase late = worst();
        DunningDesk desk(*m_services);
        const QString number = m_services->accounts().find(late.account)->number;
        QCOMPARE(desk.pause(number, companyToday(), u" "_s).error().id, u"dunning.pause_reason"_s);
        QCOMPARE(idOf(desk.pause(number, companyToday().addDays(10), u"New owner"_s)), u"done"_s);
        QCOMPARE(desk.pause(number, companyToday().addDays(10), u"New owner"_s).error().id,
                 u"dunning.paused_already"_s);
        QCOMPARE(stepsOf(*caseOf(late.account)), QString());
        QCOMPARE(caseOf(late.account)->pauseReason, u"New owner"_s);
        QCOMPARE(idOf(desk.resume(number)), u"done"_s);
        QCOMPARE(desk.resume(number).error().id, u"dunning.not_paused"_s);
        QCOMPARE(stepsOf(*caseOf(late.account)), stepsOf(late));
    }

    void whatIsDisputedIsOwedAndNotDunned()
    {
        const DunningCase late = worst();
        const QString number = late.documents.front().number;
        ReceivablesDesk desk(*m_services);
        QCOMPARE(desk.dispute(number, 0, {}).error().id, u"dispute.reason_missing"_s);
        QCOMPARE(desk.dispute(number, 999, u"x"_s).error().id, u"dispute.no_such_line"_s);
        const auto row = desk.dispute(number, 1, u"Wrong rate"_s);
        QCOMPARE(idOf(row), u"done"_s);
        QCOMPARE(desk.dispute(number, 1, u"Wrong rate"_s).error().id, u"dispute.open_already"_s);
        const auto held = caseOf(late.account);
        const Money open = late.documents.front().open;
        const Money disputed(std::min(open.minor(), row->amount.minor()), open.currency());
        const Money dunned = held ? held->state.amount : Money::zero(open.currency());
        QCOMPARE(late.state.amount.minus(dunned).value(), disputed);
        const auto report = desk.ageing(companyToday(), late.account);
        QCOMPARE(report->rows.front().ageing.disputed, disputed);
        QCOMPARE(idOf(desk.resolve(number, 1, u"They were right about the date only"_s)), u"done"_s);
        QCOMPARE(desk.resolve(number, 1, u"x"_s).error().id, u"dispute.not_open"_s);
        QCOMPARE(caseOf(late.account)->state.amount, late.state.amount);
    }

    void cashOnAccountIsNeverDunned()
    {
        const DunningCase late = worst();
        const QString number = late.documents.front().number, currency = late.state.amount.currency().code();
        // More than one invoice comes to, for that invoice alone: the rest is credit.
        const Money paid(late.documents.front().open.minor() + 1000, late.state.amount.currency());
        QVERIFY(importBankFile(*m_services, camtOf(currency, {{u"B-1"_s, paid.toString(), number}}), u"bank"_s));
        QCOMPARE(idOf(PaymentsDesk(*m_services).accept(1, {number})), u"done"_s);
        const auto after = caseOf(late.account);
        const Money dunned = after ? after->state.amount : Money::zero(paid.currency());
        QCOMPARE(dunned.minor(), std::max<qint64>(late.state.amount.minor() - paid.minor(), 0));
        const auto report = ReceivablesDesk(*m_services).ageing(companyToday(), late.account);
        QCOMPARE(report->rows.front().ageing.unapplied.minor(), 1000);
    }

    void aReceivableIsGivenUpWithinTheLimit()
    {
        const DunningCase late = worst();
        const QString number = late.documents.front().number;
        QCOMPARE(writeOff(*m_services, number, {}, {}).error().id, u"receivables.write_off_reason"_s);
        const Money much(late.documents.front().open.minor() + 1, late.state.amount.currency());
        QCOMPARE(writeOff(*m_services, number, much, u"Insolvent"_s).error().id, u"receivables.write_off_amount"_s);
        const Money limit(100'000'000, *m_services->companyCurrency());
        QCOMPARE(PaymentsDesk(*m_services).setWriteOffLimit(limit).error().id, u"permission.role_missing"_s);
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).setWriteOffLimit(limit));
        const auto row = writeOff(*m_services, number, Money(100, much.currency()), u"Rounding"_s);
        QCOMPARE(idOf(row), u"done"_s);
        QCOMPARE(row->state, u"done"_s);
        QCOMPARE(openOf(number), Money(much.minor() - 101, much.currency()).toString());
        const auto entries = LedgerDesk(*m_services).postings({u"bad_debt"_s, {}, {}}, 10);
        QCOMPARE(entries->size(), 1u);
        QCOMPARE(entries->front().kind, u"write_off"_s);
        // The limit is for all that is given up of an invoice, not for each time.
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s))
                    .setWriteOffLimit(Money(row->company.minor() + row->company.minor() / 2, row->company.currency())));
        const auto again = writeOff(*m_services, number, Money(100, much.currency()), u"Rounding"_s);
        QCOMPARE(idOf(again), u"done"_s);
        QCOMPARE(again->state, u"in_approval"_s);
    }

    void aPolicyAboutWriteOffsGoesBeforeTheLimit()
    {
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s))
                    .setWriteOffLimit(Money(100'000'000, *m_services->companyCurrency())));
        const auto policy = approvals::readPolicy(R"({"format":"accord.approval-policy/1","currency":"USD","rules":[
            {"name":"Given up","kind":"write_off","steps":[{"mode":"any","roles":["approver"]}]}]})");
        QVERIFY(policy);
        QVERIFY(ApprovalPolicies(*m_company->as(u"admin"_s)).propose(*policy));
        QVERIFY(ApprovalPolicies(*m_company->as(u"controller"_s)).publish(*policy));
        const DunningCase late = worst();
        const auto row = writeOff(*m_services, late.documents.front().number, {}, u"Insolvent"_s);
        QCOMPARE(idOf(row), u"done"_s);
        QCOMPARE(row->state, u"in_approval"_s);
    }

    void aReceivableBeyondTheLimitNeedsAnApproval()
    {
        const DunningCase late = worst();
        const QString number = late.documents.front().number, open = openOf(number);
        const auto row = writeOff(*m_services, number, {}, u"Insolvent"_s);
        QCOMPARE(idOf(row), u"done"_s);
        QCOMPARE(row->state, u"in_approval"_s);
        QCOMPARE(openOf(number), open);
        QCOMPARE(writeOff(*m_services, number, {}, u"Insolvent"_s).error().id, u"receivables.write_off_waits"_s);
        auto reader = m_company->as(u"approver"_s);
        const auto asked = *reader->approvals().latestFor(approvals::SubjectKind::WriteOff, row->id);
        const auto item = ApprovalDesk(*reader).item(asked->id);
        QVERIFY2(item, item ? "" : qPrintable(item.error().id));
        QVERIFY(item->writeOff);
        QCOMPARE(item->writeOff->row.reason, u"Insolvent"_s);
        QCOMPARE(item->writeOff->open.toString(), open);
        QVERIFY(item->writeOff->daysLate > 0);
        storage::ReceivablesSql store(m_services->session(), *m_services->companyCurrency());
        QCOMPARE(store.setState(row->id, u"done"_s, companyToday()).error().id,
                 u"receivables.write_off_not_approved"_s);
        auto settled = *row;
        settled.state = u"done"_s;
        QCOMPARE(store.settle(settled).error().id, u"receivables.write_off_not_approved"_s);
        const auto id = (*m_services->approvals().latestFor(approvals::SubjectKind::WriteOff, row->id))->id;
        QCOMPARE(ApprovalDesk(*m_services).decide(id, approvals::Verdict::Approve, {}).error().id,
                 u"approvals.own_request"_s);
        auto approver = m_company->as(u"approver"_s);
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(id, approvals::Verdict::Approve, {})), u"done"_s);
        QCOMPARE(openOf(number), u"0.00"_s);
        QCOMPARE(writeOff(*m_services, number, {}, u"Insolvent"_s).error().id, u"receivables.nothing_open"_s);
        // Nobody paid it, and nothing says so.
        const auto invoice = m_services->invoices().findByReference(number);
        QCOMPARE(invoice->writtenOff.toString(), open);
        QCOMPARE(billing::settlementOf(*invoice).received().minor(),
                 invoice->paid.minor() - invoice->writtenOff.minor());
        const auto given = storage::InvoiceQueriesSql(m_services->session()).row(invoice->id);
        QVERIFY(given->status(companyToday()) == billing::InvoiceStatus::WrittenOff);
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::WrittenOff;
        const auto listed = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 10, companyToday());
        QCOMPARE(listed->size(), 1u);
        filter.status = billing::InvoiceStatus::Paid;
        const auto others = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 1000, companyToday());
        for (const auto &paid : *others)
            QVERIFY(paid.number != number);
    }

    void schedulesAreKeptInVersions()
    {
        DunningDesk desk(*m_services);
        QCOMPARE(desk.policy()->version, 0);
        QVERIFY(desk.policy()->schedules.size() >= 2);
        const QByteArray one = "{\"format\":\"accord.dunning/1\",\"schedules\":[{\"segment\":\"enterprise\","
                               "\"grace_period_days\":0,\"retry_days\":[],\"notify_days\":[400],\"escalate_to\":[]},"
                               "{\"segment\":\"team\",\"grace_period_days\":0,\"retry_days\":[],\"notify_days\":[0],"
                               "\"escalate_to\":[]}]}";
        QCOMPARE(desk.setPolicy("{}").error().id.isEmpty(), false);
        QCOMPARE(desk.setPolicy(one)->version, 1);
        QCOMPARE(desk.setPolicy(one)->version, 1);
        for (const DunningCase &late : worklist())
            QVERIFY(late.segment != u"enterprise"_s || late.state.dueSteps.empty());
    }
};

QTEST_MAIN(TestCollections)
#include "tst_collections.moc"
