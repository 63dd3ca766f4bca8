// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/accepted_clock.h"

#include "core/storage/audit_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

Result<> acceptClock(Services &services, const QString &reason)
{
    if (auto may = permit(services, Act::MaintainWorkspace); !may)
        return may;
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"audit.reason_missing"_s);
    storage::Transaction transaction(services.session());
    const auto last = storage::AuditSql(services.session()).last();
    if (!last)
        return passOn(last);
    const QDateTime recorded = *last ? (*last)->recordedAt : QDateTime();
    if (!recorded.isValid() || recorded <= services.clock().now())
        return fail(ErrorKind::Conflict, u"audit.clock_right"_s, {{u"last"_s, recorded.toString(Qt::ISODate)}});
    const auto audited
        = services.audit(security::clockAccepted, u"workspace"_s, {},
                         {{u"last_record"_s, recorded.toString(Qt::ISODate)}, {u"reason"_s, reason.trimmed()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
