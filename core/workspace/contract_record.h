// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace accord::workspace {

/// What the audit trail says of a version of a contract: number, version, and each member that is another one than in
/// \a earlier, before and after; of items those alone that differ, by key. Of who signed, and of what was agreed to in
/// words, it says only that it changed.
QJsonObject recordOf(const std::optional<contracts::Contract> &earlier, const contracts::Contract &contract);

} // namespace accord::workspace
