// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Whether what \a approval asks about is of a company and a cost centre that \a user works for: a bill by its company
/// and lines, what is asked of a customer by the company that invoices it. Nothing is read for whoever works for all.
/// \returns Forbidden "permission.other_entity" with the code of the company, "permission.other_cost_centre".
Result<> checkScopeOf(Services &services, const QString &user, const approvals::Approval &approval);

} // namespace accord::workspace
