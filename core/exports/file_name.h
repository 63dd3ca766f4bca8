// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::exports {

/// \a title as the name of a file with \a suffix ("csv") that every system takes: no path, no reserved characters or
/// names, no leading dot, at most 120 characters.
QString fileName(const QString &title, const QString &suffix);
/// The same of a name with its suffix that comes from somewhere else, perhaps with a path before it.
QString safeFileName(const QString &name);

} // namespace accord::exports
