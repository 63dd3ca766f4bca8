// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QPainter>

namespace accord::ui {

/// A rounded rectangle whose hairline border lies inside \a rect. Either colour may be invalid for "none".
void drawRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
                 qreal width = 1.0);

/// The focus ring: 2 px of \a ring along the inside of \a rect, then a gap of 1 px.
void drawFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const QColor &ring);

} // namespace accord::ui
