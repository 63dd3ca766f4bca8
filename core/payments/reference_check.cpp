// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/reference_check.h"

#include <algorithm>
#include <array>

namespace accord::payments {

namespace {

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

bool isCapital(QChar character)
{
    return character >= u'A' && character <= u'Z';
}

} // namespace

QString electronicForm(const QString &text)
{
    const bool isForm = std::all_of(text.begin(), text.end(),
                                    [](QChar character) { return isDigit(character) || isCapital(character); });
    if (isForm)
        return text;
    QString form;
    form.reserve(text.size());
    for (const QChar character : text) {
        if (!character.isSpace())
            form += character.toUpper();
    }
    return form;
}

std::uint64_t electronicHash(const QString &text)
{
    // FNV-1a (Fowler, Noll and Vo) over the letters of 16 bits.
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (const QChar character : text) {
        if (!character.isSpace())
            hash = (hash ^ character.toUpper().unicode()) * 0x100'0000'01B3U;
    }
    return hash;
}

bool isCreditorReference(const QString &reference)
{
    const QString form = electronicForm(reference);
    if (form.size() < 5 || form.size() > 25 || !form.startsWith(u"RF"))
        return false;
    // ISO 7064 modulo 97-10 over the reference with its first four characters at the end, letters as 10 to 35.
    int remainder = 0;
    for (const QChar character : form.mid(4) + form.left(4)) {
        if (isDigit(character))
            remainder = (remainder * 10 + character.digitValue()) % 97;
        else if (isCapital(character))
            remainder = (remainder * 100 + character.unicode() - u'A' + 10) % 97;
        else
            return false;
    }
    return remainder == 1;
}

bool isQrReference(const QString &reference)
{
    const QString form = electronicForm(reference);
    if (form.size() != 27 || !std::all_of(form.begin(), form.end(), isDigit))
        return false;
    constexpr std::array table{0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
    int carry = 0;
    for (const QChar character : form.left(26))
        carry = table[size_t((carry + character.digitValue()) % 10)];
    return (10 - carry) % 10 == form.back().digitValue();
}

} // namespace accord::payments
