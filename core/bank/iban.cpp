// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/iban.h"

#include "core/bank/file_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace accord::bank {

namespace {

struct CountryLength
{
    std::string_view country;
    int length;
};
// Total lengths of the SWIFT IBAN registry (ISO 13616-1).
constexpr std::array lengths{
    CountryLength{"AD", 24}, CountryLength{"AE", 23}, CountryLength{"AL", 28}, CountryLength{"AT", 20},
    CountryLength{"AZ", 28}, CountryLength{"BA", 20}, CountryLength{"BE", 16}, CountryLength{"BG", 22},
    CountryLength{"BH", 22}, CountryLength{"BI", 27}, CountryLength{"BR", 29}, CountryLength{"BY", 28},
    CountryLength{"CH", 21}, CountryLength{"CR", 22}, CountryLength{"CY", 28}, CountryLength{"CZ", 24},
    CountryLength{"DE", 22}, CountryLength{"DJ", 27}, CountryLength{"DK", 18}, CountryLength{"DO", 28},
    CountryLength{"EE", 20}, CountryLength{"EG", 29}, CountryLength{"ES", 24}, CountryLength{"FI", 18},
    CountryLength{"FK", 18}, CountryLength{"FO", 18}, CountryLength{"FR", 27}, CountryLength{"GB", 22},
    CountryLength{"GE", 22}, CountryLength{"GI", 23}, CountryLength{"GL", 18}, CountryLength{"GR", 27},
    CountryLength{"GT", 28}, CountryLength{"HN", 28}, CountryLength{"HR", 21}, CountryLength{"HU", 28},
    CountryLength{"IE", 22}, CountryLength{"IL", 23}, CountryLength{"IQ", 23}, CountryLength{"IS", 26},
    CountryLength{"IT", 27}, CountryLength{"JO", 30}, CountryLength{"KW", 30}, CountryLength{"KZ", 20},
    CountryLength{"LB", 28}, CountryLength{"LC", 32}, CountryLength{"LI", 21}, CountryLength{"LT", 20},
    CountryLength{"LU", 20}, CountryLength{"LV", 21}, CountryLength{"LY", 25}, CountryLength{"MC", 27},
    CountryLength{"MD", 24}, CountryLength{"ME", 22}, CountryLength{"MK", 19}, CountryLength{"MN", 20},
    CountryLength{"MR", 27}, CountryLength{"MT", 31}, CountryLength{"MU", 30}, CountryLength{"NI", 28},
    CountryLength{"NL", 18}, CountryLength{"NO", 15}, CountryLength{"OM", 23}, CountryLength{"PK", 24},
    CountryLength{"PL", 28}, CountryLength{"PS", 29}, CountryLength{"PT", 25}, CountryLength{"QA", 29},
    CountryLength{"RO", 24}, CountryLength{"RS", 22}, CountryLength{"RU", 33}, CountryLength{"SA", 24},
    CountryLength{"SC", 31}, CountryLength{"SD", 18}, CountryLength{"SE", 24}, CountryLength{"SI", 19},
    CountryLength{"SK", 24}, CountryLength{"SM", 27}, CountryLength{"SO", 23}, CountryLength{"ST", 25},
    CountryLength{"SV", 28}, CountryLength{"TL", 23}, CountryLength{"TN", 24}, CountryLength{"TR", 26},
    CountryLength{"UA", 29}, CountryLength{"VA", 22}, CountryLength{"VG", 24}, CountryLength{"XK", 20},
    CountryLength{"YE", 30}};

int lengthFor(QStringView country)
{
    const auto row = std::ranges::find_if(lengths, [country](const CountryLength &candidate) {
        return country == QLatin1StringView(candidate.country.data(), qsizetype(candidate.country.size()));
    });
    return row == lengths.end() ? 0 : row->length;
}

tl::unexpected<Error> ibanError(const QString &id, const QString &value, const QString &expected)
{
    return fail(ErrorKind::InvalidInput, id, {{u"value"_s, value.left(40)}, {u"expected"_s, expected}});
}

} // namespace

int mod97(QStringView text)
{
    int remainder = 0;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            remainder = (remainder * 10 + (c.unicode() - u'0')) % 97;
        else if (c >= u'A' && c <= u'Z')
            remainder = (remainder * 100 + (c.unicode() - u'A' + 10)) % 97;
        else
            return -1;
    }
    return remainder;
}

Result<Iban> Iban::parse(QStringView text)
{
    const QString compacted = compact(text).toUpper();
    const int length = lengthFor(QStringView(compacted).left(2));
    if (length == 0)
        return ibanError(u"bank.iban_country"_s, compacted, u"the code of a country that uses IBAN"_s);
    if (compacted.size() != length)
        return ibanError(u"bank.iban_length"_s, compacted,
                         u"%1 characters for %2, not %3"_s.arg(length).arg(compacted.left(2)).arg(compacted.size()));
    const int remainder = mod97(QString(compacted.mid(4) + compacted.left(4)));
    if (remainder < 0 || !isDigits(QStringView(compacted).sliced(2, 2)))
        return ibanError(u"bank.iban_characters"_s, compacted, u"two letters, two digits, then letters and digits"_s);
    if (remainder != 1)
        return ibanError(u"bank.iban_check_digits"_s, compacted, u"check digits that fit the number (mod 97-10)"_s);
    Iban iban;
    iban.m_text = compacted;
    return iban;
}

Result<Iban> Iban::make(QStringView country, QStringView bban)
{
    const int remainder = mod97(u"%1%2%3"_s.arg(bban, country, u"00"_s));
    const int check = remainder < 0 ? 0 : 98 - remainder;
    return parse(u"%1%2%3"_s.arg(country, QString::number(check).rightJustified(2, u'0'), bban));
}

QString Iban::grouped() const
{
    QString groups;
    for (qsizetype i = 0; i < m_text.size(); i += 4)
        groups += (i == 0 ? u""_s : u" "_s) + m_text.mid(i, 4);
    return groups;
}

bool Iban::isQrIban() const
{
    const int bank = bban().left(5).toInt();
    return (country() == u"CH" || country() == u"LI") && bank >= 30000 && bank <= 31999;
}

QString canonicalAccount(QStringView account)
{
    const QString compacted = compact(account).toUpper();
    if (const auto iban = Iban::parse(compacted))
        return iban->text();
    if (const auto iban = Iban::parse(QStringView(compacted).chopped(std::min<qsizetype>(3, compacted.size()))))
        return iban->text(); // a currency stands behind it
    const auto slash = compacted.indexOf(u'/');
    const QString bank = compacted.left(std::max<qsizetype>(slash, 0));
    const QString number = compacted.mid(slash + 1);
    if (bank.size() == 8 && number.size() <= 10 && isDigits(bank) && isDigits(number)) {
        if (const auto iban = Iban::make(u"DE", QString(bank + number.rightJustified(10, u'0'))))
            return iban->text();
    }
    return compacted;
}

} // namespace accord::bank
