// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tokens.h"
#include "ui/widgets/values.h"

#include <QtCore/QRectF>
#include <QtWidgets/QStyledItemDelegate>

namespace accord::ui {

class Theme;

/// Draws the cells of every table from their typed values: text, money, dates, badges, bars and small lines.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QString displayText(const QVariant &value, const QLocale &locale) const override;
    /// The whole of a text that is cut.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

/// Text and tint of \a tone.
Token toneText(Tone tone);
Token toneTint(Tone tone);
Token toneFill(Tone tone);

/// Draws a badge at the left (or centre) of \a rect; returns its width.
int paintBadge(QPainter *painter, const QRect &rect, const Badge &badge, const Theme &theme);
/// Draws a line through \a points with a dot at the last one.
void paintSpark(QPainter *painter, const QRectF &rect, const Spark &spark, const Theme &theme);
/// Draws a bar with its text to the right.
void paintBar(QPainter *painter, const QRect &rect, const Bar &bar, const Theme &theme);

} // namespace accord::ui
