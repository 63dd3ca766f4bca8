// SPDX-License-Identifier: GPL-3.0-or-later
// A backup put back: what was issued after it was made is not issued again under the same numbers, and what may have
// been sent is not sent again.
#include "tests/support/company.h"

#include "core/storage/backup.h"
#include "core/storage/outbox_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/number_series_desk.h"
#include "core/workspace/restoring.h"
#include "core/workspace/verification.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestRestoring : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_backup; ///< made before the bills of June were issued
    QString m_place; ///< of the workspace that is restored

    IssueJournal journal() { return IssueJournal(m_folder->filePath(u"journals"_s), m_place); }
    std::unique_ptr<Services> as(const QString &user)
    {
        auto workspace = Workspace::open(m_place);
        if (!workspace || !(*workspace)->setActor(user))
            qFatal("open");
        m_open.push_back(std::move(*workspace));
        return std::move(*m_open.back()->services());
    }
    std::vector<std::unique_ptr<Workspace>> m_open; ///< the services look at them

    std::vector<billing::InvoiceId> approved(Services &services)
    {
        std::vector<billing::InvoiceId> found;
        const auto all = services.invoices().ids().value();
        for (const auto &id : all) {
            if (services.invoices().find(id)->state == billing::InvoiceState::Approved)
                found.push_back(id);
        }
        return found;
    }
    /// Issues what is approved. \returns the numbers.
    Result<QStringList> issueApproved(Services &services)
    {
        jobs::Progress progress;
        const auto ids = approved(services);
        const auto issued = BillingDesk(services).issue(ids, progress);
        if (!issued)
            return passOn(issued);
        QStringList numbers;
        for (const auto &id : ids)
            numbers << services.invoices().find(id)->number;
        numbers.sort();
        return numbers;
    }
    Restored restore()
    {
        auto kept = journal();
        jobs::Progress progress;
        const auto restored = restoreWorkspace(m_backup, m_place, kept, progress);
        if (!restored)
            qFatal("restore: %s", qPrintable(restored.error().id + restored.error().detail));
        return *restored;
    }
    QStringList violations(Services &services)
    {
        jobs::Progress progress;
        QStringList found;
        const auto checks = verify(services, progress).value();
        for (const auto &check : checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        return found;
    }
    QStringList numbersOf(const std::vector<storage::IssuedNumber> &entries)
    {
        QStringList numbers;
        for (const auto &entry : entries)
            numbers << entry.number;
        numbers.sort();
        return numbers;
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_backup = m_folder->filePath(u"backup.accord"_s);
        m_place = m_company->path();
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        QVERIFY(BillingDesk(*services).run(Period::monthOf(QDate(2026, 6, 1)), test::companyToday(), progress));
        QVERIFY(storage::backup(services->session(), m_backup));
    }
    void cleanup()
    {
        m_open.clear();
        m_company.reset();
        m_folder.reset();
    }

    void givesNoNumberTwiceAfterARestore()
    {
        if (test::onServer())
            m_place = m_folder->filePath(u"file.accord"_s);
        if (test::onServer())
            QVERIFY(QFile::copy(m_backup, m_place));
        QStringList given;
        {
            auto services = as(u"operator"_s);
            given = issueApproved(*services).value();
            QVERIFY(!given.empty());
        }
        const Restored restored = restore();
        QVERIFY(QFile::exists(restored.kept));
        QVERIFY(restored.journalled >= given.size());
        auto services = as(u"operator"_s);
        QVERIFY(!approved(*services).empty()); // the backup knows them as not yet issued
        QCOMPARE(issueApproved(*services).error().id, u"restore.numbering_locked"_s);
        const auto check = checkNumbering(*services, journal()).value();
        QCOMPARE(check.open.size(), 1);
        QCOMPARE(numbersOf(check.forgotten), given);
        auto controller = as(u"controller"_s);
        QCOMPARE(confirmNumbering(*controller, journal(), {}, u"compared with the mail that left"_s).value(),
                 qint64(given.size()));
        const QStringList after = issueApproved(*services).value();
        QCOMPARE(after.size(), given.size());
        for (const QString &number : after)
            QVERIFY2(!given.contains(number), qPrintable(number));
        QCOMPARE(violations(*services), QStringList());
        QCOMPARE(confirmNumbering(*controller, journal(), {}, {}).error().id, u"restore.nothing_open"_s);
    }
    void takesTheLastNumberThatSomebodySaw()
    {
        m_place = test::freshPlace(m_folder->filePath(u"elsewhere.accord"_s)); // a machine without a journal
        restore();
        auto controller = as(u"controller"_s);
        const auto before = NumberSeriesDesk(*controller).sheets().value();
        const auto series = std::ranges::find_if(before, [](const SeriesSheet &sheet) {
            return sheet.series.key.series == u"invoice"_s && sheet.series.hasBegun;
        });
        const auto next = series->series.next;
        const QString seen = billing::formatNumber(series->format, series->series.key.year, next + 41).value();
        QCOMPARE(confirmNumbering(*controller, journal(), {u"NOTHING-1"_s}, {}).error().id,
                 u"restore.number_unknown"_s);
        QCOMPARE(checkNumbering(*controller, journal())->open.size(), 1); // all or nothing
        QCOMPARE(confirmNumbering(*controller, journal(), {series->series.entityCode + u':' + seen}, {}).value(), 42);
        auto services = as(u"operator"_s);
        const QStringList after = issueApproved(*services).value();
        QVERIFY(after.contains(billing::formatNumber(series->format, series->series.key.year, next + 42).value()));
        QCOMPARE(violations(*services), QStringList());
    }
    void aMachineWithoutAJournalDoesNotSayThatNothingWasGiven()
    {
        m_place = test::freshPlace(m_folder->filePath(u"elsewhere.accord"_s));
        restore();
        auto controller = as(u"controller"_s);
        // As every command does when it ends: what the backup holds is in the journal then, and nothing newer.
        auto kept = journal();
        QVERIFY(kept.catchUp(*controller));
        const auto check = checkNumbering(*controller, journal()).value();
        QVERIFY(check.knowsNothingNewer() && check.lastKnown.isValid());
        for (const QString &said : {u""_s, u"  "_s}) {
            const auto refused = confirmNumbering(*controller, journal(), {}, said);
            QCOMPARE(refused ? u"confirmed"_s : refused.error().id, u"restore.nothing_known"_s);
            QCOMPARE(refused.error().args.value(u"until"_s).toString(), check.lastKnown.toUTC().toString(Qt::ISODate));
        }
        QCOMPARE(issueApproved(*as(u"operator"_s)).error().id, u"restore.numbering_locked"_s);
        QCOMPARE(confirmNumbering(*controller, journal(), {}, u"Ann compared the mail that left"_s).value(), 0);
    }
    void letsOnlyAControllerConfirm()
    {
        m_place = test::freshPlace(m_folder->filePath(u"elsewhere.accord"_s));
        restore();
        for (const QString &user : {u"operator"_s, u"approver"_s, u"admin"_s})
            QCOMPARE(confirmNumbering(*as(user), journal(), {}, {}).error().id, u"permission.role_missing"_s);
    }
    void doubtsWhatWaitedToBeSent()
    {
        m_place = test::freshPlace(m_folder->filePath(u"elsewhere.accord"_s));
        const auto waiting = storage::OutboxSql(m_company->as(u"operator"_s)->session()).rows(u"waiting"_s, 1000);
        QVERIFY(!waiting->empty());
        const Restored restored = restore();
        QCOMPARE(restored.doubted, qint64(waiting->size()));
        auto services = as(u"operator"_s);
        storage::OutboxSql outbox(services->session());
        QVERIFY(outbox.rows(u"waiting"_s, 1000)->empty());
        QCOMPARE(outbox.rows(u"unknown"_s, 1000)->size(), waiting->size());
    }
    void keepsARestorationOnRecord()
    {
        m_place = test::freshPlace(m_folder->filePath(u"elsewhere.accord"_s));
        restore();
        auto services = as(u"controller"_s);
        QCOMPARE(services->session().run("DELETE FROM restoration").error().id, u"restore.history_kept"_s);
        QCOMPARE(services->session().run("UPDATE restoration SET backup = 'other'").error().id,
                 u"restore.history_kept"_s);
        QVERIFY(confirmNumbering(*services, journal(), {}, u"nothing was sent"_s));
        QCOMPARE(services->session().run("UPDATE restoration SET note = ''").error().id, u"restore.history_kept"_s);
    }
    void writesALineThatACrashCutOffAgain()
    {
        auto services = m_company->as(u"operator"_s);
        auto kept = journal();
        const qint64 all = kept.catchUp(*services).value();
        QVERIFY(all > 1);
        QCOMPARE(kept.catchUp(*services).value(), 0);
        QFile file(kept.file());
        QVERIFY(file.resize(file.size() - 30));
        QCOMPARE(kept.entries()->size(), size_t(all - 1));
        QCOMPARE(kept.catchUp(*services).value(), 1);
        QCOMPARE(kept.entries()->size(), size_t(all));
    }
    void keepsTheJournalsOfTwoWorkspacesApart()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(journal().catchUp(*services).value() > 0);
        const IssueJournal other(m_folder->filePath(u"journals"_s), m_folder->filePath(u"other.accord"_s));
        QVERIFY(other.entries()->empty());
    }
};

QTEST_GUILESS_MAIN(TestRestoring)
#include "tst_restoring.moc"
