// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/content.h"

#include "core/base/canonical.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRegularExpression>

namespace accord::sync {

ContentStore::~ContentStore() = default;

namespace {

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(sha256Hex(bytes));
}

qint64 sizeOfPart(const ContentKey &content, int part)
{
    return std::min(partSize, content.size - part * partSize);
}

/// Whether the parts that \a store has come to what the key says.
Result<bool> isWhole(ContentStore &store, const ContentKey &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int part = 0; part < partCount(content); ++part) {
        const auto bytes = store.part(content, part);
        if (!bytes)
            return passOn(bytes);
        hash.addData(*bytes);
    }
    return QString::fromLatin1(hash.result().toHex()) == content.sha256;
}

} // namespace

ContentKey keyOf(const QByteArray &bytes)
{
    return {hashOf(bytes), bytes.size()};
}

Result<> checkKey(const ContentKey &content)
{
    static const QRegularExpression form(u"^[0-9a-f]{64}$"_s);
    if (content.size < 1)
        return fail(ErrorKind::InvalidInput, u"attachments.empty"_s);
    if (content.size > largestContent)
        return fail(ErrorKind::InvalidInput, u"attachments.too_large"_s,
                    {{u"size"_s, content.size}, {u"most"_s, largestContent}});
    if (!form.match(content.sha256).hasMatch())
        return fail(ErrorKind::InvalidInput, u"attachments.hash_malformed"_s, {{u"value"_s, content.sha256}});
    return {};
}

int partCount(const ContentKey &content)
{
    return int((content.size + partSize - 1) / partSize);
}

QByteArray partOf(const QByteArray &whole, int part)
{
    return whole.mid(part * partSize, partSize);
}

Result<PartVerdict> takePart(ContentStore &store, const ContentPart &part)
{
    if (auto checked = checkKey(part.content); !checked)
        return passOn(checked);
    if (part.part < 0 || part.part >= partCount(part.content)
        || part.bytes.size() != sizeOfPart(part.content, part.part) || hashOf(part.bytes) != part.sha256)
        return PartVerdict::Damaged;
    const auto missing = store.missingParts(part.content);
    if (!missing)
        return passOn(missing);
    if (std::ranges::count(*missing, part.part) == 0)
        return PartVerdict::Taken;
    if (auto kept = store.keepPart(part.content, part.part, part.bytes); !kept)
        return passOn(kept);
    if (missing->size() > 1)
        return PartVerdict::Taken;
    const auto whole = isWhole(store, part.content);
    if (!whole)
        return passOn(whole);
    const auto ended = *whole ? store.close(part.content) : store.drop(part.content);
    if (!ended)
        return passOn(ended);
    return *whole ? PartVerdict::Whole : PartVerdict::Damaged;
}

Result<ContentPart> partToSend(ContentStore &store, const ContentKey &content, int part)
{
    return store.part(content, part).map([&](const QByteArray &bytes) {
        return ContentPart{content, part, bytes, hashOf(bytes)};
    });
}

Result<QByteArray> wholeOf(ContentStore &store, const ContentKey &content)
{
    QByteArray whole;
    for (int part = 0; part < partCount(content); ++part) {
        const auto bytes = store.part(content, part);
        if (!bytes)
            return passOn(bytes);
        whole += *bytes;
    }
    if (keyOf(whole) != content)
        return fail(ErrorKind::Internal, u"attachments.damaged"_s, {{u"sha256"_s, content.sha256}});
    return whole;
}

Result<ContentKey> keepWhole(ContentStore &store, const QByteArray &bytes)
{
    const ContentKey content = keyOf(bytes);
    if (auto checked = checkKey(content); !checked)
        return passOn(checked);
    const auto missing = store.missingParts(content);
    if (!missing)
        return passOn(missing);
    if (missing->empty())
        return content;
    // What is here of it may have been damaged on its way.
    if (auto dropped = store.drop(content); !dropped)
        return passOn(dropped);
    for (int part = 0; part < partCount(content); ++part) {
        if (auto kept = store.keepPart(content, part, partOf(bytes, part)); !kept)
            return passOn(kept);
    }
    return store.close(content).map([&] { return content; });
}

} // namespace accord::sync
