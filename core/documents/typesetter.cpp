// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/typesetter.h"

#include "core/typefaces/coverage.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QTextLayout>

#include <mutex>

namespace accord::documents {

namespace {

constexpr double millimetresPerPoint = 25.4 / 72;
constexpr double lineSpacing = 1.22; ///< of Inter; one for all scripts, so that rows are even
constexpr double ascentShare = 0.95;
constexpr int designPixels = 150; ///< the size that text is set in; 9 points at 1200 dots per inch
constexpr double unwrapped = 1e6; ///< device units: a line that is not wrapped

constexpr std::array families{u"Accord Document", u"Accord Document CJK", u"Accord Document Thai",
                              u"Accord Document Arabic"};

/// Once per process: the fonts belong to the application, not to a document.
void loadFonts()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (const QString &file : typefaces::fontFiles()) {
            [[maybe_unused]] const int id = QFontDatabase::addApplicationFont(file);
            Q_ASSERT_X(id >= 0, "loadFonts",
                       "a font of the documents is not among the resources, or there is no QGuiApplication");
        }
    });
}

struct LaidOut
{
    std::vector<SetText::Line> lines;
    qsizetype used = 0; ///< characters on them
    qsizetype lastStart = 0; ///< where the last line begins
};

LaidOut layOut(const QString &text, const QFont &font, const QList<QTextLayout::FormatRange> &formats, double dots,
               int mostLines)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(dots > 0 ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    LaidOut result;
    while (int(result.lines.size()) < mostLines) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(dots > 0 ? dots : unwrapped);
        line.setPosition(QPointF(0, -line.ascent())); // the baseline is zero
        result.lines.push_back({{}, line.naturalTextWidth()});
        result.lastStart = line.textStart();
        result.used = line.textStart() + line.textLength();
    }
    layout.endLayout();
    for (size_t i = 0; i < result.lines.size(); ++i)
        result.lines[i].runs = layout.lineAt(int(i)).glyphRuns();
    return result;
}

} // namespace

double SetText::width() const
{
    double widest = 0;
    for (const Line &line : lines)
        widest = std::max(widest, line.width);
    return widest;
}

Typesetter::Typesetter(double dotsPerMm)
    : m_dotsPerMm(dotsPerMm)
{
    loadFonts();
}

SetText Typesetter::set(const QString &text, const TextStyle &style)
{
    return set(text, style, 0, 1);
}

SetText Typesetter::set(const QString &text, const TextStyle &style, double width, int mostLines)
{
    const Key key{text, style, width, mostLines};
    const auto known = m_known.constFind(key);
    return known != m_known.constEnd() ? *known : *m_known.insert(key, setFresh(text, style, width, mostLines));
}

QFont Typesetter::font(size_t script, bool strong) const
{
    QFont font(QString::fromUtf16(families[script]));
    font.setPixelSize(designPixels);
    // The other scripts have one weight; a made-up bold would be drawn as outlines.
    font.setWeight(strong && script == 0 ? QFont::DemiBold : QFont::Normal);
    font.setStyleStrategy(QFont::StyleStrategy(QFont::NoFontMerging | QFont::PreferMatch));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(true);
    return font;
}

const QRawFont &Typesetter::rawFont(size_t script)
{
    if (!m_raw[script].isValid())
        m_raw[script] = QRawFont::fromFont(font(script, false));
    return m_raw[script];
}

size_t Typesetter::scriptOf(char32_t character)
{
    size_t script = 0;
    while (script < scripts && !rawFont(script).supportsCharacter(uint(character)))
        ++script;
    return script;
}

void Typesetter::missing(char32_t character, const QString &text)
{
    if (m_complete)
        m_complete = fail(ErrorKind::InvalidInput, u"documents.glyph_missing"_s,
                          {{u"character"_s, QString::fromUcs4(&character, 1)},
                           {u"code"_s, u"U+%1"_s.arg(uint(character), 4, 16, QChar(u'0')).toUpper()},
                           {u"text"_s, text}});
}

std::vector<char32_t> Typesetter::missingIn(const QString &text)
{
    std::vector<char32_t> characters;
    for (const char32_t character : typefaces::asSet(text).toUcs4()) {
        if (scriptOf(character) == scripts && std::ranges::find(characters, character) == characters.end())
            characters.push_back(character);
    }
    return characters;
}

SetText Typesetter::setFresh(const QString &raw, const TextStyle &style, double width, int mostLines)
{
    const QString text = typefaces::asSet(raw);
    if (text.isEmpty())
        return {};
    const auto formatsOf = [&](const QString &words) {
        QList<QTextLayout::FormatRange> formats;
        int at = 0;
        for (const char32_t character : words.toUcs4()) {
            const int length = QChar::requiresSurrogates(character) ? 2 : 1;
            const size_t script = scriptOf(character);
            if (script == scripts)
                missing(character, raw);
            else if (script > 0 && !formats.isEmpty() && formats.last().start + formats.last().length == at
                     && formats.last().format.property(QTextFormat::UserProperty).toUInt() == script)
                formats.last().length += length;
            else if (script > 0) {
                QTextCharFormat format;
                format.setFont(font(script, style.strong));
                format.setProperty(QTextFormat::UserProperty, uint(script));
                formats.append({at, length, format});
            }
            at += length;
        }
        return formats;
    };
    const QFont latin = font(0, style.strong);
    SetText result;
    result.scale = style.points * millimetresPerPoint * m_dotsPerMm / designPixels;
    const double dots = width * m_dotsPerMm / result.scale;
    LaidOut laidOut = layOut(text, latin, formatsOf(text), dots, mostLines);
    if (dots > 0 && laidOut.used < text.size()) { // shorten what is left until it fits on the last line
        QString rest = text.mid(laidOut.lastStart);
        LaidOut last;
        do {
            rest.chop(rest.size() > 1 && rest.back().isLowSurrogate() ? 2 : 1);
            const QString words = rest.trimmed() + u'…';
            last = layOut(words, latin, formatsOf(words), 0, 1);
        } while (!rest.isEmpty() && last.lines.front().width > dots);
        laidOut.lines.back() = last.lines.front();
    }
    result.lines = std::move(laidOut.lines);
    for (SetText::Line &line : result.lines)
        line.width *= result.scale / m_dotsPerMm;
    result.lineHeight = style.points * millimetresPerPoint * lineSpacing;
    result.ascent = style.points * millimetresPerPoint * ascentShare;
    return result;
}

} // namespace accord::documents
