// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"
#include "core/storage/approval_matters_sql.h"

namespace accord::storage {

class Session;

/// A version of a contract that a matter asks for.
struct AskedContract
{
    ApprovalMatterId matter;
    contracts::Contract contract; ///< with the number of the version that it becomes
};

/// Versions of contracts that are, or were, asked for. Rows are only ever added.
class AskedContractsSql
{
public:
    explicit AskedContractsSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const AskedContract &asked);
    /// None for a matter that is about no contract.
    Result<std::optional<AskedContract>> of(const ApprovalMatterId &matter) const;
    /// The latest one about the contract called \a number; none where nobody ever asked.
    Result<std::optional<AskedContract>> latestOf(const QString &number) const;
    /// The latest one of each contract of which that version never came to hold, newest first.
    Result<std::vector<AskedContract>> open() const;

private:
    Session &m_session;
};

/// SHA-256 of the canonical form of \a matter with the version that it asks for.
QByteArray digestOf(const ApprovalMatter &matter, const AskedContract &asked);

} // namespace accord::storage
