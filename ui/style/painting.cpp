// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/painting.h"

#include "ui/style/metrics.h"

namespace accord::ui {

void drawRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
                 qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    const qreal half = border.isValid() ? width / 2 : 0.0;
    painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
    painter->restore();
}

void drawFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const QColor &ring)
{
    drawRounded(painter, rect, radius, {}, ring, metrics::focusRing);
}

} // namespace accord::ui
