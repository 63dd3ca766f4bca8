// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QProgressBar;
class QPushButton;

namespace accord::ui {

class FactGrid;
class StateView;
class TableView;

/// Where the data is, whether it is sound, and copies of it.
class DatabaseSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit DatabaseSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void verify();
    /// Asks where and writes a verified copy.
    void askAndBackUp();
    void backUp(const QString &path);

private:
    QWidget *buildFile();
    QWidget *buildBackup();
    void showChecks(const std::vector<storage::InvariantCheck> &checks);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    FactGrid *m_facts = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_backUp = nullptr;
    QProgressBar *m_progress = nullptr;
    QPointer<QFutureWatcherBase> m_work;
    PagedTableModel<storage::InvariantCheck> *m_checks;
    TableView *m_table;
    StateView *m_state;
};

} // namespace accord::ui
