// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/sync_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QCheckBox;
class QGridLayout;
class QPushButton;
class QSettings;

namespace accord::ui {

class Label;
class MachineList;
class StateView;
class TableView;

/// How this copy stands to the team: its state, both sides of every conflict, and what waits. For the team
/// itself: its conflicts and the machines that have a copy.
class SyncPage : public Page
{
    Q_OBJECT
public:
    explicit SyncPage(workspace::Workspace &workspace, QSettings *settings = nullptr);
    ~SyncPage() override;

    QString title() const override { return tr("Synchronisation"); }
    std::vector<Command> commands() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

private:
    using Conflicts = PagedTableModel<workspace::ConflictRow>;
    using Waiting = PagedTableModel<workspace::WaitingChange>;
    struct Shown
    {
        workspace::SyncState state;
        std::vector<workspace::ConflictRow> conflicts;
        std::vector<workspace::WaitingChange> waiting;
        std::vector<storage::SyncedDevice> machines; ///< of a team
        QDateTime now;
    };

    static Result<Shown> read(workspace::Services &services);
    void show(const Shown &shown);
    void showSides();
    QWidget *sidesOf(const workspace::ConflictRow &row);
    void synchronise();
    void take(bool mine);

    workspace::Workspace &m_workspace;
    jobs::Latest m_reading;
    workspace::SyncState m_shownState;
    bool m_running = false;
    Label *m_headline;
    Label *m_state;
    Label *m_content; ///< what a copy holds
    Label *m_failure;
    QPushButton *m_run;
    QSettings *m_settings;
    QCheckBox *m_byItself;
    Conflicts *m_conflicts;
    TableView *m_conflictTable;
    StateView *m_conflictView;
    QWidget *m_sides;
    QWidget *m_inside = nullptr;
    Waiting *m_waiting;
    TableView *m_waitingTable;
    StateView *m_waitingView;
    Label *m_waitingTitle;
    MachineList *m_machines;
};

} // namespace accord::ui
