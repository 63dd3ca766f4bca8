// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

#include "ui/charts/chart_drawing.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_delegate.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

namespace accord::ui {

Chart::Chart(ChartKind kind, QWidget *parent)
    : QStackedWidget(parent)
    , m_kind(kind)
    , m_table(new QTableView(this))
    , m_cells(new QStandardItemModel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart without data"));
    connect(&Theme::of(this), &Theme::changed, this, [this] {
        if (!m_data.categories.empty())
            draw();
    });
    m_table->setAccessibleName(tr("Table without data"));
    m_table->setModel(m_cells);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    addWidget(m_table);
    setMinimumHeight(180);
}

void Chart::setData(const ChartData &data)
{
    m_data = data;
    setAccessibleName(data.title);
    setAccessibleDescription(data.summary + u' ' + tr("Press T for a table."));
    m_table->setAccessibleName(data.title);
    fillTable();
    draw();
}

bool Chart::isTableShown() const
{
    return currentWidget() == m_table;
}

void Chart::setTableShown(bool shown)
{
    if (QWidget *wanted = shown || !m_picture ? m_table : m_picture)
        setCurrentWidget(wanted);
}

void Chart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier)
        setTableShown(!isTableShown());
    else
        QStackedWidget::keyPressEvent(event);
}

void Chart::draw()
{
    const bool table = m_picture && isTableShown();
    delete m_picture;
    m_picture = drawChart(m_kind, m_data, Theme::of(this), this);
    m_picture->setFocusPolicy(Qt::NoFocus); // the chart itself takes it
    addWidget(m_picture);
    setTableShown(table);
}

void Chart::fillTable()
{
    m_cells->clear();
    QStringList headers{m_data.categoryTitle};
    for (const ChartSeries &series : m_data.series)
        headers << (m_data.unit.isEmpty() ? series.name : tr("%1 (%2)").arg(series.name, m_data.unit));
    m_cells->setHorizontalHeaderLabels(headers);
    for (size_t row = 0; row < m_data.categories.size(); ++row) {
        QList<QStandardItem *> items{new QStandardItem(m_data.categories[row])};
        for (const ChartSeries &series : m_data.series) {
            QString text = row < series.texts.size() ? series.texts[row] : QString();
            if (text.isEmpty() && row < series.values.size())
                text = locale().toString(series.values[row], 'f', 0);
            auto *item = new QStandardItem(text);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            items << item;
        }
        m_cells->appendRow(items);
    }
    for (int i = 1; i < m_cells->columnCount(); ++i)
        m_cells->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::of(this).rowHeight());
    m_table->setColumnWidth(0, 180);
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{ }

void Sparkline::setSpark(const Spark &spark)
{
    m_spark = spark;
    setAccessibleName(spark.spoken);
    update();
}

QSize Sparkline::sizeHint() const
{
    return {metrics::columnSparkline, metrics::rowStandard};
}

void Sparkline::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintSpark(&painter, rect(), m_spark, Theme::of(this));
}

} // namespace accord::ui
