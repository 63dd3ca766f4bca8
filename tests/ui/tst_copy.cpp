// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the copy on a rep's machine, for what is only read there.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/sync_desk.h"
#include "ui/accounts/account_pages.h"
#include "ui/billing/billing_pages.h"
#include "ui/contracts/contract_pages.h"
#include "ui/sync/sync_pages.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QTest>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;
using workspace::SyncDesk;

class TestCopy : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    QTemporaryDir m_dir;
    std::unique_ptr<workspace::Workspace> m_copy;
    std::unique_ptr<test::PageHost> m_host;

    Page *page() const { return m_host->window().currentPage(); }
    TableView *table(const QString &name) const
    {
        for (TableView *one : page()->findChildren<TableView *>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }
    /// What the page and its inspector say.
    QString texts() const
    {
        QStringList lines;
        for (const QLabel *label : m_host->window().findChildren<QLabel *>()) {
            if (label->isVisible())
                lines << label->text();
        }
        return lines.join(u'\n');
    }
    QPushButton *button(const QString &begin) const
    {
        for (QPushButton *one : page()->findChildren<QPushButton *>()) {
            if (one->text().startsWith(begin) && one->isVisible())
                return one;
        }
        return nullptr;
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
    contracts::Contract contract(const QString &account)
    {
        const auto services = m_company->as(u"operator"_s);
        return services->contracts().ofAccount(m_company->account(account)).value().front();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        const QString path = m_dir.filePath(u"copy.accord"_s);
        QVERIFY(SyncDesk::start(path, m_company->path(), u"okafor"_s));
        m_copy = workspace::Workspace::open(path).value();
        QVERIFY(SyncDesk(*m_copy->services().value()).run());
    }
    void init()
    {
        PageFactory pages;
        addAccountPages(pages, *m_copy);
        addContractPages(pages, *m_copy);
        addBillingPages(pages, *m_copy);
        addSyncPages(pages, *m_copy);
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup() { m_host.reset(); }
    void cleanupTestCase()
    {
        m_copy.reset();
        m_company.reset();
    }

    void showsTheContractsOfAnAccount()
    {
        m_host->freshTab(u"account/"_s + m_company->account(u"A-0004"_s).toString());
        QTRY_VERIFY2(texts().contains(u"Globex Retail"_s), qPrintable(texts()));
        picture(u"copy-account"_s);
        QTRY_VERIFY(table(u"Contracts"_s));
        QTRY_VERIFY(table(u"Contracts"_s)->model()->rowCount() > 0);
    }

    void readsAContractAndSavesNone()
    {
        const auto shown = contract(u"A-0004"_s);
        m_host->freshTab(u"contract/"_s + shown.id.toString());
        QTRY_VERIFY2(texts().contains(shown.number), qPrintable(texts()));
        QTRY_VERIFY2(texts().contains(u"read in a copy"_s), qPrintable(texts()));
        QPushButton *save = button(u"Save version"_s);
        QVERIFY(save);
        QVERIFY(!save->isEnabled());
        QVERIFY2(save->toolTip().contains(u"A copy only reads contracts"_s), qPrintable(save->toolTip()));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        picture(u"copy-contract"_s);
    }

    void listsHeadersAndSaysWhereTheWholeInvoiceIs()
    {
        m_host->freshTab(u"invoices"_s);
        QTRY_VERIFY(table(u"Invoices"_s));
        QTRY_VERIFY(table(u"Invoices"_s)->model()->rowCount() > 0);
        QTRY_VERIFY2(texts().contains(u"the whole document is with the team's server"_s), qPrintable(texts()));
        QPushButton *run = button(u"Billing run"_s);
        QTRY_VERIFY(run && !run->isEnabled());
        QVERIFY2(run->toolTip().contains(u"only with the team's server"_s), qPrintable(run->toolTip()));
        picture(u"copy-invoices"_s);
        m_host->freshTab(u"account/"_s + m_company->account(u"A-0005"_s).toString());
        QTRY_VERIFY2(texts().contains(u"Latest invoices"_s), qPrintable(texts()));
        picture(u"copy-account-invoices"_s);
        auto *invoices = table(u"Latest invoices"_s) ? table(u"Latest invoices"_s) : table(u"Invoices"_s);
        QVERIFY(invoices);
        QTRY_VERIFY(invoices->model()->rowCount() > 0);
    }

    void saysWhatTheCopyHolds()
    {
        m_host->freshTab(u"sync"_s);
        QTRY_VERIFY2(texts().contains(u"Of EMEA it holds 3 accounts"_s), qPrintable(texts()));
        QVERIFY2(texts().contains(u"issued since 01 Jul 2025"_s), qPrintable(texts()));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        picture(u"copy-sync"_s);
    }

    void amendsNone()
    {
        m_host->freshTab(u"amendment/"_s + contract(u"A-0004"_s).id.toString());
        QTRY_VERIFY2(texts().contains(u"only with the team's server"_s), qPrintable(texts()));
        picture(u"copy-amendment"_s);
    }
};

QTEST_MAIN(TestCopy)
#include "tst_copy.moc"
