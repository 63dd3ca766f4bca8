// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/unit_codes.h"

namespace accord::einvoice {

namespace {

struct Unit
{
    const char16_t *word; ///< lower case, singular
    const char16_t *code;
};
// By words and not by code: "GB" on the list is a gallon a day.
constexpr Unit units[] = {
    {u"", u"C62"},         {u"unit", u"C62"},     {u"piece", u"H87"},        {u"byte", u"AD"},
    {u"kb", u"2P"},        {u"mb", u"4L"},        {u"gb", u"E34"},           {u"tb", u"E35"},
    {u"pb", u"E36"},       {u"kilobyte", u"2P"},  {u"megabyte", u"4L"},      {u"gigabyte", u"E34"},
    {u"terabyte", u"E35"}, {u"petabyte", u"E36"}, {u"second", u"SEC"},       {u"minute", u"MIN"},
    {u"hour", u"HUR"},     {u"h", u"HUR"},        {u"day", u"DAY"},          {u"week", u"WEE"},
    {u"month", u"MON"},    {u"quarter", u"QAN"},  {u"year", u"ANN"},         {u"call", u"C0"},
    {u"user", u"IE"},      {u"person", u"IE"},    {u"people", u"IE"},        {u"seat", u"IE"},
    {u"thousand", u"MIL"}, {u"lump sum", u"LS"},  {u"service unit", u"E48"}, {u"kwh", u"KWH"},
    {u"kg", u"KGM"},       {u"percent", u"P1"},
};

} // namespace

QString unitCode(const QString &unit)
{
    const QString word = unit.trimmed().toLower();
    for (const Unit &one : units) {
        const QStringView known(one.word);
        if (word == known
            || (!known.isEmpty() && word.size() == known.size() + 1 && word.startsWith(known) && word.endsWith(u's')))
            return QString::fromUtf16(one.code);
    }
    return {};
}

} // namespace accord::einvoice
