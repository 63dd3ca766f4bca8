// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge.h"

#include <algorithm>

namespace accord::sync {

namespace {

Merged rejected(const QString &reason)
{
    return {.verdict = Verdict::Rejected, .reason = reason};
}

/// A conflict in which the content of \a command waits.
Conflict startedBy(const Command &command, const QString &who, Conflict::Kind kind)
{
    Conflict conflict;
    conflict.id = command.id;
    conflict.kind = kind;
    conflict.row = command.row;
    conflict.who = who;
    conflict.when = command.claimedAt;
    conflict.commands = {command.id};
    return conflict;
}

bool wasSeen(const QJsonObject &body, const FieldChange &field)
{
    return valueOf(body, field.name) == field.before;
}

bool isDone(const QJsonObject &body, const FieldChange &field)
{
    return valueOf(body, field.name) == field.after;
}

/// Offline nobody takes a row out of a closed stage.
bool leavesClosedStage(const EntityRule &rule, const QJsonObject &body, const FieldChange &field)
{
    return !rule.stageField.isEmpty() && field.name == rule.stageField
           && rule.closedStages.contains(valueOf(body, field.name).toString());
}

/// Somebody who goes on with what waits in a conflict of theirs carries it on, instead of having two.
bool carriedOn(std::vector<Conflict> &changed, const Met &met, const Command &command, const FieldChange &field,
               const QString &who, Conflict::Kind kind)
{
    const auto goesOn = [&](const Conflict &conflict) {
        const Conflict::Field *waiting = conflict.field(field.name);
        return conflict.isOpen() && conflict.who == who && conflict.kind == kind && waiting
               && waiting->mine == field.before;
    };
    auto conflict = std::ranges::find_if(changed, goesOn);
    if (conflict == changed.end()) {
        const auto known = std::ranges::find_if(met.conflicts, goesOn);
        if (known == met.conflicts.end())
            return false;
        // Another field of the same command may have carried it on already.
        conflict = std::ranges::find(changed, known->id, &Conflict::id);
        if (conflict == changed.end())
            conflict = changed.insert(changed.end(), *known);
    }
    conflict->field(field.name)->mine = field.after;
    if (!std::ranges::count(conflict->commands, command.id))
        conflict->commands.push_back(command.id);
    return true;
}

Merged fieldsMerged(const EntityRule &rule, const Command &command, const QString &who, const Met &met)
{
    Merged merged{.verdict = Verdict::Unchanged};
    Row row = *met.row;
    Conflict conflict = startedBy(command, who, Conflict::Kind::Fields);
    bool changed = false;
    for (const FieldChange &field : command.fields) {
        if (isDone(row.body, field))
            continue;
        if (wasSeen(row.body, field) && !leavesClosedStage(rule, row.body, field)) {
            row.body.insert(field.name, field.after);
            changed = true;
        } else if (!carriedOn(merged.conflicts, met, command, field, who, Conflict::Kind::Fields)) {
            conflict.fields.push_back({field.name, field.before, field.after, valueOf(row.body, field.name)});
        }
    }
    if (!conflict.fields.empty())
        merged.conflicts.push_back(conflict);
    if (changed)
        merged.row = row;
    if (!merged.conflicts.empty())
        merged.verdict = Verdict::Conflict;
    else if (changed)
        merged.verdict = Verdict::Applied;
    return merged;
}

QJsonObject withFields(QJsonObject body, const std::vector<FieldChange> &fields)
{
    for (const FieldChange &field : fields)
        body.insert(field.name, field.after);
    return body;
}

/// The whole of \a command beside what is there: "North 2026/rev 4 (ann, offline)".
Row siblingOf(const EntityRule &rule, const Command &command, const QString &who, const Row &beside, const QUuid &id)
{
    Row sibling = beside;
    sibling.key.id = id;
    sibling.version = 0;
    sibling.deleted = false;
    sibling.body = withFields(sibling.body, command.fields);
    sibling.body.insert(u"sibling_of"_s, beside.key.id.toString(QUuid::WithoutBraces));
    if (!rule.titleField.isEmpty()) {
        const QString title = valueOf(sibling.body, rule.titleField).toString();
        sibling.body.insert(rule.titleField,
                            u"%1/rev %2 (%3, offline)"_s.arg(title).arg(command.baseVersion + 1).arg(who));
    }
    return sibling;
}

bool holdsMine(const Row &sibling, const Conflict &conflict, const QString &titleField)
{
    return !sibling.deleted && std::ranges::all_of(conflict.fields, [&](const Conflict::Field &field) {
        return field.name == titleField || valueOf(sibling.body, field.name) == field.mine;
    });
}

const Row *siblingIn(const Met &met, const Conflict &conflict)
{
    const auto found = std::ranges::find_if(
        met.siblings, [&](const Row &row) { return conflict.sibling && row.key.id == *conflict.sibling; });
    return found == met.siblings.end() ? nullptr : &*found;
}

/// The open conflict of \a who whose content is what \a command goes on from.
const Conflict *unitToCarryOn(const Command &command, const QString &who, const Met &met)
{
    const auto found = std::ranges::find_if(met.conflicts, [&](const Conflict &conflict) {
        return conflict.isOpen() && conflict.who == who && conflict.kind == Conflict::Kind::Unit
               && std::ranges::all_of(command.fields, [&](const FieldChange &field) {
                      const Conflict::Field *waiting = conflict.field(field.name);
                      return waiting && waiting->mine == field.before;
                  });
    });
    return found == met.conflicts.end() ? nullptr : &*found;
}

Merged unitMerged(const EntityRule &rule, const Command &command, const QString &who, const Met &met)
{
    const Row &row = *met.row;
    const auto &fields = command.fields;
    if (std::ranges::all_of(fields, [&](const FieldChange &field) { return isDone(row.body, field); }))
        return {.verdict = Verdict::Unchanged};
    if (std::ranges::all_of(fields, [&](const FieldChange &field) { return wasSeen(row.body, field); })) {
        Row changed = row;
        changed.body = withFields(row.body, fields);
        return {.verdict = Verdict::Applied, .row = changed};
    }
    Conflict conflict = startedBy(command, who, Conflict::Kind::Unit);
    conflict.sibling = QUuid::createUuidV5(command.id, u"sibling"_s);
    if (const Conflict *earlier = unitToCarryOn(command, who, met)) {
        const Row *sibling = siblingIn(met, *earlier);
        const bool isUntouched = sibling && holdsMine(*sibling, *earlier, rule.titleField);
        const QUuid madeNow = *conflict.sibling;
        conflict = *earlier;
        conflict.commands.push_back(command.id);
        if (!isUntouched)
            conflict.sibling = madeNow;
        for (const FieldChange &field : fields)
            conflict.field(field.name)->mine = field.after;
    } else {
        for (const FieldChange &field : fields)
            conflict.fields.push_back({field.name, field.before, field.after, valueOf(row.body, field.name)});
    }
    return {.verdict = Verdict::Conflict,
            .conflicts = {conflict},
            .siblings = {siblingOf(rule, command, who, row, *conflict.sibling)}};
}

/// An edit of what others deleted.
Merged editOfDeleted(const Command &command, const QString &who, const Met &met)
{
    Merged merged{.verdict = Verdict::Conflict};
    Conflict conflict = startedBy(command, who, Conflict::Kind::Edited);
    for (const FieldChange &field : command.fields) {
        if (!carriedOn(merged.conflicts, met, command, field, who, Conflict::Kind::Edited))
            conflict.fields.push_back({field.name, field.before, field.after, valueOf(met.row->body, field.name)});
    }
    if (!conflict.fields.empty())
        merged.conflicts.push_back(conflict);
    if (merged.conflicts.empty())
        merged.verdict = Verdict::Unchanged;
    return merged;
}

Merged made(const EntityRule &rule, const Command &command, const QString &who, const Met &met)
{
    if (met.row)
        return met.row->deleted ? editOfDeleted(command, who, met) : fieldsMerged(rule, command, who, met);
    Row row;
    row.key = command.row;
    row.body = withFields({}, command.fields);
    if (!rule.authorField.isEmpty())
        row.body.insert(rule.authorField, who);
    return {.verdict = Verdict::Applied, .row = row};
}

Merged deleted(const Command &command, const QString &who, const Met &met)
{
    if (!met.row || met.row->deleted)
        return {.verdict = Verdict::Unchanged};
    if (std::ranges::all_of(command.fields, [&](const FieldChange &field) { return wasSeen(met.row->body, field); })) {
        Row row = *met.row;
        row.deleted = true;
        return {.verdict = Verdict::Applied, .row = row};
    }
    Conflict conflict = startedBy(command, who, Conflict::Kind::Deleted);
    for (const FieldChange &field : command.fields)
        conflict.fields.push_back(
            {field.name, field.before, QJsonValue(QJsonValue::Null), valueOf(met.row->body, field.name)});
    return {.verdict = Verdict::Conflict, .conflicts = {conflict}};
}

/// What the server has now, for whoever has to choose again.
Merged stillOpen(Conflict conflict, const Row &row)
{
    for (Conflict::Field &field : conflict.fields)
        field.theirs = valueOf(row.body, field.name);
    if (row.deleted && conflict.kind == Conflict::Kind::Fields)
        conflict.kind = Conflict::Kind::Edited;
    else if (!row.deleted && conflict.kind == Conflict::Kind::Edited)
        conflict.kind = Conflict::Kind::Fields;
    return {.verdict = Verdict::Conflict, .conflicts = {conflict}};
}

/// Whether the one who chose saw what the row has: only then may the choice overwrite it.
bool choseAmongWhatIsThere(const Conflict &conflict, const Command &command, const Row &row)
{
    const bool sawItDeleted = conflict.kind == Conflict::Kind::Edited;
    return row.deleted == sawItDeleted && std::ranges::all_of(conflict.fields, [&](const Conflict::Field &field) {
               const FieldChange *seen = command.field(field.name);
               const QJsonValue present = valueOf(row.body, field.name);
               return seen && seen->after == field.mine && (present == seen->before || present == field.mine);
           });
}

/// A sibling that nobody touched goes with its conflict; the conflict itself keeps the content.
void withdrawSibling(const EntityRule &rule, const Conflict &conflict, const Met &met, Merged &merged)
{
    const Row *sibling = siblingIn(met, conflict);
    if (!sibling || !holdsMine(*sibling, conflict, rule.titleField))
        return;
    merged.siblings.push_back(*sibling);
    merged.siblings.back().deleted = true;
}

Merged resolved(const EntityRule &rule, const Command &command, const QString &who, const Met &met)
{
    const auto known = std::ranges::find(met.conflicts, command.conflict.value_or(QUuid()), &Conflict::id);
    if (known == met.conflicts.end() || !met.row)
        return rejected(u"sync.conflict_unknown"_s);
    if (!known->isOpen())
        return known->tookMine == command.takesMine ? Merged{.verdict = Verdict::Unchanged}
                                                    : rejected(u"sync.conflict_closed"_s);
    Merged merged;
    if (command.takesMine && known->kind == Conflict::Kind::Deleted) {
        const bool saw = std::ranges::all_of(command.fields,
                                             [&](const FieldChange &field) { return wasSeen(met.row->body, field); });
        if (!met.row->deleted && !saw)
            return stillOpen(*known, *met.row);
        merged.row = met.row;
        merged.row->deleted = true;
    } else if (command.takesMine) {
        if (!choseAmongWhatIsThere(*known, command, *met.row))
            return stillOpen(*known, *met.row);
        merged.row = met.row;
        merged.row->deleted = false;
        for (const Conflict::Field &field : known->fields)
            merged.row->body.insert(field.name, field.mine);
    }
    if (merged.row == met.row)
        merged.row.reset();
    merged.conflicts.push_back(*known);
    merged.conflicts.back().resolvedBy = who;
    merged.conflicts.back().tookMine = command.takesMine;
    withdrawSibling(rule, *known, met, merged);
    return merged;
}

/// What no state of the row could allow.
QString refusalOf(const EntityRule &rule, const Command &command)
{
    if (command.kindVersion < oldestKindVersion)
        return u"sync.kind_too_old"_s;
    if (command.kindVersion > presentKindVersion)
        return u"sync.kind_unknown"_s;
    if (rule.merge == MergeRule::ServerOnly)
        return u"sync.only_with_server"_s;
    const bool making = command.act == Act::Make;
    if ((making && !rule.mayBeMade) || (command.act == Act::Delete && !rule.mayBeDeleted))
        return u"sync.only_with_server"_s;
    const bool changesFields = making || command.act == Act::Edit;
    if (changesFields && !std::ranges::all_of(command.fields, [&](const FieldChange &field) {
            return rule.allows(field.name, making);
        }))
        return u"sync.field_only_with_server"_s;
    return {};
}

} // namespace

Merged merge(const EntityRule &rule, const Command &command, const QString &who, const Met &met)
{
    if (const QString reason = refusalOf(rule, command); !reason.isEmpty())
        return rejected(reason);
    if (command.act == Act::Make)
        return made(rule, command, who, met);
    if (!met.row && command.act == Act::Edit)
        return rejected(u"sync.row_unknown"_s);
    if (command.act == Act::Resolve)
        return resolved(rule, command, who, met);
    if (met.row && rule.merge == MergeRule::OnlyAdded && valueOf(met.row->body, rule.authorField).toString() != who)
        return rejected(u"sync.not_author"_s);
    if (command.act == Act::Delete)
        return deleted(command, who, met);
    if (met.row->deleted)
        return editOfDeleted(command, who, met);
    return rule.merge == MergeRule::Unit ? unitMerged(rule, command, who, met) : fieldsMerged(rule, command, who, met);
}

std::optional<Row> withOpenCommands(const EntityRule &rule, std::optional<Row> row, const std::vector<Command> &open,
                                    const QString &who)
{
    for (const Command &command : open) {
        if (command.act == Act::Resolve)
            continue; // the server says whether what was chosen is still there
        const QString scope = row ? row->scope : QString();
        const Merged merged = merge(rule, inPresentForm(command, rule), who, {.row = row});
        if (merged.row) {
            row = merged.row;
            row->scope = scope;
        }
    }
    return row;
}

} // namespace accord::sync
