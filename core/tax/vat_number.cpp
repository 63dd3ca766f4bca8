// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/vat_number.h"

#include "core/base/error.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

namespace accord::tax {

namespace {

/// What follows the prefix of a state.
const QHash<QString, QString> &forms()
{
    static const QHash<QString, QString> all{
        {u"AT"_s, u"U[0-9]{8}"_s},
        {u"BE"_s, u"[01]?[0-9]{9}"_s},
        {u"BG"_s, u"[0-9]{9,10}"_s},
        {u"CY"_s, u"[0-9]{8}[A-Z]"_s},
        {u"CZ"_s, u"[0-9]{8,10}"_s},
        {u"DE"_s, u"[0-9]{9}"_s},
        {u"DK"_s, u"[0-9]{8}"_s},
        {u"EE"_s, u"[0-9]{9}"_s},
        {u"EL"_s, u"[0-9]{9}"_s},
        {u"ES"_s, u"[A-Z0-9][0-9]{7}[A-Z0-9]"_s},
        {u"FI"_s, u"[0-9]{8}"_s},
        {u"FR"_s, u"[A-HJ-NP-Z0-9]{2}[0-9]{9}"_s},
        {u"HR"_s, u"[0-9]{11}"_s},
        {u"HU"_s, u"[0-9]{8}"_s},
        {u"IE"_s, u"[0-9][A-Z0-9+*][0-9]{5}[A-Z]{1,2}"_s},
        {u"IT"_s, u"[0-9]{11}"_s},
        {u"LT"_s, u"([0-9]{9}|[0-9]{12})"_s},
        {u"LU"_s, u"[0-9]{8}"_s},
        {u"LV"_s, u"[0-9]{11}"_s},
        {u"MT"_s, u"[0-9]{8}"_s},
        {u"NL"_s, u"[A-Z0-9+*]{10}[0-9]{2}"_s},
        {u"PL"_s, u"[0-9]{10}"_s},
        {u"PT"_s, u"[0-9]{9}"_s},
        {u"RO"_s, u"[0-9]{2,10}"_s},
        {u"SE"_s, u"[0-9]{12}"_s},
        {u"SI"_s, u"[0-9]{8}"_s},
        {u"SK"_s, u"[0-9]{10}"_s},
        {u"XI"_s, u"([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})"_s},
    };
    return all;
}

} // namespace

bool isVatNumber(const QString &number)
{
    static const QRegularExpression between(u"[ .\\-]"_s);
    const QString plain = QString(number).remove(between).toUpper();
    const auto form = forms().constFind(plain.left(2));
    return form != forms().constEnd()
           && QRegularExpression(QRegularExpression::anchoredPattern(*form)).match(plain.mid(2)).hasMatch();
}

bool isMemberState(const QString &country)
{
    if (country == u"GR")
        return true;
    return country != u"EL" && country != u"XI" && forms().contains(country);
}

} // namespace accord::tax
