// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/credit_desk.h"
#include "ui/approvals/approval_pages.h"
#include "ui/approvals/approval_view.h"
#include "ui/approvals/approval_window.h"
#include "ui/approvals/delegation_dialog.h"
#include "ui/approvals/delegations_dialog.h"
#include "ui/approvals/approvals_page.h"
#include "ui/approvals/change_dialog.h"
#include "core/workspace/write_offs.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::ui;

/// Every test decides in a company of its own: a decision is for ever.
class TestApprovals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        PageFactory pages;
        addApprovalPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        m_host->freshTab(u"approvals"_s);
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void showsWhatWaitsForMe()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(page()->findChild<QTabBar *>()->tabText(0), u"Mine 3"_s);
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
    }
    void showsTheEvidenceBesideTheDecision()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        selectAccount(u"Northwind Clinics"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY(view->asText().contains(u"ENT-2026-001"_s));
        const QString text = view->asText();
        for (const QString &evidence :
             {u"invoice above 5000.00 USD"_s, u"Site licence"_s, u"Invoice before"_s, u"Subtotal"_s, u"Olivia Park"_s})
            QVERIFY2(text.contains(evidence), qPrintable(evidence + u" in:\n"_s + text));
    }
    void showsWhatACreditNoteGivesBackAndWhy()
    {
        requestCredit();
        m_host->freshTab(u"approvals"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 4);
        selectAccount(u"Umbra Hotels"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY(view->asText().contains(u"Doors did not open"_s));
        const QString text = view->asText();
        for (const QString &evidence : {u"credit note above 0.00 USD"_s, u"Hotel platform"_s, u"of invoice INV-2026-"_s,
                                        u"Credit note"_s, u"Olivia Park"_s})
            QVERIFY2(text.contains(evidence), qPrintable(evidence + u" in:\n"_s + text));
        if (qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            m_host->window().grab().save(qEnvironmentVariable("ACCORD_PICTURES") + u"/credit-approval.png"_s);
    }
    void asksForAChangeAndShowsExactlyWhatItDoes()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        auto *dialog = new ChangeDialog(m_company->workspace(),
                                        {u"A-0001"_s,
                                         u"Northwind Clinics"_s,
                                         {approvals::ChangedField::PaymentTerms, approvals::ChangedField::CreditLimit}},
                                        &m_host->window());
        QSignalSpy requested(dialog, &ChangeDialog::requested);
        dialog->open();
        dialog->valueLine()->setText(u"soon"_s);
        QTRY_VERIFY2(dialog->said().contains(u"no number of days"_s), qPrintable(dialog->said()));
        dialog->valueLine()->setText(u"60"_s);
        QTRY_VERIFY2(dialog->said().contains(u"30 days → 60 days"_s), qPrintable(dialog->said()));
        QVERIFY2(dialog->said().contains(u"Has to agree: approver"_s), qPrintable(dialog->said()));
        dialog->reasonLine()->setText(u"They pay by the quarter"_s);
        picture(dialog, u"change-dialog"_s);
        dialog->requestButton()->click();
        QTRY_COMPARE(requested.size(), 1);
        QTRY_VERIFY(!m_host->window().findChild<ChangeDialog *>()); // closed by itself
        QVERIFY(m_company->workspace().setActor(u"approver"_s));
        page()->refresh();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        selectAccount(u"Payment terms of Northwind Clinics"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"60 days"_s), qPrintable(view->asText()));
        QVERIFY2(view->asText().contains(u"It is done with the last approval"_s), qPrintable(view->asText()));
        picture(&m_host->window(), u"change-approval"_s);
        ApprovalWindow window(m_company->workspace());
        window.show();
        QTRY_COMPARE(window.count(), 1);
        QTRY_VERIFY(window.findChild<ApprovalView *>()->asText().contains(u"60 days"_s));
        QCOMPARE(window.size(), QSize(360, 640)); // nothing in it asks for more
        picture(&window, u"change-compact"_s);
        window.close();
        m_host->window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget *>(&m_host->window()));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A);
        auto services = m_company->as(u"operator"_s);
        QTRY_COMPARE(services->accounts().find(m_company->account(u"A-0001"_s))->paymentTermsDays, 60);
    }
    void showsWhatAVersionOfAContractChangesAndPutsItIntoForce()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::Contract, 0}}));
        {
            auto services = m_company->as(u"operator"_s);
            const auto saved = services->contracts().findByNumber(u"NW-2025"_s).value();
            auto next = saved;
            next.version += 1;
            next.effectiveFrom = QDate(2026, 7, 1);
            next.changeReason = u"Twice the platform"_s;
            next.items.front().quantity = Decimal(2);
            const auto asked = workspace::ContractDesk(*services).save(saved.id.toString(), next, saved);
            QVERIFY2(asked && asked->approval, asked ? "" : qPrintable(asked.error().id));
        }
        m_host->freshTab(u"approvals"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        selectAccount(u"Contract NW-2025, version 2"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"What the version changes"_s), qPrintable(view->asText()));
        QVERIFY2(view->asText().contains(u"quantity"_s), qPrintable(view->asText()));
        QVERIFY2(view->asText().contains(u"Twice the platform"_s), qPrintable(view->asText()));
        QVERIFY2(view->asText().contains(u"nothing is billed by it until then"_s), qPrintable(view->asText()));
        picture(&m_host->window(), u"contract-approval"_s);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A);
        auto services = m_company->as(u"operator"_s);
        QTRY_COMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, 2);
    }
    void showsWhatIsGivenUpAndWhatWasDoneAboutIt()
    {
        auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::Overdue;
        const auto late = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        QVERIFY(workspace::writeOff(*services, late->front().number, {}, u"The customer is insolvent"_s));
        m_host->freshTab(u"approvals"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 4);
        selectAccount(late->front().account);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"The customer is insolvent"_s), qPrintable(view->asText()));
        const QString text = view->asText();
        for (const QString &evidence : {u"Late when asked"_s, u"Open after this"_s, u"Dunning of this invoice"_s,
                                        u"every write-off is asked for"_s, late->front().number})
            QVERIFY2(text.contains(evidence), qPrintable(evidence + u" in:\n"_s + text));
        picture(&m_host->window(), u"write-off-approval"_s);
    }
    void showsTheClauseBehindEachLine()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        selectAccount(u"Northwind Clinics"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"Contract NW-2025, version 1, site"_s), qPrintable(view->asText()));
        QVERIFY2(view->asText().contains(u"Locations discount"_s), qPrintable(view->asText()));
        picture(&m_host->window(), u"clauses"_s);
    }
    void approvesWithOneKeyAndGoesOn()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const QString first = table()->currentId();
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(m_host->window().toasts().latest().startsWith(u"Approved: "_s));
        QVERIFY(table()->currentId() != first && !table()->currentId().isEmpty());
        QTest::keyClick(page(), Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(table()->model()->rowCount() >= 7);
    }
    void rejectsOnlyWithAReason()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(table(), Qt::Key_R);
        auto *dialog = m_host->window().findChild<QDialog *>();
        QVERIFY(dialog);
        dialog->activateWindow(); // offscreen has no window manager to do it
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(dialog->isVisible()); // nothing was said yet
        QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(), u"Wrong purchase order"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(m_host->window().toasts().latest().startsWith(u"Rejected: "_s));
    }
    void asksAndIsAnswered()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(table(), Qt::Key_C);
        auto *dialog = m_host->window().findChild<QDialog *>();
        QVERIFY(dialog);
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(), u"Why twice the month before?"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"Why twice the month before?"_s), qPrintable(view->asText()));
        QVERIFY(view->asText().contains(u"Adrian Weiss"_s));
        QCOMPARE(table()->model()->rowCount(), 3); // a question decides nothing
    }
    void leavesADecisionToAnotherPersonButNeverToItsMaker()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_VERIFY(m_host->window().findChild<QDialog *>());
        auto *dialog = m_host->window().findChild<QDialog *>();
        auto *people = dialog->findChild<QComboBox *>();
        QVERIFY(people->count() > 0);
        QCOMPARE(people->findText(u"Olivia Park"_s), -1); // she asked for it
        QCOMPARE(people->findText(u"Adrian Weiss"_s), -1);
        const int kenji = people->findText(u"Kenji Ito"_s);
        QVERIFY(kenji >= 0);
        people->setCurrentIndex(kenji);
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 2); // out of the delegator's queue
        QVERIFY(m_company->workspace().setActor(u"ito"_s)); // who holds no role of approver
        m_host->window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &m_host->window());
        m_host->freshTab(u"approvals"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_VERIFY2(m_host->window().toasts().latest().startsWith(u"Approved: "_s),
                     qPrintable(m_host->window().toasts().latest()));
    }
    void delegatesAWeekWithFourFields()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_VERIFY(m_host->window().findChild<DelegationDialog *>());
        auto *dialog = m_host->window().findChild<DelegationDialog *>();
        auto *people = dialog->findChild<QComboBox *>();
        people->setCurrentIndex(people->findText(u"Kenji Ito"_s));
        dialog->findChildren<QRadioButton *>().at(1)->setChecked(true);
        const auto days = dialog->findChildren<QDateEdit *>();
        QCOMPARE(days.at(0)->date(), test::companyToday());
        QCOMPARE(days.at(1)->date(), test::companyToday().addDays(6));
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        auto *limit = dialog->findChildren<QLineEdit *>().at(0);
        for (QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
            if (field->accessibleName() == u"Up to USD"_s)
                limit = field;
        }
        limit->setText(u"a lot"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(dialog->isVisible()); // no amount
        limit->setText(u"10000.00"_s);
        save(dialog, u"delegation-dialog"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"Kenji Ito decides in your place until"_s));
        QTRY_COMPARE(table()->model()->rowCount(), 3); // the approver still may
        auto deputy = m_company->as(u"ito"_s);
        const auto mine = workspace::ApprovalDesk(*deputy).queue(workspace::ApprovalQueue::Mine);
        QVERIFY(mine && !mine->empty());
        for (const auto &row : *mine)
            QVERIFY(row.approval.amount.minor() <= 1'000'000 && row.standsInForName == u"Adrian Weiss"_s);
        m_host->window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &m_host->window());
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_D, Qt::ShiftModifier);
        QTRY_VERIFY(m_host->window().findChild<DelegationsDialog *>());
        auto *list = m_host->window().findChild<DelegationsDialog *>();
        QTRY_COMPARE(list->count(), 1);
        QTest::qWait(50);
        save(list, u"delegations"_s);
        for (QPushButton *button : list->findChildren<QPushButton *>()) {
            if (button->text() == u"Take back"_s)
                button->click();
        }
        QTRY_COMPARE(list->count(), 0);
    }
    void showsStepsAndWhoCanDecide()
    {
        auto policy = test::policyOf({{approvals::SubjectKind::Invoice, 500000}});
        policy.rules.front().steps.push_back({approvals::StepMode::Any, {{u"controller"_s}, {}}, {}});
        policy.rules.front().escalation = approvals::Escalation{16, {{u"manager"_s}, {}}};
        m_company->use(policy);
        auto services = m_company->as(u"operator"_s);
        const auto umbra = services->accounts().find(m_company->account(u"A-0005"_s)).value();
        QVERIFY(workspace::BudgetDesk(*services).save({{umbra.id, {}, {}},
                                                       {QDate(2026, 1, 1), QDate(2027, 1, 1)},
                                                       Money(2'000'000, umbra.currency),
                                                       purchasing::BudgetCap::Approve}));
        m_host->freshTab(u"approvals"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        selectAccount(u"Umbra Hotels"_s);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY2(view->asText().contains(u"Budgets after this"_s), qPrintable(view->asText()));
        const QString text = view->asText();
        for (const QString &evidence :
             {u"1  approver"_s, u"2  controller"_s, u"Adrian Weiss"_s, u"Goes to manager as well"_s, u"over by"_s,
              u"Step 1 of 2."_s, u"Asked before: Replaced"_s})
            QVERIFY2(text.contains(evidence, Qt::CaseInsensitive), qPrintable(evidence + u" in:\n"_s + text));
        save(&m_host->window(), u"approval-steps"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        QTest::qWait(50);
        save(&m_host->window(), u"approval-steps-dark"_s);
        ApprovalWindow compact(m_company->workspace());
        compact.show();
        QTRY_COMPARE(compact.count(), 3);
        QCOMPARE(compact.size(), QSize(360, 640));
        QTRY_VERIFY(compact.findChild<ApprovalView *>()->asText().contains(u"1  approver"_s));
        save(&compact, u"approval-compact-dark"_s);
    }
    void approvesASelectionAfterASummary()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_A, Qt::ShiftModifier);
        auto *dialog = m_host->window().findChild<QDialog *>();
        QVERIFY(dialog);
        dialog->activateWindow(); // offscreen has no window manager to do it
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        auto *state = page()->findChild<StateView *>();
        QTRY_COMPARE(state->emptyState()->sentence(), u"Nothing waits for you."_s);
    }
    void saysWhoMayNotDecideAndWhy()
    {
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"approvals"_s);
        auto *state = page()->findChild<StateView *>();
        QTRY_COMPARE(state->emptyState()->sentence(), u"Deciding needs the role Approver."_s);
        QTest::keyClick(page(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A);
        QVERIFY(!m_host->window().toasts().latest().isEmpty());
        QTest::qWait(50);
        QCOMPARE(table()->model()->rowCount(), 3);
        auto *view = page()->inspector()->findChild<ApprovalView *>();
        QTRY_VERIFY(view->asText().contains(u"You cannot decide this"_s));
    }
    void beginsWithTheOneThatWasLinked()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const QString last = table()->model()->index(2, 0).data(IdRole).toString();
        m_host->freshTab(u"approvals/"_s + last);
        QTRY_COMPARE(table()->currentId(), last);
    }
    void decidesInTheSmallWindow()
    {
        ApprovalWindow window(m_company->workspace());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QCOMPARE(window.size(), QSize(360, 640));
        QTRY_COMPARE(window.count(), 3);
        QTest::keyClick(&window, Qt::Key_Right);
        QCOMPARE(window.position(), 1);
        QTest::keyClick(&window, Qt::Key_A);
        QTRY_COMPARE(window.count(), 2);
        QTRY_COMPARE(table()->model()->rowCount(), 2); // the page follows
        for (QPushButton *button : window.findChildren<QPushButton *>())
            QVERIFY(button->height() >= 44);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }

