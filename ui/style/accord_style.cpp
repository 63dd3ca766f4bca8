// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/accord_style.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>

namespace accord::ui {
namespace {

constexpr const char *kindProperty = "accordButtonKind";

bool keyboardFocus(const QStyleOption *option)
{
    return (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange);
}

} // namespace

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, static_cast<int>(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button)
{
    return button ? static_cast<ButtonKind>(button->property(kindProperty).toInt()) : ButtonKind::Standard;
}

AccordStyle::AccordStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{ }

void AccordStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(option, painter, widget);
    case PE_PanelButtonTool:
        return drawToolButton(option, painter);
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(option, painter, option->rect);
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheck(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawCheck(option, painter, true);
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        return drawItem(option, painter);
    case PE_FrameFocusRect:
        if (keyboardFocus(option) && !qobject_cast<const QAbstractItemView *>(widget))
            drawFocusRing(painter, option->rect, metrics::radiusBadge, color(Token::Accent));
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, color(Token::Raised));
        painter->setPen(color(Token::Border));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameMenu:
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        painter->save();
        painter->setPen(color(Token::BorderSubtle));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_IndicatorTabClose:
        if (option->state & State_MouseOver)
            drawRounded(painter, option->rect, metrics::radiusBadge, color(Token::Hover), {});
        return drawIcon(painter, option->rect, u"x"_s, color(Token::Text3), 14);
    case PE_IndicatorHeaderArrow: // part of the label
        return;
    case PE_IndicatorArrowDown:
        return drawIcon(painter, option->rect, u"chevron-down"_s, color(Token::Text2), 14);
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            drawIcon(painter, option->rect, option->state & State_Open ? u"chevron-down"_s : u"chevron-right"_s,
                     color(Token::Text3), 14);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AccordStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: // without the arrow of a menu, which is drawn with the label
        return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        return drawButtonLabel(option, painter, widget);
    case CE_HeaderSection:
        return drawHeaderSection(option, painter);
    case CE_HeaderLabel:
        return drawHeaderLabel(option, painter);
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, color(Token::Surface));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Token::BorderSubtle));
        return;
    case CE_TabBarTabShape:
        return drawTab(option, painter);
    case CE_TabBarTabLabel:
        return drawTabLabel(option, painter, widget);
    case CE_MenuItem:
        return drawMenuItem(option, painter);
    case CE_ProgressBar:
        return drawProgress(option, painter);
    case CE_Splitter: { // a wide handle is easy to take; what is seen of it is a hairline
        const QPoint centre = option->rect.center();
        const QRect line = option->state & State_Horizontal
                               ? QRect(centre.x(), option->rect.top(), 1, option->rect.height())
                               : QRect(option->rect.left(), centre.y(), option->rect.width(), 1);
        painter->fillRect(line, color(Token::BorderSubtle));
        return;
    }
    case CE_MenuBarEmptyArea:
    case CE_ToolBar:
        painter->fillRect(option->rect, color(Token::Window));
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AccordStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        return drawScrollBar(option, painter, widget);
    case CC_ComboBox:
        return drawComboBox(option, painter, widget);
    case CC_SpinBox:
        return drawSpinBox(option, painter, widget);
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void AccordStyle::drawIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &color,
                           int size) const
{
    const QPixmap pixmap = m_theme.pixmap(name, size, painter->device()->devicePixelRatioF(), color);
    painter->drawPixmap(rect.center().x() - (size - 1) / 2, rect.center().y() - (size - 1) / 2, pixmap);
}

