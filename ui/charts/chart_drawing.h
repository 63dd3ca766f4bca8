// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace accord::ui {

struct ChartData;
enum class ChartKind;
class Theme;

/// Makes the widget that draws \a data. The only place that knows Qt Charts.
QWidget *drawChart(ChartKind kind, const ChartData &data, const Theme &theme, QWidget *parent);

} // namespace accord::ui
