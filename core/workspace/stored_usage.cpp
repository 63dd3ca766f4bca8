// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/usage_queries_sql.h"

namespace accord::workspace {

Result<std::shared_ptr<const StoredUsage>> StoredUsage::load(storage::Session &session, const std::vector<accounts::AccountId> &accounts,
                                                             std::optional<qint64> watermark)
{
    auto usage = std::make_shared<StoredUsage>(session);
    const auto newest = watermark ? Result<qint64>(*watermark) : storage::UsageQueriesSql(session).watermark();
    if (!newest)
        return passOn(newest);
    usage->m_watermark = *newest;
    const auto meters = storage::SellerSql(session).meters();
    if (!meters)
        return passOn(meters);
    for (const catalog::Meter &meter : *meters)
        usage->m_meters.insert(meter.code, meter);
    usage->m_accounts.insert(accounts.begin(), accounts.end());
    return usage;
}

Result<std::shared_ptr<const StoredUsage>> StoredUsage::ofPayer(storage::Session &session, const accounts::AccountId &payer)
{
    const auto family = storage::AccountsSql(session).familyOf(payer);
    if (!family)
        return passOn(family);
    std::vector<accounts::AccountId> entities{payer};
    for (const accounts::Account &member : *family) {
        if (member.payer == payer)
            entities.push_back(member.id);
    }
    return load(session, entities);
}

Result<const StoredUsage::PeriodUsage *> StoredUsage::usageOf(const Period &period) const
{
    if (const auto known = m_periods.find(period); known != m_periods.end())
        return &known->second;
    PeriodUsage read;
    const storage::UsageQueriesSql queries(m_session);
    for (const accounts::AccountId &account : m_accounts) {
        const auto rows = queries.daily(account, period, m_watermark);
        if (!rows)
            return passOn(rows);
        for (const storage::DailyUsageRow &row : *rows) {
            std::set<accounts::LocationId> places{accounts::LocationId(), row.location};
            for (const accounts::LocationId &place : places) {
                Recorded &recorded = read[{row.meter, place}];
                if (const auto added = recorded.days.add(row.day, row.quantity); !added)
                    return passOn(added);
                ++recorded.records;
                recorded.lastImport = std::max(recorded.lastImport, row.import);
            }
        }
    }
    return &m_periods.emplace(period, std::move(read)).first->second;
}

Result<billing::UsageFigure> StoredUsage::quantity(const QString &meter,
                                                   const std::optional<accounts::LocationId> &location,
                                                   const Period &period) const
{
    const auto known = m_meters.constFind(meter);
    if (known == m_meters.constEnd())
        return billing::UsageFigure{};
    const auto usage = usageOf(period);
    if (!usage)
        return passOn(usage);
    const auto found = (*usage)->find({known->id, location.value_or(accounts::LocationId())});
    if (found == (*usage)->end())
        return billing::UsageFigure{};
    const Recorded &recorded = found->second;
    const auto quantity = recorded.days.aggregated(known->aggregation);
    if (!quantity)
        return passOn(quantity);
    return billing::UsageFigure{*quantity, true,
                                u"%1 daily records up to import %2"_s.arg(recorded.records).arg(recorded.lastImport)};
}

} // namespace accord::workspace
