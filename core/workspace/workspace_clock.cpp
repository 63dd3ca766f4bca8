// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_clock.h"

#include "core/storage/seller_sql.h"

namespace accord::workspace {

Result<WorkspaceClock> clockOf(storage::Session &session)
{
    return storage::SellerSql(session).setting(u"fixed_today"_s).map([](const QString &fixed) {
        const QDate day = QDate::fromString(fixed, Qt::ISODate);
        return day.isValid() ? WorkspaceClock{std::make_shared<FixedClock>(day), true}
                             : WorkspaceClock{std::make_shared<SystemClock>(), false};
    });
}

} // namespace accord::workspace
