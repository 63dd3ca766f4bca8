// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

namespace accord::storage {

/// The first \a bytes of a file, fewer when it is shorter; empty when it cannot be read. They are read through SQLite:
/// whoever opens and closes the file of a database beside it drops the locks that this process holds on it.
QByteArray headOf(const QString &path, int bytes);
/// Whether a file begins as every database of SQLite does.
bool beginsAsDatabase(const QString &path);

/// Looks at a file before SQLite does, which would turn it to its own use: what is no workspace stays as it is, to the
/// byte.
/// \returns InvalidInput "storage.not_a_workspace"; Internal "storage.damaged" for a company file without its
/// beginning.
Result<> checkIsWorkspace(const QString &path);

/// Whether something may be written to \a path by another way than SQLite: nothing there is a database or belongs to
/// one (a journal, a file with a journal beside it, a damaged company file, which keeps its ending).
/// \returns Conflict "file.is_database" with the file.
Result<> checkReplaceable(const QString &path);

/// Whether \a path lies where the shared memory of SQLite does not work, or where permissions are not kept.
bool isUnsuitablePlace(const QString &path);
/// Whether the disk has no room for the shared memory that a session needs beside a database.
bool isFull(const QString &path);
/// Makes an empty file that only its owner can read. The journals of a database take their permissions from it.
/// \returns Conflict "storage.file_exists"; Unavailable "storage.cannot_open".
Result<> createPrivately(const QString &path);
/// SQLite counts its memory under a lock unless it is told not to before it is used first.
void spareTheCountOfMemory();

} // namespace accord::storage
