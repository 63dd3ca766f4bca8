// SPDX-License-Identifier: GPL-3.0-or-later
// A discount and withheld tax of one issued invoice, from its page.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/billing/billing_pages.h"
#include "ui/billing/invoice_terms_dialog.h"
#include "ui/billing/invoices_page.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

class TestInvoiceTerms : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;

    storage::InvoiceRow invoiceOf(billing::InvoiceState state)
    {
        const auto services = m_company->as(u"operator"_s);
        const auto rows = storage::InvoiceQueriesSql(services->session()).page({}, {}, 500, companyToday());
        for (const auto &row : *rows) {
            if (row.state == state && (row.state != billing::InvoiceState::Issued || row.open().minor() > 0))
                return row;
        }
        qFatal("no such invoice");
    }
    /// The dialog that T opens for \a row.
    InvoiceTermsDialog *openDialog(const storage::InvoiceRow &row)
    {
        m_host->freshTab(u"invoices/"_s + row.id.toString());
        auto *page = qobject_cast<InvoicesPage *>(m_host->window().currentPage());
        if (!QTest::qWaitFor([&] { return page->table()->currentId() == row.id.toString(); }))
            return nullptr;
        page->table()->setFocus();
        QTest::keyClick(page->table(), Qt::Key_T);
        return page->findChild<InvoiceTermsDialog *>();
    }
    static void picture(const QString &name, QWidget *widget)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300); // the layout settles, and the theme reaches every widget
        widget->grab().save(folder + u'/' + name + u".png"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addBillingPages(pages, m_company->workspace());
        m_host = std::make_unique<PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void offersADiscountWithTheAmountThatItShowed()
    {
        const auto row = invoiceOf(billing::InvoiceState::Issued);
        auto *dialog = openDialog(row);
        QVERIFY(dialog);
        dialog->percent()->setText(u"two"_s);
        QTRY_VERIFY2(dialog->offerNote().contains(u"two"_s), qPrintable(dialog->offerNote()));
        QVERIFY(!dialog->offerButton()->isEnabled());
        dialog->percent()->setText(u"2"_s);
        QTRY_VERIFY(dialog->offerButton()->isEnabled());
        const QString shown = dialog->offerNote();
        dialog->withheld()->setText(u"10"_s);
        QTRY_VERIFY(dialog->withholdButton()->isEnabled());
        picture(u"invoice-terms"_s, dialog);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"invoice-terms-dark"_s, dialog);
        QSignalSpy told(dialog, &InvoiceTermsDialog::told);
        dialog->offerButton()->click();
        QTRY_COMPARE(told.size(), 1);
        const auto kept = workspace::invoiceTerms(*m_company->as(u"operator"_s), row.number);
        QCOMPARE(kept->offers.size(), size_t(1));
        QVERIFY2(shown.startsWith(moneyText(kept->offers.front().amount)), qPrintable(shown));
        dialog->percent()->setText(u"3"_s); // up to the same day
        QTRY_VERIFY2(!dialog->offerNote().isEmpty(), qPrintable(dialog->offerNote()));
        QTRY_VERIFY(!dialog->offerButton()->isEnabled());
    }

    void notesWithheldTaxOnce()
    {
        const auto row = invoiceOf(billing::InvoiceState::Issued);
        auto *dialog = openDialog(row);
        QVERIFY(dialog);
        dialog->withheld()->setText(u"10"_s);
        QTRY_VERIFY(dialog->withholdButton()->isEnabled());
        const QString shown = dialog->withholdingNote();
        dialog->withholdButton()->click();
        QTRY_VERIFY(!dialog->withheld()->isEnabled());
        const auto kept = workspace::invoiceTerms(*m_company->as(u"operator"_s), row.number);
        QVERIFY(kept->withholding);
        QCOMPARE(kept->withholding->percent, Decimal(10));
        QVERIFY2(shown.startsWith(moneyText(kept->withholding->amount)), qPrintable(shown));
    }

    void isNotOfferedForADraft() { QVERIFY(!openDialog(invoiceOf(billing::InvoiceState::InApproval))); }
};
QTEST_MAIN(TestInvoiceTerms)
#include "tst_invoice_terms.moc"
