// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a copy, which belongs to a company of its own.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/sync_client_sql.h"
#include "core/workspace/auto_sync.h"
#include "core/workspace/customer_records.h"
#include "core/workspace/sync_desk.h"
#include "ui/sync/sync_page.h"
#include "ui/sync/sync_pages.h"
#include "ui/sync/sync_words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtCore/QSettings>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;
using workspace::CustomerRecords;
using workspace::SyncDesk;

class TestSync : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    QTemporaryDir m_dir;
    int m_copies = 0;
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
    QString texts() const
    {
        QStringList lines;
        for (const QLabel *label : page()->findChildren<QLabel *>()) {
            if (label->isVisibleTo(page()))
                lines << label->text();
        }
        return lines.join(u'\n');
    }
    void rename(workspace::Services &services, const QString &name)
    {
        const auto edited = CustomerRecords(services).editAccount(m_account, name, {});
        QVERIFY2(edited.has_value(), qPrintable(edited ? QString() : edited.error().id + edited.error().detail));
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
    QString nameInTeam() { return m_company->as(u"okafor"_s)->accounts().findByReference(m_account).value().name; }

    QString m_account;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        const auto accounts = m_company->as(u"okafor"_s)->accounts().all().value();
        const auto own = std::ranges::find(accounts, u"okafor"_s, &accounts::Account::customerSuccessManager);
        QVERIFY(own != accounts.end());
        m_account = own->number;
        const QString path = m_dir.filePath(u"copy-%1.accord"_s.arg(++m_copies));
        const auto made = SyncDesk::start(path, m_company->path(), u"okafor"_s);
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().id + made.error().detail));
        m_copy = workspace::Workspace::open(path).value();
        const auto first = SyncDesk(*m_copy->services().value()).run();
        QVERIFY2(first.has_value(), qPrintable(first ? QString() : first.error().id + first.error().detail));
        PageFactory pages;
        addSyncPages(pages, *m_copy);
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_copy.reset();
        m_company.reset();
    }

    void exchangesByItselfWhenSomethingWasWritten()
    {
        bool isOn = false;
        workspace::AutoSync byItself(*m_copy, [&isOn] { return isOn; }, 7);
        int begun = 0;
        connect(&byItself, &workspace::AutoSync::changed, this, [&] { begun += byItself.isRunning(); });
        const auto services = m_copy->services().value();
        const auto waiting = [&] { return SyncDesk(*services).state().value().waiting; };
        QVERIFY(CustomerRecords(*services).addNote(m_account, u"Nobody sends me"_s));
        m_copy->announceChange();
        QTest::qWait(1'500); // the first look at the team would have been by now
        QCOMPARE(begun, 0);
        QCOMPARE(waiting(), 1);
        isOn = true;
        m_copy->announceChange();
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), 0, 15'000);
        QVERIFY(begun > 0);
        QTRY_VERIFY(!byItself.isRunning());
        QTRY_VERIFY(byItself.untilNext() > std::chrono::seconds(30));
        const auto notes = CustomerRecords(*m_company->as(u"okafor"_s)).notes(m_account).value();
        QCOMPARE(notes.size(), size_t(1));
    }

    void sendsWhatWaits()
    {
        const auto services = m_copy->services().value();
        QVERIFY(CustomerRecords(*services).addNote(m_account, u"Wants a second rack"_s));
        m_host->freshTab(u"sync"_s);
        QTRY_COMPARE(table(u"Waiting changes"_s)->model()->rowCount(), 1);
        const QAbstractItemModelTester tester(table(u"Waiting changes"_s)->model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_VERIFY2(texts().contains(u"1 change waiting"_s), qPrintable(texts()));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        QTest::keyClick(page(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(table(u"Waiting changes"_s)->model()->rowCount(), 0);
        QTRY_VERIFY2(texts().contains(u"Synced"_s), qPrintable(texts()));
        const auto notes = CustomerRecords(*m_company->as(u"okafor"_s)).notes(m_account).value();
        QCOMPARE(notes.size(), size_t(1));
        QCOMPARE(notes.front().text, u"Wants a second rack"_s);
    }

    void showsBothSidesAndTakesOneByItsKey()
    {
        const QString before = nameInTeam();
        const auto services = m_copy->services().value();
        rename(*services, u"Mine"_s);
        rename(*m_company->as(u"okafor"_s), u"Theirs"_s);
        QVERIFY(SyncDesk(*services).run());
        QVERIFY(CustomerRecords(*services).addNote(m_account, u"Called them about the name"_s));
        m_host->freshTab(u"sync"_s);
        TableView *conflicts = table(u"Conflicts"_s);
        QTRY_COMPARE(conflicts->model()->rowCount(), 1);
        conflicts->selectFirst();
        QTRY_VERIFY2(texts().contains(u"Take mine (M)"_s) || texts().contains(u"Before"_s), qPrintable(texts()));
        for (const QString &side : {before, u"Mine"_s, u"Theirs"_s})
            QVERIFY2(texts().contains(side), qPrintable(texts()));
        QVERIFY(m_host->status().contains(u"1 conflict"_s));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        picture(u"sync"_s);
        conflicts->setFocus();
        QTest::keyClick(conflicts, Qt::Key_M);
        QTRY_VERIFY2(texts().contains(u"Chosen"_s), qPrintable(texts()));
        QTest::keyClick(page(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(conflicts->model()->rowCount(), 0);
        QCOMPARE(nameInTeam(), u"Mine"_s);
    }

    void showsACopyThatIsLockedOrTakenOff()
    {
        const auto services = m_copy->services().value();
        const QDateTime now = services->clock().now();
        QVERIFY(CustomerRecords(*services).addNote(m_account, u"Kept to be read"_s));
        QVERIFY(storage::SyncClientSql(services->session(), now).noteContact(now.addDays(-20)));
        m_host->freshTab(u"sync"_s);
        QTRY_VERIFY2(texts().contains(u"Copy is locked"_s), qPrintable(texts()));
        QVERIFY(texts().contains(u"closed until it has been synchronised"_s));
        QTRY_COMPARE(table(u"Waiting changes"_s)->model()->rowCount(), 1);
        picture(u"sync-locked"_s);
        const auto admin = m_company->as(u"admin"_s);
        QVERIFY(SyncDesk(*admin).revoke(SyncDesk(*admin).devices().value().front().id, u"The laptop was stolen"_s));
        QTest::keyClick(page(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(texts().contains(u"Machine was taken off"_s), qPrintable(texts()));
        QCOMPARE(table(u"Waiting changes"_s)->model()->rowCount(), 1);
        picture(u"sync-revoked"_s);
    }

    void showsWhoCanSwitchItOff()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"settings.ini"_s), QSettings::IniFormat);
        PageFactory pages;
        addSyncPages(pages, *m_copy, &settings);
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        m_host->freshTab(u"sync"_s);
        auto *byItself = page()->findChild<QCheckBox *>();
        QTRY_VERIFY(byItself->isVisible());
        QVERIFY(byItself->isChecked());
        picture(u"sync-by-itself"_s);
        QTest::keyClick(byItself, Qt::Key_Space);
        QVERIFY(!synchronisesByItself(settings));
        m_host.reset();
    }

    void takesAMachineOffByItsKey()
    {
        QVERIFY(m_company->workspace().setActor(u"admin"_s));
        PageFactory pages;
        addSyncPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        m_host->freshTab(u"sync"_s);
        TableView *machines = table(u"Machines"_s);
        QTRY_COMPARE(machines->model()->rowCount(), 1);
        const QAbstractItemModelTester tester(machines->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(!table(u"Waiting changes"_s)->isVisible());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        picture(u"sync-machines"_s);
        machines->setFocus();
        machines->selectFirst();
        QTest::keyClick(machines, Qt::Key_Delete);
        auto *dialog = m_host->window().findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(u"Left in a train"_s);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(SyncDesk(*m_company->as(u"admin"_s)).devices().value().front().isRevoked);
        const auto shows = [&](const QString &text) {
            for (int column = 0; column < machines->model()->columnCount(); ++column) {
                if (machines->model()->index(0, column).data().toString().contains(text))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(shows(u"Left in a train"_s));
        picture(u"sync-machine-off"_s);
    }

    void saysHowTheCopyStands()
    {
        workspace::SyncState state;
        QCOMPARE(shortStateOf(state), QString());
        state.isCopy = true;
        state.contactAt = QDateTime(QDate(2026, 6, 30), QTime(14, 2), Qt::UTC);
        QCOMPARE(shortStateOf(state), u"synced 14:02"_s);
        state.waiting = 3;
        QCOMPARE(shortStateOf(state), u"3 changes waiting"_s);
        state.failure = u"storage.server_unreachable"_s;
        QCOMPARE(shortStateOf(state), u"offline · 3 changes waiting"_s);
        state.conflicts = 1;
        QCOMPARE(shortStateOf(state), u"1 conflict"_s);
    }
};

QTEST_MAIN(TestSync)
#include "tst_sync.moc"
