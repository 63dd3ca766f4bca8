// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/usage_lines.h"

#include "core/workspace/stored_usage.h"

namespace accord::workspace {

namespace {

constexpr int weeksShown = 12;

Result<UsageLine> lineOf(const StoredUsage &usage, const catalog::Meter &meter, const QDate &today)
{
    UsageLine line{meter.name, meter.unit, {}};
    for (int week = weeksShown; week > 0; --week) {
        const auto figure = usage.quantity(meter.code, std::nullopt,
                                           Period{today.addDays(-7 * week), today.addDays(-7 * (week - 1))});
        if (!figure)
            return passOn(figure);
        line.weeks.push_back(figure->hasUsage ? std::optional(figure->quantity) : std::nullopt);
    }
    return line;
}

} // namespace

Result<std::optional<UsageLine>> usageLineOf(Services &services, const accounts::AccountId &account)
{
    const auto usage = StoredUsage::ofPayer(services.session(), account);
    if (!usage)
        return passOn(usage);
    const auto meters = services.seller().meters();
    if (!meters)
        return passOn(meters);
    for (const catalog::Meter &meter : *meters) {
        if (meter.aggregation != catalog::Aggregation::Sum)
            continue;
        auto line = lineOf(**usage, meter, services.clock().today());
        if (!line)
            return passOn(line);
        if (std::any_of(line->weeks.begin(), line->weeks.end(), [](const auto &week) { return week.has_value(); }))
            return std::optional(std::move(*line));
    }
    return std::optional<UsageLine>();
}

} // namespace accord::workspace
