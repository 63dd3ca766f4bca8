// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets a document, and what became of it at each of them.
#include "tests/support/company.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/billing_setup.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/document_recipients.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

using storage::DocumentRecipient;

class TestDeliveries : public QObject
{
    Q_OBJECT

    void enter(const std::vector<DocumentRecipient> &recipients)
    {
        const auto saved = setDocumentRecipients(*m_services, m_account, recipients);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id + saved.error().detail));
    }

    void useEmail(const QString &email, const QString &portal = {})
    {
        auto account = m_services->accounts().find(m_account).value();
        account.invoiceEmail = email;
        account.portalReference = portal;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
    }

    /// The number of an invoice that is issued now.
    QString issue()
    {
        jobs::Progress progress;
        if (!BillingDesk(*m_services).run(Period::monthOf(companyToday()), {}, progress))
            qFatal("no run");
        storage::InvoiceFilter filter;
        filter.account = m_account;
        filter.status = billing::InvoiceStatus::Approved;
        const auto rows = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 1, companyToday()).value();
        const auto issued = BillingDesk(*m_services).issue({rows.at(0).id}, progress);
        if (!issued)
            qFatal("%s", qPrintable(issued.error().id + issued.error().detail));
        m_invoice = issued->front().id;
        return issued->front().number;
    }

    QStringList reached(const QUuid &document)
    {
        QStringList lines;
        const auto row = DeliveryDesk(*m_services).of(document).value();
        for (const auto &one : row.value().recipients)
            lines << one.role + u' ' + one.address + u' ' + one.state;
        return lines;
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    accounts::AccountId m_account;
    billing::InvoiceId m_invoice;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        m_account = m_company->account(u"A-0005"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void aDocumentGoesToWhoIsEnteredForItsKind()
    {
        useEmail(u"ap@umbra.example"_s, u"SUP-4711"_s);
        enter({{u"copy"_s, u"audit@umbra.example"_s, {u"invoice"_s}},
               {u"to"_s, u"credits@umbra.example"_s, {u"credit_note"_s}}});
        issue();
        QCOMPARE(reached(m_invoice.uuid()),
                 QStringList({u"to ap@umbra.example waiting"_s, u"copy audit@umbra.example waiting"_s,
                              u"portal SUP-4711 waiting"_s}));
        const auto credited = CreditDesk(*m_services).makeVoid(m_invoice, u"Wrong"_s);
        QVERIFY(credited);
        QCOMPARE(reached(credited->note.id.uuid()),
                 QStringList({u"to credits@umbra.example waiting"_s, u"portal SUP-4711 waiting"_s}));
    }

    void whoIsEnteredLaterGetsTheNextDocument()
    {
        useEmail(u"ap@umbra.example"_s);
        issue();
        enter({{u"to"_s, u"new@umbra.example"_s, {u"invoice"_s}}});
        QCOMPARE(reached(m_invoice.uuid()), QStringList({u"to ap@umbra.example waiting"_s}));
    }

    void eachRecipientHasAStateOfItsOwn()
    {
        enter(
            {{u"to"_s, u"ap@umbra.example"_s, {u"invoice"_s}}, {u"copy"_s, u"audit@umbra.example"_s, {u"invoice"_s}}});
        const QString number = issue();
        DeliveryDesk desk(*m_services);
        QCOMPARE(desk.mark(number, u"sent"_s, {}, u"ap@umbra.example"_s)->state, u"waiting"_s);
        QCOMPARE(desk.mark(number, u"failed"_s, u"No such mailbox"_s, u"audit@umbra.example"_s)->state, u"failed"_s);
        QCOMPARE(reached(m_invoice.uuid()),
                 QStringList({u"to ap@umbra.example sent"_s, u"copy audit@umbra.example failed"_s}));
        QCOMPARE(desk.mark(number, u"waiting"_s, {}, u"ap@umbra.example"_s).error().id, u"delivery.sent_already"_s);
        QCOMPARE(desk.mark(number, u"sent"_s, {}, u"nobody@umbra.example"_s).error().id,
                 u"delivery.recipient_unknown"_s);
        QCOMPARE(desk.mark(number, u"sent"_s, u"By post"_s)->state, u"sent"_s); // the rest of them
        QCOMPARE(reached(m_invoice.uuid()),
                 QStringList({u"to ap@umbra.example sent"_s, u"copy audit@umbra.example sent"_s}));
        QCOMPARE(desk.mark(number, u"failed"_s, u"Lost"_s).error().id, u"delivery.sent_already"_s);
        QCOMPARE(desk.mark(number, u"unknown"_s, {})->state, u"unknown"_s);
    }

    void theDatabaseKeepsWhatWasDecided()
    {
        enter({{u"to"_s, u"ap@umbra.example"_s, {u"invoice"_s}}});
        QVERIFY(DeliveryDesk(*m_services).mark(issue(), u"sent"_s, {}));
        storage::Session &session = m_services->session();
        QCOMPARE(session.run("UPDATE delivery SET address = 'x@y.example'").error().id, u"delivery.history_kept"_s);
        QCOMPARE(session.run("UPDATE delivery SET state = 'waiting'").error().id, u"delivery.sent_already"_s);
        QCOMPARE(session.run("DELETE FROM delivery").error().id, u"delivery.history_kept"_s);
    }

    void aRecipientIsUsableAndStandsOnce_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QStringList>("kinds");
        QTest::addColumn<QString>("error");
        const QStringList invoice{u"invoice"_s};
        QTest::newRow("no address") << u"to"_s << u"somebody"_s << invoice << u"accounts.email"_s;
        QTest::newRow("no reference") << u"portal"_s << u" "_s << invoice << u"delivery.recipient_portal"_s;
        QTest::newRow("no role") << u"cc"_s << u"a@b.example"_s << invoice << u"delivery.recipient_role"_s;
        QTest::newRow("no kind") << u"to"_s << u"a@b.example"_s << QStringList() << u"delivery.recipient_kinds"_s;
        QTest::newRow("another kind") << u"to"_s << u"a@b.example"_s << QStringList(u"letter"_s)
                                      << u"delivery.recipient_kinds"_s;
        QTest::newRow("twice") << u"copy"_s << u"known@b.example "_s << invoice << u"delivery.recipient_twice"_s;
    }
    void aRecipientIsUsableAndStandsOnce()
    {
        QFETCH(QString, role);
        QFETCH(QString, address);
        QFETCH(QStringList, kinds);
        QFETCH(QString, error);
        const auto saved = setDocumentRecipients(
            *m_services, m_account, {{u"copy"_s, u"known@b.example"_s, {u"invoice"_s}}, {role, address, kinds}});
        QCOMPARE(saved.error().id, error);
        QVERIFY(documentRecipientsOf(*m_services, m_account)->empty());
    }

    void aFormSavesAllOrNothing()
    {
        const auto account = m_services->accounts().find(m_account).value();
        BillingSetup setup = billingSetupOf(*m_services, account).value();
        setup.details.portalReference = u"SUP-1"_s;
        setup.minimumInvoice = Money(25'00, account.currency);
        setup.recipients = {{u"to"_s, u"nobody"_s, {u"invoice"_s}}};
        QCOMPARE(saveBilling(*m_services, m_account, setup, account.version).error().id, u"accounts.email"_s);
        QVERIFY(m_services->accounts().find(m_account)->portalReference.isEmpty());
        setup.recipients.front().address = u"ap@umbra.example"_s;
        QVERIFY(saveBilling(*m_services, m_account, setup, account.version));
        const auto after = m_services->accounts().find(m_account).value();
        QVERIFY(billingSetupOf(*m_services, after).value() == setup);
    }
};

QTEST_GUILESS_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
