// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

/// Adds "invoices" (also "invoices/ID") and "billing-run" (also "billing-run/2026-06"). \a workspace outlives the
/// pages.
void addBillingPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
