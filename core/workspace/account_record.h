// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QJsonObject>

namespace accord::workspace {

/// What an audit record says of a changed account: its number, and of each field that differs what it was ("before")
/// and what it is ("after"). Both are empty where nothing differs.
QJsonObject changeOf(const accounts::Account &before, const accounts::Account &after);

/// Whether \a name can be shown and printed: something that is seen, 200 characters at most, no control character.
/// \returns InvalidInput "accounts.name_empty", "accounts.name_control", "accounts.name_long" with the characters there
///          are and the most there may be.
Result<> checkAccountName(const QString &name);

} // namespace accord::workspace
