// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/records_commands.h"

#include "core/workspace/copy_lock.h"
#include "core/workspace/permit.h"
#include "core/workspace/saved_servers.h"
#include "core/workspace/sync_desk.h"

namespace accord::ctl {

namespace {

using workspace::SyncDesk;

QString text(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

QJsonObject toJson(const workspace::SyncCounts &counts)
{
    return {{u"sent"_s, counts.sent},
            {u"conflicts"_s, counts.conflicts},
            {u"rejected"_s, counts.rejected},
            {u"received"_s, counts.received}};
}

QJsonObject toJson(const workspace::WaitingChange &change)
{
    QJsonArray fields;
    for (const sync::FieldChange &field : change.command.fields)
        fields.append(QJsonObject{{u"name"_s, field.name}, {u"before"_s, field.before}, {u"after"_s, field.after}});
    return {{u"id"_s, text(change.command.id)},
            {u"state"_s, change.reason.isEmpty() ? u"waiting"_s : u"rejected"_s},
            {u"act"_s, sync::toString(change.command.act)},
            {u"entity"_s, change.command.row.entity},
            {u"title"_s, change.title},
            {u"reason"_s, change.reason},
            {u"fields"_s, fields}};
}

QJsonObject toJson(const workspace::ConflictRow &row)
{
    QJsonObject json = sync::toJson(row.conflict);
    json.insert(u"title"_s, row.title);
    json.insert(u"chosen"_s, row.isChosen);
    return json;
}

Result<int> run(Context &context)
{
    const workspace::PastCopyLock past;
    const auto services = context.services();
    if (!services)
        return passOn(services);
    SyncDesk desk(**services);
    const auto state = desk.state();
    if (!state)
        return passOn(state);
    std::optional<workspace::SyncCounts> counts;
    const auto done = context.withPasswords({state->server}, [&]() -> Result<> {
        const auto exchanged = desk.run();
        if (exchanged)
            counts = *exchanged;
        return exchanged ? Result<>() : passOn(exchanged);
    });
    if (!done)
        return passOn(done);
    context.output().document(toJson(*counts));
    return counts->conflicts + counts->rejected > 0 ? Exit::PartlyDone : Exit::Done;
}

QJsonObject toJson(const storage::CopyContent &content)
{
    return {{u"regions"_s, QJsonArray::fromStringList(content.regions)},
            {u"accounts"_s, content.accounts},
            {u"contacts"_s, content.contacts},
            {u"notes"_s, content.notes},
            {u"files"_s, content.files},
            {u"contracts"_s, content.contracts},
            {u"invoice_headers"_s, content.invoices},
            {u"invoices_since"_s, content.invoicesSince.toString(Qt::ISODate)}};
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 "_s + one : u"%1 %2"_s.arg(count).arg(many);
}

/// What a copy holds and how old that is, in sentences.
QStringList inSentences(const workspace::SyncState &state, const QDateTime &now)
{
    const storage::CopyContent &content = state.content;
    const QString age = counted(state.contactAt.secsTo(now) / 3600, u"hour"_s, u"hours"_s);
    return {
        u"Holds, of %1: %2, %3, %4, %5; to be read, %6 and headers of %7 issued since %8. No margins, no bank data."_s
            .arg(content.regions.isEmpty() ? u"no region"_s : content.regions.join(u", "_s),
                 counted(content.accounts, u"account"_s, u"accounts"_s),
                 counted(content.contacts, u"contact"_s, u"contacts"_s), counted(content.notes, u"note"_s, u"notes"_s),
                 counted(content.files, u"file"_s, u"files"_s),
                 counted(content.contracts, u"contract"_s, u"contracts"_s),
                 counted(content.invoices, u"invoice"_s, u"invoices"_s), content.invoicesSince.toString(Qt::ISODate)),
        !state.contactAt.isValid()
            ? u"It had no contact with the team yet."_s
            : u"It is as the team had it %1 ago; without contact it is closed on %2."_s.arg(
                  age, state.contactAt.date().addDays(workspace::copyLocksAfterDays).toString(Qt::ISODate))};
}

Result<int> start(Context &context)
{
    const Arguments &arguments = context.arguments();
    if (!arguments.has(u"workspace"_s))
        return fail(ErrorKind::InvalidInput, u"usage.workspace_missing"_s);
    for (const QString &option : {u"server"_s, u"as"_s}) {
        if (!arguments.has(option))
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + option}});
    }
    const QString server = workspace::SavedServers().resolved(arguments.value(u"server"_s));
    const auto made = context.withPasswords(
        {server}, [&] { return SyncDesk::start(arguments.value(u"workspace"_s), server, arguments.value(u"as"_s)); });
    if (!made)
        return passOn(made);
    return run(context);
}

Result<int> status(Context &context)
{
    const workspace::PastCopyLock past;
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto state = SyncDesk(**services).state();
    if (!state)
        return passOn(state);
    QJsonObject document{{u"copy"_s, state->isCopy},
                         {u"person"_s, state->person},
                         {u"server"_s, state->server},
                         {u"last_contact"_s, state->contactAt.isValid()
                                                 ? QJsonValue(state->contactAt.toString(Qt::ISODate))
                                                 : QJsonValue()},
                         {u"locked"_s, state->isLocked},
                         {u"revoked"_s, state->isRevoked},
                         {u"waiting"_s, state->waiting},
                         {u"rejected"_s, state->rejected},
                         {u"conflicts"_s, state->conflicts},
                         {u"failure"_s, state->failure}};
    if (state->isCopy && context.output().format() == Format::Json)
        document.insert(u"holds"_s, toJson(state->content));
    context.output().document(document);
    if (!state->isCopy)
        return Exit::Done;
    for (const QString &sentence : inSentences(*state, (*services)->clock().now()))
        context.output().note(sentence);
    return Exit::Done;
}

