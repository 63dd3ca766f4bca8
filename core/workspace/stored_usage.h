// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/rating.h"
#include "core/catalog/meter.h"
#include "core/storage/session.h"
#include "core/usage/aggregation.h"

#include <set>

namespace accord::workspace {

/// The usage of a payer and its entities as the store has it, up to a watermark.
///
/// Asked for a period the first time, it reads the roll-ups of those calendar months once per entity, for all meters
/// and locations; every period within what was read is answered from memory. It lives in the thread of its session, and
/// not longer than that.
class StoredUsage final : public billing::UsageLookup
{
public:
    /// \param accounts   the payer and the entities whose usage it pays for
    /// \param watermark  the last import that counts; none: all there are
    static Result<std::shared_ptr<const StoredUsage>> load(storage::Session &session,
                                                           const std::vector<accounts::AccountId> &accounts,
                                                           std::optional<qint64> watermark = std::nullopt);
    /// All there is of \a payer and the entities it pays for now.
    static Result<std::shared_ptr<const StoredUsage>> ofPayer(storage::Session &session,
                                                              const accounts::AccountId &payer);
    explicit StoredUsage(storage::Session &session)
        : m_session(session)
    { }

    /// Reads the months of \a period at once, before it is asked about in parts.
    Result<> cover(const Period &period) const;
    std::vector<accounts::AccountId> accounts() const { return {m_accounts.begin(), m_accounts.end()}; }
    qint64 watermark() const { return m_watermark; }
    /// By the aggregation of \a meter; of all locations together it is that of the days' sums over them. A meter that
    /// is not known has no usage.
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override;
    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &question) const override;
    Result<std::vector<Decimal>> events(const billing::UsageQuestion &question) const override;

private:
    struct Recorded
    {
        QDate day;
        Decimal quantity;
        qint64 import = 0;
    };
    /// By location; null: of the account as a whole.
    using MeterUsage = QHash<accounts::LocationId, std::vector<Recorded>>;
    Result<> read(const Period &period) const;
    /// Calls \a take for each roll-up of \a meter in \a period.
    Result<> eachRecord(const catalog::Meter &meter, const std::optional<accounts::LocationId> &location,
                        const Period &period, const std::function<Result<>(const Recorded &)> &take) const;

    storage::Session &m_session;
    qint64 m_watermark = 0;
    QHash<QString, catalog::Meter> m_meters; ///< by code
    std::set<accounts::AccountId> m_accounts;
    mutable Period m_read; ///< whole months; empty before the first question
    mutable QHash<catalog::MeterId, MeterUsage> m_usage;
};

} // namespace accord::workspace