void AccordStyle::drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool enabled = option->state & State_Enabled;
    const bool over = enabled && (option->state & State_MouseOver);
    const bool down = option->state & (State_Sunken | State_On);
    QColor fill = color(over || down ? Token::Hover : Token::Surface);
    QColor border = color(enabled ? Token::ControlBorder : Token::Border);
    switch (buttonKind(widget)) {
    case ButtonKind::Primary:
        fill = color(!enabled ? Token::NeutralTint : over || down ? Token::AccentHover : Token::Accent);
        border = QColor();
        break;
    case ButtonKind::Danger:
        fill = over || down ? color(Token::BadTint) : color(Token::Surface);
        border = color(enabled ? Token::Bad : Token::Border);
        break;
    case ButtonKind::Quiet:
        fill = over || down ? color(Token::Hover) : QColor();
        border = QColor();
        break;
    case ButtonKind::Standard:
        break;
    }
    if (!keyboardFocus(option))
        return drawRounded(painter, option->rect, metrics::radiusControl, fill, border);
    const int gap = metrics::focusRing + metrics::focusGap;
    drawRounded(painter, QRectF(option->rect).adjusted(gap, gap, -gap, -gap), metrics::radiusBadge, fill, border);
    drawFocusRing(painter, option->rect, metrics::radiusControl, color(Token::Accent));
}

void AccordStyle::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button)
        return;
    constexpr int gap = 6;
    const bool enabled = option->state & State_Enabled;
    const ButtonKind kind = buttonKind(widget);
    const Token ink = !enabled                      ? Token::Disabled
                      : kind == ButtonKind::Primary ? Token::OnAccent
                      : kind == ButtonKind::Danger  ? Token::Bad
                                                    : Token::Text;
    painter->save();
    painter->setPen(color(ink));
    const int icon = button->icon.isNull() ? 0 : button->iconSize.width();
    const int text = painter->fontMetrics().size(Qt::TextShowMnemonic, button->text).width();
    const int menu = button->features & QStyleOptionButton::HasMenu ? 18 : 0;
    const int wide = icon + (icon > 0 && text > 0 ? gap : 0) + text + menu;
    int x = option->rect.left() + std::max(8, (option->rect.width() - wide) / 2);
    const bool mirrored = option->direction == Qt::RightToLeft;
    const auto place = [&](int from, int width) {
        const QRect rect(from, option->rect.top(), width, option->rect.height());
        return mirrored ? visualRect(option->direction, option->rect, rect) : rect;
    };
    if (icon > 0) {
        button->icon.paint(painter, place(x, icon), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        x += icon + gap;
    }
    painter->drawText(place(x, std::min(text + 2, option->rect.right() - x)),
                      int(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic), button->text);
    if (menu > 0)
        drawIcon(painter, place(x + text + 4, 14), u"chevron-down"_s, color(ink), 14);
    painter->restore();
}

void AccordStyle::drawToolButton(const QStyleOption *option, QPainter *painter) const
{
    const bool enabled = option->state & State_Enabled;
    const bool over = enabled && (option->state & State_MouseOver);
    const bool on = option->state & (State_Sunken | State_On);
    if (over || on)
        drawRounded(painter, option->rect, metrics::radiusControl, color(on ? Token::SelectedInactive : Token::Hover),
                    {});
    if (keyboardFocus(option))
        drawFocusRing(painter, option->rect, metrics::radiusControl, color(Token::Accent));
}

void AccordStyle::drawField(const QStyleOption *option, QPainter *painter, const QRect &rect) const
{
    const bool enabled = option->state & State_Enabled;
    const QColor fill = option->palette.color(QPalette::Base);
    if (enabled && (option->state & State_HasFocus)) {
        drawRounded(painter, rect, metrics::radiusControl, fill, color(Token::Accent), metrics::focusRing);
        return;
    }
    const bool over = enabled && (option->state & State_MouseOver);
    drawRounded(painter, rect, metrics::radiusControl, fill,
                color(over      ? Token::Text3
                      : enabled ? Token::ControlBorder
                                : Token::Border));
}

