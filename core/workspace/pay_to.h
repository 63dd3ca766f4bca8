// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/pay_to_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Payment instructions of a company take two people: whoever changes the company proposes them, and another person who
/// looks after bank data agrees. Until then invoices name those from before.

/// What waits for a decision about the company \a code; nothing when nothing does.
/// \returns NotFound "billing.entity_not_found".
Result<std::optional<storage::PayToProposal>> openPayTo(Services &services, const QString &code);
/// Agrees to what is proposed for the company \a code, or refuses it; a record of its own.
/// \returns Forbidden "permission.role_missing"; NotFound "billing.entity_not_found", "company.pay_to_not_proposed";
///          Conflict "company.pay_to_own".
Result<> decidePayTo(Services &services, const QString &code, bool agrees);
/// Proposes \a instructions in place of those of \a stored within the transaction of the caller, who asked whether the
/// actor may; false where nobody could agree yet, so that they count at once.
/// \returns Conflict "company.pay_to_proposed_already" when others wait.
Result<bool> proposePayTo(Services &services, const billing::IssuingEntity &stored, const QStringList &instructions);

} // namespace accord::workspace
