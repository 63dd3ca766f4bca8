// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"

class QComboBox;
class QPushButton;

namespace accord::ui {

class Card;
class Chart;
class Label;
class StateView;

/// What the account used, by month against the included quantity and by location. Read when the tab is first seen.
class UsageTab : public AccountTab
{
    Q_OBJECT
public:
    UsageTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    /// Charts or tables.
    void toggleTables();
    const Chart *chart() const { return m_months; }

private:
    void load();
    void showUsage(const workspace::AccountUsage &usage);
    void showMeter(int index);
    void showLocations(const workspace::MeterUsage &meter);

    workspace::Workspace &m_workspace;
    accounts::AccountId m_account;
    jobs::Latest m_load;
    bool m_asked = false;
    workspace::AccountUsage m_usage;
    QComboBox *m_meter;
    Label *m_sentence;
    QPushButton *m_tables;
    Chart *m_months;
    Chart *m_byLocation;
    Card *m_locationCard;
    StateView *m_state;
};

} // namespace accord::ui
