// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringList>

namespace accord::storage {

class Session;

/// Who gets documents of an account.
struct DocumentRecipient
{
    QString role; ///< "to", "copy", "portal"
    QString address; ///< an e-mail address; of a portal, the customer's reference there
    QStringList kinds; ///< of documents: "invoice", "credit_note", "reminder", "statement"; not empty

    friend bool operator==(const DocumentRecipient &, const DocumentRecipient &) = default;
};

/// Who gets the documents of accounts.
class DocumentRecipientsSql
{
public:
    explicit DocumentRecipientsSql(Session &session)
        : m_session(session)
    { }

    /// Those that were entered for \a account, "to" first, then by address.
    Result<std::vector<DocumentRecipient>> of(const accounts::AccountId &account) const;
    /// Those who get a document of \a kind. Who is entered for it; where nobody is entered as "to", the e-mail address
    /// of the billing details; and for invoices and credit notes the portal reference of these, where no other is
    /// entered.
    Result<std::vector<DocumentRecipient>> forKind(const accounts::AccountId &account, const QString &kind) const;
    /// Replaces those of \a account. \returns Conflict "storage.unique" for two of the same role and address.
    Result<> save(const accounts::AccountId &account, const std::vector<DocumentRecipient> &recipients,
                  const QString &who, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
