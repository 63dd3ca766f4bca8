// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/values.h"

#include <QtWidgets/QStackedWidget>

#include <optional>
#include <vector>

class QStandardItemModel;
class QTableView;

namespace accord::ui {

/// One run of values, one per category; of lines, NaN is a gap. The doubles are for drawing; the table shows \c texts.
struct ChartSeries
{
    QString name;
    std::vector<double> values;
    std::vector<QString> texts = {}; ///< the exact figures; empty = the values
    bool isExpected = false; ///< not known yet: a dashed line
};

/// What a chart shows: values by category (month, location, meter), with an optional level such as the included quota.
struct ChartData
{
    QString title;
    QString unit;
    QString categoryTitle; ///< heading of the first column of the table
    std::vector<QString> categories;
    std::vector<ChartSeries> series;
    std::optional<double> quota = {};
    QString quotaTitle = {};
    QString summary = {}; ///< the chart in a sentence, for the screen reader
};

enum class ChartKind {
    Bars,
    StackedBars,
    Lines, ///< from value to value; many categories are labelled at intervals, as of Steps
    Steps ///< each value holds over its whole category
};

/// A standard chart in the colours of the theme that can be shown as a table instead. Qt Charts stays behind it and is
/// loaded when the first chart is shown.
class Chart : public QStackedWidget
{
    Q_OBJECT
public:
    explicit Chart(ChartKind kind, QWidget *parent = nullptr);
    void setData(const ChartData &data);
    bool isTableShown() const;
    const QTableView *table() const { return m_table; }

public Q_SLOTS:
    void setTableShown(bool shown);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void draw();
    void fillTable();

    ChartKind m_kind;
    ChartData m_data;
    QWidget *m_picture = nullptr;
    QTableView *m_table;
    QStandardItemModel *m_cells;
};

/// A small line without axes.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);
    void setSpark(const Spark &spark);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Spark m_spark;
};

} // namespace accord::ui
