// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/search_button.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"

#include <QtGui/QPainter>

namespace accord::ui {

SearchButton::SearchButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(metrics::control);
    setMinimumWidth(360);
}

QSize SearchButton::sizeHint() const
{
    return {360, metrics::control};
}

void SearchButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    drawRounded(&painter, rect(), metrics::radiusControl, theme.color(underMouse() ? Token::Hover : Token::Surface),
                theme.color(Token::Border));
    painter.drawPixmap(10, (height() - 16) / 2,
                       theme.pixmap(u"search"_s, 16, devicePixelRatioF(), theme.color(Token::Text3)));
    painter.setFont(theme.font(TextRole::Body));
    painter.setPen(theme.color(Token::Text3));
    painter.drawText(rect().adjusted(34, 0, -60, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setFont(theme.font(TextRole::Caption));
    painter.drawText(rect().adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, tr("Ctrl K"));
    if (hasFocus())
        drawFocusRing(&painter, rect(), metrics::radiusControl, theme.color(Token::Accent));
}

} // namespace accord::ui
