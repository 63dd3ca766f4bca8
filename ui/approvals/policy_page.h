// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QComboBox;
class QStackedWidget;
class QSplitter;
class QTabBar;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace accord::ui {

class FormDraft;
class Label;
class PolicyForm;
class StateView;
class TableView;

/// The approval policy: its versions, one of them to be edited as a form or as its document, what its rules say in
/// words, what it would have asked about the documents of the last year, and the open requests that it moves.
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

    PolicyForm *form() const { return m_form; }
    QTabBar *tabs() const { return m_tabs; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using Model = PagedTableModel<workspace::SimulatedDocument>;
    struct Knowledge;

    void buildLayout();
    void buildSide();
    void loadVersions();
    void showVersion(int index);
    void readText();
    void takeForm();
    void fillForm();
    void showProblem(const Error &error);
    void showTab(int tab);
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
    QTabBar *m_tabs;
    QStackedWidget *m_parts;
    QSplitter *m_split; ///< the policy, and beside or below it what it would have asked
    PolicyForm *m_form;
    QPlainTextEdit *m_text;
    Label *m_problem;
    Label *m_summary;
    QPushButton *m_simulate;
    QPushButton *m_propose;
    QPushButton *m_publish;
    Model *m_model;
    TableView *m_table;
    StateView *m_state;
    QPointer<FormDraft> m_draft;
    QTimer *m_pause;
    QTimer *m_live; ///< until the policy is simulated by itself
    bool m_textIsAhead = false; ///< of the form
    QByteArray m_simulated; ///< digest of the policy that was looked at last
    std::unique_ptr<QWidget> m_side;
    Label *m_rules = nullptr;
    Label *m_moves = nullptr;
    std::vector<storage::PolicyVersion> m_known;
    std::vector<workspace::SimulatedDocument> m_documents;
    std::optional<approvals::Policy> m_policy; ///< what the text says, where it says one
};

} // namespace accord::ui
