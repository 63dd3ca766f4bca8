// SPDX-License-Identifier: GPL-3.0-or-later
// A billing operator's month through the real console: import usage, bill, have it approved, issue, look at the
// document.
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/verification.h"
#include "core/workspace/workspace.h"
#include "ui/billing/bill_run_page.h"
#include "ui/billing/final_act.h"
#include "ui/billing/invoices_page.h"
#include "ui/console/console.h"
#include "ui/printing/document_view.h"
#include "ui/shell/main_window.h"
#include "ui/style/theme.h"
#include "ui/usage/usage_page.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestMainJob : public QObject
{
    Q_OBJECT
    static constexpr int patient = 60000; ///< for work on the whole company

    QTemporaryDir m_folder;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;

    template<typename PageType> PageType *open(const QString &address)
    {
        m_window->open(address);
        return qobject_cast<PageType *>(m_window->currentPage());
    }
    TableView *queue() const { return m_window->currentPage()->findChild<TableView *>(); }
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    void workAs(const QString &user)
    {
        QVERIFY(m_workspace->setActor(user).has_value());
        m_workspace->announceChange();
    }
    std::vector<storage::InvoiceRow> june(billing::InvoiceStatus status)
    {
        storage::InvoiceFilter filter;
        filter.period = Period::monthOf(QDate(2026, 6, 1));
        filter.status = status;
        const auto services = m_workspace->services();
        return storage::InvoiceQueriesSql((*services)->session())
            .page(filter, {}, 1000, m_workspace->clock().today())
            .value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.install(*qApp);
        jobs::Progress progress;
        const QString path = m_folder.filePath(u"sample.accord"_s);
        QVERIFY(workspace::createSampleCompany(path, progress).has_value());
        m_workspace = std::move(*workspace::Workspace::open(path));
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings"_s), QSettings::IniFormat);
        m_window = makeConsole(m_theme, *m_workspace, *m_settings);
        m_window->resize(1440, 900);
        m_window->open(u"home"_s);
        m_window->show();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void refusesAUsageFileWithEveryBadRow()
    {
        auto *page = open<UsagePage>(u"usage"_s);
        QVERIFY(page);
        QTRY_VERIFY(page->imports()->model()->rowCount() > 20);
        const int before = page->imports()->model()->rowCount();
        page->importFile(write(
            u"bad.csv"_s, "date,account,meter,quantity\n2026-06-31,A-0101,users,5\n2026-06-30,A-0101,users,many\n"));
        QTRY_COMPARE(page->problems()->model()->rowCount(), 2);
        QVERIFY(page->note().contains(u"Nothing of the file was imported"_s));
        QCOMPARE(page->imports()->model()->rowCount(), before);
    }

    void importsUsageOnce()
    {
        auto *page = open<UsagePage>(u"usage"_s);
        QTRY_VERIFY(page->imports()->model()->rowCount() > 20);
        const int before = page->imports()->model()->rowCount();
        const QString path = write(
            u"late.csv"_s,
            "date,account,meter,quantity\n2026-06-30,A-0101,api_calls,9000000\n2026-06-30,A-0101,gpu_hours,4\n");
        page->importFile(path);
        QTRY_COMPARE(page->imports()->model()->rowCount(), before + 1);
        QVERIFY2(page->note().contains(u"1 counted"_s) && page->note().contains(u"1 kept aside"_s),
                 qPrintable(page->note()));
        page->importFile(path);
        QTRY_VERIFY(page->note().contains(u"known already"_s));
        QTRY_COMPARE(page->imports()->model()->rowCount(), before + 1);
    }

    void makesTheInvoicesOfTheMonth()
    {
        auto *page = open<BillRunPage>(u"billing-run/2026-06"_s);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), patient);
        const int previewed = page->preview()->model()->rowCount();
        QVERIFY(previewed > 30);
        QTest::mouseClick(page->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->note().contains(u"June 2026"_s) && !page->note().contains(u"under way"_s),
                                 patient);
        QVERIFY(june(billing::InvoiceStatus::InApproval).size() + june(billing::InvoiceStatus::Approved).size() > 30);
        QVERIFY(june(billing::InvoiceStatus::Issued).empty());
    }

    void isDecidedBySomebodyElse()
    {
        m_window->open(u"approvals"_s);
        QTRY_VERIFY(m_window->currentPage());
        workAs(u"approver"_s);
        QTRY_VERIFY(queue()->model()->rowCount() > 10);
        const int waiting = queue()->model()->rowCount();
        queue()->setFocus();
        QTest::keyClick(queue(), Qt::Key_A); // one by one …
        QTRY_COMPARE(queue()->model()->rowCount(), waiting - 1);
        queue()->selectAll(); // … or all after a summary
        QTest::keyClick(queue(), Qt::Key_A, Qt::ShiftModifier);
        auto *dialog = m_window->findChild<QDialog *>();
        QVERIFY(dialog);
        dialog->activateWindow();
        QTRY_VERIFY(dialog->isActiveWindow());
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(june(billing::InvoiceStatus::InApproval).empty(), patient);
        workAs(u"operator"_s);
    }

    void issuesAndShowsTheDocumentAsPrinted()
    {
        const auto approved = june(billing::InvoiceStatus::Approved);
        const auto largest = std::find_if(approved.begin(), approved.end(),
                                          [](const auto &row) { return row.account == u"Nordhaven Home"_s; });
        QVERIFY(largest != approved.end());
        const QString id = largest->id.toString();
        auto *page = open<InvoicesPage>(u"invoices/"_s + id);
        QVERIFY(page);
        QTRY_COMPARE(page->table()->currentId(), id);
        QTRY_VERIFY(page->document()->hasDocument());
        m_window->activateWindow(); // offscreen has no window manager to do it after the dialog
        QTRY_VERIFY(m_window->isActiveWindow());
        page->table()->setFocus();
        QTest::keyClick(page->table(), Qt::Key_I);
        QTRY_VERIFY2(m_window->findChild<FinalAct *>(), qPrintable(m_window->toasts().latest()));
        auto *dialog = m_window->findChild<FinalAct *>();
        dialog->activateWindow();
        QTRY_VERIFY(dialog->isActiveWindow());
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!june(billing::InvoiceStatus::Issued).empty(), patient);
        QTRY_VERIFY_WITH_TIMEOUT(page->document()->hasDocument() && page->document()->pageCount() > 20, patient);
    }

    void keepsEveryPromise()
    {
        const auto services = m_workspace->services();
        jobs::Progress progress;
        const auto checks = workspace::verify(**services, progress);
        QVERIFY(checks.has_value());
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }
};

QTEST_MAIN(TestMainJob)
#include "tst_main_job.moc"
