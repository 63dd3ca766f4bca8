// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"

namespace accord::contracts {

/// A contract document that is still being written: what can be read of it, and everything that is wrong.
struct Entry
{
    std::optional<Contract> contract; ///< none while a named error stands in the way
    std::vector<Finding> findings; ///< named errors of the reader as blocking findings, then `findingsOf()`
};

/// Reads \a document part by part, so that every item, discount, commitment, share and signature that does not fit is
/// named with its path, and not only the first one.
Entry readEntry(const QJsonObject &document, int locations);

} // namespace accord::contracts
