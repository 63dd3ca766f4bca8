// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/nexus_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QDateEdit;
class QPushButton;

namespace accord::ui {

class DerivationTree;
class Label;
class TableView;

/// Economic nexus: what was sold into each US state against the threshold of the state, every document that counts,
/// and where the company is registered.
class TaxSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit TaxSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    TableView *table() const { return m_table; }
    DerivationTree *explanation() const { return m_explanation; }
    QDateEdit *since() const { return m_since; }
    QPushButton *registerButton() const { return m_register; }
    QString note() const;

private:
    using Row = workspace::NexusRow;

    QWidget *buildDetails();
    const Row *current() const;
    void showCurrent();
    void registerState();
    void chooseThresholds();
    void run(std::function<Result<>(workspace::NexusDesk &)> act, const QString &sentence);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    jobs::Latest m_explain;
    PagedTableModel<Row> *m_states;
    TableView *m_table;
    DerivationTree *m_explanation = nullptr;
    QDateEdit *m_since = nullptr;
    QPushButton *m_register = nullptr;
    QPushButton *m_thresholds = nullptr;
    Label *m_note = nullptr;
    std::optional<Error> m_refusal; ///< why the company cannot be changed
};

} // namespace accord::ui
