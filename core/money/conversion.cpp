// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/conversion.h"

namespace accord {

Result<Money> Conversion::convert(const Money &amount) const
{
    if (amount.currency() != from)
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, from.code()}, {u"other"_s, amount.currency().code()}});
    return (Exact(amount) * rate).toMoney(to);
}

QString Conversion::toString() const
{
    const QString origin = day.isValid() ? u"%1, %2"_s.arg(source, day.toString(Qt::ISODate)) : source;
    return u"1 %1 = %2 %3 (%4)"_s.arg(from.code(), rate.toString(), to.code(), origin);
}

} // namespace accord
