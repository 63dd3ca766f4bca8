// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtGui/QColor>

#include <array>
#include <vector>

namespace accord::ui {

/// Every colour of the program by its meaning. The values stand in `resources/style/tokens.json`, nowhere else.
enum class Token {
    Window,
    Surface,
    Sidebar,
    Raised,
    Hover,
    Stripe,
    Selected,
    SelectedInactive,
    Text,
    Text2, ///< values and labels
    Text3, ///< captions and headers
    Disabled,
    BorderSubtle,
    Border,
    ControlBorder,
    Accent,
    AccentHover,
    OnAccent,
    Good,
    GoodTint,
    Warning,
    WarningTint,
    Bad,
    BadTint,
    Info,
    InfoTint,
    Neutral,
    NeutralTint,
    FillGood,
    FillWarning,
    FillBad,
    Shadow,
    Paper, ///< a page as printed: white in both themes
    PaperText,
};
constexpr int tokenCount = static_cast<int>(Token::PaperText) + 1;

/// The colours of one theme.
struct Tokens
{
    std::array<QColor, tokenCount> colors;
    std::vector<QColor> series; ///< of charts, in their fixed order
    std::vector<QColor> movementsUp;
    std::vector<QColor> movementsDown;
    std::vector<QColor> heat;
    std::vector<QColor> heatText;

    QColor operator[](Token token) const { return colors[static_cast<size_t>(token)]; }
    /// Reads the object named \a theme of a token file. \returns InvalidInput "style.tokens" naming what is missing.
    static Result<Tokens> parse(const QByteArray &json, const QString &theme);
    /// The tokens that are built in. \a theme is "light" or "dark".
    static Tokens builtIn(const QString &theme);
};

/// The name of \a token in the file.
QString tokenName(Token token);

} // namespace accord::ui
