// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine does with what it reads, and how it becomes another one.
#include "client_bench.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;

class TestSyncReading : public QObject, private ClientBench
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }

    void takesOnlyThePageThatItAsksFor()
    {
        PullAnswer answer = page({put(rowOf(bob, u"1"_s))});
        readPage({put(rowOf(ann, u"5"_s, 4))});
        client->receive(answer, spare); // the same place, asked for before
        QVERIFY(!store->row(bob));
        readPage({put(rowOf(bob, u"1"_s, 3, u"region:none"_s))}, u"region:none"_s); // lost since
        QVERIFY(!store->row(bob));
        QCOMPARE(store->scopes(), QStringList({apac, emea}));
        QCOMPARE(store->identity().device, laptop);
    }

    void readsAllAgainBehindALineThatDoesNotFollow()
    {
        readPage({put(rowOf(bob, u"1"_s, 3, apac))}, apac);
        PullAnswer answer = page({put(rowOf(bob, u"9"_s))});
        answer.changes[0].row.body.insert(u"phone"_s, u"changed on its way"_s);
        client->receive(answer, spare);
        QCOMPARE(numberOf(bob), u"1"_s);
        QCOMPARE(store->identity().device, spare);
        QCOMPARE(store->cursor(emea), FeedPlace());
        QCOMPARE(store->cursor(apac), FeedPlace());
    }

    void movesOnOverAPage()
    {
        const PullAnswer answer = page({put(rowOf(ann, u"5"_s, 4)), put(rowOf(bob, u"6"_s))});
        client->receive(answer, spare);
        QCOMPARE(numberOf(ann), u"5"_s);
        QCOMPARE(numberOf(bob), u"6"_s);
        QCOMPARE(store->cursor(emea), answer.changes.back().place);
        QVERIFY(!store->base(ann) && !store->base(bob)); // nothing waits on them
        readPage({});
        QCOMPARE(store->cursor(emea), answer.changes.back().place);
    }

    void leavesWhatItKnowsNewer()
    {
        readPage({put(rowOf(ann, u"older"_s, 2))});
        QCOMPARE(numberOf(ann), u"1"_s);
        readPage({put(rowOf(ann, u"as new"_s, 3))});
        QCOMPARE(numberOf(ann), u"as new"_s);
        readSnapshot({rowOf(ann, u"older"_s, 2)}, 5);
        QCOMPARE(numberOf(ann), u"older"_s); // a cursor that is too old says nothing about versions
        readPage({put(rowOf(ann, u"6"_s, 6))});
        store->saveCursor(emea, {});
        readSnapshot({rowOf(ann, u"older"_s, 5)}, 8);
        QCOMPARE(numberOf(ann), u"6"_s);
        store->saveCursor(emea, {});
        readSnapshot({rowOf(ann, u"as new"_s, 6)}, 8);
        QCOMPARE(numberOf(ann), u"as new"_s);
    }

    void laysWhatWaitsOverWhatIsRead()
    {
        edit(ann, u"2"_s);
        Row others = rowOf(ann, u"1"_s, 4);
        others.body.insert(u"role"_s, u"buyer"_s);
        readPage({put(others)});
        QCOMPARE(numberOf(ann), u"2"_s);
        QCOMPARE(store->row(ann)->body.value(u"role"_s).toString(), u"buyer"_s);
        QCOMPARE(store->base(ann), std::optional(others));
    }

    void takesAwayWhatLeftItsScope()
    {
        readPage({put(rowOf(bob, u"1"_s, 3, apac))}, apac);
        readPage({{Change::Kind::Leave, rowOf(ann, {}, 4)}, {Change::Kind::Leave, rowOf(bob, {}, 4)}});
        QVERIFY(!store->row(ann));
        QCOMPARE(numberOf(bob), u"1"_s); // is in another one by now
        readPage({{Change::Kind::Leave, rowOf(RowKey{u"contact"_s, spare}, {}, 4)}}); // never was here
        QCOMPARE(store->cursor(emea).clock, 4);
    }

    void takesAwayWhatWasDeleted()
    {
        Row deleted = rowOf(ann, u"1"_s, 4);
        deleted.deleted = true;
        readPage({put(deleted)});
        QVERIFY(!store->row(ann) && !store->base(ann));
    }

    void forgetsWhatTheServerHadOfARowThatLeft()
    {
        edit(ann, u"2"_s);
        readPage({{Change::Kind::Leave, rowOf(ann, {}, 4)}});
        QVERIFY(!store->row(ann) && !store->base(ann));
        QVERIFY(isOpen(ann)); // and the edit is sent
    }

    void goesOnShowingWhatWasMadeHere()
    {
        make(bob, u"1"_s);
        readPage({put(rowOf(bob, u"1"_s, 2))});
        readPage({{Change::Kind::Leave, rowOf(bob, {}, 3)}});
        QCOMPARE(numberOf(bob), u"1"_s); // the answer is still out
    }

    void takesAllRowsAnewAndNoOthers()
    {
        readPage({put(rowOf(bob, u"1"_s))});
        store->saveCursor(emea, {});
        readSnapshot({rowOf(ann, u"4"_s, 5)}, 7);
        QCOMPARE(numberOf(ann), u"4"_s);
        QVERIFY(!store->row(bob));
        QCOMPARE(store->cursor(emea), FeedPlace({7, "head"}));
    }

    void settlesUpToTheHeadOfAllRows()
    {
        const Command first = edit(ann, u"2"_s);
        const Command second = edit(ann, u"3"_s);
        answerPush({{first.id, applied(7)}, {second.id, applied(8)}});
        readSnapshot({rowOf(ann, u"2"_s, 4)}, 7);
        QCOMPARE(store->openFor(ann).size(), 1U);
        QCOMPARE(numberOf(ann), u"3"_s);
        readSnapshot({rowOf(ann, u"3"_s, 5)}, 8);
        QVERIFY(!isOpen(ann));
    }

    void readsTheOthersAgainBesideACursorThatWasTooOld()
    {
        readPage({put(rowOf(bob, u"1"_s, 3, apac))}, apac);
        QCOMPARE(store->cursor(emea).clock, 1);
        readSnapshot({}, 7);
        QCOMPARE(store->cursor(apac), FeedPlace());
        readPage({put(rowOf(bob, u"1"_s, 3, apac))}, apac);
        store->saveCursor(emea, {}); // one that is new says nothing about the others
        readSnapshot({}, 8);
        QCOMPARE(store->cursor(apac).clock, 1);
    }

    void takesALostScopeOutAndReadsTheOthersAgain()
    {
        readPage({put(rowOf(bob, u"1"_s, 3, apac))}, apac);
        const Command inLost = edit(ann, u"2"_s);
        const Command elsewhere = edit(bob, u"2"_s);
        answerPush({{inLost.id, applied(9)}, {elsewhere.id, applied(9, apac)}});
        readState(PullAnswer::State::Lost);
        QVERIFY(!store->row(ann) && !isOpen(ann));
        QCOMPARE(numberOf(bob), u"2"_s);
        QVERIFY(isOpen(bob));
        QCOMPARE(store->scopes(), QStringList(apac));
        QCOMPARE(store->cursor(apac), FeedPlace());
    }

    void becomesAnotherOneForAServerThatWasRestored_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isAnother");
        QTest::addColumn<int>("clock");
        QTest::newRow("behind") << int(PullAnswer::State::Behind) << true << 1;
        QTest::newRow("mismatch") << int(PullAnswer::State::Mismatch) << true << 0;
        QTest::newRow("too old") << int(PullAnswer::State::TooOld) << false << 1;
    }
    void becomesAnotherOneForAServerThatWasRestored()
    {
        QFETCH(int, state);
        QFETCH(bool, isAnother);
        QFETCH(int, clock);
        readState(PullAnswer::State(state));
        QCOMPARE(store->identity().device, isAnother ? spare : laptop);
        QCOMPARE(store->cursor(emea).clock, clock);
        QCOMPARE(numberOf(ann), u"1"_s);
        QCOMPARE(store->row(ann)->version, clock == 0 ? 0 : 3); // whatever comes next is newer
    }

    void offersEverythingAgainAsAnotherOne()
    {
        const Command first = edit(ann, u"2"_s);
        const Command second = make(bob, u"8"_s);
        answerPush({{first.id, {.verdict = Verdict::Unchanged}}});
        QVERIFY(!isOpen(ann) && !store->base(ann));
        answerPush({}, PushAnswer::State::Fork);
        const PushRequest request = client->nextPush();
        QCOMPARE(request.device, spare);
        QCOMPARE(request.commands.size(), 2U);
        QCOMPARE(request.commands[0].id, first.id);
        QCOMPARE(request.commands[0].sequence, 1);
        QCOMPARE(request.commands[1].id, second.id);
        QCOMPARE(request.commands[1].sequence, 2);
        const Identity expected{.device = spare, .person = u"rep"_s, .lastSequence = 2};
        QCOMPARE(store->identity(), expected);
        QCOMPARE(store->openFor(ann).size(), 1U); // what was settled waits again
        QCOMPARE(numberOf(ann), u"2"_s);
        QCOMPARE(store->base(ann), std::optional(rowOf(ann, u"1"_s)));
        QCOMPARE(numberOf(bob), u"8"_s);
        QVERIFY(!store->base(bob)); // the server has none, whatever is shown
    }

    void hidesAgainWhatADeletionThatIsOfferedAgainTakesAway()
    {
        const Command deletion = client->wish({Act::Delete, ann}, QUuid::createUuid(), now).value();
        answerPush({{deletion.id, {.verdict = Verdict::Rejected, .reason = u"security.forbidden"_s}}});
        QCOMPARE(numberOf(ann), u"1"_s);
        answerPush({}, PushAnswer::State::Gap);
        QVERIFY(!store->row(ann));
        QVERIFY(store->base(ann));
    }

    void keepsCommandsOverRowsThatThisProgramDoesNotKnow()
    {
        const RowKey strange{u"of a newer program"_s, QUuid::createUuid()};
        Command command;
        command.id = QUuid::createUuid();
        command.row = strange;
        command.sequence = 1;
        store->save(OutboxEntry{command});
        store->put({strange, emea, 2, {}, false});
        answerPush({}, PushAnswer::State::Gap);
        QVERIFY(store->row(strange));
        QCOMPARE(client->nextPush().commands.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestSyncReading)
#include "tst_sync_reading.moc"
