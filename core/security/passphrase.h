// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

namespace accord::security {

/// What is kept of a passphrase: nothing that it can be found from but by trying.
/// Source: NIST SP 800-63B, 5.1.1.2; rounds as OWASP recommends them for PBKDF2-HMAC-SHA-512.
struct PassphraseRecord
{
    QByteArray salt; ///< 16 random bytes
    int rounds = 0;
    QByteArray derivedKey; ///< 64 bytes
};

inline constexpr int shortestPassphrase = 12; ///< characters
inline constexpr int longestPassphrase = 256;
inline constexpr int passphraseRounds = 210'000;

/// \returns InvalidInput "identity.passphrase_length" outside of 12 to 256 characters, "identity.passphrase_name" when
///          it is the name of \a user or one character again and again.
Result<> checkPassphrase(const QString &passphrase, const QString &user);
/// A record of \a passphrase with a salt of its own. It takes a noticeable part of a second, on purpose.
PassphraseRecord recordPassphrase(const QString &passphrase, int rounds = passphraseRounds);
/// Whether \a passphrase is the one of \a record, however it was composed (NFKC); as slow as making it.
bool isPassphrase(const QString &passphrase, const PassphraseRecord &record);

} // namespace accord::security
