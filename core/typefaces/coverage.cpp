// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/typefaces/coverage.h"

#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <algorithm>

namespace accord::typefaces {

namespace {

constexpr char32_t end = 0x110000; // of Unicode

/// Big-endian numbers of a font file; zero beyond its end.
class Bytes
{
public:
    explicit Bytes(QByteArray data)
        : m_data(std::move(data))
    { }
    quint16 u16(qsizetype at) const
    {
        return at >= 0 && at + 2 <= m_data.size() ? qFromBigEndian<quint16>(m_data.constData() + at) : quint16(0);
    }
    quint32 u32(qsizetype at) const
    {
        return at >= 0 && at + 4 <= m_data.size() ? qFromBigEndian<quint32>(m_data.constData() + at) : 0;
    }
    QByteArray tag(qsizetype at) const { return m_data.mid(at, 4); }

private:
    QByteArray m_data;
};

using Covered = std::vector<bool>;

/// Segments of the basic plane (OpenType 1.9, cmap format 4).
void addSegments(const Bytes &font, qsizetype table, Covered &covered)
{
    const int segments = font.u16(table + 6) / 2;
    const qsizetype ends = table + 14;
    const qsizetype starts = ends + 2 * segments + 2;
    const qsizetype deltas = starts + 2 * segments;
    const qsizetype offsets = deltas + 2 * segments;
    for (int i = 0; i < segments; ++i) {
        const quint32 last = font.u16(ends + 2 * i);
        const quint32 first = font.u16(starts + 2 * i);
        const quint16 delta = font.u16(deltas + 2 * i);
        const qsizetype place = offsets + 2 * i;
        const quint16 offset = font.u16(place);
        for (quint32 c = first; c <= last && c != 0xFFFF; ++c) {
            quint16 glyph = quint16(c);
            if (offset != 0)
                glyph = font.u16(place + offset + 2 * qsizetype(c - first));
            if (offset == 0 || glyph != 0)
                glyph = quint16(glyph + delta);
            if (glyph != 0)
                covered[c] = true;
        }
    }
}

/// Groups of any plane (cmap format 12).
void addGroups(const Bytes &font, qsizetype table, Covered &covered)
{
    const quint32 groups = font.u32(table + 12);
    for (quint32 i = 0; i < groups; ++i) {
        const qsizetype group = table + 16 + 12 * qsizetype(i);
        const quint32 first = font.u32(group);
        const quint32 last = std::min(font.u32(group + 4), quint32(end) - 1);
        const quint32 glyph = font.u32(group + 8);
        for (quint32 c = first; c <= last; ++c) {
            if (glyph + (c - first) != 0)
                covered[c] = true;
        }
    }
}

void addFont(const QString &path, Covered &covered)
{
    QFile file(path);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "addFont", "a font of the documents is not among the resources");
    const Bytes font(file.readAll());
    qsizetype cmap = 0;
    for (int i = 0; i < font.u16(4); ++i) {
        if (font.tag(12 + 16 * i) == "cmap")
            cmap = font.u32(12 + 16 * i + 8);
    }
    if (cmap == 0)
        return;
    for (int i = 0; i < font.u16(cmap + 2); ++i) {
        const qsizetype table = cmap + font.u32(cmap + 4 + 8 * i + 4);
        if (font.u16(table) == 4)
            addSegments(font, table, covered);
        else if (font.u16(table) == 12)
            addGroups(font, table, covered);
    }
}

const Covered &covered()
{
    static const Covered all = [] {
        Covered made(end);
        for (const QString &file : fontFiles())
            addFont(file, made);
        return made;
    }();
    return all;
}

} // namespace

QStringList fontFiles()
{
    static const QString folder = u":/accord/fonts/documents/"_s;
    return {folder + u"AccordDocument-Regular.otf"_s, folder + u"AccordDocument-SemiBold.otf"_s,
            folder + u"AccordDocumentCJK-Regular.otf"_s, folder + u"AccordDocumentThai-Regular.ttf"_s,
            folder + u"AccordDocumentArabic-Regular.ttf"_s};
}

QString asSet(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            result += u' ';
        else if (c.category() != QChar::Other_Format)
            result += c;
    }
    return result;
}

bool hasGlyph(char32_t character)
{
    return character < end && covered()[character];
}

std::vector<char32_t> missingIn(const QString &text)
{
    std::vector<char32_t> characters;
    for (const char32_t character : asSet(text).toUcs4()) {
        if (!hasGlyph(character) && std::ranges::find(characters, character) == characters.end())
            characters.push_back(character);
    }
    return characters;
}

QString codeOf(char32_t character)
{
    return u"U+%1"_s.arg(uint(character), 4, 16, QChar(u'0')).toUpper();
}

} // namespace accord::typefaces
