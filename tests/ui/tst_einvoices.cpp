// SPDX-License-Identifier: GPL-3.0-or-later
// Electronic invoices in the window: how a customer wants them, what is missing, and the file.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/einvoice/rules.h"
#include "core/storage/einvoices_sql.h"
#include "core/workspace/einvoice_desk.h"
#include "ui/accounts/account_page.h"
#include "ui/accounts/account_pages.h"
#include "ui/accounts/einvoice_dialog.h"
#include "ui/billing/billing_pages.h"
#include "ui/billing/electronic_document.h"
#include "ui/billing/explain_panel.h"
#include "ui/billing/invoices_page.h"
#include "ui/billing/received_einvoice_dialog.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::test;
using namespace accord::ui;

class TestEinvoices : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<PageHost> m_host;
    QTemporaryDir m_folder;

    EinvoiceDialog *openDialog()
    {
        const auto id = m_company->account(u"A-0004"_s);
        m_host->freshTab(u"account/"_s + id.toString());
        auto *page = m_host->window().currentPage();
        if (!QTest::qWaitFor([&] { return page->title() == u"Globex Retail"_s; }))
            return nullptr;
        for (const Command &command : page->commands()) {
            if (command.id == u"account.einvoices"_s)
                command.run();
        }
        auto *dialog = page->findChild<EinvoiceDialog *>();
        return dialog && QTest::qWaitFor([&] { return dialog->isReady(); }) ? dialog : nullptr;
    }
    storage::InvoiceRow invoiceOf(billing::InvoiceState state)
    {
        const auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0004"_s);
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 50, companyToday());
        for (const auto &row : *rows) {
            if (row.state == state)
                return row;
        }
        qFatal("no such invoice");
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
        addAccountPages(pages, m_company->workspace());
        addBillingPages(pages, m_company->workspace());
        m_host = std::make_unique<PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void keepsHowACustomerWantsItsInvoices()
    {
        auto *dialog = openDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->profile()->currentIndex(), 0); // none
        QVERIFY(!dialog->buyerReference()->isEnabled());
        dialog->profile()->setCurrentIndex(dialog->profile()->findData(u"peppol"_s));
        QVERIFY(!dialog->syntax()->isEnabled()); // Peppol is UBL only
        dialog->buyerReference()->setText(u"PO 7"_s);
        dialog->address()->setText(u"DE129273398"_s);
        dialog->save(); // an address without a scheme
        QTRY_VERIFY2(dialog->note().contains(u"scheme"_s), qPrintable(dialog->note()));
        dialog->scheme()->setCurrentIndex(dialog->scheme()->findData(u"9930"_s));
        picture(u"einvoice-dialog"_s, dialog);
        QSignalSpy saved(dialog, &EinvoiceDialog::saved);
        dialog->save();
        QTRY_COMPARE(saved.size(), 1);
        auto *again = openDialog();
        QVERIFY(again);
        QCOMPARE(again->profile()->currentData().toString(), u"peppol"_s);
        QCOMPARE(again->buyerReference()->text(), u"PO 7"_s);
        again->profile()->setCurrentIndex(0);
        QSignalSpy stopped(again, &EinvoiceDialog::saved);
        again->save();
        QTRY_COMPARE(stopped.size(), 1);
        const auto services = m_company->as(u"operator"_s);
        QVERIFY(!*workspace::EinvoiceDesk(*services).customer(u"A-0004"_s));
    }

    void saysBeforeIssueWhatIsMissing()
    {
        const auto services = m_company->as(u"operator"_s);
        einvoice::CustomerProfile customer;
        customer.profile = einvoice::Profile::XRechnung3;
        QVERIFY(workspace::EinvoiceDesk(*services).saveCustomer(u"A-0004"_s, customer));
        m_host->freshTab(u"invoices/"_s + invoiceOf(billing::InvoiceState::InApproval).id.toString());
        auto *page = qobject_cast<InvoicesPage *>(m_host->window().currentPage());
        QVERIFY(page);
        const auto said = [&] {
            QString text;
            for (const QLabel *label : page->explanation()->findChildren<QLabel *>())
                text += label->text();
            return text;
        };
        QTRY_VERIFY2(said().contains(u"BR-DE-3"_s), qPrintable(said()));
        picture(u"einvoice-missing"_s, &m_host->window());
    }

    void writesNothingWhereAFactIsMissing()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto invoice = services->invoices().find(invoiceOf(billing::InvoiceState::Issued).id);
        QVERIFY(invoice);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"invoice.xml"_s);
        // The seller had no VAT id when it was made.
        const auto refused = saveElectronicDocument(*services, invoice->id, path);
        QCOMPARE(refused.error().id, u"einvoice.incomplete"_s);
        QVERIFY(!QFile::exists(path));
    }

    /// The dialog once it has read \a xml, which was dropped on the page.
    ReceivedEinvoiceDialog *drop(const QByteArray &xml, const QString &name)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size())
            return nullptr;
        file.close();
        m_host->freshTab(u"invoices"_s);
        auto *page = m_host->window().currentPage();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(page, &enter);
        QDropEvent dropped(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted())
            QCoreApplication::sendEvent(page, &dropped);
        auto *dialog = page->findChild<ReceivedEinvoiceDialog *>();
        if (!dialog)
            return nullptr;
        QSignalSpy checked(dialog, &ReceivedEinvoiceDialog::checked);
        return checked.wait() ? dialog : nullptr;
    }
    /// The electronic form of an issued invoice of Globex, with its number.
    std::pair<QByteArray, QString> issuedXml()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto invoice = services->invoices().find(invoiceOf(billing::InvoiceState::Issued).id);
        const auto meaning = workspace::EinvoiceDesk(*services).meaningOf(*invoice, {});
        return {einvoice::writeInvoice(*meaning, einvoice::Syntax::Cii).value(), invoice->number};
    }

