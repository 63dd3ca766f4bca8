// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/usage/month_table.h"

namespace accord::workspace {

Result<std::shared_ptr<const StoredUsage>> StoredUsage::load(storage::Session &session, std::vector<accounts::AccountId> accounts, std::optional<qint64> watermark)
{
    std::shared_ptr<StoredUsage> loaded(new StoredUsage(session, std::move(accounts)));
    const auto newest = storage::UsageQueriesSql(session).watermark();
    if (!newest)
        return passOn(newest);
    loaded->m_watermark = watermark.value_or(*newest);
    const auto meters = storage::SellerSql(session).meters();
    if (!meters)
        return passOn(meters);
    for (const catalog::Meter &meter : *meters)
        loaded->m_meters.insert(meter.code, meter);
    return loaded;
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
    return load(session, std::move(entities));
}

Result<const StoredUsage::Days *> StoredUsage::daysOf(const catalog::Meter &meter, const Period &period) const
{
    const QString key = meter.code + u' ' + period.toString();
    if (const auto kept = m_kept.constFind(key); kept != m_kept.constEnd())
        return &*kept;
    Days days;
    for (const accounts::AccountId &account : m_accounts) {
        const auto places = storage::UsageQueriesSql(m_session).days(account, meter.id, period, m_watermark);
        if (!places)
            return passOn(places);
        for (const storage::PlaceSeries &place : *places) {
            for (const auto &[day, figure] : place.series.days()) {
                if (const auto added = days[place.location.uuid()].add(day, figure); !added)
                    return passOn(added);
            }
        }
    }
    return &*m_kept.insert(key, std::move(days));
}

Result<billing::UsageFigure> StoredUsage::quantity(const QString &code, const std::optional<accounts::LocationId> &location, const Period &period) const
{
    billing::UsageFigure figure;
    const auto meter = m_meters.constFind(code);
    if (meter == m_meters.constEnd())
        return figure;
    const auto days = daysOf(*meter, period);
    if (!days)
        return passOn(days);
    std::map<QDate, Decimal> quantities; // of each day the sum over places
    qint64 records = 0;
    const auto addPlace = [&](const usage::DaySeries &series) -> Result<void> {
        for (const auto &[day, one] : series.days()) {
            const auto sum = usage::sum(quantities[day], one.quantity(meter->aggregation));
            if (!sum)
                return passOn(sum);
            quantities[day] = *sum;
            ++records;
        }
        return {};
    };
    for (auto place = (*days)->constBegin(); place != (*days)->constEnd(); ++place) {
        if (location && place.key() != location->uuid())
            continue;
        if (const auto added = addPlace(*place); !added)
            return passOn(added);
    }
    const auto quantity = usage::aggregate(meter->aggregation, quantities);
    if (!quantity)
        return passOn(quantity);
    figure.quantity = *quantity;
    figure.hasUsage = records > 0;
    figure.source = records > 0 ? u"%1 daily records up to import %2, %3"_s.arg(records).arg(m_watermark).arg(catalog::toString(meter->aggregation))
                                : u"no records up to import %1"_s.arg(m_watermark);
    return figure;
}

} // namespace accord::workspace
