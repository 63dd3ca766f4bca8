// SPDX-License-Identifier: GPL-3.0-or-later
// The page of payments on a real workspace.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/payments/match_view.h"
#include "ui/payments/match_words.h"
#include "ui/payments/payment_pages.h"
#include "ui/payments/payments_page.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QSignalSpy>

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
        QTest::keyClick(page().table(), Qt::Key_U);
        QTRY_COMPARE(rows(), 1);
        QTest::keyClick(m_host->window().currentPage(), Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(rows(), 2);
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

    void everyReasonHasWords()
    {
        for (int reason = 0; reason <= int(payments::MatchReason::OtherCurrency); ++reason) {
            const QString id = payments::toString(payments::MatchReason(reason));
            QVERIFY2(reasonInWords(id) != id, qPrintable(id));
        }
    }
};

QTEST_MAIN(TestPayments)
#include "tst_payments.moc"
