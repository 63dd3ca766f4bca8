// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"

#include "core/storage/account_queries_sql.h"
#include "core/storage/invoice_queries_sql.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::storage;

/// Every order of the lists, page by page, against the whole list read at once.
class TestListOrder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanupTestCase()
    {
        m_services.reset();
        m_company.reset();
    }

    void pagesAccountsInEveryOrder()
    {
        using enum AccountSort;
        const AccountQueriesSql queries(m_services->session(), *m_services->companyCurrency());
        for (const AccountSort column :
             {Name, Number, Manager, Arr, Renewal, Locations, Status, Segment, Region, Country})
            for (const bool descending : {false, true})
                for (const AccountOrder &order :
                     {AccountOrder(column, descending), AccountOrder{{column, descending}, {Name, !descending}}})
                    comparePages(
                        [&](const auto &after, int limit) { return queries.page({}, order, after, limit, today()); },
                        u"accounts by %1 %2"_s.arg(int(column)).arg(descending));
    }
    void pagesInvoicesInEveryOrder()
    {
        using enum InvoiceSort;
        const InvoiceQueriesSql queries(m_services->session());
        for (const InvoiceSort column :
             {IssueDate, Number, Account, Total, Status, DueDate, Open, Period, PurchaseOrder, Exceptions})
            for (const bool descending : {false, true})
                for (const InvoiceOrder &order :
                     {InvoiceOrder(column, descending),
                      InvoiceOrder{{column, descending}, {Number, !descending}, {Total, true}}})
                    comparePages(
                        [&](const auto &after, int limit) { return queries.page({}, order, after, limit, today()); },
                        u"invoices by %1 %2"_s.arg(int(column)).arg(descending));
    }
    void sortsByTheFirstTermThenByTheSecond()
    {
        const InvoiceQueriesSql queries(m_services->session());
        const auto rows
            = queries.page({}, InvoiceOrder{{InvoiceSort::Account}, {InvoiceSort::Total, true}}, {}, 1000, today());
        QVERIFY(rows && rows->size() > 5);
        bool second = false;
        for (size_t i = 1; i < rows->size(); ++i) {
            const auto &before = (*rows)[i - 1];
            const auto &row = (*rows)[i];
            QVERIFY(before.account.toLower() <= row.account.toLower());
            if (before.account != row.account || before.total.currency() != row.total.currency())
                continue;
            second = true;
            QVERIFY(before.total.minor() >= row.total.minor());
        }
        QVERIFY(second);
    }
    void sortsStatusesInTheOrderOfAnInvoicesLife()
    {
        const auto rows = InvoiceQueriesSql(m_services->session()).page({}, InvoiceSort::Status, {}, 1000, today());
        QVERIFY(rows);
        constexpr billing::InvoiceStatus life[]{billing::InvoiceStatus::Draft,      billing::InvoiceStatus::InApproval,
                                                billing::InvoiceStatus::Approved,   billing::InvoiceStatus::Issued,
                                                billing::InvoiceStatus::PartlyPaid, billing::InvoiceStatus::Overdue,
                                                billing::InvoiceStatus::Paid};
        const auto rank = [&](const InvoiceRow &row) { return std::ranges::find(life, row.status(today())) - life; };
        QVERIFY(std::ranges::is_sorted(*rows, {}, rank));
        QVERIFY(rank(rows->front()) < rank(rows->back()));
    }
    void groupsComeToTheTotals()
    {
        const AccountQueriesSql accounts(m_services->session(), *m_services->companyCurrency());
        const auto all = accounts.totals({}, today());
        for (const AccountSort by : {AccountSort::Manager, AccountSort::Segment, AccountSort::Region,
                                     AccountSort::Country, AccountSort::Status}) {
            qint64 count = 0;
            qint64 arr = 0;
            const auto groups = accounts.groups({}, by, today()).value();
            for (const auto &group : groups) {
                count += group.totals.count;
                arr += group.totals.arr.minor();
            }
            QCOMPARE(count, all->count);
            QCOMPARE(arr, all->arr.minor());
        }
        const InvoiceQueriesSql invoices(m_services->session());
        for (const InvoiceSort by : {InvoiceSort::Status, InvoiceSort::Account, InvoiceSort::Period}) {
            qint64 count = 0;
            const auto groups = invoices.groups({}, by, today()).value();
            for (const auto &group : groups)
                count += group.totals.count;
            QCOMPARE(count, qint64(invoices.page({}, {}, 1000, today())->size()));
        }
    }

private:
    QDate today() const { return m_services->clock().today(); }
    void comparePages(const auto &page, const QString &name)
    {
        const auto all = page(std::optional<ListPlace>(), 1000);
        QVERIFY2(all && all->size() > 5, qPrintable(name));
        std::optional<ListPlace> after;
        size_t position = 0;
        for (;;) {
            const auto rows = page(after, 2);
            QVERIFY2(rows, qPrintable(name + (rows ? QString() : rows.error().id + rows.error().detail)));
            if (rows->empty())
                break;
            for (const auto &row : *rows) {
                QVERIFY2(position < all->size() && row.id == (*all)[position].id, qPrintable(name));
                ++position;
            }
            after = rows->back().place;
        }
        QVERIFY2(position == all->size(), qPrintable(name));
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<workspace::Services> m_services;
};

QTEST_GUILESS_MAIN(TestListOrder)
#include "tst_list_order.moc"
