// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

namespace accord::storage {

class Session;

/// The seals of the audit chain that issued invoices and credit notes bear, each once, as they are printed
/// ("420:2b96d76e9a3487f5").
Result<QStringList> printedSeals(Session &session);

} // namespace accord::storage
