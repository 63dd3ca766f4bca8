// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/accord_style.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QtCore/QPointer>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace accord::ui {
namespace {

/// Asks the theme for the colour when it paints, so that no icon has to be set again after a change of theme.
class TokenIconEngine final : public QIconEngine
{
public:
    TokenIconEngine(const Theme *theme, QString name, Token token)
        : m_theme(theme)
        , m_name(std::move(name))
        , m_token(token)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const int size = std::min(rect.width(), rect.height());
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        const QPixmap picture = render(size, ratio, mode);
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, picture);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        return render(std::min(size.width(), size.height()), 1.0, mode);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(state)
        return render(qRound(std::min(size.width(), size.height()) / scale), scale, mode);
    }
    QIconEngine *clone() const override { return new TokenIconEngine(m_theme, m_name, m_token); }
    bool isNull() override { return m_theme.isNull(); }

private:
    QPixmap render(int size, qreal ratio, QIcon::Mode mode) const
    {
        if (!m_theme)
            return {};
        return m_theme->pixmap(m_name, size, ratio,
                               m_theme->color(mode == QIcon::Disabled ? Token::Disabled : m_token));
    }

    QPointer<const Theme> m_theme;
    QString m_name;
    Token m_token;
};

void setRole(QPalette &palette, QPalette::ColorRole role, const QColor &active, const QColor &disabled)
{
    palette.setColor(QPalette::Active, role, active);
    palette.setColor(QPalette::Inactive, role, active);
    palette.setColor(QPalette::Disabled, role, disabled);
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_lightTokens(Tokens::builtIn(u"light"_s))
    , m_darkTokens(Tokens::builtIn(u"dark"_s))
    , m_icons(std::make_unique<IconStore>())
{ }

Theme::~Theme() = default;

QPalette Theme::palette() const
{
    const Tokens &t = tokens();
    QPalette palette;
    setRole(palette, QPalette::Window, t[Token::Window], t[Token::Window]);
    setRole(palette, QPalette::WindowText, t[Token::Text], t[Token::Disabled]);
    setRole(palette, QPalette::Base, t[Token::Surface], t[Token::Window]);
    setRole(palette, QPalette::AlternateBase, t[Token::Stripe], t[Token::Stripe]);
    setRole(palette, QPalette::Text, t[Token::Text], t[Token::Disabled]);
    setRole(palette, QPalette::PlaceholderText, t[Token::Text3], t[Token::Disabled]);
    setRole(palette, QPalette::Button, t[Token::Surface], t[Token::Window]);
    setRole(palette, QPalette::ButtonText, t[Token::Text], t[Token::Disabled]);
    setRole(palette, QPalette::BrightText, t[Token::OnAccent], t[Token::Disabled]);
    setRole(palette, QPalette::ToolTipBase, t[Token::Raised], t[Token::Raised]);
    setRole(palette, QPalette::ToolTipText, t[Token::Text], t[Token::Text]);
    setRole(palette, QPalette::Link, t[Token::Accent], t[Token::Disabled]);
    setRole(palette, QPalette::LinkVisited, t[Token::Accent], t[Token::Disabled]);
    setRole(palette, QPalette::Highlight, t[Token::Selected], t[Token::SelectedInactive]);
    setRole(palette, QPalette::HighlightedText, t[Token::Text], t[Token::Disabled]);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, t[Token::SelectedInactive]);
    setRole(palette, QPalette::Light, t[Token::Surface], t[Token::Surface]);
    setRole(palette, QPalette::Midlight, t[Token::Hover], t[Token::Hover]);
    setRole(palette, QPalette::Mid, t[Token::Border], t[Token::BorderSubtle]);
    setRole(palette, QPalette::Dark, t[Token::ControlBorder], t[Token::Border]);
    setRole(palette, QPalette::Shadow, t[Token::Shadow], t[Token::Shadow]);
    return palette;
}

int Theme::rowHeight() const
{
    switch (m_density) {
    case Density::Compact:
        return scaled(metrics::rowCompact);
    case Density::Relaxed:
        return scaled(metrics::rowRelaxed);
    case Density::Standard:
        break;
    }
    return scaled(metrics::rowStandard);
}

QIcon Theme::icon(const QString &name, Token token) const
{
    return QIcon(new TokenIconEngine(this, name, token));
}

QPixmap Theme::pixmap(const QString &name, int size, qreal ratio, const QColor &color) const
{
    return m_icons->pixmap(name, size, ratio, color);
}

const Theme &Theme::of(const QWidget *widget)
{
    const QStyle *style = widget ? widget->style() : QApplication::style();
    if (const auto *own = qobject_cast<const AccordStyle *>(style))
        return own->theme();
    static const Theme bare;
    return bare;
}

void Theme::install(QApplication &application)
{
    loadFonts();
    application.setStyle(new AccordStyle(*this));
    const auto apply = [this, &application] {
        application.setFont(font(TextRole::Body));
        application.setPalette(palette());
        QToolTip::setPalette(palette());
        QToolTip::setFont(font(TextRole::Secondary));
    };
    apply();
    connect(this, &Theme::changed, &application, apply);
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    settle();
}

void Theme::setSystemDark(bool dark)
{
    m_systemDark = dark;
    settle();
}

void Theme::setDensity(Density density)
{
    if (std::exchange(m_density, density) != density)
        Q_EMIT changed();
}

void Theme::setZoom(int percent)
{
    const int zoom = std::clamp(percent, 80, 200);
    if (std::exchange(m_zoom, zoom) != zoom)
        Q_EMIT changed();
}

void Theme::settle()
{
    const bool dark = m_appearance == Appearance::System ? m_systemDark : m_appearance == Appearance::Dark;
    if (std::exchange(m_dark, dark) != dark)
        Q_EMIT changed();
}

} // namespace accord::ui
