// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// The pages on which contracts are written and amended.
void addContractPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