void AccordStyle::drawCheck(const QStyleOption *option, QPainter *painter, bool round) const
{
    const bool enabled = option->state & State_Enabled;
    const bool on = option->state & State_On;
    const bool partly = option->state & State_NoChange;
    const QRectF box = option->rect;
    const qreal radius = round ? box.height() / 2 : metrics::radiusBadge;
    const QColor mark = color(enabled ? Token::Accent : Token::Disabled);
    drawRounded(painter, box, radius, on || partly ? mark : color(Token::Surface),
                on || partly ? mark : color(enabled ? Token::ControlBorder : Token::Border));
    if (round && on)
        drawRounded(painter, box.adjusted(5, 5, -5, -5), box.height() / 2, color(Token::OnAccent), {});
    else if (on || partly)
        drawIcon(painter, option->rect, partly ? u"minus"_s : u"check"_s, color(Token::OnAccent), 12);
    if (keyboardFocus(option))
        drawFocusRing(painter, box, radius, color(Token::Accent));
}

void AccordStyle::drawItem(const QStyleOption *option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    if (!item)
        return;
    if (item->state & State_Selected) {
        painter->fillRect(item->rect, color(item->state & State_Active ? Token::Selected : Token::SelectedInactive));
    } else if (item->backgroundBrush.style() != Qt::NoBrush) {
        painter->fillRect(item->rect, item->backgroundBrush);
    } else if (item->state & State_MouseOver) {
        painter->fillRect(item->rect, color(Token::Hover));
    }
}

void AccordStyle::drawHeaderSection(const QStyleOption *option, QPainter *painter) const
{
    const bool over = (option->state & State_MouseOver) && (option->state & State_Enabled);
    painter->fillRect(option->rect, color(over ? Token::Hover : Token::Surface));
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), color(Token::Border));
}

void AccordStyle::drawHeaderLabel(const QStyleOption *option, QPainter *painter) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (!header)
        return;
    painter->save();
    painter->setFont(m_theme.font(TextRole::Caption));
    painter->setPen(color(Token::Text3));
    // The label's rectangle already leaves room for the section's margins.
    QRect rect = header->rect.adjusted(2, 0, -2, 0);
    constexpr int arrow = 14;
    const bool right = header->textAlignment & Qt::AlignRight;
    if (header->sortIndicator != QStyleOptionHeader::None) {
        // The base style has left room for its own mark behind the label.
        rect.setRight(rect.right() + pixelMetric(PM_HeaderMarkSize, option) + pixelMetric(PM_HeaderMargin, option));
        const QRect place(right ? rect.left() : rect.right() - arrow, rect.top(), arrow, rect.height());
        // The base style's "sort down" means ascending.
        drawIcon(painter, place,
                 header->sortIndicator == QStyleOptionHeader::SortDown ? u"arrow-up"_s : u"arrow-down"_s,
                 color(Token::Accent), 12);
        painter->setPen(color(Token::Text));
        right ? rect.setLeft(rect.left() + arrow) : rect.setRight(rect.right() - arrow);
    }
    const QString text = painter->fontMetrics().elidedText(header->text, Qt::ElideRight, rect.width());
    painter->drawText(rect, int(header->textAlignment | Qt::AlignVCenter), text);
    painter->restore();
}

void AccordStyle::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const bool selected = option->state & State_Selected;
    if (!selected && (option->state & State_MouseOver))
        drawRounded(painter, QRectF(option->rect).adjusted(2, 4, -2, -4), metrics::radiusControl, color(Token::Hover),
                    {});
    if (selected)
        painter->fillRect(QRect(option->rect.left() + 8, option->rect.bottom() - 1, option->rect.width() - 16, 2),
                          color(Token::Accent));
    if (keyboardFocus(option) && selected)
        drawFocusRing(painter, QRectF(option->rect).adjusted(1, 2, -1, -4), metrics::radiusControl,
                      color(Token::Accent));
}

void AccordStyle::drawTabLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    painter->save();
    const bool selected = option->state & State_Selected;
    painter->setFont(m_theme.font(selected ? TextRole::BodyStrong : TextRole::Body));
    painter->setPen(color(selected ? Token::Text : Token::Text2));
    QRect rect = subElementRect(SE_TabBarTabText, option, widget);
    if (!tab->icon.isNull()) {
        tab->icon.paint(painter,
                        QRect(option->rect.left() + 12, option->rect.top() + (option->rect.height() - 16) / 2, 16, 16));
        rect.setLeft(option->rect.left() + 34);
    }
    const QString text = painter->fontMetrics().elidedText(tab->text, Qt::ElideRight, rect.width() + 4);
    painter->drawText(rect.adjusted(0, 0, 4, 0),
                      int(tab->icon.isNull() ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignLeft), text);
    painter->restore();
}

