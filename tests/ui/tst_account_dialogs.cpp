// SPDX-License-Identifier: GPL-3.0-or-later
// What an account page asks in dialogs: a prepayment, bank data, and the company's own.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/ach_notices_sql.h"
#include "core/workspace/master_data.h"
#include "core/workspace/prepayments.h"
#include "ui/accounts/account_page.h"
#include "ui/accounts/account_pages.h"
#include "ui/accounts/bank_details_dialog.h"
#include "ui/accounts/exemption_dialog.h"
#include "ui/accounts/billing_tab.h"
#include "ui/accounts/payment_agreement_dialog.h"
#include "ui/accounts/prepayment_dialog.h"
#include "ui/forms/own_bank_dialog.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::ui;

namespace {

const QByteArray project = R"({"format": "accord.contract/1", "number": "PRJ-1", "account": "A-0009",
 "currency": "USD", "start": "2026-06-01", "end": "2027-06-01", "items": [
  {"key": "licence", "description": "Licence", "price": {"model": "flat", "amount": "1000.00"}},
  {"key": "design", "kind": "one_time", "description": "Design", "price": {"model": "flat", "amount": "5000.00"},
   "start": "2026-07-01", "milestone": "Design signed off"}]})";

} // namespace

class TestAccountDialogs : public QObject
{
    Q_OBJECT

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

    accounts::Account account(const QString &number)
    {
        return *m_company->as(u"operator"_s)->accounts().find(m_company->account(number));
    }

