// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/code.h"

namespace accord::usage {

QString toString(CodeKind kind)
{
    switch (kind) {
    case CodeKind::Account:
        return u"account"_s;
    case CodeKind::Location:
        return u"location"_s;
    case CodeKind::Meter:
        return u"meter"_s;
    }
    Q_UNREACHABLE();
}

Result<CodeKind> codeKindFromString(const QString &text)
{
    using enum CodeKind;
    for (const CodeKind kind : {Account, Location, Meter}) {
        if (toString(kind) == text)
            return kind;
    }
    return fail(ErrorKind::InvalidInput, u"usage.code_kind"_s, {{u"value"_s, text}});
}

} // namespace accord::usage
