// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/backup_plan.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace accord::ui {

class FactGrid;
class Label;

/// Copies of the workspace: one now, and those that are made by themselves.
class BackupCard : public Card
{
    Q_OBJECT
public:
    explicit BackupCard(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload();
    /// Asks where and writes a verified copy.
    void askAndBackUp();
    void backUp(const QString &path);

    QLineEdit *folder() const { return m_folder; }
    QSpinBox *keep() const { return m_keep; }
    QPushButton *savePlan() const { return m_savePlan; }
    FactGrid *facts() const { return m_facts; }
    QString note() const;

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const accord::Error &error);
    void stored(); ///< a copy was written: what is shown of the file changed

private:
    struct Read
    {
        std::optional<workspace::BackupPlan> plan;
        std::vector<workspace::BackupFile> files;
        std::optional<Error> refusal; ///< why the plan cannot be changed
    };

    void buildForm();
    void chooseFolder();
    void mayPlan(bool may);
    void show(const Read &read);
    void save();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    FactGrid *m_facts;
    QLineEdit *m_folder;
    QPushButton *m_choose;
    QComboBox *m_every;
    QSpinBox *m_keep;
    Label *m_note;
    QPushButton *m_backUp;
    QPushButton *m_savePlan;
};

} // namespace accord::ui
