// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QHash>
#include <QtGui/QFont>
#include <QtGui/QGlyphRun>
#include <QtGui/QRawFont>

#include <array>
#include <vector>

namespace accord::documents {

struct TextStyle
{
    double points = 9;
    bool strong = false;

    friend bool operator==(const TextStyle &, const TextStyle &) = default;
};

/// Words that are set: lines of placed glyphs. Lengths in millimetres.
struct SetText
{
    struct Line
    {
        QList<QGlyphRun> runs; ///< relative to the start of the baseline, to be scaled by \c scale
        double width = 0;
    };
    std::vector<Line> lines;
    double lineHeight = 0;
    double ascent = 0;
    double scale = 1; ///< device units for each unit of the glyph runs

    bool isEmpty() const { return lines.empty(); }
    double height() const { return lineHeight * double(lines.size()); }
    double width() const;
};

/// Sets words with the fonts of the documents and no others: which font a character comes from is decided here, never
/// by what the machine has installed. All sizes are set at one and scaled when drawn: a font costs per size. Remembers
/// the first character that no font has.
class Typesetter
{
public:
    /// \param dotsPerMm  of the device that the text will be drawn on
    explicit Typesetter(double dotsPerMm);

    /// One line, as wide as it comes.
    SetText set(const QString &text, const TextStyle &style);
    /// Wrapped to \a width; what does not fit into \a mostLines ends with "…".
    SetText set(const QString &text, const TextStyle &style, double width, int mostLines);
    /// \returns InvalidInput "documents.glyph_missing" {character, code, text} once such a text was set.
    Result<> complete() const { return m_complete; }
    /// The characters of \a text that no font has, each once, in their order. Does not count as setting it.
    std::vector<char32_t> missingIn(const QString &text);

private:
    static constexpr size_t scripts = 4;
    struct Key
    {
        QString text;
        TextStyle style;
        double width;
        int lines;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.style.points, key.style.strong, key.width, key.lines);
        }
    };

    SetText setFresh(const QString &text, const TextStyle &style, double width, int mostLines);
    QFont font(size_t script, bool strong) const;
    size_t scriptOf(char32_t character);
    const QRawFont &rawFont(size_t script);
    void missing(char32_t character, const QString &text);

    double m_dotsPerMm;
    Result<> m_complete;
    std::array<QRawFont, scripts> m_raw;
    QHash<Key, SetText> m_known;
};

} // namespace accord::documents
