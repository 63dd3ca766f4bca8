// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QtCore/QObject>
#include <QtGui/QFont>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

#include <memory>

class QApplication;
class QWidget;

namespace accord::ui {

class IconStore;

enum class Appearance { System, Light, Dark };
enum class Density { Compact, Standard, Relaxed };

/// Colours, fonts, icons and row heights as they stand now. One per program, made by `main` (or a test), carried to the
/// widgets by the style; changes at run time without a restart.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    Appearance appearance() const { return m_appearance; }
    bool isDark() const { return m_dark; }
    const Tokens &tokens() const { return m_dark ? m_darkTokens : m_lightTokens; }
    QColor color(Token token) const { return tokens()[token]; }
    QPalette palette() const;

    Density density() const { return m_density; }
    int rowHeight() const;
    /// Zoom in percent, 80 to 200.
    int zoom() const { return m_zoom; }
    int scaled(int pixels) const { return pixels * m_zoom / 100; }
    QFont font(TextRole role) const { return fontFor(role, m_zoom); }

    /// A Lucide icon by its file name without ".svg"; painted in the colour that \a token has when it is painted.
    QIcon icon(const QString &name, Token token = Token::Text2) const;
    /// \a name drawn at \a size logical pixels.
    QPixmap pixmap(const QString &name, int size, qreal ratio, const QColor &color) const;

    /// The theme of the program \a widget lives in; the light one where no AccordStyle is in use.
    static const Theme &of(const QWidget *widget);
    /// Makes \a application look like this theme, now and after every change.
    void install(QApplication &application);

public Q_SLOTS:
    void setAppearance(accord::ui::Appearance appearance);
    /// What the system prefers; counts while the appearance is System.
    void setSystemDark(bool dark);
    void setDensity(accord::ui::Density density);
    void setZoom(int percent);

Q_SIGNALS:
    void changed();

private:
    void settle();

    Appearance m_appearance = Appearance::System;
    Density m_density = Density::Standard;
    int m_zoom = 100;
    bool m_systemDark = false;
    bool m_dark = false;
    Tokens m_lightTokens;
    Tokens m_darkTokens;
    std::unique_ptr<IconStore> m_icons;
};

} // namespace accord::ui
