// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::bench {

/// The months of the mixed company: the first is billed by the first versions of the contracts, the second after half
/// of them were amended within the first.
inline const Period mixedBefore{QDate(2026, 5, 1), QDate(2026, 6, 1)};
inline const Period mixedBilled{QDate(2026, 6, 1), QDate(2026, 7, 1)};

/// Services over a new workspace at \a path with \a payers customers. Each has two subsidiaries that bear shares of its
/// bill, twenty locations, and a contract with every charge model.
Result<std::unique_ptr<workspace::Services>> makeMixedCompany(const QString &path, int payers);

/// Amends every second contract from the middle of mixedBefore on: its charges of that month are adjusted.
Result<> amendHalf(workspace::Services &services, int payers);

} // namespace accord::bench
