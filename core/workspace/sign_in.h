// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

/// Signing in to a file that several people share. It keeps colleagues apart who use the programs; who owns the machine
/// owns the file, and what is changed past the programs shows in the audit chain.
namespace accord::workspace {

inline constexpr int failuresUntilPause = 5; ///< in a row
inline constexpr int secondsOfPause = 60;

/// Whether \a user has a passphrase.
Result<bool> asksForPassphrase(Services &services, const QString &user);
/// Proves that who sits there is \a user; a person without a passphrase needs no proof. Failures leave an audit record.
/// \returns Forbidden "identity.passphrase_wrong"; Unavailable "identity.passphrase_pause" for a minute after five
///          failures in a row.
Result<> signIn(Services &services, const QString &user, const QString &passphrase);

/// Gives the actor a passphrase, or another one: \a before is the one until now, empty for the first.
/// \returns what signIn() and security::checkPassphrase() can fail with; Conflict "identity.passphrase_of_team" in the
///          database of a team, where logins prove who somebody is.
Result<> setPassphrase(Services &services, const QString &before, const QString &next);
/// Takes the passphrase of \a user away who has forgotten it: an administrator, on record.
/// \returns Forbidden "permission.role_missing"; NotFound "identity.no_passphrase".
Result<> removePassphrase(Services &services, const QString &user);

} // namespace accord::workspace
