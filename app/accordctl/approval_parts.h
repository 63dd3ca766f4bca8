// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/context.h"

namespace accord::ctl {

/// An approval by its id, or by the id of what is to be approved.
Result<approvals::ApprovalId> approvalIdOf(workspace::Services &services, const QString &reference);

/// `approval show`.
Result<int> showApproval(Context &context);
/// `approval delegate`, `approval delegations`, `approval undelegate`.
Result<int> addStandIn(Context &context);
Result<int> listStandIns(Context &context);
Result<int> endStandIn(Context &context);
/// `approval policy …`.
Result<int> approvalPolicy(Context &context);

} // namespace accord::ctl
