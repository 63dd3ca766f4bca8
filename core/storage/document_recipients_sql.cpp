// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/document_recipients_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace accord::storage {

Result<std::vector<DocumentRecipient>> DocumentRecipientsSql::of(const accounts::AccountId &account) const
{
    return m_session
        .statement("SELECT role, address, kinds FROM document_recipient WHERE account_id = ? "
                   "ORDER BY CASE role WHEN 'to' THEN 0 WHEN 'copy' THEN 1 ELSE 2 END, address")
        .bind(account)
        .all([](Statement &row) {
            DocumentRecipient recipient;
            recipient.role = row.read<QString>();
            recipient.address = row.read<QString>();
            recipient.kinds = toStringList(row.read<QJsonArray>());
            return recipient;
        });
}

Result<std::vector<DocumentRecipient>> DocumentRecipientsSql::forKind(const accounts::AccountId &account,
                                                                      const QString &kind) const
{
    auto recipients = of(account);
    if (!recipients)
        return recipients;
    std::erase_if(*recipients, [&](const DocumentRecipient &one) { return !one.kinds.contains(kind); });
    const auto usual = m_session.statement("SELECT invoice_email, portal_reference FROM account WHERE id = ?")
                           .bind(account)
                           .first([](Statement &row) {
                               const auto email = row.read<QString>();
                               return std::pair(email, row.read<QString>());
                           });
    if (!usual)
        return passOn(usual);
    if (!*usual)
        return recipients;
    const auto has = [&](const QString &role) {
        return std::ranges::any_of(*recipients, [&](const DocumentRecipient &one) { return one.role == role; });
    };
    const bool isBill = kind == u"invoice" || kind == u"credit_note";
    if (!has(u"to"_s) && !(*usual)->first.isEmpty())
        recipients->insert(recipients->begin(), {u"to"_s, (*usual)->first, {kind}});
    if (isBill && !has(u"portal"_s) && !(*usual)->second.isEmpty())
        recipients->push_back({u"portal"_s, (*usual)->second, {kind}});
    return recipients;
}

Result<> DocumentRecipientsSql::save(const accounts::AccountId &account,
                                     const std::vector<DocumentRecipient> &recipients, const QString &who,
                                     const QDateTime &now)
{
    Transaction transaction(m_session);
    if (const auto gone = m_session.run("DELETE FROM document_recipient WHERE account_id = ?", account); !gone)
        return passOn(gone);
    for (const DocumentRecipient &one : recipients) {
        const auto added = m_session.run(
            "INSERT INTO document_recipient (account_id, address, role, kinds, set_by, set_at) VALUES (?,?,?,?,?,?)",
            account, notNull(one.address), one.role, QJsonArray::fromStringList(one.kinds), notNull(who), now);
        if (!added)
            return passOn(added);
    }
    return transaction.commit();
}

} // namespace accord::storage
