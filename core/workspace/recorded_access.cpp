// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/recorded_access.h"

#include "core/storage/sync_client_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/services.h"

namespace accord::workspace {

namespace {

bool canRecord(Services &services)
{
    if (services.session().isReadOnly() || !services.seller().user(services.actor()))
        return false;
    const auto copy = storage::SyncClientSql(services.session(), services.clock().now()).copy();
    return copy && !*copy;
}

Result<> record(Services &services, const QString &kind, const QJsonObject &body)
{
    storage::Transaction transaction(services.session());
    if (const auto audited = services.audit(kind, u"user"_s, services.actor(), body); !audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace

Result<> recordExport(Services &services, const QString &list, qint64 rows, const QString &form)
{
    if (!canRecord(services))
        return {};
    return record(services, u"list.export"_s, {{u"list"_s, list}, {u"rows"_s, rows}, {u"form"_s, form}});
}

void recordRefusal(Services &services, const Error &error, const QString &act)
{
    const bool isOfTheMatrix = error.kind == ErrorKind::Forbidden && error.id.startsWith(u"permission."_s);
    if (!isOfTheMatrix || !canRecord(services))
        return;
    QJsonObject body{{u"refused"_s, error.id}, {u"operation"_s, error.args.value(u"operation"_s).toString()}};
    if (!act.isEmpty())
        body.insert(u"act"_s, act);
    (void)record(services, u"permission.refused"_s, body);
}

} // namespace accord::workspace
