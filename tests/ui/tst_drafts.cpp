// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with an invoice on its page before it is issued, and when it is sent.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/document_recipients.h"
#include "core/workspace/purchase_order_desk.h"
#include "ui/billing/billing_pages.h"
#include "ui/billing/date_choice.h"
#include "ui/billing/delivery_dialog.h"
#include "ui/billing/invoices_page.h"
#include "ui/billing/order_choice.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestDrafts : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
    storage::InvoiceRow m_draft; ///< of Umbra Hotels for May, EUR 7,266.00 before tax

    InvoicesPage *page() const { return qobject_cast<InvoicesPage *>(m_host->window().currentPage()); }
    void order(const QString &number, const QString &amount)
    {
        const auto services = m_company->as(u"operator"_s);
        purchasing::PurchaseOrder one;
        one.account = m_draft.accountId;
        one.number = number;
        one.amount = Money::parse(amount, m_draft.total.currency()).value();
        QVERIFY(workspace::PurchaseOrderDesk(*services).save(one));
    }
    QPointer<OrderChoice> ask()
    {
        m_host->window().activateWindow(); // a dialog may have been in front
        page()->table()->setFocus();
        QTest::keyClick(page()->table(), Qt::Key_N);
        return qobject_cast<OrderChoice *>(QApplication::activeModalWidget());
    }
    void picture(QWidget *widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(600);
        widget->grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0005"_s);
        filter.period = Period::monthOf(QDate(2026, 5, 1));
        const auto services = m_company->as(u"operator"_s);
        m_draft = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday())->at(0);
        QVERIFY(m_draft.state != billing::InvoiceState::Issued);
        PageFactory pages;
        addBillingPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        m_host->freshTab(u"invoices/"_s + m_draft.id.toString());
        QTRY_COMPARE(page()->table()->currentId(), m_draft.id.toString());
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void itsOrderIsNamedFromThoseOfItsAccount()
    {
        order(u"UM-1"_s, u"5000.00"_s);
        order(u"UM-2"_s, u"90000.00"_s);
        auto dialog = ask();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->order()->count(), 2);
        QVERIFY2(dialog->note().contains(u"more than what is left"_s), qPrintable(dialog->note()));
        picture(dialog, u"order-choice"_s);
        dialog->order()->setCurrentIndex(1);
        QVERIFY2(dialog->note().endsWith(u"would be left."_s), qPrintable(dialog->note()));
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        const auto invoice = m_company->as(u"operator"_s)->invoices().find(m_draft.id);
        for (const auto &line : invoice->bill.lines)
            QCOMPARE(line.purchaseOrder, u"UM-2"_s);
        QVERIFY(invoice->revision > 1);
        QTRY_VERIFY(dialog = ask()); // it is named already
        QTRY_COMPARE(dialog->order()->count(), 2);
        dialog->button()->click();
        QTRY_VERIFY2(dialog && !dialog->note().endsWith(u"left."_s), "refused in words");
    }

    void aDraftIsDatedAnew()
    {
        page()->table()->setFocus();
        QTest::keyClick(page()->table(), Qt::Key_Y);
        const QPointer dialog = qobject_cast<DateChoice *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->button()->isEnabled());
        QVERIFY2(dialog->note().contains(u"in the order of the numbers"_s), qPrintable(dialog->note()));
        // What lies before the first day that is possible cannot be chosen.
        const QDate first = dialog->day()->minimumDate();
        dialog->day()->setDate(first.addDays(-1));
        QCOMPARE(dialog->day()->date(), first);
        dialog->day()->setDate(first.addDays(3));
        picture(dialog, u"date-choice"_s);
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        const auto invoice = m_company->as(u"operator"_s)->invoices().find(m_draft.id);
        QCOMPARE(invoice->issueDate, first.addDays(3));
        QVERIFY(invoice->revision > 1);
    }

    void anAccountWithoutOrdersIsToldSo()
    {
        const auto dialog = ask();
        QVERIFY(dialog);
        QTRY_VERIFY2(dialog->note().contains(u"no purchase order"_s), qPrintable(dialog->note()));
        QVERIFY(!dialog->button()->isEnabled());
    }

    void whatBecameOfADocumentIsSaid()
    {
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::Paid;
        const auto services = m_company->as(u"operator"_s);
        const auto sent
            = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday())->at(0);
        page()->table()->selectId(sent.id.toString());
        QTRY_COMPARE(page()->table()->currentId(), sent.id.toString());
        const auto askFor = [this] {
            m_host->window().activateWindow();
            page()->table()->setFocus();
            QTest::keyClick(page()->table(), Qt::Key_W);
            return QPointer(qobject_cast<DeliveryDialog *>(QApplication::activeModalWidget()));
        };
        auto dialog = askFor();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->button()->isEnabled());
        QVERIFY2(dialog->note().contains(u"no address"_s), qPrintable(dialog->note()));
        dialog->state()->setCurrentIndex(dialog->state()->findData(u"failed"_s));
        dialog->button()->click();
        QTRY_VERIFY2(dialog && dialog->note().contains(u"reason"_s), qPrintable(dialog->note()));
        dialog->remark()->setText(u"Mailbox is full"_s);
        picture(dialog, u"delivery"_s);
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(dialog = askFor());
        QTRY_COMPARE(dialog->remark()->text(), u"Mailbox is full"_s);
        dialog->state()->setCurrentIndex(dialog->state()->findData(u"sent"_s));
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        const auto row = workspace::DeliveryDesk(*services).of(sent.id.uuid());
        QCOMPARE((*row)->state, u"sent"_s);
        QCOMPARE(workspace::DeliveryDesk(*services).mark(sent.number, u"waiting"_s, {}).error().id,
                 u"delivery.sent_already"_s);
        QCOMPARE(services->session().run("DELETE FROM outbox").error().id, u"delivery.history_kept"_s);
    }

    void eachRecipientIsShownAndMarked()
    {
        m_company->use(test::policyOf({})); // nobody has to agree
        const auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        QVERIFY(workspace::BillingDesk(*services).run(Period::monthOf(test::companyToday()), {}, progress));
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::Approved;
        const auto approved
            = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday())->at(0);
        QVERIFY(workspace::setDocumentRecipients(
            *services, approved.accountId,
            {{u"to"_s, u"ap@buyer.example"_s, {u"invoice"_s}}, {u"copy"_s, u"audit@buyer.example"_s, {u"invoice"_s}}}));
        const auto issued = workspace::BillingDesk(*services).issue({approved.id}, progress);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id));
        const QString number = issued->front().number;
        QPointer dialog(new DeliveryDialog(m_company->workspace(), approved.id.uuid(), number, &m_host->window()));
        dialog->open();
        QTRY_VERIFY(dialog->button()->isEnabled());
        QCOMPARE(dialog->recipient()->count(), 3); // all of them, and each
        dialog->recipient()->setCurrentIndex(dialog->recipient()->findData(u"audit@buyer.example"_s));
        QCOMPARE(dialog->remark()->text(), u"audit@buyer.example"_s);
        dialog->state()->setCurrentIndex(dialog->state()->findData(u"failed"_s));
        dialog->remark()->setText(u"No mailbox"_s);
        picture(dialog, u"delivery-recipients"_s);
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        const auto row = workspace::DeliveryDesk(*services).of(approved.id.uuid());
        QCOMPARE((*row)->state, u"failed"_s);
        QCOMPARE((*row)->recipients.at(0).state, u"waiting"_s);
        QCOMPARE((*row)->recipients.at(1).note, u"No mailbox"_s);
    }

    void isShownAsAProFormaInvoice()
    {
        QTRY_VERIFY(page()->document()->hasDocument());
        QTest::keyClick(page(), Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(page()->document()->name(), u"Pro forma Umbra Hotels"_s);
        picture(&m_host->window(), u"pro-forma"_s);
    }
};

QTEST_MAIN(TestDrafts)
#include "tst_drafts.moc"
