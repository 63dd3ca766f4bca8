// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/style/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

namespace accord::ui {

Label::Label(const QString &text, TextRole role, Token token, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    applyTheme();
    connect(&Theme::of(this), &Theme::changed, this, &Label::applyTheme); // no event tells of another palette
}

void Label::setRole(TextRole role)
{
    m_role = role;
    applyTheme();
}

void Label::setToken(Token token)
{
    m_token = token;
    applyTheme();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    setSizePolicy(elided ? QSizePolicy::Ignored : QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
}

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(0, hint.height()) : hint;
}

bool Label::event(QEvent *event)
{
    const bool handled = QLabel::event(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange
        || event->type() == QEvent::StyleChange)
        applyTheme();
    return handled;
}

void Label::paintEvent(QPaintEvent *event)
{
    if (!m_elided)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect place = contentsRect();
    painter.drawText(place, int(alignment() | Qt::TextSingleLine),
                     fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
}

void Label::applyTheme()
{
    const Theme &theme = Theme::of(this);
    setFont(theme.font(m_role));
    QPalette own;
    own.setColor(QPalette::WindowText, theme.color(m_token));
    own.setColor(QPalette::Disabled, QPalette::WindowText, theme.color(Token::Disabled));
    setPalette(own);
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    // Escaped and marked as markup, or the escapes themselves would be shown.
    widget->setToolTip(text.isEmpty() ? QString() : u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped()));
}

} // namespace accord::ui
