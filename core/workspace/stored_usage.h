// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/rating.h"
#include "core/storage/session.h"
#include "core/storage/usage_queries_sql.h"

namespace accord::workspace {

/// The usage of a payer and its entities as the store has it, up to a watermark. Days are read once per meter and period and
/// kept, so that hundreds of locations cost one query.
class StoredUsage final : public billing::UsageLookup
{
public:
    /// \param accounts   the payer and the entities whose usage it pays for
    /// \param watermark  the last import that counts; none: all there are
    static Result<std::shared_ptr<const StoredUsage>> load(storage::Session &session, std::vector<accounts::AccountId> accounts,
                                                           std::optional<qint64> watermark = std::nullopt);

    /// All there is of \a payer and the entities it pays for now.
    static Result<std::shared_ptr<const StoredUsage>> ofPayer(storage::Session &session, const accounts::AccountId &payer);

    qint64 watermark() const { return m_watermark; }
    const std::vector<accounts::AccountId> &accounts() const { return m_accounts; }
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override;

private:
    /// The days of a meter in a period, by location; the null id is what names no location.
    using Days = QHash<QUuid, usage::DaySeries>;
    StoredUsage(storage::Session &session, std::vector<accounts::AccountId> accounts) : m_session(session), m_accounts(std::move(accounts)) {}
    Result<const Days *> daysOf(const catalog::Meter &meter, const Period &period) const;

    storage::Session &m_session;
    std::vector<accounts::AccountId> m_accounts;
    QHash<QString, catalog::Meter> m_meters;
    qint64 m_watermark = 0;
    mutable QHash<QString, Days> m_kept;
};

} // namespace accord::workspace
