// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"

namespace accord::ctl {

/// A bank entry as `bank entries` lists it.
QJsonObject toJson(const storage::BankEntryRow &entry);
QJsonObject toJson(const bank::Finding &finding);
/// "INV-2026-000004 3420.00, INV-2026-000007 12.00": what a match settles.
QString applicationsInWords(const QJsonObject &match);

} // namespace accord::ctl
