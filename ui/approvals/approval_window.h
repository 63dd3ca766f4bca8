// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "ui/approvals/approval_decisions.h"

#include <QtWidgets/QWidget>

class QPushButton;
class QToolButton;

namespace accord::ui {

class ApprovalView;
class Label;

/// What waits for me in a window of 360 × 640, one item at a time: A approves, R rejects, C asks, D delegates, → and ←
/// go on and back.
class ApprovalWindow : public QWidget
{
    Q_OBJECT
public:
    explicit ApprovalWindow(workspace::Workspace &workspace, QWidget *parent = nullptr);

    int count() const { return int(m_rows.size()); }
    int position() const { return m_position; }
    QSize sizeHint() const override;

public Q_SLOTS:
    void reload();

Q_SIGNALS:
    /// The queue was read again.
    void loaded();

private:
    void addKeys();
    void go(int position);
    void showItem();
    void approve();
    void reject();

    workspace::Workspace &m_workspace;
    jobs::Latest m_list;
    jobs::Latest m_item;
    ApprovalDecisions *m_decisions;
    std::vector<workspace::ApprovalRow> m_rows;
    int m_position = 0;
    Label *m_place;
    Label *m_note;
    QToolButton *m_previous;
    QToolButton *m_next;
    ApprovalView *m_view;
    QPushButton *m_approve;
    QPushButton *m_reject;
};

} // namespace accord::ui
