// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/copy_lock.h"

#include "core/storage/sync_client_sql.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

namespace {

thread_local int passing = 0;

} // namespace

Result<> checkCopyLock(storage::Session &session, const QDateTime &now)
{
    if (session.dialect().database() != storage::Dialect::Database::Sqlite)
        return {}; // copies are files
    const auto copy = storage::SyncClientSql(session, now).copy();
    if (!copy)
        return passOn(copy);
    if (!*copy)
        return {};
    if ((*copy)->failure == u"sync.device_revoked"_s)
        return fail(ErrorKind::Forbidden, u"sync.copy_revoked"_s, {{u"person"_s, (*copy)->person}});
    if ((*copy)->contactAt.isValid() && (*copy)->contactAt.daysTo(now) >= copyLocksAfterDays)
        return fail(ErrorKind::Forbidden, u"sync.copy_locked"_s,
                    {{u"since"_s, (*copy)->contactAt.date().toString(Qt::ISODate)}, {u"days"_s, copyLocksAfterDays}});
    return {};
}

PastCopyLock::PastCopyLock()
{
    ++passing;
}

PastCopyLock::~PastCopyLock()
{
    --passing;
}

bool PastCopyLock::isOpen()
{
    return passing > 0;
}

} // namespace accord::workspace
