// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/attachments.h"

#include "core/storage/attachment_contents_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/verification.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

/// Files beside accounts, in a file and on a server.
class TestAttachments : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_operator;
    accounts::Account m_account;

    static QByteArray bytes(qsizetype count)
    {
        QByteArray all(count, '\0');
        for (qsizetype i = 0; i < count; ++i)
            all[i] = char(i * 31 + i / 997);
        return all;
    }
    qint64 partCount()
    {
        return *m_operator->session()
                    .statement("SELECT count(*) FROM attachment_part")
                    .bind()
                    .first([](auto &row) { return row.template read<qint64>(); })
                    .value();
    }
    storage::AttachmentContentsSql contents()
    {
        return storage::AttachmentContentsSql(m_operator->session(), u"operator"_s, m_operator->clock().now());
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_operator = m_company->as(u"operator"_s);
        m_account = m_operator->accounts().all().value().front();
    }
    void cleanup()
    {
        m_operator.reset();
        m_company.reset();
    }

    void givesBackWhatItKept()
    {
        Attachments desk(*m_operator);
        const QByteArray file = "%PDF-1.7\n" + bytes(2 * sync::partSize + 17);
        const auto kept = desk.add({m_account.id}, u"Terms 2026.pdf"_s, file);
        QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().id));
        QCOMPARE(kept->fileName, u"Terms 2026.pdf"_s);
        QCOMPARE(kept->mediaType, u"application/pdf"_s);
        QCOMPARE(kept->addedBy, u"operator"_s);
        QCOMPARE(partCount(), 3);
        QCOMPARE(desk.content(kept->id).value(), file);
        const auto all = desk.of({m_account.id}).value();
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all.front().content, sync::keyOf(file));
    }

    void keepsTheSameContentOnce()
    {
        Attachments desk(*m_operator);
        const QByteArray file = bytes(sync::partSize + 1);
        const auto one = desk.add({m_account.id}, u"one.bin"_s, file).value();
        const auto other = desk.add({m_account.id}, u"other.bin"_s, file).value();
        QCOMPARE(partCount(), 2);
        QVERIFY(desk.remove(one.id));
        QCOMPARE(desk.content(other.id).value(), file);
    }

    void keepsOnlyWhatFits_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("nothing") << qint64(0) << u"attachments.empty"_s;
        QTest::newRow("one byte") << qint64(1) << QString();
        QTest::newRow("a part") << sync::partSize << QString();
        QTest::newRow("as large as may be") << sync::largestContent << QString();
        QTest::newRow("a byte too many") << sync::largestContent + 1 << u"attachments.too_large"_s;
    }
    void keepsOnlyWhatFits()
    {
        QFETCH(qint64, size);
        QFETCH(QString, refusal);
        const auto kept = Attachments(*m_operator).add({m_account.id}, u"x.bin"_s, bytes(size));
        QCOMPARE(kept ? QString() : kept.error().id, refusal);
    }

    void removesForGoodAndSaysWho()
    {
        Attachments desk(*m_operator);
        const auto kept = desk.add({m_account.id}, u"a.txt"_s, "text").value();
        QVERIFY(desk.remove(kept.id));
        QCOMPARE(desk.of({m_account.id}).value().size(), size_t(0));
        QCOMPARE(desk.find(kept.id).value().removedBy, u"operator"_s);
        QCOMPARE(desk.content(kept.id).error().id, u"attachments.removed"_s);
        QCOMPARE(desk.remove(kept.id).error().id, u"attachments.removed"_s);
    }

    void leavesTheFilesOfOthersAlone()
    {
        const auto care = m_company->as(u"okafor"_s);
        const auto accounts = care->accounts().all().value();
        const auto own = *std::ranges::find(accounts, u"okafor"_s, &accounts::Account::customerSuccessManager);
        const auto kept = Attachments(*m_operator).add({own.id}, u"a.txt"_s, "text").value();
        QCOMPARE(Attachments(*care).remove(kept.id).error().id, u"attachments.not_author"_s);
        const auto theirs = Attachments(*care).add({own.id}, u"b.txt"_s, "words").value();
        QVERIFY(Attachments(*m_operator).remove(theirs.id)); // looks after billing data
    }

    void isHeldByTheDatabase()
    {
        const auto kept = Attachments(*m_operator).add({m_account.id}, u"a.txt"_s, "text").value();
        auto &session = m_operator->session();
        const auto refused = [](const Result<qint64> &tried) { return tried ? QString() : tried.error().id; };
        QCOMPARE(refused(session.run("UPDATE attachment SET file_name = ? WHERE id = ?", u"b"_s, kept.id)),
                 u"attachments.immutable"_s);
        QCOMPARE(refused(session.run("DELETE FROM attachment WHERE id = ?", kept.id)), u"attachments.immutable"_s);
        QCOMPARE(refused(session.run("DELETE FROM attachment_part WHERE part = ?", 0)), u"attachments.immutable"_s);
        QCOMPARE(refused(session.run("UPDATE attachment_part SET bytes = ?", QByteArray("other"))),
                 u"attachments.immutable"_s);
        QCOMPARE(refused(session.run("UPDATE attachment_content SET sha256 = ?", QString(64, u'0'))),
                 u"attachments.immutable"_s);
        QCOMPARE(refused(session.run("DELETE FROM attachment_content WHERE complete")), u"attachments.immutable"_s);
    }

    void namesOnlyWhatIsWhole()
    {
        const QByteArray file = bytes(3 * sync::partSize);
        const sync::ContentKey key = sync::keyOf(file);
        auto store = contents();
        QVERIFY(sync::takePart(store, {key, 1, sync::partOf(file, 1), sync::keyOf(sync::partOf(file, 1)).sha256}));
        storage::Attachment early;
        early.id = QUuid::createUuid();
        early.account = m_account.id;
        early.subjectKind = storage::accountAttachment;
        early.subject = m_account.id.uuid();
        early.fileName = u"early.bin"_s;
        early.addedBy = u"operator"_s;
        early.addedAt = m_operator->clock().now();
        const auto added = storage::AttachmentsSql(m_operator->session()).add(early, store.idOf(key).value());
        QCOMPARE(added.error().id, u"attachments.incomplete"_s);
        QCOMPARE(sync::wholeOf(store, key).error().id, u"attachments.part_missing"_s);
    }

    void takesPartsInAnyOrderAndAsOftenAsTheyCome()
    {
        const QByteArray file = bytes(2 * sync::partSize + 5);
        const sync::ContentKey key = sync::keyOf(file);
        auto store = contents();
        const auto part = [&](int n) {
            return sync::ContentPart{key, n, sync::partOf(file, n), sync::keyOf(sync::partOf(file, n)).sha256};
        };
        QCOMPARE(sync::takePart(store, part(2)).value(), sync::PartVerdict::Taken);
        QCOMPARE(sync::takePart(store, part(2)).value(), sync::PartVerdict::Taken);
        QCOMPARE(store.missingParts(key).value(), (std::vector<int>{0, 1}));
        QCOMPARE(sync::takePart(store, part(0)).value(), sync::PartVerdict::Taken);
        QCOMPARE(sync::takePart(store, part(1)).value(), sync::PartVerdict::Whole);
        QCOMPARE(sync::wholeOf(store, key).value(), file);
        QCOMPARE(sync::takePart(store, part(1)).value(), sync::PartVerdict::Taken);
    }

    void refusesDamage()
    {
        const QByteArray file = bytes(sync::partSize + 5);
        const sync::ContentKey key = sync::keyOf(file);
        auto store = contents();
        QByteArray bent = sync::partOf(file, 0);
        bent[7] = char(bent[7] ^ 1);
        const QString right = sync::keyOf(sync::partOf(file, 0)).sha256;
        QCOMPARE(sync::takePart(store, {key, 0, bent, right}).value(), sync::PartVerdict::Damaged);
        QCOMPARE(sync::takePart(store, {key, 2, bent, right}).value(), sync::PartVerdict::Damaged);
        QCOMPARE(store.missingParts(key).value().size(), size_t(2));
        // A sender whose own copy is bent: the whole tells.
        QCOMPARE(sync::takePart(store, {key, 0, bent, sync::keyOf(bent).sha256}).value(), sync::PartVerdict::Taken);
        const QByteArray last = sync::partOf(file, 1);
        QCOMPARE(sync::takePart(store, {key, 1, last, sync::keyOf(last).sha256}).value(), sync::PartVerdict::Damaged);
        QCOMPARE(store.missingParts(key).value().size(), size_t(2));
    }

    void findsRottenContent()
    {
        const QByteArray file = bytes(100);
        QVERIFY(Attachments(*m_operator).add({m_account.id}, u"a.bin"_s, file));
        QVERIFY(contents().check().value().violations.empty());
        if (test::onServer())
            QSKIP("the file alone can be bent behind its rules here");
        auto &driver = m_operator->session().driver();
        QVERIFY(driver.executeScript("DROP TRIGGER attachment_part_is_fixed"));
        QVERIFY(m_operator->session().run("UPDATE attachment_part SET bytes = ?", bytes(99)));
        QCOMPARE(contents().check().value().violations.size(), size_t(1));
        const auto kept = Attachments(*m_operator).of({m_account.id}).value().front();
        QCOMPARE(Attachments(*m_operator).content(kept.id).error().id, u"attachments.damaged"_s);
    }

    void showsOnlyWhatRunsNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("shown");
        QTest::newRow("pdf") << u"a.pdf"_s << QByteArray("%PDF-1.4\n%x") << true;
        QTest::newRow("text") << u"a.txt"_s << QByteArray("words, only words") << true;
        QTest::newRow("table") << u"a.csv"_s << QByteArray("a,b\n1,2\n") << true;
        QTest::newRow("page that calls itself a document")
            << u"a.pdf"_s << QByteArray("<!DOCTYPE html><html><script>1</script></html>") << false;
        QTest::newRow("page") << u"a.html"_s << QByteArray("<!DOCTYPE html><html></html>") << false;
        QTest::newRow("script") << u"a.sh"_s << QByteArray("#!/bin/sh\nrm -rf /\n") << false;
        QTest::newRow("script that calls itself text") << u"a.txt"_s << QByteArray("#!/bin/sh\nrm -rf /\n") << false;
        QTest::newRow("program") << u"a.exe"_s << QByteArray("MZ\x90\0\3\0\0\0", 8) << false;
        QTest::newRow("starter") << u"a.desktop"_s << QByteArray("[Desktop Entry]\nExec=sh\n") << false;
    }
    void showsOnlyWhatRunsNothing()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const auto kept = Attachments(*m_operator).add({m_account.id}, name, content).value();
        QTEST(mayBeShown(kept), "shown");
    }
};

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
