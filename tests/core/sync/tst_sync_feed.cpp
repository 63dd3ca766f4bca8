// SPDX-License-Identifier: GPL-3.0-or-later
// The chain of a feed: whoever reads it knows that they have everything, as it was told.
#include "core/sync/feed.h"

#include <QtTest/QTest>

#include <functional>

using namespace accord::sync;
using namespace Qt::Literals::StringLiterals;

namespace {

const QUuid subject(u"{00000000-0000-7000-8000-000000000001}"_s);
const QUuid other(u"{00000000-0000-7000-8000-000000000002}"_s);

std::vector<Change> lines(int count)
{
    std::vector<Change> changes;
    FeedPlace head;
    for (int n = 0; n < count; ++n) {
        const Row row{{u"contact"_s, subject}, u"region:EMEA"_s, n + 1, {{u"phone"_s, QString::number(n)}}, false};
        changes.push_back(nextChange(head, Change::Kind::Put, row, other));
        head = changes.back().place;
    }
    return changes;
}

using Fault = std::function<void(Change &)>;

} // namespace
Q_DECLARE_METATYPE(Fault)

class TestSyncFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsFromWhereItWasRead()
    {
        const auto changes = lines(4);
        QVERIFY(isChain({}, changes));
        QVERIFY(isChain(changes[1].place, {changes[2], changes[3]}));
        QVERIFY(isChain(changes[3].place, {}));
        QVERIFY(!isChain(changes[0].place, {changes[2], changes[3]})); // one is left out
        QVERIFY(!isChain({}, {changes[0], changes[2]}));
        QVERIFY(!isChain({}, {changes[1], changes[0]}));
        QVERIFY(!isChain({2, "of another feed"}, {changes[2], changes[3]}));
    }

    void noticesANumberThatWasLeftOut()
    {
        const auto changes = lines(2);
        const Row row{{u"contact"_s, subject}, u"region:EMEA"_s, 3, {}, false};
        const Change next = nextChange({4, changes[1].place.hash}, Change::Kind::Put, row, other);
        QVERIFY(isChain({4, changes[1].place.hash}, {next}));
        QVERIFY(!isChain(changes[1].place, {next})); // though it says what came before
    }

    void hashesALineAsEveryVersionOfTheProgramDoes()
    {
        // sha256sum of the members one after the other, each as "length:text;".
        const Row row{{u"contact"_s, subject}, u"region:EMEA"_s, 3, {{u"phone"_s, u"1"_s}}, true};
        QCOMPARE(nextChange({6, "ab"}, Change::Kind::Put, row, other).place.hash,
                 QByteArray("34f0ccb6369114fc208abec4109366fa984773fa57f2f3273f5e999ae6890201"));
        QCOMPARE(nextChange({6, "ab"}, Change::Kind::Leave, row, {}).place.hash,
                 QByteArray("cd6b43227894d06158b3716db62a04bd92ad96ad6346bff352deffd94b92e2dc"));
    }

    void doesNotTellWhatARowBecameToWhoNoLongerSeesIt()
    {
        const Row row{{u"contact"_s, subject}, u"region:EMEA"_s, 3, {{u"phone"_s, u"1"_s}}, false};
        const Change left = nextChange({}, Change::Kind::Leave, row, {});
        QVERIFY(left.row.body.isEmpty());
        QCOMPARE(left.row.key, row.key);
        QVERIFY(isChain({}, {left}));
    }

    void breaksWhereALineWasChanged_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("clock") << Fault([](Change &change) { ++change.place.clock; });
        QTest::newRow("hash") << Fault([](Change &change) { change.place.hash = "00"; });
        QTest::newRow("hash before") << Fault([](Change &change) { change.previous = "00"; });
        QTest::newRow("kind") << Fault([](Change &change) { change.kind = Change::Kind::Leave; });
        QTest::newRow("scope") << Fault([](Change &change) { change.row.scope = u"region:APAC"_s; });
        QTest::newRow("kind of row") << Fault([](Change &change) { change.row.key.entity = u"note"_s; });
        QTest::newRow("row") << Fault([](Change &change) { change.row.key.id = other; });
        QTest::newRow("version") << Fault([](Change &change) { ++change.row.version; });
        QTest::newRow("deleted") << Fault([](Change &change) { change.row.deleted = true; });
        QTest::newRow("content") << Fault([](Change &change) { change.row.body.insert(u"phone"_s, u"9"_s); });
        QTest::newRow("command") << Fault([](Change &change) { change.command = subject; });
    }
    void breaksWhereALineWasChanged()
    {
        QFETCH(Fault, fault);
        auto changes = lines(3);
        fault(changes[1]);
        QVERIFY(!isChain({}, changes));
        QVERIFY(!isChain({}, {changes[0], changes[1]})); // at the end as well
    }
};

QTEST_GUILESS_MAIN(TestSyncFeed)
#include "tst_sync_feed.moc"
