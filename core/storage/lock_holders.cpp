// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lock_holders.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QStringList>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace accord::storage {

namespace {

#ifdef Q_OS_LINUX
/// ":131" for the file and each of its journals, as /proc/locks ends the name of a file.
QByteArrayList inodesOf(const QString &workspacePath)
{
    QByteArrayList inodes;
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        struct stat status;
        if (::stat(QFile::encodeName(workspacePath + suffix).constData(), &status) == 0)
            inodes << ':' + QByteArray::number(qulonglong(status.st_ino));
    }
    return inodes;
}

QString programOf(qint64 process)
{
    QFile name(u"/proc/%1/comm"_s.arg(process));
    return name.open(QIODevice::ReadOnly) ? QString::fromUtf8(name.readAll().trimmed()) : QString();
}

/// "1: POSIX  ADVISORY  READ 4242 08:01:131 120 120"; without a process when it says nothing about one of \a inodes.
LockHolder holderIn(const QByteArray &line, const QByteArrayList &inodes)
{
    const QByteArrayList fields = line.simplified().split(' ');
    if (fields.size() < 8
        || !std::ranges::any_of(inodes, [&](const QByteArray &inode) { return fields[5].endsWith(inode); }))
        return {};
    return {fields[4].toLongLong(), {}, fields[3] == "WRITE"};
}
#endif

} // namespace

std::vector<LockHolder> lockHolders(const QString &workspacePath)
{
    std::vector<LockHolder> holders;
#ifdef Q_OS_LINUX
    const QByteArrayList inodes = inodesOf(workspacePath);
    QFile locks(u"/proc/locks"_s);
    if (inodes.isEmpty() || !locks.open(QIODevice::ReadOnly))
        return holders;
    for (const QByteArray &line : locks.readAll().split('\n')) {
        LockHolder found = holderIn(line, inodes);
        if (found.processId <= 0 || found.processId == QCoreApplication::applicationPid())
            continue;
        const auto known = std::ranges::find(holders, found.processId, &LockHolder::processId);
        if (known != holders.end()) {
            known->writes |= found.writes;
            continue;
        }
        found.program = programOf(found.processId);
        holders.push_back(found);
    }
#else
    Q_UNUSED(workspacePath)
#endif
    return holders;
}

Error lockedError(const QString &workspacePath)
{
    const auto holders = lockHolders(workspacePath);
    const bool oneWrites = std::ranges::any_of(holders, &LockHolder::writes);
    QStringList names;
    for (const LockHolder &holder : holders) {
        if (holder.writes || !oneWrites)
            names << u"%1 (process %2)"_s.arg(holder.program).arg(holder.processId);
    }
    if (names.isEmpty())
        return {ErrorKind::Unavailable, u"storage.locked"_s, {{u"path"_s, workspacePath}}, {}};
    return {ErrorKind::Unavailable,
            u"storage.locked_by"_s,
            {{u"path"_s, workspacePath}, {u"who"_s, names.join(u", ")}},
            {}};
}

} // namespace accord::storage
