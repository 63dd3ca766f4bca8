// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class Label;
class StateView;
class TableView;

/// The approval policy: its versions, the document of one to be edited, what its rules say in words, what it would have
/// asked about the documents of the last year, and the open requests that it moves.
class PolicyPage : public Page
{
    Q_OBJECT
public:
    explicit PolicyPage(workspace::Workspace &workspace);
    ~PolicyPage() override;

    QString title() const override { return tr("Approval policy"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

private:
    using Model = PagedTableModel<workspace::SimulatedDocument>;
    struct Knowledge;

    void buildLayout();
    void buildSide();
    void loadVersions();
    void showVersion(int index);
    void readText();
    void simulate();
    void propose();
    void publish();
    void tellPublished(const Result<workspace::PolicyPublication> &published);
    void showMoves(const std::vector<workspace::MovedRequest> &moved);
    QString reasonAgainstProposing() const;
    QString reasonAgainstPublishing() const;
    const storage::PolicyVersion *shown() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    jobs::Latest m_trial;
    QComboBox *m_versions;
    QPlainTextEdit *m_text;
    Label *m_problem;
    Label *m_summary;
    QPushButton *m_simulate;
    QPushButton *m_propose;
    QPushButton *m_publish;
    Model *m_model;
    TableView *m_table;
    StateView *m_state;
    QTimer *m_pause;
    std::unique_ptr<QWidget> m_side;
    Label *m_rules = nullptr;
    Label *m_moves = nullptr;
    std::vector<storage::PolicyVersion> m_known;
    std::vector<workspace::SimulatedDocument> m_documents;
    std::optional<approvals::Policy> m_policy; ///< what the text says, where it says one
};

} // namespace accord::ui
