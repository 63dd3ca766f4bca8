// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace accord::app {

/// To be called first in main(), before any Qt object: no core dumps, no plugins from places that the environment
/// names.
void hardenProcess();

/// To be called after the application object was made: plugins only from Qt's own folder and the program's.
void hardenLibraryPaths();

} // namespace accord::app
