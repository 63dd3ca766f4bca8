// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"
#include "ui/accounts/account_tables.h"

class QComboBox;
class QPushButton;

namespace accord::ui {

class Label;
class StateView;
class TableView;

/// Who there is to talk to: our manager of the account and the customer's contacts.
class PeopleTab : public AccountTab
{
    Q_OBJECT
public:
    PeopleTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

Q_SIGNALS:
    void assigned(const QString &displayName);

private:
    void loadManagers();
    void assign();

    workspace::Workspace &m_workspace;
    accounts::AccountId m_account;
    QString m_manager;
    QString m_proposed;
    Label *m_managerName;
    Label *m_proposal;
    QComboBox *m_choice;
    QPushButton *m_assign;
    ContactListModel *m_contacts;
    TableView *m_table;
};

} // namespace accord::ui
