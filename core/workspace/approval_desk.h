// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A request for approval with the evidence that a decision needs.
struct ApprovalItem
{
    approvals::Approval approval;
    std::optional<billing::Invoice> invoice;                    ///< what is to be approved
    std::optional<storage::PurchaseOrderBalance> purchaseOrder; ///< after this invoice
    std::optional<Money> previousTotal;                         ///< of the account's invoice before
    std::vector<storage::InvoiceRow> similar;                   ///< same account, same total or same period: duplicate or split?
    Result<void> mayDecide;                                     ///< for the actor; the error says why not
};

/// What an approver does.
class ApprovalDesk
{
public:
    explicit ApprovalDesk(Services &services) : m_services(services) {}

    Result<std::vector<approvals::Approval>> pending() { return m_services.approvals().pending(); }
    Result<ApprovalItem> item(const approvals::ApprovalId &id);
    /// Decides the next step as the actor. Nobody decides what they requested or made; a rejection needs a reason; an
    /// invoice that changed since it was submitted is not approved. The invoice moves on in the same transaction:
    /// approved when every step is, back to draft when rejected.
    Result<approvals::Approval> decide(const approvals::ApprovalId &id, approvals::Verdict verdict, const QString &reason);

private:
    Services &m_services;
};

} // namespace accord::workspace
