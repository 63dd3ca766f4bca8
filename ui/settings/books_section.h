// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/journal_names.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QLineEdit;
class QPushButton;

namespace accord::ui {

class JournalProgramsCard;
class Label;
class TableView;

/// What the bookkeeping programs that get the journal call each account and each ledger code, and what else they need
/// to know.
class BooksSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit BooksSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    QString reasonAgainstSaving() const override;
    void save() override;

    TableView *table() const { return m_table; }
    /// The field for what a file of \a format calls the chosen account.
    QLineEdit *field(exports::JournalFormat format) const { return m_fields.value(toString(format)); }
    QPushButton *saveButton() const { return m_save; }
    JournalProgramsCard *programs() const { return m_programs; }
    QString note() const; ///< what is wrong; empty while nothing is

private:
    using Row = workspace::JournalAccount;

    QWidget *buildForm();
    const Row *current() const;
    void showCurrent();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    PagedTableModel<Row> *m_accounts;
    TableView *m_table;
    JournalProgramsCard *m_programs;
    Label *m_name = nullptr;
    Label *m_note = nullptr;
    QHash<QString, QLineEdit *> m_fields; ///< by format
    QPushButton *m_save = nullptr;
    std::optional<Error> m_refusal; ///< why nothing can be named
    QString m_shown; ///< the account whose names stand in the fields
};

} // namespace accord::ui