void AccordStyle::drawMenuItem(const QStyleOption *option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item)
        return;
    const QRect rect = item->rect;
    painter->save();
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), color(Token::BorderSubtle));
        painter->restore();
        return;
    }
    const bool enabled = item->state & State_Enabled;
    if ((item->state & State_Selected) && enabled)
        drawRounded(painter, QRectF(rect).adjusted(4, 1, -4, -1), metrics::radiusBadge, color(Token::Hover), {});
    painter->setFont(item->font);
    painter->setPen(color(enabled ? Token::Text : Token::Disabled));
    const QRect mark(rect.left() + 8, rect.top(), 20, rect.height());
    if (item->checked)
        drawIcon(painter, mark, u"check"_s, color(Token::Accent), 14);
    else if (!item->icon.isNull())
        item->icon.paint(painter, mark.adjusted(2, 0, -2, 0), Qt::AlignCenter,
                         enabled ? QIcon::Normal : QIcon::Disabled);
    const QStringList parts = item->text.split(u'\t');
    const QRect text = rect.adjusted(34, 0, -12, 0);
    painter->drawText(text, int(Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic), parts.value(0));
    if (parts.size() > 1) {
        painter->setPen(color(enabled ? Token::Text3 : Token::Disabled));
        painter->drawText(text, int(Qt::AlignRight | Qt::AlignVCenter), parts.value(1));
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        drawIcon(painter, QRect(rect.right() - 24, rect.top(), 20, rect.height()), u"chevron-right"_s,
                 color(Token::Text3), 14);
    painter->restore();
}

void AccordStyle::drawProgress(const QStyleOption *option, QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return;
    QRectF groove = bar->rect;
    groove = QRectF(groove.left(), groove.center().y() - 3, groove.width(), 6);
    drawRounded(painter, groove, 3, color(Token::NeutralTint), {});
    const int span = bar->maximum - bar->minimum;
    QRectF done = groove;
    if (span <= 0)
        done.setWidth(groove.width() / 3); // busy: how far is not known
    else
        done.setWidth(groove.width() * (bar->progress - bar->minimum) / span);
    if (done.width() >= 1)
        drawRounded(painter, done, 3, color(Token::Accent), {});
}

void AccordStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar)
        return;
    const auto *area = widget ? qobject_cast<const QAbstractScrollArea *>(
                                    widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr)
                              : nullptr;
    if (area && area->viewport()->autoFillBackground())
        painter->fillRect(option->rect, area->viewport()->palette().color(area->viewport()->backgroundRole()));
    if (bar->maximum <= bar->minimum)
        return;
    const QRectF thumb
        = QRectF(subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget)).adjusted(1, 1, -1, -1);
    const bool active = option->state & (State_MouseOver | State_Sunken);
    drawRounded(painter, thumb, 3, color(active ? Token::Text3 : Token::Border), {});
}

void AccordStyle::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!combo)
        return;
    if (buttonKind(widget) == ButtonKind::Quiet)
        drawToolButton(option, painter);
    else
        drawField(option, painter, option->rect);
    drawIcon(painter, QRect(option->rect.right() - 26, option->rect.top(), 24, option->rect.height()),
             u"chevron-down"_s, color(option->state & State_Enabled ? Token::Text2 : Token::Disabled), 14);
}

void AccordStyle::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(option, painter, option->rect);
    const QColor ink = color(option->state & State_Enabled ? Token::Text2 : Token::Disabled);
    drawIcon(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), u"chevron-up"_s, ink, 12);
    drawIcon(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget), u"chevron-down"_s, ink, 12);
}

} // namespace accord::ui
