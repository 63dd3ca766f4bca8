// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QtCore/QByteArray>

#include <vector>

namespace accord::storage {

class Session;

/// One numbered step of the schema, written with the placeholders of Dialect.
struct Migration
{
    int number = 0;
    QString subject;
    QByteArray sql;
    QByteArray postgreSqlTwin = {}; ///< instead of it on PostgreSQL, where the two cannot be one text
};

/// The text of a file of the folder "migrations". \returns Internal "storage.migration" when it is not part of the
/// program.
Result<QByteArray> embeddedSql(const QString &name);
/// The steps that are part of the program, ascending from 1.
Result<std::vector<Migration>> embeddedMigrations();

/// Number of the last step that was applied; 0 for an empty database.
Result<int> schemaVersion(Session &session);

/// Applies every step above the present version in one transaction, together with the version rows. Either all of them
/// are there afterwards, or the database is as before.
/// \returns Conflict "storage.newer_schema" when the database has a step that \a migrations lacks.
Result<> migrate(Session &session, const std::vector<Migration> &migrations, const Clock &clock);

/// The fingerprint of a database that was freshly migrated up to \a version.
Result<QByteArray> expectedFingerprint(const std::vector<Migration> &migrations, int version);

} // namespace accord::storage
