// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/proration.h"

namespace accord::pricing {

namespace {
int monthNumber(const QDate &day)
{
    return day.year() * 12 + day.month() - 1;
}
} // namespace

PeriodGrid::PeriodGrid(const QDate &anchor, int anchorDay, int intervalMonths)
    : m_month(monthNumber(anchor))
    , m_anchorDay(anchorDay)
    , m_interval(intervalMonths)
{ }

QDate PeriodGrid::boundary(int k) const
{
    const int month = m_month + k * m_interval;
    const QDate first(month / 12, month % 12 + 1, 1);
    return first.addDays(std::min(m_anchorDay, first.daysInMonth()) - 1);
}

int PeriodGrid::indexAt(const QDate &day) const
{
    const int months = monthNumber(day) - m_month;
    int k = months >= 0 ? months / m_interval : -((-months + m_interval - 1) / m_interval);
    if (day < boundary(k))
        --k;
    else if (day >= boundary(k + 1))
        ++k;
    return k;
}

Period PeriodGrid::periodAt(const QDate &day) const
{
    const int k = indexAt(day);
    return Period{boundary(k), boundary(k + 1)};
}

std::vector<Period> PeriodGrid::periodsOverlapping(const Period &range) const
{
    std::vector<Period> periods;
    if (range.isEmpty())
        return periods;
    for (int k = indexAt(range.start); boundary(k) < range.end; ++k)
        periods.push_back(Period{boundary(k), boundary(k + 1)});
    return periods;
}

Exact prorationFraction(const Period &served, const Period &fullPeriod)
{
    const Period common = served.intersected(fullPeriod);
    return Exact::ratio(common.isEmpty() ? 0 : common.days(), fullPeriod.days());
}

} // namespace accord::pricing
