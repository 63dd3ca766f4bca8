// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "core/base/error.h"

#include <QtCore/QFile>
#include <QtCore/QtMath>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

namespace accord::ui {

QPixmap IconStore::pixmap(const QString &name, int size, qreal ratio, const QColor &color)
{
    const QString key = u"%1|%2|%3|%4"_s.arg(name).arg(size).arg(ratio).arg(color.rgba());
    if (const auto kept = m_cache.constFind(key); kept != m_cache.cend())
        return *kept;
    if (!m_sources.contains(name)) {
        QFile file(u":/accord/icons/%1.svg"_s.arg(name));
        m_sources.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    QByteArray svg = m_sources.value(name);
    if (svg.isEmpty())
        return {};
    // QtSvg draws currentColor black.
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    const int pixels = qCeil(size * ratio);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    m_cache.insert(key, pixmap);
    return pixmap;
}

} // namespace accord::ui
