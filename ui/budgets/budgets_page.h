// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QVBoxLayout;

namespace accord::ui {

class StateView;
class TableView;

/// Budgets with what was spent, is committed and is to be expected; the documents of one stand in the inspector.
class BudgetsPage : public Page
{
    Q_OBJECT
public:
    /// \param subject  the budget to begin with; empty for the first
    BudgetsPage(workspace::Workspace &workspace, const QString &subject);
    ~BudgetsPage() override;

    QString title() const override { return tr("Budgets"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

private:
    using Model = PagedTableModel<workspace::BudgetSheet>;

    void buildSource();
    void showSheet();
    void addFigures(const workspace::BudgetSheet &sheet, QVBoxLayout *column);
    void addDocuments(const workspace::BudgetSheet &sheet, QVBoxLayout *column);
    void openDialog(bool isNew);
    void remove();

    workspace::Workspace &m_workspace;
    jobs::Latest m_list;
    Model *m_model;
    TableView *m_table;
    StateView *m_state;
    std::unique_ptr<QWidget> m_side;
    QWidget *m_inside = nullptr;
};

} // namespace accord::ui
