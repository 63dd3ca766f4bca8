// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command_palette.h"

#include <QtCore/QPointer>

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

class MainWindow;

/// What the palette finds beside commands: accounts, locations, contracts, invoices (by number, purchase order or
/// amount) and people. Asked on a worker; the newest question wins.
CommandPalette::Search recordSearch(workspace::Workspace &workspace, MainWindow &window);

} // namespace accord::ui
