// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/revenue.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QComboBox;

namespace accord::ui {

class DerivationTree;
class Label;
class TableView;

/// How a contract becomes revenue: what was billed, recognised and deferred month by month, and where each promise's
/// months come from.
class RevenueDialog : public QDialog
{
    Q_OBJECT
public:
    RevenueDialog(workspace::Workspace &workspace, const QString &contract, QWidget *parent = nullptr);

    TableView *table() const { return m_table; }
    QComboBox *figures() const { return m_figures; }
    DerivationTree *derivation() const { return m_tree; }
    QString summary() const;

private:
    QWidget *buildExplanation();
    void load(const QString &contract);
    void show(const workspace::RevenueReport &report);
    void explain(int figure);

    workspace::Workspace &m_workspace;
    PagedTableModel<recognition::MonthBalance> *m_months;
    TableView *m_table;
    Label *m_summary;
    QComboBox *m_figures;
    DerivationTree *m_tree;
    std::vector<pricing::Derivation> m_derivations;
    jobs::Latest m_latest;
};

} // namespace accord::ui
