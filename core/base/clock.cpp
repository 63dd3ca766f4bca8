// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace accord {

namespace {
QDateTime noon(const QDate &day)
{
    return QDateTime(day, QTime(12, 0), Qt::UTC);
}
} // namespace

Clock::~Clock() = default;

QDate Clock::today() const
{
    return now().date();
}

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QDate SystemClock::today() const
{
    return QDate::currentDate();
}

FixedClock::FixedClock(const QDate &day)
    : m_now(noon(day))
{ }

FixedClock::FixedClock(const QDateTime &instant)
    : m_now(instant.toUTC())
{ }

QDateTime FixedClock::now() const
{
    return m_now;
}

void FixedClock::moveTo(const QDateTime &instant)
{
    m_now = instant.toUTC();
}

void FixedClock::moveTo(const QDate &day)
{
    m_now = noon(day);
}

} // namespace accord
