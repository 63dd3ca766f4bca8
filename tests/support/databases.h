// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::storage {
class Session;
}

namespace accord::test {

/// Whether the tests of this program run on PostgreSQL: the environment says ACCORD_TEST_DATABASE=postgresql.
bool onServer();

/// A place for a new workspace: \a file, or the URL of a new empty database on the server of this program. Where no
/// server can be started, the program ends as skipped and says why.
QString freshPlace(const QString &file);

/// Puts a trigger in the way of what is tested: "died BEFORE INSERT ON outbox\nBEGIN\n … END;", as migrations write
/// them.
void obstruct(storage::Session &session, const QByteArray &trigger);
/// Takes the trigger \a name away again.
void clearTheWay(storage::Session &session, const QByteArray &name);

} // namespace accord::test
