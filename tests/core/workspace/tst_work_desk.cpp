// SPDX-License-Identifier: GPL-3.0-or-later
// Work that several programs share, and what keeps one that slept from writing.
#include "core/storage/audit_sql.h"
#include "core/storage/team_driver.h"
#include "core/storage/usage_queries_sql.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/work_desk.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using namespace std::chrono_literals;
using storage::WorkBatchesSql;
using storage::WorkKind;

namespace {

const Period june = Period::monthOf(QDate(2026, 6, 1));
const QSet<WorkKind> everything{WorkKind::BillRun, WorkKind::UsageImport, WorkKind::Export};

/// What stands for June, without the ids that differ from run to run.
QStringList billsOf(Services &services)
{
    storage::InvoiceFilter filter;
    filter.period = june;
    const auto rows = storage::InvoiceQueriesSql(services.session()).page(filter, {}, 1000, services.clock().today());
    QStringList bills;
    for (const auto &row : rows.value()) {
        const auto invoice = services.invoices().find(row.id).value();
        QString text = u"%1 %2 %3 %4"_s.arg(invoice.accountName, invoice.bill.currency.code(),
                                            invoice.bill.total.toString(), billing::toString(invoice.state));
        for (const auto &line : invoice.bill.lines)
            text += u" | %1 %2"_s.arg(line.description, line.net.toString());
        bills << text;
    }
    bills.sort();
    return bills;
}

} // namespace

class TestWorkDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    jobs::Progress m_progress;

    storage::BillRunRow share(Services &services, int payersPerBatch = 1)
    {
        return WorkDesk(services, {}).shareRun(june, {}, payersPerBatch).value();
    }
    /// Lets \a owner work until there is nothing left. \returns what it did.
    std::vector<WorkDone> workAll(Services &services, const QString &owner)
    {
        std::vector<WorkDone> all;
        WorkDesk desk(services, owner);
        while (auto done = desk.doNext(everything, m_progress).value())
            all.push_back(*done);
        return all;
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void billsWhatTheDeskBillsAlone()
    {
        const auto services = m_company->as(u"operator"_s);
        QVERIFY(BillingDesk(*services).run(june, {}, m_progress));
        const QStringList alone = billsOf(*services);
        QVERIFY(alone.size() > 3);

        m_company = std::make_unique<test::Company>();
        const auto opener = m_company->as(u"operator"_s);
        const auto run = share(*opener);
        const auto one = m_company->as(u"operator"_s);
        const auto other = m_company->as(u"operator"_s);
        WorkDesk first(*one, u"first"_s);
        WorkDesk second(*other, u"second"_s);
        int batches = 0;
        while (true) { // in turns
            const auto a = first.doNext(everything, m_progress).value();
            const auto b = second.doNext(everything, m_progress).value();
            batches += a.has_value() + b.has_value();
            if (!a && !b)
                break;
        }
        QCOMPARE(billsOf(*opener), alone);
        const auto done = storage::BillRunsSql(opener->session()).find(run.id).value();
        QCOMPARE(done.state, u"done"_s);
        QCOMPARE(done.created, int(alone.size()));
        QCOMPARE(done.accounts, batches);
        const auto workers = WorkBatchesSql(opener->session()).workers().value();
        QCOMPARE(workers.size(), 2u);
        QVERIFY(workers[0].done > 0 && workers[1].done > 0);
    }

    void onlyTheLastBatchEndsTheRun()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services, 2);
        const auto parts = WorkBatchesSql(services->session()).batches(WorkKind::BillRun, run.id.uuid()).value();
        WorkDesk desk(*services, u"w"_s);
        for (size_t i = 0; i < parts.size(); ++i) {
            QCOMPARE(storage::BillRunsSql(services->session()).find(run.id)->state, u"running"_s);
            QVERIFY(desk.doNext(everything, m_progress).value());
        }
        QCOMPARE(storage::BillRunsSql(services->session()).find(run.id)->state, u"done"_s);
        QVERIFY(!desk.doNext(everything, m_progress).value());
        const auto records = storage::AuditSql(services->session()).newest(100).value();
        const auto finishes = std::ranges::count_if(records, [&](const auto &record) {
            return record.entry.kind == u"bill_run.finish"_s && record.entry.subjectId == run.id.toString();
        });
        QCOMPARE(finishes, 1);
    }

    void whoDecidesIsNotWhoOpenedTheRun()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::Invoice, 0}}));
        const auto opener = m_company->as(u"operator"_s);
        share(*opener);
        m_company->addPerson(u"night"_s, {u"worker"_s});
        workAll(*m_company->as(u"night"_s), u"night"_s);
        storage::InvoiceFilter filter;
        filter.period = june;
        const auto rows
            = storage::InvoiceQueriesSql(opener->session()).page(filter, {}, 10, opener->clock().today()).value();
        QVERIFY(!rows.empty());
        const auto asked
            = opener->approvals().latestFor(approvals::SubjectKind::Invoice, rows.front().id.uuid()).value();
        QVERIFY(asked);
        QCOMPARE(asked->requestedBy, u"operator"_s);
        QCOMPARE(asked->createdBy, u"night"_s);
    }

    void oneLeavesWhatTheOtherHas()
    {
        const auto services = m_company->as(u"operator"_s);
        share(*services, 1000);
        WorkBatchesSql batches(services->session());
        QVERIFY(batches.take(everything, u"first"_s, 60s).value());
        QVERIFY(!batches.take(everything, u"second"_s, 60s).value());
    }

    void takesOnlyWhatItIsFor()
    {
        const auto services = m_company->as(u"operator"_s);
        share(*services, 1000);
        WorkBatchesSql batches(services->session());
        QVERIFY(!batches.take({WorkKind::Export, WorkKind::UsageImport}, u"w"_s, 60s).value());
        QVERIFY(batches.take({WorkKind::BillRun}, u"w"_s, 60s).value());
    }

    void whoMayNotDoItLeavesIt()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services, 1000);
        const auto rep = m_company->as(u"approver"_s);
        const auto refused = WorkDesk(*rep, u"approver"_s).doNext(everything, m_progress);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Forbidden);
        const auto batch
            = WorkBatchesSql(services->session()).batches(WorkKind::BillRun, run.id.uuid()).value().front();
        QCOMPARE(batch.state, u"waiting"_s);
        QCOMPARE(batch.fence, 0);
    }

    void whatSomebodyDiedWithIsDoneByAnother()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services, 2);
        const auto dead = WorkBatchesSql(services->session()).take(everything, u"dead"_s, -1s).value();
        QVERIFY(dead);
        workAll(*services, u"alive"_s);
        QCOMPARE(storage::BillRunsSql(services->session()).find(run.id)->state, u"done"_s);
    }

    void whoSleptPastTheLeaseWritesNothing()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services, 1000);
        WorkBatchesSql batches(services->session());
        const auto slept = batches.take(everything, u"sleeper"_s, -1s).value();
        const auto taken = batches.take(everything, u"other"_s, 60s).value();
        QVERIFY(slept && taken);
        QCOMPARE(taken->id, slept->id);
        QCOMPARE(taken->fence, slept->fence + 1);
        for (const auto &refused : {batches.hold(*slept, 60s), batches.finish(*slept),
                                    batches.giveBack(*slept, {ErrorKind::Internal, u"x.y"_s, {}, {}})}) {
            QVERIFY(!refused);
            QCOMPARE(refused.error().id, u"work.lease_lost"_s);
        }
        // The triggers hold it as well, for a program that forgets to ask.
        storage::BillRunsSql runs(services->session());
        const auto payer = services->contracts().payersWithContracts(june)->front();
        const auto old = runs.noteAccount(run.id, payer, u"nothing_due"_s, {}, {}, &*slept);
        QVERIFY(!old);
        QCOMPARE(old.error().id, u"work.lease_lost"_s);
        const auto none = runs.noteAccount(run.id, payer, u"nothing_due"_s, {}, {});
        QVERIFY(!none);
        QCOMPARE(none.error().id, u"work.lease_lost"_s);
        QVERIFY(runs.noteAccount(run.id, payer, u"nothing_due"_s, {}, {}, &*taken));
        const auto stolen
            = services->session().run("UPDATE work_batch SET lease_owner = 'sleeper' WHERE id = ?", slept->id);
        QVERIFY(!stolen);
        QCOMPARE(stolen.error().id, u"work.lease_lost"_s);
        QVERIFY(batches.finish(*taken));
        QVERIFY(!services->session().run("UPDATE work_batch SET state = 'waiting', finished_at = NULL WHERE id = ?",
                                         taken->id));
        QVERIFY(!services->session().run("DELETE FROM work_batch WHERE id = ?", taken->id));
    }

    void nobodyElseBillsTheSameMonthMeanwhile()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services);
        const auto alone = BillingDesk(*services).run(june, {}, m_progress);
        QVERIFY(!alone);
        QCOMPARE(alone.error().id, u"billing.run_is_shared"_s);
        const auto resumed = BillingDesk(*services).resume(june, m_progress);
        QVERIFY(!resumed);
        QCOMPARE(resumed.error().id, u"billing.run_is_shared"_s);
        const auto another = WorkDesk(*services, {}).shareRun(Period::monthOf(QDate(2026, 7, 1)), {}, 10);
        QVERIFY(!another);
        QCOMPARE(another.error().id, u"work.run_open"_s);
        QCOMPARE(share(*services).id, run.id); // the same month again goes on with it
        workAll(*services, u"w"_s);
        QVERIFY(BillingDesk(*services).run(june, {}, m_progress));
    }

    void aRunWhosePartsWereOnlySaidToBeDoneIsBilledWhenItIsResumed()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto open = share(*services, 5);
        QVERIFY(services->session().run("UPDATE work_batch SET state = 'taken', lease_owner = 'nobody', "
                                        "lease_until = '2026-07-01T00:00:00.000Z', fence = 1"));
        QVERIFY(services->session().run("UPDATE work_batch SET state = 'done', lease_until = NULL, "
                                        "finished_at = '2026-07-01T00:00:00.000Z'"));
        const auto resumed = BillingDesk(*services).resume(june, m_progress);
        QVERIFY2(resumed, resumed ? "" : qPrintable(resumed.error().id));
        QVERIFY(resumed->created > 0);
        QVERIFY(resumed->run.id != open.id);
        QCOMPARE(BillingDesk(*services).resume(june, m_progress).error().id, u"billing.nothing_to_resume"_s);
    }

    void aPayerThatCannotBeBilledIsNotedAndTheRestGoesOn()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto run = share(*services, 1000);
        test::obstruct(services->session(), "wall BEFORE INSERT ON invoice WHEN new.account_name LIKE 'G%'\nBEGIN\n"
                                            "    SELECT raise(abort, 'test.wall');\nEND;");
        const auto done = workAll(*services, u"w"_s);
        QCOMPARE(done.size(), 1u);
        QVERIFY(!done.front().error);
        QVERIFY(!done.front().failures.empty());
        for (const RunFailure &failure : done.front().failures) {
            QVERIFY(failure.accountName.startsWith(u'G'));
            QCOMPARE(failure.error.id, u"test.wall"_s);
        }
        QVERIFY(done.front().created > 1);
        QCOMPARE(storage::BillRunsSql(services->session()).find(run.id)->state, u"done"_s);
        test::clearTheWay(services->session(), "wall");
        QVERIFY(BillingDesk(*services).run(june, {}, m_progress).value().created > 0);
    }

    void whatIsStoredMeanwhileIsNotOverlooked()
    {
        if (!test::onServer())
            QSKIP("on a file one program writes at a time");
        const auto services = m_company->as(u"operator"_s);
        const auto other = m_company->as(u"operator"_s);
        {
            storage::ApartTransaction mine(services->session());
            QVERIFY(mine.begun());
            QVERIFY(other->session().run("UPDATE workspace_setting SET value = value WHERE key = 'company_currency'"));
            const auto stored = mine.commit();
            QVERIFY(!stored);
            QCOMPARE(stored.error().id, u"storage.changed_meanwhile"_s);
        }
        storage::ApartTransaction mine(services->session());
        QVERIFY(mine.begun());
        storage::ApartTransaction theirs(other->session()); // at the same time, for other accounts
        QVERIFY(theirs.begun());
        QVERIFY(theirs.commit());
        QVERIFY(mine.commit());
    }

    void aChangeWhileWorkersBillIsHeeded()
    {
        // The hold comes between the batches: the payer is left out, as by a run that begins then.
        const auto services = m_company->as(u"operator"_s);
        share(*services, 1000);
        const auto writer = m_company->as(u"operator"_s);
        const auto account = services->contracts().payersWithContracts(june)->back();
        QVERIFY(writer->session().run("UPDATE account SET billing_hold_reason = 'disputed' WHERE id = ?", account));
        workAll(*services, u"w"_s);
        const QString name = services->accounts().find(account)->name;
        for (const QString &bill : billsOf(*services))
            QVERIFY(!bill.startsWith(name));
    }

    void importsEachFileOnce()
    {
        const auto services = m_company->as(u"operator"_s);
        QTemporaryDir folder;
        QStringList paths;
        for (int n = 0; n < 3; ++n) {
            paths << folder.filePath(u"usage%1.csv"_s.arg(n));
            QFile file(paths.last());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("event_id,timestamp,meter,account,quantity\n");
            for (int row = 0; row < 5; ++row)
                file.write(
                    u"e%1-%2,2026-06-0%3T10:00:00Z,api_calls,A-0001,7\n"_s.arg(n).arg(row).arg(row + 1).toUtf8());
        }
        QCOMPARE(WorkDesk(*services, {}).shareImports(paths, u"meter"_s).value(), 3);
        const auto slept = WorkBatchesSql(services->session()).take(everything, u"sleeper"_s, -1s).value();
        QVERIFY(slept);
        const auto done = workAll(*services, u"w"_s);
        QCOMPARE(done.size(), 3u);
        for (const WorkDone &one : done)
            QVERIFY2(!one.error, one.error ? qPrintable(one.error->id + one.error->detail) : "");
        const auto imports = storage::UsageQueriesSql(services->session()).imports(0, 10).value();
        QCOMPARE(std::ranges::count(imports, u"meter"_s, &storage::UsageImportRow::source), 3);
        QVERIFY(!WorkBatchesSql(services->session()).finish(*slept));
    }

    void aFileThatIsWrongIsGivenUpAtOnce()
    {
        const auto services = m_company->as(u"operator"_s);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"wrong.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no,such,columns\n1,2,3\n");
        file.close();
        QCOMPARE(WorkDesk(*services, {}).shareImports({file.fileName()}, u"meter"_s).value(), 1);
        const auto done = workAll(*services, u"w"_s);
        QCOMPARE(done.size(), 1u);
        QVERIFY(done.front().error);
        QCOMPARE(WorkBatchesSql(services->session()).progress(10)->front().failed, 1);
    }

    void exportsWhatIsDueOnce()
    {
        const auto services = m_company->as(u"operator"_s);
        QTemporaryDir folder;
        storage::ExportSchedule wish;
        wish.name = u"Invoices"_s;
        wish.what = u"invoices"_s;
        wish.format = u"csv"_s;
        wish.folder = folder.path();
        wish.every = u"month"_s;
        wish.startsOn = QDate(2026, 3, 1);
        QVERIFY(addExportSchedule(*services, wish));
        QCOMPARE(WorkDesk(*services, {}).shareDueExports().value(), 3);
        QCOMPARE(WorkDesk(*services, {}).shareDueExports().value(), 0);
        QCOMPARE(workAll(*services, u"w"_s).size(), 3u);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3);
        QCOMPARE(runDueExports(*services)->size(), 0u);
    }
};

QTEST_GUILESS_MAIN(TestWorkDesk)
#include "tst_work_desk.moc"
