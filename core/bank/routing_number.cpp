// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/routing_number.h"

#include "core/bank/file_text.h"

namespace accord::bank {

int routingCheckDigit(QStringView eightDigits)
{
    if (eightDigits.size() != 8 || !isDigits(eightDigits))
        return -1;
    constexpr int weights[] = {3, 7, 1};
    int sum = 0;
    for (qsizetype i = 0; i < 8; ++i)
        sum += (eightDigits[i].unicode() - u'0') * weights[i % 3];
    return (10 - sum % 10) % 10;
}

bool isRoutingNumber(QStringView digits)
{
    return digits.size() == 9 && isDigits(digits) && routingCheckDigit(digits.first(8)) == digits[8].unicode() - u'0';
}

Result<QString> checkedRoutingNumber(QStringView text)
{
    const QString digits = compact(text);
    if (isRoutingNumber(digits))
        return digits;
    const int check = routingCheckDigit(QStringView(digits).left(8));
    const QString expected = check < 0 || digits.size() != 9 ? u"nine digits"_s : u"%1 as the ninth digit"_s.arg(check);
    return fail(ErrorKind::InvalidInput, u"bank.routing_number"_s,
                {{u"value"_s, digits.left(20)}, {u"expected"_s, expected}});
}

} // namespace accord::bank
