// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

Result<std::shared_ptr<const StoredUsage>> StoredUsage::load(storage::Session &, const accounts::Account &,
                                                             const std::vector<billing::BilledLocation> &, std::optional<qint64>)
{
    return std::make_shared<const StoredUsage>();
}

Result<billing::UsageFigure> StoredUsage::quantity(const QString &, const std::optional<accounts::LocationId> &, const Period &) const
{
    return billing::UsageFigure{};
}

} // namespace accord::workspace
