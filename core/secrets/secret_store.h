// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace accord::secrets {

/// How long a secret stays.
enum class Keeping {
    KeyStore, ///< until it is forgotten, in the key store of who works on this machine
    ThisRun, ///< in the memory of this program: there is no key store, or it takes nothing
};

/// Passwords and other secrets of who works on this machine: in the key store of the system (Secret Service, KWallet),
/// and nowhere else. Where there is none they stay in memory until the program ends; they are never written to
/// settings, a workspace or a log, and the key store is never replaced by a file.
///
/// A key store may ask its user for a password, so that an answer takes as long as a person. To be used in one thread,
/// which has an event loop; answers come there, never inside the call, and not once this is gone.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    /// \param service  under which the key store files what this program keeps
    explicit SecretStore(const QString &service = u"accord"_s, QObject *parent = nullptr);

    using Found = std::function<void(const std::optional<QString> &)>;
    /// What is kept under \a name. A key store that is locked or missing knows nothing: then the secret is asked for.
    void find(const QString &name, Found found);
    using Kept = std::function<void(Keeping)>;
    /// Keeps \a secret under \a name instead of what was kept there.
    void keep(const QString &name, const QString &secret, Kept kept);
    /// Takes away what is kept under \a name; \a done hears Unavailable "secrets.not_forgotten" when the key store
    /// refuses.
    void forget(const QString &name, std::function<void(const Result<> &)> done);

    /// Under which the password of a server is kept.
    static QString nameOfServer(const QString &url);

private:
    QString m_service;
    QHash<QString, QString> m_ofThisRun;
};

} // namespace accord::secrets