    template<typename Dialog> void showing(Dialog *dialog)
    {
        dialog->open();
        m_host->window().activateWindow();
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        QVERIFY(workspace::MasterData(*m_company->as(u"operator"_s)).importContract(project));
        PageFactory pages;
        addAccountPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void aPrepaymentIsSeenBeforeItIsAskedFor()
    {
        const auto contract = m_company->as(u"operator"_s)->contracts().findByNumber(u"PRJ-1"_s);
        auto *dialog = new PrepaymentDialog(m_company->workspace(), *contract, test::companyToday(), &m_host->window());
        showing(dialog);
        QTRY_COMPARE(dialog->what()->count(), 2);
        dialog->what()->setCurrentIndex(1);
        QVERIFY(!dialog->month()->isEnabled());
        dialog->value()->setText(u"30"_s);
        QTRY_COMPARE(dialog->figure(u"net"_s), u"USD 1,500.00"_s.replace(u' ', QChar(0xA0)));
        QCOMPARE(dialog->figure(u"value"_s), u"USD 5,000.00"_s.replace(u' ', QChar(0xA0)));
        QVERIFY(dialog->askButton()->isEnabled());
        picture(dialog, u"prepayment"_s);
        dialog->value()->setText(u"130"_s);
        QTRY_VERIFY2(dialog->note().contains(u"at most 100"_s), qPrintable(dialog->note()));
        QVERIFY(!dialog->askButton()->isEnabled());
        dialog->value()->setText(u"50"_s);
        QTRY_VERIFY(dialog->askButton()->isEnabled());
        QSignalSpy asked(dialog, &PrepaymentDialog::asked);
        dialog->askButton()->click();
        QTRY_COMPARE(asked.count(), 1);
        const auto again = workspace::previewPrepayment(*m_company->as(u"operator"_s),
                                                        {u"PRJ-1"_s, {{}, Decimal(10), u"design"_s}, {}, {}});
        QCOMPARE(again->prepaid.toString(), u"2500.00"_s);
    }

    void theAccountListsItsPrepaymentsAndAsksForAnother()
    {
        m_host->freshTab(u"account/"_s + m_company->account(u"A-0009"_s).toString());
        auto *page = qobject_cast<AccountPage *>(m_host->window().currentPage());
        QVERIFY(page);
        auto *tab = page->findChild<BillingTab *>();
        page->showTab(3);
        tab->parts()->setCurrentIndex(1);
        QTRY_VERIFY(tab->findChild<EmptyState *>());
        QCOMPARE(m_host->unnamed(), QString());
        const auto ask = [tab]() -> QPushButton * {
            for (auto *button : tab->findChildren<QPushButton *>())
                if (button->text() == u"Prepayment invoice…"_s && button->isVisible() && button->isEnabled())
                    return button;
            return nullptr;
        };
        QTRY_VERIFY(ask());
        ask()->click(); // of the only contract
        QTRY_VERIFY(page->window()->findChild<PrepaymentDialog *>());
        auto *dialog = page->window()->findChild<PrepaymentDialog *>();
        m_host->window().activateWindow();
        QTRY_COMPARE(dialog->what()->count(), 2);
        dialog->what()->setCurrentIndex(1);
        dialog->value()->setText(u"30"_s);
        QTRY_VERIFY(dialog->askButton()->isEnabled());
        dialog->askButton()->click();
        QTRY_COMPARE(tab->prepaymentTable()->model()->rowCount(), 1);
        const auto cell = [tab](int column) {
            const auto *model = tab->prepaymentTable()->model();
            return model->data(model->index(0, column)).toString();
        };
        QCOMPARE(cell(1), u"PRJ-1"_s);
        QVERIFY2(cell(2).contains(u"1,500.00"_s), qPrintable(cell(2)));
        QVERIFY2(cell(5).contains(u"1,500.00"_s), qPrintable(cell(5)));
        QTRY_VERIFY(!page->window()->findChild<PrepaymentDialog *>());
        picture(&m_host->window(), u"billing-tab-prepayments"_s);
        m_host->freshTab(u"account/"_s + m_company->account(u"A-0001"_s).toString());
        page = qobject_cast<AccountPage *>(m_host->window().currentPage());
        page->showTab(3);
        auto *orders = page->findChild<BillingTab *>()->lists().at(1);
        QTRY_VERIFY(qobject_cast<TableView *>(orders)->model()->rowCount() > 0);
        QTRY_COMPARE(qobject_cast<TableView *>(orders)->horizontalScrollBar()->maximum(), 0); // nothing is cut off
        picture(&m_host->window(), u"billing-tab-orders"_s);
        m_host->window().resize(1280, 800);
        QTRY_COMPARE(qobject_cast<TableView *>(orders)->horizontalScrollBar()->maximum(), 0);
        picture(&m_host->window(), u"billing-tab-orders-small"_s);
    }

    void discountsForEarlyPaymentAreAgreedOn()
    {
        auto *dialog = new PaymentAgreementDialog(m_company->workspace(), account(u"A-0009"_s), &m_host->window());
        showing(dialog);
        QTRY_VERIFY(dialog->agreeButton()->isEnabled());
        dialog->percent(0)->setText(u"2"_s);
        dialog->days(0)->setText(u"soon"_s);
        dialog->agreeButton()->click();
        QVERIFY2(dialog->note().contains(u"soon"_s), qPrintable(dialog->note()));
        dialog->days(0)->setText(u"14"_s);
        dialog->percent(1)->setText(u"3"_s); // more for paying later
        dialog->days(1)->setText(u"30"_s);
        dialog->agreeButton()->click();
        QTRY_VERIFY(!dialog->note().isEmpty());
        dialog->percent(1)->setText(u"1"_s);
        dialog->withholding()->setText(u"10"_s);
        picture(dialog, u"payment-agreement"_s);
        QSignalSpy agreed(dialog, &PaymentAgreementDialog::agreed);
        dialog->agreeButton()->click();
        QTRY_COMPARE(agreed.count(), 1);
        const auto kept = workspace::paymentAgreement(*m_company->as(u"operator"_s), u"A-0009"_s);
        QCOMPARE(kept->earlyPayments.size(), size_t(2));
        QCOMPARE(kept->withholdingPercent, Decimal(10));
        auto *again = new PaymentAgreementDialog(m_company->workspace(), account(u"A-0009"_s), &m_host->window());
        showing(again);
        QTRY_COMPARE(again->days(1)->text(), u"30"_s);
        again->reject();
    }

    void aTaxExemptionIsRecordedWithItsDocumentAndEnded()
    {
        auto *dialog = new ExemptionDialog(m_company->workspace(), account(u"A-0006"_s), &m_host->window());
        showing(dialog);
        QTRY_VERIFY(dialog->recordButton()->isEnabled());
        dialog->number()->setText(u"CA-77"_s);
        dialog->places()->setText(u"California"_s);
        dialog->recordButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"California"_s), qPrintable(dialog->note()));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"CA-77.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("%PDF-1.7\n%%EOF\n");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &dropped);
        QCOMPARE(dialog->file()->text(), file.fileName());
        dialog->places()->setText(u"US-CA, US-NY"_s);
        dialog->kind()->setCurrentIndex(dialog->kind()->findData(u"reseller"_s));
        picture(dialog, u"exemption-new"_s);
        dialog->recordButton()->click();
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 2);
        QVERIFY(dialog->number()->text().isEmpty());
        QTRY_VERIFY(dialog->openButton()->isEnabled());
        // It counts once another person agreed, who may add a document to it as well.
        QTRY_VERIFY(dialog->agreeButton()->isEnabled());
        picture(dialog, u"exemption-waits"_s);
        dialog->agreeButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"Whoever recorded"_s), qPrintable(dialog->note()));
        const QString before = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        QTRY_VERIFY(dialog->agreeButton()->isEnabled());
        dialog->agreeButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"counts from now on"_s), qPrintable(dialog->note()));
        QTRY_VERIFY(!dialog->agreeButton()->isEnabled());
        QFile second(folder.filePath(u"CA-77-renewed.pdf"_s));
        QVERIFY(second.open(QIODevice::WriteOnly));
        second.write("%PDF-1.7\nrenewed\n%%EOF\n");
        second.close();
        QVERIFY(dialog->attachButton()->isEnabled());
        dialog->attachFile(second.fileName());
        QTRY_VERIFY2(dialog->note().contains(u"CA-77-renewed.pdf is kept"_s), qPrintable(dialog->note()));
        QTRY_COMPARE(dialog->table()->model()->index(0, 5).data().toString(), u"CA-77-renewed.pdf"_s); // is read again
        QVERIFY(m_company->workspace().setActor(before));
        QTRY_VERIFY(dialog->openButton()->isEnabled());
        QVERIFY(!dialog->endButton()->isEnabled()); // not without a reason
        bool isWritten = false;
        dialog->saveDocument(folder.filePath(u"copy.pdf"_s), [&] { isWritten = true; });
        QTRY_VERIFY(isWritten);
        QCOMPARE(QFileInfo(folder.filePath(u"copy.pdf"_s)).size(), second.size()); // the newest one
        dialog->reason()->setText(u"Resells no more"_s);
        QVERIFY(dialog->endButton()->isEnabled());
        picture(dialog, u"exemption-list"_s);
        dialog->endButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"ends with 30 Jun 2026"_s), qPrintable(dialog->note()));
        dialog->reject();
    }

    void aBankAccountIsCheckedAsItIsTypedAndAgreedToByAnother()
    {
        auto *dialog = new BankDetailsDialog(m_company->workspace(), account(u"A-0005"_s), &m_host->window());
        showing(dialog);
        QTRY_VERIFY(dialog->present().contains(u"No bank account"_s));
        dialog->kind()->setCurrentIndex(0);
        dialog->number()->setText(u"DE75 5121 0800 1245 1261 98"_s);
        QVERIFY(!dialog->note().isEmpty());
        QVERIFY(!dialog->recordButton()->isEnabled());
        dialog->number()->setText(u"DE75 5121 0800 1245 1261 99"_s);
        QCOMPARE(dialog->note(), QString());
        dialog->bankCode()->setText(u"DEUTDE"_s);
        QVERIFY(dialog->note().contains(u"8 or 11"_s));
        dialog->bankCode()->setText(u"DEUTZZFF"_s);
        QVERIFY2(dialog->note().contains(u"no country"_s), qPrintable(dialog->note()));
        dialog->bankCode()->setText(u"BNPAFRPP"_s);
        QVERIFY2(dialog->note().contains(u"compare both"_s), qPrintable(dialog->note()));
        dialog->bankCode()->clear();
        dialog->mandate()->setText(u"MNDT-1"_s);
        QVERIFY(dialog->recordButton()->isEnabled());
        picture(dialog, u"bank-details"_s);
        dialog->recordButton()->click();
        QTRY_VERIFY2(dialog->present().contains(u"once somebody else agrees"_s), qPrintable(dialog->present()));
        QTRY_VERIFY(dialog->agreeButton()->isVisible() && dialog->agreeButton()->isEnabled());
        dialog->agreeButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"yourself"_s), qPrintable(dialog->note()));
        dialog->reject();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        auto *other = new BankDetailsDialog(m_company->workspace(), account(u"A-0005"_s), &m_host->window());
        showing(other);
        QTRY_VERIFY(other->agreeButton()->isVisible());
        other->agreeButton()->click();
        QTRY_VERIFY2(other->present().contains(u"agreed to by controller"_s), qPrintable(other->present()));
        QVERIFY(other->present().contains(u"DE75512108001245126199"_s));
        other->reject();
    }

    void whatTheBankNotifiedStandsBesideTheAccount()
    {
        auto services = m_company->as(u"operator"_s);
        storage::BankDetail detail;
        detail.kind = u"ach"_s;
        detail.bankCode = u"231380104"_s;
        detail.accountNumber = u"000123456789"_s;
        const auto kept = workspace::recordBankDetail(*services, u"A-0005"_s, detail);
        storage::BankChangeNotice notice;
        notice.id = services->ids().next();
        notice.detail = kept->id;
        notice.traceNumber = u"121042880000001"_s;
        notice.code = u"C01"_s;
        notice.accountNumber = u"1918171614"_s;
        notice.notedBy = u"operator"_s;
        notice.notedAt = services->clock().now();
        QVERIFY(storage::AchNoticesSql(services->session()).add(notice));
        auto *dialog = new BankDetailsDialog(m_company->workspace(), account(u"A-0005"_s), &m_host->window());
        showing(dialog);
        QTRY_VERIFY2(dialog->present().contains(u"(C01): account 1918171614"_s), qPrintable(dialog->present()));
        dialog->reject();
        QVERIFY(m_company->workspace().setActor(u"approver"_s));
        auto *masked = new BankDetailsDialog(m_company->workspace(), account(u"A-0005"_s), &m_host->window());
        showing(masked);
        QTRY_VERIFY2(masked->present().contains(u"account …1614"_s), qPrintable(masked->present()));
        picture(masked, u"bank-details-notified"_s);
        masked->reject();
    }

    void whoMayNotReadBankDataSeesFourCharacters()
    {
        storage::BankDetail detail;
        detail.kind = u"sepa"_s;
        detail.accountNumber = u"DE75512108001245126199"_s;
        QVERIFY(workspace::recordBankDetail(*m_company->as(u"operator"_s), u"A-0005"_s, detail));
        QVERIFY(m_company->workspace().setActor(u"approver"_s));
        auto *dialog = new BankDetailsDialog(m_company->workspace(), account(u"A-0005"_s), &m_host->window());
        showing(dialog);
        QTRY_VERIFY(dialog->present().contains(u"…6199"_s));
        QVERIFY(!dialog->present().contains(u"DE75"_s));
        dialog->reject();
    }

    void ourOwnAccountsAreCheckedAsTheyAreTyped()
    {
        auto *dialog = new OwnBankDialog(m_company->workspace(), &m_host->window());
        showing(dialog);
        QTRY_VERIFY(!dialog->field(u"iban"_s)->isReadOnly());
        dialog->field(u"name"_s)->setText(u"Meridian Cloud Inc."_s);
        dialog->field(u"iban"_s)->setText(u"DE89370400440532013001"_s);
        QVERIFY(!dialog->note().isEmpty());
        QVERIFY(!dialog->saveButton()->isEnabled());
        dialog->field(u"iban"_s)->setText(u"DE89370400440532013000"_s);
        dialog->field(u"routing"_s)->setText(u"121042883"_s);
        QVERIFY(!dialog->note().isEmpty());
        dialog->field(u"routing"_s)->setText(u"121042882"_s);
        QCOMPARE(dialog->note(), QString());
        picture(dialog, u"own-bank"_s);
        QSignalSpy saved(dialog, &OwnBankDialog::saved);
        dialog->saveButton()->click();
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(workspace::ownBank(*m_company->as(u"operator"_s))->iban.isEmpty());
        auto *again = new OwnBankDialog(m_company->workspace(), &m_host->window());
        showing(again);
        QTRY_VERIFY(again->agreeButton()->isVisible());
        again->agreeButton()->click();
        QTRY_VERIFY2(again->note().contains(u"yourself"_s), qPrintable(again->note()));
        again->reject();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        auto *other = new OwnBankDialog(m_company->workspace(), &m_host->window());
        showing(other);
        QTRY_VERIFY2(other->state().contains(u"once somebody else agrees"_s), qPrintable(other->state()));
        QTRY_VERIFY(other->agreeButton()->isVisible());
        picture(other, u"own-bank-waits"_s);
        other->agreeButton()->click();
        QTRY_COMPARE(workspace::ownBank(*m_company->as(u"operator"_s))->iban, u"DE89370400440532013000"_s);
    }

    void aCompanyRecordsAccountsOfItsOwn()
    {
        const auto company = m_company->as(u"operator"_s)->seller().entities()->front();
        auto *dialog = new OwnBankDialog(m_company->workspace(), &m_host->window());
        showing(dialog);
        dialog->chooseCompany(company.code); // before the companies are read
        QTRY_VERIFY(!dialog->field(u"iban"_s)->isReadOnly());
        dialog->chooseCompany(company.code);
        QTRY_VERIFY2(dialog->state().contains(u"none of its own"_s), qPrintable(dialog->state()));
        QCOMPARE(dialog->company(), company.code);
        dialog->field(u"iban"_s)->setText(u"AT611904300234573201"_s);
        picture(dialog, u"own-bank-company"_s);
        QSignalSpy saved(dialog, &OwnBankDialog::saved);
        dialog->saveButton()->click();
        QTRY_COMPARE(saved.count(), 1);
        const auto services = m_company->as(u"controller"_s);
        QVERIFY(workspace::ownBankSheet(*services, company.id)->waits());
        QVERIFY(!workspace::ownBankSheet(*services)->waits());
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        auto *other = new OwnBankDialog(m_company->workspace(), &m_host->window());
        showing(other);
        QTRY_VERIFY(!other->field(u"iban"_s)->isReadOnly());
        QVERIFY(!other->agreeButton()->isVisible()); // nothing waits of those for all
        other->chooseCompany(company.code);
        QTRY_VERIFY(other->agreeButton()->isVisible());
        QCOMPARE(other->field(u"iban"_s)->text(), u"AT611904300234573201"_s);
        other->agreeButton()->click();
        QTRY_COMPARE(workspace::ownBank(*services, company.id)->iban, u"AT611904300234573201"_s);
        QVERIFY(workspace::ownBank(*services)->iban.isEmpty());
    }
};

QTEST_MAIN(TestAccountDialogs)
#include "tst_account_dialogs.moc"
