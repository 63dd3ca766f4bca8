// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/records_commands.h"

#include "core/workspace/attachments.h"

#include <QtCore/QFileInfo>

namespace accord::ctl {

namespace {

using storage::Attachment;
using workspace::Attachments;
using workspace::AttachmentSubject;

QJsonObject toJson(const Attachment &attachment)
{
    return {{u"id"_s, attachment.id.toString(QUuid::WithoutBraces)},
            {u"file"_s, attachment.fileName},
            {u"media_type"_s, attachment.mediaType},
            {u"size"_s, attachment.content.size},
            {u"sha256"_s, attachment.content.sha256},
            {u"added_by"_s, attachment.addedBy},
            {u"added"_s, attachment.addedAt.toString(Qt::ISODate)}};
}

/// The account that the first argument names.
Result<AttachmentSubject> subjectOf(Context &context, workspace::Services &services)
{
    return services.accounts().findByReference(context.arguments().positional(0)).map([](const auto &account) {
        return AttachmentSubject{account.id};
    });
}

Result<QUuid> idOf(Context &context)
{
    const QUuid id = QUuid::fromString(context.arguments().positional(0));
    if (id.isNull())
        return fail(ErrorKind::InvalidInput, u"id.malformed"_s, {{u"value"_s, context.arguments().positional(0)}});
    return id;
}

Result<int> add(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto subject = subjectOf(context, **services);
    if (!subject)
        return passOn(subject);
    const auto added = Attachments(**services)
                           .addFile(*subject, context.arguments().positional(1), context.arguments().value(u"name"_s));
    if (!added)
        return passOn(added);
    context.output().document(toJson(*added));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto subject = subjectOf(context, **services);
    if (!subject)
        return passOn(subject);
    const auto all = Attachments(**services).of(*subject);
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const Attachment &attachment : *all)
        rows.append(toJson(attachment));
    const auto written
        = context.output().records(rows, {u"file"_s, u"media_type"_s, u"size"_s, u"added_by"_s, u"added"_s, u"id"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> save(Context &context)
{
    const auto id = idOf(context);
    if (!id)
        return passOn(id);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    Attachments desk(**services);
    const auto attachment = desk.find(*id);
    if (!attachment)
        return passOn(attachment);
    const auto bytes = desk.content(*id);
    if (!bytes)
        return passOn(bytes);
    const QString path = context.arguments().value(u"out"_s, attachment->fileName);
    if (!context.arguments().has(u"out"_s) && QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"storage.file_exists"_s, {{u"path"_s, path}});
    if (auto written = Context::writeFile(path, *bytes); !written)
        return passOn(written);
    if (path != u"-"_s) {
        QJsonObject saved = toJson(*attachment);
        saved.insert(u"saved"_s, path);
        context.output().document(saved);
    }
    return Exit::Done;
}

Result<int> remove(Context &context)
{
    const auto id = idOf(context);
    if (!id)
        return passOn(id);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto removed = Attachments(**services).remove(*id);
    return removed ? Result<int>(Exit::Done) : passOn(removed);
}

} // namespace

std::vector<Command> attachmentCommands()
{
    return {
        {u"attachment"_s,
         u"list"_s,
         u"attachment list ACCOUNT"_s,
         u"Lists the files that are kept beside an account, newest first."_s,
         1,
         {},
         list},
        {u"attachment"_s,
         u"add"_s,
         u"attachment add ACCOUNT FILE [--name NAME]"_s,
         u"Keeps a file of at most 25 MiB beside an account, in the workspace itself."_s,
         2,
         {u"name"_s},
         add},
        {u"attachment"_s,
         u"save"_s,
         u"attachment save ID [--out FILE|-]"_s,
         u"Writes an attached file, held against its hash, under its own name into this folder, or as --out says."_s,
         1,
         {u"out"_s},
         save},
        {u"attachment"_s,
         u"remove"_s,
         u"attachment remove ID"_s,
         u"Takes an attached file away: its own author, or who looks after billing data."_s,
         1,
         {},
         remove}};
}

} // namespace accord::ctl
