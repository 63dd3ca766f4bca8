// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

#include "core/base/local_day.h"
#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/usage_queries_sql.h"

#include <ranges>

namespace accord::workspace {

Result<std::shared_ptr<const StoredUsage>> StoredUsage::load(storage::Session &session,
                                                             const std::vector<accounts::AccountId> &accounts,
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
        usage->m_memory.addMeter(meter);
    usage->m_accounts.insert(accounts.begin(), accounts.end());
    return usage;
}

Result<std::shared_ptr<const StoredUsage>> StoredUsage::ofPayer(storage::Session &session,
                                                                const accounts::AccountId &payer)
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

Result<> StoredUsage::read(const Period &period) const
{
    std::vector<std::vector<storage::DailyUsageRow>> all; // taken over together, so that nothing is there twice
    const storage::UsageQueriesSql queries(m_session);
    for (const accounts::AccountId &account : m_accounts) {
        auto rows = queries.daily(account, period, m_watermark);
        if (!rows)
            return passOn(rows);
        all.push_back(std::move(*rows));
    }
    for (const storage::DailyUsageRow &row : all | std::views::join)
        m_memory.add(row.meter, row.location, {row.day, row.series, row.reading, row.import});
    return {};
}

Result<> StoredUsage::cover(const Period &period) const
{
    Period read = m_memory.covered();
    if (read.start <= period.start && period.end <= read.end && !read.isEmpty())
        return {};
    // Locations open and close on any day: their periods lie in the same months, which are read once.
    const Period wanted{Period::monthOf(period.start).start, Period::monthOf(period.lastDay()).end};
    if (read.isEmpty()) {
        if (const auto done = this->read(wanted); !done)
            return done;
        read = wanted;
    }
    if (wanted.start < read.start) {
        if (const auto done = this->read({wanted.start, read.start}); !done)
            return done;
        read.start = wanted.start;
    }
    if (read.end < wanted.end) {
        if (const auto done = this->read({read.end, wanted.end}); !done)
            return done;
        read.end = wanted.end;
    }
    m_memory.setCovered(read);
    return {};
}

Result<billing::UsageFigure> StoredUsage::quantity(const QString &meter,
                                                   const std::optional<accounts::LocationId> &location,
                                                   const Period &period) const
{
    if (m_memory.meter(meter) && !period.isEmpty()) {
        if (const auto covered = cover(period); !covered)
            return passOn(covered);
    }
    return m_memory.quantity(meter, location, period);
}

Result<std::map<QDate, Decimal>> StoredUsage::days(const billing::UsageQuestion &question) const
{
    if (m_memory.meter(question.meter)) {
        if (const auto covered = cover(question.period); !covered)
            return passOn(covered);
    }
    return m_memory.days(question);
}

Result<std::vector<Decimal>> StoredUsage::events(const billing::UsageQuestion &question) const
{
    std::vector<usage::Event> all;
    const catalog::Meter *const known = m_memory.meter(question.meter);
    if (!known)
        return std::vector<Decimal>();
    const storage::UsageQueriesSql queries(m_session);
    for (const accounts::AccountId &account : m_accounts) {
        const auto some = queries.ownEvents({account, known->id, question.location}, question.period, m_watermark);
        if (!some)
            return passOn(some);
        all.insert(all.end(), some->begin(), some->end());
    }
    std::stable_sort(all.begin(), all.end(), [](const usage::Event &a, const usage::Event &b) {
        return std::pair(a.moment.milliseconds, a.key) < std::pair(b.moment.milliseconds, b.key);
    });
    std::vector<Decimal> quantities;
    for (const usage::Event &event : all) {
        const auto day
            = event.moment.wholeDay
                  ? Result<QDate>(event.moment.utcDay())
                  : localDay(QDateTime::fromMSecsSinceEpoch(event.moment.milliseconds, Qt::UTC), question.timeZone);
        if (!day)
            return passOn(day);
        if (question.period.contains(*day))
            quantities.push_back(event.quantity);
    }
    return quantities;
}

} // namespace accord::workspace
