// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds the purchase orders of customers ("purchase-orders").
void addPurchasingPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
