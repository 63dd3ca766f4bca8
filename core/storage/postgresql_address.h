// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

#include <utility>
#include <vector>

namespace accord::storage {

/// Whether \a path names a database on a server rather than a file: "postgresql://host/database".
bool isServerUrl(const QString &path);

/// Options of a connection in the order libpq reads them; of two with the same name the later counts.
using ServerOptions = std::vector<std::pair<QByteArray, QByteArray>>;

/// What libpq is asked to connect with. A host that begins with a slash is the folder of a local socket:
/// "postgresql://%2Frun%2Fpostgresql/database" or "postgresql:///database?host=/run/postgresql".
///
/// The server must prove its name (`sslmode=verify-full`, appended last); a local socket needs no such proof.
/// \returns InvalidInput "storage.server_url", "storage.password_in_url", "storage.server_option".
Result<ServerOptions> serverOptions(const QString &url);

} // namespace accord::storage
