// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_rounding.h"

namespace accord::tax {

QString toString(Rounding rounding)
{
    switch (rounding) {
    case Rounding::RateGroup:
        return u"rate_group"_s;
    case Rounding::Line:
        return u"line"_s;
    case Rounding::Invoice:
        return u"invoice"_s;
    }
    Q_UNREACHABLE();
}

Result<Rounding> roundingFromString(const QString &text)
{
    for (const auto value : {Rounding::RateGroup, Rounding::Line, Rounding::Invoice}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"tax.rounding_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::tax
