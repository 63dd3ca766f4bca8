// SPDX-License-Identifier: GPL-3.0-or-later
// The page of payments on a real workspace.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/payment_files_desk.h"
#include "ui/lists/shown_list.h"
#include "ui/payments/apply_dialog.h"
#include "ui/payments/cash_page.h"
#include "ui/payments/match_view.h"
#include "ui/payments/match_words.h"
#include "ui/payments/payment_pages.h"
#include "ui/payments/payments_page.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

namespace {

PageFactory pagesOf(workspace::Workspace &workspace)
{
    PageFactory pages;
    addPaymentPages(pages, workspace);
    return pages;
}

} // namespace

class TestPayments : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;
    QTemporaryDir m_dir;

    PaymentsPage &page() { return *qobject_cast<PaymentsPage *>(m_host->window().currentPage()); }
    int rows() { return page().table()->model()->rowCount(); }

    /// A statement with an exact payment, a partial one of a known number and one from nobody knows whom.
    QString statement()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto all = storage::BankPaymentsSql(services->session()).invoices();
        std::vector<storage::OpenInvoiceRow> open;
        for (const auto &row : *all) {
            if (row.due.currency().code() == u"EUR"_s && row.paid != row.due)
                open.push_back(row);
        }
        const auto less = Money(open[1].due.minor() - 150, open[1].due.currency()).toString();
        const auto bytes = camtOf(u"EUR"_s, {{u"A1"_s, open[0].due.toString(), u"Invoice "_s + open[0].number},
                                             {u"A2"_s, less, u"Invoice "_s + open[1].number, u"Umbra Hotels"_s},
                                             {u"A3"_s, u"33.33"_s, u"<b>thanks</b>"_s}});
        QFile file(m_dir.filePath(u"june.xml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) < 0)
            qFatal("no statement");
        return file.fileName();
    }
    /// Pictures for people, where a folder for them is named.
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300); // the layout settles, and the theme reaches every widget
        m_host->window().grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host = std::make_unique<PageHost>(pagesOf(m_company->workspace()));
        m_host->freshTab(u"payments"_s);
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void everyControlHasAName() { QCOMPARE(m_host->unnamed(), QString()); }

    void importsMatchesAcceptsAndTakesBackByKey()
    {
        page().importFile(statement());
        QTRY_COMPARE(rows(), 3);
        QVERIFY(page().note().contains(u"3 new"_s));
        QTest::keyClick(page().table(), Qt::Key_M);
        QTRY_COMPARE(rows(), 2); // the certain one is applied
        page().table()->selectId(u"2"_s);
        QTRY_VERIFY(page().view()->asText().contains(u"invoice number in the text"_s));
        QVERIFY(page().view()->asText().contains(u"partial payment"_s));
        picture(u"payments-light"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        page().refresh();
        picture(u"payments-dark"_s);
        QTRY_COMPARE(page().table()->currentId(), u"2"_s); // it keeps its row
        QTest::keyClick(page().table(), Qt::Key_W);
        QTRY_VERIFY(page().note().contains(u"1.50 lacks"_s));
        QTest::keyClick(page().table(), Qt::Key_Return);
        QTRY_COMPARE(rows(), 1);
        QVERIFY(page().note().isEmpty());
        QTest::keyClick(m_host->window().currentPage(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 2);
        page().table()->selectId(u"2"_s);
        QTRY_VERIFY(page().view()->asText().contains(u"Accepted"_s));
        QVERIFY(m_company->workspace().setActor(u"controller"_s)); // who takes applications back
        QTest::keyClick(page().table(), Qt::Key_U);
        QTRY_COMPARE(rows(), 1);
        QTest::keyClick(m_host->window().currentPage(), Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 2);
    }

    void aSecondPaymentShowsWhenItWasPaidAndGoesBackByKey()
    {
        page().importFile(statement());
        QTRY_COMPARE(rows(), 3);
        QTest::keyClick(page().table(), Qt::Key_M);
        QTRY_COMPARE(rows(), 2);
        // The first entry of the statement comes once more, under another reference of the bank.
        const auto services = m_company->as(u"operator"_s);
        const auto first = storage::BankEntriesSql(services->session()).find(1);
        Booking again{u"B1"_s, first->amount.toString(), first->remittance};
        again.day = QDate(2026, 6, 18);
        QVERIFY(workspace::importBankFile(*services, camtOf(u"EUR"_s, {again}), u"again.xml"_s));
        QVERIFY(workspace::PaymentsDesk(*services).match());
        m_company->workspace().announceChange();
        QTRY_COMPARE(rows(), 3);
        page().table()->selectId(u"4"_s);
        const QString reason = u"already paid on %1, looks like a second payment"_s.arg(dateText(QDate(2026, 6, 15)));
        QTRY_VERIFY2(page().view()->asText().contains(reason), qPrintable(page().view()->asText()));
        auto *payBack = m_host->window().findChild<QPushButton *>(u"payBack"_s);
        QVERIFY(payBack);
        QTRY_VERIFY(payBack->isVisibleTo(page().inspector()));
        picture(u"second-payment-light"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"second-payment-dark"_s);
        page().table()->selectId(u"2"_s);
        QTRY_VERIFY(!payBack->isVisibleTo(page().inspector())); // a partial payment goes back nowhere
        page().table()->selectId(u"4"_s);
        QTRY_VERIFY(payBack->isEnabled());
        QTest::keyClick(page().table(), Qt::Key_B);
        QTRY_VERIFY(page().dialog());
        QVERIFY(qobject_cast<QLineEdit *>(page().dialog()->editors().value(u"reason"_s))->text().contains(u"INV-"_s));
        page().dialog()->button()->click();
        QTRY_COMPARE(rows(), 2);
        const auto refunds = workspace::refunds(*services);
        QVERIFY(refunds && !refunds->empty());
        QCOMPARE(refunds->front().amount, first->amount);
        QCOMPARE(refunds->front().state, u"in_approval"_s);
    }

    void onePaymentIsSplitOverDocumentsByKey()
    {
        page().importFile(statement());
        QTRY_COMPARE(rows(), 3);
        page().table()->selectId(u"2"_s);
        QTest::keyClick(page().table(), Qt::Key_S);
        ApplyDialog *dialog = page().applyDialog();
        QVERIFY(dialog);
        const auto services = m_company->as(u"operator"_s);
        const auto documents = workspace::PaymentsDesk(*services).openDocuments(2);
        QVERIFY(documents && documents->size() >= 2);
        const QString first = documents->at(0).number, second = documents->at(1).number;
        QTRY_VERIFY(dialog->amountOf(first));
        QVERIFY(dialog->amountOf(second));
        QVERIFY(!dialog->applyButton()->isEnabled());
        QTest::keyClicks(dialog->amountOf(first), u"99999999"_s);
        QTRY_VERIFY(dialog->note().contains(first));
        QVERIFY(!dialog->applyButton()->isEnabled());
        dialog->amountOf(first)->setText(u"10"_s);
        QTest::keyClicks(dialog->amountOf(second), u"="_s);
        QTRY_VERIFY(dialog->applyButton()->isEnabled());
        QVERIFY2(dialog->rest().contains(u"0.00"_s) || dialog->rest().contains(u"."_s), qPrintable(dialog->rest()));
        if (const QString folder = qEnvironmentVariable("ACCORD_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(300);
            dialog->grab().save(folder + u"/apply-light.png"_s);
            m_host->theme().setAppearance(Appearance::Dark);
            QTest::qWait(300);
            dialog->grab().save(folder + u"/apply-dark.png"_s);
        }
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 2);
        QTRY_VERIFY(!page().applyDialog());
        const auto left = workspace::PaymentsDesk(*services).openDocuments(2);
        QVERIFY(left->front().number != second);
        QCOMPARE(left->front().open.minor(), documents->front().open.minor() - 1000);
    }

    void theListIsExportedWithTypedAmounts()
    {
        page().importFile(statement());
        QTRY_COMPARE(rows(), 3);
        const QString path = m_dir.filePath(u"payments.csv"_s);
        exportShown(m_company->workspace(), *page().table(), page(), path);
        QFile file(path);
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY2(text.contains(u"Currency,Amount"_s), qPrintable(text));
        QVERIFY2(text.contains(u"EUR,33.33,"_s), qPrintable(text));
    }

    void aFileThatIsNoStatementIsRefusedInWords()
    {
        QFile file(m_dir.filePath(u"letter.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Dear Sirs");
        file.close();
        page().importFile(file.fileName());
        QTRY_VERIFY(page().note().contains(u"no bank file"_s));
        QCOMPARE(rows(), 0);
    }

    void theCashDeskPaysBackDepositsAndMakesFiles()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::importBankFile(*services, camtOf(u"EUR"_s, {{u"C1"_s, u"75.00"_s, u"unknown"_s}}), u"s"_s));
        QVERIFY(workspace::PaymentsDesk(*services).applyByHand(1, {{}, u"A-0005"_s, false, {}}));
        m_host->freshTab(u"cash"_s);
        auto *cash = qobject_cast<CashPage *>(m_host->window().currentPage());
        QVERIFY(cash);
        QCOMPARE(m_host->unnamed(), QString());
        const auto count = [cash](int tab) { return cash->table(tab)->model()->rowCount(); };
        const auto fill = [cash](const QList<std::pair<QString, QString>> &answers) {
            for (const auto &[key, value] : answers)
                cash->dialog()->setAnswer(key, value);
            cash->dialog()->button()->click();
        };
        cash->newButton()->click();
        QVERIFY(cash->dialog());
        fill({{u"account"_s, u"A-0005"_s}, {u"amount"_s, u"80"_s}, {u"reason"_s, u"overpaid"_s}});
        QTRY_VERIFY(cash->dialog()->note().contains(u"75.00"_s));
        fill({{u"amount"_s, u"60"_s}});
        QTRY_COMPARE(count(CashPage::Refunds), 1);
        QTRY_VERIFY(!cash->dialog());
        cash->showTab(CashPage::Cheques);
        cash->newButton()->click();
        QVERIFY(cash->dialog());
        fill({{u"account"_s, u"Umbra Hotels"_s}, {u"number"_s, u"4711"_s}, {u"amount"_s, u"12.50"_s}});
        QTRY_COMPARE(count(CashPage::Cheques), 1);
        QTRY_VERIFY(!cash->dialog());
        QTRY_VERIFY(cash->nextButton()->isEnabled());
        cash->nextButton()->click();
        QTRY_VERIFY2(cash->note().contains(u"DEP-000001"_s), qPrintable(cash->note()));
        cash->showTab(CashPage::Exports);
        cash->newButton()->click();
        QVERIFY(cash->dialog());
        fill({{u"name"_s, u"Invoices"_s}, {u"what"_s, u"invoices"_s}, {u"folder"_s, m_dir.path()}});
        QTRY_COMPARE(count(CashPage::Exports), 1);
        QTRY_VERIFY(!cash->dialog());
        QVERIFY(workspace::recordOwnBank(
            *services, {u"Meridian"_s, u"DE89370400440532013000"_s, {}, u"DE98ZZZ09999999999"_s, {}, {}, {}, {}, {}}));
        QVERIFY(workspace::agreeToOwnBank(*m_company->as(u"controller"_s)));
        storage::BankDetail detail;
        detail.kind = u"sepa"_s;
        detail.accountNumber = u"DE75512108001245126199"_s;
        detail.mandate = u"M-1"_s;
        detail.mandateSigned = QDate(2026, 1, 5);
        QVERIFY(workspace::recordBankDetail(*services, u"A-0005"_s, detail));
        QVERIFY(workspace::agreeToBankDetail(*m_company->as(u"controller"_s), u"A-0005"_s));
        cash->showTab(CashPage::Files);
        cash->newButton()->click();
        QVERIFY(cash->dialog());
        fill({{u"format"_s, u"pain.008"_s}});
        QTRY_COMPARE(count(CashPage::Files), 1);
        QTRY_VERIFY(!cash->dialog());
        QVERIFY(cash->note().contains(u"PAY-000001"_s));
        QTRY_VERIFY(cash->nextButton()->isEnabled());
        cash->saveFile(m_dir.filePath(u"debits.xml"_s));
        QTRY_VERIFY(QFile::exists(m_dir.filePath(u"debits.xml"_s)));
        picture(u"cash-files-light"_s);
        cash->showTab(CashPage::Refunds);
        QTRY_COMPARE(count(CashPage::Refunds), 1);
        picture(u"cash-refunds-light"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"cash-refunds-dark"_s);
        cash->newButton()->click();
        QVERIFY(cash->dialog());
        if (const QString folder = qEnvironmentVariable("ACCORD_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(300);
            cash->dialog()->grab().save(folder + u"/cash-dialog-dark.png"_s);
        }
        cash->dialog()->reject();
    }

    void everyReasonHasWords()
    {
        for (int reason = 0; reason <= int(payments::MatchReason::ByHand); ++reason) {
            const QString id = payments::toString(payments::MatchReason(reason));
            QVERIFY2(reasonInWords(id) != id, qPrintable(id));
        }
    }
};

QTEST_MAIN(TestPayments)
#include "tst_payments.moc"
