// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>
#include <QtCore/QDateTime>

namespace accord {

/// Where "now" comes from. Passed in like any other parameter: nothing in `core` asks the system for the time.
class Clock
{
public:
    virtual ~Clock();
    /// The present instant in UTC.
    virtual QDateTime now() const = 0;
    /// The business date of the workspace (UTC unless an implementation says otherwise).
    virtual QDate today() const;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    QDate today() const override; ///< the local date of the machine
};

/// A clock that stands still until it is moved: for the sample company and for tests.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(const QDate &day);
    explicit FixedClock(const QDateTime &instant);
    QDateTime now() const override;
    void moveTo(const QDateTime &instant);
    void moveTo(const QDate &day); ///< to noon UTC of \a day

private:
    QDateTime m_now;
};

} // namespace accord
