// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// What accounts may owe at most. Where the policy asks about credit terms, triggers let only a change through that
/// was asked for and granted.
class CreditLimitsSql
{
public:
    explicit CreditLimitsSql(Session &session)
        : m_session(session)
    { }

    Result<std::optional<Money>> of(const accounts::AccountId &account) const;
    /// \param limit  in the account's currency; none lifts it
    Result<> set(const accounts::AccountId &account, const std::optional<Money> &limit, const QString &who,
                 const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
