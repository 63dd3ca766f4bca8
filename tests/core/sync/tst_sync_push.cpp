// SPDX-License-Identifier: GPL-3.0-or-later
// What the team does with the commands that a machine sends: in their order, each once, each with one answer.
#include "core/sync/content_exchange.h"
#include "core/sync/push.h"
#include "plain_server.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;

namespace {

const QUuid laptop(u"{00000000-0000-7000-8000-00000000000a}"_s);
const QUuid phone(u"{00000000-0000-7000-8000-00000000000b}"_s);
const QUuid subject(u"{00000000-0000-7000-8000-000000000001}"_s);
const QString emea = u"region:EMEA"_s;
const Person rep{u"rep"_s, {emea}};

Command made(qint64 sequence, const QString &entity, const QUuid &row, const std::vector<FieldChange> &fields)
{
    Command command;
    command.id = QUuid::createUuid();
    command.act = Act::Make;
    command.row = {entity, row};
    command.fields = fields;
    command.sequence = sequence;
    return command;
}

Command contact(qint64 sequence, const QUuid &row = QUuid::createUuid())
{
    return made(sequence, u"contact"_s, row, {{u"name"_s, {}, u"Ann"_s}});
}

Command edit(qint64 sequence, const QString &before, const QString &after)
{
    Command command = made(sequence, u"contact"_s, subject, {{u"phone"_s, before, after}});
    command.act = Act::Edit;
    return command;
}

Command attachment(qint64 sequence, const ContentKey &content, const QUuid &row = QUuid::createUuid())
{
    return made(sequence, u"attachment"_s, row,
                {{u"sha256"_s, {}, content.sha256}, {u"size"_s, {}, content.size}, {u"file_name"_s, {}, u"a.pdf"_s}});
}

Row contactRow(const QString &number, const QString &scope = emea)
{
    return {{u"contact"_s, subject}, scope, 3, {{u"phone"_s, number}}, false};
}

} // namespace

class TestSyncPush : public QObject
{
    Q_OBJECT

    std::unique_ptr<PlainServer> server;

    PushAnswer pushed(const std::vector<Command> &commands, const QUuid &device = laptop, const Person &who = rep)
    {
        const auto answer = push(*server, entityRules(), who, {device, commands});
        return answer ? *answer : PushAnswer{};
    }

    Outcome outcomeOf(const Command &command)
    {
        const PushAnswer answer = pushed({command});
        return answer.outcomes.size() == 1 && answer.outcomes[0].first == command.id ? answer.outcomes[0].second
                                                                                     : Outcome{.reason = u"none"_s};
    }

    qint64 lastSequence(const QUuid &device = laptop) { return server->device(device)->lastSequence; }

private Q_SLOTS:
    void init()
    {
        server = std::make_unique<PlainServer>();
        server->addScope(emea);
    }

    void doesACommandAndSaysWhereItStands()
    {
        const Command command = contact(1);
        const Outcome expected{.verdict = Verdict::Applied, .scope = emea, .clock = 1};
        QCOMPARE(outcomeOf(command), expected);
        QCOMPARE(server->row(command.row)->body, QJsonObject({{u"name"_s, u"Ann"_s}}));
        QCOMPARE(lastSequence(), 1);
        QCOMPARE(server->answersUpTo(laptop, 1), std::optional(answersWith({}, command.id, expected)));
    }

    void hashesEachAnswerOverThoseBefore()
    {
        const Command first = contact(1);
        const Command second = contact(2);
        const auto outcomes = pushed({first, second}).outcomes;
        QCOMPARE(outcomes.size(), 2U);
        const QByteArray afterOne = answersWith({}, first.id, outcomes[0].second);
        QCOMPARE(server->answersUpTo(laptop, 2), std::optional(answersWith(afterOne, second.id, outcomes[1].second)));
    }

    void givesACommandThatItKnowsTheAnswerThatItHad()
    {
        const Command first = contact(1);
        const Outcome outcome = outcomeOf(first);
        pushed({contact(2)});
        QCOMPARE(outcomeOf(first), outcome);
        QCOMPARE(server->state.changes.size(), 2U); // nothing was done again
        QCOMPARE(lastSequence(), 2); // and the machine was not set back
        QVERIFY(!server->answersUpTo(laptop, 3));
    }

    void movesOnOverCommandsThatItKnowsFromWhenTheMachineHadAnotherName()
    {
        const Command command = contact(1);
        const Outcome outcome = outcomeOf(command);
        QCOMPARE(pushed({command}, phone).outcomes.at(0).second, outcome);
        QCOMPARE(lastSequence(phone), 1);
        QCOMPARE(server->answersUpTo(phone, 1), std::optional(answersWith({}, command.id, outcome)));
    }

