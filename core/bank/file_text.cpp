// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/file_text.h"

#include "core/bank/finding.h"

#include <QtCore/QStringDecoder>
#include <QtCore/QUtf8StringView>

#include <array>

namespace accord::bank {

namespace {

// Code points of the bytes 0x80 to 0x9F in Windows-1252 (unicode.org, CP1252.TXT); unused ones are U+FFFD.
constexpr std::array<char16_t, 32> windows1252{0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                               0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
                                               0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                               0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

QString fromWindows1252(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() <= 0x9f)
            c = QChar(windows1252[c.unicode() - 0x80]);
    }
    return text;
}

} // namespace

Result<QString> decodeText(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return refuse(1, u"bank.empty"_s, u"file"_s, {}, u"a bank file"_s);
    if (bytes.size() > largestFile)
        return refuse(1, u"bank.too_large"_s, u"file"_s, QString::number(bytes.size()),
                      u"at most %1 bytes"_s.arg(largestFile));
    QString text;
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        text = utf16(bytes);
    } else if (const auto body = bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes;
               QUtf8StringView(body).isValidUtf8()) {
        text = QString::fromUtf8(body);
    } else {
        text = fromWindows1252(bytes);
    }
    if (const qsizetype at = text.indexOf(QChar(0)); at >= 0)
        return refuse(text.left(at).count(u'\n') + 1, u"bank.not_text"_s, u"file"_s, {}, u"text without NUL bytes"_s);
    return text;
}

QStringList linesOf(const QString &text)
{
    QString uniform = text;
    uniform.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    return uniform.split(u'\n');
}

QString tidy(QStringView text)
{
    return text.toString().simplified();
}

QString compact(QStringView text)
{
    QString left;
    std::copy_if(text.begin(), text.end(), std::back_inserter(left), [](QChar c) { return !c.isSpace(); });
    return left;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace accord::bank
