// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace accord::storage {

/// The triggers of a migration as PostgreSQL knows them: each `CREATE TRIGGER … BEGIN … END;` becomes a function of its
/// name, which looks for names in the schema of the workspace only, and a trigger that calls it. Everything else stays.
///
/// `SELECT raise(abort, 'id')` refuses with a SQLSTATE of its own and the id as message. A table whose rows cannot be
/// deleted cannot be truncated either. A rule that reads other rows waits for whoever writes, so that two who write at
/// once do not both find it kept; where all the rows that it reads belong to one record, the line before it says so,
/// "-- waits for: contract.id = new.contract_id", and it waits only for who writes for the same. It waits after what
/// the condition says first of the row alone.
QByteArray withPostgreSqlTriggers(const QByteArray &script);

} // namespace accord::storage
