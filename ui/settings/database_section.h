// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/storage/restorations_sql.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QProgressBar;
class QPushButton;

namespace accord::ui {

class BackupCard;
class Card;
class FactGrid;
class Label;
class StateView;
class TableView;

/// Where the data is, whether it is sound, and copies of it.
class DatabaseSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit DatabaseSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void verify();
    /// Asks where and writes a verified copy.
    void askAndBackUp();
    /// Asks which numbers a restored backup has forgotten.
    void askForNumbering();

    BackupCard *backup() const { return m_backup; }
    QPushButton *confirmButton() const { return m_confirm; }

private:
    QWidget *buildFile();
    QWidget *buildRestored();
    void showFacts(const workspace::DatabaseFacts &facts);
    void showRestored(const std::vector<storage::Restoration> &open);
    void showChecks(const std::vector<storage::InvariantCheck> &checks);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    FactGrid *m_facts = nullptr;
    QPushButton *m_verify = nullptr;
    Card *m_restored = nullptr; ///< only after a backup was put back
    Label *m_restoredWords = nullptr;
    QPushButton *m_confirm = nullptr;
    QProgressBar *m_progress = nullptr;
    QPointer<QFutureWatcherBase> m_work;
    PagedTableModel<storage::InvariantCheck> *m_checks;
    TableView *m_table;
    StateView *m_state;
    BackupCard *m_backup;
};

} // namespace accord::ui
