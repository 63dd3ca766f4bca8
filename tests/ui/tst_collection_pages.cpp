// SPDX-License-Identifier: GPL-3.0-or-later
// Receivables, dunning and the ledger on a real workspace.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/billing/final_act.h"
#include "ui/collections/collection_dialog.h"
#include "ui/collections/collection_pages.h"
#include "ui/collections/dunning_page.h"
#include "ui/collections/late_charges_dialog.h"
#include "ui/collections/ledger_page.h"
#include "ui/collections/ledger_view.h"
#include "ui/collections/receivables_page.h"
#include "ui/collections/take_over_dialog.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

class TestCollectionPages : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;

    template<typename PageType> PageType &open(const QString &address)
    {
        m_host->freshTab(address);
        return *qobject_cast<PageType *>(m_host->window().currentPage());
    }
    /// Pictures for people, where a folder for them is named.
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(600); // the layout settles, and the theme reaches every widget
        m_host->window().grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addCollectionPages(pages, m_company->workspace());
        m_host = std::make_unique<PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void receivablesStandByAgeWithTotals()
    {
        auto &page = open<ReceivablesPage>(u"receivables"_s);
        QTRY_VERIFY(page.table()->model()->rowCount() > 2);
        const auto *model = page.table()->model();
        const int rows = model->rowCount();
        QVERIFY(model->index(rows - 1, 0).data().toString().startsWith(u'Σ'));
        QVERIFY(page.outstanding()->figure() != u"—"_s);
        page.table()->setFocus();
        page.table()->selectFirst();
        QTRY_VERIFY(page.statement()->hasDocument());
        QVERIFY(page.statement()->name().startsWith(u"Statement"_s));
        QCOMPARE(m_host->unnamed(), QString());
        picture(u"receivables"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"receivables-dark"_s);
        m_host->theme().setAppearance(Appearance::Light);
        page.day()->setDate(QDate(2025, 1, 1));
        QTRY_COMPARE(page.table()->model()->rowCount(), 0);
        QTRY_COMPARE(page.outstanding()->figure(), u"—"_s);
    }

    void receivablesOfAnotherSystemAreCheckedAndTakenOver()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        auto &page = open<ReceivablesPage>(u"receivables"_s);
        QTRY_VERIFY(page.table()->model()->rowCount() > 2);
        const QString before = page.total()->figure();
        QTest::keyClick(&page, Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = qobject_cast<TakeOverDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTemporaryDir folder;
        const auto write = [&](const QByteArray &rows) {
            QFile file(folder.filePath(u"open.csv"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("number,account,issued_on,due_on,currency,billed,open\n" + rows);
        };
        write("OLD-1,A-0006,2026-02-01,2026-03-03,USD,100.00,120.00\nOLD-2,A-9999,2026-02-01,2026-03-03,USD,,7.00\n");
        dialog->checkFile(folder.filePath(u"open.csv"_s));
        QTRY_VERIFY2(dialog->note().contains(u"no name"_s), qPrintable(dialog->note()));
        dialog->sourceField()->setText(u"Ledgerland 4"_s);
        dialog->checkFile(folder.filePath(u"open.csv"_s));
        QTRY_VERIFY2(dialog->note().startsWith(u"2 "_s), qPrintable(dialog->note()));
        QCOMPARE(dialog->findings()->toPlainText().count(u'\n'), 1);
        QVERIFY(!dialog->button()->isEnabled());
        if (const QString pictures = qEnvironmentVariable("ACCORD_PICTURES"); !pictures.isEmpty()) {
            QTest::qWait(300);
            dialog->grab().save(pictures + u"/take-over.png"_s);
        }
        write("OLD-1,A-0006,2026-02-01,2026-03-03,USD,100.00,20.00\n");
        dialog->checkFile(folder.filePath(u"open.csv"_s));
        QTRY_VERIFY(dialog->button()->isEnabled());
        QVERIFY2(dialog->note().startsWith(u"1 "_s), qPrintable(dialog->note()));
        QVERIFY(dialog->findings()->isHidden());
        dialog->button()->click();
        QTRY_VERIFY(page.total()->figure() != before);
    }

    void latePayersAreDunnedFromTheKeyboard()
    {
        auto &page = open<DunningPage>(u"dunning"_s);
        QTRY_VERIFY(page.table()->model()->rowCount() > 0);
        QTRY_VERIFY(page.letter()->hasDocument());
        QCOMPARE(m_host->unnamed(), QString());
        page.table()->setFocus();
        page.language()->setCurrentIndex(page.language()->findData(u"de"_s));
        picture(u"dunning"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"dunning-dark"_s);
        m_host->theme().setAppearance(Appearance::Light);
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_R);
        QTRY_VERIFY2(page.note().contains(u"taken"_s), qPrintable(page.note()));
        QTRY_VERIFY(page.sideText().contains(u"Letter"_s));
        QTest::keyClick(page.table(), Qt::Key_R);
        QTRY_COMPARE(page.note(), u"No step is due today."_s);
    }

    void latePaymentIsChargedByARule()
    {
        auto &page = open<DunningPage>(u"dunning"_s);
        QTRY_VERIFY(!page.table()->currentId().isEmpty());
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_C);
        QPointer dialog = qobject_cast<LateChargesDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTRY_VERIFY2(dialog->note().contains(u"nothing"_s), qPrintable(dialog->note())); // nobody set a rule
        QVERIFY(!dialog->chargeButton()->isEnabled());
        dialog->percent()->setText(u"nine"_s);
        dialog->setButton()->click();
        QVERIFY(dialog->note().contains(u"nine"_s));
        dialog->percent()->setText(u"9"_s);
        dialog->fee()->setText(u"40.00"_s);
        dialog->setButton()->click();
        QTRY_VERIFY(dialog->chargeButton()->isEnabled());
        if (const QString pictures = qEnvironmentVariable("ACCORD_PICTURES"); !pictures.isEmpty()) {
            QTest::qWait(300);
            dialog->grab().save(pictures + u"/late-charges.png"_s);
        }
        dialog->chargeButton()->click();
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY2(page.note().startsWith(u"Charged for late payment"_s), qPrintable(page.note()));
        // A document of its own: 7,266.00 × 9 % × 61 days ÷ 365.
        QTRY_VERIFY2(page.sideText().contains(u"109.29"_s), qPrintable(page.sideText()));
        picture(u"dunning-charged"_s);
        // Waived again: nobody set a limit, so that it waits for an approval.
        const auto opened = [&] {
            m_host->window().activateWindow();
            page.table()->setFocus();
            QTest::keyClick(page.table(), Qt::Key_C);
            return qobject_cast<LateChargesDialog *>(QApplication::activeModalWidget());
        };
        QTRY_VERIFY((dialog = opened())); // once the page was read again
        QTRY_VERIFY(dialog->waiveButton()->isVisible());
        QVERIFY(dialog->charges()->count() > 0);
        dialog->waiveButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"reason"_s), qPrintable(dialog->note()));
        dialog->waiveReason()->setText(u"Goodwill"_s);
        dialog->waivedAmount()->setText(u"1.00"_s);
        if (const QString pictures = qEnvironmentVariable("ACCORD_PICTURES"); !pictures.isEmpty()) {
            QTest::qWait(300);
            dialog->grab().save(pictures + u"/late-charges-waive.png"_s);
            m_host->theme().setAppearance(Appearance::Dark);
            QTest::qWait(100);
            dialog->grab().save(pictures + u"/late-charges-waive-dark.png"_s);
            m_host->theme().setAppearance(Appearance::Light);
        }
        dialog->waiveButton()->click();
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY2(page.note().endsWith(u"1.00 waits for an approval."_s), qPrintable(page.note()));
    }

    void aPauseIsSetAndEnded()
    {
        auto &page = open<DunningPage>(u"dunning"_s);
        QTRY_VERIFY(!page.table()->currentId().isEmpty());
        const QString id = page.table()->currentId();
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_H);
        auto *dialog = qobject_cast<CollectionDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->isVisible()); // a pause needs a reason
        QTest::keyClicks(dialog->wordsField(), u"New owner"_s);
        picture(u"dunning-pause"_s);
        QTest::keyClick(dialog->wordsField(), Qt::Key_Return);
        QTRY_VERIFY2(page.note().startsWith(u"Paused until"_s), qPrintable(page.note()));
        QTRY_VERIFY(page.sideText().contains(u"New owner"_s) || page.table()->currentId() != id);
    }

    void aPromiseIsKept()
    {
        auto &page = open<DunningPage>(u"dunning"_s);
        QTRY_VERIFY(!page.table()->currentId().isEmpty());
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_P);
        auto *dialog = qobject_cast<CollectionDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog && dialog->amountField());
        dialog->amountField()->setText(u"nothing"_s);
        dialog->button()->click();
        QVERIFY(dialog->isVisible());
        dialog->amountField()->setText(u"100.00"_s);
        dialog->button()->click();
        QTRY_VERIFY2(page.note().startsWith(u"Promised"_s), qPrintable(page.note()));
    }

    void theLedgerLeadsFromTheBalanceToTheDocument()
    {
        auto &page = open<LedgerPage>(u"ledger"_s);
        QTRY_VERIFY(page.balances()->model()->rowCount() > 2);
        QTRY_VERIFY(page.view()->asText().contains(u"May 31, 2026"_s)
                    || page.view()->asText().contains(u"31 May 2026"_s));
        QVERIFY2(page.view()->asText().contains(u"Receivable in EUR"_s), qPrintable(page.view()->asText()));
        QCOMPARE(m_host->unnamed(), QString());
        picture(u"ledger"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"ledger-dark"_s);
        m_host->theme().setAppearance(Appearance::Light);
        page.balances()->setFocus();
        int receivable = -1;
        for (int i = 0; i < page.balances()->model()->rowCount(); ++i) {
            if (page.balances()->model()->index(i, 0).data().toString() == u"Receivable"_s)
                receivable = i;
        }
        QVERIFY(receivable >= 0);
        page.balances()->setCurrentIndex(page.balances()->model()->index(receivable, 0));
        QTest::keyClick(page.balances(), Qt::Key_Return);
        QCOMPARE(page.tabs()->currentIndex(), 1);
        QTRY_VERIFY(page.entries()->model()->rowCount() > 0);
        for (int i = 0; i < page.entries()->model()->rowCount(); ++i)
            QTRY_COMPARE(page.entries()->model()->index(i, 3).data().toString(), u"Receivable"_s);
        picture(u"ledger-entries"_s);
        QSignalSpy asked(&page, &Page::openRequested);
        page.entries()->setCurrentIndex(page.entries()->model()->index(0, 0));
        QTest::keyClick(page.entries(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked[0][0].toString().startsWith(u"invoices/"_s));
        // For another program: the journal of the month that is looked at.
        QTemporaryDir folder;
        const QString path = folder.filePath(u"journal.csv"_s);
        QVERIFY(page.exportButton()->isVisible());
        page.exportJournal(path, exports::JournalFormat::Datev);
        QTRY_VERIFY2(page.note().startsWith(u"The journal of 2026-"_s), qPrintable(page.note()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("\"EXTF\";700;21"));
    }

    void aMonthIsClosedByAController()
    {
        auto &page = open<LedgerPage>(u"ledger"_s);
        QTRY_VERIFY(page.closeButton()->isEnabled());
        page.closeButton()->click();
        auto *ask = m_host->window().findChild<FinalAct *>();
        QVERIFY(ask);
        ask->activateWindow();
        QTRY_VERIFY(ask->isActiveWindow());
        QTest::keyClick(ask, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(page.note().contains(u"controller"_s), qPrintable(page.note()));
        QTRY_VERIFY(!m_host->window().findChild<FinalAct *>());
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        QTRY_VERIFY(page.closeButton()->isEnabled());
        page.closeButton()->click();
        ask = m_host->window().findChild<FinalAct *>();
        QVERIFY(ask);
        ask->button()->click();
        QTRY_VERIFY2(page.note().startsWith(u"Closed through"_s), qPrintable(page.note()));
        page.tabs()->setCurrentIndex(2);
        QTRY_COMPARE(page.closes()->model()->rowCount(), 1);
        picture(u"ledger-closes"_s);
        QTRY_VERIFY(!page.closeButton()->isEnabled()); // June is not over
    }
};

QTEST_MAIN(TestCollectionPages)
#include "tst_collection_pages.moc"
