// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invariants_sql.h"

namespace accord::storage {

/// Holds the daily usage that is billed against the events that it was made of.
class UsageCheckSql
{
public:
    explicit UsageCheckSql(Session &session)
        : m_session(session)
    { }

    /// "usage.rolled_up": each day of an import comes to what its events say, in the days of one of the time zones that
    /// a contract has or had. Days of gauges from before they were kept as readings are read from their events, and are
    /// not looked at.
    Result<InvariantCheck> check() const;

private:
    Session &m_session;
};

} // namespace accord::storage
