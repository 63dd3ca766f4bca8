// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QPixmap>

namespace accord::ui {

/// Renders the SVG icons of the resources in a colour and keeps what it rendered.
class IconStore
{
public:
    /// \a name at \a size logical pixels for a screen of \a ratio. A name without file gives an empty pixmap.
    QPixmap pixmap(const QString &name, int size, qreal ratio, const QColor &color);
    void clear() { m_cache.clear(); }

private:
    QHash<QString, QPixmap> m_cache;
    QHash<QString, QByteArray> m_sources;
};

} // namespace accord::ui
