// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_store.h"

#include <QtCore/QTimer>

#ifdef ACCORD_KEY_STORE
#include <qt6keychain/keychain.h>
#endif

namespace accord::secrets {

SecretStore::SecretStore(const QString &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{ }

QString SecretStore::nameOfServer(const QString &url)
{
    return u"password of "_s + url;
}

#ifdef ACCORD_KEY_STORE

namespace {

/// Starts \a job for \a owner: it deletes itself, and never falls back to a file that anybody could read.
void begin(QKeychain::Job *job, const QString &name)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->start();
}

} // namespace

void SecretStore::find(const QString &name, Found found)
{
    if (const auto known = m_ofThisRun.constFind(name); known != m_ofThisRun.cend()) {
        QTimer::singleShot(0, this, [secret = *known, found = std::move(found)] { found(secret); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    connect(job, &QKeychain::Job::finished, this, [job, found = std::move(found)] {
        // Without a usable key ring it is "not found" as well; both mean that somebody has to be asked.
        found(job->error() == QKeychain::NoError ? std::optional(job->textData()) : std::nullopt);
    });
    begin(job, name);
}

void SecretStore::keep(const QString &name, const QString &secret, Kept kept)
{
    m_ofThisRun.insert(name, secret); // until the key store has it
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, job, name, kept = std::move(kept)] {
        const bool isKept = job->error() == QKeychain::NoError;
        if (isKept)
            m_ofThisRun.remove(name);
        kept(isKept ? Keeping::KeyStore : Keeping::ThisRun);
    });
    begin(job, name);
}

void SecretStore::forget(const QString &name, std::function<void(const Result<> &)> done)
{
    const bool wasOfThisRun = m_ofThisRun.remove(name) > 0;
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    connect(job, &QKeychain::Job::finished, this, [job, wasOfThisRun, done = std::move(done)] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound || wasOfThisRun)
            return done({});
        done(fail(ErrorKind::Unavailable, u"secrets.not_forgotten"_s, {{u"problem"_s, job->errorString()}}));
    });
    begin(job, name);
}

#else

void SecretStore::find(const QString &name, Found found)
{
    const auto known = m_ofThisRun.constFind(name);
    const auto secret = known == m_ofThisRun.cend() ? std::nullopt : std::optional(*known);
    QTimer::singleShot(0, this, [secret, found = std::move(found)] { found(secret); });
}

void SecretStore::keep(const QString &name, const QString &secret, Kept kept)
{
    m_ofThisRun.insert(name, secret);
    QTimer::singleShot(0, this, [kept = std::move(kept)] { kept(Keeping::ThisRun); });
}

void SecretStore::forget(const QString &name, std::function<void(const Result<> &)> done)
{
    m_ofThisRun.remove(name);
    QTimer::singleShot(0, this, [done = std::move(done)] { done({}); });
}

#endif

} // namespace accord::secrets
