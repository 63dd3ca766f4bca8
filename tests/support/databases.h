// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::test {

/// Whether the tests of this program run on PostgreSQL: the environment says ACCORD_TEST_DATABASE=postgresql.
bool onServer();

/// Ends the program as skipped, with the reason, where a server is asked for and none can be started. For main().
void needServerIfAskedFor();

/// A place for a new workspace: \a file, or the URL of a new empty database on the server of this program.
QString freshPlace(const QString &file);

} // namespace accord::test
