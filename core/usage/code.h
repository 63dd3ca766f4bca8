// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::usage {

/// What a code in a usage file names.
enum class CodeKind { Account, Location, Meter };

/// "account", "location", "meter".
QString toString(CodeKind kind);
/// \returns InvalidInput "usage.code_kind".
Result<CodeKind> codeKindFromString(const QString &text);

/// A code as usage files say it.
struct Code
{
    CodeKind kind = CodeKind::Account;
    QString text;

    bool operator==(const Code &) const = default;
};

} // namespace accord::usage
