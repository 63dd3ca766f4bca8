// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/seen_rows.h"

#include "core/storage/sync_feed_sql.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

Result<storage::SeesAll> seenRows(Services &services)
{
    const auto guarded = storage::SyncFeedSql(services.session()).isGuarded();
    if (!guarded)
        return passOn(guarded);
    if (!*guarded)
        return [](const QString &) { return true; };
    const auto matrix = permissions();
    const auto user = services.seller().user(services.actor());
    if (!matrix)
        return passOn(matrix);
    if (!user)
        return passOn(user);
    return [matrix = *matrix, person = personOf(*user)](const QString &operation) {
        return !person.isConfined() && matrix->reach(operation, person.roles) == security::Reach::All;
    };
}

} // namespace accord::workspace
