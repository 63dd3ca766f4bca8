// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bic.h"

#include "core/bank/file_text.h"

#include <algorithm>
#include <string_view>

namespace accord::bank {

namespace {

// ISO 3166-1 alpha-2, and XK, which SWIFT uses for Kosovo.
constexpr std::string_view countries
    = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
      "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
      "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
      "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
      "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
      "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
      "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ";

struct Shared
{
    std::string_view numbers; ///< the country of the account numbers
    std::string_view banks; ///< of other countries that use them
};
constexpr Shared shared[]{{"FI", "AX "}, {"FR", "BL GF GP MF MQ NC PF PM RE TF WF YT "}, {"GB", "GG IM JE "}};

bool isLetter(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isLetterOrDigit(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9');
}

/// Lists have a blank behind each country, and no country holds one.
bool contains(std::string_view list, const QString &country)
{
    return list.find(country.toStdString() + ' ') != std::string_view::npos;
}

tl::unexpected<Error> bicError(const QString &id, const QString &value, const QString &expected)
{
    return fail(ErrorKind::InvalidInput, id, {{u"value"_s, value.left(20)}, {u"expected"_s, expected}});
}

} // namespace

Result<QString> checkedBic(QStringView text)
{
    const QString bic = compact(text).toUpper();
    if (bic.size() != 8 && bic.size() != 11)
        return bicError(u"bank.bic_length"_s, bic, QString::number(bic.size()));
    if (!std::all_of(bic.begin(), bic.begin() + 4, isLetter))
        return bicError(u"bank.bic_bank"_s, bic, bic.left(4));
    const QString country = countryOfBic(bic);
    if (!std::all_of(country.begin(), country.end(), isLetter) || !contains(countries, country))
        return bicError(u"bank.bic_country"_s, bic, country);
    if (!std::all_of(bic.begin() + 6, bic.end(), isLetterOrDigit))
        return bicError(u"bank.bic_place"_s, bic, bic.mid(6));
    return bic;
}

QString countryOfBic(QStringView bic)
{
    return bic.mid(4, 2).toString();
}

bool fits(QStringView bic, const Iban &iban)
{
    const QString bank = countryOfBic(bic);
    if (bank == iban.country())
        return true;
    return std::ranges::any_of(shared, [&](const Shared &one) {
        return iban.country() == QLatin1StringView(one.numbers.data(), qsizetype(one.numbers.size()))
               && contains(one.banks, bank);
    });
}

} // namespace accord::bank
