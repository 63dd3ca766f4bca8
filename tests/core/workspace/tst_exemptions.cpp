// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates of exemption with their documents: what may be recorded, what a bill makes of them, and their end.
#include "tests/support/company.h"

#include "core/workspace/billing_desk.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

const QByteArray pdf = "%PDF-1.7\nan exemption\n%%EOF\n";
const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

} // namespace

class TestExemptions : public QObject
{
    Q_OBJECT

    const QString m_initech = u"A-0006"_s; // of San Francisco
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;

    ExemptionDesk desk() { return ExemptionDesk(*m_services); }
    static ExemptionEntry entry()
    {
        return {u"CA-1"_s, u"reseller"_s, {u"US-CA"_s}, QDate(2026, 1, 1), QDate(2026, 7, 31)};
    }
    QString refusal(const ExemptionEntry &wish)
    {
        const auto added = desk().add(m_initech, wish);
        return added ? QString() : added.error().id;
    }
    /// The derivations of the bill of June, as text.
    QString billOfJune(Money &tax)
    {
        jobs::Progress progress;
        if (const auto run = BillingDesk(*m_services).run(june, test::companyToday(), progress); !run)
            qFatal("run: %s", qPrintable(run.error().id));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(m_initech);
        filter.period = june;
        const auto rows
            = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 10, test::companyToday()).value();
        const auto invoice = m_services->invoices().find(rows.at(0).id).value();
        tax = invoice.bill.tax;
        QString text;
        const auto derivations = BillingDesk(*m_services).explain(invoice).value();
        for (const auto &derivation : derivations)
            text += pricing::toText(derivation);
        return text;
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
        auto seller = m_services->seller().entityOf(u"MAIN"_s).value();
        seller.nexusStates = {u"CA"_s};
        QVERIFY(m_services->seller().save(seller));
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void refusesWhatIsNoCertificate()
    {
        ExemptionEntry wish = entry();
        wish.number = u"  "_s;
        QCOMPARE(refusal(wish), u"exemptions.number"_s);
        wish = entry();
        wish.kind = u"friend"_s;
        QCOMPARE(refusal(wish), u"exemptions.kind"_s);
        for (const QString &place : {u"CA"_s, u"US-ca"_s, u"US-XX"_s, u"DE"_s, u""_s}) {
            wish = entry();
            wish.jurisdictions = {place};
            QCOMPARE(refusal(wish), u"exemptions.jurisdiction"_s);
        }
        wish = entry();
        wish.jurisdictions.clear();
        QCOMPARE(refusal(wish), u"exemptions.jurisdiction"_s);
        wish = entry();
        wish.lastDay = QDate(2025, 12, 31);
        QCOMPARE(refusal(wish), u"exemptions.days"_s);
        wish = entry();
        wish.fileName = u"certificate.pdf"_s;
        wish.document = "<html>";
        QCOMPARE(refusal(wish), u"exemptions.document_type"_s);
        QVERIFY(desk().of(m_initech)->empty()); // nothing of it was kept
        QCOMPARE(ExemptionDesk(*m_company->as(u"ito"_s)).add(m_initech, entry()).error().kind, ErrorKind::Forbidden);
    }

    void makesABillExemptAndIsNamedInItsDerivation()
    {
        Money tax;
        const QString taxed = billOfJune(tax);
        QVERIFY(!tax.isZero());
        QVERIFY(!taxed.contains(u"certificate"_s));
        init();
        QVERIFY(desk().add(m_initech, entry()));
        QVERIFY(ExemptionDesk(*m_company->as(u"controller"_s)).agree(m_initech, u"CA-1"_s));
        const QString exempt = billOfJune(tax);
        QVERIFY(tax.isZero());
        QVERIFY2(exempt.contains(u"No tax of US-CA: exemption certificate CA-1"_s)
                     && exempt.contains(u"valid from 2026-01-01 to 2026-07-31"_s),
                 qPrintable(exempt));
    }

