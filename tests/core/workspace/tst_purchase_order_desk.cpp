// SPDX-License-Identifier: GPL-3.0-or-later
// Purchase orders with the invoices on them, from the store.
#include "tests/support/company.h"

#include "core/storage/home_queries_sql.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/purchase_order_desk.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

class TestPurchaseOrderDesk : public QObject
{
    Q_OBJECT

    OrderSheet sheetOf(const QString &number)
    {
        const auto sheets = PurchaseOrderDesk(*m_services).sheetsOf(number, companyToday());
        return sheets.value().at(0);
    }

    /// The totals of the invoices of Northwind Clinics, issued or not.
    Money totals(bool issued)
    {
        MoneySum sum(Currency::fromCode(u"USD"_s).value());
        const auto ids = m_services->invoices().ids().value();
        for (const auto &id : ids) {
            const auto invoice = m_services->invoices().find(id).value();
            if (invoice.account == m_company->account(u"A-0001"_s)
                && (invoice.state == billing::InvoiceState::Issued) == issued)
                sum.add(invoice.bill.total);
        }
        return sum.total().value();
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void countsIssuedInvoicesAsConsumedAndDraftsAsCommitted()
    {
        const OrderSheet sheet = sheetOf(u"ENT-2026-001"_s);
        QVERIFY(!totals(true).isZero() && !totals(false).isZero());
        QCOMPARE(sheet.balance.consumed, totals(true));
        QCOMPARE(sheet.balance.committed, totals(false));
        QCOMPARE(sheet.balance.remaining, sheet.row.order.amount.minus(totals(true)).value());
        QCOMPARE(sheet.balance.available, sheet.balance.remaining.minus(totals(false)).value());
        QCOMPARE(sheet.row.accountName, u"Northwind Clinics"_s);
        MoneySum listed(sheet.balance.amount.currency());
        for (const auto &document : sheet.documents)
            listed.add(document.amount);
        QCOMPARE(listed.total().value(), totals(true).plus(totals(false)).value());
    }

    void listsTheExceededOrderFirst()
    {
        auto order = sheetOf(u"PO-77"_s).row.order;
        order.amount = Money(100, order.amount.currency());
        QVERIFY(PurchaseOrderDesk(*m_services).save(order));
        const auto sheets = PurchaseOrderDesk(*m_services).sheets(companyToday()).value();
        QCOMPARE(sheets.size(), size_t(2));
        QCOMPARE(sheets[0].row.order.number, u"PO-77"_s);
        QVERIFY(sheets[0].balance.has(purchasing::OrderFlag::Exceeded));
    }

    void homeTellsOfOrdersBeforeTheyEnd()
    {
        auto order = sheetOf(u"PO-77"_s).row.order;
        order.expiresOn = {};
        const auto told = [&] {
            if (!PurchaseOrderDesk(*m_services).save(order))
                qFatal("not saved");
            const auto home = HomeDesk(*m_services).sheet().value();
            for (const HomeItem &item : home.items)
                if (item.kind == HomeKind::EndingOrder && item.reference == u"PO-77"_s)
                    return item.day.isValid() ? item.day.toString(Qt::ISODate) : u"used"_s;
            return QString();
        };
        const Money used = sheetOf(u"PO-77"_s).balance.consumed.plus(sheetOf(u"PO-77"_s).balance.committed).value();
        QVERIFY(used.minor() > 0);
        order.amount = Money(used.minor() * 5 / 4 + 2, used.currency()); // a little less than 80 %
        QCOMPARE(told(), QString());
        order.amount = Money(used.minor() * 5 / 4, used.currency());
        QCOMPARE(told(), u"used"_s);
        order.amount = Money(used.minor() * 10, used.currency());
        order.expiresOn = companyToday().addDays(61);
        QCOMPARE(told(), QString());
        order.expiresOn = companyToday().addDays(60);
        QCOMPARE(told(), order.expiresOn.toString(Qt::ISODate));
        order.expiresOn = companyToday().addDays(-1); // it is over: nothing is to be done before its end
        QCOMPARE(told(), QString());
    }

    void whatIsCreditedIsOnTheOrderNoMore()
    {
        const auto isExceeded = [&] {
            const auto orders = storage::HomeQueriesSql(m_services->session(), m_services->companyCurrency().value())
                                    .exceededOrders({storage::WorkReach::All}, 9);
            return std::any_of(orders->begin(), orders->end(),
                               [](const auto &one) { return one.balance.order.number == u"ENT-2026-001"_s; });
        };
        auto order = sheetOf(u"ENT-2026-001"_s).row.order;
        order.amount = totals(true).plus(totals(false)).value().minus(Money(1, order.amount.currency())).value();
        QVERIFY(PurchaseOrderDesk(*m_services).save(order));
        QVERIFY(isExceeded());
        const OrderSheet before = sheetOf(u"ENT-2026-001"_s);
        const auto issued = std::find_if(before.documents.begin(), before.documents.end(),
                                         [](const auto &document) { return document.isIssued; });
        billing::CreditWish wish;
        wish.amount = Money(1000, order.amount.currency());
        const auto asked = CreditDesk(*m_services).request(billing::InvoiceId(issued->id), wish, u"Goodwill"_s);
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id));
        const auto credited = CreditDesk(*m_services).issue(asked->id);
        QVERIFY2(credited, credited ? "" : qPrintable(credited.error().id));
        const OrderSheet after = sheetOf(u"ENT-2026-001"_s);
        QVERIFY(after.balance.consumed.minor() <= before.balance.consumed.minor() - 1000);
        QVERIFY(!isExceeded());
    }

    void changesTheAmountAndKeepsTheOrder()
    {
        auto order = sheetOf(u"PO-77"_s).row.order;
        const auto id = order.id;
        order.id = {};
        order.amount = Money(999900, order.amount.currency());
        order.scope = purchasing::OrderScope::Lines;
        order.keys = {u"plan"_s};
        QCOMPARE(PurchaseOrderDesk(*m_services).save(order).value().id, id);
        const auto changed = sheetOf(u"PO-77"_s).row.order;
        QCOMPARE(changed.amount.toString(), u"9999.00"_s);
        QCOMPARE(changed.keys, QStringList{u"plan"_s});
    }

    void refusesAScopeThatNoLineCanHave()
    {
        auto order = sheetOf(u"PO-77"_s).row.order;
        order.scope = purchasing::OrderScope::Lines;
        order.keys = {u"plan"_s, u"plain"_s};
        const auto item = PurchaseOrderDesk(*m_services).save(order);
        QCOMPARE(item.error().id, u"purchasing.order_item"_s);
        QCOMPARE(item.error().args.value(u"value"_s).toString(), u"plain"_s);
        QVERIFY(item.error().args.value(u"known"_s).toString().contains(u"plan"_s));
        order.scope = purchasing::OrderScope::Locations;
        order.keys = {u"NOWHERE-1"_s};
        QCOMPARE(PurchaseOrderDesk(*m_services).save(order).error().id, u"purchasing.order_location"_s);
        const auto locations = m_services->accounts().locationsPaidBy(order.account).value();
        if (!locations.empty()) {
            order.keys = {locations.front().location.code};
            QVERIFY(PurchaseOrderDesk(*m_services).save(order));
        }
    }

    void refusesAnotherCurrencyAndWhatIsNoOrder()
    {
        auto order = sheetOf(u"PO-77"_s).row.order;
        order.amount = Money(999900, Currency::fromCode(u"EUR"_s).value());
        QCOMPARE(PurchaseOrderDesk(*m_services).save(order).error().id, u"purchasing.order_currency"_s);
        order.number.clear();
        QCOMPARE(PurchaseOrderDesk(*m_services).save(order).error().id, u"purchasing.order_number"_s);
        QCOMPARE(PurchaseOrderDesk(*m_services).sheetsOf(u"PO-0"_s, companyToday()).error().id,
                 u"purchasing.order_not_found"_s);
    }

    void explainsTheBalance()
    {
        pricing::Recorder recorder;
        QVERIFY(PurchaseOrderDesk(*m_services).sheetsOf(u"ENT-2026-001"_s, companyToday(), &recorder));
        const auto derivations = recorder.take();
        QCOMPARE(derivations.size(), size_t(1));
        QCOMPARE(derivations[0].label, u"Purchase order ENT-2026-001"_s);
        QVERIFY(!derivations[0].children.empty());
    }
};

QTEST_GUILESS_MAIN(TestPurchaseOrderDesk)
#include "tst_purchase_order_desk.moc"
