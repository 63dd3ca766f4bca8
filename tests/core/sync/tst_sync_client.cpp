// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wishes on their machine: what is kept, sent and shown, and what the answer does to it.
#include "client_bench.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;

class TestSyncClient : public QObject, private ClientBench
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }

    void beginsToReadScopesThatAreNew()
    {
        client->setScopes({emea, u"user:rep"_s});
        QCOMPARE(store->scopes(), QStringList({apac, emea, u"user:rep"_s}));
        QCOMPARE(store->cursor(emea).clock, 1); // the others are read on
    }

    void refusesWhatIsNotForOffline_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<QString>("refusal");
        const QString server = u"sync.only_with_server"_s;
        const QString field = u"sync.field_only_with_server"_s;
        const auto row = [](const char *name, Act act, const char *entity, const char *field, bool isThere,
                            const QString &refusal) {
            QTest::newRow(name) << int(act) << QString::fromLatin1(entity) << QString::fromLatin1(field) << isThere
                                << refusal;
        };
        row("what is not synchronised", Act::Edit, "payment", "amount", true, server);
        row("what the server alone changes", Act::Edit, "contract", "name", true, server);
        row("a new account", Act::Make, "account", "name", false, server);
        row("without an account", Act::Delete, "account", "", true, server);
        row("an account", Act::Edit, "account", "name", true, {});
        row("billing data", Act::Edit, "account", "vat_id", true, field);
        row("a new contact", Act::Make, "contact", "name", false, {});
        row("a new contact of", Act::Make, "contact", "account", false, {});
        row("a contact of another", Act::Edit, "contact", "account", true, field);
        row("a contact that is there", Act::Make, "contact", "name", true, u"sync.row_exists"_s);
        row("a contact that is not", Act::Edit, "contact", "name", false, u"sync.row_unknown"_s);
        row("without a contact", Act::Delete, "contact", "", true, {});
        row("without a contact that is not", Act::Delete, "contact", "", false, u"sync.row_unknown"_s);
        row("a new note", Act::Make, "note", "text", false, {});
        row("one's own note", Act::Edit, "note", "text", true, {});
    }
    void refusesWhatIsNotForOffline()
    {
        QFETCH(int, act);
        QFETCH(QString, entity);
        QFETCH(QString, field);
        QFETCH(bool, isThere);
        QFETCH(QString, refusal);
        const RowKey key{entity, QUuid::createUuid()};
        if (isThere)
            store->put({key, emea, 2, {{u"author"_s, u"rep"_s}}, false});
        Wish wish{Act(act), key};
        if (!field.isEmpty())
            wish.fields = {{field, u"new"_s}};
        QCOMPARE(refusalOf(wish), refusal);
        QCOMPARE(store->outbox().size(), refusal.isEmpty() ? 1U : 0U);
    }

    void leavesTheNotesOfOthersAlone()
    {
        const RowKey note{u"note"_s, QUuid::createUuid()};
        store->put({note, emea, 2, {{u"author"_s, u"somebody"_s}}, false});
        QCOMPARE(refusalOf({Act::Edit, note, {{u"text"_s, u"new"_s}}}), u"sync.not_author"_s);
        QCOMPARE(refusalOf({Act::Delete, note}), u"sync.not_author"_s);
    }

    void keepsWhatIsWishedWithWhatWasSeen()
    {
        const Wish wish{Act::Edit, ann, {{u"phone"_s, u"2"_s}, {u"name"_s, QJsonValue()}, {u"role"_s, u"buyer"_s}}};
        const QUuid id = QUuid::createUuid();
        const Command command = client->wish(wish, id, now).value();
        const std::vector<FieldChange> changes{{u"phone"_s, u"1"_s, u"2"_s}, {u"role"_s, {}, u"buyer"_s}};
        QCOMPARE(command.fields, changes); // what is as it was is not asked for
        QCOMPARE(command.id, id);
        QCOMPARE(command.claimedAt, now);
        QCOMPARE(command.baseVersion, 3);
        QCOMPARE(command.sequence, 1);
        QCOMPARE(store->outbox().at(0).command, command);
        QCOMPARE(store->identity().lastSequence, 1);
        QCOMPARE(numberOf(ann), u"2"_s); // shown at once
        QCOMPARE(store->base(ann), std::optional(rowOf(ann, u"1"_s)));
        QCOMPARE(edit(ann, u"3"_s).sequence, 2);
    }

    void saysAllThatANewRowHasAndThatNoneWasSeen()
    {
        const Command command
            = client->wish({Act::Make, bob, {{u"phone"_s, u"1"_s}, {u"name"_s, QJsonValue()}}}, spare, now).value();
        QCOMPARE(command.fields.size(), 2U);
        QCOMPARE(command.baseVersion, 0);
        QCOMPARE(numberOf(bob), u"1"_s);
        edit(bob, u"2"_s);
        QCOMPARE(numberOf(bob), u"2"_s);
        QVERIFY(!store->base(bob)); // the server has none, whatever is shown
    }

    void deletesWithEverythingThatWasSeen()
    {
        const Command command = client->wish({Act::Delete, ann}, spare, now).value();
        QCOMPARE(command.fields.size(), std::size_t(entityRules().find(u"contact"_s)->fields.size()));
        QCOMPARE(command.field(u"phone"_s)->before, QJsonValue(u"1"_s));
        QVERIFY(command.field(u"phone"_s)->after.isNull());
        QCOMPARE(numberOf(ann), u"none"_s);
        QVERIFY(store->base(ann));
    }

    void keepsWhatTheServerHadUnderSeveralEdits()
    {
        edit(ann, u"2"_s);
        QCOMPARE(edit(ann, u"3"_s).field(u"phone"_s)->before, QJsonValue(u"2"_s)); // as it is shown
        QCOMPARE(store->base(ann), std::optional(rowOf(ann, u"1"_s)));
    }

    void keepsAChoiceAndWhatTheServerHad()
    {
        Conflict conflict;
        conflict.id = spare;
        conflict.row = ann;
        conflict.fields = {{u"phone"_s, u"0"_s, u"2"_s, u"1"_s}};
        const Command command = client->choose(conflict, true, QUuid::createUuid(), now);
        QCOMPARE(store->outbox().at(0).command, command);
        QCOMPARE(store->base(ann), std::optional(rowOf(ann, u"1"_s)));
        QCOMPARE(numberOf(ann), u"1"_s); // the server says whether it is right
    }

    void sendsWhatHasNoAnswerAsMuchAsFits()
    {
        const Command first = edit(ann, u"2"_s);
        const Command second = edit(ann, u"3"_s);
        const Command third = edit(ann, u"4"_s);
        QCOMPARE(client->nextPush().commands, std::vector({first, second, third}));
        QCOMPARE(client->nextPush(2).commands, std::vector({first, second}));
        QCOMPARE(client->nextPush().device, laptop);
        answerPush({{first.id, applied(9)}});
        QCOMPARE(client->nextPush().commands, std::vector({second, third}));
    }

    void acknowledgesAnswersWithoutAHole()
    {
        const Command first = edit(ann, u"2"_s);
        const Command second = edit(ann, u"3"_s);
        const Command third = edit(ann, u"4"_s);
        answerPush({{first.id, applied(2)}, {third.id, applied(4)}});
        const QByteArray one = answersWith({}, first.id, applied(2));
        PullRequest next = client->nextPull(emea);
        QCOMPARE(next.acknowledged, 1);
        QCOMPARE(next.answers, one);
        answerPush({{second.id, applied(3)}});
        next = client->nextPull(emea);
        QCOMPARE(next.acknowledged, 3);
        QCOMPARE(next.answers, answersWith(answersWith(one, second.id, applied(3)), third.id, applied(4)));
        QCOMPARE(next.cursor, store->cursor(emea));
    }

    void keepsTheFirstAnswerThatACommandGot()
    {
        const Command command = edit(ann, u"2"_s);
        answerPush({{command.id, applied(5)}, {QUuid::createUuid(), applied(6)}});
        answerPush({{command.id, {.verdict = Verdict::Rejected, .reason = u"sync.left_region"_s}}});
        QCOMPARE(store->outbox().size(), 1U);
        QCOMPARE(store->outbox().at(0).outcome, std::optional(applied(5)));
    }

    void leavesAnswersForWhoItWasBefore()
    {
        const Command command = edit(ann, u"2"_s);
        client->receive(PushAnswer{.device = spare, .outcomes = {{command.id, applied(5)}}}, spare);
        QVERIFY(!store->outbox().at(0).outcome);
        PullAnswer answer = page({put(rowOf(bob, u"1"_s))});
        answer.device = spare;
        client->receive(answer, spare);
        QVERIFY(!store->row(bob));
    }

    void showsAnEditUntilWhatItDidWasRead_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<int>("clock");
        QTest::addColumn<bool>("isOpen");
        QTest::newRow("it did nothing") << QString() << 0 << false;
        QTest::newRow("in a scope that is not read") << u"region:none"_s << 5 << false;
        QTest::newRow("read already") << emea << 1 << false;
        QTest::newRow("to be read") << emea << 2 << true;
        QTest::newRow("to be read elsewhere") << apac << 1 << true;
    }
    void showsAnEditUntilWhatItDidWasRead()
    {
        QFETCH(QString, scope);
        QFETCH(int, clock);
        QFETCH(bool, isOpen);
        const Command command = edit(ann, u"2"_s);
        answerPush({{command.id, applied(clock, scope)}});
        QCOMPARE(this->isOpen(ann), isOpen);
        QCOMPARE(numberOf(ann), isOpen ? u"2"_s : u"1"_s);
        QCOMPARE(store->base(ann).has_value(), isOpen);
    }

    void settlesUpToTheLineThatWasRead()
    {
        const Command first = edit(ann, u"2"_s);
        const Command second = make(bob, u"8"_s);
        const Command unanswered = client->wish({Act::Edit, ann, {{u"role"_s, u"buyer"_s}}}, spare, now).value();
        answerPush({{first.id, applied(2)}, {second.id, applied(3)}});
        readPage({put(rowOf(ann, u"2"_s, 4))});
        QCOMPARE(store->openFor(ann).size(), 1U);
        QCOMPARE(store->openFor(ann).at(0).command, unanswered);
        QVERIFY(isOpen(bob)); // its line is the next one
        QCOMPARE(numberOf(bob), u"8"_s);
        QCOMPARE(store->row(ann)->body.value(u"role"_s).toString(), u"buyer"_s);
        readPage({put(rowOf(bob, u"8"_s, 2))});
        QVERIFY(!isOpen(bob));
        QVERIFY(!store->base(bob));
        readPage({put(rowOf(RowKey{u"contact"_s, spare}, u"7"_s))}); // and they stay
        QCOMPARE(numberOf(bob), u"8"_s);
    }

    void settlesNothingOfAnotherScope()
    {
        const Command command = edit(ann, u"2"_s);
        answerPush({{command.id, applied(1, apac)}});
        readPage({put(rowOf(bob, u"1"_s))});
        QVERIFY(isOpen(ann));
        readSnapshot({rowOf(ann, u"1"_s), rowOf(bob, u"1"_s)}, 9);
        QVERIFY(isOpen(ann));
        readPage({put(rowOf(ann, u"2"_s, 4, apac))}, apac);
        QVERIFY(!isOpen(ann));
    }

    void becomesAnotherOneWhereNumbersDoNotFit_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isAnother");
        QTest::newRow("done") << int(PushAnswer::State::Done) << false;
        QTest::newRow("needs content") << int(PushAnswer::State::NeedsContent) << false;
        QTest::newRow("fork") << int(PushAnswer::State::Fork) << true;
        QTest::newRow("gap") << int(PushAnswer::State::Gap) << true;
    }
    void becomesAnotherOneWhereNumbersDoNotFit()
    {
        QFETCH(int, state);
        QFETCH(bool, isAnother);
        answerPush({}, PushAnswer::State(state));
        QCOMPARE(store->identity().device, isAnother ? spare : laptop);
        QCOMPARE(store->cursor(emea).clock, 1); // what was read is the server's
    }
};

QTEST_GUILESS_MAIN(TestSyncClient)
#include "tst_sync_client.moc"
