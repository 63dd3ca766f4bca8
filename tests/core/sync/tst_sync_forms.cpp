// SPDX-License-Identifier: GPL-3.0-or-later
// Commands, conflicts and outcomes as they are written down, and what may change offline at all.
#include "core/sync/conflict.h"
#include "core/sync/outcome.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

#include <functional>
#include <set>

using namespace accord;
using namespace accord::sync;

namespace {

const QUuid one(u"{00000000-0000-7000-8000-000000000001}"_s);
const QUuid two(u"{00000000-0000-7000-8000-000000000002}"_s);

Command command()
{
    Command command;
    command.id = one;
    command.row = {u"contact"_s, two};
    command.fields = {{u"phone"_s, u"1"_s, u"2"_s}};
    command.baseVersion = 3;
    command.sequence = 4;
    command.claimedAt = QDateTime(QDate(2026, 6, 30), QTime(9, 0), Qt::UTC);
    return command;
}

Conflict conflict()
{
    Conflict conflict;
    conflict.id = one;
    conflict.row = {u"contact"_s, two};
    conflict.fields = {{u"phone"_s, u"1"_s, u"2"_s, u"3"_s}, {u"role"_s, {}, u"buyer"_s, {}}};
    conflict.commands = {one, two};
    return conflict;
}

QString commandError(const QString &member, const QJsonValue &value)
{
    QJsonObject json = toJson(command());
    json.insert(member, value);
    const auto read = commandFromJson(json);
    return read ? QString() : read.error().args.value(u"member"_s).toString();
}

using Change = std::function<void(Command &)>;

} // namespace
Q_DECLARE_METATYPE(Change)

