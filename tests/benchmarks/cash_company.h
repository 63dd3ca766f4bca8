// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"
#include "tests/benchmarks/matching_world.h"

namespace accord::bench {

/// The day on which the invoices and the money of the matching world are looked at.
inline const QDate cashDay(2026, 6, 30);

/// Opens the workspace \a path on that day, with the tables that come with Accord.
Result<std::unique_ptr<workspace::Services>> openCash(const QString &path);

/// Makes a workspace at \a path in which the documents of \a world are issued and open, through Accord's own
/// repositories. References, collections and discounts of the world are left out: they need files and agreements.
Result<> makeCashCompany(const QString &path, const MatchingWorld &world);

/// The payments of \a world that come in, as camt.053.001.08: one statement for each currency.
QByteArray camtOf(const MatchingWorld &world);

} // namespace accord::bench
