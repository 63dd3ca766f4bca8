// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/usage_imports.h"

#include "core/storage/transaction.h"
#include "core/storage/usage_import_sql.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"

#include <QtCore/QIODevice>

namespace accord::workspace {

namespace {

Result<> record(Services &services, const usage::ImportReport &report, const UsageFile &named)
{
    const auto audited = services.audit(u"usage.import"_s, u"usage_import"_s, QString::number(*report.sequence),
                                        {{u"source"_s, named.source},
                                         {u"file"_s, named.name},
                                         {u"added"_s, report.added},
                                         {u"repeated"_s, report.repeated},
                                         {u"quarantined"_s, report.quarantined}});
    return audited ? Result<>() : passOn(audited);
}

} // namespace

Result<usage::ImportReport> importUsage(Services &services, QIODevice &file, const UsageFile &named,
                                        usage::Problems &problems, const std::optional<storage::CommandId> &command,
                                        const std::function<Result<>()> &first)
{
    if (auto may = permit(services, Act::ImportUsage); !may)
        return passOn(may);
    if (auto ready = readyForRun(services); !ready)
        return passOn(ready);
    storage::UsageImportSql importer(services.session(), services.clock());
    return importer.import(file, {named.source, named.name, services.actor()}, problems, command,
                           {first, [&](const usage::ImportReport &report) { return record(services, report, named); }});
}

Result<usage::ImportReport> countKnownUsage(Services &services)
{
    if (auto may = permit(services, Act::ImportUsage); !may)
        return passOn(may);
    if (auto ready = readyForMoney(services); !ready)
        return passOn(ready);
    storage::Transaction transaction(services.session());
    const auto report = storage::UsageImportSql(services.session(), services.clock()).adopt(services.actor());
    if (!report)
        return report;
    if (report->sequence) {
        if (const auto recorded = record(services, *report, {u"quarantine"_s, {}}); !recorded)
            return passOn(recorded);
    }
    return transaction.commit().map([&] { return *report; });
}

} // namespace accord::workspace
