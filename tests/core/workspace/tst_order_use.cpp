// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that billing uses by itself: those for items and locations, and blanket ones where no invoice goes without.
#include "tests/support/company.h"

#include "core/storage/purchase_orders_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QByteArray contract(const QByteArray &terms = {})
{
    return R"({"format": "accord.contract/1", "number": "OU-1", "account": "A-0009", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01", )"
           + terms + R"("items": [
  {"key": "licence", "description": "Licence", "price": {"model": "flat", "amount": "1000.00"}},
  {"key": "support", "description": "Support", "price": {"model": "flat", "amount": "100.00"}}]})";
}

const Period june = Period::monthOf(QDate(2026, 6, 1));

} // namespace

class TestOrderUse : public QObject
{
    Q_OBJECT

    void import(const QByteArray &json)
    {
        const auto imported = MasterData(*m_services).importContract(json);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id + imported.error().detail));
    }

    void order(const QString &number, purchasing::OrderScope scope, const QStringList &keys, qint64 minor,
               const QDate &expires = {})
    {
        const purchasing::PurchaseOrder one{
            m_services->ids().next<purchasing::PurchaseOrderId>(), m_account,         number, scope, keys,
            Money(minor, *Currency::fromCode(u"USD"_s)),           QDate(2026, 1, 1), expires};
        QVERIFY(storage::PurchaseOrdersSql(m_services->session()).save(one));
    }

    void wantOrders()
    {
        auto account = m_services->accounts().find(m_account).value();
        account.needsPurchaseOrder = true;
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
    }

    std::vector<billing::Invoice> drafts()
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(june, {}, progress);
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().id + outcome.error().detail));
        std::vector<billing::Invoice> found;
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = m_services->invoices().find(id);
            if (invoice->account == m_account && invoice->bill.period == june)
                found.push_back(*invoice);
        }
        return found;
    }

    static QString orderOf(const billing::Invoice &invoice, const QString &item)
    {
        for (const auto &line : invoice.bill.lines)
            if (line.key.item == item)
                return line.purchaseOrder;
        return u"no line"_s;
    }

    static QStringList namesOf(const billing::Invoice &invoice)
    {
        QStringList names;
        for (const auto &exception : invoice.bill.exceptions)
            names << exception.id;
        return names;
    }

    Error issue(const billing::Invoice &invoice)
    {
        jobs::Progress progress;
        const auto issued = BillingDesk(*m_services).issue({invoice.id}, progress);
        return issued ? Error() : issued.error();
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    accounts::AccountId m_account;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        m_account = m_company->account(u"A-0009"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void anOrderForAnItemTakesItsLines()
    {
        import(contract());
        order(u"PO-SUP"_s, purchasing::OrderScope::Lines, {u"support"_s}, 10'000'00);
        const auto invoices = drafts();
        QCOMPARE(invoices.size(), size_t(1));
        QCOMPARE(orderOf(invoices[0], u"support"_s), u"PO-SUP"_s);
        QCOMPARE(orderOf(invoices[0], u"licence"_s), QString());
    }

    void aBlanketOrderIsUsedWhereNoInvoiceGoesWithout()
    {
        import(contract());
        order(u"PO-ALL"_s, purchasing::OrderScope::Blanket, {}, 10'000'00);
        const auto before = drafts();
        QCOMPARE(orderOf(before[0], u"licence"_s), QString());
        QVERIFY(BillingDesk(*m_services).discard(before[0].id));
        wantOrders();
        const auto after = drafts();
        QCOMPARE(orderOf(after[0], u"licence"_s), u"PO-ALL"_s);
        QCOMPARE(orderOf(after[0], u"support"_s), u"PO-ALL"_s);
        QCOMPARE(after[0].bill.purchaseOrder, u"PO-ALL"_s);
        QCOMPARE(issue(after[0]).id, QString());
    }

    void aLineGoesToTheOrderThatHasRoomForAllOfIt()
    {
        import(contract());
        wantOrders();
        order(u"PO-SMALL"_s, purchasing::OrderScope::Blanket, {}, 300'00, QDate(2026, 12, 31)); // expires first
        order(u"PO-LARGE"_s, purchasing::OrderScope::Blanket, {}, 9'000'00, QDate(2027, 12, 31));
        const auto invoices = drafts();
        QCOMPARE(orderOf(invoices[0], u"licence"_s), u"PO-LARGE"_s);
        QCOMPARE(orderOf(invoices[0], u"support"_s), u"PO-SMALL"_s);
    }

    void anExpiredOrUsedUpOrderIsAsGoodAsNone_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QDate>("expires");
        QTest::newRow("expired") << qint64(10'000'00) << QDate(2026, 5, 31);
        QTest::newRow("used up") << qint64(50'00) << QDate(2026, 12, 31);
    }
    void anExpiredOrUsedUpOrderIsAsGoodAsNone()
    {
        QFETCH(qint64, minor);
        QFETCH(QDate, expires);
        import(contract());
        wantOrders();
        order(u"PO-OLD"_s, purchasing::OrderScope::Blanket, {}, minor, expires);
        const auto invoices = drafts();
        QCOMPARE(orderOf(invoices[0], u"licence"_s), QString());
        QCOMPARE(issue(invoices[0]).id, u"billing.purchase_order_missing"_s);
    }

    void anOrderThatTheContractNamesIsLookedAtAsWell()
    {
        import(contract(R"("terms": {"purchase_order": "PO-NAMED"}, )"));
        wantOrders();
        order(u"PO-NAMED"_s, purchasing::OrderScope::Blanket, {}, 10'000'00, QDate(2026, 5, 31));
        const auto invoices = drafts();
        QVERIFY(namesOf(invoices[0]).contains(u"billing.purchase_order_expired"_s));
        QCOMPARE(issue(invoices[0]).id, u"billing.purchase_order_expired"_s);
        order(u"OTHER"_s, purchasing::OrderScope::Blanket, {}, 10'000'00);
        auto orders = storage::PurchaseOrdersSql(m_services->session()).ofAccount(m_account).value();
        auto named = orders[0].order.number == u"PO-NAMED"_s ? orders[0].order : orders[1].order;
        named.expiresOn = QDate(2026, 12, 31);
        named.amount = Money(100'00, named.amount.currency());
        QVERIFY(storage::PurchaseOrdersSql(m_services->session()).save(named));
        QCOMPARE(issue(invoices[0]).id, u"billing.purchase_order_exceeded"_s);
        named.amount = invoices[0].bill.total; // exactly enough
        QVERIFY(storage::PurchaseOrdersSql(m_services->session()).save(named));
        QCOMPARE(issue(invoices[0]).id, QString());
    }

    void theDatabaseIssuesOnNoOrderThatIsExpiredOrUsedUp()
    {
        import(contract(R"("terms": {"purchase_order": "PO-NAMED"}, )"));
        wantOrders();
        order(u"PO-NAMED"_s, purchasing::OrderScope::Blanket, {}, 10'000'00, QDate(2026, 12, 31));
        const auto invoice = drafts()[0];
        auto named = storage::PurchaseOrdersSql(m_services->session()).ofAccount(m_account)->front().order;
        const auto issueBeside = [&](qint64 minor, const QDate &from, const QDate &expires) {
            named.amount = Money(minor, named.amount.currency());
            named.validFrom = from;
            named.expiresOn = expires;
            if (!storage::PurchaseOrdersSql(m_services->session()).save(named))
                qFatal("not saved");
            storage::Transaction transaction(m_services->session());
            const auto done = m_services->session().run(
                "UPDATE invoice SET state = 'issued', number = 'X-1' WHERE id = ?", invoice.id);
            return done ? u"issued"_s : done.error().id; // and undone
        };
        const qint64 total = invoice.bill.total.minor();
        const QDate day = invoice.issueDate;
        QCOMPARE(issueBeside(total, day, day), u"issued"_s);
        QCOMPARE(issueBeside(total, {}, {}), u"issued"_s);
        QCOMPARE(issueBeside(total, {}, day.addDays(-1)), u"billing.purchase_order_expired"_s);
        QCOMPARE(issueBeside(total, day.addDays(1), {}), u"billing.purchase_order_expired"_s);
        QCOMPARE(issueBeside(total - 1, {}, {}), u"billing.purchase_order_exceeded"_s);
        auto account = m_services->accounts().find(m_account).value();
        account.needsPurchaseOrder = false; // who accepts invoices without orders is only warned
        QVERIFY(m_services->accounts().save(account, m_services->clock().now()));
        QCOMPARE(issueBeside(total - 1, {}, {}), u"issued"_s);
    }

    void invoicesAreSplitByTheOrdersThatAreUsed()
    {
        import(contract(R"("terms": {"invoice_by": "purchase_order"}, )"));
        order(u"PO-LIC"_s, purchasing::OrderScope::Lines, {u"licence"_s}, 10'000'00);
        order(u"PO-SUP"_s, purchasing::OrderScope::Lines, {u"support"_s}, 10'000'00);
        const auto invoices = drafts();
        QCOMPARE(invoices.size(), size_t(2));
        QStringList orders;
        for (const auto &invoice : invoices) {
            QCOMPARE(invoice.bill.lines.size(), size_t(1));
            QCOMPARE(invoice.bill.lines[0].purchaseOrder, invoice.bill.purchaseOrder);
            orders << invoice.bill.purchaseOrder;
            QVERIFY(BillingDesk(*m_services).explain(invoice)); // recomputed from its frozen inputs
        }
        orders.sort();
        QCOMPARE(orders, QStringList({u"PO-LIC"_s, u"PO-SUP"_s}));
        QVERIFY(drafts().size() == 2); // running again adds nothing
    }
};

QTEST_GUILESS_MAIN(TestOrderUse)
#include "tst_order_use.moc"
