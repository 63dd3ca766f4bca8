// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace accord::storage {

/// The triggers of a migration as PostgreSQL knows them: each `CREATE TRIGGER … BEGIN … END;` becomes a function of its
/// name, which looks for names in the schema of the workspace only, and a trigger that calls it. Everything else stays.
///
/// `SELECT raise(abort, 'id')` refuses with a SQLSTATE of its own and the id as message. A table whose rows cannot be
/// deleted cannot be truncated either. A rule that reads other rows waits for whoever writes, so that two who write at
/// once do not both find it kept.
QByteArray withPostgreSqlTriggers(const QByteArray &script);

} // namespace accord::storage
