// SPDX-License-Identifier: GPL-3.0-or-later
// What people do about payments: discounts, withheld tax, credit notes that pay, splitting by hand, refunds.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/storage/invariants_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/company_desk.h"
#include "core/storage/audit_sql.h"
#include "core/workspace/cheques.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/payment_methods.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/printed_document.h"
#include "core/workspace/refunds.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

Money euro(qint64 minor)
{
    return Money(minor, Currency::fromCode(u"EUR"_s).value());
}

} // namespace

class TestPaymentWork : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

    PaymentsDesk desk() { return PaymentsDesk(*m_services); }

    std::vector<storage::OpenInvoiceRow> invoices()
    {
        return storage::BankPaymentsSql(m_services->session()).invoices().value();
    }
    /// Open invoices of Umbra Hotels, in euros; the oldest first.
    std::vector<storage::OpenInvoiceRow> open()
    {
        std::vector<storage::OpenInvoiceRow> list;
        for (const auto &row : invoices()) {
            if (row.payer == m_company->account(u"A-0005"_s) && row.paid != row.due)
                list.push_back(row);
        }
        return list;
    }
    QString openOf(const QString &number)
    {
        for (const auto &row : invoices()) {
            if (row.number == number)
                return Money(row.due.minor() - row.paid.minor(), row.due.currency()).toString();
        }
        return u"unknown"_s;
    }
    void import(const std::vector<Booking> &bookings)
    {
        const auto outcome = importBankFile(*m_services, camtOf(u"EUR"_s, bookings), u"statement"_s);
        QVERIFY2(outcome, qPrintable(idOf(outcome)));
    }
    QString stateOf(qint64 entry) { return storage::BankEntriesSql(m_services->session()).find(entry)->state; }
    QStringList reasonsOf(qint64 entry)
    {
        storage::BankEntriesSql entries(m_services->session());
        QStringList reasons;
        for (const QJsonValue &reason :
             entries.latestDecision(entries.find(entry)->id)->matches.first()[u"reasons"].toArray())
            reasons << reason.toString();
        return reasons;
    }
    qint64 balance(const QString &account)
    {
        return m_services->session()
            .statement("SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE account LIKE ? AND currency = 'EUR'")
            .bind(account)
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            ->value_or(-1);
    }
    QString violations()
    {
        QStringList broken;
        const auto checks = storage::checkInvariants(m_services->session());
        if (!checks)
            return checks.error().id + checks.error().detail;
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                broken << check.invariant + u": "_s + violation.subject;
        }
        return broken.join(u", "_s);
    }
    /// Gives back \a minor cents net of \a invoice. \returns the number and what it comes to with tax.
    std::pair<QString, Money> credit(const billing::InvoiceId &invoice, qint64 minor)
    {
        billing::CreditWish wish;
        wish.amount = euro(minor);
        CreditDesk credits(*m_services);
        const auto note = credits.request(invoice, wish, u"Goodwill"_s);
        const auto issued = note ? credits.issue(note->id) : Result<CreditOutcome>(passOn(note));
        if (!issued)
            qFatal("credit: %s", qPrintable(idOf(issued)));
        return {issued->note.number, issued->note.total};
    }
    void pay(const storage::OpenInvoiceRow &invoice, const QString &reference)
    {
        import({{reference, invoice.due.toString(), invoice.number}});
        QVERIFY(desk().match());
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
    }
    approvals::ApprovalId approvalOf(const storage::RefundRow &refund)
    {
        return m_services->approvals().latestFor(approvals::SubjectKind::Refund, refund.id)->value().id;
    }
    void useOwnBank()
    {
        const auto kept = recordOwnBank(*m_services, {u"Meridian Cloud Inc."_s,
                                                      u"DE89370400440532013000"_s,
                                                      {},
                                                      u"DE98ZZZ09999999999"_s,
                                                      u"121042882"_s,
                                                      u"Federal Reserve Bank"_s,
                                                      u"121042882"_s,
                                                      u"1234567890"_s,
                                                      u"123456789"_s});
        QVERIFY2(kept, qPrintable(idOf(kept)));
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s)));
    }
    void recordMandate()
    {
        storage::BankDetail detail;
        detail.kind = u"sepa"_s;
        detail.accountNumber = u"DE75 5121 0800 1245 1261 99"_s;
        detail.mandate = u"MNDT-1"_s;
        detail.mandateSigned = QDate(2026, 1, 5);
        const auto kept = recordBankDetail(*m_services, u"A-0005"_s, detail);
        QVERIFY2(kept, qPrintable(idOf(kept)));
    }
    void agreeToBankOf(const QString &account)
    {
        auto controller = m_company->as(u"controller"_s);
        const auto agreed = agreeToBankDetail(*controller, account);
        QVERIFY2(agreed, qPrintable(idOf(agreed)));
    }
    /// Credit of \a account in \a currency that somebody agreed to pay back.
    void refundTo(const QString &account, const QString &currency, const QString &method)
    {
        const auto imported = importBankFile(
            *m_services, camtOf(currency, {{u"R"_s + currency, u"25.00"_s, u"unknown"_s}}), u"statement"_s);
        QVERIFY(imported);
        const auto entry = storage::BankEntriesSql(m_services->session()).list(u"new"_s, 1)->front();
        QVERIFY(desk().applyByHand(entry.number, {{}, account, false, {}}));
        const auto asked = requestRefund(*m_services, {account, {}, entry.amount, method, u"overpaid"_s});
        QVERIFY2(asked, qPrintable(idOf(asked)));
        auto approver = m_company->as(u"approver"_s);
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(approvalOf(*asked), approvals::Verdict::Approve, {})), u"done"_s);
    }
    static void validate(const QByteArray &xml, const QString &schema)
    {
        const QString xmllint = QStandardPaths::findExecutable(u"xmllint"_s);
        if (xmllint.isEmpty())
            return; // tst_sepa_files says that it is missing
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(xml);
        file.close();
        QProcess process;
        process.start(xmllint, {u"--noout"_s, u"--nonet"_s, u"--schema"_s,
                                QStringLiteral(ACCORD_PAYMENT_DATA "/schemas/") + schema, file.fileName()});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    static QString minus(const Money &amount, const Money &less)
    {
        return Money(amount.minor() - less.minor(), amount.currency()).toString();
    }

private Q_SLOTS:
    void ownBankAccountsCountOnceAnotherAgrees()
    {
        OwnBank own{u"Meridian Cloud Inc."_s, u"DE89 3704 0044 0532 0130 00"_s, u"cobadeff"_s, {}, {}, {}, {}, {}, {}};
        QVERIFY(recordOwnBank(*m_services, own));
        QCOMPARE(*ownBank(*m_services), OwnBank());
        QVERIFY(ownBankSheet(*m_services)->waits());
        QCOMPARE(agreeToOwnBank(*m_services).error().id, u"payments.own_bank_own"_s);
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s)));
        QCOMPARE(ownBank(*m_services)->iban, u"DE89370400440532013000"_s);
        QCOMPARE(ownBank(*m_services)->bic, u"COBADEFF"_s);
        QCOMPARE(agreeToOwnBank(*m_company->as(u"controller"_s)).error().id, u"payments.own_bank_agreed"_s);
        own.iban = u"DE75512108001245126199"_s;
        QVERIFY(recordOwnBank(*m_services, own)); // somebody's new account: the files go on with the old one
        QCOMPARE(ownBank(*m_services)->iban, u"DE89370400440532013000"_s);
        const auto seen = ownBankSheet(*m_company->as(u"approver"_s));
        QVERIFY(seen->isMasked);
        QCOMPARE(seen->own.iban, u"…6199"_s);
        QVERIFY(!agreeToOwnBank(*m_company->as(u"approver"_s)));
        own.bic = u"COBAD3FF"_s;
        QCOMPARE(recordOwnBank(*m_services, own).error().id, u"bank.bic_country"_s);
        const auto forged = m_services->session().run("INSERT INTO own_bank_agreement (n, agreed_by, agreed_at) "
                                                      "VALUES (2, 'operator', ?)",
                                                      m_services->clock().now());
        QVERIFY(!forged);
        QCOMPARE(forged.error().id, u"payments.own_bank_own"_s);
    }

    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
        m_company->use(policyOf({{approvals::SubjectKind::CreditNote, 100'000'000}}));
    }
    void cleanup()
    {
        QCOMPARE(violations(), QString());
        m_services.reset();
        m_company.reset();
    }

    void aDiscountInTimeSettlesTheInvoiceWithItsTax()
    {
        const auto invoice = open().front();
        const auto offer = offerDiscount(*m_services, invoice.number, Decimal(2), companyToday().addDays(10));
        QVERIFY2(offer, qPrintable(idOf(offer)));
        QCOMPARE(offerDiscount(*m_services, invoice.number, Decimal(1), companyToday().addDays(10)).error().id,
                 u"payments.offered_already"_s);
        QCOMPARE(offerDiscount(*m_services, invoice.number, Decimal(1), companyToday().addDays(-1)).error().id,
                 u"payments.offer_day"_s);
        const auto billed = m_services->invoices().find(invoice.id);
        const auto expected = payments::discountTaken(billed->bill.subtotal, billed->bill.taxGroups, Decimal(2));
        QCOMPARE(expected->gross, offer->amount);
        const qint64 tax = balance(u"tax_payable%"_s);
        import({{u"A1"_s, minus(invoice.due, offer->amount), invoice.number}});
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"applied"_s);
        QVERIFY(reasonsOf(1).contains(u"early_discount"_s));
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        QCOMPARE(balance(u"discounts_allowed"_s), expected->net.minor());
        QCOMPARE(balance(u"tax_payable%"_s), tax + expected->tax.minor());
        QCOMPARE(violations(), QString());
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).unapply(1));
        QCOMPARE(openOf(invoice.number), invoice.due.toString());
        QCOMPARE(balance(u"discounts_allowed"_s), qint64(0));
        QCOMPARE(balance(u"tax_payable%"_s), tax);
    }

    void aDiscountTakenTooLateStaysOpen()
    {
        const auto invoice = open().front();
        const auto offer = offerDiscount(*m_services, invoice.number, Decimal(2), companyToday());
        Booking late{u"A1"_s, minus(invoice.due, offer->amount), invoice.number};
        late.day = companyToday().addDays(1);
        import({late});
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"proposed"_s);
        QVERIFY(reasonsOf(1).contains(u"late_discount"_s));
        QVERIFY(desk().accept(1, {}));
        QCOMPARE(openOf(invoice.number), offer->amount.toString());
        // The database refuses it as well.
        auto &session = m_services->session();
        const auto refused = session.run("UPDATE bank_payment SET undone_by = 'x', undone_at = applied_at");
        QVERIFY(refused);
        QVERIFY(session.run("DELETE FROM payment_application WHERE invoice_id = ?", invoice.id));
        const auto again = session.run("INSERT INTO payment_application (payment_id, invoice_id, amount_minor, "
                                       "discount_minor) SELECT payment_id, ?, ?, ? FROM bank_payment",
                                       invoice.id, invoice.due, offer->amount);
        QCOMPARE(again.error().id, u"payments.discount_not_offered"_s);
        QVERIFY(session.run("UPDATE bank_entry SET state = 'unapplied' WHERE number = 1"));
        // What the test broke by hand: the books are reversed with the application.
        const auto entry = m_services->ledger().entryOf(
            u"application"_s, session.statement("SELECT payment_id FROM bank_payment")
                                  .first([](storage::Statement &row) { return row.read<QUuid>(); })
                                  ->value());
        auto reversal = ledger::reversalOf(*entry, companyToday(), u"application_undone"_s);
        reversal.id = m_services->ids().next<ledger::EntryId>();
        QVERIFY(m_services->ledger().post(reversal, m_services->clock().now()));
    }

    void whatWasAgreedWithACustomerHoldsForInvoicesFromThenOn()
    {
        storage::PaymentAgreement wish;
        wish.earlyPayments = {{14, Decimal(1)}, {7, Decimal(2)}};
        QCOMPARE(agreeOnPayment(*m_services, u"A-0005"_s, wish).error().id, u"payments.early_payment"_s);
        wish.earlyPayments = {{7, Decimal(3)}, {14, Decimal(2)}};
        wish.withholdingPercent = Decimal(101);
        QCOMPARE(agreeOnPayment(*m_services, u"A-0005"_s, wish).error().id, u"tax.withholding_percent"_s);
        wish.withholdingPercent = Decimal(10);
        QVERIFY(agreeOnPayment(*m_services, u"A-0005"_s, wish));
        QCOMPARE(paymentAgreement(*m_services, u"A-0005"_s)->earlyPayments.size(), size_t(2));
        auto invoice = m_services->invoices().find(open().front().id).value();
        storage::Transaction transaction(m_services->session());
        const auto noted = noteAgreementFor(*m_services, invoice);
        QVERIFY2(noted, qPrintable(idOf(noted)));
        const auto offers = storage::PaymentAgreementsSql(m_services->session()).offers(invoice.id);
        QCOMPARE(offers->size(), size_t(2));
        QCOMPARE(offers->front().lastDay, invoice.issueDate.addDays(7));
        QCOMPARE(offers->front().percent, Decimal(3));
        QCOMPARE(storage::PaymentAgreementsSql(m_services->session()).withholdings()->size(), size_t(1));
    }

    void withheldTaxNeedsItsCertificate()
    {
        const auto invoice = open().front();
        const auto withheld = expectWithholding(*m_services, invoice.number, Decimal(10), false);
        QVERIFY2(withheld, qPrintable(idOf(withheld)));
        import({{u"A1"_s, minus(invoice.due, withheld->amount), invoice.number}});
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"proposed"_s);
        QVERIFY(reasonsOf(1).contains(u"withholding"_s));
        QCOMPARE(desk().accept(1, {}).error().id, u"payments.certificate_missing"_s);
        const auto accepted = desk().accept(1, {}, false, u"TDS-2026-77"_s);
        QVERIFY2(accepted, qPrintable(idOf(accepted)));
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        QCOMPARE(balance(u"withheld_tax"_s), withheld->amount.minor());
        const auto payment = storage::BankPaymentsSql(m_services->session())
                                 .appliedAs(storage::BankEntriesSql(m_services->session()).find(1)->id);
        QCOMPARE((*payment)->applications.front().certificate, u"TDS-2026-77"_s);
    }

    void aCreditNoteOfAPaidInvoicePaysAnotherOne()
    {
        const auto rows = open();
        QVERIFY(rows.size() >= 2);
        pay(rows[0], u"A1"_s);
        const auto [note, amount] = credit(rows[0].id, 2000);
        QCOMPARE(openOf(rows[0].number), amount.negated().toString());
        const QString before = openOf(rows[0].number) + openOf(rows[1].number);
        import({{u"A2"_s, minus(rows[1].due, amount), rows[1].number + u" less "_s + note}});
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(2), u"applied"_s);
        QVERIFY(reasonsOf(2).contains(u"credit_note_netted"_s));
        QCOMPARE(openOf(rows[0].number), u"0.00"_s);
        QCOMPARE(openOf(rows[1].number), u"0.00"_s);
        QCOMPARE(violations(), QString());
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).unapply(2, u"other customer"_s));
        QCOMPARE(openOf(rows[0].number) + openOf(rows[1].number), before);
        // Nobody takes more of it than it gives.
        HandWish wish;
        wish.shares = {{note, Money(-amount.minor() - 1, amount.currency())}, {rows[1].number, {}}};
        QCOMPARE(desk().applyByHand(2, wish).error().id, u"payments.over_applied"_s);
    }

    void aPaymentThatComesBackAfterACreditNoteIsOwedAgain()
    {
        const auto invoice = open().front();
        Booking paid{u"A1"_s, invoice.due.toString(), invoice.number};
        paid.endToEndId = u"E2E-1"_s;
        import({paid});
        QVERIFY(desk().match());
        const auto [note, amount] = credit(invoice.id, 2000);
        Booking back = paid;
        back.reference = u"A2"_s;
        back.amount.prepend(u'-');
        back.day = paid.day.addDays(5);
        import({back});
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"returned"_s);
        QCOMPARE(openOf(invoice.number), minus(invoice.due, amount));
    }

    void onePaymentIsSplitByHandAndTheRestIsCredit()
    {
        const auto rows = open();
        const Money part = euro(10'00);
        import({{u"A1"_s, minus(rows[0].due, euro(-50'00)), u"thanks"_s}});
        QVERIFY(desk().match());
        QVERIFY(desk().leave(1));
        HandWish wish;
        QCOMPARE(desk().applyByHand(1, wish).error().id, u"payments.nothing_chosen"_s);
        wish.shares = {{rows[0].number, rows[0].due}, {rows[1].number, part}};
        const auto shown = desk().applyByHand(1, wish, Effect::Shown);
        QVERIFY2(shown, qPrintable(idOf(shown)));
        QCOMPARE(shown->value(u"credit"_s).toString(), u"40.00"_s);
        QCOMPARE(stateOf(1), u"unapplied"_s);
        const auto done = desk().applyByHand(1, wish);
        QVERIFY2(done, qPrintable(idOf(done)));
        QVERIFY(reasonsOf(1).contains(u"by_hand"_s));
        QCOMPARE(openOf(rows[0].number), u"0.00"_s);
        QCOMPARE(openOf(rows[1].number), minus(rows[1].due, part));
        // Later the rest moves on to the second one as well.
        wish.shares = {{rows[1].number, euro(40'00)}};
        QVERIFY(desk().applyByHand(1, wish));
        QCOMPARE(openOf(rows[0].number), u"0.00"_s);
        QCOMPARE(openOf(rows[1].number), minus(rows[1].due, euro(50'00)));
        QCOMPARE(desk().applyByHand(1, {{{rows[1].number, euro(1)}}}).error().id, u"payments.beyond_entry"_s);
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s)).unapply(1));
        QCOMPARE(openOf(rows[1].number), rows[1].due.toString());
    }

    void byHandNothingGoesBeyondWhatIsOpenOrAllowed()
    {
        const auto rows = open();
        import({{u"A1"_s, rows[0].due.toString(), u"thanks"_s}});
        const auto more = Money(rows[0].due.minor() + 1, rows[0].due.currency());
        QCOMPARE(desk().applyByHand(1, {{{rows[0].number, more}}}).error().id, u"payments.over_applied"_s);
        QCOMPARE(desk().applyByHand(1, {{{rows[0].number, euro(0)}}}).error().id, u"payments.share_zero"_s);
        QCOMPARE(desk().applyByHand(1, {{{u"INV-0"_s, {}}}}).error().id, u"payments.document_unknown"_s);
        HandWish wish{{{rows[0].number, Money(rows[0].due.minor() - 100, rows[0].due.currency())}}, {}, true, {}};
        QCOMPARE(desk().applyByHand(1, wish).error().id, u"payments.write_off_limit"_s);
        QVERIFY(PaymentsDesk(*m_company->as(u"controller"_s))
                    .setWriteOffLimit(Money(100, m_services->companyCurrency().value())));
        const auto done = desk().applyByHand(1, wish);
        QVERIFY2(done, qPrintable(idOf(done)));
        QCOMPARE(openOf(rows[0].number), u"0.00"_s);
        QCOMPARE(balance(u"small_differences"_s), qint64(100));
        QCOMPARE(done->value(u"credit"_s).toString(), u"1.00"_s);
    }

    void theDocumentsOfThePayerAreThereToChooseFrom()
    {
        Booking booking{u"A1"_s, u"10.00"_s, u"thanks"_s};
        booking.payer = u"Umbra Hotels"_s;
        import({booking});
        const auto sheets = desk().openDocuments(1);
        QVERIFY2(sheets, qPrintable(idOf(sheets)));
        QCOMPARE(sheets->size(), open().size());
        QCOMPARE(sheets->front().open, open().front().due);
        QCOMPARE(desk().openDocuments(1, u"A-0005"_s)->size(), open().size());
        QCOMPARE(desk().openDocuments(1, u"A-9999"_s).error().id, u"accounts.not_found"_s);
    }

    void creditOnAccountIsPaidBackOnceSomebodyElseAgreed()
    {
        import({{u"A1"_s, u"75.00"_s, u"unknown"_s}});
        HandWish wish;
        wish.account = u"A-0005"_s;
        QVERIFY(desk().applyByHand(1, wish));
        const auto account = m_company->account(u"A-0005"_s);
        QCOMPARE(refundableOnAccount(*m_services, account, euro(0).currency())->toString(), u"75.00"_s);
        RefundWish refund{u"A-0005"_s, {}, euro(80'00), u"transfer"_s, u"overpaid"_s};
        QCOMPARE(requestRefund(*m_services, refund).error().id, u"payments.no_credit"_s);
        refund.amount = euro(60'00);
        refund.method = u"gold"_s;
        QCOMPARE(requestRefund(*m_services, refund).error().id, u"payments.refund_method"_s);
        refund.method = u"cheque"_s;
        const auto asked = requestRefund(*m_services, refund);
        QVERIFY2(asked, qPrintable(idOf(asked)));
        QCOMPARE(asked->state, u"in_approval"_s);
        // What waits is not paid back twice.
        refund.amount = euro(20'00);
        QCOMPARE(requestRefund(*m_services, refund).error().id, u"payments.no_credit"_s);
        const qint64 cash = balance(u"cash"_s);
        QCOMPARE(ApprovalDesk(*m_services).decide(approvalOf(*asked), approvals::Verdict::Approve, {}).error().id,
                 u"approvals.own_request"_s);
        QCOMPARE(m_services->session().run("UPDATE refund SET state = 'done'").error().id,
                 u"payments.refund_not_approved"_s);
        auto approver = m_company->as(u"approver"_s);
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(approvalOf(*asked), approvals::Verdict::Approve, {})), u"done"_s);
        QCOMPARE(refunds(*m_services)->front().state, u"done"_s);
        QCOMPARE(refunds(*m_services)->front().chequeNumber, std::optional<qint64>(1001));
        QCOMPARE(balance(u"cash"_s), cash - 60'00);
        QCOMPARE(refundableOnAccount(*m_services, account, euro(0).currency())->toString(), u"15.00"_s);
    }

    void whatACreditNoteGaveBackIsPaidOut()
    {
        const auto invoice = open().front();
        pay(invoice, u"A1"_s);
        const auto [note, amount] = credit(invoice.id, 3000);
        const auto asked = requestRefund(*m_services, {{}, invoice.number, {}, u"transfer"_s, u"credit note"_s});
        QVERIFY2(asked, qPrintable(idOf(asked)));
        QCOMPARE(asked->amount, amount);
        auto approver = m_company->as(u"approver"_s);
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(approvalOf(*asked), approvals::Verdict::Approve, {})), u"done"_s);
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        QCOMPARE(requestRefund(*m_services, {{}, invoice.number, euro(1), u"transfer"_s, u"again"_s}).error().id,
                 u"payments.no_credit"_s);
        // A rejected request takes nothing.
        import({{u"A2"_s, u"5.00"_s, u"unknown"_s}});
        QVERIFY(desk().applyByHand(2, {{}, u"A-0005"_s, false, {}}));
        const auto second = requestRefund(*m_services, {u"A-0005"_s, {}, euro(5'00), u"ach"_s, u"overpaid"_s});
        QCOMPARE(idOf(ApprovalDesk(*approver).decide(approvalOf(*second), approvals::Verdict::Reject, u"Keep it"_s)),
                 u"done"_s);
        QCOMPARE(refunds(*m_services)->front().state, u"rejected"_s);
        QCOMPARE(refundableOnAccount(*m_services, m_company->account(u"A-0005"_s), euro(0).currency())->toString(),
                 u"5.00"_s);
    }

    void aDepositIsOfOneCompany()
    {
        auto admin = m_company->as(u"admin"_s);
        billing::IssuingEntity second = admin->seller().entities()->front();
        const QString first = second.code;
        second.code = u"BR"_s;
        second.legalName = u"Meridian Branch"_s;
        second.numberFormat = u"BR-{year}-{number}"_s;
        QVERIFY(CompanyDesk(*admin).addEntity(second));
        const auto record = [&](const QString &number, const QString &company) {
            const auto row = recordCheque(*m_services, {u"A-0005"_s, number, euro(10'00), {}, {}, company});
            return row ? row->companyCode : row.error().id;
        };
        QCOMPARE(record(u"1"_s, u"XX"_s), u"company.unknown"_s);
        QCOMPARE(record(u"1"_s, {}), first); // which bills the account
        QCOMPARE(record(u"2"_s, u"BR"_s), u"BR"_s);
        QCOMPARE(record(u"3"_s, u"BR"_s), u"BR"_s);
        const auto all = depositCheques(*m_services, {}, euro(0).currency());
        QCOMPARE(all.error().id, u"payments.deposit_companies"_s);
        QVERIFY(all.error().args.value(u"companies"_s).toString().contains(u"BR"_s));
        QCOMPARE(depositCheques(*m_services, {1, 2}, euro(0).currency()).error().id, u"payments.deposit_companies"_s);
        QCOMPARE(depositCheques(*m_services, {2}, euro(0).currency(), first).error().id,
                 u"payments.deposit_companies"_s);
        QCOMPARE(depositCheques(*m_services, {}, euro(0).currency(), u"XX"_s).error().id, u"company.unknown"_s);
        const auto branch = depositCheques(*m_services, {}, euro(0).currency(), u"BR"_s);
        QVERIFY2(branch, qPrintable(idOf(branch)));
        QCOMPARE(branch->cheques, 2);
        QCOMPARE(branch->companyCode, u"BR"_s);
        QCOMPARE(companyOfDeposit(*m_services, depositSlip(*m_services, 1).value())->legalName, u"Meridian Branch"_s);
        QCOMPARE(depositPaper(*m_services, 1)->seller.name, u"Meridian Branch"_s);
        // Nor past the program: a cheque of another company, another company of either.
        QCOMPARE(m_services->session()
                     .run("UPDATE cheque SET deposit_id = (SELECT id FROM cheque_deposit) WHERE number = 1")
                     .error()
                     .id,
                 u"payments.cheque_company"_s);
        QCOMPARE(m_services->session().run("UPDATE cheque SET company_id = NULL WHERE number = 1").error().id,
                 u"payments.history_kept"_s);
        QCOMPARE(m_services->session().run("UPDATE cheque_deposit SET company_id = NULL").error().id,
                 u"payments.history_kept"_s);
        QVERIFY(depositCheques(*m_services, {}, euro(0).currency())); // those of the only one that is left
    }

    void chequesOfADepositAreAppliedAndBounceByThemselves()
    {
        const auto rows = open();
        const auto first = recordCheque(*m_services, {u"A-0005"_s, u"4711"_s, rows[0].due, {}, {{rows[0].number, {}}}});
        QVERIFY2(first, qPrintable(idOf(first)));
        QCOMPARE(recordCheque(*m_services, {u"A-0005"_s, u"4711"_s, rows[0].due, {}, {}}).error().id,
                 u"payments.cheque_known"_s);
        QCOMPARE(recordCheque(*m_services, {u"A-0005"_s, u"4712"_s, euro(0), {}, {}}).error().id,
                 u"payments.cheque_amount"_s);
        QVERIFY(recordCheque(*m_services, {u"A-0005"_s, u"4712"_s, rows[1].due, {}, {{rows[1].number, rows[1].due}}}));
        const auto deposit = depositCheques(*m_services, {}, euro(0).currency());
        QVERIFY2(deposit, qPrintable(idOf(deposit)));
        QCOMPARE(deposit->reference(), u"DEP-000001"_s);
        QCOMPARE(deposit->cheques, 2);
        QCOMPARE(depositCheques(*m_services, {}, euro(0).currency()).error().id, u"payments.nothing_to_deposit"_s);
        QCOMPARE(depositCheques(*m_services, {1}, euro(0).currency()).error().id, u"payments.cheque_deposited"_s);
        QCOMPARE(depositSlip(*m_services, 1)->cheques.size(), size_t(2));
        import({{u"A1"_s, deposit->total.toString(), u"Scheckeinreichung dep-000001"_s}});
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"batch"_s);
        QCOMPARE(openOf(rows[0].number), u"0.00"_s);
        QCOMPARE(openOf(rows[1].number), u"0.00"_s);
        QCOMPARE(violations(), QString());
        QCOMPARE(clearDeposit(*m_services, 1, 1).error().id, u"payments.deposit_cleared"_s);
        storage::ChequesSql cheques(m_services->session());
        QCOMPARE(cheques.find(1)->state(), u"applied"_s);
        // One of them bounces, and the bank takes a fee.
        const Money back(rows[0].due.minor() + 1200, rows[0].due.currency());
        import({{u"A2"_s, u"-"_s + back.toString(), u"returned cheque 4711"_s}});
        QVERIFY(desk().match());
        QCOMPARE(stateOf(4), u"outgoing"_s);
        QCOMPARE(desk().takeBackByHand(4, 4).error().id, u"payments.not_returnable"_s);
        QCOMPARE(desk().takeBackByHand(2, 3).error().id, u"payments.not_a_return"_s);
        const auto returned = desk().takeBackByHand(4, cheques.find(1)->part);
        QVERIFY2(returned, qPrintable(idOf(returned)));
        QCOMPARE(openOf(rows[0].number), rows[0].due.toString());
        QCOMPARE(openOf(rows[1].number), u"0.00"_s);
        QCOMPARE(balance(u"bank_fees"_s), qint64(1200));
        QCOMPARE(cheques.find(1)->state(), u"bounced"_s);
        QCOMPARE(cheques.find(2)->state(), u"applied"_s);
    }

    void whatIsDueIsCollectedOnceAndAgainAfterItCameBack()
    {
        const PaymentFileWish wish{u"pain.008"_s};
        QCOMPARE(makePaymentFile(*m_services, {u"fax"_s}, Effect::Kept).error().id, u"payments.file_format"_s);
        QCOMPARE(makePaymentFile(*m_services, wish, Effect::Kept).error().id, u"payments.own_bank"_s);
        useOwnBank();
        const auto nothing = makePaymentFile(*m_services, wish, Effect::Kept);
        QCOMPARE(nothing.error().id, u"payments.nothing_for_file"_s);
        recordMandate();
        const auto waits = makePaymentFile(*m_services, wish, Effect::Shown);
        QVERIFY(waits.error().args.value(u"left_out"_s).toString().contains(u"detail_waits"_s));
        QCOMPARE(agreeToBankDetail(*m_services, u"A-0005"_s).error().id, u"payments.detail_own"_s);
        const auto record = storage::AuditSql(m_services->session()).newest(1)->front();
        QVERIFY(!QString::fromUtf8(record.bodyText).contains(u"1245126199"_s));
        QVERIFY(QString::fromUtf8(record.bodyText).contains(u"6199"_s));
        agreeToBankOf(u"A-0005"_s);
        QCOMPARE(agreeToBankDetail(*m_services, u"A-0005"_s).error().id, u"payments.detail_agreed"_s);
        QVERIFY(makePaymentFile(*m_services, wish, Effect::Shown));
        const auto command = m_services->ids().next<storage::CommandId>();
        const auto made = makePaymentFile(*m_services, wish, Effect::Kept, command);
        QVERIFY2(made, qPrintable(idOf(made)));
        validate(made->content, u"pain.008.001.08.xsd"_s);
        QVERIFY(!made->file.items.empty());
        QCOMPARE(makePaymentFile(*m_services, wish, Effect::Kept, command)->content, made->content);
        QCOMPARE(makePaymentFile(*m_services, wish, Effect::Kept).error().id, u"payments.nothing_for_file"_s);
        const auto again = m_services->session().run(
            "INSERT INTO payment_file_item (file_id, n, kind, subject_id, account_id, number, reference, amount_minor, "
            "state) SELECT file_id, n + 100, kind, subject_id, account_id, number, reference, amount_minor, state "
            "FROM payment_file_item WHERE n = 1");
        QCOMPARE(again.error().id, u"storage.unique"_s);
        // The bank books the sum; each collection settles its invoice.
        import({{u"A1"_s, made->file.collected.toString(), u"Collection "_s + made->file.reference()}});
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"batch"_s);
        for (const auto &item : made->file.items)
            QCOMPARE(openOf(item.number), u"0.00"_s);
        QVERIFY(reasonsOf(2).contains(u"end_to_end_id"_s) || reasonsOf(2).contains(u"number_in_text"_s));
        const auto &item = made->file.items.front();
        Booking back{u"A2"_s, u"-"_s + item.amount.toString(), u"returned"_s};
        back.endToEndId = item.reference;
        back.day = QDate(2026, 6, 20);
        back.returnReason = u"AM04"_s;
        import({back});
        QVERIFY(desk().match());
        QCOMPARE(openOf(item.number), item.amount.toString());
        const auto second = makePaymentFile(*m_services, wish, Effect::Kept);
        QVERIFY2(second, qPrintable(idOf(second)));
        QCOMPARE(second->file.items.size(), size_t(1));
        QCOMPARE(second->file.items.front().number, item.number);
    }

    void aCompanyHasAccountsOfItsOwn()
    {
        const billing::IssuingEntity company = m_services->seller().entities()->front();
        useOwnBank(); // for all
        QCOMPARE(ownBank(*m_services, company.id)->iban, u"DE89370400440532013000"_s);
        QVERIFY(!*ownBankOf(*m_services, company.id));
        QCOMPARE(ownerOfBank(*m_services, u"XX"_s).error().id, u"company.unknown"_s);
        OwnBank own{u"Meridian Cloud Inc."_s,
                    u"AT61 1904 3002 3457 3201"_s,
                    u"BKAUATWW"_s,
                    u"AT12ZZZ00000000001"_s,
                    {},
                    {},
                    {},
                    {},
                    {}};
        own.creditorId = u"DE98ZZZ09999999999"_s;
        QVERIFY(recordOwnBank(*m_services, own, company.id));
        QVERIFY(!*ownBankOf(*m_services, company.id)); // one person alone
        QVERIFY(ownBankSheet(*m_services, company.id)->waits());
        QVERIFY(!ownBankSheet(*m_services)->waits());
        QCOMPARE(agreeToOwnBank(*m_services, company.id).error().id, u"payments.own_bank_own"_s);
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s), company.id));
        QCOMPARE(ownBank(*m_services, company.id)->iban, u"AT611904300234573201"_s);
        QCOMPARE(ownBank(*m_services)->iban, u"DE89370400440532013000"_s);

        // Its items go into its file alone, and that has its account.
        recordMandate();
        agreeToBankOf(u"A-0005"_s);
        const auto ofAll = makePaymentFile(*m_services, {u"pain.008"_s}, Effect::Shown);
        QCOMPARE(ofAll.error().id, u"payments.nothing_for_file"_s);
        QVERIFY(ofAll.error().args.value(u"left_out"_s).toString().contains(u"other_company"_s));
        QCOMPARE(makePaymentFile(*m_services, {u"pain.008"_s, {}, u"XX"_s}, Effect::Shown).error().id,
                 u"company.unknown"_s);
        const auto ofCompany = makePaymentFile(*m_services, {u"pain.008"_s, {}, company.code}, Effect::Shown);
        QVERIFY2(ofCompany, qPrintable(idOf(ofCompany)));
        QVERIFY(ofCompany->content.contains("<IBAN>AT611904300234573201</IBAN>"));
        QVERIFY(!ofCompany->content.contains("DE89370400440532013000"));

        // Its next invoices are paid to it; what is drafted keeps what it was drafted with.
        jobs::Progress progress;
        QVERIFY(BillingDesk(*m_services).run(Period::monthOf(QDate(2026, 6, 1)), {}, progress));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0005"_s);
        filter.period = Period::monthOf(QDate(2026, 6, 1));
        const auto row = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 1, companyToday())->front();
        const auto payTo = [&] {
            const auto invoice = m_services->invoices().find(row.id).value();
            return invoice.inputs[u"seller"_s][u"payment_instructions"][0].toString();
        };
        QCOMPARE(payTo(), u"IBAN AT61 1904 3002 3457 3201, BIC BKAUATWW"_s);
        QVERIFY(recordOwnBank(*m_services, {}, company.id));
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s), company.id));
        QVERIFY(!*ownBankOf(*m_services, company.id)); // it uses those for all again
        QCOMPARE(ownBank(*m_services, company.id)->iban, u"DE89370400440532013000"_s);
        QCOMPARE(payTo(), u"IBAN AT61 1904 3002 3457 3201, BIC BKAUATWW"_s);
    }

    void moneyOnTheAccountOfAnotherCompanyIsProposed()
    {
        auto admin = m_company->as(u"admin"_s);
        billing::IssuingEntity other = m_services->seller().entities()->front();
        other.code = u"EU"_s;
        other.legalName = u"Meridian Cloud Europe GmbH"_s;
        other.numberFormat = u"ME-{year}-{number}"_s;
        const auto added = CompanyDesk(*admin).addEntity(other);
        QVERIFY2(added, qPrintable(idOf(added)));
        OwnBank own;
        own.iban = u"DE89370400440532013000"_s; // on which the statements of these tests are
        QVERIFY(recordOwnBank(*m_services, own, added->id));
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s), added->id));
        storage::OpenInvoiceRow invoice;
        for (const auto &row : invoices()) {
            if (row.due.currency().code() == u"EUR"_s && row.paid != row.due)
                invoice = row;
        }
        import({{u"A1"_s, invoice.due.toString(), invoice.number}});
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"proposed"_s);
        QVERIFY(reasonsOf(1).contains(u"other_company"_s));
        QVERIFY(reasonsOf(1).contains(u"number_in_text"_s));
        QVERIFY(desk().accept(1, {})); // a person may
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
    }

    void anAchAccountIsTriedBeforeItIsDebited()
    {
        useOwnBank();
        QString payer;
        for (const auto &row : invoices()) {
            if (row.due.currency().code() == u"USD"_s && row.paid != row.due && row.dueOn < companyToday())
                payer = row.payer.toString();
        }
        QVERIFY(!payer.isEmpty());
        storage::BankDetail detail;
        detail.kind = u"ach"_s;
        detail.bankCode = u"231380105"_s;
        detail.accountNumber = u"000123456789"_s;
        QCOMPARE(recordBankDetail(*m_services, payer, detail).error().id, u"bank.routing_number"_s);
        detail.bankCode = u"231380104"_s;
        QVERIFY(recordBankDetail(*m_services, payer, detail));
        agreeToBankOf(payer);
        const auto early = makePaymentFile(*m_services, {u"nacha-ccd"_s}, Effect::Kept);
        QCOMPARE(early.error().id, u"payments.nothing_for_file"_s);
        QVERIFY(early.error().args.value(u"left_out"_s).toString().contains(u"prenote_missing"_s));
        const auto tried = makePaymentFile(*m_services, {u"nacha-prenote"_s}, Effect::Kept);
        QVERIFY2(tried, qPrintable(idOf(tried)));
        const auto waits = makePaymentFile(*m_services, {u"nacha-ccd"_s}, Effect::Kept);
        QVERIFY(waits.error().args.value(u"left_out"_s).toString().contains(u"prenote_waits"_s));
        m_company->clock().moveTo(QDate(2026, 7, 10));
        const auto joined = makePaymentFile(*m_services, {u"nacha-ctx"_s}, Effect::Shown);
        QVERIFY2(joined, qPrintable(idOf(joined)));
        QVERIFY(joined->content.contains("RMR*IV*"));
        const auto made = makePaymentFile(*m_services, {u"nacha-ccd"_s}, Effect::Kept);
        QVERIFY2(made, qPrintable(idOf(made)));
        QCOMPARE(made->file.collected, joined->file.collected);
        QCOMPARE(made->content.indexOf('\n'), qsizetype(94));
        QVERIFY(made->file.items.front().reference > tried->file.items.front().reference);
    }

    void whoPaysInAnotherWayIsNotCollectedFrom()
    {
        useOwnBank();
        recordMandate();
        agreeToBankOf(u"A-0005"_s);
        QVERIFY(makePaymentFile(*m_services, {u"pain.008"_s}, Effect::Shown));
        const auto umbra = m_company->account(u"A-0005"_s);
        QVERIFY(setPaymentMethod(*m_services, umbra, storage::PaymentMethod{u"transfer"_s, {}}));
        const auto left = makePaymentFile(*m_services, {u"pain.008"_s}, Effect::Shown);
        QCOMPARE(left.error().id, u"payments.nothing_for_file"_s);
        QVERIFY(left.error().args.value(u"left_out"_s).toString().contains(u"other_method"_s));
        QVERIFY(setPaymentMethod(*m_services, umbra, storage::PaymentMethod{u"direct_debit"_s, {}}));
        QVERIFY(makePaymentFile(*m_services, {u"pain.008"_s}, Effect::Shown));
    }

    void ofACardAReferenceAloneIsKept()
    {
        const auto umbra = m_company->account(u"A-0005"_s);
        const auto set = [&](const QString &method, const QString &card) {
            const auto done = setPaymentMethod(*m_services, umbra, storage::PaymentMethod{method, card});
            return done ? QString() : done.error().id;
        };
        QCOMPARE(set(u"card"_s, u"4111 1111 1111 1111"_s), u"payments.card_number"_s);
        QCOMPARE(set(u"card"_s, u"4111-1111-1111"_s), u"payments.card_number"_s);
        QCOMPARE(set(u"cheque"_s, u"4242"_s), u"payments.card_reference"_s);
        QCOMPARE(set(u"barter"_s, {}), u"payments.method_unknown"_s);
        QCOMPARE(set(u"card"_s, u"pm_1NvXkJ2eZvKYlo2C"_s), QString());
        QCOMPARE(paymentMethodOf(*m_services, umbra)->value().method, u"card"_s);
        QVERIFY(setPaymentMethod(*m_services, umbra, std::nullopt));
        QVERIFY(!paymentMethodOf(*m_services, umbra)->has_value());
        QCOMPARE(setPaymentMethod(*m_company->as(u"approver"_s), umbra, std::nullopt).error().kind,
                 ErrorKind::Forbidden);
    }

    void refundsGoOutAsTransfersAndCheques()
    {
        useOwnBank();
        recordMandate();
        agreeToBankOf(u"A-0005"_s);
        refundTo(u"A-0005"_s, u"EUR"_s, u"transfer"_s);
        const auto transfers = makePaymentFile(*m_services, {u"pain.001"_s}, Effect::Kept);
        QVERIFY2(transfers, qPrintable(idOf(transfers)));
        validate(transfers->content, u"pain.001.001.09.xsd"_s);
        QCOMPARE(transfers->file.paid, euro(25'00));
        QCOMPARE(makePaymentFile(*m_services, {u"pain.001"_s}, Effect::Kept).error().id,
                 u"payments.nothing_for_file"_s);
        refundTo(u"A-0005"_s, u"USD"_s, u"cheque"_s);
        const auto cheques = makePaymentFile(*m_services, {u"positive-pay"_s}, Effect::Kept);
        QVERIFY2(cheques, qPrintable(idOf(cheques)));
        QVERIFY2(cheques->content.contains("123456789,1001,2026-06-30,25.00,"), cheques->content.constData());
    }

    void aCrashBetweenFileAndRecordWritesThePeriodOnce()
    {
        if (qEnvironmentVariable("ACCORD_TEST_DATABASE") == u"postgresql")
            QSKIP("the trigger that stands for the crash is written for SQLite");
        QTemporaryDir folder;
        storage::ExportSchedule wish;
        wish.name = u"List"_s;
        wish.what = u"invoices"_s;
        wish.format = u"csv"_s;
        wish.folder = folder.path();
        wish.every = u"month"_s;
        wish.startsOn = QDate(2026, 5, 1);
        QVERIFY(addExportSchedule(*m_services, wish));
        storage::Session &session = m_services->session();
        const auto runs = [&session] {
            auto count = session.statement("SELECT (SELECT count(*) FROM export_run) * 10 + (SELECT count(*) FROM "
                                           "audit_record WHERE kind = 'export.run')");
            return count.bind().first([](storage::Statement &row) { return row.read<int>(); })->value();
        };
        // The file is there, and then everything stops: what would note it never comes.
        QVERIFY(
            session.run("CREATE TRIGGER crash BEFORE INSERT ON export_run BEGIN SELECT raise(abort, 'crash'); END"));
        const auto stopped = runDueExports(*m_services);
        QCOMPARE(stopped->size(), size_t(1));
        QVERIFY(stopped->front().error);
        const QString path = QDir(folder.path()).filePath(u"List 2026-05.csv"_s);
        QVERIFY(QFile::exists(path));
        QCOMPARE(runs(), 0);
        QVERIFY(session.run("DROP TRIGGER crash"));
        const auto again = runDueExports(*m_services);
        QCOMPARE(again->size(), size_t(1));
        QCOMPARE(again->front().path, path);
        QCOMPARE(runs(), 11); // one row, one record
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"List 2026-05.csv"_s});
        // And stops after it was noted: nothing writes it any more.
        QVERIFY(QFile::remove(path));
        QVERIFY(runDueExports(*m_services)->empty());
        QVERIFY(!QFile::exists(path));
        QCOMPARE(runs(), 11);
    }

    void everyPeriodIsExportedOnceAndMissedOnesAreCaughtUp()
    {
        QTemporaryDir folder;
        storage::ExportSchedule wish;
        wish.name = u"Invoices for finance"_s;
        wish.what = u"invoices"_s;
        wish.format = u"csv"_s;
        wish.folder = folder.path();
        wish.every = u"month"_s;
        wish.startsOn = QDate(2026, 4, 12);
        auto wrong = wish;
        wrong.folder = u"/no/such/folder"_s;
        QCOMPARE(addExportSchedule(*m_services, wrong).error().id, u"exports.schedule_folder"_s);
        wrong = wish;
        wrong.format = u"iif"_s;
        QCOMPARE(addExportSchedule(*m_services, wrong).error().id, u"exports.schedule_table"_s);
        QVERIFY(addExportSchedule(*m_services, wish));
        QCOMPARE(addExportSchedule(*m_services, wish).error().id, u"exports.schedule_known"_s);
        wish.name = u"Journal"_s;
        wish.what = u"journal"_s;
        wish.format = u"netsuite"_s;
        QVERIFY(addExportSchedule(*m_services, wish));
        const auto first = runDueExports(*m_services);
        QVERIFY2(first, qPrintable(idOf(first)));
        QCOMPARE(first->size(), size_t(4)); // April and May of both; June is not over
        for (const auto &one : *first)
            QVERIFY2(!one.error && QFile::exists(one.path), qPrintable(one.path));
        QVERIFY(runDueExports(*m_services)->empty());
        // A kill between the file and its row leaves a file that nobody noted.
        m_company->clock().moveTo(QDate(2026, 7, 1));
        const QString torn = QDir(folder.path()).filePath(u"Invoices for finance 2026-06.csv"_s);
        QFile file(torn);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("torn");
        file.close();
        QCOMPARE(runDueExports(*m_services)->size(), size_t(2));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("number,account,issue_date"));
        QVERIFY(runDueExports(*m_services)->empty());
        QVERIFY(endExportSchedule(*m_services, u"Journal"_s));
        QCOMPARE(endExportSchedule(*m_services, u"Journal"_s).error().id, u"exports.schedule_unknown"_s);
        m_company->clock().moveTo(QDate(2026, 9, 1));
        QCOMPARE(runDueExports(*m_services)->size(), size_t(3)); // July and August; of the journal, July that ran
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), qsizetype(9));
    }

    void periodsOfAScheduleAreWeeksFromMondayOrDays()
    {
        storage::ExportSchedule schedule;
        schedule.every = u"week"_s;
        schedule.day = 2;
        schedule.startsOn = QDate(2026, 6, 3);
        const auto weeks = duePeriods(schedule, QDate(2026, 6, 15));
        QCOMPARE(weeks.size(), size_t(1)); // the second ends on Monday 15 and is written on Tuesday
        QCOMPARE(weeks.front().start, QDate(2026, 6, 1));
        QCOMPARE(duePeriods(schedule, QDate(2026, 6, 16)).size(), size_t(2));
        schedule.every = u"day"_s;
        schedule.day = 1;
        QCOMPARE(duePeriods(schedule, QDate(2026, 6, 6)).size(), size_t(3));
        QVERIFY(duePeriods(schedule, QDate(2026, 6, 3)).empty());
    }
};

QTEST_GUILESS_MAIN(TestPaymentWork)
#include "tst_payment_work.moc"