    void refusesAnIdThatSomebodyElseUsed()
    {
        const Command command = contact(1);
        pushed({command});
        const Person other{u"other"_s, {emea}};
        QCOMPARE(pushed({command}, phone, other).outcomes.at(0).second.reason, u"sync.command_reused"_s);
    }

    void refusesAnIdForSomethingElse()
    {
        Command command = contact(1);
        pushed({command});
        command.fields[0].after = u"Bob"_s;
        const Outcome expected{.verdict = Verdict::Rejected, .reason = u"sync.command_reused"_s};
        QCOMPARE(outcomeOf(command), expected);
    }

    void noticesAnotherCommandUnderANumberThatWasUsed()
    {
        pushed({contact(1), contact(2)});
        for (const qint64 used : {1, 2}) {
            const PushAnswer answer = pushed({contact(used), contact(3)});
            QVERIFY(answer.state == PushAnswer::State::Fork);
            QVERIFY(answer.outcomes.empty()); // and nothing behind it is done
        }
        QCOMPARE(lastSequence(), 2);
    }

    void noticesAMissingNumber()
    {
        pushed({contact(1)});
        const PushAnswer answer = pushed({contact(3), contact(2)});
        QVERIFY(answer.state == PushAnswer::State::Gap);
        QVERIFY(answer.outcomes.empty());
        QCOMPARE(lastSequence(), 1);
    }

    void keepsWhatItDidBeforeTheMissingNumber()
    {
        const PushAnswer answer = pushed({contact(1), contact(3)});
        QVERIFY(answer.state == PushAnswer::State::Gap);
        QCOMPARE(answer.outcomes.size(), 1U);
    }

    void refusesWhatIsNotSynchronised()
    {
        const Outcome expected{.verdict = Verdict::Rejected, .reason = u"sync.entity_unknown"_s};
        QCOMPARE(outcomeOf(made(1, u"payment"_s, subject, {})), expected);
    }

    void refusesWhatBelongsToNothing()
    {
        server->scopeOfWhatIsMade.clear();
        QCOMPARE(outcomeOf(contact(1)).reason, u"sync.row_unknown"_s);
    }

    void saysThatARowWhichIsEditedIsNotThere()
    {
        const Outcome expected{.verdict = Verdict::Rejected, .reason = u"sync.row_unknown"_s};
        QCOMPARE(outcomeOf(edit(1, u"1"_s, u"2"_s)), expected);
        QCOMPARE(lastSequence(), 1);
    }

    void refusesWhatThePersonMayNotDo()
    {
        server->refusing = u"security.forbidden"_s;
        const Command command = contact(1);
        QCOMPARE(outcomeOf(command).reason, u"security.forbidden"_s);
        QVERIFY(!server->row(command.row));
    }

    void keepsAnEditOfARowThatLeftForThoseWhoHaveIt()
    {
        const QString apac = u"region:APAC"_s;
        server->addScope(apac);
        server->state.rows[{u"contact"_s, subject}] = contactRow(u"1"_s, apac);
        const Command command = edit(1, u"1"_s, u"2"_s);
        const Outcome expected{.verdict = Verdict::Rejected, .reason = u"sync.left_region"_s};
        QCOMPARE(outcomeOf(command), expected);
        QCOMPARE(server->row(command.row)->body.value(u"phone"_s).toString(), u"1"_s);
        const auto orphan = server->row({orphanEntity, command.id});
        QVERIFY(orphan);
        QCOMPARE(orphan->scope, apac);
        QCOMPARE(orphan->body.value(u"who"_s).toString(), u"rep"_s);
        QCOMPARE(commandFromJson(orphan->body.value(u"command"_s).toObject()).value().fields, command.fields);
        QCOMPARE(server->feedOf(apac).size(), 1U);
        QVERIFY(server->feedOf(emea).empty());
    }

    void waitsForTheFileThatACommandNames()
    {
        const QByteArray bytes(int(partSize) + 10, 'x');
        const ContentKey content = keyOf(bytes);
        const Command command = attachment(1, content);
        const PushAnswer waiting = pushed({command, contact(2)});
        QVERIFY(waiting.state == PushAnswer::State::NeedsContent);
        QVERIFY(waiting.outcomes.empty());
        QCOMPARE(waiting.content, content);
        QCOMPARE(waiting.missingParts, std::vector<int>({0, 1}));
        QCOMPARE(lastSequence(), 0);
        QVERIFY(!server->row(command.row));
        QVERIFY(!server->answered(command.id));

        QVERIFY(keepWhole(*server->contents(rep), bytes));
        const PushAnswer done = pushed({command, contact(2)});
        QVERIFY(done.state == PushAnswer::State::Done);
        QCOMPARE(done.outcomes.size(), 2U);
        QVERIFY(done.outcomes[0].second.verdict == Verdict::Applied);
        QCOMPARE(server->row(command.row)->body.value(u"sha256"_s).toString(), content.sha256);
    }

