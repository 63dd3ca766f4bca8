// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into a form survives the end of the program, and nothing else does.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/form_drafts.h"
#include "ui/accounts/account_pages.h"
#include "ui/accounts/bank_details_dialog.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/approvals/approval_pages.h"
#include "ui/approvals/change_dialog.h"
#include "ui/drafts/form_draft.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace accord;
using namespace accord::ui;

namespace {

const QString form = u"billing_details/A-0005"_s;
constexpr int promisedMilliseconds = 1000;

} // namespace

class TestFormDrafts : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;

    accounts::Account account()
    {
        return *m_company->as(u"operator"_s)->accounts().find(m_company->account(u"A-0005"_s));
    }
    BillingDetailsDialog *details()
    {
        auto *dialog = new BillingDetailsDialog(m_company->workspace(), account(), &m_host->window());
        dialog->open();
        m_host->window().activateWindow();
        return dialog;
    }
    static FormDraft *draftOf(QWidget *widget) { return widget->findChild<FormDraft *>(); }
    QJsonObject kept(const QString &user = u"operator"_s, const QString &name = form)
    {
        const auto draft = workspace::formDraft(*m_company->as(user), name);
        return draft && *draft ? (*draft)->fields : QJsonObject();
    }
    static QPushButton *startOver(QWidget *widget)
    {
        for (QPushButton *button : widget->findChildren<QPushButton *>()) {
            if (button->text() == u"Start over"_s)
                return button;
        }
        return nullptr;
    }
    void picture(QWidget *widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        for (const auto &[appearance, suffix] :
             {std::pair(Appearance::Light, u"light"_s), std::pair(Appearance::Dark, u"dark"_s)}) {
            m_host->theme().setAppearance(appearance);
            QTest::qWait(200);
            widget->grab().save(u"%1/%2-%3.png"_s.arg(folder, name, suffix));
        }
        m_host->theme().setAppearance(Appearance::Light);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addAccountPages(pages, m_company->workspace());
        addApprovalPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void isKeptWithinASecondWhileSomebodyTypes()
    {
        auto *dialog = details();
        QElapsedTimer sinceFirst;
        sinceFirst.start();
        // Typed on without a pause: the draft does not wait for one.
        for (int i = 0; kept().isEmpty() && sinceFirst.elapsed() < 4 * promisedMilliseconds; ++i)
            QTest::keyClick(dialog->email(), char('a' + i % 26), Qt::NoModifier, 20);
        const QString text = kept().value(u"email"_s).toString();
        QVERIFY2(!text.isEmpty() && dialog->email()->text().startsWith(text), qPrintable(text));
        QTRY_COMPARE(kept().value(u"email"_s).toString(), dialog->email()->text());
        QCOMPARE(kept().keys(), QStringList{u"email"_s}); // the others say what the record says
    }

    void isRestoredWithANoticeAfterTheFormWasDestroyed()
    {
        auto *dialog = details();
        QTest::qWait(50);
        dialog->hold()->setChecked(true);
        dialog->holdReason()->setText(u"Insolvency is rumoured"_s);
        QTRY_COMPARE(kept().size(), 2);
        delete dialog; // as a crash does it: neither accepted nor rejected
        dialog = details();
        QTRY_COMPARE(dialog->holdReason()->text(), u"Insolvency is rumoured"_s);
        QVERIFY(dialog->hold()->isChecked());
        QVERIFY2(draftOf(dialog)->notice().startsWith(u"Restored what you typed at "_s),
                 qPrintable(draftOf(dialog)->notice()));
        QVERIFY(startOver(dialog)->isVisible());
        picture(dialog, u"form-draft"_s);
    }

    void theLastSecondIsKeptWhenTheFormEndsInGoodOrder()
    {
        auto *dialog = details();
        QTest::qWait(100); // what was kept before is known by then
        dialog->email()->setText(u"new@customer.example"_s);
        delete dialog;
        QCOMPARE(kept().value(u"email"_s).toString(), u"new@customer.example"_s);
    }

    void startingOverShowsTheRecordAndDropsTheDraft()
    {
        QVERIFY(workspace::keepFormDraft(*m_company->as(u"operator"_s), form, {{u"email"_s, u"x@y.example"_s}}));
        auto *dialog = details();
        const QString before = dialog->email()->text();
        QTRY_COMPARE(dialog->email()->text(), u"x@y.example"_s);
        startOver(dialog)->click();
        QCOMPARE(dialog->email()->text(), before);
        QCOMPARE(draftOf(dialog)->notice(), QString());
        QTRY_VERIFY(kept().isEmpty());
    }

    void isDroppedWhenTheFormIsAcceptedOrCancelled()
    {
        for (const bool isSaved : {true, false}) {
            auto *dialog = details();
            QTest::qWait(50);
            dialog->email()->setText(isSaved ? u"saved@customer.example"_s : u"other@customer.example"_s);
            QTRY_VERIFY(!kept().isEmpty());
            const QPointer open(dialog);
            if (isSaved)
                dialog->save();
            else
                QTest::keyClick(dialog, Qt::Key_Escape);
            QTRY_VERIFY(!open);
            QTRY_VERIFY(kept().isEmpty());
        }
        QCOMPARE(account().invoiceEmail, u"saved@customer.example"_s);
    }

    void aDraftIsOfOnePersonAndOneRecord()
    {
        QVERIFY(workspace::keepFormDraft(*m_company->as(u"controller"_s), form, {{u"email"_s, u"c@y.example"_s}}));
        QVERIFY(workspace::keepFormDraft(*m_company->as(u"operator"_s), u"billing_details/A-0001"_s,
                                         {{u"email"_s, u"o@y.example"_s}}));
        auto *dialog = details();
        const QString before = dialog->email()->text();
        QTest::qWait(300);
        QCOMPARE(dialog->email()->text(), before);
        QCOMPARE(kept(u"controller"_s).value(u"email"_s).toString(), u"c@y.example"_s);
    }

    void whatIsTypedAlreadyIsNotOverwritten()
    {
        QVERIFY(workspace::keepFormDraft(*m_company->as(u"operator"_s), form,
                                         {{u"email"_s, u"old@y.example"_s}, {u"portal"_s, u"P-7"_s}}));
        auto *dialog = details();
        dialog->email()->setText(u"faster@y.example"_s);
        QTRY_VERIFY(!draftOf(dialog)->notice().isEmpty());
        QCOMPARE(dialog->email()->text(), u"faster@y.example"_s);
        QTRY_COMPARE(kept().value(u"email"_s).toString(), u"faster@y.example"_s);
    }

    void secretsAndBankNumbersAreNotKept()
    {
        QWidget owner;
        auto *layout = new QVBoxLayout(&owner);
        auto *words = new QPlainTextEdit(&owner);
        auto *secret = new QLineEdit(&owner);
        secret->setEchoMode(QLineEdit::Password);
        layout->addWidget(words);
        layout->addWidget(secret);
        FormDraft draft(m_company->workspace(), u"probe"_s, {{u"words"_s, words}, {u"secret"_s, secret}}, &owner);
        QTest::qWait(100);
        secret->setText(u"correct horse"_s);
        words->setPlainText(u"Pay to de75 5121 0800 1245 1261 99 BEFORE Friday"_s);
        QTest::qWait(promisedMilliseconds);
        QCOMPARE(kept(u"operator"_s, u"probe"_s), QJsonObject());
        words->setPlainText(u"Pay to DE75 5121 0800 1245 1261 98, which is no number"_s);
        QTRY_COMPARE(kept(u"operator"_s, u"probe"_s).keys(), QStringList{u"words"_s});
        draft.finish();
        QTRY_VERIFY(kept(u"operator"_s, u"probe"_s).isEmpty());
    }

    void ofABankAccountOnlyWhatIsNoNumberIsKept()
    {
        auto *dialog = new BankDetailsDialog(m_company->workspace(), account(), &m_host->window());
        dialog->open();
        QTest::qWait(100);
        dialog->number()->setText(u"0123456789"_s);
        dialog->bankCode()->setText(u"DEUTDEFF"_s);
        dialog->mandate()->setText(u"M-17"_s);
        QTRY_COMPARE(kept(u"operator"_s, u"bank_details/A-0005"_s).keys(), QStringList{u"mandate"_s});
        delete dialog;
    }

    void everyKindOfFieldIsPutBack()
    {
        const auto make = [this](QWidget &owner) {
            auto *layout = new QVBoxLayout(&owner);
            auto *text = new QPlainTextEdit(&owner);
            auto *day = new QDateEdit(QDate(2026, 1, 1), &owner);
            auto *choice = new QComboBox(&owner);
            choice->addItem(u"One"_s, 1);
            choice->addItem(u"Two"_s, 2);
            auto *plain = new QComboBox(&owner);
            plain->addItems({u"A"_s, u"B"_s});
            for (QWidget *widget : std::initializer_list<QWidget *>{text, day, choice, plain})
                layout->addWidget(widget);
            new FormDraft(m_company->workspace(), u"kinds"_s,
                          {{u"text"_s, text}, {u"day"_s, day}, {u"choice"_s, choice}, {u"plain"_s, plain}}, &owner);
            return std::tuple(text, day, choice, plain);
        };
        {
            QWidget owner;
            const auto [text, day, choice, plain] = make(owner);
            QTest::qWait(100);
            text->setPlainText(u"two\nlines"_s);
            day->setDate(QDate(2026, 2, 3));
            choice->setCurrentIndex(1);
            plain->setCurrentIndex(1);
        }
        QWidget owner;
        const auto [text, day, choice, plain] = make(owner);
        QTRY_COMPARE(text->toPlainText(), u"two\nlines"_s);
        QCOMPARE(day->date(), QDate(2026, 2, 3));
        QCOMPARE(choice->currentIndex(), 1);
        QCOMPARE(plain->currentIndex(), 1);
    }

    void aChangeOfTheApprovalPolicyIsRestored()
    {
        m_host->freshTab(u"approval-policy"_s);
        QPlainTextEdit *text = nullptr;
        const auto find = [&] { return text = m_host->window().currentPage()->findChild<QPlainTextEdit *>(); };
        QTRY_VERIFY(find() && !text->toPlainText().isEmpty());
        QTest::qWait(100);
        const QString changed = text->toPlainText().replace(u"{"_s, u"{ "_s);
        text->setPlainText(changed);
        QTRY_COMPARE(kept(u"operator"_s, u"approval_policy"_s).value(u"policy"_s).toString(), changed);
        m_host->freshTab(u"approvals"_s);
        m_host->freshTab(u"approval-policy"_s);
        QTRY_VERIFY(find() && text->toPlainText() == changed);
        picture(&m_host->window(), u"policy-draft"_s);
    }
};

QTEST_MAIN(TestFormDrafts)
#include "tst_form_drafts.moc"
