// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::storage {

class Session;
class Statement;

/// A person from a row of id, account_id, name, title, email, phone and role.
accounts::Contact readContact(Statement &row);

/// People of accounts one by one; saving them stands with their accounts.
class ContactsSql
{
public:
    explicit ContactsSql(Session &session)
        : m_session(session)
    { }

    /// \returns NotFound "accounts.contact_not_found".
    Result<accounts::Contact> find(const accounts::ContactId &id) const;
    Result<> remove(const accounts::ContactId &id);

private:
    Session &m_session;
};

} // namespace accord::storage