private:
    /// A credit note on the invoice of Umbra Hotels for March, which needs an approval.
    void requestCredit()
    {
        using enum approvals::SubjectKind;
        m_company->use(test::policyOf({{Invoice, 500000}, {CreditNote, 0}}));
        auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0005"_s);
        filter.period = Period::monthOf(QDate(2026, 3, 1));
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        QVERIFY(workspace::CreditDesk(*services).request(rows->at(0).id, {}, u"Doors did not open for a week"_s));
    }
    static void save(QWidget *widget, const QString &name)
    {
        if (qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            widget->grab().save(u"%1/%2.png"_s.arg(qEnvironmentVariable("ACCORD_PICTURES"), name));
    }
    void picture(QWidget *widget, const QString &name)
    {
        if (!qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            return;
        for (const auto &[appearance, suffix] :
             {std::pair(Appearance::Light, u"-light"_s), std::pair(Appearance::Dark, u"-dark"_s)}) {
            m_host->theme().setAppearance(appearance);
            QTest::qWait(50);
            save(widget, name + suffix);
        }
        m_host->theme().setAppearance(Appearance::Light);
    }
    Page *page() const { return m_host->window().currentPage(); }
    TableView *table() const { return page()->findChild<TableView *>(); }
    void selectAccount(const QString &name)
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            const QModelIndex index = table()->model()->index(row, 0);
            if (index.data().toString() == name)
                table()->setCurrentIndex(index);
        }
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
};

QTEST_MAIN(TestApprovals)
#include "tst_approvals.moc"
