// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::ui {

/// An account of the general ledger: "Receivable", "Tax payable · US-NY", "Revenue · 4010".
QString accountInWords(const QString &account);

} // namespace accord::ui
