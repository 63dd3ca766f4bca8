// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/saved_views_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

Result<> SavedViewsSql::save(const SavedView &view)
{
    const auto changed = m_session.run("INSERT INTO saved_view (owner, page, name, body) VALUES (?,?,?,?) "
                                       "ON CONFLICT (owner, page, name) DO UPDATE SET body = excluded.body",
                                       notNull(view.owner), view.page, view.name, view.body);
    return changed ? Result<>() : passOn(changed);
}

Result<> SavedViewsSql::remove(const QString &owner, const QString &page, const QString &name)
{
    const auto changed
        = m_session.run("DELETE FROM saved_view WHERE owner = ? AND page = ? AND name = ?", notNull(owner), page, name);
    return changed ? Result<>() : passOn(changed);
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
