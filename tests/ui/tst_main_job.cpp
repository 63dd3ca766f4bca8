// SPDX-License-Identifier: GPL-3.0-or-later
// A billing operator's month end through the real console: import usage, look at the exceptions and mend what stops the
// run, bill, have it approved, issue with the electronic invoice, look at the document, import the bank's statement,
// match, dun and close the month that was billed.
#include "tests/support/bank_files.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/verification.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/accounts/einvoice_dialog.h"
#include "ui/billing/bill_run_page.h"
#include "ui/billing/final_act.h"
#include "ui/billing/invoices_page.h"
#include "ui/collections/dunning_page.h"
#include "ui/collections/ledger_page.h"
#include "ui/console/console.h"
#include "ui/payments/payments_page.h"
#include "ui/printing/document_view.h"
#include "ui/purchasing/order_dialog.h"
#include "ui/purchasing/purchase_orders_page.h"
#include "ui/shell/main_window.h"
#include "ui/style/theme.h"
#include "ui/usage/usage_page.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
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
    void openWorkspace()
    {
        m_workspace = std::move(*workspace::Workspace::open(m_folder.filePath(u"sample.accord"_s)));
        m_window = makeConsole(m_theme, *m_workspace, *m_settings);
        m_window->resize(1440, 900);
        m_window->open(u"home"_s);
        m_window->show();
    }
    /// The run of June on the screen with its preview.
    BillRunPage *runOfJune()
    {
        auto *page = open<BillRunPage>(u"billing-run/2026-06"_s);
        return page && QTest::qWaitFor([&] { return page->runButton()->isEnabled(); }, patient) ? page : nullptr;
    }
    /// Empty for the dash that says that there is none.
    static QString exceptionOf(const QAbstractItemModel *model, int row)
    {
        const QString said = model->index(row, 2).data().toString();
        return said == u"—"_s ? QString() : said;
    }
    /// What the preview says of \a account, which becomes the current row; nothing: no exception.
    static QString exceptionOf(BillRunPage *page, const QString &account)
    {
        const QAbstractItemModel *model = page->preview()->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (!model->index(i, 0).data().toString().contains(account))
                continue;
            page->preview()->setCurrentIndex(model->index(i, 0));
            return exceptionOf(model, i);
        }
        return u"no bill of "_s + account;
    }
    /// Presses the button beside the current row that leads to where it is mended.
    static bool goToWhereItIsMended(BillRunPage *page, const QString &words)
    {
        for (auto *button : page->inspector()->findChildren<QPushButton *>()) {
            if (button->text() == words) {
                button->click();
                return true;
            }
        }
        return false;
    }
    std::vector<storage::InvoiceRow> june(billing::InvoiceStatus status)
    {
        return invoices(status, Period::monthOf(QDate(2026, 6, 1)));
    }
    std::vector<storage::InvoiceRow> invoices(billing::InvoiceStatus status, const std::optional<Period> &period = {})
    {
        storage::InvoiceFilter filter;
        filter.period = period;
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
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings"_s), QSettings::IniFormat);
        openWorkspace();
    }
    void init()
    {
        m_window->activateWindow(); // offscreen has no window manager to do it after a dialog
        QTRY_VERIFY(m_window->isActiveWindow());
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

    void aCustomerGetsElectronicInvoices()
    {
        const auto services = m_workspace->services();
        const auto account = (*services)->accounts().findByReference(u"A-0202"_s);
        m_window->open(u"account/"_s + account->id.toString());
        QPointer<EinvoiceDialog> dialog;
        QTRY_VERIFY([&] {
            QTest::keyClick(m_window->currentPage(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
            return bool(dialog = m_window->findChild<EinvoiceDialog *>());
        }());
        QTRY_VERIFY(dialog->isReady());
        dialog->profile()->setCurrentIndex(dialog->profile()->findData(u"peppol"_s));
        dialog->buyerReference()->setText(u"PO 7"_s);
        dialog->save();
        QTRY_VERIFY2(!dialog, qPrintable(dialog ? dialog->note() : QString()));
    }

    void showsWhatHasToBeLookedAtFirst()
    {
        auto *page = open<BillRunPage>(u"billing-run/2026-06"_s);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(page->runButton()->isEnabled(), patient);
        const int previewed = page->preview()->model()->rowCount();
        QVERIFY(previewed > 30);
        int exceptions = 0;
        for (int i = 0; i < previewed; ++i)
            exceptions += exceptionOf(page->preview()->model(), i).isEmpty() ? 0 : 1;
        QVERIFY2(exceptions >= 6 && exceptions < previewed, qPrintable(QString::number(exceptions)));
    }

    void endsTheHoldOfACustomer()
    {
        auto *page = runOfJune();
        QVERIFY(page);
        QVERIFY(!exceptionOf(page, u"Frangipani Resorts"_s).isEmpty());
        QVERIFY(goToWhereItIsMended(page, u"End the hold…"_s));
        QPointer<BillingDetailsDialog> dialog;
        QTRY_VERIFY(dialog = m_window->findChild<BillingDetailsDialog *>());
        QTRY_VERIFY(dialog->hold()->isChecked());
        dialog->hold()->setChecked(false);
        dialog->save();
        QTRY_VERIFY2(!dialog, qPrintable(dialog ? dialog->note() : QString()));
        page = runOfJune();
        QVERIFY(page);
        QTRY_COMPARE(exceptionOf(page, u"Frangipani Resorts"_s), QString());
    }

    void raisesThePurchaseOrderThatDoesNotSuffice()
    {
        auto *page = runOfJune();
        QVERIFY(page);
        QVERIFY(!exceptionOf(page, u"Nordhaven Home"_s).isEmpty());
        QVERIFY(goToWhereItIsMended(page, u"Open the purchase order NH-2026-4410"_s));
        auto *orders = qobject_cast<PurchaseOrdersPage *>(m_window->currentPage());
        QVERIFY(orders);
        QTRY_COMPARE(orders->table()->model()->rowCount(), 1); // it and no other
        QPointer<OrderDialog> dialog = orders->ask(false);
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->isReady());
        dialog->amount()->setText(u"310000.00"_s);
        dialog->save();
        QTRY_VERIFY2(!dialog, qPrintable(dialog ? dialog->note() : QString()));
        page = runOfJune();
        QVERIFY(page);
        QTRY_COMPARE(exceptionOf(page, u"Nordhaven Home"_s), QString());
    }

    void makesTheInvoicesOfTheMonth()
    {
        auto *page = runOfJune();
        QVERIFY(page);
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

    void issuesTheRestWithTheElectronicInvoice()
    {
        auto *page = qobject_cast<InvoicesPage *>(m_window->currentPage());
        QVERIFY(page);
        const size_t waiting = june(billing::InvoiceStatus::Approved).size();
        QVERIFY(waiting > 10);
        page->filterBar()->setFilters({{u"status"_s, u"approved"_s}, {u"period"_s, u"2026-06"_s}});
        QTRY_COMPARE(page->table()->model()->rowCount(), int(waiting));
        page->table()->setFocus();
        page->table()->selectAll();
        QTest::keyClick(page->table(), Qt::Key_I);
        QTRY_VERIFY2(m_window->findChild<FinalAct *>(), qPrintable(m_window->toasts().latest()));
        m_window->findChild<FinalAct *>()->button()->click();
        QTRY_VERIFY_WITH_TIMEOUT(june(billing::InvoiceStatus::Approved).empty(), patient);
        const auto services = m_workspace->services();
        const auto issued = june(billing::InvoiceStatus::Issued);
        const auto electronic
            = std::ranges::find(issued, u"Brisebois Logistique"_s, [](const auto &row) { return row.account; });
        QVERIFY(electronic != issued.end());
        const auto invoice = (*services)->invoices().find(electronic->id);
        const auto file = workspace::EinvoiceDesk(**services).fileOf(*invoice);
        QVERIFY(file);
        QVERIFY(file->content.contains(invoice->number.toUtf8()));
    }

    void importsTheStatementOfTheBankAndMatchesIt()
    {
        std::vector<storage::InvoiceRow> late;
        for (const auto &row : invoices(billing::InvoiceStatus::Overdue)) {
            if (row.total.currency().code() == u"EUR"_s && row.open() == row.total)
                late.push_back(row);
        }
        QVERIFY(late.size() >= 2);
        const QString less = Money(late[1].total.minor() - 10000, late[1].total.currency()).toString();
        auto *page = open<PaymentsPage>(u"payments"_s);
        QVERIFY(page);
        page->importFile(write(
            u"june.xml"_s, test::camtOf(u"EUR"_s, {{u"J1"_s, late[0].total.toString(), u"Invoice "_s + late[0].number},
                                                   {u"J2"_s, less, u"Invoice "_s + late[1].number},
                                                   {u"J3"_s, u"17.00"_s, u"thank you"_s}})));
        QTRY_VERIFY2(page->note().contains(u"3 new"_s), qPrintable(page->note()));
        QTRY_COMPARE(page->table()->model()->rowCount(), 3);
        page->table()->setFocus();
        QTest::keyClick(page->table(), Qt::Key_M); // what is certain is applied …
        QTRY_VERIFY2_WITH_TIMEOUT(page->table()->model()->rowCount() == 2, qPrintable(page->note()), patient);
        const auto services = m_workspace->services();
        QVERIFY(billing::settlementOf(*(*services)->invoices().find(late[0].id)).open().isZero());
        QVERIFY(
            !billing::settlementOf(*(*services)->invoices().find(late[1].id)).open().isZero()); // … and nothing else
    }

    void writesToThoseWhoAreLate()
    {
        auto *page = open<DunningPage>(u"dunning"_s);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(page->table()->model()->rowCount() > 0, patient);
        page->table()->setFocus();
        QTest::keyClick(page->table(), Qt::Key_R);
        QTRY_VERIFY2_WITH_TIMEOUT(page->note().contains(u"taken"_s), qPrintable(page->note()), patient);
        QTest::keyClick(page->table(), Qt::Key_R);
        QTRY_COMPARE(page->note(), u"No step is due today."_s);
    }

    void aControllerClosesTheMonthThatWasBilled()
    {
        {
            const auto services = m_workspace->services();
            QVERIFY((*services)
                        ->session()
                        .run("UPDATE workspace_setting SET value = '2026-07-03' WHERE key = 'fixed_today'")
                        .has_value());
        }
        m_window.reset();
        m_workspace.reset();
        openWorkspace();
        QTRY_VERIFY(m_window->isActiveWindow());
        workAs(u"controller"_s);
        auto *page = open<LedgerPage>(u"ledger"_s);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(page->closeButton()->isEnabled(), patient);
        page->closeButton()->click();
        QTRY_VERIFY(m_window->findChild<FinalAct *>());
        m_window->findChild<FinalAct *>()->button()->click();
        QTRY_VERIFY2_WITH_TIMEOUT(page->note().startsWith(u"Closed through"_s), qPrintable(page->note()), patient);
        const auto services = m_workspace->services();
        const auto closes = workspace::LedgerDesk(**services).closes();
        QVERIFY(!closes->empty() && closes->front().isClosed());
        QCOMPARE(closes->front().through, QDate(2026, 6, 30));
        workAs(u"operator"_s);
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
