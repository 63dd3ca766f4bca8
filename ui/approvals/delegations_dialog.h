// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/stand_ins.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QDialog>

class QVBoxLayout;

namespace accord::ui {

class Label;

/// Who decides in whose place, today or later; one's own can be taken back.
class DelegationsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit DelegationsDialog(workspace::Workspace &workspace, QWidget *parent = nullptr);
    int count() const { return m_count; }

private:
    void load();
    void show(const std::vector<workspace::StandInRow> &rows);
    void takeBack(const approvals::StandingDelegationId &id);

    workspace::Workspace &m_workspace;
    QWidget *m_inside = nullptr;
    QVBoxLayout *m_column;
    Label *m_problem;
    int m_count = 0;
};

} // namespace accord::ui
