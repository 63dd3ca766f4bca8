// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/meter_use_sql.h"

#include "core/storage/seller_sql.h"
#include "core/storage/session.h"

namespace accord::storage {

namespace {

Result<int> numberOf(Statement &select)
{
    const auto number = select.first([](Statement &row) { return row.read<int>(); });
    return number ? Result<int>(number->value_or(0)) : passOn(number);
}

/// Documents of contracts are compact JSON; a code has no character that JSON writes in another way.
QString memberPattern(const QString &code)
{
    QString escaped = code;
    escaped.replace(u'_', u"\\_"_s);
    return u"%\"meter\":\"%1\"%"_s.arg(escaped);
}

} // namespace

Result<std::vector<MeterUse>> meterUse(Session &session, const QDate &since)
{
    const auto meters = SellerSql(session).meters();
    if (!meters)
        return passOn(meters);
    auto contracts = session.statement(
        "SELECT count(*) FROM contract JOIN contract_version ON contract_version.contract_id = contract.id "
        "AND contract_version.version = contract.current_version WHERE contract_version.body LIKE ? ESCAPE '\\'");
    auto accounts = session.statement("SELECT count(DISTINCT account_id) FROM usage_series WHERE meter_id = ?");
    auto last = session.statement("SELECT max(usage_daily.day) FROM usage_series JOIN usage_daily "
                                  "ON usage_daily.series_id = usage_series.id AND usage_daily.day >= ? "
                                  "WHERE usage_series.meter_id = ?");
    std::vector<MeterUse> all;
    for (const catalog::Meter &meter : *meters) {
        MeterUse use{meter, 0, 0, {}, false};
        const auto pricing = numberOf(contracts.bind(memberPattern(meter.code)));
        if (!pricing)
            return passOn(pricing);
        const auto reporting = numberOf(accounts.bind(meter.id));
        if (!reporting)
            return passOn(reporting);
        const auto day = last.bind(since, meter.id).first([](Statement &row) { return row.read<QDate>(); });
        if (!day)
            return passOn(day);
        use.contracts = *pricing;
        use.accounts = *reporting;
        use.isCounted = use.accounts > 0;
        use.lastReading = day->value_or(QDate());
        all.push_back(std::move(use));
    }
    return all;
}

} // namespace accord::storage
