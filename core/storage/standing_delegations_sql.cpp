// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/standing_delegations_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using approvals::StandingDelegation;
using approvals::StandingDelegationId;

namespace {

#define DELEGATION_COLUMNS                                                                                             \
    "SELECT id, from_user, to_user, starts_on, ends_before, currency, limit_minor, note, made_at, ended_at "           \
    "FROM standing_delegation "

StandingDelegation read(Statement &row)
{
    StandingDelegation delegation;
    delegation.id = row.read<StandingDelegationId>();
    delegation.from = row.read<QString>();
    delegation.to = row.read<QString>();
    delegation.period.start = row.read<QDate>();
    delegation.period.end = row.read<QDate>();
    const auto currency = row.read<std::optional<Currency>>();
    const auto limit = row.read<std::optional<qint64>>();
    if (currency && limit)
        delegation.limit = Money(*limit, *currency);
    delegation.note = row.read<QString>();
    delegation.madeAt = row.read<QDateTime>();
    delegation.endedAt = row.read<QDateTime>();
    return delegation;
}

} // namespace

Result<> StandingDelegationsSql::add(const StandingDelegation &delegation)
{
    const auto currency = delegation.limit ? std::optional(delegation.limit->currency()) : std::nullopt;
    const auto added = m_session.run(
        "INSERT INTO standing_delegation (id, from_user, to_user, starts_on, ends_before, limit_minor, currency, note, "
        "made_at) VALUES (?,?,?,?,?,?,?,?,?)",
        delegation.id, delegation.from, delegation.to, delegation.period.start, delegation.period.end, delegation.limit,
        currency, notNull(delegation.note), delegation.madeAt);
    return added ? Result<>() : passOn(added);
}

Result<> StandingDelegationsSql::end(const StandingDelegationId &id, const QString &who, const QDateTime &now)
{
    const auto ended
        = m_session.run("UPDATE standing_delegation SET ended_at = ?, ended_by = ? WHERE id = ?", now, who, id);
    return ended ? Result<>() : passOn(ended);
}

Result<StandingDelegation> StandingDelegationsSql::find(const StandingDelegationId &id) const
{
    auto select = m_session.statement(DELEGATION_COLUMNS "WHERE id = ?");
    const auto found = select.bind(id).first(read);
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"approvals.delegation_not_found"_s, {{u"delegation"_s, id.toString()}});
    return **found;
}

Result<std::vector<StandingDelegation>> StandingDelegationsSql::from(const QDate &day) const
{
    auto select
        = m_session.statement(DELEGATION_COLUMNS "WHERE ends_before > ? AND ended_at IS NULL ORDER BY starts_on, id");
    return select.bind(day).all(read);
}

Result<std::vector<StandingDelegation>> StandingDelegationsSql::heldBy(const QString &user,
                                                                       const QDateTime &instant) const
{
    auto select = m_session.statement(DELEGATION_COLUMNS "WHERE to_user = ? ORDER BY starts_on, id");
    auto all = select.bind(user).all(read);
    if (all)
        std::erase_if(*all, [&](const StandingDelegation &one) { return !one.holdsAt(instant); });
    return all;
}

} // namespace accord::storage
