// SPDX-License-Identifier: GPL-3.0-or-later
// How an invoice says that it is paid: on its page and in its electronic form, as it was agreed on when it was drafted.
#include "tests/support/company.h"

#include "core/documents/document_for_invoice.h"
#include "core/einvoice/rules.h"
#include "core/workspace/agreed_payment.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/payment_methods.h"
#include "core/workspace/printed_document.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;
using einvoice::Profile;
using einvoice::Syntax;

namespace {

const QString iban = u"DE75512108001245126199"_s;

} // namespace

class TestAgreedPayment : public QObject
{
    Q_OBJECT

    const QString m_globex = u"A-0004"_s; // of Berlin, billed in EUR
    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

    void agree(const QString &method, const QString &card = {})
    {
        const auto set
            = setPaymentMethod(*m_services, m_company->account(m_globex), storage::PaymentMethod{method, card});
        QVERIFY2(set, set ? "" : qPrintable(set.error().id));
    }

    void useBanks()
    {
        OwnBank own;
        own.name = u"Meridian Cloud Inc."_s;
        own.iban = u"DE89370400440532013000"_s;
        own.creditorId = u"DE98ZZZ09999999999"_s;
        QVERIFY(recordOwnBank(*m_services, own));
        QVERIFY(agreeToOwnBank(*m_company->as(u"controller"_s)));
        storage::BankDetail detail;
        detail.kind = u"sepa"_s;
        detail.accountNumber = iban;
        detail.mandate = u"MNDT-7"_s;
        detail.mandateSigned = QDate(2026, 1, 5);
        QVERIFY(recordBankDetail(*m_services, m_globex, detail));
        QVERIFY(agreeToBankDetail(*m_company->as(u"controller"_s), m_globex));
    }

    void wantFiles(Profile profile, Syntax syntax)
    {
        einvoice::CustomerProfile customer;
        customer.profile = profile;
        customer.syntax = syntax;
        customer.buyerReference = u"04011000-12345-34"_s;
        QVERIFY(EinvoiceDesk(*m_services).saveCustomer(m_globex, customer));
        einvoice::SellerProfile seller;
        seller.electronicAddress = {u"billing@meridian.example"_s, u"EM"_s};
        seller.legalRegistration = {u"HRB 1234"_s, {}};
        seller.contact = {u"Billing"_s, u"+49 30 123456"_s, u"billing@meridian.example"_s};
        const auto account = m_services->accounts().find(m_company->account(m_globex)).value();
        const auto entity = m_services->seller().entity(billing::IssuingEntityId(account.issuingEntity)).value();
        QVERIFY(EinvoiceDesk(*m_company->as(u"admin"_s)).saveSeller(entity.code, seller));
    }

