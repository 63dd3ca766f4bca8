// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::app {

/// Makes \a program the one that the desktop of this person opens `accord://` links with: a desktop entry
/// (freedesktop.org Desktop Entry Specification 1.4) among the person's own applications, and the default of the scheme
/// where xdg-mime is there.
/// \returns the file that was written; InvalidInput "file.unwritable".
Result<QString> openLinksWith(const QString &program);

/// The desktop entry as text; \a program is quoted as its clause "The Exec key" asks.
QByteArray desktopEntry(const QString &program);

} // namespace accord::app
