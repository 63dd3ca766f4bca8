// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

namespace accord::storage {

class Session;

/// The price books, contract versions and approval policies whose content is not what their digest was taken of, as
/// people know them: "price book 3", "contract GCH-2025 version 1". What a bill costs and who must agree to it follows
/// from these, so an edit behind the program's back shows nowhere else.
Result<QStringList> changedTerms(Session &session);

} // namespace accord::storage
