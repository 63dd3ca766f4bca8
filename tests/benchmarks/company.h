// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"
#include "tests/benchmarks/bench_data.h"

namespace accord::bench {

/// The day on which the accounts of the data live.
inline const QDate today(2026, 1, 1);
/// The day on which January 2026 is billed.
inline const QDate billingDay(2026, 2, 1);

/// Tax codes and exchange rates of the data as Accord's reference tables: a tax code is a state of the US, where the
/// seller has nexus in all of them, so that each line is taxed by the code of its location.
Result<std::shared_ptr<const workspace::ReferenceData>> referenceData(const QString &folder);

/// Services over the workspace at \a path on the day \a day, with the tables of the data.
Result<std::unique_ptr<workspace::Services>> open(const QString &path, const QString &folder, const QDate &day);

/// Makes a workspace at \a path with accounts, locations, meters and contracts, through Accord's own repositories.
Result<> makeCompany(const QString &path, const QString &folder);
/// Adds the usage of January by location: what the bill run bills.
Result<> addMonthlyUsage(workspace::Services &services, const QString &folder);
/// Adds a year of issued and paid invoices, and two years of monthly usage by account.
Result<> addHistory(workspace::Services &services, const QString &folder);

/// Stops the program with the reason when \a result is a failure.
template<typename Value> Value must(Result<Value> result, const char *what)
{
    if (!result) {
        qFatal("%s: %s %s %s", what, qPrintable(result.error().id),
               qPrintable(QVariant(result.error().args).toString()), qPrintable(result.error().detail));
    }
    if constexpr (!std::is_void_v<Value>)
        return std::move(*result);
}

} // namespace accord::bench
