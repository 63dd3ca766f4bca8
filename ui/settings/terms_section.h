// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class TableView;

/// What is done about money that does not come: up to what rest is given up, and the reminders of each segment.
class TermsSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit TermsSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    TableView *table() const { return m_table; }
    QLineEdit *limit() const { return m_limit; }
    QString version() const; ///< which version of the reminders holds
    QString note() const; ///< what is wrong; empty while nothing is
    void saveLimit();
    /// Lets the reminders of the document \a path hold from now on.
    void takeSchedules(const QString &path);
    /// Writes the reminders that hold to \a path, as a document that can be taken again.
    void writeSchedules(const QString &path);

private:
    using Row = payments::DunningSchedule;
    using Act = std::function<Result<>(workspace::Services &)>;

    QWidget *buildLimit();
    QWidget *buildSchedules();
    void run(Act act, const QString &sentence);
    void say(const QString &problem);
    void chooseSchedules();
    void chooseTarget();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    PagedTableModel<Row> *m_schedules;
    TableView *m_table;
    QLineEdit *m_limit = nullptr;
    Label *m_currency = nullptr;
    Label *m_version = nullptr;
    Label *m_note = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_take = nullptr;
    QPushButton *m_write = nullptr;
    std::optional<Currency> m_company;
    QString m_shown; ///< the limit as it was read last
};

} // namespace accord::ui
