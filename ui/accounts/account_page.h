// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

class QStackedWidget;
class QTabBar;

namespace accord::ui {

struct ChangeOffer;

class AccountTab;
class AttachmentsTab;
class ContractsTab;
class DerivationTree;
class Label;
class StateView;
class StatusBadge;

/// Everything about one account, on seven tabs.
class AccountPage : public Page
{
    Q_OBJECT
public:
    AccountPage(workspace::Workspace &workspace, const QString &id);
    ~AccountPage() override;

    QString title() const override;
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    int currentTab() const;
    void showTab(int index);

private:
    QWidget *buildHeader();
    void addTab(const QString &title, AccountTab *tab);
    void buildTabs();
    void load();
    void showSheet(const workspace::AccountSheet &sheet);
    void doWhatWasAskedFor();
    void showHeader(const workspace::AccountSheet &sheet);
    void explain(const pricing::Derivation &derivation);
    void askWhatIf();
    void askForPaymentAgreement();
    void askForPrepayment();
    void askForPrepaymentOf(const contracts::Contract &contract);
    void showBankDetails();
    void showExemptions();
    void askForEinvoices();
    void askForTerms();
    void askForCredit();
    void askForContractTerms();
    void openChange(const ChangeOffer &offer);
    void addContractCommands(std::vector<Command> &commands);
    void addFileCommands(std::vector<Command> &commands);

    workspace::Workspace &m_workspace;
    accounts::AccountId m_id;
    jobs::Latest m_load;
    workspace::AccountSheet m_sheet;
    QString m_then; ///< the command that is asked for once it is shown: "einvoices"
    bool m_shown = false;
    std::unique_ptr<DerivationTree> m_explanation;
    Label *m_name;
    StatusBadge *m_status;
    StatusBadge *m_hold;
    Label *m_line;
    QTabBar *m_tabBar;
    QStackedWidget *m_stack;
    std::vector<AccountTab *> m_tabs;
    ContractsTab *m_contracts = nullptr;
    AttachmentsTab *m_files = nullptr;
    StateView *m_state;
};

} // namespace accord::ui