class TestSyncForms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheMemberOfACommandThatIsMalformed()
    {
        QCOMPARE(commandError(u"claimed_at"_s, toJson(command()).value(u"claimed_at"_s)), QString());
        QCOMPARE(commandError(u"id"_s, u"x"_s), u"id"_s);
        QCOMPARE(commandError(u"act"_s, u"perhaps"_s), u"act"_s);
        QCOMPARE(commandError(u"entity_id"_s, u"x"_s), u"entity_id"_s);
        QCOMPARE(commandError(u"fields"_s, QJsonArray{QJsonObject{{u"after"_s, 1}}}), u"fields"_s);
        QCOMPARE(commandError(u"act"_s, u"resolve"_s), u"conflict"_s); // which one is not said
    }

    void wantsAResolutionToNameItsConflict()
    {
        Command resolution = resolutionOf(conflict(), true);
        resolution.id = two;
        QCOMPARE(commandFromJson(toJson(resolution))->conflict, std::optional(one));
        QJsonObject json = toJson(resolution);
        json.insert(u"conflict"_s, u"x"_s);
        QCOMPARE(commandFromJson(json).error().args.value(u"member"_s).toString(), u"conflict"_s);
    }

    void findsTheFieldsOfCommandsAndConflicts()
    {
        const Command known = command();
        QCOMPARE(known.field(u"phone"_s), &known.fields.front());
        QVERIFY(!known.field(u"role"_s));
        const Conflict held = conflict();
        QCOMPARE(held.field(u"role"_s), &held.fields.back());
        QVERIFY(!held.field(u"name"_s));
    }

    void readsOldNamesOfFieldsInOldCommandsOnly()
    {
        EntityRule rule;
        rule.formerNames = {{2, u"telephone"_s, u"phone"_s}};
        Command old = command();
        old.kindVersion = 1;
        old.fields = {{u"telephone"_s, u"1"_s, u"2"_s}, {u"name"_s, u"a"_s, u"b"_s}};
        const Command present = inPresentForm(old, rule);
        QCOMPARE(present.fields[0].name, u"phone"_s);
        QCOMPARE(present.fields[1].name, u"name"_s);
        old.kindVersion = 2; // there it would be another field
        QCOMPARE(inPresentForm(old, rule).fields[0].name, u"telephone"_s);
    }

    void tellsCommandsApartByAllThatTheyWant_data()
    {
        QTest::addColumn<Change>("change");
        QTest::newRow("act") << Change([](Command &command) { command.act = Act::Make; });
        QTest::newRow("form") << Change([](Command &command) { command.kindVersion = 1; });
        QTest::newRow("kind of row") << Change([](Command &command) { command.row.entity = u"note"_s; });
        QTest::newRow("row") << Change([](Command &command) { command.row.id = one; });
        QTest::newRow("field") << Change([](Command &command) { command.fields[0].name = u"name"_s; });
        QTest::newRow("seen") << Change([](Command &command) { command.fields[0].before = u"9"_s; });
        QTest::newRow("wanted") << Change([](Command &command) { command.fields[0].after = u"9"_s; });
        QTest::newRow("version") << Change([](Command &command) { ++command.baseVersion; });
        QTest::newRow("conflict") << Change([](Command &command) { command.conflict = one; });
        QTest::newRow("choice") << Change([](Command &command) { command.takesMine = true; });
    }
    void tellsCommandsApartByAllThatTheyWant()
    {
        QFETCH(Change, change);
        Command changed = command();
        change(changed);
        QVERIFY(digestOf(changed) != digestOf(command()));
    }

    void knowsACommandAgainThatWasNumberedAnew()
    {
        Command again = command();
        again.sequence = 77;
        QCOMPARE(digestOf(again), digestOf(command()));
    }

    void refusesConflictsThatAreMalformed()
    {
        const QJsonObject sound = toJson(conflict());
        QVERIFY(conflictFromJson(sound));
        for (const auto &[member, value] :
             {std::pair(u"kind"_s, u"perhaps"_s), std::pair(u"id"_s, u"x"_s), std::pair(u"entity_id"_s, u"x"_s)}) {
            QJsonObject json = sound;
            json.insert(member, value);
            const auto read = conflictFromJson(json);
            QVERIFY2(!read, qPrintable(member));
            QCOMPARE(read.error().id, u"sync.conflict_malformed"_s);
        }
    }

    void choosesWithWhatWasSeen()
    {
        const Command mine = resolutionOf(conflict(), true);
        QVERIFY(mine.act == Act::Resolve && mine.takesMine && mine.row == conflict().row && mine.conflict == one);
        const std::vector<FieldChange> fields{{u"phone"_s, u"3"_s, u"2"_s}, {u"role"_s, {}, u"buyer"_s}};
        QCOMPARE(mine.fields, fields);
        const Command theirs = resolutionOf(conflict(), false);
        QVERIFY(!theirs.takesMine);
        QCOMPARE(theirs.fields[0].after, QJsonValue(u"3"_s));
    }

    void tellsAnswersApartByAllThatTheySay()
    {
        const Outcome outcome{Verdict::Applied, {}, {}, u"region:EMEA"_s, 7};
        const auto changed = [&](const std::function<void(Outcome &)> &change) {
            Outcome other = outcome;
            change(other);
            return answersWith("before", one, other);
        };
        const std::set<QByteArray> hashes{
            answersWith("before", one, outcome),
            answersWith("other", one, outcome),
            answersWith("before", two, outcome),
            changed([](Outcome &other) { other.verdict = Verdict::Unchanged; }),
            changed([](Outcome &other) { other.reason = u"sync.left_region"_s; }),
            changed([](Outcome &other) { other.conflicts = {one}; }),
            changed([](Outcome &other) { other.conflicts = {two}; }),
            changed([](Outcome &other) { other.scope = u"region:APAC"_s; }),
            changed([](Outcome &other) { other.clock = 8; }),
        };
        QCOMPARE(hashes.size(), 9U);
    }

    void saysWhatMayBeMadeAndDeletedOffline_data()
    {
        QTest::addColumn<bool>("isMade");
        QTest::addColumn<bool>("isDeleted");
        QTest::addColumn<bool>("namesContent");
        QTest::newRow("account") << false << false << false;
        QTest::newRow("contact") << true << true << false;
        QTest::newRow("note") << true << true << false;
        QTest::newRow("attachment") << true << true << true;
        QTest::newRow("contract_draft") << true << true << false;
        QTest::newRow("contract") << false << false << false;
        QTest::newRow("invoice") << false << false << false;
    }
    void saysWhatMayBeMadeAndDeletedOffline()
    {
        QFETCH(bool, isMade);
        QFETCH(bool, isDeleted);
        QFETCH(bool, namesContent);
        const EntityRule *rule = entityRules().find(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(rule);
        QCOMPARE(rule->mayBeMade, isMade);
        QCOMPARE(rule->mayBeDeleted, isDeleted);
        QCOMPARE(rule->namesContent, namesContent);
    }

    void knowsNoRuleForWhatIsNotSynchronised() { QVERIFY(!entityRules().find(u"payment"_s)); }

    void setsSomeFieldsOnlyInTheBeginning()
    {
        const EntityRule &contact = *entityRules().find(u"contact"_s);
        QVERIFY(contact.allows(u"account"_s, true) && !contact.allows(u"account"_s, false));
        QVERIFY(contact.allows(u"phone"_s, true) && contact.allows(u"phone"_s, false));
    }
};

QTEST_GUILESS_MAIN(TestSyncForms)
#include "tst_sync_forms.moc"
