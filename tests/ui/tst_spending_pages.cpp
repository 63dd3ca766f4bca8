// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets, and the policy that asks: the pages on a company of their own.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/approvals/policy_json.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/budget_desk.h"
#include "ui/approvals/approval_pages.h"
#include "ui/approvals/policy_form.h"
#include "ui/approvals/policy_page.h"
#include "ui/approvals/rule_editor.h"
#include "ui/budgets/budget_bar.h"
#include "ui/budgets/budget_dialog.h"
#include "ui/budgets/budget_pages.h"
#include "ui/budgets/budgets_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::ui;

class TestSpendingPages : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;

    Page *page() const { return m_host->window().currentPage(); }
    TableView *table() const { return page()->findChild<TableView *>(); }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *one : page()->findChildren<QPushButton *>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    QString textOfInspector() const
    {
        QStringList lines;
        for (const QLabel *label : page()->inspector()->findChildren<QLabel *>())
            lines << label->text();
        return lines.join(u'\n');
    }
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
    void save(const QString &account, qint64 minor, purchasing::BudgetCap cap, const QString &costCentre = {})
    {
        auto services = m_company->as(u"operator"_s);
        const auto owner = services->accounts().findByReference(account).value();
        QVERIFY(workspace::BudgetDesk(*services).save(
            {{owner.id, {}, costCentre}, {QDate(2026, 1, 1), QDate(2027, 1, 1)}, Money(minor, owner.currency), cap}));
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        PageFactory pages;
        addApprovalPages(pages, m_company->workspace());
        addBudgetPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void listsBudgetsOverspentFirst()
    {
        save(u"A-0005"_s, 1'500'000, purchasing::BudgetCap::Block);
        save(u"A-0001"_s, 90'000'000, purchasing::BudgetCap::Notify);
        save(u"A-0001"_s, 8'000'000, purchasing::BudgetCap::Approve, u"IT"_s);
        m_host->freshTab(u"budgets"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(table()->model()->index(0, 0).data().toString(), u"Umbra Hotels"_s);
        QTRY_VERIFY2(textOfInspector().contains(u"14,532.00"_s), qPrintable(textOfInspector()));
        QVERIFY(textOfInspector().contains(u"Draft"_s));
        auto *bar = page()->inspector()->findChild<BudgetBar *>();
        QVERIFY(bar && bar->accessibleName().contains(u"14,532.00 spent, 7,266.00 committed"_s));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        picture(u"budgets"_s);
    }
    void setsABudgetWithoutTheMouse()
    {
        m_host->freshTab(u"budgets"_s);
        auto *state = page()->findChild<StateView *>();
        QTRY_COMPARE(state->emptyState()->sentence(), u"No customer has a budget yet."_s);
        save(u"A-0005"_s, 1'500'000, purchasing::BudgetCap::Notify);
        page()->refresh();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_N);
        auto *dialog = m_host->window().findChild<BudgetDialog *>();
        QVERIFY(dialog);
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        const auto field = [&](const QString &name) -> QLineEdit * {
            for (QLineEdit *one : dialog->findChildren<QLineEdit *>()) {
                if (one->accessibleName() == name)
                    return one;
            }
            return nullptr;
        };
        field(u"Account"_s)->setText(u"No such"_s);
        field(u"Amount"_s)->setText(u"5000.00"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        const auto problem = [&] {
            return std::ranges::any_of(dialog->findChildren<Label *>(), [](const Label *l) {
                return l->isVisible() && l->text().contains(u"No such"_s);
            });
        };
        QTRY_VERIFY(problem());
        field(u"Account"_s)->setText(u"Initech"_s);
        dialog->findChild<QComboBox *>()->setCurrentIndex(2);
        if (qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            dialog->grab().save(qEnvironmentVariable("ACCORD_PICTURES") + u"/budget-dialog.png"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        auto services = m_company->as(u"operator"_s);
        const auto stored = storage::BudgetsSql(services->session()).all().value();
        const auto initech = std::ranges::find(stored, u"Initech"_s, &storage::StoredBudget::entityName);
        QVERIFY(initech != stored.end());
        QVERIFY(initech->budget.cap == purchasing::BudgetCap::Block);
        QCOMPARE(initech->budget.amount.minor(), 500'000);
    }
    void writesAPolicyAsAForm()
    {
        QVERIFY(m_company->workspace().setActor(u"admin"_s));
        m_host->freshTab(u"approval-policy"_s);
        auto *policies = qobject_cast<PolicyPage *>(page());
        QVERIFY(policies);
        PolicyForm *form = policies->form();
        QTRY_COMPARE(form->rules()->count(), 1);
        RuleEditor *editor = form->editor();
        auto *above = qobject_cast<QLineEdit *>(editor->fieldAt(u"when.amount_above"_s));
        QTRY_COMPARE(above->text(), u"5000.00"_s);
        // What is wrong stands beside its field, and nothing can be proposed.
        above->setText(u"a lot"_s);
        QTRY_VERIFY(!editor->problemAt(u"when.amount_above"_s).isEmpty());
        QVERIFY(!button(u"Propose"_s)->isEnabled());
        above->setText(u"4000.00"_s);
        QTRY_VERIFY(editor->problemAt(u"when.amount_above"_s).isEmpty());
        QTRY_VERIFY(button(u"Propose"_s)->isEnabled());
        // A limit that nobody follows.
        auto *limit = qobject_cast<QLineEdit *>(editor->fieldAt(u"steps[0].limit"_s));
        limit->setText(u"9000"_s);
        QTRY_VERIFY2(editor->problemAt(u"steps"_s).contains(u"nobody is asked"_s),
                     qPrintable(editor->problemAt(u"steps"_s)));
        picture(u"policy-form-problem"_s);
        editor->addStep();
        qobject_cast<QLineEdit *>(editor->fieldAt(u"steps[1].asked"_s))->setText(u"controller"_s);
        QTRY_VERIFY(editor->problemAt(u"steps"_s).isEmpty());
        // By the keyboard alone: another rule.
        form->rules()->setFocus();
        QTest::keyClick(form->rules(), Qt::Key_Insert);
        QCOMPARE(form->rules()->count(), 2);
        QVERIFY(editor->firstField()->hasFocus());
        qobject_cast<QComboBox *>(editor->fieldAt(u"kind"_s))->setCurrentIndex(4); // discount
        qobject_cast<QLineEdit *>(editor->fieldAt(u"when.discount_above"_s))->setText(u"15"_s);
        // It is simulated by itself, and the document says the same.
        QTRY_VERIFY(table()->model()->rowCount() > 3);
        auto *text = page()->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->toPlainText().contains(u"\"discount_above\": \"15\""_s));
        QVERIFY(text->toPlainText().contains(u"\"limit\": \"9000\""_s));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        picture(u"policy-form"_s);
        // What it would have asked lies below the policy, and beside it where there is room.
        auto *split = policies->findChild<QSplitter *>();
        m_host->window().resize(1280, 800);
        QTRY_COMPARE(split->orientation(), Qt::Vertical);
        m_host->window().resize(1920, 1080);
        QTRY_COMPARE(split->orientation(), Qt::Horizontal);
        QVERIFY(split->widget(1)->width() > 300 && split->widget(0)->width() > split->widget(1)->width());
        picture(u"policy-form-wide"_s);
        m_host->window().resize(1440, 900);
        policies->tabs()->setCurrentIndex(1);
        picture(u"policy-document"_s);
        button(u"Propose"_s)->click();
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"Version 2 is proposed"_s));
        auto services = m_company->as(u"operator"_s);
        const auto proposed = workspace::ApprovalPolicies(*services).version(2);
        QCOMPARE(proposed->policy.rules.size(), size_t(2));
        QCOMPARE(proposed->policy.rules.front().steps.size(), size_t(2));
    }
    void simulatesProposesAndPublishesAPolicy()
    {
        QVERIFY(m_company->workspace().setActor(u"admin"_s));
        m_host->freshTab(u"approval-policy"_s);
        auto *text = page()->findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->toPlainText().contains(u"invoice above 500000"_s));
        QTRY_VERIFY2(textOfInspector().contains(u"invoice above 5000.00 USD"_s), qPrintable(textOfInspector()));
        QTRY_VERIFY(!button(u"Propose"_s)->isEnabled()); // known already
        auto policy = test::policyOf({{approvals::SubjectKind::Invoice, 100'000}});
        policy.rules.front().steps.push_back({approvals::StepMode::Any, {{u"controller"_s}, {}}, {}});
        text->setPlainText(u"{ \"format\": \"nothing\" }"_s);
        QTRY_VERIFY(!button(u"Simulate"_s)->isEnabled());
        text->setPlainText(QString::fromUtf8(QJsonDocument(approvals::toJson(policy)).toJson()));
        QTRY_VERIFY(button(u"Propose"_s)->isEnabled());
        QVERIFY(!button(u"Publish…"_s)->isEnabled());
        button(u"Simulate"_s)->click();
        QTRY_VERIFY(table()->model()->rowCount() > 3);
        QVERIFY2(textOfInspector().contains(u"approver → approver; then controller"_s), qPrintable(textOfInspector()));
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        picture(u"policy"_s);
        button(u"Propose"_s)->click();
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"Version 2 is proposed"_s));
        QTRY_VERIFY(!button(u"Propose"_s)->isEnabled());
        QVERIFY(!button(u"Publish…"_s)->isEnabled()); // by the same person
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        page()->refresh();
        QTRY_VERIFY(button(u"Publish…"_s)->isEnabled());
        button(u"Publish…"_s)->click();
        QTRY_VERIFY2(m_host->window().toasts().latest().startsWith(u"Version 2 is the policy"_s),
                     qPrintable(m_host->window().toasts().latest()));
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(workspace::ApprovalPolicies(*services).current()->version, 2);
        const auto pending = services->approvals().pending().value();
        for (const auto &approval : pending)
            QCOMPARE(approval.policyVersion, 2);
    }
};

QTEST_MAIN(TestSpendingPages)
#include "tst_spending_pages.moc"
