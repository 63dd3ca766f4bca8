// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

/// Adds the pages of usage imports ("usage") and of meters ("meters").
void addUsagePages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
