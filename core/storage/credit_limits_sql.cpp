// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/credit_limits_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

Result<std::optional<Money>> CreditLimitsSql::of(const accounts::AccountId &account) const
{
    auto select = m_session.statement("SELECT currency, limit_minor FROM credit_limit WHERE account_id = ?");
    return select.bind(account).first([](Statement &row) {
        const auto currency = row.read<Currency>();
        return row.readMoney(currency);
    });
}

Result<> CreditLimitsSql::set(const accounts::AccountId &account, const std::optional<Money> &limit, const QString &who,
                              const QDateTime &now)
{
    if (!limit) {
        const auto lifted = m_session.run("DELETE FROM credit_limit WHERE account_id = ?", account);
        return lifted ? Result<>() : passOn(lifted);
    }
    const auto set = m_session.run(
        "INSERT INTO credit_limit (account_id, currency, limit_minor, set_by, set_at) VALUES (?,?,?,?,?) "
        "ON CONFLICT (account_id) DO UPDATE SET currency = excluded.currency, limit_minor = excluded.limit_minor, "
        "set_by = excluded.set_by, set_at = excluded.set_at",
        account, limit->currency(), *limit, who, now);
    return set ? Result<>() : passOn(set);
}

} // namespace accord::storage
