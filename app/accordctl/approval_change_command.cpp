// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

namespace accord::ctl {

using approvals::ChangedField;
using workspace::ChangeDesk;
using workspace::ChangeWish;

namespace {

Result<ChangeWish> wishFrom(const Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto field = approvals::changedFieldFromString(arguments.positional(0).replace(u'-', u'_'));
    const auto from = context.date(u"from"_s);
    if (!field)
        return passOn(field);
    if (!from)
        return passOn(from);
    for (const QString &name : {u"to"_s, u"reason"_s})
        if (!arguments.has(name) && !(name == u"reason"_s && arguments.has(u"dry-run"_s)))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + name}});
    const bool isBook = approvals::recordOf(*field) == u"price_book"_s;
    const bool hasPart = isBook || *field == ChangedField::ItemPrice || *field == ChangedField::ItemDiscount;
    const int wanted = 1 + !isBook + hasPart;
    if (arguments.positionalCount() < wanted)
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s,
                    {{u"option"_s, isBook    ? u"PLAN"_s
                                   : hasPart ? u"CONTRACT ITEM"_s
                                             : approvals::recordOf(*field).toUpper()}});
    return ChangeWish{*field,
                      isBook ? QString() : arguments.positional(1),
                      hasPart ? arguments.positional(isBook ? 1 : 2) : QString(),
                      arguments.value(u"to"_s),
                      *from,
                      arguments.value(u"reason"_s)};
}

QJsonObject toJson(const approvals::RecordChange &change, const workspace::ChangeInWords &words)
{
    return {{u"field"_s, approvals::toString(change.field)},
            {u"record"_s, change.recordName},
            {u"part"_s, orNull(change.part)},
            {u"revision"_s, change.revision},
            {u"from"_s, orNull(change.from.toString(Qt::ISODate))},
            {u"before"_s, orNull(change.before)},
            {u"after"_s, orNull(change.after)},
            {u"what"_s, words.what},
            {u"before_in_words"_s, words.before},
            {u"after_in_words"_s, words.after}};
}

Result<int> print(Context &context, const Result<workspace::ChangeOutcome> &outcome)
{
    if (!outcome)
        return passOn(outcome);
    context.output().document(ctl::toJson(*outcome));
    return Exit::Done;
}

} // namespace

QJsonObject toJson(const workspace::ChangePreview &preview)
{
    QJsonObject object = toJson(preview.prepared.change, preview.words);
    object.insert(u"amount"_s, preview.prepared.subject.amount.toString());
    object.insert(u"currency"_s, preview.prepared.subject.amount.currency().code());
    object.insert(u"asks"_s, orNull(preview.asks));
    object.insert(u"rule"_s, orNull(preview.rule));
    return object;
}

QJsonObject toJson(const workspace::ChangeOutcome &outcome)
{
    QJsonObject object = toJson(outcome.preview);
    object.insert(u"matter"_s, outcome.matter.toString());
    object.insert(u"id"_s, outcome.approval ? QJsonValue(outcome.approval->id.toString()) : QJsonValue());
    object.insert(u"state"_s, outcome.approval ? u"pending"_s : u"done"_s);
    return object;
}

QJsonObject toJson(const workspace::ChangeState &state)
{
    QJsonObject object = toJson(state.change, state.words);
    object.insert(u"revision_now"_s, state.revisionNow);
    object.insert(u"outdated"_s, state.isOutdated());
    object.insert(u"done_at"_s, state.done ? QJsonValue(state.done->doneAt.toString(Qt::ISODate)) : QJsonValue());
    object.insert(u"done_as_revision"_s, state.done ? QJsonValue(state.done->revision) : QJsonValue());
    return object;
}

QJsonObject toJson(const workspace::AskedActivation &asked)
{
    QJsonArray changes;
    for (const contracts::TermChange &change : asked.changes)
        changes.append(QJsonObject{
            {u"path"_s, change.path}, {u"before"_s, orNull(change.before)}, {u"after"_s, orNull(change.after)}});
    return {{u"number"_s, asked.contract.number},   {u"version"_s, asked.contract.version},
            {u"version_now"_s, asked.versionNow()}, {u"holds"_s, asked.isDone},
            {u"outdated"_s, asked.isOutdated()},    {u"changes"_s, changes}};
}

Result<int> requestChange(Context &context)
{
    const auto wish = wishFrom(context);
    if (!wish)
        return passOn(wish);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    ChangeDesk desk(**services);
    if (context.arguments().has(u"dry-run"_s)) {
        const auto preview = desk.preview(*wish);
        if (!preview)
            return passOn(preview);
        context.output().document(toJson(*preview));
        return Exit::Done;
    }
    return print(context, desk.request(*wish, context.arguments().value(u"beneficiary"_s)));
}

Result<int> requestAgain(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = approvalIdOf(**services, context.arguments().positional(0));
    if (!id)
        return passOn(id);
    return print(context, ChangeDesk(**services).again(*id));
}

} // namespace accord::ctl
