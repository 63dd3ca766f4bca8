// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace accord::storage {

/// Connects to the server of \a url with \a password from now on, in all threads; an empty one forgets it. It is held
/// in the memory of this program alone; where none is set, libpq looks into PGPASSFILE and PGPASSWORD.
void setServerPassword(const QString &url, const QString &password);
/// In UTF-8.
std::optional<QByteArray> serverPassword(const QString &url);

} // namespace accord::storage
