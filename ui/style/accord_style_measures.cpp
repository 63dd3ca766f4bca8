// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/accord_style.h"

#include "ui/style/metrics.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>

// How large things are and how they behave; what they look like stands in accord_style.cpp.
namespace accord::ui {

QRect AccordStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                  const QWidget *widget) const
{
    if (control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    int size = length;
    if (range > 0)
        size = std::clamp(int(qint64(bar->pageStep) * length / (qint64(range) + bar->pageStep)), std::min(28, length),
                          length);
    const int start
        = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - size, bar->upsideDown);
    const auto along = [&](int from, int extent) {
        return horizontal ? QRect(bar->rect.left() + from, bar->rect.top(), extent, bar->rect.height())
                          : QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), extent);
    };
    switch (subControl) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return along(start, size);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + size, length - start - size);
    default:
        return {};
    }
}

QSize AccordStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int control = m_theme.scaled(metrics::control);
    switch (type) {
    case CT_PushButton:
        result = QSize(std::max(size.width() + 28, 72), std::max(control, size.height()));
        break;
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(std::max(control, result.height()));
        break;
    case CT_ComboBox:
        result = QSize(result.width() + 8, std::max(control, size.height()));
        break;
    case CT_ToolButton:
        result = result.expandedTo(QSize(m_theme.scaled(metrics::smallTarget), m_theme.scaled(metrics::smallTarget)));
        break;
    case CT_TabBarTab:
        result = QSize(size.width() + 12, m_theme.scaled(metrics::tabStrip));
        break;
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {result.width(), 9};
        const bool keys = item && item->text.contains(u'\t');
        return {size.width() + 34 + 24 + (keys ? 24 : 0), m_theme.scaled(28)};
    }
    case CT_HeaderSection:
        result.setHeight(m_theme.scaled(metrics::header));
        break;
    default:
        break;
    }
    return result;
}

int AccordStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::scrollBar;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ToolBarItemMargin:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.scaled(16);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
        return m_theme.scaled(metrics::iconSmall);
    case PM_ToolBarIconSize:
        return m_theme.scaled(metrics::iconToolbar);
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return m_theme.scaled(18);
    case PM_HeaderMargin:
        return 6;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::insetSmall;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AccordStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ScrollBar_ContextMenu:
    case SH_ComboBox_Popup:
    case SH_TabBar_Alignment:
        return hint == SH_TabBar_Alignment ? int(Qt::AlignLeft) : 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

void AccordStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
        || qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *field = qobject_cast<QLineEdit *>(widget); field && field->textMargins().isNull()
                                                         && !qobject_cast<QComboBox *>(field->parentWidget())
                                                         && !qobject_cast<QAbstractSpinBox *>(field->parentWidget()))
        field->setTextMargins(metrics::grid, 0, metrics::grid, 0);
}

} // namespace accord::ui
