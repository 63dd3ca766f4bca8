// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bank_file.h"

#include "core/bank/bai2_reader.h"
#include "core/bank/camt_reader.h"
#include "core/bank/file_text.h"
#include "core/bank/lockbox_reader.h"
#include "core/bank/mt940_reader.h"
#include "core/bank/nacha_reader.h"
#include "core/bank/ofx_reader.h"

#include <QtCore/QRegularExpression>

namespace accord::bank {

namespace {

/// Headers, comments and bank wrappers are shorter than this.
constexpr qsizetype looked = 65'536;

bool startsLikeMt940(const QString &start)
{
    static const QRegularExpression first(u"(?:^|\\n|\\{4:\\r?\\n?):20:"_s);
    return first.match(start).hasMatch();
}

std::optional<BankFormat> formatOf(const QString &text)
{
    static const QRegularExpression bai2(u"^01,[^\\n]*,"_s);
    static const QRegularExpression nacha(u"^101[ 0-9][0-9 ]{9}"_s);
    const QString start = text.left(looked).trimmed();
    if (start.contains(u"<OFX>"_s, Qt::CaseInsensitive) || start.startsWith(u"OFXHEADER:"_s))
        return BankFormat::Ofx;
    if (start.startsWith(u'<'))
        return start.contains(u"urn:iso:std:iso:20022:"_s) ? std::optional(BankFormat::Camt) : std::nullopt;
    if (bai2.match(start).hasMatch())
        return BankFormat::Bai2;
    if (nacha.match(start).hasMatch())
        return BankFormat::Nacha;
    if (startsLikeMt940(start))
        return BankFormat::Mt940;
    if (isLockboxHeader(start))
        return BankFormat::Lockbox;
    return std::nullopt;
}

Result<BankFormat> detect(const QString &text)
{
    if (const auto format = formatOf(text))
        return *format;
    return refuse(1, u"bank.format_unknown"_s, u"file"_s, text.left(looked).trimmed(),
                  u"camt.053 or camt.054, MT940, BAI2, OFX, an ACH file or a lockbox CSV"_s);
}

Result<ReadStatements> readAs(BankFormat format, const QString &text)
{
    switch (format) {
    case BankFormat::Camt:
        return readCamt(text);
    case BankFormat::Mt940:
        return readMt940(text);
    case BankFormat::Bai2:
        return readBai2(text);
    case BankFormat::Ofx:
        return readOfx(text);
    case BankFormat::Nacha:
        return readNacha(text);
    case BankFormat::Lockbox:
        return readLockbox(text);
    }
    Q_UNREACHABLE();
}

} // namespace

QString formatName(BankFormat format)
{
    switch (format) {
    case BankFormat::Camt:
        return u"camt"_s;
    case BankFormat::Mt940:
        return u"mt940"_s;
    case BankFormat::Bai2:
        return u"bai2"_s;
    case BankFormat::Ofx:
        return u"ofx"_s;
    case BankFormat::Nacha:
        return u"nacha"_s;
    case BankFormat::Lockbox:
        return u"lockbox"_s;
    }
    Q_UNREACHABLE();
}

Result<BankFormat> detectBankFormat(const QByteArray &bytes)
{
    const auto text = decodeText(bytes);
    return text ? detect(*text) : Result<BankFormat>(passOn(text));
}

Result<BankFile> readBankFile(const QByteArray &bytes)
{
    const auto text = decodeText(bytes);
    if (!text)
        return passOn(text);
    const auto format = detect(*text);
    if (!format)
        return passOn(format);
    auto content = readAs(*format, *text);
    if (!content)
        return passOn(content);
    std::stable_sort(content->badEntries.begin(), content->badEntries.end(),
                     [](const Finding &a, const Finding &b) { return a.line < b.line; });
    return BankFile{*format, std::move(*content)};
}

} // namespace accord::bank
