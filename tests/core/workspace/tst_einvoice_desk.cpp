// SPDX-License-Identifier: GPL-3.0-or-later
// Electronic invoices on a real workspace: what stops an issue, what is kept with it, and what the database refuses.
#include "tests/support/company.h"

#include "core/einvoice/rules.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/einvoice_desk.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using einvoice::CustomerProfile;
using einvoice::Profile;
using einvoice::Syntax;

class TestEinvoiceDesk : public QObject
{
    Q_OBJECT

    const QString m_globex = u"A-0004"_s; // of Berlin, billed in EUR
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;

    EinvoiceDesk desk() { return EinvoiceDesk(*m_services); }
    BillingDesk billing() { return BillingDesk(*m_services); }

    void want(Profile profile, Syntax syntax = Syntax::Ubl, const QString &reference = {})
    {
        CustomerProfile customer;
        customer.profile = profile;
        customer.syntax = syntax;
        customer.buyerReference = reference;
        QVERIFY(desk().saveCustomer(m_globex, customer));
    }

    /// The invoice of Globex for June, approved.
    billing::InvoiceId approvedInvoice()
    {
        jobs::Progress progress;
        const auto run = billing().run(Period::monthOf(QDate(2026, 6, 1)), test::companyToday(), progress);
        if (!run)
            qFatal("run: %s", qPrintable(run.error().id));
        const auto approver = m_company->as(u"approver"_s);
        ApprovalDesk approvals(*approver);
        const auto waiting = approvals.pending().value();
        for (const auto &request : waiting)
            if (const auto done = approvals.decide(request.id, approvals::Verdict::Approve, {}); !done)
                qFatal("decide: %s", qPrintable(done.error().id));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(m_globex);
        filter.period = Period::monthOf(QDate(2026, 6, 1));
        return storage::InvoiceQueriesSql(m_services->session())
            .page(filter, {}, 10, test::companyToday())
            .value()
            .at(0)
            .id;
    }

    QString codeOfSeller(const billing::InvoiceId &id)
    {
        return m_services->seller().entity(invoice(id).issuingEntity)->code;
    }

    /// What XRechnung asks for of the seller.
    void fillSeller(const QString &code)
    {
        einvoice::SellerProfile seller;
        seller.electronicAddress = {u"billing@meridian.example"_s, u"EM"_s};
        seller.legalRegistration = {u"HRB 1234"_s, {}};
        seller.contact = {u"Billing"_s, u"+49 30 123456"_s, u"billing@meridian.example"_s};
        QVERIFY(EinvoiceDesk(*m_company->as(u"admin"_s)).saveSeller(code, seller));
    }

    billing::Invoice invoice(const billing::InvoiceId &id) { return m_services->invoices().find(id).value(); }

