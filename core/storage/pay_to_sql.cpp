// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/pay_to_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

Result<> PayToSql::propose(const PayToProposal &proposal)
{
    const auto added = m_session.run("INSERT INTO pay_to_proposal (id, company_id, payment_instructions, proposed_by, "
                                     "proposed_at) VALUES (?,?,?,?,?)",
                                     proposal.id, proposal.company, QJsonArray::fromStringList(proposal.instructions),
                                     notNull(proposal.proposedBy), proposal.proposedAt);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<PayToProposal>> PayToSql::open(const billing::IssuingEntityId &company) const
{
    return m_session
        .statement("SELECT id, company_id, payment_instructions, proposed_by, proposed_at FROM pay_to_proposal "
                   "WHERE company_id = ? AND verdict IS NULL")
        .bind(company)
        .first([](Statement &row) {
            PayToProposal proposal;
            proposal.id = row.read<PayToProposal::Id>();
            proposal.company = row.read<billing::IssuingEntityId>();
            proposal.instructions = toStringList(row.read<QJsonArray>());
            proposal.proposedBy = row.read<QString>();
            proposal.proposedAt = row.read<QDateTime>();
            return proposal;
        });
}

Result<> PayToSql::decide(const PayToProposal::Id &id, bool agrees, const QString &who, const QDateTime &now)
{
    const auto decided
        = m_session.run("UPDATE pay_to_proposal SET decided_by = ?, decided_at = ?, verdict = ? WHERE id = ?",
                        notNull(who), now, agrees ? u"approve"_s : u"reject"_s, id);
    return decided ? Result<>() : passOn(decided);
}

} // namespace accord::storage
