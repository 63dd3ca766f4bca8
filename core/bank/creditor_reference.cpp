// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/creditor_reference.h"

#include "core/bank/file_text.h"
#include "core/bank/iban.h"

namespace accord::bank {

namespace {

constexpr qsizetype longestRf = 25;
constexpr qsizetype qrDigits = 27;

tl::unexpected<Error> wrong(const QString &id, const QString &value, const QString &expected)
{
    return fail(ErrorKind::InvalidInput, id, {{u"value"_s, value.left(60)}, {u"expected"_s, expected}});
}

} // namespace

Result<QString> makeRfReference(QStringView reference)
{
    const QString text = compact(reference).toUpper();
    if (text.isEmpty() || text.size() > longestRf - 4)
        return wrong(u"bank.reference_length"_s, text, u"1 to 21 letters and digits"_s);
    const int remainder = mod97(QString(text + u"RF00"_s));
    if (remainder < 0)
        return wrong(u"bank.reference_characters"_s, text, u"letters A to Z and digits only"_s);
    return u"RF%1%2"_s.arg(QString::number(98 - remainder).rightJustified(2, u'0'), text);
}

Result<QString> checkedRfReference(QStringView text)
{
    const QString reference = compact(text).toUpper();
    if (!reference.startsWith(u"RF"_s))
        return wrong(u"bank.reference_kind"_s, reference, u"a reference that starts with RF"_s);
    if (reference.size() < 5 || reference.size() > longestRf)
        return wrong(u"bank.reference_length"_s, reference, u"5 to 25 characters"_s);
    const int remainder = mod97(QString(reference.mid(4) + reference.left(4)));
    if (remainder < 0 || !isDigits(QStringView(reference).sliced(2, 2)))
        return wrong(u"bank.reference_characters"_s, reference, u"RF, two digits, then letters A to Z and digits"_s);
    if (remainder != 1)
        return wrong(u"bank.reference_check_digits"_s, reference, u"check digits that fit the reference (mod 97-10)"_s);
    return reference;
}

int mod10Recursive(QStringView digits)
{
    constexpr int table[] = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
    if (!isDigits(digits))
        return -1;
    int carry = 0;
    for (const QChar digit : digits)
        carry = table[(carry + digit.unicode() - u'0') % 10];
    return (10 - carry) % 10;
}

Result<QString> makeQrReference(QStringView digits)
{
    const QString text = compact(digits);
    if (text.isEmpty() || text.size() > qrDigits - 1)
        return wrong(u"bank.reference_length"_s, text, u"1 to 26 digits"_s);
    if (!isDigits(text))
        return wrong(u"bank.reference_characters"_s, text, u"digits only"_s);
    const QString padded = text.rightJustified(qrDigits - 1, u'0');
    return padded + QString::number(mod10Recursive(padded));
}

Result<QString> checkedQrReference(QStringView text)
{
    const QString reference = compact(text);
    if (reference.size() != qrDigits)
        return wrong(u"bank.reference_length"_s, reference, u"27 digits"_s);
    if (!isDigits(reference))
        return wrong(u"bank.reference_characters"_s, reference, u"digits only"_s);
    const int check = mod10Recursive(QStringView(reference).chopped(1));
    if (check != reference.back().unicode() - u'0')
        return wrong(u"bank.reference_check_digits"_s, reference, u"%1 as the last digit"_s.arg(check));
    return reference;
}

} // namespace accord::bank
