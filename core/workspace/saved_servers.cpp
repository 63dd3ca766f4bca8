// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/saved_servers.h"

#include "core/storage/postgresql_address.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>

namespace accord::workspace {

namespace {

QString keyOf(const QString &name)
{
    return u"servers/"_s + name;
}

} // namespace

SavedServers::SavedServers()
    : m_own(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"Accord"_s, u"accord"_s))
    , m_settings(*m_own)
{ }

SavedServers::SavedServers(QSettings &settings)
    : m_settings(settings)
{ }

SavedServers::~SavedServers() = default;

std::vector<SavedServer> SavedServers::all() const
{
    std::vector<SavedServer> servers;
    for (const QString &key : m_settings.allKeys()) { // sorted
        if (key.startsWith(u"servers/"_s))
            servers.push_back({key.mid(8), m_settings.value(key).toString()});
    }
    return servers;
}

Result<> SavedServers::add(const QString &name, const QString &url)
{
    static const QRegularExpression form(u"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"_s);
    if (!form.match(name).hasMatch())
        return fail(ErrorKind::InvalidInput, u"servers.name"_s, {{u"name"_s, name}});
    if (!storage::isServerUrl(url))
        return fail(ErrorKind::InvalidInput, u"storage.server_url"_s);
    if (const auto usable = storage::serverOptions(url); !usable)
        return passOn(usable);
    if (m_settings.contains(keyOf(name)) && m_settings.value(keyOf(name)).toString() != url)
        return fail(ErrorKind::Conflict, u"servers.name_taken"_s, {{u"name"_s, name}});
    m_settings.setValue(keyOf(name), url);
    return save();
}

Result<> SavedServers::remove(const QString &name)
{
    if (name.isEmpty() || !m_settings.contains(keyOf(name)))
        return fail(ErrorKind::NotFound, u"servers.unknown"_s, {{u"name"_s, name}});
    m_settings.remove(keyOf(name));
    return save();
}

QString SavedServers::resolved(const QString &place) const
{
    for (const SavedServer &server : all()) {
        if (server.name == place)
            return server.url;
    }
    return place;
}

Result<> SavedServers::save()
{
    m_settings.sync();
    if (m_settings.status() == QSettings::NoError)
        return {};
    return fail(ErrorKind::Unavailable, u"servers.not_saved"_s, {{u"file"_s, m_settings.fileName()}});
}

} // namespace accord::workspace
