// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/milestones_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

Result<> MilestonesSql::put(const contracts::ReachedMilestone &milestone, const QString &recordedBy,
                            const QDateTime &now)
{
    const auto put = m_session.run(
        "INSERT INTO contract_milestone (contract_id, name, reached_on, recorded_by, recorded_at) VALUES (?,?,?,?,?) "
        "ON CONFLICT (contract_id, name) DO UPDATE SET reached_on = excluded.reached_on, "
        "recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at",
        milestone.contract, notNull(milestone.name), milestone.day, notNull(recordedBy), now);
    return put ? Result<>() : passOn(put);
}

Result<std::vector<contracts::ReachedMilestone>> MilestonesSql::reached(const contracts::ContractId &contract) const
{
    return m_session
        .statement("SELECT name, reached_on FROM contract_milestone WHERE contract_id = ? ORDER BY reached_on, name")
        .bind(contract)
        .all([&](Statement &row) {
            contracts::ReachedMilestone milestone;
            milestone.contract = contract;
            milestone.name = row.read<QString>();
            milestone.day = row.read<QDate>();
            return milestone;
        });
}

} // namespace accord::storage
