// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passphrase.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QPasswordDigestor>

#include <algorithm>

namespace accord::security {

namespace {

constexpr int saltBytes = 16;
constexpr quint64 keyBytes = 64;

QByteArray derive(const QString &passphrase, const QByteArray &salt, int rounds)
{
    return QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha512,
                                              passphrase.normalized(QString::NormalizationForm_KC).toUtf8(), salt,
                                              rounds, keyBytes);
}

QByteArray randomSalt()
{
    QByteArray salt(saltBytes, Qt::Uninitialized);
    std::ranges::generate(salt, [] { return char(QRandomGenerator::system()->generate()); });
    return salt;
}

} // namespace

Result<> checkPassphrase(const QString &passphrase, const QString &user)
{
    const auto length = passphrase.toUcs4().size();
    if (length < shortestPassphrase || length > longestPassphrase)
        return fail(ErrorKind::InvalidInput, u"identity.passphrase_length"_s,
                    {{u"length"_s, length}, {u"least"_s, shortestPassphrase}, {u"most"_s, longestPassphrase}});
    if (passphrase.compare(user, Qt::CaseInsensitive) == 0 || passphrase.count(passphrase.front()) == passphrase.size())
        return fail(ErrorKind::InvalidInput, u"identity.passphrase_name"_s);
    return {};
}

PassphraseRecord recordPassphrase(const QString &passphrase, int rounds)
{
    const QByteArray salt = randomSalt();
    return {salt, rounds, derive(passphrase, salt, rounds)};
}

bool isPassphrase(const QString &passphrase, const PassphraseRecord &record)
{
    const QByteArray key = derive(passphrase, record.salt, record.rounds);
    if (key.isEmpty() || key.size() != record.derivedKey.size())
        return false;
    // Every byte is looked at, so that the time tells nothing.
    int difference = 0;
    for (qsizetype n = 0; n < key.size(); ++n)
        difference |= key[n] ^ record.derivedKey[n];
    return difference == 0;
}

} // namespace accord::security
