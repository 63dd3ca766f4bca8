// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds the queue of approvals ("approvals", or "approvals/<id>" to begin with one of them), and the
/// policy that asks ("approval-policy").
void addApprovalPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
