// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/aggregation.h"

#include "core/money/exact.h"
#include "core/usage/month_table.h"

#include <algorithm>

namespace accord::usage {

namespace {

using catalog::Aggregation;

constexpr int weightedDigits = 12;

Result<> addTo(Decimal &total, const Decimal &more)
{
    const auto added = sum(total, more);
    if (!added)
        return passOn(added);
    total = *added;
    return {};
}

} // namespace

Result<> Readings::add(qint64 series, const QDate &day, const DayReading &reading)
{
    Days &days = m_series[m_aggregation == Aggregation::Sum ? 0 : series];
    const auto [place, isNew] = days.try_emplace(day, reading);
    return isNew ? Result<>() : combine(place->second, reading, m_aggregation);
}

Result<std::map<QDate, Decimal>> Readings::added() const
{
    std::map<QDate, Decimal> totals;
    for (const auto &[series, days] : m_series) {
        for (const auto &[day, reading] : days) {
            if (const auto done = addTo(totals[day], reading.quantity); !done)
                return passOn(done);
        }
    }
    return totals;
}

Result<std::map<QDate, Decimal>> Readings::standing() const
{
    std::map<QDate, Decimal> totals;
    for (const auto &[series, days] : m_series) {
        for (const auto &[day, reading] : days)
            totals[day];
    }
    for (const auto &[series, days] : m_series) {
        auto next = days.begin();
        Decimal stands;
        for (auto &[day, total] : totals) {
            for (; next != days.end() && next->first <= day; ++next)
                stands = next->second.quantity;
            if (const auto done = addTo(total, stands); !done)
                return passOn(done);
        }
    }
    return totals;
}

std::map<QDate, Decimal> Readings::differing() const
{
    std::map<QDate, QByteArray> values;
    for (const auto &[series, days] : m_series) {
        for (const auto &[day, reading] : days)
            values[day] = united(values[day], reading.values);
    }
    std::map<QDate, Decimal> numbers;
    for (const auto &[day, keys] : values)
        numbers[day] = Decimal(valuesIn(keys));
    return numbers;
}

Result<std::map<QDate, Decimal>> Readings::days() const
{
    switch (m_aggregation) {
    case Aggregation::Sum:
    case Aggregation::Maximum:
        return added();
    case Aggregation::Last:
    case Aggregation::WeightedSum:
        return standing();
    case Aggregation::Unique:
        return differing();
    }
    Q_UNREACHABLE();
}

Result<Decimal> Readings::weighted(const Period &period) const
{
    Exact total;
    for (const auto &[series, days] : m_series) {
        for (auto day = days.begin(); day != days.end(); ++day) {
            const auto next = std::next(day);
            const QDate until = next == days.end() ? period.end : next->first;
            total = total + Exact(day->second.quantity) * Exact::ratio(day->first.daysTo(until), period.days());
        }
    }
    return total.rounded(weightedDigits);
}

Result<Decimal> Readings::over(const Period &period) const
{
    if (m_series.empty())
        return Decimal();
    Decimal total;
    switch (m_aggregation) {
    case Aggregation::Sum:
        for (const auto &[day, reading] : m_series.begin()->second) {
            if (const auto done = addTo(total, reading.quantity); !done)
                return passOn(done);
        }
        return total;
    case Aggregation::Maximum: {
        const auto totals = added();
        if (!totals)
            return passOn(totals);
        return std::ranges::max_element(*totals, {}, [](const auto &day) { return day.second; })->second;
    }
    case Aggregation::Last:
        for (const auto &[series, days] : m_series) {
            if (const auto done = addTo(total, days.rbegin()->second.quantity); !done)
                return passOn(done);
        }
        return total;
    case Aggregation::Unique: {
        QByteArray values;
        for (const auto &[series, days] : m_series) {
            for (const auto &[day, reading] : days)
                values = united(values, reading.values);
        }
        return Decimal(valuesIn(values));
    }
    case Aggregation::WeightedSum:
        return weighted(period);
    }
    Q_UNREACHABLE();
}

} // namespace accord::usage
