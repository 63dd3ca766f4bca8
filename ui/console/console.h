// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/page.h"

#include <memory>

class QSettings;

namespace accord::workspace {
class Workspace;
}

namespace accord::ui {

class MainWindow;
class Theme;

/// Every kind of page that works on a company, in the order of the side bar. This is the one place that knows them all.
PageFactory consolePages(workspace::Workspace &workspace, Theme &theme, QSettings &settings);

/// The window on an open company: pages, record search, business date, and the number of approvals that wait. \a
/// workspace and \a settings outlive it.
std::unique_ptr<MainWindow> makeConsole(Theme &theme, workspace::Workspace &workspace, QSettings &settings);
/// Goes where the link \a text leads once \a window knows its company; a message says why it cannot.
void followLink(MainWindow &window, const QString &text);
/// Shows the window, once who works has proved it where a passphrase was chosen.
void showConsole(MainWindow &window, workspace::Workspace &workspace);

} // namespace accord::ui
