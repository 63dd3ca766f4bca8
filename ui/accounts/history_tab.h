// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

class Label;
class TableView;

/// Who did what to the account and its documents, from the audit chain.
class HistoryTab : public AccountTab
{
    Q_OBJECT
public:
    HistoryTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

private:
    void sayWhichPart();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    bool m_asked = false;
    PagedTableModel<security::AuditRecord> *m_records;
    TableView *m_table;
    Label *m_part;
};

/// What a record says, as a sentence.
QString historyInWords(const security::AuditEntry &entry);

} // namespace accord::ui
