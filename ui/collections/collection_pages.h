// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

namespace accord::ui {

/// Adds receivables by age ("receivables"), the worklist of dunning ("dunning") and the ledger ("ledger").
void addCollectionPages(PageFactory &pages, workspace::Workspace &workspace);

} // namespace accord::ui
