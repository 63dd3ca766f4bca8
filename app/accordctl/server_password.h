// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

#include <functional>

namespace accord::ctl {

/// Does \a work, which needs the workspaces at \a places. Where a server asks for a password, it is done again with one
/// from \a passwordFile (its first line), or without such a file from the key store or, last, from a terminal.
/// \returns what the work fails with; InvalidInput "file.unreadable", "usage.password_file_open" for a file that others
///          may read as well.
Result<> withServerPasswords(const QStringList &places, const QString &passwordFile,
                             const std::function<Result<>()> &work);
/// Lets the key store keep \a password for \a url. \returns Unavailable "secrets.no_key_store" where none takes it;
/// nothing is kept then.
Result<> keepServerPassword(const QString &url, const QString &password);
/// \returns Unavailable "secrets.not_forgotten".
Result<> forgetServerPassword(const QString &url);

} // namespace accord::ctl
