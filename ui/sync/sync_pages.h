// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

class QSettings;

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

/// The page "sync". Without \a settings it does not offer to synchronise by itself.
void addSyncPages(PageFactory &pages, workspace::Workspace &workspace, QSettings *settings = nullptr);
/// Whether open copies synchronise by themselves, as who works on this machine wants it.
bool synchronisesByItself(const QSettings &settings);

} // namespace accord::ui
