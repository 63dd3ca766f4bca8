// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/permissions.h"

#include <QtCore/QFile>

namespace accord::storage {

Result<const security::Permissions *> embeddedPermissions()
{
    static const Result<security::Permissions> matrix = [] {
        QFile file(u":/accord/permissions.csv"_s);
        if (!file.open(QIODevice::ReadOnly))
            return Result<security::Permissions>(
                fail(ErrorKind::Internal, u"storage.migration"_s, {{u"name"_s, u"permissions.csv"_s}}));
        return security::Permissions::fromCsv(file.readAll());
    }();
    if (!matrix)
        return passOn(matrix);
    return &*matrix;
}

} // namespace accord::storage
