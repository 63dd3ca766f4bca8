// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command_palette.h"

#include <QtCore/QPointer>

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

class DeepLinks;
class MainWindow;

/// What the palette finds beside commands: accounts, locations, contracts, invoices (by number, purchase order or
/// amount) and people; of a pasted link, where it leads. Asked on a worker; the newest question wins.
CommandPalette::Search recordSearch(workspace::Workspace &workspace, MainWindow &window, DeepLinks &links);

} // namespace accord::ui
