// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stand_ins.h"

#include "core/storage/standing_delegations_sql.h"
#include "core/storage/transaction.h"

namespace accord::workspace {

using approvals::StandingDelegation;
using approvals::StandingDelegationId;

namespace {

QString displayName(Services &services, const QString &user)
{
    const auto found = services.seller().user(user);
    return found ? found->displayName : user;
}

QJsonObject recordOf(const StandingDelegation &delegation)
{
    QJsonObject record{{u"from"_s, delegation.from},
                       {u"to"_s, delegation.to},
                       {u"period"_s, delegation.period.toString()},
                       {u"note"_s, delegation.note}};
    if (delegation.limit) {
        record.insert(u"limit"_s, delegation.limit->toString());
        record.insert(u"currency"_s, delegation.limit->currency().code());
    }
    return record;
}

} // namespace

Result<std::vector<StandInRow>> StandIns::list()
{
    const auto held = storage::StandingDelegationsSql(m_services.session()).from(m_services.clock().today());
    if (!held)
        return passOn(held);
    std::vector<StandInRow> rows;
    for (const StandingDelegation &one : *held)
        rows.push_back({one, displayName(m_services, one.from), displayName(m_services, one.to),
                        one.holdsAt(m_services.clock().now())});
    return rows;
}

Result<StandingDelegation> StandIns::add(const StandInWish &wish)
{
    const auto period = Period::make(wish.from, wish.lastDay.addDays(1));
    if (!period)
        return fail(ErrorKind::InvalidInput, u"approvals.delegation_days"_s,
                    {{u"from"_s, wish.from.toString(Qt::ISODate)}, {u"to"_s, wish.lastDay.toString(Qt::ISODate)}});
    const auto from = m_services.seller().user(m_services.actor());
    const auto to = m_services.seller().user(wish.to);
    if (!from || !to)
        return from ? passOn(to) : passOn(from);
    StandingDelegation delegation{m_services.ids().next<StandingDelegationId>(),
                                  from->name,
                                  to->name,
                                  *period,
                                  wish.limit,
                                  wish.note.trimmed(),
                                  m_services.clock().now(),
                                  {}};
    if (const auto fine = approvals::check(delegation, from->roles, to->roles, m_services.clock().today()); !fine)
        return passOn(fine);
    storage::Transaction transaction(m_services.session());
    if (const auto added = storage::StandingDelegationsSql(m_services.session()).add(delegation); !added)
        return passOn(added);
    const auto audited
        = m_services.audit(u"delegation.add"_s, u"delegation"_s, delegation.id.toString(), recordOf(delegation));
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return delegation; });
}

Result<> StandIns::end(const StandingDelegationId &id)
{
    storage::StandingDelegationsSql store(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto delegation = store.find(id);
    if (!delegation)
        return passOn(delegation);
    if (m_services.actor() != delegation->from && m_services.actor() != delegation->to)
        return fail(ErrorKind::Forbidden, u"approvals.delegation_of_other"_s, {{u"user"_s, delegation->from}});
    if (delegation->endedAt.isValid())
        return fail(ErrorKind::Conflict, u"approvals.delegation_ended"_s);
    if (const auto ended = store.end(id, m_services.actor(), m_services.clock().now()); !ended)
        return ended;
    const auto audited = m_services.audit(u"delegation.end"_s, u"delegation"_s, id.toString(), recordOf(*delegation));
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
