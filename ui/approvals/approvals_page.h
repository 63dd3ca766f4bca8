// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "ui/approvals/approval_decisions.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QPushButton;
class QTabBar;

namespace accord::ui {

class ActRights;
class ApprovalView;
class ApprovalWindow;
class AskedActs;
class FieldDialog;
class StateView;
class TableView;

/// What waits for me, what waits for others, what was decided; the evidence stands in the inspector.
class ApprovalsPage : public Page
{
    Q_OBJECT
public:
    /// \param subject  the approval to begin with; empty for the oldest
    ApprovalsPage(workspace::Workspace &workspace, const QString &subject);
    ~ApprovalsPage() override;

    QString title() const override { return tr("Approvals"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;
    workspace::ApprovalQueue queue() const;
    /// The dialog that asks for an approval; null: none.
    FieldDialog *dialog() const;

private:
    using Model = PagedTableModel<workspace::ApprovalRow>;

    void buildInspector();
    void buildSource();
    void loadCounts();
    void loadItem();
    void showEmpty();
    void approve();
    void approveSelection();
    void reject();
    void ask();
    void delegate();
    QString reasonAgainstAsking() const;
    void openCompact();
    std::vector<Command> requestCommands();
    void askForApproval();
    void askAgain();
    QString reasonAgainstRequest() const;
    QString reasonAgainstAgain() const;
    std::vector<workspace::ApprovalRow> selected() const;
    QString reasonAgainst() const;
    void keepPlace();

    workspace::Workspace &m_workspace;
    jobs::Latest m_list;
    jobs::Latest m_item;
    jobs::Latest m_counts;
    ApprovalDecisions *m_decisions;
    Model *m_model;
    QTabBar *m_tabs;
    TableView *m_table;
    StateView *m_state;
    std::unique_ptr<QWidget> m_side;
    ApprovalView *m_view = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_reject = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_delegate = nullptr;
    QPointer<ApprovalWindow> m_compact;
    AskedActs *m_acts;
    ActRights *m_rights;
    int m_others = 0;
    bool m_isApprover = true;
};

} // namespace accord::ui
