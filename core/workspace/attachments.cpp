// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/attachments.h"

#include "core/exports/file_name.h"
#include "core/storage/attachment_contents_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeDatabase>

namespace accord::workspace {

using storage::Attachment;
using storage::AttachmentContentsSql;
using storage::AttachmentsSql;

namespace {

AttachmentContentsSql contentsOf(Services &services)
{
    return AttachmentContentsSql(services.session(), services.actor(), services.clock().now());
}

QUuid idOf(const AttachmentSubject &subject)
{
    return subject.id.isNull() ? subject.account.uuid() : subject.id;
}

/// By the content; the name only tells apart what looks the same from inside: a table in text, a document in a ZIP.
QString mediaTypeOf(const QString &name, const QByteArray &bytes)
{
    const QMimeDatabase types;
    const QMimeType byContent = types.mimeTypeForData(bytes);
    const auto byName = types.mimeTypesForFileName(name);
    const bool isNearer = !byContent.isDefault() && !byName.isEmpty() && byName.front().inherits(byContent.name());
    return isNearer ? byName.front().name() : byContent.name();
}

QJsonObject recordOf(const Attachment &attachment)
{
    return {{u"attachment"_s, attachment.id.toString(QUuid::WithoutBraces)},
            {u"subject_kind"_s, attachment.subjectKind},
            {u"sha256"_s, attachment.content.sha256},
            {u"size"_s, attachment.content.size}};
}

} // namespace

Result<Attachment> Attachments::add(const AttachmentSubject &subject, const QString &fileName, const QByteArray &bytes)
{
    if (auto may = permitFor(m_services, Act::KeepAttachment, subject.account); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    AttachmentContentsSql contents = contentsOf(m_services);
    const auto kept = sync::keepWhole(contents, bytes);
    if (!kept)
        return passOn(kept);
    const auto content = contents.idOf(*kept);
    if (!content)
        return passOn(content);
    Attachment attachment;
    attachment.id = m_services.ids().next();
    attachment.account = subject.account;
    attachment.subjectKind = subject.kind;
    attachment.subject = idOf(subject);
    attachment.fileName = exports::safeFileName(fileName);
    attachment.mediaType = mediaTypeOf(attachment.fileName, bytes);
    attachment.content = *kept;
    attachment.addedBy = m_services.actor();
    attachment.addedAt = m_services.clock().now();
    if (auto added = AttachmentsSql(m_services.session()).add(attachment, *content); !added)
        return passOn(added);
    const auto audited
        = m_services.audit(u"attachment.add"_s, u"account"_s, attachment.account.toString(), recordOf(attachment));
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return attachment; });
}

Result<Attachment> Attachments::addFile(const AttachmentSubject &subject, const QString &path, const QString &name)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    if (file.size() > sync::largestContent)
        return fail(ErrorKind::InvalidInput, u"attachments.too_large"_s,
                    {{u"size"_s, file.size()}, {u"most"_s, sync::largestContent}});
    return add(subject, name.isEmpty() ? QFileInfo(path).fileName() : name, file.read(sync::largestContent + 1));
}

Result<std::vector<Attachment>> Attachments::of(const AttachmentSubject &subject)
{
    auto all = AttachmentsSql(m_services.session()).of(subject.kind, idOf(subject));
    if (all) {
        for (Attachment &attachment : *all)
            attachment.fileName = exports::safeFileName(attachment.fileName);
    }
    return all;
}

Result<Attachment> Attachments::find(const QUuid &id)
{
    return AttachmentsSql(m_services.session()).find(id).map([](Attachment attachment) {
        attachment.fileName = exports::safeFileName(attachment.fileName);
        return attachment;
    });
}

Result<QByteArray> Attachments::content(const QUuid &id)
{
    const auto attachment = find(id);
    if (!attachment)
        return passOn(attachment);
    if (attachment->isRemoved())
        return fail(ErrorKind::NotFound, u"attachments.removed"_s,
                    {{u"file"_s, attachment->fileName}, {u"person"_s, attachment->removedBy}});
    AttachmentContentsSql contents = contentsOf(m_services);
    return sync::wholeOf(contents, attachment->content);
}

Result<> Attachments::remove(const QUuid &id)
{
    if (auto may = permit(m_services, Act::KeepAttachment); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto attachment = find(id);
    if (!attachment)
        return passOn(attachment);
    if (auto may = permitFor(m_services, Act::KeepAttachment, attachment->account); !may)
        return may;
    if (attachment->isRemoved())
        return fail(ErrorKind::NotFound, u"attachments.removed"_s,
                    {{u"file"_s, attachment->fileName}, {u"person"_s, attachment->removedBy}});
    if (attachment->addedBy != m_services.actor() && !permit(m_services, Act::SaveBillingDetails))
        return fail(ErrorKind::Forbidden, u"attachments.not_author"_s, {{u"author"_s, attachment->addedBy}});
    const auto removed = AttachmentsSql(m_services.session()).remove(id, m_services.actor(), m_services.clock().now());
    if (!removed)
        return removed;
    const auto audited
        = m_services.audit(u"attachment.remove"_s, u"account"_s, attachment->account.toString(), recordOf(*attachment));
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

bool mayBeShown(const Attachment &attachment)
{
    // Of each kind the media type that its content has, and the end of its name, by which desktops choose a program.
    static const QHash<QString, QStringList> passive{
        {u"application/pdf"_s, {u"pdf"_s}},
        {u"image/png"_s, {u"png"_s}},
        {u"image/jpeg"_s, {u"jpg"_s, u"jpeg"_s}},
        {u"text/plain"_s, {u"txt"_s}},
        {u"text/csv"_s, {u"csv"_s}},
        {u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s, {u"docx"_s}},
        {u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_s, {u"xlsx"_s}},
        {u"application/vnd.openxmlformats-officedocument.presentationml.presentation"_s, {u"pptx"_s}},
        {u"application/vnd.oasis.opendocument.text"_s, {u"odt"_s}},
        {u"application/vnd.oasis.opendocument.spreadsheet"_s, {u"ods"_s}}};
    return passive.value(attachment.mediaType).contains(QFileInfo(attachment.fileName).suffix().toLower());
}

} // namespace accord::workspace
