// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/context.h"

#include "core/workspace/change_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/credit_control.h"

namespace accord::ctl {

/// An approval by its id, or by the id of what is to be approved.
Result<approvals::ApprovalId> approvalIdOf(workspace::Services &services, const QString &reference);

/// `approval show`.
Result<int> showApproval(Context &context);
/// `approval delegate`, `approval delegations`, `approval undelegate`.
Result<int> addStandIn(Context &context);
Result<int> listStandIns(Context &context);
Result<int> endStandIn(Context &context);
/// `approval change` and `approval again`.
Result<int> requestChange(Context &context);
Result<int> requestAgain(Context &context);
/// What a request changes, how far it is and to which version of the record it belongs.
QJsonObject toJson(const workspace::ChangeState &state);
/// A version of a contract that was asked for, with what it changes.
QJsonObject toJson(const workspace::AskedActivation &asked);
/// What an account owes and may owe.
QJsonObject toJson(const workspace::CreditStanding &standing);
/// What came of a wish to change something.
QJsonObject toJson(const workspace::ChangeOutcome &outcome);
QJsonObject toJson(const workspace::ChangePreview &preview);
/// `approval policy …`.
Result<int> approvalPolicy(Context &context);

} // namespace accord::ctl
