// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/paged_table_model.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainterPath>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace accord::ui {
namespace {

constexpr int padding = 8;

bool isStrong(const QModelIndex &index)
{
    const auto *model = qobject_cast<const PagedTableModelBase *>(index.model());
    return model && model->columns()[size_t(index.column())].strong;
}

bool wraps(const QModelIndex &index)
{
    const auto *model = qobject_cast<const PagedTableModelBase *>(index.model());
    return model && model->columns()[size_t(index.column())].wraps;
}

/// What a cell says, as it is drawn; empty for a line.
QString textOf(const QModelIndex &index, const QLocale &locale)
{
    const QVariant value = index.data(ValueRole);
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<Badge>())
        return value.value<Badge>().text;
    if (type == QMetaType::fromType<Spark>() || type == QMetaType::fromType<Bar>())
        return {};
    return value.isValid() ? valueText(value, locale) : index.data().toString();
}

/// \a text in \a place on two lines, the second one cut where it has to be.
void paintInTwoLines(QPainter *painter, const QRect &place, const QString &text)
{
    const QFontMetrics metrics = painter->fontMetrics();
    if (metrics.horizontalAdvance(text) <= place.width())
        return painter->drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter), text); // smaller, it is short enough
    qsizetype end = text.size();
    while (end > 0 && metrics.horizontalAdvance(text.left(end).trimmed()) > place.width())
        end = text.lastIndexOf(u' ', end - 1);
    const QString first = end > 0 ? text.left(end).trimmed() : QString();
    const QString rest
        = metrics.elidedText(text.mid(std::max<qsizetype>(end, 0)).trimmed(), Qt::ElideRight, place.width());
    const int height = metrics.ascent() + metrics.descent();
    const int top = place.center().y() - height;
    painter->drawText(QRect(place.left(), top, place.width(), height), int(Qt::AlignLeft | Qt::AlignVCenter), first);
    painter->drawText(QRect(place.left(), top + height, place.width(), height), int(Qt::AlignLeft | Qt::AlignVCenter),
                      rest);
}

