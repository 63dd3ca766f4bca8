// SPDX-License-Identifier: GPL-3.0-or-later
// When a conflict begins, is carried on, stays open and is closed.
#include "core/sync/merge.h"

#include <QtTest/QTest>

#include <functional>

using namespace accord;
using namespace accord::sync;

namespace {

const QUuid subject(u"{00000000-0000-7000-8000-000000000001}"_s);
const QString rep = u"rep"_s;

const EntityRule &contact()
{
    return *entityRules().find(u"contact"_s);
}

const EntityRule &draft()
{
    return *entityRules().find(u"contract_draft"_s);
}

Row rowOf(const EntityRule &rule, const QJsonObject &body, bool deleted = false)
{
    return {{rule.entity, subject}, u"region:EMEA"_s, 3, body, deleted};
}

Command commandOf(const EntityRule &rule, Act act, const std::vector<FieldChange> &fields)
{
    Command command;
    command.id = QUuid::createUuid();
    command.act = act;
    command.row = {rule.entity, subject};
    command.fields = fields;
    command.baseVersion = 3;
    return command;
}

/// Phone "1" became "2" here and "9" there.
Conflict phoneConflict(Conflict::Kind kind = Conflict::Kind::Fields)
{
    Conflict conflict;
    conflict.id = QUuid::createUuid();
    conflict.kind = kind;
    conflict.row = {u"contact"_s, subject};
    conflict.fields = {{u"phone"_s, u"1"_s, u"2"_s, u"9"_s}};
    conflict.who = rep;
    conflict.commands = {conflict.id};
    return conflict;
}

using Fault = std::function<void(Conflict &)>;

/// What a conflict can lack that one's own next edit would carry on.
void addFaults()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("closed") << Fault([](Conflict &conflict) { conflict.resolvedBy = u"manager"_s; });
    QTest::newRow("of somebody else") << Fault([](Conflict &conflict) { conflict.who = u"other"_s; });
    QTest::newRow("of another kind") << Fault([](Conflict &conflict) { conflict.kind = Conflict::Kind::Deleted; });
    QTest::newRow("of another field") << Fault([](Conflict &conflict) { conflict.fields[0].name = u"role"_s; });
    QTest::newRow("with another value") << Fault([](Conflict &conflict) { conflict.fields[0].mine = u"7"_s; });
}

} // namespace
Q_DECLARE_METATYPE(Fault)

