// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/rating.h"
#include "core/storage/session.h"
#include "core/workspace/read_usage.h"

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
    /// By the aggregation of \a meter, of all locations together as usage::Readings says. A meter that is not known has
    /// no usage.
    Result<billing::UsageFigure> quantity(const QString &meter, const std::optional<accounts::LocationId> &location,
                                          const Period &period) const override;
    QStringList dimensionsOf(const QString &meter) const override { return m_memory.dimensionsOf(meter); }
    Result<std::map<QDate, Decimal>> days(const billing::UsageQuestion &question) const override;
    Result<std::vector<Decimal>> events(const billing::UsageQuestion &question) const override;

    /// What was read so far, for another thread: this one must not be asked meanwhile.
    const billing::UsageLookup &inMemory() const { return m_memory; }

private:
    Result<> read(const Period &period) const;

    storage::Session &m_session;
    qint64 m_watermark = 0;
    std::set<accounts::AccountId> m_accounts;
    mutable ReadUsage m_memory; ///< whole months; nothing before the first question
};

} // namespace accord::workspace
