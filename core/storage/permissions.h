// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/permissions.h"

namespace accord::storage {

/// The permission matrix that is part of the program (`resources/permissions.csv`), read once.
/// \returns Internal "storage.migration" when it is missing, and what Permissions::fromCsv() refuses.
Result<const security::Permissions *> embeddedPermissions();

} // namespace accord::storage
