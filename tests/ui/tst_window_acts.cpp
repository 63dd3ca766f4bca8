// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does that needs a few answers first: each act by its keys, on a real workspace.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/export_schedules_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/cheques.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/write_offs.h"
#include "ui/approvals/approval_pages.h"
#include "ui/approvals/approvals_page.h"
#include "ui/billing/billing_pages.h"
#include "ui/billing/deliveries_page.h"
#include "ui/billing/invoices_page.h"
#include "ui/collections/collection_pages.h"
#include "ui/collections/receivables_page.h"
#include "ui/forms/field_dialog.h"
#include "ui/payments/cash_page.h"
#include "ui/payments/payment_pages.h"
#include "ui/payments/payments_page.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

class TestWindowActs : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;

    template<typename PageType> PageType &open(const QString &address, const QString &actor)
    {
        if (!m_company->workspace().setActor(actor))
            qFatal("no %s", qPrintable(actor));
        m_host->freshTab(address);
        auto *page = qobject_cast<PageType *>(m_host->window().currentPage());
        if (!page)
            qFatal("no page %s", qPrintable(address));
        return *page;
    }
    QString toast() { return m_host->window().toasts().latest(); }
    /// Why the command \a id cannot be done now; empty when it can.
    static QString reasonAgainst(Page &page, const QString &id)
    {
        for (const Command &command : page.commands()) {
            if (command.id == id)
                return command.reasonAgainst();
        }
        return u"no such command"_s;
    }
    static void answer(FieldDialog *dialog, const QHash<QString, QString> &answers)
    {
        for (auto one = answers.begin(); one != answers.end(); ++one)
            dialog->setAnswer(one.key(), one.value());
        QTest::mouseClick(dialog->button(), Qt::LeftButton);
    }
    storage::InvoiceRow overdueInvoice()
    {
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::Overdue;
        auto services = m_company->as(u"operator"_s);
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, companyToday()).value();
        return rows.front();
    }
    void picture(const QString &name, QWidget *widget = nullptr)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300);
        (widget ? widget : &m_host->window())->grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        PageFactory pages;
        addBillingPages(pages, m_company->workspace());
        addCollectionPages(pages, m_company->workspace());
        addPaymentPages(pages, m_company->workspace());
        addApprovalPages(pages, m_company->workspace());
        m_host = std::make_unique<PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void givesUpWhatIsOpenOfAnInvoice()
    {
        const storage::InvoiceRow row = overdueInvoice();
        auto &page = open<InvoicesPage>(u"invoices/"_s + row.id.toString(), u"operator"_s);
        QTRY_COMPARE(page.table()->currentId(), row.id.toString());
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_W, Qt::ShiftModifier);
        QTRY_VERIFY(page.dialog());
        picture(u"write-off-dialog"_s, page.dialog());
        answer(page.dialog(), {}); // without a reason
        QTRY_VERIFY(page.dialog() && !page.dialog()->note().isEmpty());
        answer(page.dialog(), {{u"amount"_s, u"12.50"_s}, {u"reason"_s, u"not worth it"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_VERIFY2(toast().contains(row.number), qPrintable(toast()));
        auto services = m_company->as(u"operator"_s);
        const auto written = workspace::writeOffs(*services);
        QVERIFY(written && written->size() == 1);
        QCOMPARE(written->front().number, row.number);
        QCOMPARE(written->front().amount.toString(), u"12.50"_s);
        QVERIFY(toast().contains(written->front().state == u"done" ? u"are written off"_s : u"waits to be approved"_s));
    }
    void saysWhoMayGiveUpReceivables()
    {
        const storage::InvoiceRow row = overdueInvoice();
        auto &page = open<InvoicesPage>(u"invoices/"_s + row.id.toString(), u"approver"_s);
        QTRY_COMPARE(page.table()->currentId(), row.id.toString());
        QTRY_VERIFY(reasonAgainst(page, u"invoices.write_off"_s).contains(u"billing"_s));
        QTest::keyClick(page.table(), Qt::Key_W, Qt::ShiftModifier);
        QVERIFY(!page.dialog());
    }
    void showsWhatAPayerWasBilledForAMonth()
    {
        auto &page = open<ReceivablesPage>(u"receivables"_s, u"operator"_s);
        QTRY_VERIFY(page.table()->model()->rowCount() > 2);
        page.table()->setFocus();
        page.table()->selectFirst();
        QTRY_VERIFY(page.statement()->hasDocument());
        QTest::keyClick(page.table(), Qt::Key_S);
        QTRY_VERIFY(page.dialog());
        answer(page.dialog(), {{u"month"_s, u"2026-13"_s}});
        QTRY_VERIFY(page.dialog()->note().contains(u"2026-13"_s));
        answer(page.dialog(), {{u"month"_s, u"2020-01"_s}}); // before there was anything
        QTRY_VERIFY(page.dialog() && page.dialog()->note().contains(u"statement"_s, Qt::CaseInsensitive));
        answer(page.dialog(), {{u"month"_s, u"2026-04"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_VERIFY2(page.statement()->name().endsWith(u"2026-04"_s), qPrintable(page.statement()->name()));
        QVERIFY(page.statement()->pageCount() > 0);
        QVERIFY(reasonAgainst(page, u"receivables.save_statement"_s).isEmpty());
        picture(u"statement-of-a-month"_s);
    }
    void takesAPaymentBackThatReturned()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::importBankFile(
            *services,
            camtOf(u"EUR"_s, {{u"A1"_s, u"100.00"_s, u"thanks"_s}, {u"A2"_s, u"-105.00"_s, u"back"_s, u"Bank"_s}}),
            u"s"_s));
        auto &page = open<PaymentsPage>(u"payments/2"_s, u"operator"_s);
        QTRY_COMPARE(page.table()->model()->rowCount(), 2);
        page.table()->setFocus();
        page.table()->selectId(u"1"_s);
        QTRY_VERIFY(reasonAgainst(page, u"payments.return"_s).contains(u"money out"_s));
        page.table()->selectId(u"2"_s);
        QTRY_VERIFY(reasonAgainst(page, u"payments.return"_s).isEmpty());
        QTest::keyClick(page.table(), Qt::Key_R);
        QTRY_VERIFY(page.dialog());
        answer(page.dialog(), {{u"original"_s, u"77"_s}});
        QTRY_VERIFY(page.dialog()->note().contains(u"77"_s));
        answer(page.dialog(), {{u"original"_s, u"1"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_COMPARE(toast(), u"Entry 1 came back with entry 2."_s);
        QCOMPARE(storage::BankEntriesSql(services->session()).find(1)->state, u"returned"_s);
    }
    void onlyWhoMatchesTakesPaymentsBack()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::importBankFile(
            *services,
            camtOf(u"EUR"_s, {{u"A1"_s, u"100.00"_s, u"thanks"_s}, {u"A2"_s, u"-105.00"_s, u"back"_s, u"Bank"_s}}),
            u"s"_s));
        auto &page = open<PaymentsPage>(u"payments/2"_s, u"approver"_s);
        QTRY_VERIFY(reasonAgainst(page, u"payments.return"_s).contains(u"billing"_s));
        QVERIFY(reasonAgainst(page, u"payments.deposit"_s).contains(u"billing"_s));
        auto approver = m_company->as(u"approver"_s);
        QCOMPARE(workspace::PaymentsDesk(*approver).takeBackByHand(2, 1).error().id, u"permission.role_missing"_s);
    }
    void clearsADepositOfCheques()
    {
        auto services = m_company->as(u"operator"_s);
        const Currency usd = Currency::fromCode(u"USD"_s).value();
        QVERIFY(workspace::recordCheque(*services, {u"A-0006"_s, u"1001"_s, Money(10000, usd), {}, {}}));
        QVERIFY(workspace::depositCheques(*services, {}, usd));
        QVERIFY(workspace::importBankFile(*services, camtOf(u"USD"_s, {{u"A1"_s, u"100.00"_s, u"counter"_s}}), u"s"_s));
        auto &page = open<PaymentsPage>(u"payments/1"_s, u"operator"_s);
        QTRY_COMPARE(page.table()->currentId(), u"1"_s);
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_D);
        QTRY_VERIFY(page.dialog());
        answer(page.dialog(), {{u"deposit"_s, u"DEP-000001"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_COMPARE(toast(), u"Entry 1 is the deposit DEP-000001."_s);
        QCOMPARE(storage::ChequesSql(services->session()).deposits()->front().entry, 1);
    }
    void endsAScheduledExport()
    {
        QTemporaryDir folder;
        auto services = m_company->as(u"operator"_s);
        storage::ExportSchedule wish;
        wish.name = u"books"_s;
        wish.what = u"journal"_s;
        wish.format = u"csv"_s;
        wish.folder = folder.path();
        wish.every = u"month"_s;
        wish.day = 1;
        QVERIFY(workspace::addExportSchedule(*services, wish));
        auto &page = open<CashPage>(u"cash"_s, u"approver"_s);
        QTest::keyClick(&page, Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(page.table(CashPage::Exports)->model()->rowCount(), 1);
        QTRY_VERIFY(!reasonAgainst(page, u"cash.end_export"_s).isEmpty());
        auto &mine = open<CashPage>(u"cash"_s, u"operator"_s);
        QTest::keyClick(&mine, Qt::Key_4, Qt::ControlModifier);
        TableView *table = mine.table(CashPage::Exports);
        QTRY_COMPARE(table->currentId(), u"books"_s);
        QTRY_VERIFY(reasonAgainst(mine, u"cash.end_export"_s).isEmpty());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_E);
        QTRY_VERIFY2(toast().startsWith(u"books has ended"_s), qPrintable(toast()));
        QVERIFY(storage::ExportSchedulesSql(services->session()).all()->front().endedOn.isValid());
        QTRY_COMPARE(reasonAgainst(mine, u"cash.end_export"_s), u"It has ended."_s);
    }
    void asksForAnApprovalOfSomethingWithoutADocument()
    {
        auto &page = open<ApprovalsPage>(u"approvals"_s, u"operator"_s);
        m_company->use(policyOf({{approvals::SubjectKind::Discount, 100}}));
        QTRY_VERIFY(reasonAgainst(page, u"approvals.request"_s).isEmpty());
        auto *table = page.findChild<TableView *>();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_N);
        QTRY_VERIFY(page.dialog());
        picture(u"approval-request-dialog"_s, page.dialog());
        // Nothing is offered that the desk refuses whatever is asked.
        const auto *kinds = page.dialog()->findChild<QComboBox *>();
        QVERIFY(kinds && kinds->count() > 3);
        QCOMPARE(kinds->findData(approvals::toString(approvals::SubjectKind::Contract)), -1);
        for (const auto kind : {approvals::SubjectKind::Discount, approvals::SubjectKind::Proposal})
            QVERIFY(kinds->findData(approvals::toString(kind)) >= 0);
        answer(page.dialog(), {{u"kind"_s, u"discount"_s}, {u"title"_s, u"Pilot"_s}, {u"amount"_s, u"900.00"_s}});
        QTRY_VERIFY(!page.dialog()->note().isEmpty()); // a reason is missing
        answer(page.dialog(), {{u"reason"_s, u"they pay a year ahead"_s}, {u"account"_s, u"A-0006"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_COMPARE(toast(), u"“Pilot” waits to be approved."_s);
        const auto pending = m_company->as(u"approver"_s)->approvals().pending();
        QVERIFY(std::ranges::any_of(*pending, [](const auto &one) {
            return one.kind == approvals::SubjectKind::Discount && one.amount.toString() == u"900.00"_s;
        }));
    }
    void asksAgainForWhatWasRejected()
    {
        m_company->use(policyOf({{approvals::SubjectKind::CreditTerms, 0}}));
        auto services = m_company->as(u"operator"_s);
        workspace::ChangeWish wish;
        wish.field = approvals::ChangedField::PaymentTerms;
        wish.record = u"A-0006"_s;
        wish.after = u"60"_s;
        wish.reason = u"they asked"_s;
        const auto asked = workspace::ChangeDesk(*services).request(wish);
        QVERIFY2(asked && asked->approval, asked ? "" : qPrintable(asked.error().id));
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(workspace::ApprovalDesk(*approver).decide(asked->approval->id, approvals::Verdict::Reject, u"no"_s));
        auto &page = open<ApprovalsPage>(u"approvals"_s, u"operator"_s);
        auto *table = page.findChild<TableView *>();
        QTest::keyClick(&page, Qt::Key_3, Qt::ControlModifier);
        table->selectId(asked->approval->id.toString());
        QTRY_COMPARE(table->currentId(), asked->approval->id.toString());
        QTRY_COMPARE(reasonAgainst(page, u"approvals.again"_s), QString());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_R, Qt::ShiftModifier);
        QTRY_COMPARE(toast(), u"Asked again: it waits to be approved."_s);
        const auto pending = m_company->as(u"approver"_s)->approvals().pending();
        QVERIFY(std::ranges::any_of(*pending,
                                    [](const auto &one) { return one.kind == approvals::SubjectKind::CreditTerms; }));
        auto &others = open<ApprovalsPage>(u"approvals"_s, u"approver"_s);
        auto *decided = others.findChild<TableView *>();
        QTest::keyClick(&others, Qt::Key_3, Qt::ControlModifier);
        decided->selectId(asked->approval->id.toString());
        QTRY_COMPARE(decided->currentId(), asked->approval->id.toString());
        QVERIFY(reasonAgainst(others, u"approvals.again"_s).contains(u"Olivia Park"_s));
    }
    void marksDeliveriesByKey()
    {
        auto &page = open<DeliveriesPage>(u"deliveries"_s, u"operator"_s);
        QTRY_VERIFY(page.table()->model()->rowCount() > 1);
        QCOMPARE(m_host->unnamed(), QString());
        QVERIFY(m_host->window().commands().conflicts().empty());
        const int waiting = page.table()->model()->rowCount();
        page.table()->setFocus();
        page.table()->selectFirst();
        const QString id = page.table()->currentId();
        const QString number = page.table()->model()->index(0, 0).data().toString();
        QTRY_VERIFY(page.sideText().contains(number));
        QTRY_VERIFY(reasonAgainst(page, u"deliveries.failed"_s).isEmpty());
        QTest::keyClick(page.table(), Qt::Key_F);
        QTRY_VERIFY(page.dialog());
        answer(page.dialog(), {}); // a failure has a reason
        QTRY_VERIFY(!page.dialog()->note().isEmpty());
        answer(page.dialog(), {{u"reason"_s, u"mailbox full"_s}});
        QTRY_VERIFY(!page.dialog());
        QTRY_COMPARE(page.table()->model()->rowCount(), waiting - 1);
        QVERIFY(toast().startsWith(number));
        m_host->window().activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget *>(&m_host->window()));
        QTest::keyClick(&page, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(page.table()->currentId(), id);
        QTRY_VERIFY(page.sideText().contains(u"mailbox full"_s));
        picture(u"deliveries"_s);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"deliveries-dark"_s);
        m_host->theme().setAppearance(Appearance::Light);
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_R); // once more
        QTRY_COMPARE(page.table()->model()->rowCount(), 0);
        QTest::keyClick(&page, Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(page.table()->model()->rowCount(), waiting);
        page.table()->selectId(id);
        QTRY_COMPARE(page.table()->currentId(), id);
        page.table()->setFocus();
        QTest::keyClick(page.table(), Qt::Key_S);
        QTRY_VERIFY2(toast().contains(u"was sent"_s), qPrintable(toast()));
        QTRY_COMPARE(page.table()->model()->rowCount(), waiting - 1);
        QTest::keyClick(&page, Qt::Key_4, Qt::ControlModifier);
        page.table()->selectId(id);
        QTRY_COMPARE(page.table()->currentId(), id);
        QTRY_VERIFY(reasonAgainst(page, u"deliveries.retry"_s).contains(u"taken back"_s));
    }
    void beginsWithTheDeliveryThatWasLinked()
    {
        auto services = m_company->as(u"operator"_s);
        const auto rows = workspace::DeliveryDesk(*services).list(u"waiting"_s, 9);
        QVERIFY(rows && rows->size() > 1);
        QVERIFY(workspace::DeliveryDesk(*services).mark(rows->back().number, u"failed"_s, u"no such address"_s));
        const QString id = rows->back().id.toString(QUuid::WithoutBraces);
        auto &page = open<DeliveriesPage>(u"deliveries/failed/"_s + id, u"ito"_s);
        QCOMPARE(page.tabs()->currentIndex(), 1);
        QTRY_COMPARE(page.table()->currentId(), id);
        QTRY_VERIFY(reasonAgainst(page, u"deliveries.sent"_s).contains(u"billing"_s)); // who may say so
    }
};

QTEST_MAIN(TestWindowActs)
#include "tst_window_acts.moc"
