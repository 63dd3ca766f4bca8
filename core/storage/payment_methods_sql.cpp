// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/payment_methods_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

Result<std::optional<PaymentMethod>> PaymentMethodsSql::of(const accounts::AccountId &account) const
{
    return m_session.statement("SELECT method, card_reference FROM payment_method WHERE account_id = ?")
        .bind(account)
        .first([](Statement &row) {
            PaymentMethod read;
            read.method = row.read<QString>();
            read.cardReference = row.read<QString>();
            return read;
        });
}

Result<> PaymentMethodsSql::set(const accounts::AccountId &account, const std::optional<PaymentMethod> &method,
                                const QString &who, const QDateTime &now)
{
    const auto changed
        = method ? m_session.run("INSERT INTO payment_method (account_id, method, card_reference, set_by, set_at) "
                                 "VALUES (?,?,?,?,?) ON CONFLICT (account_id) DO UPDATE SET method = excluded.method, "
                                 "card_reference = excluded.card_reference, set_by = excluded.set_by, "
                                 "set_at = excluded.set_at",
                                 account, method->method, notNull(method->cardReference), notNull(who), now)
                 : m_session.run("DELETE FROM payment_method WHERE account_id = ?", account);
    return changed ? Result<>() : passOn(changed);
}

} // namespace accord::storage
