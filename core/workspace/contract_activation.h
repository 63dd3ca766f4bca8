// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract_diff.h"
#include "core/storage/asked_contracts_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A version of a contract that was asked for.
struct AskedActivation
{
    contracts::Contract contract; ///< as it was asked for
    std::optional<contracts::Contract> before; ///< the version that holds; none for a new contract
    approvals::Approval approval; ///< the latest request about it
    bool isDone = false; ///< exactly this is, or was, in force
    std::vector<contracts::TermChange> changes; ///< against the version that it follows; of a new one everything

    int versionNow() const { return before ? before->version : 0; }
    /// Another version came to hold since: the request goes back to who made it.
    bool isOutdated() const { return !isDone && versionNow() + 1 != contract.version; }
    QString reason() const; ///< why it was refused; empty where it was not
};

/// Puts \a contract, the first version or the next one, into force as the actor, in the caller's transaction; where the
/// policy asks about it, it is asked for instead and nothing holds before everybody agreed. Asking again takes the
/// place of one's own request that waits.
/// \returns the request; none where the contract holds. Forbidden where the actor may not save contracts of its
///          account; Conflict "contracts.activation_waits" while somebody else's version of it waits.
Result<std::optional<approvals::Approval>> activateContract(Services &services, const contracts::Contract &contract);

/// Puts into force what \a asked is about, in the caller's transaction. \returns Conflict "approvals.change_outdated".
Result<> activateAsked(Services &services, const storage::AskedContract &asked);

/// The version that \a approval asks for; none where it is about something else.
Result<std::optional<AskedActivation>> askedActivation(Services &services, const approvals::Approval &approval);
/// The version after \a saved that was asked for last and does not hold; without \a saved, the new contract of
/// \a account that the actor asked for last.
Result<std::optional<AskedActivation>> askedActivation(Services &services,
                                                       const std::optional<contracts::Contract> &saved,
                                                       const accounts::AccountId &account);
/// All that wait or were refused, newest first.
Result<std::vector<AskedActivation>> openActivations(Services &services);

/// What \a contract is to the policy, held against \a before: a year of the one that is worth more, in company
/// currency.
Result<approvals::Subject> subjectOf(Services &services, const contracts::Contract &contract,
                                     const std::optional<contracts::Contract> &before);

} // namespace accord::workspace
