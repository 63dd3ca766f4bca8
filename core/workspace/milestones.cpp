// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/milestones.h"

#include "core/storage/milestones_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using contracts::ReachedMilestone;

Result<std::vector<MilestoneRow>> milestonesOf(Services &services, const QString &number)
{
    const auto contract = services.contracts().findByNumber(number);
    if (!contract)
        return passOn(contract);
    const auto reached = storage::MilestonesSql(services.session()).reached(contract->id);
    if (!reached)
        return passOn(reached);
    std::vector<MilestoneRow> rows;
    for (const QString &name : contracts::milestonesOf(*contract)) {
        MilestoneRow row{name, {}, 0, {}};
        for (const contracts::PriceItem &item : contract->items)
            if (item.milestone == name)
                row.items << item.description;
        if (contract->instalments)
            for (const contracts::InstalmentPart &part : contract->instalments->parts)
                row.instalments += part.milestone == name;
        for (const ReachedMilestone &one : *reached)
            if (one.name == name)
                row.reached = one.day;
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<> reachMilestone(Services &services, const QString &number, const QString &name, const QDate &day)
{
    if (auto may = permit(services, Act::RecordService); !may)
        return may;
    const auto contract = services.contracts().findByNumber(number);
    if (!contract)
        return passOn(contract);
    if (auto may = permitFor(services, Act::RecordService, contract->account); !may)
        return may;
    const QStringList names = contracts::milestonesOf(*contract);
    if (!names.contains(name))
        return fail(ErrorKind::InvalidInput, u"contracts.milestone_unknown"_s,
                    {{u"milestone"_s, name}, {u"contract"_s, number}, {u"known"_s, names.join(u", "_s)}});
    if (!day.isValid() || day > services.clock().today())
        return fail(ErrorKind::InvalidInput, u"contracts.milestone_ahead"_s,
                    {{u"milestone"_s, name}, {u"day"_s, day.toString(Qt::ISODate)}});
    storage::Transaction transaction(services.session());
    storage::MilestonesSql store(services.session());
    const auto reached = store.reached(contract->id);
    if (!reached)
        return passOn(reached);
    const auto before = std::ranges::find(*reached, name, &ReachedMilestone::name);
    if (const auto kept = store.put({contract->id, name, day}, services.actor(), services.clock().now()); !kept)
        return kept;
    QJsonObject record{{u"contract"_s, number}, {u"milestone"_s, name}, {u"day"_s, day.toString(Qt::ISODate)}};
    if (before != reached->end())
        record.insert(u"before"_s, before->day.toString(Qt::ISODate));
    const auto audited = services.audit(u"contract.milestone"_s, u"contract"_s, contract->id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

QJsonArray toJson(const std::vector<ReachedMilestone> &milestones)
{
    QJsonArray array;
    for (const ReachedMilestone &one : milestones)
        array.append(QJsonArray{one.contract.toString(), one.name, one.day.toString(Qt::ISODate)});
    return array;
}

std::vector<ReachedMilestone> reachedFromJson(const QJsonArray &array)
{
    std::vector<ReachedMilestone> milestones;
    for (const QJsonValue &value : array)
        milestones.push_back({contracts::ContractId(QUuid::fromString(value[0].toString())), value[1].toString(),
                              QDate::fromString(value[2].toString(), Qt::ISODate)});
    return milestones;
}

} // namespace accord::workspace
