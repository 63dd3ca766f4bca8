// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/attachment_contents_sql.h"

#include "core/storage/session.h"

#include <QtCore/QCryptographicHash>

namespace accord::storage {

using sync::ContentKey;

namespace {

Result<> ran(const Result<qint64> &result)
{
    return result ? Result<>() : passOn(result);
}

} // namespace

/// What is whole goes before what this person began to bring.
Result<std::optional<AttachmentContentsSql::Place>> AttachmentContentsSql::find(const ContentKey &content)
{
    auto select = m_session.statement("SELECT id, complete FROM attachment_content WHERE sha256 = ? AND size = ? "
                                      "AND (complete OR brought_by = ?) ORDER BY complete DESC, id LIMIT 1");
    return select.bind(content.sha256, content.size, m_person).first([](Statement &row) {
        const QUuid id = row.read<QUuid>();
        return Place{id, row.read<bool>()};
    });
}

Result<std::vector<int>> AttachmentContentsSql::missingParts(const ContentKey &content)
{
    const auto place = find(content);
    if (!place)
        return passOn(place);
    std::vector<int> present;
    if (*place) {
        if ((*place)->isWhole)
            return std::vector<int>();
        const auto read = m_session.statement("SELECT part FROM attachment_part WHERE content_id = ?")
                              .bind((*place)->id)
                              .all([](Statement &row) { return row.read<int>(); });
        if (!read)
            return passOn(read);
        present = *read;
    }
    std::vector<int> missing;
    for (int part = 0; part < sync::partCount(content); ++part) {
        if (std::ranges::count(present, part) == 0)
            missing.push_back(part);
    }
    return missing;
}

Result<QByteArray> AttachmentContentsSql::part(const ContentKey &content, int part)
{
    const auto place = find(content);
    if (!place)
        return passOn(place);
    auto select = m_session.statement("SELECT bytes FROM attachment_part WHERE content_id = ? AND part = ?");
    const auto bytes = select.bind(*place ? (*place)->id : QUuid(), part).first([](Statement &row) {
        return row.read<QByteArray>();
    });
    if (!bytes)
        return passOn(bytes);
    if (!*bytes)
        return fail(ErrorKind::NotFound, u"attachments.part_missing"_s,
                    {{u"sha256"_s, content.sha256}, {u"part"_s, part}});
    return **bytes;
}

Result<QUuid> AttachmentContentsSql::idOf(const ContentKey &content)
{
    const auto place = find(content);
    if (!place)
        return passOn(place);
    if (*place)
        return (*place)->id;
    const QUuid id = QUuid::createUuid();
    const auto begun = m_session.run(
        "INSERT INTO attachment_content (id, sha256, size, brought_by, brought_at, complete) VALUES (?,?,?,?,?,?)", id,
        content.sha256, content.size, m_person, m_now, false);
    return begun ? Result<QUuid>(id) : passOn(begun);
}

Result<> AttachmentContentsSql::keepPart(const ContentKey &content, int part, const QByteArray &bytes)
{
    const auto id = idOf(content);
    if (!id)
        return passOn(id);
    return ran(m_session.run("INSERT INTO attachment_part (content_id, part, bytes) VALUES (?,?,?)", *id, part, bytes));
}

Result<> AttachmentContentsSql::close(const ContentKey &content)
{
    return ran(m_session.run("UPDATE attachment_content SET complete = ? WHERE sha256 = ? AND brought_by = ?", true,
                             content.sha256, m_person));
}

Result<> AttachmentContentsSql::drop(const ContentKey &content)
{
    return ran(m_session.run("DELETE FROM attachment_part WHERE content_id IN (SELECT id FROM attachment_content "
                             "WHERE sha256 = ? AND brought_by = ? AND NOT complete)",
                             content.sha256, m_person));
}

Result<InvariantCheck> AttachmentContentsSql::check()
{
    InvariantCheck check{u"attachment.content"_s, u"each attached file is what its hash was taken of"_s, {}};
    struct Content
    {
        QUuid id;
        QString sha256;
    };
    const auto contents = m_session.statement("SELECT id, sha256 FROM attachment_content WHERE complete ORDER BY id")
                              .bind()
                              .all([](Statement &row) {
                                  const QUuid id = row.read<QUuid>();
                                  return Content{id, row.read<QString>()};
                              });
    if (!contents)
        return passOn(contents);
    for (const Content &content : *contents) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        auto parts = m_session.statement("SELECT bytes FROM attachment_part WHERE content_id = ? ORDER BY part");
        parts.bind(content.id);
        while (parts.next())
            hash.addData(parts.read<QByteArray>());
        if (auto read = parts.finish(); !read)
            return passOn(read);
        if (QString::fromLatin1(hash.result().toHex()) != content.sha256)
            check.violations.push_back({check.invariant, content.sha256});
    }
    return check;
}

} // namespace accord::storage
