// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <memory>
#include <vector>

class QSettings;

namespace accord::workspace {

/// A short name for the database of a team.
struct SavedServer
{
    QString name;
    QString url; ///< "postgresql://ann@db.example/accord"; never with a password
};

/// Names for servers, in the settings of who works on this machine; both programs read the same.
class SavedServers
{
public:
    /// In the settings of the user.
    SavedServers();
    /// In \a settings, which lives longer than this.
    explicit SavedServers(QSettings &settings);
    ~SavedServers();

    std::vector<SavedServer> all() const; ///< by name
    /// \returns InvalidInput "servers.name" unless the name is of letters, digits, "-" and "_"; what
    ///          storage::serverOptions() refuses; Conflict "servers.name_taken"; Unavailable "servers.not_saved".
    Result<> add(const QString &name, const QString &url);
    /// \returns NotFound "servers.unknown"; Unavailable "servers.not_saved".
    Result<> remove(const QString &name);
    /// The address that \a place names, if it is the name of a server; otherwise \a place.
    QString resolved(const QString &place) const;

private:
    Result<> save();

    std::unique_ptr<QSettings> m_own;
    QSettings &m_settings;
};

} // namespace accord::workspace
