// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"

namespace accord::ctl {

/// "INV-1=12.50" or "INV-1": what is paid of a document.
inline Result<workspace::HandShare> shareFrom(const QString &text, const Currency &currency)
{
    const qsizetype equals = text.lastIndexOf(u'=');
    if (equals < 0)
        return workspace::HandShare{text};
    const auto amount = Money::parse(text.mid(equals + 1), currency);
    if (!amount)
        return passOn(amount);
    return workspace::HandShare{text.left(equals), *amount};
}

} // namespace accord::ctl
