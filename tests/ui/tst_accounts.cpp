// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/saved_views_sql.h"
#include "ui/accounts/account_page.h"
#include "ui/accounts/account_pages.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/saved_views.h"
#include "ui/charts/chart.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::ui;

class TestAccounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        PageFactory pages;
        addAccountPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanupTestCase()
    {
        m_host.reset();
        m_company.reset();
    }

    void listsEveryAccountByName()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(cell(table, 0, u"name"_s), u"Clinics North"_s);
        QTRY_VERIFY(m_host->status().startsWith(u"9 accounts"_s));
        QVERIFY(m_host->status().contains(u"ARR"_s));
        QCOMPARE(table->model()->headerData(2, Qt::Horizontal).toString(), u"ARR (USD)"_s);
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
    }
    void showsMarkupOfACustomerAsText()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        bool found = false;
        for (int row = 0; row < 9; ++row)
            found = found || cell(table, row, u"name"_s) == u"Stark <b>Industries</b> & Sons"_s;
        QVERIFY(found);
    }
    void filtersByTyping()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        QTest::keyClick(table, Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), u"ubergr"_s); // case and accents do not matter
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_VERIFY(m_host->status().startsWith(u"1 account"_s));
    }
    void saysThatNothingMatchesAndClears()
    {
        auto *table = openList();
        auto *filter = page()->findChild<FilterBar *>();
        filter->setText(u"zzz"_s);
        auto *state = page()->findChild<StateView *>();
        QTRY_VERIFY(!state->isShowingContent() && state->emptyState()->sentence().contains(u"zzz"_s));
        QTest::keyClick(page(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(table->model()->rowCount(), 9);
    }
    void filtersByOverdueAndByManager()
    {
        auto *table = openList();
        auto *filter = page()->findChild<FilterBar *>();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        filter->setFilters({{u"receivables"_s, u"overdue"_s}});
        QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 9);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QVERIFY(cell(table, row, u"overdue"_s) != u"0.00"_s);
        filter->setFilters({{u"manager"_s, u"ito"_s}});
        QTRY_COMPARE(table->model()->rowCount(), 4);
    }
    void sortsByTheTypedKey()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        table->pagedModel()->sort(2, Qt::DescendingOrder);
        QTRY_COMPARE(table->model()->rowCount(), 9);
        for (int row = 1; row < 9; ++row)
            QVERIFY(table->model()->index(row - 1, 2).data(ValueRole).value<Money>().minor()
                    >= table->model()->index(row, 2).data(ValueRole).value<Money>().minor());
    }
    void keepsAndAppliesAView()
    {
        openList();
        auto *views = page()->findChild<SavedViewsButton *>();
        auto *filter = page()->findChild<FilterBar *>();
        filter->setFilters({{u"region"_s, u"EMEA"_s}});
        views->save(u"Europe"_s, false);
        QTRY_COMPARE(views->views().size(), 1U);
        QCOMPARE(views->views().front().owner, m_company->workspace().actor());
        filter->clear();
        Q_EMIT views->chosen(views->views().front().body);
        QCOMPARE(filter->filters().value(u"region"_s), u"EMEA"_s);
        auto *table = page()->findChild<TableView *>();
        QTRY_COMPARE(table->model()->rowCount(), 3);
    }
    void opensAnAccountAndComesBackToIt()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        table->selectId(m_company->account(u"A-0001"_s).toString());
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(page()->title(), u"Northwind Clinics"_s);
        m_host->window().back();
        QTRY_VERIFY(page()->findChild<TableView *>()
                    && page()->findChild<TableView *>()->currentId() == m_company->account(u"A-0001"_s).toString());
    }
    void explainsEveryFigure()
    {
        openAccount(u"A-0001"_s);
        auto *tree = static_cast<DerivationTree *>(page()->inspector());
        int explained = 0;
        for (auto *figure : page()->findChildren<FigureLabel *>()) {
            if (!figure->isVisible() || figure->focusPolicy() == Qt::NoFocus)
                continue;
            figure->setFocus();
            QTest::keyClick(figure, Qt::Key_E);
            QVERIFY2(!tree->model().asText().isEmpty(), qPrintable(figure->accessibleName()));
            ++explained;
        }
        QCOMPARE(explained, 5);
    }
    void tiesTheArrToItsSteps()
    {
        openAccount(u"A-0001"_s);
        auto *tree = static_cast<DerivationTree *>(page()->inspector());
        const QString text = tree->model().asText();
        QVERIFY2(text.contains(u"contract NW-2025 v1"_s), qPrintable(text));
        QVERIFY(text.contains(u"Locations discount"_s));
    }
    void reachesEveryTabByKey()
    {
        openAccount(u"A-0001"_s);
        auto *account = static_cast<AccountPage *>(page());
        for (int tab = 0; tab < 6; ++tab) {
            QTest::keyClick(page(), Qt::Key(Qt::Key_1 + tab), Qt::ControlModifier);
            QCOMPARE(account->currentTab(), tab);
            QVERIFY(account->findChild<QTabBar *>()->height() > 24);
            QTest::qWait(20);
            QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        }
        for (auto *table : page()->findChildren<TableView *>()) {
            if (table->model())
                const QAbstractItemModelTester tester(table->model(),
                                                      QAbstractItemModelTester::FailureReportingMode::Fatal);
        }
    }
    void listsAllInvoicesUnderBilling()
    {
        openAccount(u"A-0001"_s);
        QTest::keyClick(page(), Qt::Key_4, Qt::ControlModifier);
        auto *table = tableNamed(u"Invoices"_s);
        QVERIFY(table);
        QTRY_COMPARE(table->model()->rowCount(), 3);
    }
    void recordsWhatHappened()
    {
        openAccount(u"A-0001"_s);
        QTest::keyClick(page(), Qt::Key_6, Qt::ControlModifier);
        auto *table = tableNamed(u"History"_s);
        QTRY_VERIFY(table->model()->rowCount() >= 4); // contract, approvals, issued
    }
    void proposesAManagerAndAssignsIt()
    {
        openAccount(u"A-0007"_s);
        QTest::keyClick(page(), Qt::Key_5, Qt::ControlModifier);
        QPushButton *assign = nullptr;
        for (auto *button : page()->findChildren<QPushButton *>()) {
            if (button->text() == u"Assign"_s)
                assign = button;
        }
        QVERIFY(assign);
        QTRY_VERIFY(assign->isEnabled()); // the proposal is chosen already
        QTest::keyClick(assign, Qt::Key_Space);
        QTRY_COMPARE(
            m_company->as(u"admin"_s)->accounts().find(m_company->account(u"A-0007"_s))->customerSuccessManager,
            u"ito"_s);
    }
    void saysThatAnAccountIsGone()
    {
        m_host->window().open(u"account/00000000-0000-7000-8000-000000000000"_s);
        auto *state = page()->findChild<StateView *>();
        QTRY_VERIFY(!state->isShowingContent() && !state->emptyState()->sentence().isEmpty());
    }
    void hasNoKeyConflicts()
    {
        openAccount(u"A-0001"_s);
        QVERIFY(m_host->window().commands().conflicts().empty());
        openList();
        QVERIFY(m_host->window().commands().conflicts().empty());
        QCOMPARE(m_host->window().commands().duplicates(), QStringList());
    }

private:
    Page *page() const { return m_host->window().currentPage(); }
    TableView *openList()
    {
        m_host->freshTab(u"accounts"_s);
        return page()->findChild<TableView *>();
    }
    void openAccount(const QString &number)
    {
        m_host->freshTab(u"account/"_s + m_company->account(number).toString());
        QTRY_VERIFY(page()->title() != u"Account"_s);
    }
    TableView *tableNamed(const QString &name) const
    {
        for (auto *table : page()->findChildren<TableView *>()) {
            if (table->accessibleName() == name)
                return table;
        }
        return nullptr;
    }
    static QString cell(const TableView *table, int row, const QString &key)
    {
        const auto &columns = table->pagedModel()->columns();
        for (size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == key)
                return table->model()->index(row, int(i)).data().toString();
        }
        return {};
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
};

QTEST_MAIN(TestAccounts)
#include "tst_accounts.moc"
