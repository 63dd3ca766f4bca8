// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/service_reports.h"

#include "core/storage/service_reports_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QTimeZone>

namespace accord::workspace {

namespace {

qint64 minutesOf(const Period &period, const QString &timeZone)
{
    const QTimeZone zone(timeZone.toLatin1());
    return period.start.startOfDay(zone).secsTo(period.end.startOfDay(zone)) / 60;
}

QJsonObject bodyOf(const MeasuredService &measured)
{
    QJsonObject breaches;
    for (auto breach = measured.breaches.begin(); breach != measured.breaches.end(); ++breach)
        breaches.insert(breach.key(), breach.value());
    return {{u"contract"_s, measured.contract},
            {u"period"_s, measured.period.toString()},
            {u"down_minutes"_s, measured.downMinutes},
            {u"breaches"_s, breaches}};
}

} // namespace

Result<contracts::ServiceLevelReport> recordService(Services &services, const MeasuredService &measured)
{
    if (auto may = permit(services, Act::RecordService); !may)
        return passOn(may);
    const auto contract = services.contracts().findByNumber(measured.contract);
    if (!contract)
        return passOn(contract);
    if (auto may = permitFor(services, Act::RecordService, contract->account); !may)
        return passOn(may);
    if (!contract->serviceCredits)
        return fail(ErrorKind::InvalidInput, u"contracts.no_service_credits"_s, {{u"contract"_s, contract->number}});
    const contracts::ServiceLevelReport report{measured.period, measured.downMinutes,
                                               minutesOf(measured.period, contract->terms.timeZone), measured.breaches};
    // The table itself says whether it can answer this report; fees do not matter for that.
    const auto answered = contracts::serviceLevelCredits(*contract->serviceCredits, {}, report, contract->currency);
    if (!answered)
        return passOn(answered);
    storage::Transaction transaction(services.session());
    storage::ServiceReportsSql store(services.session());
    const auto earlier = store.open(contract->id, report.period, report.period.start);
    if (!earlier)
        return passOn(earlier);
    if (const auto kept = store.put(contract->id, report, services.actor(), services.clock().now()); !kept)
        return passOn(kept);
    QJsonObject record = bodyOf(measured);
    if (!earlier->empty() && earlier->front().period.start == report.period.start)
        record.insert(u"before"_s, bodyOf({contract->number, earlier->front().period, earlier->front().downMinutes,
                                           earlier->front().breaches}));
    const auto audited = services.audit(u"contract.service_report"_s, u"contract"_s, contract->id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return report; });
}

} // namespace accord::workspace
