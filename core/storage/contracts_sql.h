// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::storage {

class Session;

struct ContractVersionRow
{
    int version = 0;
    QString createdBy;
    QDateTime createdAt;
    QByteArray digest;
};

/// Contracts by version, as their JSON document with its digest. A version is only ever added.
class ContractsSql
{
public:
    explicit ContractsSql(Session &session)
        : m_session(session)
    { }

    /// Saves a first version, or the next one of a contract that is there.
    /// \returns Conflict "storage.unique" when somebody saved that version first.
    Result<> addVersion(const contracts::Contract &contract, const QString &createdBy, const QDateTime &now);
    /// The current version. \returns NotFound "contracts.not_found".
    Result<contracts::Contract> find(const contracts::ContractId &id) const;
    Result<contracts::Contract> findVersion(const contracts::ContractId &id, int version) const;
    Result<contracts::Contract> findByNumber(const QString &number) const;
    Result<std::vector<contracts::Contract>> ofAccount(const accounts::AccountId &account) const;
    Result<std::vector<contracts::Contract>> all() const;
    Result<std::vector<ContractVersionRow>> versionsOf(const contracts::ContractId &id) const;
    /// The accounts with a contract that can have something due in \a period, by account number.
    Result<std::vector<accounts::AccountId>> payersWithContracts(const Period &period) const;
    /// How many contracts have a current version that names the coupon \a code, without the one of number
    /// \a except.
    Result<int> countWithCoupon(const QString &code, const QString &except = {}) const;

private:
    Result<contracts::Contract> complete(contracts::Contract contract) const;
    Session &m_session;
};

} // namespace accord::storage
