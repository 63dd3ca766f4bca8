// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/service_reports_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

QJsonObject breachesToJson(const QHash<QString, int> &breaches)
{
    QJsonObject object;
    for (auto breach = breaches.begin(); breach != breaches.end(); ++breach)
        object.insert(breach.key(), breach.value());
    return object;
}

contracts::ServiceLevelReport readReport(Statement &row)
{
    contracts::ServiceLevelReport report;
    report.period.start = row.read<QDate>();
    report.period.end = row.read<QDate>();
    report.downMinutes = row.read<qint64>();
    report.totalMinutes = row.read<qint64>();
    const auto breaches = row.read<QJsonObject>();
    for (auto breach = breaches.begin(); breach != breaches.end(); ++breach)
        report.breaches.insert(breach.key(), breach.value().toInt());
    return report;
}

} // namespace

Result<> ServiceReportsSql::put(const contracts::ContractId &contract, const contracts::ServiceLevelReport &report,
                                const QString &recordedBy, const QDateTime &now)
{
    const auto put = m_session.run(
        "INSERT INTO service_report (contract_id, period_start, period_end, down_minutes, total_minutes, breaches, "
        "recorded_by, recorded_at) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (contract_id, period_start) DO UPDATE SET "
        "period_end = excluded.period_end, down_minutes = excluded.down_minutes, "
        "total_minutes = excluded.total_minutes, breaches = excluded.breaches, recorded_by = excluded.recorded_by, "
        "recorded_at = excluded.recorded_at",
        contract, report.period.start, report.period.end, report.downMinutes, report.totalMinutes,
        breachesToJson(report.breaches), notNull(recordedBy), now);
    return put ? Result<>() : passOn(put);
}

Result<std::vector<contracts::ServiceLevelReport>>
ServiceReportsSql::open(const contracts::ContractId &contract, const Period &period, const QDate &notBefore) const
{
    return m_session
        .statement(
            "SELECT period_start, period_end, down_minutes, total_minutes, breaches FROM service_report AS report "
            "WHERE contract_id = ? AND period_start >= ? AND period_end <= ? AND NOT EXISTS (SELECT 1 FROM "
            "invoice_line AS line WHERE line.contract_id = report.contract_id "
            "AND line.kind = 'service_credit' AND line.period_start = report.period_start "
            "AND NOT line.credited) ORDER BY period_start")
        .bind(contract, notBefore, period.end)
        .all(readReport);
}

} // namespace accord::storage
