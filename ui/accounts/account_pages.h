// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/account_list.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds the list of accounts ("accounts") and the page of one ("account/<id>").
/// \param usage  fills the usage column of the list; without it there is no such column
void addAccountPages(PageFactory &pages, workspace::Workspace &workspace, AccountUsageSource usage = {});

} // namespace accord::ui
