// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sync_desk.h"

#include "core/storage/saved_views_sql.h"
#include "core/storage/sync_feed_sql.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/copy_lock.h"
#include "core/workspace/customer_records.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

/// Copies of a real workspace: what only the store can get wrong.
class TestSyncDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    QTemporaryDir m_dir;
    int m_copies = 0;
    std::unique_ptr<Workspace> m_copy;
    accounts::Account m_account;

    static QString wrong(const auto &result)
    {
        return result ? QString() : result.error().id + u' ' + result.error().detail;
    }
    SyncCounts exchange()
    {
        const auto counts = SyncDesk(*m_copy->services().value()).run();
        if (!counts)
            qWarning() << wrong(counts);
        return counts.value_or(SyncCounts{-1, 0, 0, 0});
    }
    std::vector<storage::InvariantCheck> checks()
    {
        return storage::SyncFeedSql(m_company->as(u"okafor"_s)->session()).check().value();
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        const auto accounts = m_company->as(u"okafor"_s)->accounts().all().value();
        m_account = *std::ranges::find(accounts, u"okafor"_s, &accounts::Account::customerSuccessManager);
        const QString path = m_dir.filePath(u"copy-%1.accord"_s.arg(++m_copies));
        const auto made = SyncDesk::start(path, m_company->path(), u"okafor"_s);
        QVERIFY2(made.has_value(), qPrintable(wrong(made)));
        m_copy = Workspace::open(path).value();
        QVERIFY(exchange().received > 0);
    }
    void cleanup()
    {
        for (const auto &check : checks())
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
        m_copy.reset();
        m_company.reset();
    }

    void putsADraftBesideOneThatWasWrittenMeanwhile()
    {
        const QString reference = u"new/"_s + m_account.id.toString();
        const auto drafts = [](Services &services) {
            return storage::SavedViewsSql(services.session()).of(u"okafor"_s, u"contract-draft"_s).value();
        };
        const auto copy = m_copy->services().value();
        const auto team = m_company->as(u"okafor"_s);
        QVERIFY(ContractDesk(*copy).saveDraft(reference, {{u"number"_s, u"first"_s}}));
        exchange();
        QCOMPARE(drafts(*team).size(), size_t(1));
        QVERIFY(ContractDesk(*copy).saveDraft(reference, {{u"number"_s, u"mine"_s}}));
        QVERIFY(ContractDesk(*team).saveDraft(reference, {{u"number"_s, u"theirs"_s}}));
        QCOMPARE(exchange().conflicts, 1);
        for (Services *place : {copy.get(), team.get()}) {
            const auto both = drafts(*place);
            QCOMPARE(both.size(), size_t(2));
            QCOMPARE(both[0].body.value(u"number"_s).toString(), u"theirs"_s);
            QVERIFY(both[1].name.endsWith(u"(okafor, offline)"_s));
            QCOMPARE(both[1].body.value(u"number"_s).toString(), u"mine"_s);
        }
        const auto open = SyncDesk(*copy).conflicts().value();
        QCOMPARE(open.size(), size_t(1));
        QVERIFY(SyncDesk(*copy).resolve(open.front().conflict.id, true));
        exchange();
        for (Services *place : {copy.get(), team.get()}) {
            const auto one = drafts(*place);
            QCOMPARE(one.size(), size_t(1));
            QCOMPARE(one[0].body.value(u"number"_s).toString(), u"mine"_s);
        }
    }

    void takesACustomerAwayWhoWentToAnotherRegion()
    {
        const auto copy = m_copy->services().value();
        const auto team = m_company->as(u"operator"_s);
        QVERIFY(CustomerRecords(*copy).addNote(m_account.number, u"Known"_s));
        exchange();
        QVERIFY(CustomerRecords(*copy).addNote(m_account.number, u"Too late"_s));
        auto account = team->accounts().find(m_account.id).value();
        account.region = u"AMER"_s;
        QVERIFY(team->accounts().save(account, team->clock().now()));
        QCOMPARE(exchange().rejected, 1);
        QCOMPARE(copy->accounts().find(m_account.id).error().id, u"accounts.not_found"_s);
        const auto kept = SyncDesk(*copy).waiting().value();
        QCOMPARE(kept.size(), size_t(1));
        QCOMPARE(kept.front().reason, u"sync.left_region"_s);
        QCOMPARE(kept.front().command.field(u"text"_s)->after, QJsonValue(u"Too late"_s));
        QCOMPARE(CustomerRecords(*team).notes(m_account.number).value().size(), size_t(1));
    }

    void writesOnlyWhatACopyMayWrite()
    {
        const auto copy = m_copy->services().value();
        auto account = copy->accounts().find(m_account.id).value();
        account.legalName = u"Another"_s;
        const auto saved = copy->accounts().save(account, copy->clock().now());
        QCOMPARE(saved.error().id, u"sync.field_only_with_server"_s);
        QCOMPARE(saved.error().args.value(u"field"_s).toString(), u"legal_name"_s);
    }

    void locksWithoutContact()
    {
        const auto copy = m_copy->services().value();
        QVERIFY(
            storage::SyncClientSql(copy->session(), copy->clock().now()).noteContact(copy->clock().now().addDays(-14)));
        QVERIFY(SyncDesk(*copy).state().value().isLocked);
        QCOMPARE(m_copy->services().error().id, u"sync.copy_locked"_s); // neither reading nor drafts
        QCOMPARE(CustomerRecords(*copy).addNote(m_account.number, u"x"_s).error().id, u"sync.copy_locked"_s);
        {
            const PastCopyLock past;
            exchange();
        }
        QVERIFY(m_copy->services());
        QVERIFY(CustomerRecords(*copy).addNote(m_account.number, u"x"_s));
    }

    void takesAMachineOff()
    {
        const auto copy = m_copy->services().value();
        QVERIFY(CustomerRecords(*copy).addNote(m_account.number, u"Kept to be read"_s));
        const auto rep = m_company->as(u"okafor"_s);
        const auto own = SyncDesk(*rep).devices().value();
        QCOMPARE(own.size(), size_t(1));
        QVERIFY(!own.front().machine.isEmpty());
        const auto stranger = m_company->as(u"operator"_s);
        QVERIFY(SyncDesk(*stranger).devices().value().empty());
        QCOMPARE(SyncDesk(*stranger).revoke(own.front().id, u"x"_s).error().kind, ErrorKind::Forbidden);
        const auto admin = m_company->as(u"admin"_s);
        QCOMPARE(SyncDesk(*admin).revoke(own.front().id, u" "_s).error().id, u"sync.reason_missing"_s);
        QVERIFY(SyncDesk(*admin).revoke(own.front().id, u"The laptop was stolen"_s));
        QCOMPARE(SyncDesk(*admin).revoke(own.front().id, u"x"_s).error().id, u"sync.revoked_already"_s);
        QCOMPARE(SyncDesk(*copy).run().error().id, u"sync.device_revoked"_s);
        QVERIFY(SyncDesk(*copy).state().value().isRevoked);
        QCOMPARE(m_copy->services().error().id, u"sync.copy_revoked"_s);
        const PastCopyLock past;
        QCOMPARE(SyncDesk(*m_copy->services().value()).waiting().value().size(), size_t(1));
        QVERIFY(CustomerRecords(*rep).notes(m_account.number).value().empty());
    }

    void dropsWhatNobodyNeeds()
    {
        const auto lines = [&] {
            auto session = m_company->as(u"operator"_s);
            auto select = session->session().statement("SELECT count(*) FROM sync_change");
            return select.bind().first([](storage::Statement &row) { return row.read<qint64>(); }).value().value();
        };
        const auto admin = m_company->as(u"admin"_s);
        const auto rep = m_company->as(u"okafor"_s);
        QVERIFY(CustomerRecords(*rep).addNote(m_account.number, u"First"_s));
        QCOMPARE(lines(), 1);
        QCOMPARE(SyncDesk(*admin).compact(0).value(), 0); // the copy has not read it
        exchange();
        exchange(); // and says so
        QCOMPARE(SyncDesk(*rep).compact(0).error().kind, ErrorKind::Forbidden);
        QCOMPARE(SyncDesk(*admin).compact(30).value(), 0); // it is of today
        QCOMPARE(SyncDesk(*admin).compact(0).value(), 1);
        QCOMPARE(exchange().received, 0); // whoever has everything goes on
        // Who was away for long is behind the horizon: rows come anew, and what waits is sent.
        const auto copy = m_copy->services().value();
        QVERIFY(CustomerRecords(*copy).addNote(m_account.number, u"Written far away"_s));
        QVERIFY(CustomerRecords(*rep).addNote(m_account.number, u"Second"_s));
        QVERIFY(m_company->as(u"operator"_s)
                    ->session()
                    .run("UPDATE sync_contact SET last_at = ?", rep->clock().now().addDays(-40)));
        QCOMPARE(SyncDesk(*admin).compact(0).value(), 1);
        QVERIFY(exchange().received > 2);
        for (Services *place : {copy.get(), rep.get()})
            QCOMPARE(CustomerRecords(*place).notes(m_account.number).value().size(), size_t(3));
    }
};

QTEST_MAIN(TestSyncDesk)
#include "tst_sync_desk.moc"