/// \a text in \a place, and \a underneath in smaller letters under it.
void paintUnderneath(QPainter *painter, const QRect &place, Qt::Alignment alignment, const QString &text,
                     const QString &underneath, const Theme &theme)
{
    const int along = int((alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter);
    const int height = painter->fontMetrics().height();
    const QFontMetrics small(theme.font(TextRole::Caption));
    const int top = place.center().y() - (height + small.height()) / 2;
    painter->drawText(QRect(place.left(), top, place.width(), height), along,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    painter->setFont(theme.font(TextRole::Caption));
    painter->setPen(theme.color(Token::Text2));
    painter->drawText(QRect(place.left(), top + height, place.width(), small.height()), along,
                      small.elidedText(underneath, Qt::ElideRight, place.width()));
}

bool isRowFocused(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view && view->hasFocus() && view->currentIndex().row() == index.row();
}

/// A heading runs over all columns: each cell paints its part of it.
void paintHeading(QPainter *painter, const QStyleOptionViewItem &cell, const QString &text, const Theme &theme)
{
    const auto *view = qobject_cast<const QTableView *>(cell.widget);
    const QRect viewport = view ? view->viewport()->rect() : cell.rect;
    painter->save();
    painter->setClipRect(cell.rect);
    painter->fillRect(cell.rect, theme.color(Token::Stripe));
    painter->fillRect(QRect(cell.rect.left(), cell.rect.bottom(), cell.rect.width(), 1), theme.color(Token::Border));
    painter->setFont(theme.font(TextRole::BodyStrong));
    painter->setPen(theme.color(Token::Text2));
    const QRect place(viewport.left() + padding, cell.rect.top(), viewport.width() - 2 * padding, cell.rect.height());
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace

Token toneText(Tone tone)
{
    constexpr Token tokens[]{Token::Neutral, Token::Info, Token::Good, Token::Warning, Token::Bad};
    return tokens[static_cast<int>(tone)];
}

Token toneTint(Tone tone)
{
    constexpr Token tokens[]{Token::NeutralTint, Token::InfoTint, Token::GoodTint, Token::WarningTint, Token::BadTint};
    return tokens[static_cast<int>(tone)];
}

Token toneFill(Tone tone)
{
    constexpr Token tokens[]{Token::Accent, Token::Accent, Token::FillGood, Token::FillWarning, Token::FillBad};
    return tokens[static_cast<int>(tone)];
}

int paintBadge(QPainter *painter, const QRect &rect, const Badge &badge, const Theme &theme)
{
    painter->save();
    painter->setFont(theme.font(TextRole::Caption));
    const int height = theme.scaled(18);
    const int width = std::min(painter->fontMetrics().horizontalAdvance(badge.text) + 14, rect.width());
    const QRect place(rect.left(), rect.center().y() - height / 2, width, height);
    drawRounded(painter, place, metrics::radiusBadge, theme.color(toneTint(badge.tone)), {});
    painter->setPen(theme.color(toneText(badge.tone)));
    painter->drawText(place, Qt::AlignCenter, painter->fontMetrics().elidedText(badge.text, Qt::ElideRight, width - 8));
    painter->restore();
    return width;
}

void paintSpark(QPainter *painter, const QRectF &rect, const Spark &spark, const Theme &theme)
{
    const auto &points = spark.points;
    double low = INFINITY;
    double high = -INFINITY;
    for (const double point : points) {
        if (!std::isnan(point)) {
            low = std::min(low, point);
            high = std::max(high, point);
        }
    }
    if (points.size() < 2 || !(low <= high))
        return;
    const double span = high > low ? high - low : 1.0;
    const QRectF area = rect.adjusted(2, 4, -4, -4);
    QPainterPath path;
    QPointF last;
    bool open = false;
    for (size_t i = 0; i < points.size(); ++i) {
        if (std::isnan(points[i])) {
            open = false;
            continue;
        }
        const double level = high > low ? (points[i] - low) / span : 0.5;
        last = QPointF(area.left() + area.width() * double(i) / double(points.size() - 1),
                       area.bottom() - area.height() * level);
        open ? path.lineTo(last) : path.moveTo(last);
        open = true;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme.color(Token::Accent), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(path);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Token::Accent));
    painter->drawEllipse(last, 2.0, 2.0);
    painter->restore();
}

void paintBar(QPainter *painter, const QRect &rect, const Bar &bar, const Theme &theme)
{
    painter->save();
    painter->setFont(theme.font(TextRole::Secondary));
    const int textWidth = std::max(44, painter->fontMetrics().horizontalAdvance(bar.text) + 4);
    const QRectF groove(rect.left(), rect.center().y() - 2.5, std::max(20, rect.width() - textWidth - 8), 6);
    drawRounded(painter, groove, 3, theme.color(Token::NeutralTint), {});
    QRectF part = groove;
    part.setWidth(groove.width() * std::clamp(bar.share, 0.0, 1.0));
    if (part.width() >= 1)
        drawRounded(painter, part, 3, theme.color(toneFill(bar.tone)), {});
    painter->setPen(theme.color(Token::Text2));
    painter->drawText(QRect(rect.right() - textWidth, rect.top(), textWidth, rect.height()),
                      Qt::AlignRight | Qt::AlignVCenter, bar.text);
    painter->restore();
}

QString CellDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return valueText(value, locale);
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const QString text = event->type() == QEvent::ToolTip ? textOf(index, option.locale) : QString();
    const Theme &theme = Theme::of(view);
    const QFontMetrics metrics(theme.font(isStrong(index) ? TextRole::BodyStrong : TextRole::Body));
    if (text.isEmpty() || metrics.horizontalAdvance(text) <= option.rect.width() - 2 * padding)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped()), view, option.rect);
    return true;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = QStyledItemDelegate::sizeHint(option, index);
    return {hint.width() + 2 * padding, Theme::of(option.widget).rowHeight()};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const bool focused = isRowFocused(option, index);
    if (!(focused && (cell.state & QStyle::State_Selected)))
        cell.state.setFlag(QStyle::State_Active, focused);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
    painter->fillRect(QRect(cell.rect.left(), cell.rect.bottom(), cell.rect.width(), 1),
                      theme.color(Token::BorderSubtle));
    if (focused && cell.viewItemPosition == QStyleOptionViewItem::Invalid && index.column() == 0)
        painter->fillRect(QRect(cell.rect.left(), cell.rect.top(), 2, cell.rect.height()), theme.color(Token::Accent));

    if (const QVariant heading = index.data(HeadingRole); heading.isValid())
        return paintHeading(painter, option, heading.toString(), theme);
    const QVariant value = index.data(ValueRole);
    const QRect inner = cell.rect.adjusted(padding, 0, -padding, -1);
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<Badge>()) {
        if (!value.value<Badge>().text.isEmpty())
            paintBadge(painter, inner, value.value<Badge>(), theme);
        return;
    }
    if (type == QMetaType::fromType<Spark>())
        return paintSpark(painter, inner, value.value<Spark>(), theme);
    if (type == QMetaType::fromType<Bar>())
        return paintBar(painter, inner, value.value<Bar>(), theme);

    painter->save();
    painter->setFont(theme.font(isStrong(index) ? TextRole::BodyStrong : TextRole::Body));
    const QString secondary = index.data(SecondaryRole).toString();
    const QString text = value.isValid() ? valueText(value, cell.locale) : index.data().toString();
    const bool missing = text == noValue();
    painter->setPen(theme.color(missing ? Token::Text3 : Token::Text));
    QRect place = inner;
    if (wraps(index) && painter->fontMetrics().horizontalAdvance(text) > inner.width()) {
        painter->setFont(theme.font(TextRole::Caption));
        paintInTwoLines(painter, inner, text);
        return painter->restore();
    }
    if (const QString underneath = index.data(UnderneathRole).toString(); !underneath.isEmpty()) {
        paintUnderneath(painter, inner, cell.displayAlignment, text, underneath, theme);
        return painter->restore();
    }
    const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
    painter->drawText(place, int(cell.displayAlignment), shown);
    if (!secondary.isEmpty()) {
        place.setLeft(place.left() + painter->fontMetrics().horizontalAdvance(shown) + 8);
        painter->setFont(theme.font(TextRole::Secondary));
        painter->setPen(theme.color(Token::Text3));
        if (painter->fontMetrics().horizontalAdvance(secondary) <= place.width()) // a part of it says nothing
            painter->drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter), secondary);
    }
    painter->restore();
}

} // namespace accord::ui
