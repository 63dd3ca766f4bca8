// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "ui/accounts/account_list.h"
#include "ui/widgets/page.h"

namespace accord::ui {

class FactGrid;
class FilterBar;
class Label;
class ListTools;
class StateView;
class TableView;

/// The list of accounts: filter by typing and by chips, saved views, sums over the filter in the status line.
class AccountsPage : public Page
{
    Q_OBJECT
public:
    explicit AccountsPage(workspace::Workspace &workspace, AccountUsageSource usage = {});
    ~AccountsPage() override;

    QString title() const override { return tr("Accounts"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override { return m_details.get(); }
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

private:
    struct Choices
    {
        Currency company;
        std::vector<std::pair<QString, QString>> managers; ///< user name and display name
        QStringList segments;
        QStringList regions;
    };

    void buildTools();
    void buildDetails();
    void loadChoices();
    void showChoices(const Choices &choices);
    void loadSums();
    void showEmpty();
    void showDetails();
    void filterChanged();
    void importFile();
    storage::AccountFilter filter() const;

    workspace::Workspace &m_workspace;
    AccountUsageSource m_usage;
    jobs::Latest m_sums;
    AccountListModel *m_model;
    FilterBar *m_filter;
    TableView *m_table;
    ListTools *m_tools;
    StateView *m_state;
    std::unique_ptr<QWidget> m_details;
    Label *m_name = nullptr;
    FactGrid *m_facts = nullptr;
};

} // namespace accord::ui
