// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/amendment_preview.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

class QPushButton;
class QScrollArea;
class QTimer;
class QVBoxLayout;

namespace accord::ui {

class ContractDocument;
class ContractPreview;
class DocumentDraft;
class FieldForm;
class Label;
class ListSection;
class StateView;

/// Agrees on changes of a contract from a day on: what changes at the left, the next invoices before and after at the
/// right. Accepting saves the next version.
class AmendmentPage : public Page
{
    Q_OBJECT
public:
    AmendmentPage(workspace::Workspace &workspace, const QString &contractId);

    ~AmendmentPage() override;

    QString title() const override;
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QWidget *firstFocus() override;

    ContractDocument &document() { return *m_document; }
    ListSection *changes() const { return m_changes; }
    const std::vector<workspace::InvoicePair> &invoices() const { return m_invoices; }
    QString reasonAgainstAccepting() const;
    void accept();
    QPushButton *discardButton() const { return m_discard; }

private:
    QWidget *buildHeader();
    void load();
    void show(const workspace::ContractWork &work);
    void showHeader();
    void documentChanged(const QString &path);
    void evaluate();
    void preview();
    void showTerm(const contracts::Contract &contract);
    /// Whether a change stands there; what is missing before is no mistake.
    bool isBegun() const;
    QString wordsBesideInvoices() const;
    void showProblem(const Error &error);
    void showInvoices();
    void goTo(const QString &path);

    workspace::Workspace &m_workspace;
    QString m_contract; ///< its id
    QString m_reference; ///< by which the contract desk knows it
    jobs::Latest m_load;
    jobs::Latest m_price;
    jobs::Latest m_term;
    workspace::ContractWork m_work;
    std::optional<contracts::Contract> m_candidate;
    std::optional<Error> m_problem;
    std::vector<workspace::InvoicePair> m_invoices;
    bool m_shown = false;
    bool m_saving = false;
    ContractDocument *m_document;
    std::unique_ptr<DocumentDraft> m_draft; ///< goes before the document
    QTimer *m_evaluation;
    Label *m_name;
    Label *m_line;
    QPushButton *m_discard;
    QPushButton *m_accept;
    QVBoxLayout *m_left;
    QVBoxLayout *m_right;
    Label *m_note;
    ContractPreview *m_preview;
    std::unique_ptr<QScrollArea> m_inspector; ///< around the preview
    FieldForm *m_head = nullptr;
    ListSection *m_changes = nullptr;
    StateView *m_state;
};

} // namespace accord::ui
