// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/finding.h"

#include "core/einvoice/term.h"

namespace accord::einvoice {

QString Finding::toString() const
{
    const QString name = termName(term);
    const QString what = name.isEmpty() ? term : term + u' ' + name;
    const QString where = place.isEmpty() ? QString() : u" ("_s + place + u')';
    const QString state = found.isEmpty() ? u"is missing"_s : u"is "_s + found;
    return u"%1: %2%3 %4; expected %5"_s.arg(rule, what, where, state, expected);
}

} // namespace accord::einvoice
