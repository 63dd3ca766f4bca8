// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// Other payment instructions that somebody wants on the invoices of a company; another one decides.
struct PayToProposal
{
    using Id = accord::Id<PayToProposal>;
    Id id;
    billing::IssuingEntityId company;
    QStringList instructions; ///< a line each
    QString proposedBy;
    QDateTime proposedAt;
};

/// Payment instructions that wait for somebody who agrees.
class PayToSql
{
public:
    explicit PayToSql(Session &session)
        : m_session(session)
    { }

    /// \returns Conflict "storage.unique" when others are proposed already.
    Result<> propose(const PayToProposal &proposal);
    /// What waits for a decision about \a company; nothing when nothing does.
    Result<std::optional<PayToProposal>> open(const billing::IssuingEntityId &company) const;
    /// What is agreed to stands on invoices that are drafted from then on.
    /// \returns Conflict "company.pay_to_own".
    Result<> decide(const PayToProposal::Id &id, bool agrees, const QString &who, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
