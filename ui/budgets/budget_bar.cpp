// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/budgets/budget_bar.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"
#include "ui/widgets/values.h"

#include <algorithm>

namespace accord::ui {

namespace {
constexpr int barHeight = 12;

/// For drawing only.
double sizeOf(const Money &amount)
{
    return double(std::max<qint64>(amount.minor(), 0));
}
} // namespace

BudgetBar::BudgetBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BudgetBar::showBudget(const BudgetFigures &figures)
{
    m_figures = figures;
    setAccessibleName(tr("Budget of %1: %2 spent, %3 committed, %4 expected")
                          .arg(moneyText(figures.budget), amountText(figures.actual), amountText(figures.committed),
                               amountText(figures.expected)));
    update();
}

QSize BudgetBar::sizeHint() const
{
    return {120, Theme::of(this).scaled(barHeight + 2 * metrics::grid)};
}

void BudgetBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double budget = sizeOf(m_figures.budget);
    const double parts[]{sizeOf(m_figures.actual), sizeOf(m_figures.committed), sizeOf(m_figures.expected)};
    const double whole = std::max(budget, parts[0] + parts[1] + parts[2]);
    const QRectF body(0.5, metrics::grid, width() - 1, height() - 2 * metrics::grid);
    drawRounded(&painter, body, metrics::radiusBadge, theme.color(Token::NeutralTint),
                theme.color(Token::ControlBorder));
    if (whole <= 0)
        return;
    const bool isOver = parts[0] + parts[1] > budget, willBeOver = whole > budget;
    const QColor fill = theme.color(isOver ? Token::FillBad : willBeOver ? Token::FillWarning : Token::Accent);
    const Qt::BrushStyle styles[]{Qt::SolidPattern, Qt::Dense4Pattern, Qt::BDiagPattern};
    double left = body.left();
    for (int i = 0; i < 3; ++i) {
        const QRectF part(left, body.top() + 1, body.width() * parts[i] / whole, body.height() - 2);
        painter.fillRect(part, QBrush(fill, styles[i]));
        left = part.right();
    }
    const double line = body.left() + body.width() * budget / whole;
    painter.setPen(QPen(theme.color(Token::Text), 2));
    painter.drawLine(QPointF(line, 0), QPointF(line, height()));
}

} // namespace accord::ui
