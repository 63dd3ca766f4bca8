// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/saved_views_sql.h"
#include "ui/accounts/account_page.h"
#include "ui/accounts/account_pages.h"
#include "ui/accounts/attachments_tab.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/accounts/recipients_editor.h"
#include "ui/accounts/what_if_dialog.h"
#include "ui/lists/list_tools.h"
#include "ui/lists/saved_views.h"
#include "ui/charts/chart.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QDropEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
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
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
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
    void sortsByAFurtherColumnWithShift()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        clickHeader(table, u"manager"_s);
        clickHeader(table, u"arr"_s, Qt::ShiftModifier);
        clickHeader(table, u"arr"_s, Qt::ShiftModifier); // largest first
        const std::vector<SortTerm> wanted{{u"manager"_s, false}, {u"arr"_s, true}};
        QCOMPARE(table->pagedModel()->sortTerms(), wanted);
        QTRY_COMPARE(table->model()->rowCount(), 9);
        int equal = 0;
        for (int row = 1; row < 9; ++row) {
            if (cell(table, row - 1, u"manager"_s) != cell(table, row, u"manager"_s))
                continue;
            ++equal;
            QVERIFY(money(table, row - 1).minor() >= money(table, row).minor());
        }
        QVERIFY(equal >= 3);
        clickHeader(table, u"name"_s);
        QCOMPARE(table->pagedModel()->sortTerms().size(), 1U);
    }
    void groupsWithSubtotals()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        auto *tools = page()->findChild<ListTools *>();
        tools->setGroup(u"manager"_s);
        QTRY_VERIFY(table->model()->rowCount() > 9);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        int rows = 0;
        int counted = 0;
        QString manager;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, 0);
            const QString heading = index.data(HeadingRole).toString();
            if (heading.isEmpty()) {
                ++rows;
                QCOMPARE(cell(table, row, u"manager"_s), manager);
                continue;
            }
            manager = heading.section(u"  "_s, 0, 0);
            counted += heading.section(u"·  "_s, 1, 1).section(u' ', 0, 0).toInt();
            QVERIFY2(heading.contains(u"ARR USD"_s), qPrintable(heading));
            QVERIFY(!(index.flags() & Qt::ItemIsSelectable));
        }
        QCOMPARE(rows, 9);
        QCOMPARE(counted, 9);
        QTest::keyClick(table, Qt::Key_Home);
        QVERIFY(!table->currentId().isEmpty()); // a heading is never current
        tools->setGroup({});
        QTRY_COMPARE(table->model()->rowCount(), 9);
    }
    void exportsEveryRowOfTheFilter()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        const QTemporaryDir folder;
        page()->findChild<ListTools *>()->exportTo(folder.filePath(u"accounts.csv"_s));
        QTRY_VERIFY2(m_host->window().toasts().latest().startsWith(u"9 rows written"_s),
                     qPrintable(m_host->window().toasts().latest()));
        QFile file(folder.filePath(u"accounts.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 10);
        QVERIFY2(lines[0].endsWith(u"Account,Number,CSM,ARR (USD),Renewal,Currency,Receivables,Status"_s),
                 qPrintable(lines[0]));
        QVERIFY2(lines[1].startsWith(u"Clinics North,A-"_s), qPrintable(lines[1]));
        page()->findChild<ListTools *>()->exportTo(folder.filePath(u"accounts.xlsx"_s));
        QTRY_VERIFY(QFileInfo(folder.filePath(u"accounts.xlsx"_s)).size() > 1000);
    }
    void saysThatAnExportCannotBeWritten()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        page()->findChild<ListTools *>()->exportTo(u"/nonexistent/folder/accounts.csv"_s);
        QTRY_VERIFY2(m_host->window().toasts().latest().contains(u"cannot be written"_s),
                     qPrintable(m_host->window().toasts().latest()));
    }
    void copiesEveryRowOfTheFilter()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        QGuiApplication::clipboard()->clear();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 10);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Account\tNumber\tCSM\t"_s));
    }
    void countsTheLocationsOfSubsidiaries()
    {
        auto *table = openList();
        QTRY_COMPARE(table->model()->rowCount(), 9);
        const auto services = m_company->as(u"operator"_s);
        for (int row = 0; row < 9; ++row) {
            if (cell(table, row, u"name"_s) != u"Clinics North"_s)
                continue;
            const auto own
                = services->accounts().locationsOf(services->accounts().findByReference(u"Clinics North"_s)->id);
            QVERIFY(own && !own->empty());
            QCOMPARE(cell(table, row, u"locations"_s), QString::number(own->size()));
        }
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
        QTRY_VERIFY(table->model()->rowCount() >= 1);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QCOMPARE(cell(table, row, u"who"_s), u"operator"_s); // their own acts, and so it is said
        const auto labels = page()->findChildren<QLabel *>();
        QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"What you did yourself"_s);
        }));
        picture(u"account-history"_s);
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        openAccount(u"A-0001"_s);
        QTest::keyClick(page(), Qt::Key_6, Qt::ControlModifier);
        table = tableNamed(u"History"_s);
        QTRY_VERIFY(table->model()->rowCount() >= 4); // contract, approvals, issued
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
    }
    void keepsFilesBesideTheAccount()
    {
        QTemporaryDir dir;
        const auto fileOf = [&](const QString &name, const QByteArray &content) {
            QFile file(dir.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                            : QString();
        };
        openAccount(u"A-0001"_s);
        QTest::keyClick(page(), Qt::Key_7, Qt::ControlModifier);
        auto *tab = page()->findChild<AttachmentsTab *>();
        auto *table = tableNamed(u"Attached files"_s);
        QVERIFY(tab && table);
        auto *state = tab->findChild<StateView *>();
        QTRY_VERIFY(!state->isShowingContent() && state->emptyState()->sentence().contains(u"No file"_s));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        picture(u"account-files-empty"_s);
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(fileOf(u"Terms 2026.pdf"_s, "%PDF-1.7\n" + QByteArray(300'000, 'x'))),
                         QUrl::fromLocalFile(fileOf(u"run me.sh"_s, "#!/bin/sh\ntrue\n"))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QObject *target = tab; // past the application, which knows of no drag
        target->event(&enter);
        QVERIFY(enter.isAccepted());
        target->event(&drop);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        picture(u"account-files"_s);
        const int terms = cell(table, 0, u"file"_s) == u"Terms 2026.pdf"_s ? 0 : 1;
        QCOMPARE(cell(table, terms, u"size"_s), u"293.0 KiB"_s);
        // Enter hands a copy of what only shows to the desktop, and nothing else.
        QDesktopServices::setUrlHandler(u"file"_s, this, "opened");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(terms, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(m_opened.size(), 1);
        QCOMPARE(QFileInfo(m_opened.front()).fileName(), u"Terms 2026.pdf"_s);
        QFile copy(m_opened.front());
        QVERIFY(copy.open(QIODevice::ReadOnly) && copy.readAll().startsWith("%PDF"));
        table->setCurrentIndex(table->model()->index(1 - terms, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QTest::qWait(200);
        QCOMPARE(m_opened.size(), 1);
        QDesktopServices::unsetUrlHandler(u"file"_s);
        // Delete asks first.
        QTest::keyClick(table, Qt::Key_Delete);
        auto *box = m_host->window().findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(box->text().contains(u"run me.sh"_s));
        for (QAbstractButton *button : box->buttons()) {
            if (button->text() == u"Remove"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(table->model()->rowCount(), 1);
        m_host->window().activateWindow(); // the offscreen platform gives nothing back
        QVERIFY(QTest::qWaitForWindowActive(&m_host->window()));
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
    void triesOtherTermsWithoutSavingThem()
    {
        openAccount(u"A-0001"_s);
        QTest::keyClick(page(), Qt::Key_2, Qt::ControlModifier);
        auto *contracts = tableNamed(u"Contracts"_s);
        QTRY_VERIFY(contracts && !contracts->currentId().isEmpty());
        QTest::keyClick(page(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = m_host->window().findChild<WhatIfDialog *>();
        QVERIFY(dialog);
        auto *charges = dialog->findChild<TableView *>();
        QTRY_VERIFY_WITH_TIMEOUT(charges->model()->rowCount() > 0, 10000);
        QVERIFY(dialog->changes().empty());
        const auto differences = [charges] {
            int different = 0;
            for (int row = 0; row < charges->model()->rowCount(); ++row)
                different += !charges->model()->index(row, 3).data().toString().isEmpty();
            return different;
        };
        QCOMPARE(differences(), 0);
        for (auto *edit : dialog->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == u"More discount, %"_s) {
                edit->setFocus();
                QTest::keyClicks(edit, u"10"_s);
            }
        }
        QCOMPARE(dialog->changes().size(), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(differences() > 0, 10000);
        if (const QString target = qEnvironmentVariable("ACCORD_PICTURES"); !target.isEmpty())
            dialog->grab().save(target + u"/what-if.png"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(m_company->as(u"operator"_s)->contracts().findByNumber(u"NW-2025"_s)->version, 1);
        m_host->window().activateWindow();
    }
    void showsAllColumnsOfTheInvoicesBesideTheInspector()
    {
        m_host->window().activateWindow(); // a dialog was in front
        QTRY_VERIFY(m_host->window().isActiveWindow());
        const QSize before = m_host->window().size();
        m_host->window().resize(1280, 800);
        openAccount(u"A-0004"_s);
        QTest::keyClick(page(), Qt::Key_4, Qt::ControlModifier);
        const auto invoices = [this]() -> TableView * {
            for (TableView *table : page()->findChildren<TableView *>())
                if (table->isVisible() && table->accessibleName() == u"Invoices"_s)
                    return table;
            return nullptr;
        };
        QTRY_VERIFY(invoices() && invoices()->model()->rowCount() > 0);
        QCOMPARE(m_host->window().width(), 1280);
        if (const QString pictures = qEnvironmentVariable("ACCORD_PICTURES"); !pictures.isEmpty()) {
            QTest::qWait(300);
            m_host->window().grab().save(pictures + u"/account-billing-1280.png"_s);
        }
        QTRY_COMPARE(invoices()->horizontalScrollBar()->maximum(), 0);
        m_host->window().resize(before);
    }
    void changesHowAnAccountIsBilled()
    {
        m_host->window().activateWindow(); // a dialog was in front
        QTRY_VERIFY(m_host->window().isActiveWindow());
        QVERIFY(m_company->workspace().setActor(u"ito"_s)); // of customer success
        openAccount(u"A-0006"_s);
        const auto ask = [this] {
            QTest::keyClick(page(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
            return QPointer(qobject_cast<BillingDetailsDialog *>(QApplication::activeModalWidget()));
        };
        QPointer<BillingDetailsDialog> dialog;
        QTRY_VERIFY(dialog = ask());
        QCOMPARE(dialog->windowTitle(), u"Billing details of Initech"_s);
        dialog->hold()->setChecked(true);
        dialog->save();
        QVERIFY(dialog->note().startsWith(u"Say why"_s));
        dialog->holdReason()->setText(u"New owner"_s);
        dialog->needsOrder()->setChecked(true);
        dialog->save();
        QTRY_VERIFY2(dialog && dialog->note().contains(u"controller"_s), "only billing and controllers");
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        dialog->minimum()->setText(u"a little"_s);
        dialog->save();
        QVERIFY2(!dialog->note().isEmpty(), "no amount");
        dialog->minimum()->setText(u"25.00"_s);
        dialog->recipients()->addButton()->click();
        QCOMPARE(dialog->recipients()->count(), 1);
        dialog->recipients()->address(0)->setText(u"audit@initech.example"_s);
        dialog->recipients()->role(0)->setCurrentIndex(1);
        dialog->recipients()->kinds(0)->menu()->actions().last()->setChecked(false); // no statements
        QCOMPARE(dialog->recipients()->kinds(0)->text(), u"3 kinds of documents"_s);
        QVERIFY(dialog->recipients()->kinds(0)->toolTip().contains(u"Invoices, Credit notes, Reminders"_s));
        dialog->email()->setText(u"nobody"_s);
        dialog->save();
        QTRY_VERIFY2(dialog && dialog->note().contains(u"address"_s), qPrintable(dialog->note()));
        if (const QString pictures = qEnvironmentVariable("ACCORD_PICTURES"); !pictures.isEmpty()) {
            QTest::qWait(300);
            dialog->grab().save(pictures + u"/billing-details.png"_s);
        }
        dialog->email()->setText(u"ap@initech.example"_s);
        dialog->method()->setCurrentIndex(dialog->method()->findText(u"Card"_s));
        dialog->card()->setText(u"4111 1111 1111 1111"_s);
        dialog->save();
        QTRY_VERIFY2(dialog && dialog->note().contains(u"never kept"_s), qPrintable(dialog->note()));
        dialog->card()->setText(u"4242"_s);
        dialog->save();
        QTRY_VERIFY(!dialog);
        const auto account = m_company->as(u"operator"_s)->accounts().findByReference(u"A-0006"_s);
        QCOMPARE(account->billingHoldReason, u"New owner"_s);
        QCOMPARE(account->invoiceEmail, u"ap@initech.example"_s);
        QVERIFY(account->needsPurchaseOrder);
        const auto method = workspace::paymentMethodOf(*m_company->as(u"operator"_s), account->id);
        QCOMPARE(method->value().cardReference, u"4242"_s);
        const auto setup = workspace::billingSetupOf(*m_company->as(u"operator"_s), *account);
        QCOMPARE(setup->minimumInvoice->toString(), u"25.00"_s);
        QCOMPARE(setup->recipients,
                 (std::vector<storage::DocumentRecipient>{
                     {u"copy"_s, u"audit@initech.example"_s, {u"invoice"_s, u"credit_note"_s, u"reminder"_s}}}));
    }

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened << url.toLocalFile(); }

private:
    QStringList m_opened; ///< files that were handed to the desktop
    void picture(const QString &name)
    {
        if (!qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            return;
        for (const auto &[appearance, suffix] :
             {std::pair(Appearance::Light, u"light"_s), std::pair(Appearance::Dark, u"dark"_s)}) {
            m_host->theme().setAppearance(appearance);
            QTest::qWait(50);
            m_host->window().grab().save(u"%1/%2-%3.png"_s.arg(qEnvironmentVariable("ACCORD_PICTURES"), name, suffix));
        }
        m_host->theme().setAppearance(Appearance::Light);
    }
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
    static int columnOf(const TableView *table, const QString &key)
    {
        const auto &columns = table->pagedModel()->columns();
        for (size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].key == key)
                return int(i);
        }
        return -1;
    }
    static void clickHeader(TableView *table, const QString &key, Qt::KeyboardModifiers modifiers = {})
    {
        QHeaderView *header = table->horizontalHeader();
        const int column = columnOf(table, key);
        const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                           header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, place);
    }
    static Money money(const TableView *table, int row)
    {
        return table->model()->index(row, columnOf(table, u"arr"_s)).data(ValueRole).value<Money>();
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
