// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sync_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/paged_table_model.h"

#include <QtWidgets/QWidget>

class QPushButton;

namespace accord::ui {

class StateView;
class TableView;

/// The machines that have a copy of this team's workspace, for who looks after people, or one's own: when they were
/// heard of, what they have not read yet, and the way to take one off.
class MachineList : public QWidget
{
    Q_OBJECT
public:
    explicit MachineList(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void showMachines(const std::vector<storage::SyncedDevice> &devices, const QDateTime &now);
    TableView *table() const { return m_table; }
    /// Asks why, and takes the chosen machine off.
    void askToTakeOff();
    /// Why that cannot be done now; empty when it can.
    QString reasonAgainst() const;

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const accord::Error &error);

private:
    using Model = PagedTableModel<storage::SyncedDevice>;

    void takeOff(const QUuid &device, const QString &name, const QString &reason);

    workspace::Workspace &m_workspace;
    QDateTime m_now;
    Model *m_machines;
    TableView *m_table;
    StateView *m_state;
    QPushButton *m_takeOff;
};

} // namespace accord::ui
