// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/latin_text.h"

#include "core/payment_files/field_error.h"

#include <QtCore/QHash>

#include <functional>

namespace accord::payment_files {

namespace {

/// Letters that do not fall apart into a base letter and a mark, and signs; `&` keeps its sense as `+`.
const QHash<QChar, QString> &spellings()
{
    static const QHash<QChar, QString> table{
        {u'ä', u"ae"_s}, {u'ö', u"oe"_s}, {u'ü', u"ue"_s}, {u'Ä', u"Ae"_s},  {u'Ö', u"Oe"_s},     {u'Ü', u"Ue"_s},
        {u'ß', u"ss"_s}, {u'ẞ', u"SS"_s}, {u'æ', u"ae"_s}, {u'Æ', u"Ae"_s},  {u'œ', u"oe"_s},     {u'Œ', u"Oe"_s},
        {u'ø', u"o"_s},  {u'Ø', u"O"_s},  {u'ł', u"l"_s},  {u'Ł', u"L"_s},   {u'đ', u"d"_s},      {u'Đ', u"D"_s},
        {u'ð', u"d"_s},  {u'Ð', u"D"_s},  {u'þ', u"th"_s}, {u'Þ', u"Th"_s},  {u'ı', u"i"_s},      {u'ħ', u"h"_s},
        {u'Ħ', u"H"_s},  {u'&', u"+"_s},  {u';', u","_s},  {u'_', u"-"_s},   {u'~', u"-"_s},      {u'–', u"-"_s},
        {u'—', u"-"_s},  {u'"', u"'"_s},  {u'„', u"'"_s},  {u'“', u"'"_s},   {u'”', u"'"_s},      {u'«', u"'"_s},
        {u'»', u"'"_s},  {u'‘', u"'"_s},  {u'’', u"'"_s},  {u'`', u"'"_s},   {u'´', u"'"_s},      {u'[', u"("_s},
        {u']', u")"_s},  {u'{', u"("_s},  {u'}', u")"_s},  {u'<', u"("_s},   {u'>', u")"_s},      {u'|', u"/"_s},
        {u'\\', u"/"_s}, {u'@', u"."_s},  {u'#', u"."_s},  {u'!', u"."_s},   {u'*', u"."_s},      {u'=', u"."_s},
        {u'%', u"."_s},  {u'^', u"."_s},  {u'$', u"."_s},  {u'€', u"EUR"_s}, {u'\u00a0', u" "_s}, {u'…', u"..."_s}};
    return table;
}

bool isAsciiLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isLatin(QChar c)
{
    return isAsciiLetterOrDigit(c) || QStringView(u"/-?:().,'+ ").contains(c);
}

Result<QString> checked(const QString &field, const QString &text, qsizetype longest,
                        const std::function<bool(QChar)> &isAllowed, const QString &allowed)
{
    const auto other = std::find_if_not(text.begin(), text.end(), isAllowed);
    const qsizetype at = other - text.begin();
    if (other != text.end())
        return fail(ErrorKind::InvalidInput, u"payment_files.not_latin"_s,
                    {{u"field"_s, field},
                     {u"value"_s, text.left(80)},
                     {u"character"_s, text.mid(at, other->isHighSurrogate() ? 2 : 1)},
                     {u"position"_s, qint64(at) + 1},
                     {u"expected"_s, allowed}});
    if (text.size() > longest)
        return wrongField(u"payment_files.too_long"_s, field, text,
                          u"at most %1 characters, not %2"_s.arg(longest).arg(text.size()));
    return text;
}

Result<QString> checkedLatin(const QString &field, const QString &text, qsizetype longest)
{
    if (text.isEmpty())
        return wrongField(u"payment_files.missing"_s, field, {}, u"a text of 1 to %1 characters"_s.arg(longest));
    return checked(field, text, longest, isLatin, u"letters a to z, digits, blanks and / - ? : ( ) . , ' +"_s);
}

} // namespace

QString transliterated(QStringView text)
{
    QString result;
    for (const QChar c : text.toString().normalized(QString::NormalizationForm_C)) {
        if (const auto spelling = spellings().constFind(c); spelling != spellings().constEnd()) {
            result += *spelling;
            continue;
        }
        const QString parts = QString(c).normalized(QString::NormalizationForm_D);
        const bool isMarked = parts.size() > 1 && isAsciiLetterOrDigit(parts[0]);
        result += isMarked ? QString(parts[0]) : QString(c);
    }
    return result;
}

Result<QString> latinText(const QString &field, QStringView text, qsizetype longest)
{
    return checkedLatin(field, transliterated(text).simplified(), longest);
}

Result<QString> latinIdentifier(const QString &field, QStringView text, qsizetype longest)
{
    const auto identifier = checkedLatin(field, text.toString(), longest);
    if (identifier && (text.startsWith(u'/') || text.endsWith(u'/') || text.contains(u"//")))
        return wrongField(u"payment_files.slashes"_s, field, text, u"no slash at the ends, and no two together"_s);
    return identifier;
}

Result<QString> asciiText(const QString &field, QStringView text, qsizetype longest)
{
    QString plain;
    for (const QChar c : text) // signs of ASCII need no other spelling here
        plain += c.unicode() < 0x80 ? QString(c) : transliterated(QStringView(&c, 1));
    return checked(
        field, plain.trimmed(), longest, [](QChar c) { return c >= u' ' && c <= u'~'; },
        u"printable ASCII characters"_s);
}

} // namespace accord::payment_files
