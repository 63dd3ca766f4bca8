// SPDX-License-Identifier: GPL-3.0-or-later
// The page of purchase orders on a real workspace.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/charts/chart.h"
#include "ui/purchasing/order_dialog.h"
#include "ui/purchasing/order_view.h"
#include "ui/purchasing/purchase_orders_page.h"
#include "ui/purchasing/purchasing_pages.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

namespace {

PageFactory pagesOf(workspace::Workspace &workspace)
{
    PageFactory pages;
    addPurchasingPages(pages, workspace);
    return pages;
}

} // namespace

class TestPurchasing : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;

    PurchaseOrdersPage &page() { return *qobject_cast<PurchaseOrdersPage *>(m_host->window().currentPage()); }
    int rows() { return page().table()->model()->rowCount(); }
    QString cell(int row, int column) { return page().table()->model()->index(row, column).data().toString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(page().table(), key, modifiers);
    }
    void save(const QString &account, const QString &number, const QString &amount, const QDate &until)
    {
        const auto services = m_company->as(u"operator"_s);
        const auto found = services->accounts().findByReference(account);
        purchasing::PurchaseOrder order;
        order.account = found->id;
        order.number = number;
        order.amount = Money::parse(amount, found->currency).value();
        order.expiresOn = until;
        QVERIFY(workspace::PurchaseOrderDesk(*services).save(order));
    }
    void picture(const QString &name, QWidget *widget = nullptr)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300); // the layout settles, and the theme reaches every widget
        (widget ? widget : &m_host->window())->grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        save(u"A-0001"_s, u"SOON-1"_s, u"500.00"_s, companyToday().addDays(20));
        save(u"A-0001"_s, u"LONG-2"_s, u"90000.00"_s, companyToday().addYears(2));
        save(u"A-0001"_s, u"PAST-3"_s, u"100.00"_s, companyToday().addDays(-1));
        m_host = std::make_unique<PageHost>(pagesOf(m_company->workspace()));
        m_host->freshTab(u"purchase-orders"_s);
        QTRY_COMPARE(rows(), 3);
        for (int row = 0; row < rows(); ++row) {
            if (cell(row, 0) == u"SOON-1"_s)
                page().table()->setCurrentIndex(page().table()->model()->index(row, 0));
        }
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void showsFirstWhatNeedsSomebody()
    {
        QStringList states;
        for (int row = 0; row < rows(); ++row)
            states << page().table()->model()->index(row, 2).data().toString();
        QCOMPARE(states, (QStringList{u"Exceeded"_s, u"Runs out"_s, u"Expires soon"_s}));
        press(Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 4); // and the one that lasts
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 5); // and the one that has expired
        QVERIFY(m_host->unnamed().isEmpty());
    }

    void saysWhatIsLeftAndWhatIsWrong()
    {
        QTRY_VERIFY(page().view()->asText().contains(u"SOON-1"_s));
        QVERIFY2(page().view()->asText().contains(u"It is valid until 20 Jul 2026."_s),
                 qPrintable(page().view()->asText()));
        QVERIFY(page().view()->asText().contains(u"USD\u00a0500.00"_s));
        const QTableView *points = page().view()->chart()->table();
        QCOMPARE(points->model()->index(0, 1).data().toString(), u"500.00"_s);
    }

    void explainsTheBalanceAndComesBack()
    {
        press(Qt::Key_E);
        QTRY_VERIFY(page().derivation()->model().asText().contains(u"amount − (invoices − credit notes)"_s));
        press(Qt::Key_E);
        QVERIFY(page().view()->isVisible());
    }

    void takesDownAnOrderFromTheKeyboard()
    {
        press(Qt::Key_N);
        auto *dialog = page().findChild<OrderDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->isReady());
        QTest::keyClicks(dialog->account(), u"A-0001"_s);
        QTest::keyClicks(dialog->number(), u"NEW-4"_s);
        dialog->save();
        QVERIFY(!dialog->note().isEmpty()); // no amount yet
        QTest::keyClicks(dialog->amount(), u"1,00"_s);
        dialog->save();
        QVERIFY2(dialog->note().contains(u"1,00"_s), qPrintable(dialog->note()));
        dialog->amount()->setText(u"1200.00"_s);
        QTest::keyClicks(dialog->expiresOn(), u"soon"_s);
        dialog->save();
        QVERIFY2(dialog->note().contains(u"soon"_s), qPrintable(dialog->note()));
        dialog->expiresOn()->setText(companyToday().addDays(30).toString(Qt::ISODate));
        dialog->scope()->setCurrentIndex(1);
        dialog->save();
        QTRY_VERIFY2(dialog->note().contains(u"does not say what it is for"_s), qPrintable(dialog->note()));
        dialog->scope()->setCurrentIndex(0);
        picture(u"order-dialog"_s, dialog);
        QSignalSpy saved(dialog, &OrderDialog::saved);
        dialog->save();
        QTRY_COMPARE(saved.size(), 1);
        QTRY_COMPARE(rows(), 4);
    }

    void changesTheAmountOfAnOrder()
    {
        press(Qt::Key_F2);
        auto *dialog = page().findChild<OrderDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->isReady());
        QVERIFY(!dialog->number()->isEnabled());
        QCOMPARE(dialog->account()->currentText().section(u' ', 0, 0), u"A-0001"_s);
        dialog->amount()->setText(u"750.00"_s);
        dialog->save();
        QTRY_COMPARE(cell(page().table()->currentIndex().row(), 7), u"750.00"_s);
    }

    void filtersByNumberAndAccount()
    {
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 5);
        auto *filter = page().findChild<QLineEdit *>();
        QTest::keyClicks(filter, u"long"_s);
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(cell(0, 0), u"LONG-2"_s);
        filter->clear();
        QTRY_COMPARE(rows(), 5);
        page().table()->setCurrentIndex(page().table()->model()->index(1, 0));
        picture(u"purchase-orders"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"purchase-orders-dark"_s);
    }
};
QTEST_MAIN(TestPurchasing)
#include "tst_purchasing.moc"