    Result<billing::Invoice> issue(const billing::InvoiceId &id)
    {
        jobs::Progress progress;
        const auto issued = billing().issue({id}, progress);
        if (!issued)
            qWarning("issue: %s %s", qPrintable(issued.error().id),
                     qPrintable(issued.error().args.value(u"missing"_s).toString()));
        return issued ? Result<billing::Invoice>(issued->front()) : passOn(issued);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
        auto seller = m_services->seller().entities()->front();
        seller.vatId = u"DE136695976"_s;
        seller.address = {u"Hauptstraße 1"_s, {}, u"Berlin"_s, {}, u"10115"_s, u"DE"_s};
        seller.paymentInstructions << u"IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX"_s;
        m_company->save(seller);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void tellsInThePreviewOfARunWhatIsMissing()
    {
        want(Profile::XRechnung3);
        jobs::Progress progress;
        const auto preview = billing().preview(Period::monthOf(QDate(2026, 6, 1)), test::companyToday(), progress);
        QVERIFY2(preview, preview ? "" : qPrintable(preview.error().id));
        int told = 0;
        for (const PreviewRow &row : preview->rows) {
            for (const billing::BillException &exception : row.exceptions) {
                if (exception.id != u"billing.einvoice_incomplete"_s)
                    continue;
                ++told;
                QCOMPARE(row.accountNumber, m_globex);
                QVERIFY(exception.severity == contracts::Severity::Warning);
                QVERIFY2(exception.args.value(u"missing"_s).toString().contains(u"Leitweg-ID"_s),
                         qPrintable(exception.args.value(u"missing"_s).toString()));
            }
        }
        QCOMPARE(told, 1);
        // And it stands with the draft.
        const auto drafted = invoice(approvedInvoice());
        QVERIFY(std::ranges::any_of(drafted.bill.exceptions, [](const billing::BillException &exception) {
            return exception.id == u"billing.einvoice_incomplete"_s;
        }));
    }
    void tellsWhichCharacterCannotBePrintedAndIssuesNothingWithIt()
    {
        const auto id = approvedInvoice();
        auto account = m_services->accounts().find(m_company->account(m_globex)).value();
        account.legalName = u"Globex 🎉 GmbH"_s;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        const auto refused = issue(id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"documents.glyph_missing"_s);
        QCOMPARE(refused.error().args.value(u"character"_s).toString(), u"🎉"_s);
        QCOMPARE(refused.error().args.value(u"code"_s).toString(), u"U+1F389"_s);
        jobs::Progress progress;
        QVERIFY(billing().discard(id));
        const auto preview = billing().preview(Period::monthOf(QDate(2026, 6, 1)), test::companyToday(), progress);
        const auto row = std::ranges::find(preview->rows, m_globex, &PreviewRow::accountNumber);
        QVERIFY(row != preview->rows.end());
        QVERIFY(row->isBlocked());
        const auto found = std::ranges::find(row->exceptions, u"billing.glyph_missing"_s, &billing::BillException::id);
        QVERIFY(found != row->exceptions.end());
        QCOMPARE(found->args.value(u"field"_s).toString(), u"name"_s);
        QCOMPARE(found->args.value(u"record"_s).toString(), u"account"_s);
        QCOMPARE(found->args.value(u"number"_s).toString(), m_globex);
    }
    void stopsTheIssueOfWhatItsCustomerCouldNotRead()
    {
        const auto id = approvedInvoice();
        want(Profile::XRechnung3);
        const auto missing = desk().missing(invoice(id));
        QVERIFY(missing);
        QVERIFY2(missing->join(u' ').contains(u"Leitweg-ID"_s), qPrintable(missing->join(u' ')));
        const auto refused = issue(id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"einvoice.incomplete"_s);
        QVERIFY(refused.error().args.value(u"missing"_s).toString().contains(u"Leitweg-ID"_s));
        QVERIFY(invoice(id).state == billing::InvoiceState::Approved);
        QVERIFY(invoice(id).number.isEmpty());
        QVERIFY(!*storage::EinvoicesSql(m_services->session()).ofInvoice(id));
    }

    void keepsTheFileThatWasIssued()
    {
        const auto id = approvedInvoice();
        fillSeller(codeOfSeller(id));
        want(Profile::XRechnung3, Syntax::Ubl, u"04011000-12345-34"_s);
        QCOMPARE(desk().missing(invoice(id))->join(u'\n'), QString());
        const auto issued = issue(id);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().args.value(u"missing"_s).toString()));
        const auto file = desk().fileOf(*issued);
        QVERIFY(file);
        const auto read = einvoice::readInvoice(file->content);
        QVERIFY(read);
        QCOMPARE(read->invoice.number, issued->number);
        QCOMPARE(read->invoice.buyerReference, u"04011000-12345-34"_s);
        QVERIFY(einvoice::check(*read, Profile::XRechnung3).empty());
        // What the customer wants later is for later invoices.
        want(Profile::En16931, Syntax::Cii);
        QCOMPARE(desk().fileOf(*issued)->content, file->content);
        QVERIFY(desk().stop(m_globex));
        QCOMPARE(desk().fileOf(*issued)->sha256, file->sha256);
    }

    void creditsInTheSameForm()
    {
        const auto id = approvedInvoice();
        want(Profile::En16931, Syntax::Cii);
        QVERIFY(issue(id));
        CreditDesk credits(*m_services);
        billing::CreditWish wish;
        wish.lines = {1};
        const auto note = credits.request(id, wish, u"The store was closed"_s);
        QVERIFY(note);
        const auto outcome = credits.issue(note->id);
        QVERIFY(outcome);
        const auto file = storage::EinvoicesSql(m_services->session()).ofCreditNote(note->id).value();
        QVERIFY(file);
        const auto read = einvoice::readInvoice(file->content);
        QVERIFY(read);
        QVERIFY(read->syntax == Syntax::Cii);
        QCOMPARE(read->invoice.typeCode, u"381"_s);
        QCOMPARE(read->invoice.totals.withVat.toString(), outcome->note.total.toString());
        QCOMPARE(read->invoice.precedingInvoices.at(0).number, outcome->note.invoiceNumber);
        QVERIFY(!read->invoice.payment); // nothing is due for a credit
        QVERIFY(einvoice::check(*read, Profile::En16931).empty());
        QCOMPARE(desk().fileOf(outcome->note)->content, file->content);
    }

    void makesNoneForCustomersThatWantNone()
    {
        const auto id = approvedInvoice();
        const auto issued = issue(id);
        QVERIFY(issued);
        QVERIFY(!*storage::EinvoicesSql(m_services->session()).ofInvoice(id));
        QVERIFY(desk().fileOf(*issued)); // on demand, by the plain standard
        EinvoiceWish wish;
        wish.profile = Profile::PeppolBis3;
        wish.syntax = Syntax::Cii;
        QCOMPARE(desk().fileOf(*issued, wish).error().id, u"einvoice.profile_syntax"_s);
    }

    void refusesSettingsThatMakeNoSense()
    {
        CustomerProfile customer;
        customer.profile = Profile::PeppolBis3;
        customer.syntax = Syntax::Cii;
        QCOMPARE(desk().saveCustomer(m_globex, customer).error().id, u"einvoice.profile_syntax"_s);
        customer.syntax = Syntax::Ubl;
        customer.electronicAddress = {u"DE1"_s, u"12"_s};
        QCOMPARE(desk().saveCustomer(m_globex, customer).error().id, u"einvoice.endpoint_unknown"_s);
        customer.electronicAddress = {u"DE1"_s, {}};
        QCOMPARE(desk().saveCustomer(m_globex, customer).error().id, u"einvoice.endpoint_scheme"_s);
        customer.electronicAddress = {};
        customer.legalRegistration = {u"1"_s, u"x"_s};
        QCOMPARE(desk().saveCustomer(m_globex, customer).error().id, u"einvoice.scheme_unknown"_s);
        QCOMPARE(desk().saveCustomer(u"A-9999"_s, CustomerProfile()).error().kind, ErrorKind::NotFound);
        QVERIFY(!*desk().customer(m_globex));
    }

    void theDatabaseKeepsIssuedFiles()
    {
        const auto id = approvedInvoice();
        want(Profile::En16931);
        QVERIFY(issue(id));
        const auto changed = m_services->session().run("UPDATE electronic_invoice SET content = x'00'");
        QCOMPARE(changed.error().id, u"einvoice.immutable"_s);
        QCOMPARE(m_services->session().run("DELETE FROM electronic_invoice").error().id, u"einvoice.immutable"_s);
    }
};
QTEST_GUILESS_MAIN(TestEinvoiceDesk)
#include "tst_einvoice_desk.moc"
