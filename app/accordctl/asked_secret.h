// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::ctl {

/// A secret that is never an argument, since other people of the machine see those: the value of the environment
/// variable \a variable, otherwise what is typed on the terminal, unseen, after \a question.
/// \returns InvalidInput "usage.secret_missing" without either.
Result<QString> askedSecret(const char *variable, const QString &question);

} // namespace accord::ctl