    void refusesARowThatNamesNoFileThatCouldBeKept()
    {
        QCOMPARE(outcomeOf(attachment(1, {u"abc"_s, 5})).reason, u"attachments.hash_malformed"_s);
        server->hasContents = false;
        QCOMPARE(outcomeOf(attachment(2, keyOf("x"))).reason, u"attachments.hash_malformed"_s);
    }

    void asksForNoFileOfARowThatIsThereAlready()
    {
        const Command command = attachment(1, keyOf("x"), subject);
        QJsonObject body{{u"author"_s, u"rep"_s}};
        for (const FieldChange &field : command.fields)
            body.insert(field.name, field.after);
        server->state.rows[command.row] = {command.row, emea, 2, body, false};
        QVERIFY(outcomeOf(command).verdict == Verdict::Unchanged);
        Command deletion = command;
        deletion.id = QUuid::createUuid();
        deletion.act = Act::Delete;
        deletion.fields.clear();
        deletion.sequence = 2;
        QVERIFY(outcomeOf(deletion).verdict == Verdict::Applied);
        QVERIFY(server->row(command.row)->deleted);
    }

    void putsWhatCannotBothBeRightIntoAConflict()
    {
        server->state.rows[{u"contact"_s, subject}] = contactRow(u"9"_s);
        const Command command = edit(1, u"1"_s, u"2"_s);
        const Outcome outcome = outcomeOf(command);
        const Outcome expected{.verdict = Verdict::Conflict, .conflicts = {command.id}, .scope = emea, .clock = 1};
        QCOMPARE(outcome, expected);
        const auto row = server->row({conflictEntity, command.id});
        QVERIFY(row && row->scope == emea && row->version == 2);
        QCOMPARE(conflictFromJson(row->body)->field(u"phone"_s)->mine, QJsonValue(u"2"_s));
    }

    void withdrawsTheSiblingOfAConflictThatIsClosed()
    {
        const RowKey draft{u"contract_draft"_s, subject};
        server->state.rows[draft] = {draft, emea, 3, {{u"author"_s, u"rep"_s}, {u"document"_s, u"B"_s}}, false};
        Command command = made(1, draft.entity, subject, {{u"document"_s, u"A"_s, u"C"_s}});
        command.act = Act::Edit;
        const Outcome outcome = outcomeOf(command);
        const auto conflict = conflictFromJson(server->row({conflictEntity, outcome.conflicts.at(0)})->body).value();
        const RowKey sibling{draft.entity, conflict.sibling.value()};
        QCOMPARE(server->row(sibling)->scope, emea);
        QVERIFY(!server->row(sibling)->deleted);

        Command choice = resolutionOf(conflict, true);
        choice.id = QUuid::createUuid();
        choice.sequence = 2;
        QVERIFY(outcomeOf(choice).verdict == Verdict::Applied);
        QCOMPARE(server->row(draft)->body.value(u"document"_s).toString(), u"C"_s);
        QVERIFY(server->row(sibling)->deleted);

        // What a closed conflict left behind is not looked at any more.
        server->read.clear();
        command = made(3, draft.entity, subject, {{u"document"_s, u"C"_s, u"E"_s}});
        command.act = Act::Edit;
        QVERIFY(outcomeOf(command).verdict == Verdict::Applied);
        QVERIFY(!std::ranges::count(server->read, sibling));
    }

    void looksForNoSiblingOfAConflictOfFields()
    {
        server->state.rows[{u"contact"_s, subject}] = contactRow(u"9"_s);
        outcomeOf(edit(1, u"1"_s, u"2"_s));
        server->read.clear();
        outcomeOf(edit(2, u"2"_s, u"3"_s));
        const auto others = std::ranges::count_if(
            server->read, [](const RowKey &key) { return key.entity != conflictEntity && key.id != subject; });
        QCOMPARE(others, 0);
    }