    billing::Invoice drafted()
    {
        jobs::Progress progress;
        const Period june = Period::monthOf(companyToday());
        const auto run = BillingDesk(*m_services).run(june, companyToday(), progress);
        if (!run)
            qFatal("run: %s", qPrintable(run.error().id));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(m_globex);
        filter.period = june;
        const auto rows = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 1, companyToday()).value();
        return m_services->invoices().find(rows.at(0).id).value();
    }

    billing::Invoice issued()
    {
        jobs::Progress progress;
        const auto done = BillingDesk(*m_services).issue({drafted().id}, progress);
        if (!done)
            qFatal("issue: %s %s", qPrintable(done.error().id),
                   qPrintable(done.error().args.value(u"missing"_s).toString()));
        return done->front();
    }

    documents::InvoiceDocument pageOf(const billing::Invoice &invoice)
    {
        const auto assembly = assembleFromInvoice(*m_services, invoice).value();
        const auto extras = invoiceExtras(*m_services, invoice, assembly).value();
        return documents::documentFor(invoice, assembly.seller, assembly.input.payer, {}, extras);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        const auto sellers = m_services->seller().entities();
        for (billing::IssuingEntity seller : *sellers) {
            seller.vatId = u"DE136695976"_s;
            seller.address = {u"Hauptstraße 1"_s, {}, u"Berlin"_s, {}, u"10115"_s, u"DE"_s};
            seller.paymentInstructions = {u"IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX"_s};
            m_company->save(seller);
        }
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void theFileSaysByWhichMeans_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("card");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("accounts");
        QTest::newRow("nothing agreed") << QString() << QString() << u"58"_s << 1;
        QTest::newRow("transfer") << u"transfer"_s << QString() << u"58"_s << 1;
        QTest::newRow("direct debit") << u"direct_debit"_s << QString() << u"59"_s << 0;
        QTest::newRow("cheque") << u"cheque"_s << QString() << u"20"_s << 0;
        QTest::newRow("card") << u"card"_s << u"4242"_s << u"48"_s << 0;
    }
    void theFileSaysByWhichMeans()
    {
        QFETCH(QString, method);
        QFETCH(QString, card);
        QFETCH(QString, code);
        QFETCH(int, accounts);
        useBanks();
        if (!method.isEmpty())
            agree(method, card);
        wantFiles(Profile::XRechnung3, Syntax::Ubl);
        const auto invoice = issued();
        const auto file = EinvoiceDesk(*m_services).fileOf(invoice);
        QVERIFY(file);
        const auto read = einvoice::readInvoice(file->content).value();
        QVERIFY(read.invoice.payment);
        QCOMPARE(read.invoice.payment->meansCode, code);
        QCOMPARE(int(read.invoice.payment->transfers.size()), accounts);
        QCOMPARE(read.invoice.payment->card.has_value(), !card.isEmpty());
        if (method == u"direct_debit")
            QCOMPARE(*read.invoice.payment->directDebit,
                     (einvoice::DirectDebit{u"MNDT-7"_s, u"DE98ZZZ09999999999"_s, iban}));
        QVERIFY(einvoice::check(read, Profile::XRechnung3).empty());
    }

    void thePageSaysWhatIsTakenAndAsksForNothingElse()
    {
        useBanks();
        agree(u"direct_debit"_s);
        const auto invoice = issued();
        const auto page = pageOf(invoice);
        QCOMPARE(page.paymentInstructions.size(), 3);
        QVERIFY2(page.paymentInstructions[0].startsWith(u"We debit "_s)
                     && page.paymentInstructions[0].contains(u"ending in 6199"_s),
                 qPrintable(page.paymentInstructions[0]));
        QCOMPARE(page.paymentInstructions[1], u"Mandate MNDT-7"_s);
        QVERIFY(page.paymentInstructions[2].endsWith(u"DE98ZZZ09999999999"_s));
        QVERIFY(!page.code);
    }

    void whereNothingIsAgreedThePageIsAsItWas()
    {
        const auto invoice = issued();
        QVERIFY(!invoice.inputs.contains(u"payment"_s));
        QCOMPARE(pageOf(invoice).paymentInstructions,
                 QStringList(u"IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX"_s));
    }

    void withoutAMandateNothingIsPromised()
    {
        agree(u"direct_debit"_s);
        const auto invoice = issued();
        QVERIFY(!invoice.inputs.contains(u"payment"_s));
        QCOMPARE(pageOf(invoice).paymentInstructions.size(), 1);
    }

    void whatIsAgreedLaterIsForLaterInvoices()
    {
        useBanks();
        agree(u"cheque"_s);
        wantFiles(Profile::En16931, Syntax::Cii);
        const auto invoice = issued();
        const QStringList before = pageOf(invoice).paymentInstructions;
        QVERIFY(before[0].startsWith(u"Please pay by cheque"_s));
        agree(u"direct_debit"_s);
        const auto after = m_services->invoices().find(invoice.id).value();
        QCOMPARE(pageOf(after).paymentInstructions, before);
        const auto other = EinvoiceDesk(*m_services).fileOf(after, {Profile::En16931, Syntax::Ubl, {}, {}});
        QCOMPARE(einvoice::readInvoice(other->content)->invoice.payment->meansCode, u"20"_s);
        QVERIFY(billing::digestOf(after) == after.digest);
    }

    void noNumberOfAnAccountIsKeptWithTheInvoice()
    {
        useBanks();
        agree(u"direct_debit"_s);
        const auto invoice = issued();
        const QByteArray inputs = QJsonDocument(invoice.inputs).toJson();
        QVERIFY(inputs.contains("6199"));
        QVERIFY(!inputs.contains("1245126199"));
        wantFiles(Profile::En16931, Syntax::Ubl); // asks for no account
        const auto file = EinvoiceDesk(*m_services).fileOf(invoice, {Profile::En16931, Syntax::Ubl, {}, {}});
        QVERIFY(file);
        QVERIFY(!file->content.contains(iban.toLatin1()));
    }
};

QTEST_GUILESS_MAIN(TestAgreedPayment)
#include "tst_agreed_payment.moc"
