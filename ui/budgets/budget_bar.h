// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtWidgets/QWidget>

namespace accord::ui {

/// What stands in a bar, all of one currency.
struct BudgetFigures
{
    Money actual;
    Money committed;
    Money expected; ///< beyond both: planned, or what is being decided
    Money budget;
};

/// Spending against a budget: actual filled, committed lighter, expected hatched, the budget as a line across. What is
/// spent above it has the colour of trouble, what is only expected to be above it that of a warning. The same in words
/// for a screen reader.
class BudgetBar : public QWidget
{
    Q_OBJECT
public:
    explicit BudgetBar(QWidget *parent = nullptr);
    void showBudget(const BudgetFigures &figures);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BudgetFigures m_figures;
};

} // namespace accord::ui
