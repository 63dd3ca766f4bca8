// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way, part by part: nothing is kept that is not what its hash says.
#include "core/base/canonical.h"
#include "core/sync/content_exchange.h"
#include "plain_server.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;
using accord::simulation::ContentState;
using accord::simulation::MemoryContents;

namespace {

const QUuid laptop(u"{00000000-0000-7000-8000-00000000000a}"_s);
const Person rep{u"rep"_s, {u"region:EMEA"_s}};

/// Bytes that differ from part to part.
QByteArray bytesOf(qint64 size)
{
    QByteArray bytes(int(size), '\0');
    for (qsizetype at = 0; at < bytes.size(); ++at)
        bytes[at] = char(at / 251 + at % 251);
    return bytes;
}

ContentPart partFor(const QByteArray &whole, int part)
{
    const QByteArray bytes = whole.mid(part * partSize, partSize);
    return {keyOf(whole), part, bytes, QString::fromLatin1(sha256Hex(bytes))};
}

/// A store that fails at one of the things it is asked for.
class FailingContents : public MemoryContents
{
public:
    FailingContents(ContentState &state, const QString &at)
        : MemoryContents(state)
        , m_at(at)
    { }

    Result<std::vector<int>> missingParts(const ContentKey &content) override
    {
        return m_at == u"missing" ? Result<std::vector<int>>(failed()) : MemoryContents::missingParts(content);
    }
    Result<QByteArray> part(const ContentKey &content, int part) override
    {
        return m_at == u"part" ? Result<QByteArray>(failed()) : MemoryContents::part(content, part);
    }
    Result<> keepPart(const ContentKey &content, int part, const QByteArray &bytes) override
    {
        return m_at == u"keep" ? Result<>(failed()) : MemoryContents::keepPart(content, part, bytes);
    }
    Result<> close(const ContentKey &content) override
    {
        return m_at == u"close" ? Result<>(failed()) : MemoryContents::close(content);
    }
    Result<> drop(const ContentKey &content) override
    {
        return m_at == u"drop" ? Result<>(failed()) : MemoryContents::drop(content);
    }

private:
    static tl::unexpected<Error> failed() { return fail(ErrorKind::Unavailable, u"disk.full"_s); }

    QString m_at;
};

} // namespace

