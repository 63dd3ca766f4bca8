// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/saved_views_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

/// Drafts of contracts are written offline; other views stay where they are.
Result<std::optional<sync::RowKey>> draftOf(Session &session, const QString &owner, const QString &page,
                                            const QString &name)
{
    if (page != contractDraftPage || owner.isEmpty())
        return std::optional<sync::RowKey>();
    return SyncedRowsSql(session).idOfDraft(owner, name).map([](const QUuid &id) {
        return std::optional(sync::RowKey{u"contract_draft"_s, id});
    });
}

} // namespace

Result<> SavedViewsSql::save(const SavedView &view)
{
    Transaction transaction(m_session);
    const auto draft = draftOf(m_session, view.owner, view.page, view.name);
    if (!draft)
        return passOn(draft);
    if (*draft) { // beside it, for whoever tells of it
        const auto noted = m_session.run("INSERT INTO sync_draft (entity_id, owner, name) VALUES (?,?,?) "
                                         "ON CONFLICT (owner, name) DO NOTHING",
                                         (*draft)->id, view.owner, view.name);
        if (!noted)
            return passOn(noted);
    }
    SyncedChange change(m_session, *draft);
    const auto changed = m_session.run("INSERT INTO saved_view (owner, page, name, body) VALUES (?,?,?,?) "
                                       "ON CONFLICT (owner, page, name) DO UPDATE SET body = excluded.body",
                                       notNull(view.owner), view.page, view.name, view.body);
    if (!changed)
        return passOn(changed);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> SavedViewsSql::remove(const QString &owner, const QString &page, const QString &name)
{
    Transaction transaction(m_session);
    const auto draft = draftOf(m_session, owner, page, name);
    if (!draft)
        return passOn(draft);
    SyncedChange change(m_session, *draft);
    const auto changed
        = m_session.run("DELETE FROM saved_view WHERE owner = ? AND page = ? AND name = ?", notNull(owner), page, name);
    if (!changed)
        return passOn(changed);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<std::vector<SavedView>> SavedViewsSql::of(const QString &user, const QString &page) const
{
    auto select = m_session.statement(
        "SELECT owner, page, name, body FROM saved_view WHERE page = ? AND owner IN ('', ?) ORDER BY owner = '', name");
    return select.bind(page, notNull(user)).all([](Statement &row) {
        SavedView view;
        view.owner = row.read<QString>();
        view.page = row.read<QString>();
        view.name = row.read<QString>();
        view.body = row.read<QJsonObject>();
        return view;
    });
}

} // namespace accord::storage