    void countsOnceAnotherPersonAgreed()
    {
        const auto added = desk().add(m_initech, entry());
        QVERIFY2(added, added ? "" : qPrintable(added.error().id + added.error().detail));
        QCOMPARE(added->front().standing.recordedBy, u"operator"_s);
        QVERIFY(!added->front().standing.counts);
        QVERIFY(countingExemptions(*m_services, m_company->account(m_initech))->empty());
        // Tax is charged meanwhile, and the run says why.
        Money tax;
        billOfJune(tax);
        QVERIFY(!tax.isZero());
        storage::InvoiceFilter filter;
        filter.account = m_company->account(m_initech);
        filter.period = june;
        const auto rows
            = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 10, test::companyToday()).value();
        const auto invoice = m_services->invoices().find(rows.at(0).id).value();
        QVERIFY(std::ranges::any_of(invoice.bill.exceptions,
                                    [](const auto &one) { return one.id == u"billing.certificate_waits"_s; }));
        // Not who recorded it, not who may not look after billing data, and not past the program.
        QCOMPARE(desk().agree(m_initech, u"CA-1"_s).error().id, u"exemptions.own"_s);
        QVERIFY(ExemptionDesk(*m_company->as(u"approver"_s)).agree(m_initech, u"CA-1"_s).error().kind
                == ErrorKind::Forbidden);
        QCOMPARE(m_services->session()
                     .run("INSERT INTO exemption_agreement SELECT certificate_id, n, 'operator', recorded_at FROM "
                          "exemption_record WHERE recorded_by = 'operator' AND number = 'CA-1'")
                     .error()
                     .id,
                 u"exemptions.own"_s);
        auto controller = m_company->as(u"controller"_s);
        const auto agreed = ExemptionDesk(*controller).agree(m_initech, u"CA-1"_s);
        QVERIFY2(agreed, agreed ? "" : qPrintable(agreed.error().id + agreed.error().detail));
        QVERIFY(agreed->front().standing.counts);
        QCOMPARE(agreed->front().standing.agreedBy, u"controller"_s);
        QCOMPARE(ExemptionDesk(*controller).agree(m_initech, u"CA-1"_s).error().id, u"exemptions.agreed"_s);
        QCOMPARE(ExemptionDesk(*controller).agree(m_initech, u"none"_s).error().id, u"exemptions.not_found"_s);
        QCOMPARE(countingExemptions(*m_services, m_company->account(m_initech))->size(), size_t(1));
        // The invoice that was rated before stays as it was.
        QCOMPARE(m_services->invoices().find(rows.at(0).id)->bill.tax, tax);
    }
    void whatTakesMoreTaxAwayIsAgreedOnAgain()
    {
        QVERIFY(desk().add(m_initech, entry()));
        auto controller = m_company->as(u"controller"_s);
        QVERIFY(ExemptionDesk(*controller).agree(m_initech, u"CA-1"_s));
        // Ending sooner needs nobody.
        QVERIFY(desk().end(m_initech, u"CA-1"_s, QDate(2026, 6, 30), u"Sold"_s));
        QCOMPARE(countingExemptions(*m_services, m_company->account(m_initech))->size(), size_t(1));
        // Going on for longer does; whoever let it goes on does not agree to it.
        auto certificate = m_services->accounts().certificatesOf(m_company->account(m_initech))->front();
        certificate.validTo = QDate(2027, 1, 1);
        QVERIFY(keepExemption(*controller, certificate));
        QVERIFY(countingExemptions(*m_services, m_company->account(m_initech))->empty());
        QCOMPARE(ExemptionDesk(*controller).agree(m_initech, u"CA-1"_s).error().id, u"exemptions.own"_s);
        QVERIFY(desk().agree(m_initech, u"CA-1"_s));
        QCOMPARE(countingExemptions(*m_services, m_company->account(m_initech))->size(), size_t(1));
    }

    void oneNumberStandsForSeveralPlacesWithOneDocument()
    {
        ExemptionEntry wish = entry();
        wish.jurisdictions = {u"US-CA"_s, u"US-NY"_s};
        wish.fileName = u"../certificate.pdf"_s;
        wish.document = pdf;
        const auto added = desk().add(m_initech, wish);
        QVERIFY2(added, added ? "" : qPrintable(added.error().id));
        QCOMPARE(added->size(), size_t(2));
        for (const ExemptionSheet &sheet : *added) {
            QCOMPARE(sheet.documents.size(), size_t(1));
            QCOMPARE(sheet.documents.front().content.sha256, QString::fromLatin1(sha256Hex(pdf)));
            QVERIFY(!sheet.documents.front().fileName.contains(u'/'));
        }
        QCOMPARE(desk().document(m_initech, u"CA-1"_s)->second, pdf);
        QCOMPARE(refusal(wish), u"exemptions.known"_s);
        wish.validFrom = QDate(2026, 8, 1); // the day after
        wish.lastDay = {};
        QCOMPARE(refusal(wish), QString());
        // What is exported is the same when it is imported again.
        const auto exported = MasterData(*m_services).exportAccounts();
        QVERIFY(exported);
        const size_t before = desk().of(m_initech)->size();
        QVERIFY(MasterData(*m_services).importAccounts(QJsonDocument(*exported).toJson()));
        QCOMPARE(desk().of(m_initech)->size(), before);
    }

    void keepsADocumentThatComesLater()
    {
        QVERIFY(desk().add(m_initech, entry()));
        QCOMPARE(desk().document(m_initech, u"CA-1"_s).error().id, u"exemptions.no_document"_s);
        QCOMPARE(desk().attach(m_initech, u"CA-2"_s, u"a.pdf"_s, pdf).error().id, u"exemptions.not_found"_s);
        QVERIFY(desk().attach(m_initech, u"CA-1"_s, u"a.pdf"_s, pdf));
        QCOMPARE(desk().document(m_initech, u"CA-1"_s)->first.fileName, u"a.pdf"_s);
    }

    void endsWithADayAndAReason()
    {
        QVERIFY(desk().add(m_initech, entry()));
        QCOMPARE(desk().end(m_initech, u"CA-1"_s, QDate(2026, 5, 31), {}).error().id, u"exemptions.end_reason"_s);
        QCOMPARE(desk().end(m_initech, u"CA-1"_s, QDate(2025, 5, 31), u"Sold"_s).error().id, u"exemptions.end_day"_s);
        const auto ended = desk().end(m_initech, u"CA-1"_s, QDate(2026, 5, 31), u"Sold"_s);
        QVERIFY(ended);
        QCOMPARE(ended->front().certificate.validTo, QDate(2026, 6, 1));
        Money tax;
        billOfJune(tax);
        QVERIFY(!tax.isZero());
        QCOMPARE(desk().end(m_initech, u"CA-1"_s, QDate(2026, 6, 30), u"Sold"_s).error().id, u"exemptions.not_found"_s);
    }

    void homeTellsOfTheEndSixtyAndThirtyDaysBefore()
    {
        QVERIFY(desk().add(m_initech, entry())); // 31 days from today
        const auto level = [&](const QDate &day) -> std::optional<int> {
            m_company->clock().moveTo(day);
            const auto items = HomeDesk(*m_company->as(u"operator"_s)).sheet().value().items;
            for (const HomeItem &item : items) {
                if (item.kind == HomeKind::EndingCertificate && item.reference == u"CA-1"_s)
                    return item.level;
            }
            return std::nullopt;
        };
        QCOMPARE(level(QDate(2026, 6, 1)), std::nullopt); // 61 days before the first day without it
        QCOMPARE(level(QDate(2026, 6, 2)), 0);
        QCOMPARE(level(QDate(2026, 7, 1)), 0);
        QCOMPARE(level(QDate(2026, 7, 2)), 1);
        QCOMPARE(level(QDate(2026, 8, 1)), std::nullopt); // it has ended: that is told by its own line
    }
};

QTEST_GUILESS_MAIN(TestExemptions)
#include "tst_exemptions.moc"
