// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::storage {

class Session;

/// How a customer pays.
struct PaymentMethod
{
    QString method; ///< "transfer", "ach", "cheque", "direct_debit", "card"
    QString cardReference; ///< of the payment provider, or the last four digits; never the number of a card

    friend bool operator==(const PaymentMethod &, const PaymentMethod &) = default;
};

/// How customers pay, where that was agreed.
class PaymentMethodsSql
{
public:
    explicit PaymentMethodsSql(Session &session)
        : m_session(session)
    { }

    Result<std::optional<PaymentMethod>> of(const accounts::AccountId &account) const;
    /// None: nothing is agreed any more.
    Result<> set(const accounts::AccountId &account, const std::optional<PaymentMethod> &method, const QString &who,
                 const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