    void keepsTheRefusalOfTheDatabaseAsTheAnswer_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isAnswer");
        QTest::newRow("input") << int(ErrorKind::InvalidInput) << true;
        QTest::newRow("conflict") << int(ErrorKind::Conflict) << true;
        QTest::newRow("forbidden") << int(ErrorKind::Forbidden) << true;
        QTest::newRow("not found") << int(ErrorKind::NotFound) << false;
        QTest::newRow("unavailable") << int(ErrorKind::Unavailable) << false;
        QTest::newRow("internal") << int(ErrorKind::Internal) << false;
    }
    void keepsTheRefusalOfTheDatabaseAsTheAnswer()
    {
        QFETCH(int, kind);
        QFETCH(bool, isAnswer);
        const Command command = contact(1);
        server->failingToPut = Error{ErrorKind(kind), u"database.says_no"_s, {}, {}};
        const auto answer = push(*server, entityRules(), rep, {laptop, {command, contact(2)}});
        QVERIFY(!server->row(command.row));
        if (!isAnswer) {
            QVERIFY(!answer);
            QCOMPARE(answer.error().id, u"database.says_no"_s);
            QCOMPARE(lastSequence(), 0); // it is sent again
            QVERIFY(!server->answered(command.id));
            return;
        }
        QCOMPARE(answer->outcomes.size(), 2U); // the one behind it was tried as well
        const Outcome expected{.verdict = Verdict::Rejected, .reason = u"database.says_no"_s};
        QCOMPARE(answer->outcomes[0].second, expected);
        QCOMPARE(lastSequence(), 2);
        QVERIFY(server->answersUpTo(laptop, 1) == answersWith({}, command.id, expected));
        server->failingToPut.reset();
        QCOMPARE(outcomeOf(command), expected); // the same every time after
    }

    void passesOnThatTheMachineIsGone()
    {
        server->forgetsDevices = true;
        const auto answer = push(*server, entityRules(), rep, {laptop, {contact(1)}});
        QVERIFY(!answer);
        QCOMPARE(answer.error().id, u"sync.device_unknown"_s);
    }

    void knowsWhoseMachineItIs()
    {
        pushed({contact(1)});
        const auto other = push(*server, entityRules(), {u"other"_s, {emea}}, {laptop, {}});
        QCOMPARE(other.error().id, u"sync.device_of_other"_s);
        QCOMPARE(other.error().args.value(u"person"_s).toString(), u"rep"_s);
        QVERIFY(push(*server, entityRules(), rep, {laptop, {}}));
        QCOMPARE(lastSequence(), 1); // as it was
        Device device = server->device(laptop).value();
        device.revoked = true;
        server->save(device);
        QCOMPARE(push(*server, entityRules(), rep, {laptop, {}}).error().id, u"sync.device_revoked"_s);
    }

    void countsVersionsFromTheOneThatWasThere()
    {
        Row row = contactRow(u"1"_s);
        row.version = 0; // one that nobody has counted is the first
        write(*server, row, std::nullopt, u"rep"_s, {});
        QCOMPARE(server->row(row.key)->version, 2);
        for (const auto &[before, after] : {std::pair(0, 2), std::pair(1, 2), std::pair(2, 3), std::pair(7, 8)}) {
            Row known = row;
            known.version = before;
            write(*server, row, known, u"rep"_s, {});
            QCOMPARE(server->row(row.key)->version, after);
        }
    }

    void tellsBothScopesOfAMoveInTheOrderOfTheirNames_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("told");
        QTest::newRow("up") << u"region:APAC"_s << emea << QStringList({u"region:APAC leave"_s, u"region:EMEA put"_s});
        QTest::newRow("down") << emea << u"region:APAC"_s
                              << QStringList({u"region:APAC put"_s, u"region:EMEA leave"_s});
        QTest::newRow("nowhere") << emea << emea << QStringList({u"region:EMEA put"_s});
        QTest::newRow("new") << QString() << emea << QStringList({u"region:EMEA put"_s});
        QTest::newRow("out of sight") << emea << u"region:none"_s << QStringList({u"region:EMEA leave"_s});
    }
    void tellsBothScopesOfAMoveInTheOrderOfTheirNames()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QStringList, told);
        server->addScope(u"region:APAC"_s);
        server->addScope({}); // nobody's
        const Written written = announce(*server, contactRow(u"1"_s, to), from, {});
        QStringList lines;
        for (const Change &change : server->state.changes)
            lines << change.row.scope + (change.kind == Change::Kind::Put ? u" put"_s : u" leave"_s);
        QCOMPARE(lines, told);
        QCOMPARE(written.scope, to);
        QCOMPARE(written.clock, to == u"region:none"_s ? 0 : 1);
    }
};

QTEST_GUILESS_MAIN(TestSyncPush)
#include "tst_sync_push.moc"
