// SPDX-License-Identifier: GPL-3.0-or-later
// A late charge as a document: what it costs, how it is paid, waived, given up and gone, through a real store.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/billing/late_charge.h"
#include "core/documents/document_for_invoice.h"
#include "core/documents/document_for_letter.h"
#include "core/storage/invariants_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/late_charges_desk.h"
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

} // namespace

class TestLateChargeNotes : public QObject
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
    billing::Invoice invoice(const QString &number) { return *m_services->invoices().findByReference(number); }
    billing::Settlement settlement(const QString &number) { return billing::settlementOf(invoice(number)); }
    Money open(const QString &number) { return settlement(number).open(); }
    DunningCase worst() { return DunningDesk(*m_services).worklist(companyToday())->front(); }
    /// 10 % a year, and 40.00 for each invoice.
    void setRule(const Currency &currency)
    {
        payments::LateChargeRule rule;
        rule.rates = {{{}, Decimal(10)}};
        rule.fee = Money(4000, currency);
        QCOMPARE(idOf(LateChargesDesk(*m_services).setRule(rule)), u"done"_s);
    }
    void setLimit(qint64 minor)
    {
        const Money limit(minor, *m_services->companyCurrency());
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).setWriteOffLimit(limit));
    }
    /// Charges late payment of \a number. \returns the number of the document.
    QString charged(const QString &number)
    {
        const auto row = LateChargesDesk(*m_services).charge(number);
        if (!row || !row->note)
            qFatal("%s", qPrintable(row ? u"no note"_s : row.error().id + u' ' + row.error().detail));
        return m_services->invoices().find(*row->note)->number;
    }
    /// What stands on \a account in all books; minor units of all currencies together.
    qint64 posted(const QString &account)
    {
        return m_services->session()
            .statement("SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE account = ?")
            .bind(account)
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            ->value_or(0);
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

    void aChargeIsADocumentAmongTheInvoices()
    {
        LateChargesDesk desk(*m_services);
        QVERIFY(desk.due(companyToday())->empty());
        const DunningCase late = worst();
        const auto document = late.documents.front();
        payments::LateChargeRule rule;
        rule.rates = {{{}, Decimal(101)}};
        QCOMPARE(desk.setRule(rule).error().id, u"payments.late_rates"_s);
        setRule(document.open.currency());
        // Open × 10 % × days ÷ 365, half away from zero.
        const auto interest
            = (Exact(document.open) * Exact::ratio(10 * document.daysLate, 36500)).toMoney(document.open.currency());
        const Money before = open(document.number), cost(interest->minor() + 4000, document.open.currency());
        const QString number = charged(document.number);
        QCOMPARE(desk.charge(document.number).error().id, u"receivables.no_late_charge"_s);
        QCOMPARE(open(document.number), before);
        const billing::Invoice note = invoice(number);
        QVERIFY(note.state == billing::InvoiceState::Issued);
        QVERIFY(billing::isLateCharge(note.bill));
        QCOMPARE(note.bill.lines.size(), 2u);
        QCOMPARE(note.bill.lines.front().net, *interest);
        QCOMPARE(note.bill.lines.back().net, Money(4000, cost.currency()));
        QCOMPARE(note.bill.tax.minor(), 0);
        QCOMPARE(note.dueDate, companyToday());
        QCOMPARE(open(number), cost);
        QCOMPARE(posted(u"late_charges"_s), -cost.minor());
        // Its figures explain themselves, and its page says what it is.
        const auto derivation = BillingDesk(*m_services).explain(note);
        QCOMPARE(idOf(derivation), u"done"_s);
        QVERIFY(derivation->front().label.contains(document.number));
        QCOMPARE(derivation->front().rounded, interest->toString() + u' ' + cost.currency().code());
        const auto assembly = assembleFromInvoice(*m_services, note);
        QCOMPARE(idOf(assembly), u"done"_s);
        const auto page = documents::documentFor(note, assembly->seller, assembly->input.payer, {}, {});
        QCOMPARE(page.words.title, u"Late charge"_s);
        QCOMPARE(page.total, cost);
        // Listed with its own number.
        const auto sheets = desk.charged(late.account);
        QCOMPARE(sheets->size(), 1u);
        QCOMPARE(sheets->front().number, number);
        QCOMPARE(sheets->front().invoice, document.number);
        QCOMPARE(sheets->front().settlement.open(), cost);
    }

    void statementLetterAndAgeingNameIt()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        const auto before = ReceivablesDesk(*m_services).ageing(companyToday(), late.account);
        const QString number = charged(late.documents.front().number);
        const Money cost = open(number);
        const auto after = ReceivablesDesk(*m_services).ageing(companyToday(), late.account);
        QCOMPARE(after->rows.front().ageing.total.minor(), before->rows.front().ageing.total.minor() + cost.minor());
        const auto account = m_services->accounts().find(late.account);
        const auto statements = ReceivablesDesk(*m_services).statements(*account, companyToday());
        const auto own = std::ranges::find(*statements, cost.currency(),
                                           [](const auto &one) { return one.ageing.total.currency(); });
        QVERIFY(std::ranges::any_of(own->items,
                                    [&](const auto &item) { return item.number == number && item.open == cost; }));
        QVERIFY(ReceivablesDesk(*m_services).onAccount(companyToday(), late.account)->empty());
        const auto letter = DunningDesk(*m_services).letter(account->number);
        QVERIFY(letter->charges.isZero());
        QVERIFY(std::ranges::any_of(letter->items, [&](const auto &item) { return item.number == number; }));
        QCOMPARE(letter->due, *late.state.amount.plus(cost));
    }

    void lateInterestBearsNone()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        const QString number = charged(late.documents.front().number);
        const auto due = LateChargesDesk(*m_services).due(companyToday().addDays(60));
        for (const LateChargeDue &one : *due)
            QVERIFY(one.number != number);
        const auto approver = m_company->as(u"approver"_s);
        QCOMPARE(LateChargesDesk(*approver).chargeAll(late.account).error().id, u"permission.role_missing"_s);
        QCOMPARE(LateChargesDesk(*m_services).chargeAll(late.account)->size(), late.documents.size() - 1);
        QCOMPARE(LateChargesDesk(*m_services).chargeAll(late.account).error().id, u"receivables.no_late_charge"_s);
        QCOMPARE(m_services->session().run("DELETE FROM late_charge").error().id, u"receivables.history_kept"_s);
    }

    void onePaymentOfInvoiceAndChargeSettlesBoth()
    {
        const DunningCase late = worst();
        const QString owed = late.documents.front().number;
        setRule(late.state.amount.currency());
        const QString number = charged(owed);
        // The payer names the invoice alone.
        const Money paid = *open(owed).plus(open(number));
        QVERIFY(importBankFile(*m_services, camtOf(paid.currency().code(), {{u"L-1"_s, paid.toString(), owed}}),
                               u"bank"_s));
        const auto matched = PaymentsDesk(*m_services).match();
        QCOMPARE(matched->size(), 1u);
        QVERIFY(matched->front().verdict == payments::Verdict::Automatic);
        QVERIFY(matched->front().matches.first()[u"reasons"].toArray().contains(u"late_charges"_s));
        QCOMPARE(open(owed).minor(), 0);
        QCOMPARE(open(number).minor(), 0);
        QVERIFY(ReceivablesDesk(*m_services).onAccount(companyToday(), late.account)->empty());
        QCOMPARE(LateChargesDesk(*m_services).waive(number, {}, u"Goodwill"_s).error().id,
                 u"receivables.nothing_open"_s);
    }

    void whatAPersonAcceptsForTheInvoicePaysItsChargeAsWell()
    {
        const DunningCase late = worst();
        const QString owed = late.documents.front().number;
        setRule(late.state.amount.currency());
        const QString number = charged(owed);
        const Money both = *open(owed).plus(open(number)), more(both.minor() + 1, both.currency());
        // Nothing says what the money is for; a person names the invoice alone.
        QVERIFY(importBankFile(*m_services,
                               camtOf(both.currency().code(), {{u"L-1"_s, more.toString(), u"thank you"_s},
                                                               {u"L-2"_s, both.toString(), u"thank you"_s}}),
                               u"bank"_s));
        PaymentsDesk desk(*m_services);
        const auto reasons = [&](qint64 entry) {
            storage::BankEntriesSql entries(m_services->session());
            return entries.latestDecision(entries.find(entry)->id)->matches.first()[u"reasons"].toArray();
        };
        // A cent more than both is no payment of both: it is credit, and the charge stays open.
        QVERIFY(desk.accept(1, {owed}));
        QVERIFY(!reasons(1).contains(u"late_charges"_s));
        QVERIFY(open(number).minor() > 0);
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).unapply(1, u"another customer"_s));
        QVERIFY(desk.accept(2, {owed}));
        QVERIFY(reasons(2).contains(u"late_charges"_s));
        QCOMPARE(open(owed).minor(), 0);
        QCOMPARE(open(number).minor(), 0);
        QVERIFY(ReceivablesDesk(*m_services).onAccount(companyToday(), late.account)->empty());
    }

    void aChargeIsWaivedWithinTheLimit()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        setLimit(100'000'000);
        const QString owed = late.documents.front().number, number = charged(owed);
        const Money cost = open(number);
        LateChargesDesk desk(*m_services);
        QCOMPARE(desk.waive(number, {}, u" "_s).error().id, u"billing.credit_reason"_s);
        QCOMPARE(desk.waive(owed, {}, u"Goodwill"_s).error().id, u"receivables.not_a_late_charge"_s);
        QCOMPARE(desk.waive(number, Money(cost.minor() + 1, cost.currency()), u"Goodwill"_s).error().id,
                 u"receivables.waive_amount"_s);
        const auto part = desk.waive(number, Money(1000, cost.currency()), u"Goodwill"_s);
        QCOMPARE(idOf(part), u"done"_s);
        QVERIFY(part->state == billing::CreditNoteState::Issued);
        QVERIFY(!part->number.isEmpty());
        QCOMPARE(part->reason, u"Goodwill"_s);
        QCOMPARE(open(number).minor(), cost.minor() - 1000);
        QCOMPARE(posted(u"late_charges"_s), 1000 - cost.minor());
        const auto rest = desk.waive(number, {}, u"They paid on Friday"_s);
        QCOMPARE(idOf(rest), u"done"_s);
        QCOMPARE(open(number).minor(), 0);
        QCOMPARE(posted(u"late_charges"_s), 0);
        QVERIFY(settlement(number).isCreditedInFull());
        // What was waived is not charged again.
        QCOMPARE(desk.charge(owed).error().id, u"receivables.no_late_charge"_s);
        QCOMPARE(CreditDesk(*m_services).correct(invoice(number).id, u"x"_s).error().id,
                 u"receivables.late_charge_correct"_s);
    }

    void aWaiverBeyondTheLimitNeedsAnApproval()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        const QString number = charged(late.documents.front().number);
        const Money cost = open(number);
        const auto asked = LateChargesDesk(*m_services).waive(number, {}, u"Goodwill"_s);
        QCOMPARE(idOf(asked), u"done"_s);
        QVERIFY(asked->state == billing::CreditNoteState::InApproval);
        QCOMPARE(open(number), cost);
        // Nor behind the back of the program.
        auto &session = m_services->session();
        QVERIFY(session.run("UPDATE credit_note SET state = 'approved' WHERE id = ?", asked->id));
        auto forged = *m_services->creditNotes().find(asked->id);
        forged.state = billing::CreditNoteState::Issued;
        forged.number = u"CN-2026-999999"_s;
        forged.issueDate = companyToday();
        forged.issuedAt = m_services->clock().now();
        QVERIFY(!m_services->creditNotes().markIssued(forged));
        QVERIFY(session.run("UPDATE credit_note SET state = 'in_approval' WHERE id = ?", asked->id));
        const auto id = (*m_services->approvals().latestFor(approvals::SubjectKind::CreditNote, asked->id.uuid()))->id;
        QCOMPARE(ApprovalDesk(*m_services).decide(id, approvals::Verdict::Approve, {}).error().id,
                 u"approvals.own_request"_s);
        const auto approver = m_company->as(u"approver"_s);
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(id, approvals::Verdict::Approve, {})), u"done"_s);
        QCOMPARE(idOf(CreditDesk(*m_services).issue(asked->id)), u"done"_s);
        QCOMPARE(open(number).minor(), 0);
    }

    void theLimitIsForAllThatIsWaivedOfACharge()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        const QString number = charged(late.documents.front().number);
        setLimit(100'000'000);
        const auto first = LateChargesDesk(*m_services).waive(number, Money(1000, open(number).currency()), u"a"_s);
        QVERIFY(first->state == billing::CreditNoteState::Issued);
        setLimit(first->companyTotal.minor() + first->companyTotal.minor() / 2);
        const auto second = LateChargesDesk(*m_services).waive(number, Money(1000, open(number).currency()), u"b"_s);
        QVERIFY(second->state == billing::CreditNoteState::InApproval);
        // The database counts them too.
        auto &session = m_services->session();
        const QString forged
            = session
                  .run("UPDATE credit_note SET state = 'issued', number = 'X', issue_date = '2026-06-30' "
                       "WHERE id = ?",
                       second->id)
                  .error()
                  .id;
        QVERIFY2(forged == u"receivables.waiver_not_approved"_s || forged == u"billing.credit_not_approved"_s,
                 qPrintable(forged));
    }

    void aChargeIsGivenUpAsAnyReceivable()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        setLimit(100'000'000);
        const QString number = charged(late.documents.front().number);
        const Money cost = open(number);
        QCOMPARE(idOf(writeOff(*m_services, number, {}, u"Insolvent"_s)), u"done"_s);
        QCOMPARE(open(number).minor(), 0);
        QCOMPARE(posted(u"bad_debt"_s), cost.minor());
    }

    void aVoidInvoiceTakesItsChargesWithIt()
    {
        const DunningCase late = worst();
        const auto whole = std::ranges::find_if(
            late.documents, [&](const auto &document) { return document.open == invoice(document.number).bill.total; });
        QVERIFY(whole != late.documents.end());
        setRule(late.state.amount.currency());
        const QString number = charged(whole->number);
        const auto outcome = CreditDesk(*m_services).makeVoid(invoice(whole->number).id, u"Never ordered"_s);
        QCOMPARE(idOf(outcome), u"done"_s);
        auto voiding = outcome->note;
        if (voiding.state != billing::CreditNoteState::Issued) {
            QVERIFY(open(number).minor() > 0);
            const auto id
                = (*m_services->approvals().latestFor(approvals::SubjectKind::CreditNote, voiding.id.uuid()))->id;
            const auto approver = m_company->as(u"approver"_s);
            QCOMPARE(idOf(ApprovalDesk(*approver).decide(id, approvals::Verdict::Approve, {})), u"done"_s);
            QCOMPARE(idOf(CreditDesk(*m_services).issue(voiding.id)), u"done"_s);
        }
        QVERIFY(invoice(whole->number).isVoid);
        QCOMPARE(open(number).minor(), 0);
        QCOMPARE(posted(u"late_charges"_s), 0);
        const auto notes = m_services->creditNotes().ofInvoice(invoice(number).id);
        QCOMPARE(notes->size(), 1u);
        QVERIFY(notes->front().reason.contains(whole->number));
        // Nothing asks for it any more.
        const auto account = m_services->accounts().find(late.account);
        const auto statements = ReceivablesDesk(*m_services).statements(*account, companyToday());
        for (const auto &statement : *statements) {
            for (const auto &item : statement.items)
                QVERIFY(item.number != number || item.open.isZero());
        }
    }

    void aPaidChargeOfAVoidInvoiceIsCreditOfTheCustomer()
    {
        const DunningCase late = worst();
        const auto whole = std::ranges::find_if(
            late.documents, [&](const auto &document) { return document.open == invoice(document.number).bill.total; });
        QVERIFY(whole != late.documents.end());
        setRule(late.state.amount.currency());
        const QString number = charged(whole->number);
        const Money cost = open(number);
        QVERIFY(importBankFile(*m_services, camtOf(cost.currency().code(), {{u"L-1"_s, cost.toString(), number}}),
                               u"bank"_s));
        QVERIFY(PaymentsDesk(*m_services).match());
        QCOMPARE(open(number).minor(), 0);
        const auto outcome = CreditDesk(*m_services).makeVoid(invoice(whole->number).id, u"Never ordered"_s);
        QCOMPARE(idOf(outcome), u"done"_s);
        if (outcome->note.state != billing::CreditNoteState::Issued) {
            const auto id
                = (*m_services->approvals().latestFor(approvals::SubjectKind::CreditNote, outcome->note.id.uuid()))->id;
            const auto approver = m_company->as(u"approver"_s);
            QCOMPARE(idOf(ApprovalDesk(*approver).decide(id, approvals::Verdict::Approve, {})), u"done"_s);
            QCOMPARE(idOf(CreditDesk(*m_services).issue(outcome->note.id)), u"done"_s);
        }
        QCOMPARE(open(number), cost.negated());
    }

    void theDatabaseHoldsThatAChargeAndItsDocumentAgree()
    {
        const DunningCase late = worst();
        setRule(late.state.amount.currency());
        const QString number = charged(late.documents.front().number);
        QCOMPARE(m_services->session()
                     .run("INSERT INTO late_charge (id, invoice_id, account_id, currency, through, interest_minor, "
                          "fee_minor, dated, charged_by) SELECT ?, invoice_id, account_id, currency, '2026-07-01', 5, "
                          "0, '2026-07-01', charged_by FROM late_charge",
                          m_services->ids().next())
                     .error()
                     .id,
                 u"receivables.late_charge_note"_s);
        QCOMPARE(m_services->session()
                     .run("INSERT INTO late_charge (id, invoice_id, account_id, currency, through, interest_minor, "
                          "fee_minor, dated, charged_by, note_id) SELECT ?, invoice_id, account_id, currency, "
                          "'2026-07-01', 5, 0, '2026-07-01', charged_by, ? FROM late_charge",
                          m_services->ids().next(), invoice(number).id)
                     .error()
                     .id,
                 u"receivables.late_charge_note"_s);
    }
};

QTEST_MAIN(TestLateChargeNotes)
#include "tst_late_charge_notes.moc"
