// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sync_desk.h"

#include "core/storage/attachment_contents_sql.h"
#include "core/storage/saved_views_sql.h"
#include "core/storage/sync_feed_sql.h"
#include "core/storage/sync_server_sql.h"
#include "core/sync/content_exchange.h"
#include "core/workspace/attachments.h"
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
        // Nor does a new copy come to this machine; other people may have one.
        const auto again = SyncDesk::start(m_dir.filePath(u"again.accord"_s), m_company->path(), u"okafor"_s);
        QCOMPARE(again.error().id, u"sync.machine_revoked"_s);
        QVERIFY(!QFile::exists(m_dir.filePath(u"again.accord"_s)));
        QVERIFY(SyncDesk::start(m_dir.filePath(u"others.accord"_s), m_company->path(), u"operator"_s));
    }

    void givesNoCopyToWhoSeesNoCustomers()
    {
        const auto made = SyncDesk::start(m_dir.filePath(u"none.accord"_s), m_company->path(), u"admin"_s);
        QCOMPARE(made.error().id, u"permission.role_missing"_s);
        QVERIFY(!QFile::exists(m_dir.filePath(u"none.accord"_s)));
    }

    void countsWhatAMachineHasNotRead()
    {
        exchange(); // and says what it has read
        const auto rep = m_company->as(u"okafor"_s);
        QCOMPARE(SyncDesk(*rep).devices().value().front().behind, 0);
        QVERIFY(CustomerRecords(*rep).addNote(m_account.number, u"News"_s));
        QCOMPARE(SyncDesk(*rep).devices().value().front().behind, 1);
    }

    void carriesFilesBothWays()
    {
        const auto copy = m_copy->services().value();
        const auto team = m_company->as(u"operator"_s);
        const QByteArray mine(int(2 * sync::partSize) + 9, 'm');
        const QByteArray theirs(int(sync::partSize) + 1, 't');
        const auto sent = Attachments(*copy).add({m_account.id}, u"mine.txt"_s, mine);
        const auto kept = Attachments(*team).add({m_account.id}, u"theirs.txt"_s, theirs);
        QVERIFY(sent && kept);
        exchange();
        const auto arrived = Attachments(*team).find(sent->id);
        QVERIFY2(arrived, qPrintable(wrong(arrived)));
        QCOMPARE(arrived->addedBy, u"okafor"_s);
        QCOMPARE(arrived->fileName, u"mine.txt"_s);
        QCOMPARE(Attachments(*team).content(sent->id).value(), mine);
        const auto fetched = Attachments(*copy).content(kept->id);
        QVERIFY2(fetched, qPrintable(wrong(fetched)));
        QCOMPARE(*fetched, theirs);
        QVERIFY(Attachments(*copy).remove(sent->id));
        exchange();
        QCOMPARE(Attachments(*team).find(sent->id).value().removedBy, u"okafor"_s);
        QVERIFY(Attachments(*team).remove(kept->id));
        exchange();
        QVERIFY(Attachments(*copy).of({m_account.id}).value().empty());
    }

    void goesOnWithAFileWhereItWasCutOff()
    {
        const auto copy = m_copy->services().value();
        const auto team = m_company->as(u"okafor"_s);
        QByteArray file(int(3 * sync::partSize), 'x');
        file[5] = 'y';
        const auto sent = Attachments(*copy).add({m_account.id}, u"large.txt"_s, file).value();
        storage::SyncServerSql server(team->session(), team->clock().now(), {});
        const sync::Person rep{u"okafor"_s, server.scopesOf(u"okafor"_s).value()};
        const QUuid device = QUuid::createUuid();
        const auto part = [&](int number) {
            const QByteArray bytes = sync::partOf(file, number);
            return sync::ContentPart{sent.content, number, bytes, sync::keyOf(bytes).sha256};
        };
        QCOMPARE(sync::bringPart(server, rep, device, part(1)).value(), sync::PartVerdict::Taken);
        sync::ContentPart bent = part(2);
        bent.bytes[9] = '?';
        QCOMPARE(sync::bringPart(server, rep, device, bent).value(), sync::PartVerdict::Damaged);
        QCOMPARE(server.contents(rep)->missingParts(sent.content).value(), (std::vector<int>{0, 2}));
        exchange();
        QCOMPARE(Attachments(*team).content(sent.id).value(), file);
    }

    void givesFilesOnlyToWhoSeesTheirCustomer()
    {
        const auto team = m_company->as(u"operator"_s);
        auto account = team->accounts().find(m_account.id).value();
        account.region = u"AMER"_s;
        QVERIFY(team->accounts().save(account, team->clock().now()));
        const auto kept = Attachments(*team).add({m_account.id}, u"a.txt"_s, "not for them").value();
        storage::SyncServerSql server(team->session(), team->clock().now(), {});
        const sync::Person rep{u"okafor"_s, {u"region:EMEA"_s}};
        QCOMPARE(sync::fetchPart(server, rep, QUuid::createUuid(), kept.content, 0).error().id,
                 u"attachments.part_missing"_s);
        const sync::Person other{u"operator"_s, {u"region:AMER"_s}};
        QCOMPARE(sync::fetchPart(server, other, QUuid::createUuid(), kept.content, 0).value().bytes,
                 QByteArray("not for them"));
    }

    void takesFilesAwayWithTheirCustomer()
    {
        const auto copy = m_copy->services().value();
        const auto team = m_company->as(u"operator"_s);
        QVERIFY(Attachments(*team).add({m_account.id}, u"a.txt"_s, "of the customer"));
        exchange();
        const auto contents = [&] {
            auto select = copy->session().statement("SELECT count(*) FROM attachment_content");
            return select.bind().first([](storage::Statement &row) { return row.read<qint64>(); }).value().value();
        };
        QCOMPARE(contents(), 1);
        auto account = team->accounts().find(m_account.id).value();
        account.region = u"AMER"_s;
        QVERIFY(team->accounts().save(account, team->clock().now()));
        exchange();
        QCOMPARE(contents(), 0);
    }

    void keepsOtherPapersOfTheCustomerAtHome()
    {
        const auto team = m_company->as(u"operator"_s);
        AttachmentSubject certificate{m_account.id, u"exemption_certificate"_s, QUuid::createUuid()};
        QVERIFY(Attachments(*team).add(certificate, u"tax.pdf"_s, "%PDF-1.4"));
        exchange();
        const auto copy = m_copy->services().value();
        auto select = copy->session().statement("SELECT count(*) FROM attachment");
        QCOMPARE(select.bind().first([](storage::Statement &row) { return row.read<qint64>(); }).value().value(), 0);
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