Result<int> waiting(Context &context)
{
    const workspace::PastCopyLock past;
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto changes = SyncDesk(**services).waiting();
    if (!changes)
        return passOn(changes);
    QJsonArray rows;
    for (const auto &change : *changes)
        rows.append(toJson(change));
    const auto written
        = context.output().records(rows, {u"state"_s, u"act"_s, u"entity"_s, u"title"_s, u"reason"_s, u"id"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> conflicts(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto open = SyncDesk(**services).conflicts();
    if (!open)
        return passOn(open);
    QJsonArray rows;
    for (const auto &row : *open)
        rows.append(toJson(row));
    const auto written = context.output().records(
        rows, {u"id"_s, u"entity"_s, u"title"_s, u"kind"_s, u"who"_s, u"when"_s, u"chosen"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> resolve(Context &context)
{
    const QString take = context.arguments().value(u"take"_s);
    if (take != u"mine"_s && take != u"theirs"_s)
        return fail(ErrorKind::InvalidInput, u"usage.option_choice"_s,
                    {{u"value"_s, take}, {u"option"_s, u"--take"_s}, {u"known"_s, u"mine, theirs"_s}});
    const QUuid id = QUuid::fromString(context.arguments().positional(0));
    if (id.isNull())
        return fail(ErrorKind::InvalidInput, u"id.malformed"_s, {{u"value"_s, context.arguments().positional(0)}});
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto resolved = SyncDesk(**services).resolve(id, take == u"mine"_s);
    return resolved ? Result<int>(Exit::Done) : passOn(resolved);
}

QJsonValue instant(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toString(Qt::ISODate)) : QJsonValue();
}

Result<int> devices(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto all = SyncDesk(**services).devices();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const auto &device : *all)
        rows.append(QJsonObject{{u"device"_s, text(device.id)},
                                {u"person"_s, device.person},
                                {u"machine"_s, device.machine},
                                {u"first_contact"_s, instant(device.firstAt)},
                                {u"last_contact"_s, instant(device.lastAt)},
                                {u"changes"_s, device.changes},
                                {u"behind"_s, device.behind},
                                {u"revoked"_s, device.isRevoked},
                                {u"revoked_by"_s, device.revokedBy},
                                {u"reason"_s, device.reason}});
    const auto written = context.output().records(
        rows, {u"device"_s, u"person"_s, u"machine"_s, u"last_contact"_s, u"changes"_s, u"behind"_s, u"revoked"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> revoke(Context &context)
{
    const QUuid id = QUuid::fromString(context.arguments().positional(0));
    if (id.isNull())
        return fail(ErrorKind::InvalidInput, u"id.malformed"_s, {{u"value"_s, context.arguments().positional(0)}});
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto revoked = SyncDesk(**services).revoke(id, context.arguments().value(u"reason"_s));
    return revoked ? Result<int>(Exit::Done) : passOn(revoked);
}

Result<int> compact(Context &context)
{
    int days = 90;
    if (context.arguments().has(u"days"_s)) {
        bool isNumber = false;
        days = context.arguments().value(u"days"_s).toInt(&isNumber);
        if (!isNumber)
            days = -1;
    }
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto gone = SyncDesk(**services).compact(days);
    if (!gone)
        return passOn(gone);
    context.output().document({{u"lines"_s, *gone}});
    return Exit::Done;
}

} // namespace

std::vector<Command> syncCommands()
{
    return {
        {u"sync"_s,
         u"start"_s,
         u"sync start --workspace FILE --server URL --as PERSON"_s,
         u"Makes a copy of a team's workspace for working without a connection, with the customers of the person."_s,
         0,
         {u"server"_s},
         start},
        {u"sync"_s,
         u"run"_s,
         u"sync run"_s,
         u"Sends what waits in a copy and reads what is new, until neither is left."_s,
         0,
         {},
         run},
        {u"sync"_s,
         u"status"_s,
         u"sync status"_s,
         u"Says how a copy stands to the team, what it holds and how old that is."_s,
         0,
         {},
         status},
        {u"sync"_s,
         u"waiting"_s,
         u"sync waiting"_s,
         u"Lists changes of a copy that wait, and those that the team did not take, with their content."_s,
         0,
         {},
         waiting},
        {u"sync"_s, u"conflicts"_s, u"sync conflicts"_s, u"Lists conflicts with both sides."_s, 0, {}, conflicts},
        {u"sync"_s,
         u"resolve"_s,
         u"sync resolve ID --take mine|theirs"_s,
         u"Closes a conflict; from a copy with the next run."_s,
         1,
         {u"take"_s},
         resolve},
        {u"sync"_s,
         u"devices"_s,
         u"sync devices"_s,
         u"Lists the machines that exchange with a team: your own, or all for who looks after people."_s,
         0,
         {},
         devices},
        {u"sync"_s,
         u"revoke"_s,
         u"sync revoke DEVICE --reason TEXT"_s,
         u"Takes a machine off: at its next contact it is told so, and its copy is closed."_s,
         1,
         {u"reason"_s},
         revoke},
        {u"sync"_s,
         u"compact"_s,
         u"sync compact [--days N]"_s,
         u"Drops what is older than N days (90) out of the feeds of changes, unless a machine in use has not read it."_s,
         0,
         {u"days"_s},
         compact}};
}

} // namespace accord::ctl
