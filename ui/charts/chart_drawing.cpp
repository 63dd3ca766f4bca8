// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_drawing.h"

#include "ui/charts/chart.h"
#include "ui/style/theme.h"

#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace accord::ui {
namespace {

QColor seriesColor(const Theme &theme, size_t index)
{
    const auto &colors = theme.tokens().series;
    return colors[index % colors.size()];
}

void addBars(QChart *chart, ChartKind kind, const ChartData &data, const Theme &theme)
{
    QAbstractBarSeries *bars
        = kind == ChartKind::StackedBars ? static_cast<QAbstractBarSeries *>(new QStackedBarSeries) : new QBarSeries;
    for (size_t i = 0; i < data.series.size(); ++i) {
        auto *set = new QBarSet(data.series[i].name);
        for (const double value : data.series[i].values)
            set->append(value);
        set->setColor(seriesColor(theme, i));
        set->setBorderColor(theme.color(Token::Surface));
        bars->append(set);
    }
    bars->setBarWidth(0.6);
    chart->addSeries(bars);
}

void addLines(QChart *chart, const ChartData &data, const Theme &theme)
{
    for (size_t i = 0; i < data.series.size(); ++i) {
        auto *line = new QLineSeries;
        line->setName(data.series[i].name);
        for (size_t at = 0; at < data.series[i].values.size(); ++at) {
            if (!std::isnan(data.series[i].values[at]))
                line->append(double(at), data.series[i].values[at]);
        }
        line->setPen(QPen(seriesColor(theme, i), 2, data.series[i].isExpected ? Qt::DashLine : Qt::SolidLine));
        chart->addSeries(line);
    }
}

void addSteps(QChart *chart, const ChartData &data, const Theme &theme)
{
    for (size_t i = 0; i < data.series.size(); ++i) {
        auto *line = new QLineSeries;
        line->setName(data.series[i].name);
        for (size_t at = 0; at < data.series[i].values.size(); ++at) {
            line->append(double(at) - 0.5, data.series[i].values[at]);
            line->append(double(at) + 0.5, data.series[i].values[at]);
        }
        line->setPen(QPen(seriesColor(theme, i), 2));
        chart->addSeries(line);
    }
}

void addQuota(QChart *chart, const ChartData &data, const Theme &theme)
{
    if (!data.quota)
        return;
    auto *line = new QLineSeries;
    line->setName(data.quotaTitle);
    line->append(-0.5, *data.quota);
    line->append(double(data.categories.size()) - 0.5, *data.quota);
    line->setPen(QPen(theme.color(Token::FillBad), 1.5, Qt::DashLine));
    chart->addSeries(line);
}

double highest(const ChartKind kind, const ChartData &data)
{
    double top = data.quota.value_or(0.0);
    for (size_t row = 0; row < data.categories.size(); ++row) {
        double sum = 0;
        for (const ChartSeries &series : data.series) {
            const double value = row < series.values.size() ? series.values[row] : 0.0;
            sum = kind == ChartKind::StackedBars ? sum + value : std::max(sum, value);
        }
        top = std::max(top, sum);
    }
    return top > 0 ? top : 1.0;
}

QAbstractAxis *everyCategory(const ChartData &data)
{
    auto *axis = new QBarCategoryAxis;
    for (const QString &category : data.categories)
        axis->append(category);
    return axis;
}

/// Below zero where any value is.
double lowest(const ChartData &data)
{
    double bottom = 0;
    for (const ChartSeries &series : data.series) {
        for (const double value : series.values)
            bottom = std::min(bottom, value); // which NaN is not
    }
    return bottom;
}

/// Labels so many categories as fit beside each other.
QAbstractAxis *someCategories(const ChartData &data)
{
    constexpr qsizetype shortLabel = 8;
    const bool areShort = std::ranges::all_of(data.categories, [](const QString &c) { return c.size() <= shortLabel; });
    const size_t mostLabels = areShort ? 4 : 3;
    auto *axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setRange(-0.5, double(data.categories.size()) - 0.5);
    const size_t step = (data.categories.size() + mostLabels - 1) / mostLabels;
    for (size_t at = 0; at < data.categories.size(); at += std::max<size_t>(1, step))
        axis->append(data.categories[at], double(at));
    return axis;
}

void addAxes(QChart *chart, ChartKind kind, const ChartData &data, const Theme &theme)
{
    QAbstractAxis *categories
        = kind == ChartKind::Steps || kind == ChartKind::Lines ? someCategories(data) : everyCategory(data);
    categories->setGridLineVisible(false);
    auto *values = new QValueAxis;
    values->setRange(lowest(data) * 1.08, highest(kind, data) * 1.08);
    values->setTickCount(5);
    values->applyNiceNumbers();
    values->setLabelFormat(highest(kind, data) < 10 ? u"%.2f"_s : u"%.0f"_s);
    for (QAbstractAxis *axis : {categories, static_cast<QAbstractAxis *>(values)}) {
        axis->setLabelsFont(theme.font(TextRole::Caption));
        axis->setLabelsColor(theme.color(Token::Text3));
        axis->setLinePenColor(theme.color(Token::Border));
        axis->setGridLineColor(theme.color(Token::BorderSubtle));
    }
    values->setLineVisible(false);
    chart->addAxis(categories, Qt::AlignBottom);
    chart->addAxis(values, Qt::AlignLeft);
    for (QAbstractSeries *series : chart->series()) {
        series->attachAxis(categories);
        series->attachAxis(values);
    }
}

} // namespace

QWidget *drawChart(ChartKind kind, const ChartData &data, const Theme &theme, QWidget *parent)
{
    auto *chart = new QChart;
    chart->setLocalizeNumbers(true);
    chart->setBackgroundVisible(false);
    chart->setMargins(QMargins(0, 0, 0, 0));
    chart->setContentsMargins(-8, -8, -8, -8); // Qt Charts keeps an inset of its own
    if (kind == ChartKind::Lines)
        addLines(chart, data, theme);
    else if (kind == ChartKind::Steps)
        addSteps(chart, data, theme);
    else
        addBars(chart, kind, data, theme);
    addQuota(chart, data, theme);
    addAxes(chart, kind, data, theme);
    const bool legend = data.series.size() > 1 || data.quota;
    chart->legend()->setVisible(legend);
    chart->legend()->setAlignment(Qt::AlignTop);
    chart->legend()->setFont(theme.font(TextRole::Secondary));
    chart->legend()->setLabelColor(theme.color(Token::Text2));
    auto *view = new QChartView(chart, parent);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setBackgroundBrush(Qt::NoBrush);
    view->viewport()->setAutoFillBackground(false);
    view->viewport()->setFocusPolicy(Qt::NoFocus);
    return view;
}

} // namespace accord::ui
