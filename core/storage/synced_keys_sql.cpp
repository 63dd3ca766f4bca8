// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/synced_keys_sql.h"

#include "core/storage/session.h"
#include "core/storage/synced_rows_sql.h"

#include <array>
#include <span>

namespace accord::storage {

using sync::RowKey;

namespace {

struct Kind
{
    QString entity;
    Sql ofRegion;
    Sql ofAccount;
};

/// What hangs on a customer and is in the scope of its region.
std::span<const Kind> kindsOfRegions()
{
    static const std::array kinds{
        Kind{u"contact"_s,
             "SELECT contact.id FROM contact JOIN account ON account.id = account_id WHERE account.region = ? "
             "ORDER BY contact.id",
             "SELECT id FROM contact WHERE account_id = ? ORDER BY id"},
        Kind{u"note"_s,
             "SELECT note.id FROM note JOIN account ON account.id = account_id WHERE account.region = ? "
             "ORDER BY note.id",
             "SELECT id FROM note WHERE account_id = ? ORDER BY id"},
        Kind{u"attachment"_s,
             "SELECT attachment.id FROM attachment JOIN account ON account.id = account_id WHERE account.region = ? "
             "AND subject_kind = 'account' AND removed_at IS NULL ORDER BY attachment.id",
             "SELECT id FROM attachment WHERE account_id = ? AND subject_kind = 'account' AND removed_at IS NULL "
             "ORDER BY id"},
        Kind{u"contract"_s,
             "SELECT contract.id FROM contract JOIN account ON account.id = account_id WHERE account.region = ? "
             "ORDER BY contract.number",
             "SELECT id FROM contract WHERE account_id = ? ORDER BY number"}};
    return kinds;
}

} // namespace

Result<> SyncedKeysSql::add(std::vector<RowKey> &keys, const QString &entity, Statement &select)
{
    const auto ids = select.all([](Statement &row) { return row.read<QUuid>(); });
    if (!ids)
        return passOn(ids);
    for (const QUuid &id : *ids)
        keys.push_back({entity, id});
    return {};
}

Result<std::vector<RowKey>> SyncedKeysSql::draftsOf(const QString &owner)
{
    auto select = m_session.statement("SELECT name FROM saved_view WHERE owner = ? AND page = ?");
    const auto names = select.bind(owner, contractDraftPage).all([](Statement &row) { return row.read<QString>(); });
    if (!names)
        return passOn(names);
    std::vector<RowKey> keys;
    for (const QString &name : *names) {
        const auto id = SyncedRowsSql(m_session).idOfDraft(owner, name);
        if (!id)
            return passOn(id);
        keys.push_back({u"contract_draft"_s, *id});
    }
    return keys;
}

Result<std::vector<RowKey>> SyncedKeysSql::ofScope(const QString &scope, const QDate &today)
{
    if (scope.startsWith(u"user:"_s))
        return draftsOf(scope.mid(5));
    std::vector<RowKey> keys;
    if (scope.startsWith(invoiceScopes)) {
        auto select = m_session.statement(
            "SELECT invoice.id FROM invoice JOIN account ON account.id = account_id WHERE account.region = ? "
            "AND state = 'issued' AND issue_date > ? ORDER BY issue_date, invoice.id");
        const auto added = add(keys, u"invoice"_s, select.bind(scope.mid(invoiceScopes.size()), lastDayTooOld(today)));
        return added ? Result<std::vector<RowKey>>(std::move(keys)) : passOn(added);
    }
    const QString region = scope.mid(regionScopes.size());
    auto accounts = m_session.statement("SELECT id FROM account WHERE region = ? ORDER BY number");
    if (auto added = add(keys, u"account"_s, accounts.bind(region)); !added)
        return passOn(added);
    for (const Kind &kind : kindsOfRegions()) {
        auto select = m_session.statement(kind.ofRegion);
        if (auto added = add(keys, kind.entity, select.bind(region)); !added)
            return passOn(added);
    }
    return keys;
}

Result<std::vector<RowKey>> SyncedKeysSql::ofAccount(const QUuid &account)
{
    std::vector<RowKey> keys;
    for (const Kind &kind : kindsOfRegions()) {
        auto select = m_session.statement(kind.ofAccount);
        if (auto added = add(keys, kind.entity, select.bind(account)); !added)
            return passOn(added);
    }
    auto invoices = m_session.statement("SELECT id FROM invoice WHERE account_id = ? AND state = 'issued' ORDER BY id");
    const auto added = add(keys, u"invoice"_s, invoices.bind(account));
    return added ? Result<std::vector<RowKey>>(std::move(keys)) : passOn(added);
}

} // namespace accord::storage
