// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/approvals/subject.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

struct ApprovalMatter;
using ApprovalMatterId = Id<ApprovalMatter>;

/// What is asked about that has no document of its own: a discount, terms, a write-off, a refund, a plan, a price.
/// It never changes.
struct ApprovalMatter
{
    ApprovalMatterId id;
    approvals::Subject subject; ///< its amount is in company currency at the rate of the day it was made
    std::optional<accounts::AccountId> account;
    QString title;
    QString reason;
    Money amount; ///< in its own currency
    QString madeBy;
    QDateTime madeAt;
};

/// SHA-256 of the canonical form of what \a matter says.
QByteArray digestOf(const ApprovalMatter &matter);

class ApprovalMattersSql
{
public:
    explicit ApprovalMattersSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const ApprovalMatter &matter);
    /// \returns NotFound "approvals.matter_not_found".
    Result<ApprovalMatter> find(const ApprovalMatterId &id) const;
    /// Those made in \a period, oldest first.
    Result<std::vector<ApprovalMatter>> madeIn(const Period &period) const;

private:
    Session &m_session;
};

} // namespace accord::storage
