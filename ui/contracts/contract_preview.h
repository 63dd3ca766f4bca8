// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "core/workspace/term_preview.h"

#include <QtWidgets/QWidget>

#include <memory>

class QComboBox;
class QScrollArea;
class QStandardItemModel;
class QTableView;
class QVBoxLayout;

namespace accord::ui {

class Chart;
class FactGrid;
class FigureLabel;
class Label;

/// What the contract that is being written comes to: totals, the price of an item by period as a chart and a table, and
/// everything worth saying.
class ContractPreview : public QWidget
{
    Q_OBJECT
public:
    explicit ContractPreview(QWidget *parent = nullptr);

    void showPreview(const workspace::TermPreview &preview);
    /// The figures shown are those of an earlier state.
    void showStale(const QString &reason);
    void showFindings(const std::vector<contracts::Finding> &findings);
    /// Shows the prices of the item \a key.
    void showItem(const QString &key);
    QString total() const;
    Chart *chart() const { return m_chart; }

Q_SIGNALS:
    /// Somebody asked for the field that a finding is about.
    void fieldWanted(const QString &path);

private:
    QWidget *buildFigures();
    QWidget *buildPrices();
    void showPrices();
    static QString whatElse(const pricing::RampTerms &terms);
    void fillTable(const workspace::ItemPreview &item);
    void fillChart(const workspace::ItemPreview &item);

    workspace::TermPreview m_preview;
    QString m_wanted;
    FigureLabel *m_total;
    FactGrid *m_facts;
    Label *m_stale;
    QWidget *m_prices = nullptr; ///< the card with chart and table
    QComboBox *m_items;
    Chart *m_chart;
    QTableView *m_table;
    QStandardItemModel *m_cells;
    QVBoxLayout *m_findings;
};

/// \a preview in a frame that scrolls, for the inspector.
std::unique_ptr<QScrollArea> inspectorAround(ContractPreview *preview, const QString &name);

} // namespace accord::ui
