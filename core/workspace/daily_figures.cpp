// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/daily_figures.h"

#include "core/storage/transaction.h"
#include "core/workspace/master_data.h"

namespace accord::workspace {

namespace {
constexpr size_t batch = 200; // so that a writer beside it waits a moment only
}

Result<bool> refreshDailyFigures(Services &services, jobs::Progress &progress)
{
    const QString today = services.clock().today().toString(Qt::ISODate);
    const auto done = services.seller().setting(u"figures_on"_s);
    if (!done)
        return passOn(done);
    if (*done == today || services.session().isReadOnly())
        return false;
    // Ended ones too: the day after its end a contract brings nothing any more. The ids only: contracts are large.
    const auto payers = services.contracts().payersWithContracts(Period{QDate(1900, 1, 1), QDate(2999, 12, 31)});
    if (!payers)
        return passOn(payers);
    progress.setTotal(qint64(payers->size()));
    MasterData master(services);
    for (size_t start = 0; start < payers->size(); start += batch) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        storage::Transaction transaction(services.session());
        for (size_t i = start; i < std::min(payers->size(), start + batch); ++i) {
            // One contract that does not compute is among the findings; the others go on.
            const auto refreshed = master.refreshFigures((*payers)[i]);
            if (!refreshed && refreshed.error().kind == ErrorKind::Forbidden)
                return false; // somebody who may touch accounts will do it
            if (!refreshed && refreshed.error().kind == ErrorKind::Unavailable)
                return passOn(refreshed);
            progress.advance();
        }
        if (const auto committed = transaction.commit(); !committed)
            return passOn(committed);
    }
    if (const auto counted = services.accounts().countLocations(services.clock().today()); !counted)
        return passOn(counted);
    if (const auto noted = services.seller().setSetting(u"figures_on"_s, today); !noted)
        return passOn(noted);
    return true;
}

} // namespace accord::workspace
