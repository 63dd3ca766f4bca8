// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/audit_anchors.h"

#include "core/storage/printed_seals_sql.h"
#include "core/storage/restorations_sql.h"
#include "core/workspace/backup_plan.h"

#include <algorithm>

namespace accord::workspace {

namespace {

/// What was recorded after a backup that was put back later is of a history that ended then.
bool isOfThisHistory(const BackupFile &backup, const security::AuditSeal &seal,
                     const std::vector<storage::Restoration> &restorations)
{
    return std::ranges::all_of(restorations, [&](const storage::Restoration &restored) {
        const auto last = security::AuditSeal::parse(restored.seal);
        return restored.restoredAt < backup.madeAt || (last && seal.sequence <= last->sequence);
    });
}

} // namespace

Result<std::vector<security::AuditSeal>> knownSeals(Services &services)
{
    std::vector<security::AuditSeal> seals;
    const auto printed = storage::printedSeals(services.session());
    if (!printed)
        return passOn(printed);
    for (const QString &text : *printed) {
        const auto seal = security::AuditSeal::parse(text);
        if (!seal)
            return passOn(seal);
        seals.push_back(*seal);
    }
    const auto plan = backupPlan(services);
    if (!plan)
        return passOn(plan);
    const auto restorations = storage::RestorationsSql(services.session()).all();
    if (!restorations)
        return passOn(restorations);
    const auto backups = *plan ? backupsOf(services, **plan) : std::vector<BackupFile>();
    for (const BackupFile &backup : backups) {
        const auto seal = security::AuditSeal::parse(backup.seal);
        if (seal && isOfThisHistory(backup, *seal, *restorations))
            seals.push_back(*seal);
    }
    return seals;
}

} // namespace accord::workspace
