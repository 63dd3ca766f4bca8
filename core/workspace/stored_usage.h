// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/rating.h"
#include "core/storage/session.h"

namespace accord::workspace {

/// The usage of a payer and its entities as the store has it, up to a watermark.
class StoredUsage final : public billing::UsageLookup
{
public:
    /// \param watermark  the last import that counts; none: all there are
    static Result<std::shared_ptr<const StoredUsage>> load(storage::Session &session, const accounts::Account &payer,
                                                           const std::vector<billing::BilledLocation> &locations,
                                                           std::optional<qint64> watermark = std::nullopt);

    qint64 watermark() const { return m_watermark; }
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override;

private:
    qint64 m_watermark = 0;
};

} // namespace accord::workspace
