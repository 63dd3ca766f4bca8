// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::ctl {

/// Connects to the server of \a url with its password from the key store, or with one that is asked for on a terminal.
/// False where there is neither.
bool takeServerPassword(const QString &url);
/// Lets the key store keep \a password for \a url. \returns Unavailable "secrets.no_key_store" where none takes it;
/// nothing is kept then.
Result<> keepServerPassword(const QString &url, const QString &password);
/// \returns Unavailable "secrets.not_forgotten".
Result<> forgetServerPassword(const QString &url);

} // namespace accord::ctl
