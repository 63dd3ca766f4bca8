// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit trail says of changes: who, on which machine, what was there before and what is there now.
#include "core/workspace/dunning_desk.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/meters.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/purchase_order_desk.h"
#include "tests/support/company.h"

#include <QtCore/QSysInfo>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestRecordedChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_company = std::make_unique<test::Company>(); }

    void anActNamesTheProgramAndTheMachine()
    {
        auto services = m_company->as(u"controller"_s);
        QVERIFY(services->audit(u"test.act"_s, u"account"_s, {}, {}));
        const QString device = newest(*services).entry.device;
        QCOMPARE(device, u"tst_recorded_changes on %1"_s.arg(QSysInfo::machineHostName()));
    }

    void aMeter()
    {
        auto services = m_company->as(u"controller"_s);
        catalog::Meter meter;
        meter.code = u"scans"_s;
        meter.name = u"Scans"_s;
        meter.unit = u"scan"_s;
        QVERIFY(saveMeter(*services, meter));
        QVERIFY(!newest(*services).entry.body.contains(u"before"_s));
        meter.name = u"Scanned pages"_s;
        QVERIFY(saveMeter(*services, meter));
        QCOMPARE(member(*services, u"before"_s, u"name"_s), u"Scans"_s);
        QCOMPARE(newest(*services).entry.body.value(u"name"_s).toString(), u"Scanned pages"_s);
    }

    void aPurchaseOrder()
    {
        auto services = m_company->as(u"operator"_s);
        purchasing::PurchaseOrder order;
        order.account = m_company->account(u"A-0001"_s);
        order.number = u"PO-77"_s;
        order.amount = Money(500000, Currency::fromCode(u"USD"_s).value());
        order.validFrom = QDate(2026, 1, 1);
        order.expiresOn = QDate(2026, 12, 31);
        QVERIFY(PurchaseOrderDesk(*services).save(order));
        QVERIFY(!newest(*services).entry.body.contains(u"before"_s));
        order.amount = Money(700000, order.amount.currency());
        QVERIFY(PurchaseOrderDesk(*services).save(order));
        QCOMPARE(member(*services, u"before"_s, u"amount"_s), u"5000.00"_s);
        QCOMPARE(newest(*services).entry.body.value(u"amount"_s).toString(), u"7000.00"_s);
    }

    void howACustomerGetsElectronicInvoices()
    {
        auto services = m_company->as(u"operator"_s);
        einvoice::CustomerProfile profile;
        profile.buyerReference = u"04011000-12345-34"_s;
        QVERIFY(EinvoiceDesk(*services).saveCustomer(u"A-0001"_s, profile));
        QVERIFY(newest(*services).entry.body.value(u"before"_s).isNull());
        QCOMPARE(member(*services, u"after"_s, u"buyer_reference"_s), u"04011000-12345-34"_s);
        QVERIFY(EinvoiceDesk(*services).stop(u"A-0001"_s));
        QCOMPARE(member(*services, u"before"_s, u"buyer_reference"_s), u"04011000-12345-34"_s);
        QVERIFY(newest(*services).entry.body.value(u"after"_s).isNull());
    }

    void whatElectronicInvoicesSayOfTheSeller()
    {
        auto services = m_company->as(u"admin"_s);
        const QString code = services->seller().entities().value().front().code;
        einvoice::SellerProfile seller;
        seller.taxNumber = u"181/815/08155"_s;
        QVERIFY(EinvoiceDesk(*services).saveSeller(code, seller));
        seller.taxNumber = u"181/815/08156"_s;
        QVERIFY(EinvoiceDesk(*services).saveSeller(code, seller));
        QCOMPARE(member(*services, u"before"_s, u"tax_number"_s), u"181/815/08155"_s);
        QCOMPARE(member(*services, u"after"_s, u"tax_number"_s), u"181/815/08156"_s);
    }

    void whatWasAgreedOnPayment()
    {
        auto services = m_company->as(u"operator"_s);
        storage::PaymentAgreement agreement;
        agreement.withholdingPercent = Decimal(5);
        QVERIFY(agreeOnPayment(*services, u"A-0001"_s, agreement));
        QVERIFY(!newest(*services).entry.body.contains(u"before"_s));
        agreement.withholdingPercent = Decimal(10);
        QVERIFY(agreeOnPayment(*services, u"A-0001"_s, agreement));
        QCOMPARE(member(*services, u"before"_s, u"withholding_percent"_s), u"5"_s);
        QCOMPARE(newest(*services).entry.body.value(u"withholding_percent"_s).toString(), u"10"_s);
    }

private:
    static security::AuditRecord newest(Services &services)
    {
        return storage::AuditSql(services.session()).newest(1).value().front();
    }
    static QString member(Services &services, const QString &object, const QString &name)
    {
        return newest(services).entry.body.value(object).toObject().value(name).toString();
    }

    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestRecordedChanges)
#include "tst_recorded_changes.moc"
