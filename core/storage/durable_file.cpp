// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/durable_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace accord::storage {

Result<> ioFailure(const QString &path, const QString &detail)
{
    return fail(ErrorKind::Unavailable, u"storage.io"_s, {{u"path"_s, path}}, detail);
}

Result<> flushToDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioFailure(path);
    const bool flushed = ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!flushed)
        return ioFailure(path, u"fsync"_s);
#else
    Q_UNUSED(path)
#endif
    return {};
}

QString temporaryBeside(const QString &path)
{
    return u"%1.partial-%2"_s.arg(path).arg(QCoreApplication::applicationPid());
}

Result<> renameDurably(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return ioFailure(to, u"rename"_s);
    return flushToDisk(QFileInfo(to).absolutePath());
}

} // namespace accord::storage
