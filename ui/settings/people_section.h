// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/people_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class TableView;

/// Who works with the company and what they may do.
class PeopleSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit PeopleSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    QString reasonAgainstSaving() const override;
    void save() override;
    void startNew();

private:
    QWidget *buildForm();
    void showCurrent();
    void fieldsChanged();
    void showProposed(const workspace::PersonRow *person);
    void decide(bool agrees);
    void workAs();
    void putToWork(const QString &name, const QString &displayName);
    storage::User edited() const;
    workspace::ScopeWish editedScope() const;
    const workspace::PersonRow *current() const;
    QList<QLineEdit *> fields() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    PagedTableModel<workspace::PersonRow> *m_people;
    TableView *m_table;
    Label *m_right;
    QLineEdit *m_name;
    QLineEdit *m_displayName;
    QLineEdit *m_region;
    QLineEdit *m_entities; ///< codes of issuing companies, with commas
    QLineEdit *m_costCentres; ///< with commas
    QList<QCheckBox *> m_roles;
    QPushButton *m_save;
    QPushButton *m_workAs;
    Label *m_proposed; ///< roles and scope that wait for a controller
    QPushButton *m_agree;
    QPushButton *m_refuse;
    bool m_mayAgree = false;
    std::optional<Error> m_refusal;
    bool m_filling = false;
    bool m_changed = false;
};

} // namespace accord::ui
