// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds the entries of the bank and what they pay ("payments").
void addPaymentPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
