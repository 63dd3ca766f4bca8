// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/conflict.h"
#include "core/sync/merge.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;

namespace {

const QUuid subject(u"{00000000-0000-7000-8000-000000000001}"_s);

const EntityRule &ruleOf(const QString &entity)
{
    return *entityRules().find(entity);
}

Row rowOf(const QString &entity, const QJsonObject &body)
{
    return {{entity, subject}, u"region:EMEA"_s, 3, body, false};
}

Command commandOf(const QString &entity, Act act, const std::vector<FieldChange> &fields)
{
    Command command;
    command.id = QUuid::createUuid();
    command.act = act;
    command.row = {entity, subject};
    command.fields = fields;
    command.baseVersion = 3;
    return command;
}

} // namespace

/// How one command meets one row.
class TestSyncMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesFieldByField()
    {
        const Row row = rowOf(u"contact"_s, {{u"name"_s, u"Ann"_s}, {u"phone"_s, u"2"_s}, {u"unknown"_s, u"kept"_s}});
        const Command command
            = commandOf(u"contact"_s, Act::Edit, {{u"name"_s, u"Ann"_s, u"Ann Lee"_s}, {u"phone"_s, u"1"_s, u"3"_s}});
        const Merged merged = merge(ruleOf(u"contact"_s), command, u"rep"_s, {.row = row});
        QVERIFY(merged.verdict == Verdict::Conflict);
        QCOMPARE(merged.row->body.value(u"name"_s).toString(), u"Ann Lee"_s);
        QCOMPARE(merged.row->body.value(u"phone"_s).toString(), u"2"_s);
        QCOMPARE(merged.row->body.value(u"unknown"_s).toString(), u"kept"_s);
        QCOMPARE(merged.conflicts.size(), size_t(1));
        const Conflict::Field expected{u"phone"_s, u"1"_s, u"3"_s, u"2"_s};
        QCOMPARE(merged.conflicts.front().fields.size(), size_t(1));
        QVERIFY(merged.conflicts.front().fields.front() == expected);
    }

    void leavesWhatIsThereAlready()
    {
        const Row row = rowOf(u"contact"_s, {{u"phone"_s, u"3"_s}});
        const Command command = commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, u"3"_s}});
        const Merged merged = merge(ruleOf(u"contact"_s), command, u"rep"_s, {.row = row});
        QVERIFY(merged.verdict == Verdict::Unchanged);
        QVERIFY(!merged.row);
    }

    void carriesOnAConflictOfOnesOwn()
    {
        const Row row = rowOf(u"contact"_s, {{u"phone"_s, u"2"_s}});
        Met met{.row = row};
        met.conflicts = merge(ruleOf(u"contact"_s), commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, u"3"_s}}),
                              u"rep"_s, met)
                            .conflicts;
        const Merged merged = merge(ruleOf(u"contact"_s),
                                    commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"3"_s, u"4"_s}}), u"rep"_s, met);
        QCOMPARE(merged.conflicts.size(), size_t(1));
        QCOMPARE(merged.conflicts.front().id, met.conflicts.front().id);
        QCOMPARE(merged.conflicts.front().fields.front().mine, QJsonValue(u"4"_s));
        QCOMPARE(merged.conflicts.front().commands.size(), size_t(2));
    }

    void putsAWholeBesideTheOther()
    {
        const Row row = rowOf(u"contract_draft"_s, {{u"name"_s, u"North"_s}, {u"document"_s, u"B"_s}});
        const Command command = commandOf(u"contract_draft"_s, Act::Edit, {{u"document"_s, u"A"_s, u"C"_s}});
        const Merged merged = merge(ruleOf(u"contract_draft"_s), command, u"ann"_s, {.row = row});
        QVERIFY(merged.verdict == Verdict::Conflict);
        QVERIFY(!merged.row);
        QCOMPARE(merged.siblings.size(), size_t(1));
        QCOMPARE(merged.siblings.front().body.value(u"document"_s).toString(), u"C"_s);
        QCOMPARE(merged.siblings.front().body.value(u"name"_s).toString(), u"North/rev 4 (ann, offline)"_s);
    }

    void lacksNothingWhenWhatOthersDeletedWasEdited()
    {
        Row row = rowOf(u"contact"_s, {{u"phone"_s, u"1"_s}});
        row.deleted = true;
        const Merged edited
            = merge(ruleOf(u"contact"_s), commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, u"2"_s}}), u"rep"_s,
                    {.row = row});
        QVERIFY(edited.conflicts.front().kind == Conflict::Kind::Edited);
        Command choice = resolutionOf(edited.conflicts.front(), true);
        choice.id = QUuid::createUuid();
        const Merged restored
            = merge(ruleOf(u"contact"_s), choice, u"rep"_s, {.row = row, .conflicts = edited.conflicts});
        QVERIFY(restored.verdict == Verdict::Applied);
        QVERIFY(!restored.row->deleted);
        QCOMPARE(restored.row->body.value(u"phone"_s).toString(), u"2"_s);
        QCOMPARE(restored.conflicts.front().resolvedBy, u"rep"_s);
    }

    void asksAgainWhenOthersWroteMeanwhile()
    {
        Row row = rowOf(u"contact"_s, {{u"phone"_s, u"2"_s}});
        const auto conflicts
            = merge(ruleOf(u"contact"_s), commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, u"3"_s}}), u"rep"_s,
                    {.row = row})
                  .conflicts;
        row.body.insert(u"phone"_s, u"9"_s);
        const Merged merged = merge(ruleOf(u"contact"_s), resolutionOf(conflicts.front(), true), u"rep"_s,
                                    {.row = row, .conflicts = conflicts});
        QVERIFY(merged.verdict == Verdict::Conflict);
        QVERIFY(!merged.row && merged.conflicts.front().isOpen());
        QCOMPARE(merged.conflicts.front().fields.front().theirs, QJsonValue(u"9"_s));
    }

    void refusesWhatIsNotForOffline_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("reason");
        QTest::addRow("billing data") << u"account"_s << int(Act::Edit) << u"vat_id"_s
                                      << u"sync.field_only_with_server"_s;
        QTest::addRow("a new account") << u"account"_s << int(Act::Make) << u"name"_s << u"sync.only_with_server"_s;
        QTest::addRow("another's note") << u"note"_s << int(Act::Edit) << u"text"_s << u"sync.not_author"_s;
        QTest::addRow("a conflict itself")
            << u"conflict"_s << int(Act::Edit) << u"mine"_s << u"sync.only_with_server"_s;
    }
    void refusesWhatIsNotForOffline()
    {
        QFETCH(QString, entity);
        QFETCH(int, act);
        QFETCH(QString, field);
        QFETCH(QString, reason);
        const Merged merged = merge(ruleOf(entity), commandOf(entity, Act(act), {{field, u"a"_s, u"b"_s}}), u"rep"_s,
                                    {.row = rowOf(entity, {{field, u"a"_s}, {u"author"_s, u"somebody"_s}})});
        QVERIFY(merged.verdict == Verdict::Rejected);
        QCOMPARE(merged.reason, reason);
        QVERIFY(!merged.row);
    }

    void readsWhatItWrites()
    {
        Command command = commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, QJsonValue(QJsonValue::Null)}});
        command.sequence = 7;
        command.claimedAt = QDateTime(QDate(2026, 6, 30), QTime(9, 0), Qt::UTC);
        QCOMPARE(commandFromJson(toJson(command)).value(), command);
        Command resolution = commandOf(u"contact"_s, Act::Resolve, {});
        resolution.conflict = QUuid::createUuid();
        resolution.takesMine = true;
        resolution.claimedAt = command.claimedAt;
        QCOMPARE(commandFromJson(toJson(resolution)).value(), resolution);
        QCOMPARE(commandFromJson({{u"id"_s, u"x"_s}}).error().id, u"sync.command_malformed"_s);
    }

    void readsTheOutcomeThatItWrites()
    {
        const Outcome outcome{
            Verdict::Conflict, u"sync.left_region"_s, {QUuid::createUuid(), QUuid::createUuid()}, u"region:EMEA"_s, 12};
        QCOMPARE(outcomeFromJson(toJson(outcome)).value(), outcome);
        QCOMPARE(outcomeFromJson({{u"verdict"_s, u"perhaps"_s}}).error().id, u"sync.outcome_malformed"_s);
    }

    void aClosedConflictStaysAsItWasChosen()
    {
        Met met{.row = rowOf(u"contact"_s, {{u"phone"_s, u"2"_s}})};
        met.conflicts = merge(ruleOf(u"contact"_s), commandOf(u"contact"_s, Act::Edit, {{u"phone"_s, u"1"_s, u"3"_s}}),
                              u"rep"_s, met)
                            .conflicts;
        const Conflict open = met.conflicts.front();
        const Merged closed = merge(ruleOf(u"contact"_s), resolutionOf(open, false), u"manager"_s, met);
        QVERIFY(closed.verdict == Verdict::Applied && !closed.row);
        QCOMPARE(closed.conflicts.front().resolvedBy, u"manager"_s);
        met.conflicts = closed.conflicts;
        QVERIFY(merge(ruleOf(u"contact"_s), resolutionOf(open, false), u"rep"_s, met).verdict == Verdict::Unchanged);
        const Merged again = merge(ruleOf(u"contact"_s), resolutionOf(open, true), u"rep"_s, met);
        QVERIFY(again.verdict == Verdict::Rejected);
        QCOMPARE(again.reason, u"sync.conflict_closed"_s);
    }

    void withdrawsTheSiblingThatNobodyTouched()
    {
        Met met{.row = rowOf(u"contract_draft"_s, {{u"name"_s, u"North"_s}, {u"document"_s, u"B"_s}})};
        const Merged beside
            = merge(ruleOf(u"contract_draft"_s),
                    commandOf(u"contract_draft"_s, Act::Edit, {{u"document"_s, u"A"_s, u"C"_s}}), u"ann"_s, met);
        met.conflicts = beside.conflicts;
        met.siblings = beside.siblings;
        const Command choice = resolutionOf(beside.conflicts.front(), true);
        const Merged chosen = merge(ruleOf(u"contract_draft"_s), choice, u"ann"_s, met);
        QCOMPARE(chosen.siblings.size(), size_t(1));
        QVERIFY(chosen.siblings.front().deleted);
        met.siblings.front().body.insert(u"document"_s, u"D"_s);
        QVERIFY(merge(ruleOf(u"contract_draft"_s), choice, u"ann"_s, met).siblings.empty());
    }

    void readsEveryKindOfConflictThatItWrites()
    {
        for (const auto kind :
             {Conflict::Kind::Fields, Conflict::Kind::Unit, Conflict::Kind::Edited, Conflict::Kind::Deleted}) {
            Conflict conflict;
            conflict.id = QUuid::createUuid();
            conflict.kind = kind;
            conflict.row = {u"contact"_s, subject};
            conflict.fields = {{u"phone"_s, u"1"_s, u"2"_s, u"3"_s}, {u"role"_s, {}, u"buyer"_s, {}}};
            conflict.who = u"rep"_s;
            conflict.when = QDateTime(QDate(2026, 6, 30), QTime(9, 0), Qt::UTC);
            conflict.commands = {conflict.id, QUuid::createUuid()};
            QCOMPARE(conflictFromJson(toJson(conflict)).value(), conflict);
            conflict.sibling = QUuid::createUuid();
            conflict.resolvedBy = u"manager"_s;
            conflict.tookMine = true;
            QCOMPARE(conflictFromJson(toJson(conflict)).value(), conflict);
            QVERIFY(!conflict.isOpen());
        }
        QCOMPARE(conflictFromJson({{u"kind"_s, u"fields"_s}}).error().id, u"sync.conflict_malformed"_s);
    }
};

QTEST_GUILESS_MAIN(TestSyncMerge)
#include "tst_sync_merge.moc"
