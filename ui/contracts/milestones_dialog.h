// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/milestones.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QDialog>

class QDateEdit;
class QPushButton;

namespace accord::ui {

class Label;
class TableView;

/// The milestones of a contract: what waits for each, and the day on which it was reached, to be told here.
class MilestonesDialog : public QDialog
{
    Q_OBJECT
public:
    MilestonesDialog(workspace::Workspace &workspace, const QString &contract, const QDate &today,
                     QWidget *parent = nullptr);

    TableView *table() const { return m_table; }
    QDateEdit *day() const { return m_day; }
    QPushButton *reachButton() const { return m_reach; }
    QString note() const;

private:
    void load();
    void reach();
    void tell(const QString &sentence);

    workspace::Workspace &m_workspace;
    QString m_contract;
    PagedTableModel<workspace::MilestoneRow> *m_rows;
    TableView *m_table;
    QDateEdit *m_day;
    QPushButton *m_reach;
    Label *m_note;
    jobs::Latest m_latest;
};

} // namespace accord::ui
