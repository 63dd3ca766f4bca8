// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/whole_file.h"

#include "core/storage/sqlite_file.h"

#include <QtCore/QSaveFile>

namespace accord::workspace {

Result<> writeWholeFile(const QString &path, const QByteArray &bytes)
{
    if (auto free = storage::checkReplaceable(path); !free)
        return free;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::InvalidInput, u"file.unwritable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    return {};
}

} // namespace accord::workspace
