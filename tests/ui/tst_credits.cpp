// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/credit_desk.h"
#include "ui/billing/billing_pages.h"
#include "ui/billing/credit_dialog.h"
#include "ui/billing/credit_notes_strip.h"
#include "ui/billing/final_act.h"
#include "ui/billing/invoices_page.h"
#include "ui/printing/document_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;
using billing::CreditNoteState;

/// Every test credits in a company of its own: what is issued is for ever.
class TestCredits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addBillingPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        if (qEnvironmentVariableIsSet("ACCORD_DARK"))
            m_host->theme().setAppearance(Appearance::Dark);
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0004"_s);
        filter.period = Period::monthOf(QDate(2026, 4, 1));
        auto services = m_company->as(u"operator"_s);
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        m_invoice = rows->at(0);
        m_host->freshTab(u"invoices/"_s + m_invoice.id.toString());
        QTRY_COMPARE(page()->table()->currentId(), m_invoice.id.toString());
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void showsAtOnceWhatACreditComesTo()
    {
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->figure(u"total"_s), moneyText(m_invoice.total));
        QCOMPARE(dialog->figure(u"after"_s), moneyText(Money::zero(m_invoice.total.currency())));
        QCOMPARE(dialog->table()->model()->rowCount(), 53);
        dialog->measure()->setCurrentIndex(1);
        QTRY_COMPARE(dialog->note(), u"Say how much."_s);
        dialog->value()->setText(u"1,000.00"_s);
        QTRY_COMPARE(dialog->figure(u"net"_s), u"EUR 1,000.00"_s.replace(u' ', QChar(0xA0)));
        QCOMPARE(dialog->figure(u"before"_s), moneyText(m_invoice.open()));
        QVERIFY(dialog->figure(u"after"_s) != dialog->figure(u"before"_s));
        picture(dialog, u"credit-dialog"_s);
        dialog->value()->setText(u"999999999.00"_s);
        QTRY_VERIFY2(dialog->note().contains(u"cannot be credited"_s), qPrintable(dialog->note()));
        QVERIFY(!dialog->requestButton()->isEnabled());
        dialog->value()->setText(u"ten"_s);
        QTRY_VERIFY(!dialog->note().contains(u"cannot be credited"_s));
        QVERIFY(!dialog->requestButton()->isEnabled());
    }
    void creditsOnlyTheSelectedLines()
    {
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 53);
        dialog->scope()->setCurrentIndex(1);
        dialog->table()->selectRow(1);
        QTRY_COMPARE(dialog->figure(u"net"_s), u"EUR 240.00"_s.replace(u' ', QChar(0xA0)));
        QVERIFY(!dialog->correct()->isEnabled());
    }
    void needsAReason()
    {
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->figure(u"total"_s), moneyText(m_invoice.total));
        QVERIFY(!dialog->requestButton()->isEnabled());
        dialog->reason()->setText(u"  "_s);
        QVERIFY(!dialog->requestButton()->isEnabled());
        dialog->reason()->setText(u"Outage"_s);
        QVERIFY(dialog->requestButton()->isEnabled());
    }
    void issuesACreditNoteAndShowsItsDocument()
    {
        auto *dialog = openDialog();
        dialog->measure()->setCurrentIndex(2);
        dialog->value()->setText(u"10"_s);
        dialog->reason()->setText(u"Goodwill for the outage in April"_s);
        QTRY_VERIFY(dialog->requestButton()->isEnabled());
        dialog->requestButton()->click();
        QTRY_COMPARE(strip()->notes().size(), 1U);
        QTRY_VERIFY(strip()->isVisible());
        QVERIFY(m_host->window().toasts().latest().contains(u"can be issued"_s));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        button(u"issue"_s)->click();
        auto *act = m_host->window().findChild<FinalAct *>();
        QVERIFY(act);
        act->button()->click();
        const auto isIssued = [this] { // the list is read again meanwhile, and has no current row for a moment
            return strip()->notes().size() == 1 && strip()->notes().front().state == CreditNoteState::Issued;
        };
        QTRY_VERIFY(isIssued());
        QCOMPARE(strip()->notes().front().number, u"CN-2026-000001"_s);
        QTRY_VERIFY(page()->document()->name().startsWith(u"Invoice"_s));
        button(u"show"_s)->click();
        QTRY_COMPARE(page()->document()->name(), u"Credit note CN-2026-000001"_s);
        picture(&m_host->window(), u"credit-note"_s);
        button(u"show"_s)->click();
        QTRY_VERIFY(page()->document()->name().startsWith(u"Invoice"_s));
    }
    void creditsAndBillsAnewInOneAct()
    {
        auto *dialog = openDialog();
        QTRY_COMPARE(dialog->figure(u"total"_s), moneyText(m_invoice.total));
        dialog->correct()->setChecked(true);
        dialog->reason()->setText(u"Wrong price"_s);
        QTRY_VERIFY(dialog->requestButton()->isEnabled());
        QCOMPARE(dialog->requestButton()->text(), u"Credit and bill anew"_s);
        dialog->requestButton()->click();
        QTRY_VERIFY2(m_host->window().toasts().latest().contains(u"the corrected invoice is drafted"_s),
                     qPrintable(m_host->window().toasts().latest()));
        auto services = m_company->as(u"operator"_s);
        QVERIFY(storage::InvoiceQueriesSql(services->session()).row(m_invoice.id)->status(test::companyToday())
                == billing::InvoiceStatus::Credited);
    }
    void makesAnInvoiceVoidByTheKeyboard()
    {
        QTest::keyClick(page()->table(), Qt::Key_R, Qt::ShiftModifier);
        auto *dialog = m_host->window().findChild<QInputDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), u"Make %1 void"_s.arg(m_invoice.number));
        dialog->setTextValue(u"Billed to the wrong company"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY2(m_host->window().toasts().latest().contains(m_invoice.number + u" is void"_s),
                     qPrintable(m_host->window().toasts().latest()));
        const auto services = m_company->as(u"operator"_s);
        const auto after = storage::InvoiceQueriesSql(services->session()).row(m_invoice.id);
        QVERIFY(after->status(test::companyToday()) == billing::InvoiceStatus::Void);
        QCOMPARE(after->number, m_invoice.number);
        // The list shows it under that status, with its number.
        m_host->freshTab(u"invoices/"_s + m_invoice.id.toString());
        QTRY_COMPARE(page()->table()->currentId(), m_invoice.id.toString());
        const QModelIndex current = page()->table()->currentIndex();
        QStringList shown;
        for (int column = 0; column < page()->table()->model()->columnCount(); ++column) {
            const QVariant value = current.siblingAtColumn(column).data();
            shown << (value.canConvert<Badge>() ? value.value<Badge>().text : value.toString());
        }
        QVERIFY2(shown.contains(u"Void"_s), qPrintable(shown.join(u" | "_s)));
        QVERIFY2(shown.contains(m_invoice.number), qPrintable(shown.join(u" | "_s)));
        picture(&m_host->window(), u"void-invoice"_s);
    }
    void aDraftIsNotCredited()
    {
        auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.status = billing::InvoiceStatus::InApproval;
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 1, test::companyToday());
        m_host->freshTab(u"invoices/"_s + rows->at(0).id.toString());
        QTRY_COMPARE(page()->table()->currentId(), rows->at(0).id.toString());
        QTest::keyClick(page()->table(), Qt::Key_R);
        QVERIFY(!m_host->window().findChild<CreditDialog *>());
        QVERIFY(m_host->window().toasts().latest().contains(u"not issued"_s));
    }

private:
    InvoicesPage *page() const { return qobject_cast<InvoicesPage *>(m_host->window().currentPage()); }
    CreditNotesStrip *strip() const { return page()->creditNotes(); }
    QPushButton *button(const QString &name) const
    {
        const auto found = strip()->findChildren<QPushButton *>(name);
        return found.isEmpty() ? nullptr : found.last(); // the ones before wait to be deleted
    }
    CreditDialog *openDialog()
    {
        QTest::keyClick(page()->table(), Qt::Key_R);
        auto *dialog = m_host->window().findChild<CreditDialog *>();
        if (!dialog)
            qFatal("no dialog");
        return dialog;
    }
    /// Pictures to look at, where ACCORD_PICTURES names a folder.
    void picture(QWidget *widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(1500); // pages of documents are painted by a thread of their own
        widget->grab().save(u"%1/%2.png"_s.arg(folder, name));
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
    storage::InvoiceRow m_invoice;
};

QTEST_MAIN(TestCredits)
#include "tst_credits.moc"
