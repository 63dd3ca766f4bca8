// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "core/workspace/contract_activation.h"

namespace accord::workspace {

/// Everything that writing a contract needs to know about the world around it.
struct ContractWork
{
    std::optional<contracts::Contract> saved; ///< the version that is there; none for a new contract
    accounts::Account payer;
    std::vector<billing::BilledLocation> locations; ///< that the payer pays for
    int active = 0; ///< of them, today
    std::vector<catalog::Meter> meters;
    std::optional<QJsonObject> draft; ///< what was being written when it was left
    bool isBeingAmended = false; ///< who works left an amendment of it unfinished
    QDate today;
    bool isCopy = false; ///< on a rep's machine, where contracts are read, drafts are written, and locations are not
    /// How many of the locations \a contract serves today.
    int servedBy(const contracts::Contract &contract) const { return billing::servedOn(contract, locations, today); }
    std::optional<AskedActivation> asked = {}; ///< the version that was asked for last and does not hold (yet)
};

/// What came of saving a contract.
struct SavedContract
{
    contracts::Contract contract;
    std::optional<approvals::Approval> approval; ///< that it waits for; none: it holds
};

/// Where contracts are written: drafts, and the versions they become.
class ContractDesk
{
public:
    explicit ContractDesk(Services &services)
        : m_services(services)
    { }

    /// \param reference  the id of a contract, "amendment/" and the id of the contract that is amended, or "new/" and
    ///                   the id or number of the account that pays; each has a draft of its own
    /// \returns NotFound "contracts.not_found", "accounts.not_found"; Forbidden "sync.only_with_server" for an
    /// amendment
    ///          in a copy.
    Result<ContractWork> open(const QString &reference);

    /// Keeps what is being written, for who works. Drafts stand among the saved views of the page "contract-draft",
    /// each for its writer alone.
    Result<> saveDraft(const QString &reference, const QJsonObject &document);
    Result<> dropDraft(const QString &reference);

    /// Saves \a contract as the first version, or as the next one after \a base, with its audit record, and drops the
    /// draft of \a reference. Where the policy asks about it, it waits; once refused it is a draft again, of who asked.
    /// \returns Conflict "contracts.number_taken" for a new contract, "storage.changed_meanwhile" when \a base is not
    /// the
    ///          current version any more; InvalidInput "contracts.unchanged"; Forbidden "approvals.change_by_request".
    Result<SavedContract> save(const QString &reference, contracts::Contract contract,
                               const std::optional<contracts::Contract> &base);

private:
    Result<accounts::Account> payerOf(const QString &reference, ContractWork &work);
    /// The request about it that does not hold, and what was refused as a draft.
    Result<> lookForRequest(const QString &reference, const accounts::Account &payer, ContractWork &work);
    Result<> checkNext(contracts::Contract &contract, const contracts::Contract &base);
    Services &m_services;
};

} // namespace accord::workspace
