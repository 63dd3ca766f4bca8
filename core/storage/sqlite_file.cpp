// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_file.h"

#include "core/storage/workspace_file.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStorageInfo>
#include <QtCore/QUrl>
#include <QtCore/QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <mutex>

namespace accord::storage {

namespace {

constexpr char magic[16] = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', '\0'};
const QStringList journalEndings{u"-wal"_s, u"-shm"_s, u"-journal"_s};

QByteArray readThrough(sqlite3 *connection, int bytes)
{
    sqlite3_file *file = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return {};
    QByteArray head(qsizetype(std::min<sqlite3_int64>(size, bytes)), '\0');
    if (!head.isEmpty() && file->pMethods->xRead(file, head.data(), int(head.size()), 0) != SQLITE_OK)
        return {};
    return head;
}

/// "x.accord-wal" of a database "x.accord".
bool isJournalOfDatabase(const QString &path)
{
    return std::ranges::any_of(journalEndings, [&](const QString &ending) {
        return path.endsWith(ending) && beginsAsDatabase(path.chopped(ending.size()));
    });
}

bool hasJournal(const QString &path)
{
    return std::ranges::any_of(journalEndings, [&](const QString &ending) { return QFileInfo::exists(path + ending); });
}

bool isDatabase(const QString &path)
{
    const QFileInfo file(path);
    if (hasJournal(path) || isJournalOfDatabase(path))
        return true;
    return file.isFile() && file.size() > 0
           && (file.suffix().compare(u"accord"_s, Qt::CaseInsensitive) == 0 || beginsAsDatabase(path));
}

} // namespace

QByteArray headOf(const QString &path, int bytes)
{
    if (!QFileInfo(path).isFile()) // a pipe or a device would be waited for
        return {};
    spareTheCountOfMemory();
    const QByteArray uri = "file:" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/") + "?immutable=1";
    sqlite3 *connection = nullptr;
    const int code = sqlite3_open_v2(uri.constData(), &connection,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    const QByteArray head = code == SQLITE_OK ? readThrough(connection, bytes) : QByteArray();
    sqlite3_close_v2(connection);
    return head;
}

bool beginsAsDatabase(const QString &path)
{
    return headOf(path, sizeof magic) == QByteArray(magic, sizeof magic);
}

Result<> checkIsWorkspace(const QString &path)
{
    constexpr int headBytes = 100, applicationIdAt = 68; // sqlite.org/fileformat2.html, 1.3
    const QFileInfo file(path);
    const QByteArray head = headOf(path, headBytes);
    if (head.isEmpty() && file.size() > 0)
        return {}; // cannot be read: SQLite says why
    const bool isCompanyName = file.size() > 0 && file.suffix().compare(u"accord"_s, Qt::CaseInsensitive) == 0;
    if (head.size() < headBytes || !head.startsWith(QByteArray(magic, sizeof magic))) {
        if (isCompanyName)
            return fail(ErrorKind::Internal, u"storage.damaged"_s,
                        {{u"path"_s, path}, {u"findings"_s, u"it does not begin as a database does"_s}});
        return fail(ErrorKind::InvalidInput, u"storage.not_a_workspace"_s, {{u"path"_s, path}});
    }
    if (qFromBigEndian<qint32>(head.constData() + applicationIdAt) != workspaceApplicationId)
        return fail(ErrorKind::InvalidInput, u"storage.not_a_workspace"_s, {{u"path"_s, path}});
    return {};
}

Result<> checkReplaceable(const QString &path)
{
    const QString behindLinks = QFileInfo(path).canonicalFilePath();
    if (isDatabase(path) || (!behindLinks.isEmpty() && behindLinks != path && isDatabase(behindLinks)))
        return fail(ErrorKind::Conflict, u"file.is_database"_s, {{u"file"_s, path}});
    return {};
}

bool isUnsuitablePlace(const QString &path)
{
    static const QByteArrayList refused{"nfs",  "nfs4",  "cifs",  "smb3",       "smbfs",
                                        "vfat", "msdos", "exfat", "fuse.sshfs", "afpfs"};
    return refused.contains(QStorageInfo(QFileInfo(path).absolutePath()).fileSystemType().toLower());
}

bool isFull(const QString &path)
{
    constexpr qint64 sharedMemory = 32'768;
    const qint64 there = QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable();
    return there >= 0 && there < sharedMemory;
}

Result<> createPrivately(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        if (QFileInfo::exists(path))
            return fail(ErrorKind::Conflict, u"storage.file_exists"_s, {{u"path"_s, path}});
        return fail(ErrorKind::Unavailable, u"storage.cannot_open"_s, {{u"path"_s, path}}, file.errorString());
    }
    return {};
}

void spareTheCountOfMemory()
{
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

} // namespace accord::storage
