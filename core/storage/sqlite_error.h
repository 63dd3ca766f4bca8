// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

/// Turns an extended result code of SQLite and its message into an error with a stable id.
///
/// A trigger that says `raise(abort, 'billing.period_overlap')` fails with that id.
Error sqliteError(int extendedCode, const QString &message);

/// Says in \a error which database it is about and, when it is damaged, what was found, as far as it does not yet.
void nameDamage(Error &error, const QString &path);

} // namespace accord::storage
