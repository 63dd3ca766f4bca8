// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds the list of budgets ("budgets", or "budgets/<id>" to begin with one of them).
void addBudgetPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
