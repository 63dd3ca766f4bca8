// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonObject>

#include <vector>

namespace accord::storage {

class Session;

/// Filter, sort order and columns of a list under a name.
struct SavedView
{
    QString owner; ///< a user name; empty: shared with everybody
    QString page; ///< the list it belongs to: "accounts"
    QString name;
    QJsonObject body;

    bool isShared() const { return owner.isEmpty(); }
};

/// The views that people keep.
class SavedViewsSql
{
public:
    explicit SavedViewsSql(Session &session)
        : m_session(session)
    { }

    /// Keeps \a view; one of the same owner, page and name is replaced.
    Result<> save(const SavedView &view);
    Result<> remove(const QString &owner, const QString &page, const QString &name);
    /// What \a user sees on \a page: their own views and the shared ones, by name.
    Result<std::vector<SavedView>> of(const QString &user, const QString &page) const;

private:
    Session &m_session;
};

} // namespace accord::storage