class TestSyncConflicts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsASecondConflictBesideOneThatItDoesNotContinue_data() { addFaults(); }
    void startsASecondConflictBesideOneThatItDoesNotContinue()
    {
        QFETCH(Fault, fault);
        Met met{.row = rowOf(contact(), {{u"phone"_s, u"9"_s}}), .conflicts = {phoneConflict()}};
        const Command command = commandOf(contact(), Act::Edit, {{u"phone"_s, u"2"_s, u"3"_s}});
        QCOMPARE(merge(contact(), command, rep, met).conflicts.at(0).id, met.conflicts[0].id);
        fault(met.conflicts[0]);
        const Merged merged = merge(contact(), command, rep, met);
        QVERIFY(merged.verdict == Verdict::Conflict);
        QCOMPARE(merged.conflicts.size(), 1U);
        QCOMPARE(merged.conflicts[0].id, command.id);
        QCOMPARE(merged.conflicts[0].fields.size(), 1U);
    }

    void startsASecondWholeBesideOneThatItDoesNotContinue_data() { addFaults(); }
    void startsASecondWholeBesideOneThatItDoesNotContinue()
    {
        QFETCH(Fault, fault);
        Conflict known = phoneConflict(Conflict::Kind::Unit);
        known.fields[0].name = u"document"_s;
        known.sibling = QUuid::createUuid();
        Met met{.row = rowOf(draft(), {{u"document"_s, u"9"_s}}), .conflicts = {known}};
        const Command command = commandOf(draft(), Act::Edit, {{u"document"_s, u"2"_s, u"3"_s}});
        QCOMPARE(merge(draft(), command, rep, met).conflicts.at(0).id, known.id);
        fault(met.conflicts[0]);
        const Merged merged = merge(draft(), command, rep, met);
        QCOMPARE(merged.conflicts.size(), 1U);
        QCOMPARE(merged.conflicts[0].id, command.id);
        QCOMPARE(merged.conflicts[0].commands, std::vector{command.id});
        const Conflict::Field expected{u"document"_s, u"2"_s, u"3"_s, u"9"_s};
        QCOMPARE(merged.conflicts[0].fields, std::vector{expected});
        QCOMPARE(merged.siblings.at(0).key.id, merged.conflicts[0].sibling.value());
    }

    void carriesSeveralFieldsOnInOneConflict()
    {
        Conflict known = phoneConflict();
        known.fields.push_back({u"role"_s, u"a"_s, u"b"_s, u"c"_s});
        const Met met{.row = rowOf(contact(), {{u"phone"_s, u"9"_s}, {u"role"_s, u"c"_s}}), .conflicts = {known}};
        const Command command
            = commandOf(contact(), Act::Edit, {{u"phone"_s, u"2"_s, u"3"_s}, {u"role"_s, u"b"_s, u"d"_s}});
        const Merged merged = merge(contact(), command, rep, met);
        QCOMPARE(merged.conflicts.size(), 1U);
        known.fields[0].mine = u"3"_s;
        known.fields[1].mine = u"d"_s;
        known.commands.push_back(command.id); // once
        QCOMPARE(merged.conflicts[0], known);
        QVERIFY(!merged.row);
    }

    void goesOnInTheSiblingThatNobodyTouched()
    {
        const QJsonObject body{{u"name"_s, u"North"_s}, {u"document"_s, u"B"_s}};
        Met met{.row = rowOf(draft(), body)};
        const Merged first = merge(
            draft(), commandOf(draft(), Act::Edit, {{u"document"_s, u"A"_s, u"C"_s}, {u"name"_s, u"North"_s, u"N"_s}}),
            rep, met);
        const Row sibling = first.siblings.at(0);
        QCOMPARE(sibling.body.value(u"name"_s).toString(), u"N/rev 4 (rep, offline)"_s);
        QCOMPARE(sibling.body.value(u"sibling_of"_s).toString(), subject.toString(QUuid::WithoutBraces));
        QCOMPARE(sibling.version, 0); // who writes it counts
        QVERIFY(!sibling.deleted);
        met.conflicts = first.conflicts;
        Row another = sibling;
        another.key.id = QUuid::createUuid();
        met.siblings = {another, sibling};
        const Command next
            = commandOf(draft(), Act::Edit, {{u"document"_s, u"C"_s, u"D"_s}, {u"name"_s, u"N"_s, u"N"_s}});
        const Merged second = merge(draft(), next, rep, met);
        QCOMPARE(second.siblings.at(0).key, sibling.key);
        QCOMPARE(second.conflicts.at(0).id, first.conflicts[0].id);
        QCOMPARE(second.conflicts[0].commands.size(), 2U);
        QCOMPARE(second.conflicts[0].field(u"document"_s)->mine, QJsonValue(u"D"_s));

        // Somebody worked in it: theirs stays, and mine gets a new one.
        met.siblings[1].body.insert(u"document"_s, u"X"_s);
        const Merged beside = merge(draft(), next, rep, met);
        QVERIFY(beside.siblings.at(0).key != sibling.key);
        QCOMPARE(beside.siblings[0].key.id, beside.conflicts.at(0).sibling.value());
        // Somebody deleted it, or it is out of sight.
        met.siblings = {another, sibling};
        met.siblings[1].deleted = true;
        QVERIFY(merge(draft(), next, rep, met).siblings.at(0).key != sibling.key);
        met.siblings = {another};
        QVERIFY(merge(draft(), next, rep, met).siblings.at(0).key != sibling.key);
    }

    void takesAWholeThatSawWhatIsThere()
    {
        const Row row = rowOf(draft(), {{u"document"_s, u"A"_s}, {u"name"_s, u"North"_s}});
        const Merged applied
            = merge(draft(), commandOf(draft(), Act::Edit, {{u"document"_s, u"A"_s, u"B"_s}}), rep, {.row = row});
        QVERIFY(applied.verdict == Verdict::Applied);
        QCOMPARE(applied.row->body, QJsonObject({{u"document"_s, u"B"_s}, {u"name"_s, u"North"_s}}));
        QVERIFY(applied.conflicts.empty() && applied.siblings.empty());
        const Merged unchanged
            = merge(draft(), commandOf(draft(), Act::Edit, {{u"document"_s, u"0"_s, u"A"_s}}), rep, {.row = row});
        QVERIFY(unchanged.verdict == Verdict::Unchanged && !unchanged.row);
    }

    void withdrawsNoSiblingThatIsGone()
    {
        const QJsonObject body{{u"name"_s, u"North"_s}, {u"document"_s, u"B"_s}};
        Met met{.row = rowOf(draft(), body)};
        const Merged beside = merge(
            draft(), commandOf(draft(), Act::Edit, {{u"document"_s, u"A"_s, u"C"_s}, {u"name"_s, u"North"_s, u"N"_s}}),
            rep, met);
        met.conflicts = beside.conflicts;
        const Command choice = resolutionOf(beside.conflicts.at(0), true);
        const Merged out = merge(draft(), choice, rep, met); // out of sight
        QVERIFY(out.verdict == Verdict::Applied && out.siblings.empty());
        met.siblings = beside.siblings;
        QCOMPARE(merge(draft(), choice, rep, met).siblings.size(), 1U); // its title is another one by design
        met.siblings[0].deleted = true;
        QVERIFY(merge(draft(), choice, rep, met).siblings.empty());
    }

    void givesASiblingNoTitleWhereNoneIsKept()
    {
        EntityRule rule = draft();
        rule.titleField.clear();
        const Row row = rowOf(rule, {{u"document"_s, u"B"_s}}, false);
        const Merged merged
            = merge(rule, commandOf(rule, Act::Edit, {{u"document"_s, u"A"_s, u"C"_s}}), rep, {.row = row});
        QCOMPARE(merged.siblings.at(0).body.keys(), QStringList({u"document"_s, u"sibling_of"_s}));
    }

    void asksWhoLeavesAClosedStage()
    {
        EntityRule rule = contact();
        rule.stageField = u"role"_s;
        rule.closedStages = {u"won"_s, u"lost"_s};
        const auto verdict = [&](const QString &stage, const std::vector<FieldChange> &fields) {
            const Row row = rowOf(rule, {{u"role"_s, stage}, {u"name"_s, u"won"_s}});
            return merge(rule, commandOf(rule, Act::Edit, fields), rep, {.row = row}).verdict;
        };
        QVERIFY(verdict(u"won"_s, {{u"role"_s, u"won"_s, u"open"_s}}) == Verdict::Conflict);
        QVERIFY(verdict(u"open"_s, {{u"role"_s, u"open"_s, u"won"_s}}) == Verdict::Applied);
        QVERIFY(verdict(u"won"_s, {{u"name"_s, u"won"_s, u"Ann"_s}}) == Verdict::Applied); // is no stage
        rule.stageField.clear();
        QVERIFY(verdict(u"won"_s, {{u"role"_s, u"won"_s, u"open"_s}}) == Verdict::Applied);
    }

    void carriesOnAnEditOfWhatOthersDeleted()
    {
        Met met{.row = rowOf(contact(), {{u"phone"_s, u"1"_s}}, true)};
        const Command first = commandOf(contact(), Act::Edit, {{u"phone"_s, u"1"_s, u"2"_s}});
        met.conflicts = merge(contact(), first, rep, met).conflicts;
        QCOMPARE(met.conflicts.size(), 1U);
        QVERIFY(met.conflicts[0].kind == Conflict::Kind::Edited);
        const Command second
            = commandOf(contact(), Act::Edit, {{u"phone"_s, u"2"_s, u"3"_s}, {u"role"_s, {}, u"buyer"_s}});
        const Merged merged = merge(contact(), second, rep, met);
        QVERIFY(merged.verdict == Verdict::Conflict);
        QCOMPARE(merged.conflicts.size(), 2U);
        QCOMPARE(merged.conflicts[0].id, first.id);
        QCOMPARE(merged.conflicts[0].field(u"phone"_s)->mine, QJsonValue(u"3"_s));
        QCOMPARE(merged.conflicts[1].id, second.id);
        QCOMPARE(merged.conflicts[1].fields.size(), 1U);
        QCOMPARE(merged.conflicts[1].fields[0].name, u"role"_s);
        const Command nothing = commandOf(contact(), Act::Edit, {});
        QVERIFY(merge(contact(), nothing, rep, met).verdict == Verdict::Unchanged);
        const Command third = commandOf(contact(), Act::Edit, {{u"phone"_s, u"2"_s, u"4"_s}});
        QCOMPARE(merge(contact(), third, rep, met).conflicts.size(), 1U);
    }

    void makesAgainWhatIsThereAsAnEdit()
    {
        const Command command = commandOf(contact(), Act::Make, {{u"phone"_s, {}, u"2"_s}});
        const Row row = rowOf(contact(), {{u"phone"_s, u"1"_s}});
        QVERIFY(merge(contact(), command, rep, {.row = row}).conflicts.at(0).kind == Conflict::Kind::Fields);
        const Row gone = rowOf(contact(), {{u"phone"_s, u"1"_s}}, true);
        QVERIFY(merge(contact(), command, rep, {.row = gone}).conflicts.at(0).kind == Conflict::Kind::Edited);
    }

    void writesTheAuthorWhereOneIsKept()
    {
        const EntityRule &note = *entityRules().find(u"note"_s);
        const Merged noted = merge(note, commandOf(note, Act::Make, {{u"text"_s, {}, u"Hello"_s}}), rep, {});
        QVERIFY(noted.verdict == Verdict::Applied);
        QCOMPARE(noted.row->body, QJsonObject({{u"author"_s, rep}, {u"text"_s, u"Hello"_s}}));
        const Merged made = merge(contact(), commandOf(contact(), Act::Make, {{u"name"_s, {}, u"Ann"_s}}), rep, {});
        QCOMPARE(made.row->body, QJsonObject({{u"name"_s, u"Ann"_s}}));
    }

    void deletesWhatWasSeen()
    {
        const Command command = commandOf(contact(), Act::Delete, {{u"phone"_s, u"1"_s, {}}});
        const Merged deleted = merge(contact(), command, rep, {.row = rowOf(contact(), {{u"phone"_s, u"1"_s}})});
        QVERIFY(deleted.verdict == Verdict::Applied && deleted.row->deleted);
        const Merged changed = merge(contact(), command, rep, {.row = rowOf(contact(), {{u"phone"_s, u"2"_s}})});
        QVERIFY(changed.verdict == Verdict::Conflict && !changed.row);
        QVERIFY(changed.conflicts.at(0).kind == Conflict::Kind::Deleted);
        const Merged again = merge(contact(), command, rep, {.row = rowOf(contact(), {{u"phone"_s, u"1"_s}}, true)});
        QVERIFY(again.verdict == Verdict::Unchanged && !again.row);
        QVERIFY(merge(contact(), command, rep, {}).verdict == Verdict::Unchanged);
    }

    void readsFormsOfTheLastTwelveMonthsOnly()
    {
        Command command = commandOf(contact(), Act::Edit, {{u"phone"_s, u"1"_s, u"2"_s}});
        const auto reason = [&](int version) {
            command.kindVersion = version;
            return merge(contact(), command, rep, {.row = rowOf(contact(), {{u"phone"_s, u"1"_s}})}).reason;
        };
        QCOMPARE(reason(oldestKindVersion - 1), u"sync.kind_too_old"_s);
        QCOMPARE(reason(oldestKindVersion), QString());
        QCOMPARE(reason(presentKindVersion), QString());
        QCOMPARE(reason(presentKindVersion + 1), u"sync.kind_unknown"_s);
    }

    void refusesWhatTheRuleDoesNotAllow_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const char *entity, Act act, const char *field, const QString &reason) {
            QTest::newRow(name) << QString::fromLatin1(entity) << int(act) << QString::fromLatin1(field) << reason;
        };
        row("an account", "account", Act::Edit, "name", {});
        row("without an account", "account", Act::Delete, "name", u"sync.only_with_server"_s);
        row("a new contact with what it never had", "contact", Act::Make, "vat_id", u"sync.field_only_with_server"_s);
        row("without a contact", "contact", Act::Delete, "phone", {});
        row("without a contact that had more", "contact", Act::Delete, "fax", {}); // it names what was seen
        row("one's own note", "note", Act::Edit, "text", {});
    }
    void refusesWhatTheRuleDoesNotAllow()
    {
        QFETCH(QString, entity);
        QFETCH(int, act);
        QFETCH(QString, field);
        QFETCH(QString, reason);
        const EntityRule &rule = *entityRules().find(entity);
        const QString author = rule.authorField.isEmpty() ? u"nobody"_s : rule.authorField;
        const Row row = rowOf(rule, {{field, u"a"_s}, {author, rep}});
        QCOMPARE(merge(rule, commandOf(rule, Act(act), {{field, u"a"_s, u"b"_s}}), rep, {.row = row}).reason, reason);
    }

    void saysThatThereIsNothingToChooseBetween()
    {
        const Conflict conflict = phoneConflict();
        const Command choice = resolutionOf(conflict, true);
        const Row row = rowOf(contact(), {{u"phone"_s, u"9"_s}});
        QCOMPARE(merge(contact(), choice, rep, {.row = row}).reason, u"sync.conflict_unknown"_s);
        QCOMPARE(merge(contact(), choice, rep, {.row = {}, .conflicts = {conflict}}).reason,
                 u"sync.conflict_unknown"_s);
    }

    void choosesAmongWhatIsThere_data()
    {
        QTest::addColumn<QString>("present");
        QTest::addColumn<bool>("isDeleted");
        QTest::addColumn<int>("fault"); ///< of the choice
        QTest::addColumn<bool>("isClosed");
        QTest::newRow("what was seen") << u"9"_s << false << 0 << true;
        QTest::newRow("mine by now") << u"2"_s << false << 0 << true;
        QTest::newRow("another value") << u"8"_s << false << 0 << false;
        QTest::newRow("deleted since") << u"9"_s << true << 0 << false;
        QTest::newRow("without the field") << u"9"_s << false << 1 << false;
        QTest::newRow("mine as it was before") << u"9"_s << false << 2 << false;
    }
    void choosesAmongWhatIsThere()
    {
        QFETCH(QString, present);
        QFETCH(bool, isDeleted);
        QFETCH(int, fault);
        QFETCH(bool, isClosed);
        const Conflict conflict = phoneConflict();
        Command choice = resolutionOf(conflict, true);
        if (fault == 1)
            choice.fields.clear();
        if (fault == 2)
            choice.fields[0].after = u"0"_s;
        const Row row = rowOf(contact(), {{u"phone"_s, present}}, isDeleted);
        const Merged merged = merge(contact(), choice, u"manager"_s, {.row = row, .conflicts = {conflict}});
        QVERIFY(merged.verdict == (isClosed ? Verdict::Applied : Verdict::Conflict));
        QCOMPARE(merged.conflicts.at(0).isOpen(), !isClosed);
        QCOMPARE(merged.conflicts[0].tookMine, isClosed);
        QCOMPARE(merged.row.has_value(), isClosed && present != u"2"); // which is there already
        if (merged.row)
            QCOMPARE(merged.row->body.value(u"phone"_s).toString(), u"2"_s);
    }

    void saysWhatTheServerHasNowOfAConflictThatStaysOpen_data()
    {
        using enum Conflict::Kind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isDeleted");
        QTest::addColumn<int>("now");
        QTest::newRow("fields") << int(Fields) << false << int(Fields);
        QTest::newRow("fields, deleted since") << int(Fields) << true << int(Edited);
        QTest::newRow("edited") << int(Edited) << true << int(Edited);
        QTest::newRow("edited, back since") << int(Edited) << false << int(Fields);
        QTest::newRow("a whole") << int(Unit) << false << int(Unit);
        QTest::newRow("a whole, deleted since") << int(Unit) << true << int(Unit);
        QTest::newRow("deleted") << int(Deleted) << false << int(Deleted);
    }
    void saysWhatTheServerHasNowOfAConflictThatStaysOpen()
    {
        QFETCH(int, kind);
        QFETCH(bool, isDeleted);
        QFETCH(int, now);
        const Conflict conflict = phoneConflict(Conflict::Kind(kind));
        const Row row = rowOf(contact(), {{u"phone"_s, u"8"_s}}, isDeleted);
        const Merged merged
            = merge(contact(), resolutionOf(conflict, true), rep, {.row = row, .conflicts = {conflict}});
        QVERIFY(merged.verdict == Verdict::Conflict && !merged.row);
        QVERIFY(merged.conflicts.at(0).kind == Conflict::Kind(now));
        QVERIFY(merged.conflicts[0].isOpen());
        QCOMPARE(merged.conflicts[0].fields[0].theirs, QJsonValue(u"8"_s));
    }

    void deletesAfterAllWhatWasSeen()
    {
        const Conflict conflict = phoneConflict(Conflict::Kind::Deleted);
        const Row row = rowOf(contact(), {{u"phone"_s, u"9"_s}});
        const Met met{.row = row, .conflicts = {conflict}};
        const Merged mine = merge(contact(), resolutionOf(conflict, true), rep, met);
        QVERIFY(mine.verdict == Verdict::Applied && mine.row->deleted);
        QCOMPARE(mine.row->body, row.body);
        QVERIFY(!mine.conflicts.at(0).isOpen());
        const Merged theirs = merge(contact(), resolutionOf(conflict, false), rep, met);
        QVERIFY(theirs.verdict == Verdict::Applied && !theirs.row);
        // Deleted since, with whatever it had: there is nothing left to do.
        const Row gone = rowOf(contact(), {{u"phone"_s, u"8"_s}}, true);
        const Merged closed
            = merge(contact(), resolutionOf(conflict, true), rep, {.row = gone, .conflicts = {conflict}});
        QVERIFY(closed.verdict == Verdict::Applied && !closed.row && !closed.conflicts.at(0).isOpen());
    }

    void laysOpenCommandsOneOverTheOther()
    {
        const Row row = rowOf(contact(), {{u"phone"_s, u"1"_s}});
        Command choice = resolutionOf(phoneConflict(), true);
        const auto shown = withOpenCommands(contact(), row,
                                            {commandOf(contact(), Act::Edit, {{u"phone"_s, u"1"_s, u"2"_s}}), choice,
                                             commandOf(contact(), Act::Edit, {{u"phone"_s, u"2"_s, u"3"_s}})},
                                            rep);
        QCOMPARE(shown->body.value(u"phone"_s).toString(), u"3"_s);
        QCOMPARE(shown->scope, row.scope);
        QVERIFY(!withOpenCommands(contact(), {}, {choice}, rep));
    }
};

QTEST_GUILESS_MAIN(TestSyncConflicts)
#include "tst_sync_conflicts.moc"
