// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/asked_changes_sql.h"
#include "core/workspace/record_changes.h"

namespace accord::workspace {

/// What would come of a wish; nothing is stored.
struct ChangePreview
{
    PreparedChange prepared;
    ChangeInWords words;
    QString asks; ///< who has to agree, in words; empty: nobody, it is done at once
    QString rule; ///< which rules ask, in words
};

/// What came of a wish.
struct ChangeOutcome
{
    storage::ApprovalMatterId matter;
    ChangePreview preview;
    std::optional<approvals::Approval> approval; ///< none: nobody has to agree, and the change is done
};

/// The change of a request with how far it is.
struct ChangeState
{
    approvals::RecordChange change;
    ChangeInWords words;
    int revisionNow = 0; ///< of the record
    std::optional<storage::DoneChange> done;

    /// The record was changed by something else since: the request goes back to who made it.
    bool isOutdated() const { return !done && revisionNow != change.revision; }
};

/// Changes of records that need an agreement: asked for to the letter, done when the last one agreed.
class ChangeDesk
{
public:
    explicit ChangeDesk(Services &services)
        : m_services(services)
    { }

    /// \returns what prepareChange() says.
    Result<ChangePreview> preview(const ChangeWish &wish);
    /// Asks for \a wish as the actor; where nobody has to agree it is done at once.
    /// \returns InvalidInput "approvals.matter_reason"; Conflict "approvals.change_waits" while another change of the
    ///          same field waits; Forbidden "approvals.change_role" for auditors and workers.
    Result<ChangeOutcome> request(const ChangeWish &wish, const QString &beneficiary = {});
    /// Asks again, about the record as it is now, for what went back or was rejected.
    /// \returns Forbidden "approvals.again_by_other" for anybody but who asked; Conflict "approvals.again_waits".
    Result<ChangeOutcome> again(const approvals::ApprovalId &id);

    /// None for a request that changes no record.
    Result<std::optional<ChangeState>> stateOf(const approvals::Approval &approval);

private:
    Services &m_services;
};

/// A record that is not what it was when something was asked about it.
struct OutdatedRecord
{
    QString name;
    int asked = 0; ///< revision, or version of the contract, that the request is about
    int now = 0;
};
/// The record that \a approval is about, where it was changed by something else since; none where all is well.
Result<std::optional<OutdatedRecord>> outdatedRecord(Services &services, const approvals::Approval &approval);

/// What follows from the agreement about a matter, in the caller's transaction: its change is done, its
/// contract holds.
/// \returns Conflict "approvals.change_outdated".
Result<> carryOutMatter(Services &services, const storage::ApprovalMatter &matter);

} // namespace accord::workspace