private Q_SLOTS:
    void findsThatAReceivedCopyOfOursSaysTheSame()
    {
        const auto [xml, number] = issuedXml();
        auto *dialog = drop(xml, u"same.xml"_s);
        QVERIFY(dialog);
        QVERIFY2(dialog->note().contains(number), qPrintable(dialog->note()));
        QTRY_VERIFY(dialog->terms()->model()->rowCount() > 20);
        for (int row = 0; row < dialog->terms()->model()->rowCount(); ++row)
            QCOMPARE(dialog->terms()->model()->index(row, 1).data().toString(), u"Equal"_s);
        dialog->tabs()->setCurrentIndex(1);
        dialog->onlyDifferent()->setChecked(true);
        QTRY_COMPARE(dialog->terms()->model()->rowCount(), 0);
    }

    void showsWhichFieldsOfAReceivedInvoiceDiffer()
    {
        auto [xml, number] = issuedXml();
        xml.replace("<ram:DuePayableAmount>", "<ram:DuePayableAmount>1");
        auto *dialog = drop(xml, u"other.xml"_s);
        QVERIFY(dialog);
        dialog->onlyDifferent()->setChecked(true);
        QTRY_COMPARE(dialog->terms()->model()->rowCount(), 1);
        QVERIFY(dialog->terms()->model()->index(0, 0).data().toString().startsWith(u"BT-115 "_s));
        QTRY_VERIFY(dialog->findings()->model()->rowCount() >= 1);
        QVERIFY2(dialog->asText().contains(u"\tBR-CO-16\t"_s), qPrintable(dialog->asText()));
        QVERIFY(dialog->asText().contains(u"\tDifferent\t"_s));
        picture(u"einvoice-received-rules"_s, dialog);
        dialog->onlyDifferent()->setChecked(false);
        dialog->tabs()->setCurrentIndex(1);
        picture(u"einvoice-received-compared"_s, dialog);
        m_host->theme().setAppearance(Appearance::Dark);
        picture(u"einvoice-received-dark"_s, dialog);
        QSignalSpy wanted(dialog, &ReceivedEinvoiceDialog::openRequested);
        for (auto *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == u"Open &ours"_s)
                button->click();
        }
        QCOMPARE(wanted.size(), 1);
        QTRY_COMPARE(m_host->window().currentPage()->title(), u"Invoices"_s);
    }

    void saysWhatIsWrongWithAFileThatIsNoInvoice()
    {
        auto *dialog = drop("<a><b></a>", u"broken.xml"_s);
        QVERIFY(dialog);
        QVERIFY2(dialog->note().contains(u"not well formed"_s), qPrintable(dialog->note()));
        QVERIFY(dialog->asText().isEmpty());
    }
};
QTEST_MAIN(TestEinvoices)
#include "tst_einvoices.moc"
