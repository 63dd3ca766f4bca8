// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

/// Turns an extended result code of SQLite and its message into an error with a stable id.
///
/// A trigger that says `raise(abort, 'billing.period_overlap')` fails with that id.
Error sqliteError(int extendedCode, const QString &message);

} // namespace accord::storage
