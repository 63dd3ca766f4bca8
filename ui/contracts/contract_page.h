// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/entry_problems.h"
#include "core/jobs/runner.h"
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
class ContractSections;
class DocumentDraft;
class Label;
class StateView;
class StatusBadge;

/// Where a contract is written: its first version, or the next one of a contract that is there. What is written is kept
/// as a draft; saving makes a version, which never changes.
class ContractPage : public Page
{
    Q_OBJECT
public:
    /// \param reference  the id of a contract, or "new/" and the account that pays
    ContractPage(workspace::Workspace &workspace, const QString &reference);
    ~ContractPage() override;

    QString title() const override;
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QWidget *firstFocus() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    void refresh() override;

    ContractDocument &document() { return *m_document; }
    ContractSections *sections() const { return m_sections; }
    ContractPreview *preview() const { return m_preview; }
    QString reasonAgainstSaving() const;
    void save();

private:
    QWidget *buildHeader();
    void load();
    void show(const workspace::ContractWork &work);
    QJsonObject beginning(const workspace::ContractWork &work) const;
    void showHeader();
    Badge badgeNow() const;
    QString requestInWords() const; ///< of the version that waits or was refused
    void documentChanged();
    void evaluate();
    void showMilestones();
    void changePrice();
    void showRevenue();

    workspace::Workspace &m_workspace;
    QString m_reference;
    jobs::Latest m_load;
    jobs::Latest m_price;
    workspace::ContractWork m_work;
    contracts::Entry m_entry;
    bool m_shown = false;
    bool m_saving = false;
    int m_wantedSection = 0;
    ContractDocument *m_document;
    std::unique_ptr<DocumentDraft> m_draft; ///< goes before the document
    ContractSections *m_sections = nullptr;
    ContractPreview *m_preview;
    std::unique_ptr<QScrollArea> m_inspector; ///< around the preview
    QTimer *m_evaluation;
    Label *m_name;
    StatusBadge *m_status;
    Label *m_line;
    QPushButton *m_discard;
    QPushButton *m_amend;
    QPushButton *m_save;
    QVBoxLayout *m_body;
    StateView *m_state;
};

} // namespace accord::ui
