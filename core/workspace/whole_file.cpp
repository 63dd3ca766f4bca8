// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/whole_file.h"

#include "core/storage/sqlite_file.h"

#include <QtCore/QSaveFile>

#include <cerrno>

namespace accord::workspace {

namespace {

Result<> unwritable(const QString &path, const QSaveFile &file, int reason)
{
    if (reason == ENOSPC || reason == EDQUOT)
        return fail(ErrorKind::Unavailable, u"file.disk_full"_s, {{u"file"_s, path}}, file.errorString());
    return fail(ErrorKind::InvalidInput, u"file.unwritable"_s, {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
}

} // namespace

Result<> writeWholeFile(const QString &path, const QByteArray &bytes)
{
    if (auto free = storage::checkReplaceable(path); !free)
        return free;
    QSaveFile file(path);
    errno = 0;
    // Flushed first: a failure of commit() does not tell what it was.
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return unwritable(path, file, errno);
    return file.commit() ? Result<>() : unwritable(path, file, errno);
}

} // namespace accord::workspace
