// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

#include <vector>

namespace accord::sync {

/// Files travel and are kept in parts of so many bytes; the last one may be shorter.
inline constexpr qint64 partSize = 256 * 1024;
/// Files are not larger.
inline constexpr qint64 largestContent = 25 * 1024 * 1024;

/// A file by what is in it, whatever it is called.
struct ContentKey
{
    QString sha256; ///< of the whole, lower-case hexadecimal
    qint64 size = 0; ///< bytes, 1 to largestContent

    bool operator==(const ContentKey &) const = default;
    friend bool operator<(const ContentKey &a, const ContentKey &b) { return a.sha256 < b.sha256; }
};

/// The key of \a bytes.
ContentKey keyOf(const QByteArray &bytes);
/// \returns InvalidInput "attachments.empty", "attachments.too_large", "attachments.hash_malformed".
Result<> checkKey(const ContentKey &content);
int partCount(const ContentKey &content);
/// The bytes that the part \a part (from 0) of \a whole has.
QByteArray partOf(const QByteArray &whole, int part);

/// One part on its way.
struct ContentPart
{
    ContentKey content;
    int part = 0;
    QByteArray bytes;
    QString sha256; ///< of these bytes, as the sender took it
};

/// Where parts are kept, on either side.
class ContentStore
{
public:
    virtual ~ContentStore();
    /// The parts that are not here yet, ascending; none when the file is here and was found whole.
    virtual Result<std::vector<int>> missingParts(const ContentKey &content) = 0;
    /// \returns NotFound "attachments.part_missing".
    virtual Result<QByteArray> part(const ContentKey &content, int part) = 0;
    virtual Result<> keepPart(const ContentKey &content, int part, const QByteArray &bytes) = 0;
    /// Marks a file of which every part is here as whole.
    virtual Result<> close(const ContentKey &content) = 0;
    /// Drops the parts of a file that is not whole.
    virtual Result<> drop(const ContentKey &content) = 0;
};

enum class PartVerdict {
    Taken, ///< or here already
    Whole, ///< and it was the last one
    Damaged ///< on its way, or the whole is not what its hash says: nothing of it is kept, and it is asked for again
};

/// Takes a part in, in any order and as often as it comes; with the last one the whole is held against its hash.
/// Run it in one transaction.
/// \returns what checkKey() and the store can fail with.
Result<PartVerdict> takePart(ContentStore &store, const ContentPart &part);
/// The part \a part of what \a store has, with its hash.
Result<ContentPart> partToSend(ContentStore &store, const ContentKey &content, int part);
/// The whole out of its parts. \returns Internal "attachments.damaged" when they are not what the hash says; NotFound
/// "attachments.part_missing" when not all of it is here.
Result<QByteArray> wholeOf(ContentStore &store, const ContentKey &content);
/// Keeps all of \a bytes. \returns its key; what checkKey() and the store can fail with.
Result<ContentKey> keepWhole(ContentStore &store, const QByteArray &bytes);

} // namespace accord::sync