class TestSyncContent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesKeysFromOneByteToTheLargestFile()
    {
        const QString hash(64, u'a');
        const auto said = [&](const ContentKey &key) {
            const auto checked = checkKey(key);
            return checked ? QString() : checked.error().id;
        };
        QCOMPARE(said({hash, 1}), QString());
        QCOMPARE(said({hash, largestContent}), QString());
        QCOMPARE(said({hash, 0}), u"attachments.empty"_s);
        QCOMPARE(said({hash, largestContent + 1}), u"attachments.too_large"_s);
        QCOMPARE(said({hash.chopped(1), 1}), u"attachments.hash_malformed"_s);
        QCOMPARE(said({QString(64, u'A'), 1}), u"attachments.hash_malformed"_s);
    }

    void cutsFilesIntoFullPartsAndARest()
    {
        QCOMPARE(partCount({{}, 1}), 1);
        QCOMPARE(partCount({{}, partSize}), 1);
        QCOMPARE(partCount({{}, partSize + 1}), 2);
        QCOMPARE(partCount({{}, 2 * partSize}), 2);
        const QByteArray whole = bytesOf(2 * partSize + 7);
        QCOMPARE(partOf(whole, 0), whole.first(partSize));
        QCOMPARE(partOf(whole, 1), whole.sliced(partSize, partSize));
        QCOMPARE(partOf(whole, 2), whole.last(7));
    }

    void takesPartsInAnyOrderUntilTheFileIsWhole()
    {
        const QByteArray bytes = bytesOf(2 * partSize + 7);
        ContentState state;
        MemoryContents store(state);
        QVERIFY(takePart(store, partFor(bytes, 2)).value() == PartVerdict::Taken);
        QVERIFY(takePart(store, partFor(bytes, 0)).value() == PartVerdict::Taken);
        QVERIFY(takePart(store, partFor(bytes, 0)).value() == PartVerdict::Taken); // again
        QVERIFY(!wholeOf(store, keyOf(bytes)));
        QVERIFY(!state.whole.contains(keyOf(bytes).sha256));
        QVERIFY(takePart(store, partFor(bytes, 1)).value() == PartVerdict::Whole);
        QVERIFY(state.whole.contains(keyOf(bytes).sha256));
        QCOMPARE(wholeOf(store, keyOf(bytes)).value(), bytes);
        QVERIFY(takePart(store, partFor(bytes, 1)).value() == PartVerdict::Taken);
    }

    void takesAFileOfOnePart()
    {
        ContentState state;
        MemoryContents store(state);
        QVERIFY(takePart(store, partFor("x", 0)).value() == PartVerdict::Whole);
        QCOMPARE(wholeOf(store, keyOf("x")).value(), QByteArray("x"));
    }

    void keepsNothingOfAPartThatWasDamaged_data()
    {
        QTest::addColumn<int>("part");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sha256");
        const auto hash = [](const QByteArray &bytes) { return QString::fromLatin1(sha256Hex(bytes)); };
        const QByteArray whole = bytesOf(2 * partSize);
        const QByteArray part = whole.first(partSize);
        QTest::newRow("too short") << 0 << part.chopped(1) << hash(part.chopped(1));
        QTest::newRow("too long") << 0 << part + 'x' << hash(part + 'x');
        QTest::newRow("other bytes") << 0 << QByteArray(part).replace(0, 1, "~") << hash(part);
        QTest::newRow("before the first") << -1 << part << hash(part);
        QTest::newRow("behind the last") << 2 << QByteArray("") << hash("");
    }
    void keepsNothingOfAPartThatWasDamaged()
    {
        QFETCH(int, part);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sha256);
        const ContentKey key = keyOf(bytesOf(2 * partSize));
        ContentState state;
        MemoryContents store(state);
        QVERIFY(takePart(store, {key, part, bytes, sha256}).value() == PartVerdict::Damaged);
        QVERIFY(state.parts[key.sha256].empty());
    }

    void dropsAWholeThatIsNotWhatItsHashSays()
    {
        const QByteArray bytes = bytesOf(partSize + 5);
        ContentPart last = partFor(bytes, 1);
        last.bytes = "12345";
        last.sha256 = QString::fromLatin1(sha256Hex(last.bytes));
        ContentState state;
        MemoryContents store(state);
        QVERIFY(takePart(store, partFor(bytes, 0)).value() == PartVerdict::Taken);
        QVERIFY(takePart(store, last).value() == PartVerdict::Damaged);
        QVERIFY(state.parts[keyOf(bytes).sha256].empty() && state.whole.empty());
        QCOMPARE(store.missingParts(keyOf(bytes)).value(), std::vector<int>({0, 1})); // asked for again
    }

    void refusesPartsOfWhatNoFileCanBe()
    {
        ContentState state;
        MemoryContents store(state);
        QCOMPARE(takePart(store, {{u"abc"_s, 5}, 0, "12345", {}}).error().id, u"attachments.hash_malformed"_s);
    }

    void noticesThatAFileWasChangedWhereItIsKept()
    {
        const QByteArray bytes = bytesOf(partSize + 5);
        ContentState state;
        MemoryContents store(state);
        const ContentKey key = keepWhole(store, bytes).value();
        state.parts[key.sha256][1] = "54321";
        QCOMPARE(wholeOf(store, key).error().id, u"attachments.damaged"_s);
        state.parts[key.sha256].erase(1);
        QCOMPARE(wholeOf(store, key).error().id, u"attachments.part_missing"_s);
    }

    void keepsAWholeInItsPartsAndNoMore()
    {
        const QByteArray bytes = bytesOf(2 * partSize + 7);
        ContentState state;
        MemoryContents store(state);
        state.parts[keyOf(bytes).sha256][0] = "damaged on its way";
        const ContentKey key = keepWhole(store, bytes).value();
        QCOMPARE(key, keyOf(bytes));
        QCOMPARE(key.size, bytes.size());
        QCOMPARE(state.parts[key.sha256].size(), 3U);
        QCOMPARE(wholeOf(store, key).value(), bytes);
        QVERIFY(state.whole.contains(key.sha256));
        state.parts[key.sha256][0] = "is there, and not written again";
        QVERIFY(keepWhole(store, bytes));
        QCOMPARE(state.parts[key.sha256][0], QByteArray("is there, and not written again"));
        QCOMPARE(keepWhole(store, {}).error().id, u"attachments.empty"_s);
    }

    void sendsAPartWithItsHash()
    {
        const QByteArray bytes = bytesOf(partSize + 5);
        ContentState state;
        MemoryContents store(state);
        const ContentKey key = keepWhole(store, bytes).value();
        const auto part = partToSend(store, key, 1);
        QCOMPARE(part->bytes, bytes.last(5));
        QCOMPARE(part->sha256, QString::fromLatin1(sha256Hex(bytes.last(5))));
        QCOMPARE(part->part, 1);
        QCOMPARE(part->content, key);
    }

    void passesOnWhatTheStoreFailedWith_data()
    {
        QTest::addColumn<QString>("at");
        for (const char *at : {"missing", "keep", "part", "close"})
            QTest::newRow(at) << QString::fromLatin1(at);
    }
    void passesOnWhatTheStoreFailedWith()
    {
        QFETCH(QString, at);
        ContentState state;
        FailingContents store(state, at);
        const auto taken = takePart(store, partFor("x", 0));
        QVERIFY(!taken);
        QCOMPARE(taken.error().id, u"disk.full"_s);
        state = {};
        const auto kept = keepWhole(store, "x");
        QCOMPARE(kept ? QString() : kept.error().id, at == u"part" ? QString() : u"disk.full"_s);
    }

    void passesOnThatTheStoreCouldNotDrop()
    {
        const QByteArray bytes = bytesOf(5);
        ContentPart part = partFor(bytes, 0);
        part.bytes = "12345";
        part.sha256 = QString::fromLatin1(sha256Hex(part.bytes));
        ContentState state;
        FailingContents store(state, u"drop"_s);
        QCOMPARE(takePart(store, part).error().id, u"disk.full"_s);
        state = {};
        QCOMPARE(keepWhole(store, bytes).error().id, u"disk.full"_s);
    }

    void findsTheFileThatARowNames()
    {
        const EntityRule &names = *entityRules().find(u"attachment"_s);
        const ContentKey key = keyOf("x");
        const QJsonObject body{{u"sha256"_s, key.sha256}, {u"size"_s, 1}};
        QCOMPARE(contentNamedBy(names, body), std::optional(key));
        QCOMPARE(contentNamedBy(names, {}), std::nullopt);
        QCOMPARE(contentNamedBy(names, {{u"sha256"_s, u"x"_s}, {u"size"_s, 1}}), std::nullopt);
        QCOMPARE(contentNamedBy(*entityRules().find(u"contact"_s), body), std::nullopt);
    }

    void bringsAFileToTheTeam()
    {
        PlainServer server;
        QVERIFY(bringPart(server, rep, laptop, partFor("x", 0)).value() == PartVerdict::Whole);
        QCOMPARE(wholeOf(*server.contents(rep), keyOf("x")).value(), QByteArray("x"));
        QVERIFY(server.device(laptop)); // made known
        QCOMPARE(bringPart(server, rep, laptop, {{u"abc"_s, 5}, 0, "12345", {}}).error().id,
                 u"attachments.hash_malformed"_s);
        QCOMPARE(bringPart(server, {u"other"_s, {}}, laptop, partFor("x", 0)).error().id, u"sync.device_of_other"_s);
        server.hasContents = false;
        QCOMPARE(bringPart(server, rep, laptop, partFor("x", 0)).error().id, u"attachments.part_missing"_s);
    }

    void givesAFileOnlyToWhoSeesARowThatNamesIt()
    {
        PlainServer server;
        const ContentKey key = keepWhole(*server.contents(rep), "x").value();
        QCOMPARE(fetchPart(server, rep, laptop, key, 0).error().id, u"attachments.part_missing"_s);
        server.named = {key.sha256};
        QCOMPARE(fetchPart(server, rep, laptop, key, 0)->bytes, QByteArray("x"));
        QCOMPARE(fetchPart(server, rep, laptop, key, 1).error().id, u"attachments.part_missing"_s);
        QCOMPARE(fetchPart(server, {u"other"_s, {}}, laptop, key, 0).error().id, u"sync.device_of_other"_s);
        server.hasContents = false;
        QCOMPARE(fetchPart(server, rep, laptop, key, 0).error().id, u"attachments.part_missing"_s);
    }
};

QTEST_GUILESS_MAIN(TestSyncContent)
#include "tst_sync_content.moc"
