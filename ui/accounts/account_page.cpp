// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/account_page.h"

#include "ui/accounts/attachments_tab.h"
#include "ui/accounts/bank_details_dialog.h"
#include "ui/accounts/billing_tab.h"
#include "ui/accounts/contracts_tab.h"
#include "ui/accounts/billing_details_dialog.h"
#include "ui/accounts/einvoice_dialog.h"
#include "ui/accounts/exemption_dialog.h"
#include "ui/accounts/history_tab.h"
#include "ui/accounts/overview_tab.h"
#include "ui/accounts/payment_agreement_dialog.h"
#include "ui/accounts/people_tab.h"
#include "ui/accounts/prepayment_dialog.h"
#include "ui/accounts/usage_tab.h"
#include "ui/accounts/what_if_dialog.h"
#include "ui/approvals/change_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::AccountSheet;

AccountPage::AccountPage(workspace::Workspace &workspace, const QString &id)
    : m_workspace(workspace)
    , m_id(QUuid::fromString(id.section(u'/', 0, 0)))
    , m_load(workspace.runner())
    , m_explanation(std::make_unique<DerivationTree>())
    , m_name(new Label({}, TextRole::Page, Token::Text, this))
    , m_status(new StatusBadge(this))
    , m_hold(new StatusBadge(this))
    , m_line(new Label({}, TextRole::Body, Token::Text2, this))
    , m_tabBar(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    m_then = id.section(u'/', 1);
    m_explanation->clear(tr("Choose a figure and press E to see how it came about."));
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    column->addWidget(buildHeader());
    column->addWidget(m_tabBar);
    column->addWidget(m_stack, 1);
    m_state = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->addWidget(m_state);
    buildTabs();
    connect(&m_workspace, &workspace::Workspace::changed, this, &AccountPage::refresh);
    load();
}

AccountPage::~AccountPage() = default;

QWidget *AccountPage::buildHeader()
{
    auto *header = new QWidget(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::insetSmall);
    top->addWidget(m_name);
    top->addWidget(m_status, 0, Qt::AlignVCenter);
    top->addWidget(m_hold, 0, Qt::AlignVCenter);
    top->addStretch();
    m_line->setElided(true);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addLayout(top);
    layout->addWidget(m_line);
    m_hold->hide();
    return header;
}

void AccountPage::buildTabs()
{
    m_tabBar->setDrawBase(false);
    m_tabBar->setExpanding(false);
    m_tabBar->setAccessibleName(tr("Parts of the account"));
    const QDate today = m_workspace.clock().today();
    addTab(tr("Overview"), new OverviewTab(today, this));
    m_contracts = new ContractsTab(today, this);
    addTab(tr("Contracts"), m_contracts);
    connect(m_contracts, &ContractsTab::whatIfRequested, this, &AccountPage::askWhatIf);
    connect(m_contracts, &ContractsTab::prepaymentRequested, this, &AccountPage::askForPrepayment);
    connect(m_contracts, &ContractsTab::changeRequested, this, &AccountPage::askForContractTerms);
    addTab(tr("Usage"), new UsageTab(m_workspace, m_id, this));
    auto *billing = new BillingTab(m_workspace, m_id, this);
    addTab(tr("Billing"), billing);
    connect(billing, &BillingTab::prepaymentRequested, this, &AccountPage::askForPrepaymentOf);
    connect(billing, &BillingTab::exemptionsRequested, this, &AccountPage::showExemptions);
    auto *people = new PeopleTab(m_workspace, m_id, this);
    addTab(tr("People"), people);
    addTab(tr("History"), new HistoryTab(m_workspace, m_id, this));
    m_files = new AttachmentsTab(m_workspace, m_id, this);
    addTab(tr("Files"), m_files);
    connect(m_files, &AttachmentsTab::said, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    m_tabBar->updateGeometry(); // it does not say so itself while it is hidden
    connect(people, &PeopleTab::assigned, this, [this](const QString &name) {
        Q_EMIT toastRequested({tr("%1 looks after %2 now.").arg(name, m_sheet.account.name), Tone::Good});
        m_workspace.announceChange();
    });
    connect(m_tabBar, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        if (m_shown)
            m_tabs[size_t(index)]->activate();
        Q_EMIT commandsChanged();
    });
}

void AccountPage::addTab(const QString &title, AccountTab *tab)
{
    m_tabs.push_back(tab);
    m_stack->addWidget(tab);
    m_tabBar->addTab(title);
    connect(tab, &AccountTab::openRequested, this, &Page::openRequested);
    connect(tab, &AccountTab::explainRequested, this, [this](const pricing::Derivation &derivation) {
        explain(derivation);
        Q_EMIT inspectorWanted();
    });
    connect(tab, &AccountTab::failed, this,
            [this](const Error &error) { Q_EMIT toastRequested({inWords(error).paragraph(), Tone::Bad}); });
}

void AccountPage::load()
{
    if (!m_shown)
        m_state->showLoading();
    m_load.start(this, m_workspace.onServices([id = m_id](workspace::Services &services, jobs::Progress &) {
        return workspace::AccountDesk(services).sheet(id);
    }),
                 [this](const Result<AccountSheet> &sheet) {
                     sheet ? showSheet(*sheet) : m_state->showError(sheet.error(), [this] { load(); });
                 });
}

void AccountPage::showSheet(const AccountSheet &sheet)
{
    m_sheet = sheet;
    const bool first = !std::exchange(m_shown, true);
    showHeader(sheet);
    for (AccountTab *tab : m_tabs)
        tab->showSheet(sheet);
    if (first)
        m_tabs[size_t(currentTab())]->activate();
    m_state->showContent();
    if (sheet.arr.value)
        explain(sheet.arr.derivation);
    Q_EMIT titleChanged();
    QStringList status{tr("%n contract(s)", nullptr, int(sheet.contracts.size()))};
    if (sheet.activeLocations.value)
        status << tr("%n active location(s)", nullptr, *sheet.activeLocations.value);
    Q_EMIT statusChanged(status.join(u" · "_s));
    doWhatWasAskedFor();
    if (first && firstFocus() && !isAncestorOf(QApplication::focusWidget()) && isVisible())
        firstFocus()->setFocus();
}

void AccountPage::doWhatWasAskedFor()
{
    const QString id = u"account."_s + std::exchange(m_then, {});
    for (const Command &command : commands()) {
        if (command.id == id && command.isEnabled())
            return command.run();
    }
}

void AccountPage::showHeader(const AccountSheet &sheet)
{
    m_name->setText(sheet.account.name);
    m_status->setBadge(badgeOf(sheet.account.status));
    m_hold->setBadge(sheet.account.billingHoldReason.isEmpty() ? Badge() : Badge{tr("Billing on hold"), Tone::Bad});
    setPlainToolTip(m_hold, sheet.account.billingHoldReason);
    QStringList parts{sheet.account.number};
    if (sheet.arr.value)
        parts << tr("ARR %1").arg(moneyText(*sheet.arr.value));
    parts << tr("net %1").arg(sheet.account.paymentTermsDays);
    parts << (sheet.managerName.isEmpty() ? tr("no CSM") : tr("CSM %1").arg(sheet.managerName));
    if (sheet.renewal.value)
        parts << tr("renews %1").arg(distanceText(sheet.today, *sheet.renewal.value));
    if (!sheet.account.segment.isEmpty())
        parts << segmentName(sheet.account.segment);
    if (!sheet.account.region.isEmpty())
        parts << sheet.account.region;
    if (!sheet.payerName.isEmpty())
        parts << tr("paid by %1").arg(sheet.payerName);
    m_line->setText(parts.join(u"  ·  "_s));
}

void AccountPage::explain(const pricing::Derivation &derivation)
{
    m_explanation->showDerivation(nodeOf(derivation));
}

QString AccountPage::title() const
{
    return m_shown ? m_sheet.account.name : tr("Account");
}

QWidget *AccountPage::inspector()
{
    return m_explanation.get();
}

int AccountPage::currentTab() const
{
    return m_tabBar->currentIndex();
}

void AccountPage::showTab(int index)
{
    m_tabBar->setCurrentIndex(index);
    if (QWidget *first = m_tabs[size_t(index)]->firstFocus())
        first->setFocus();
}

QVariantMap AccountPage::state() const
{
    return {{u"tab"_s, currentTab()}};
}

void AccountPage::restore(const QVariantMap &state)
{
    m_tabBar->setCurrentIndex(state.value(u"tab"_s).toInt());
}

QWidget *AccountPage::firstFocus()
{
    QWidget *first = m_tabs[size_t(currentTab())]->firstFocus();
    return m_shown && first ? first : m_tabBar;
}

QList<QWidget *> AccountPage::lists() const
{
    QList<QWidget *> lists;
    for (const AccountTab *tab : m_tabs)
        lists += tab->lists();
    return lists;
}

void AccountPage::refresh()
{
    load();
}

void AccountPage::askWhatIf()
{
    const workspace::ContractSheet *sheet = m_contracts->current();
    if (!sheet)
        return;
    auto *dialog = new WhatIfDialog(m_workspace, sheet->contract, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountPage::askForPrepayment()
{
    const workspace::ContractSheet *sheet = m_contracts->current();
    if (sheet)
        askForPrepaymentOf(sheet->contract);
}

void AccountPage::askForPrepaymentOf(const contracts::Contract &contract)
{
    auto *dialog = new PrepaymentDialog(m_workspace, contract, m_workspace.clock().today(), window());
    connect(dialog, &PrepaymentDialog::asked, this, [this](const billing::Invoice &invoice) {
        Q_EMIT toastRequested({tr("The prepayment of %1 is drafted.").arg(moneyText(invoice.bill.total)), Tone::Good});
    });
    dialog->open();
}

void AccountPage::askForPaymentAgreement()
{
    auto *dialog = new PaymentAgreementDialog(m_workspace, m_sheet.account, window());
    connect(dialog, &PaymentAgreementDialog::agreed, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

void AccountPage::showBankDetails()
{
    auto *dialog = new BankDetailsDialog(m_workspace, m_sheet.account, window());
    connect(dialog, &BankDetailsDialog::changed, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

void AccountPage::showExemptions()
{
    auto *dialog = new ExemptionDialog(m_workspace, m_sheet.account, window());
    connect(dialog, &ExemptionDialog::told, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

void AccountPage::addContractCommands(std::vector<Command> &commands)
{
    auto *tab = static_cast<ContractsTab *>(m_tabs[1]);
    const auto notChosen
        = [tab] { return tab->hasCurrent() ? QString() : tr("There is no contract with this account yet."); };
    const auto add = [&](const QString &id, const QString &title, auto run, std::function<QString()> refusal) {
        commands.push_back({id, title, u"file-plus"_s, {}, CommandScope::Page, tr("Account"), run, refusal});
    };
    add(
        u"account.contract_new"_s, tr("Write a new contract for this account"), [tab] { tab->writeNew(); },
        [this] { return m_shown ? QString() : tr("The account is not there yet."); });
    add(
        u"account.contract_next"_s, tr("Write the next version of the chosen contract"), [tab] { tab->writeNext(); },
        notChosen);
    add(
        u"account.prepayment"_s, tr("Ask for a prepayment of the chosen contract…"), [this] { askForPrepayment(); },
        [this, notChosen] {
            return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : notChosen();
        });
    add(u"account.contract_amend"_s, tr("Amend the chosen contract"), [tab] { tab->amend(); }, notChosen);
}

void AccountPage::addFileCommands(std::vector<Command> &commands)
{
    const QString group = tr("Account");
    const auto notChosen
        = [this] { return m_files->isVisible() ? m_files->reasonAgainst() : tr("The files are not in front."); };
    const auto readOnly
        = [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); };
    commands.push_back({u"account.file_add"_s,
                        tr("Keep a file beside this account…"),
                        u"file-plus"_s,
                        {QKeySequence(u"Ctrl+Shift+O"_s)},
                        CommandScope::Page,
                        group,
                        [this] {
                            showTab(int(m_tabs.size()) - 1);
                            m_files->chooseFiles();
                        },
                        [this, readOnly] { return m_shown ? readOnly() : tr("The account is not there yet."); }});
    commands.push_back({u"account.file_save"_s,
                        tr("Save a copy of the chosen file…"),
                        u"save"_s,
                        {QKeySequence(u"S"_s)},
                        CommandScope::List,
                        group,
                        [this] { m_files->chooseTarget(); },
                        notChosen});
    commands.push_back({u"account.file_remove"_s,
                        tr("Remove the chosen file…"),
                        u"x"_s,
                        {QKeySequence(Qt::Key_Delete)},
                        CommandScope::List,
                        group,
                        [this] { m_files->askToRemove(); },
                        [readOnly, notChosen] {
                            const QString refusal = readOnly();
                            return refusal.isEmpty() ? notChosen() : refusal;
                        }});
}

void AccountPage::askForEinvoices()
{
    auto *dialog = new EinvoiceDialog(m_workspace, m_sheet.account.number, m_sheet.account.name, this);
    connect(dialog, &EinvoiceDialog::saved, this, [this] {
        Q_EMIT toastRequested({tr("Saved: electronic invoices of %1.").arg(m_sheet.account.name), Tone::Good});
    });
    dialog->open();
}

void AccountPage::openChange(const ChangeOffer &offer)
{
    auto *dialog = new ChangeDialog(m_workspace, offer, window());
    connect(dialog, &ChangeDialog::requested, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    dialog->open();
}

void AccountPage::askForTerms()
{
    using approvals::ChangedField;
    openChange({m_sheet.account.number,
                m_sheet.account.name,
                {ChangedField::PaymentTerms, ChangedField::CreditLimit, ChangedField::CreditHold}});
}

void AccountPage::askForCredit()
{
    using approvals::ChangedField;
    openChange({m_sheet.account.number, m_sheet.account.name, {ChangedField::CreditLimit, ChangedField::CreditHold}});
}

void AccountPage::askForContractTerms()
{
    using approvals::ChangedField;
    const workspace::ContractSheet *sheet = m_contracts->current();
    if (!sheet)
        return;
    ChangeOffer offer{sheet->contract.number,
                      sheet->contract.number,
                      {ChangedField::ItemPrice, ChangedField::ItemDiscount, ChangedField::Instalments}};
    for (const contracts::PriceItem &item : sheet->contract.items)
        offer.parts.emplace_back(item.key, item.description);
    openChange(offer);
}

std::vector<Command> AccountPage::commands()
{
    std::vector<Command> commands;
    const QString group = tr("Account");
    const QString icons[]{u"layout-dashboard"_s, u"scroll-text"_s, u"chart-column"_s, u"receipt"_s, u"users"_s,
                          u"history"_s,          u"folder-open"_s};
    for (int i = 0; i < m_tabBar->count(); ++i) {
        commands.push_back({u"account.tab.%1"_s.arg(i + 1),
                            tr("Show %1").arg(m_tabBar->tabText(i)),
                            icons[i],
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { showTab(i); }});
    }
    commands.push_back(
        {u"account.explain"_s,
         tr("Explain the ARR"),
         u"calculator"_s,
         {QKeySequence(u"Ctrl+E"_s)},
         CommandScope::Page,
         group,
         [this] {
             explain(m_sheet.arr.derivation);
             Q_EMIT inspectorWanted();
         },
         [this] { return m_shown && m_sheet.arr.value ? QString() : tr("There is no contract in force."); }});
    commands.push_back({u"account.copy_explanation"_s,
                        tr("Copy the explanation as text"),
                        u"copy"_s,
                        {QKeySequence(u"Ctrl+Shift+C"_s)},
                        CommandScope::Page,
                        group,
                        [this] { m_explanation->copy(); }});
    commands.push_back({u"account.einvoices"_s,
                        tr("Electronic invoices…"),
                        u"file-text"_s,
                        {QKeySequence(u"Ctrl+Shift+I"_s)},
                        CommandScope::Page,
                        group,
                        [this] { askForEinvoices(); },
                        [this] {
                            if (m_workspace.isReadOnly())
                                return tr("The file is open for reading only.");
                            return m_shown ? QString() : tr("The account is not there yet.");
                        }});
    commands.push_back({u"account.billing_details"_s,
                        tr("Billing details…"),
                        u"receipt"_s,
                        {QKeySequence(u"Ctrl+Shift+B"_s)},
                        CommandScope::Page,
                        group,
                        [this] { (new BillingDetailsDialog(m_workspace, m_sheet.account, this))->open(); },
                        [this] {
                            if (m_workspace.isReadOnly())
                                return tr("The file is open for reading only.");
                            return m_shown ? QString() : tr("The account is not there yet.");
                        }});
    const auto noRequest = [this] {
        if (m_workspace.isReadOnly())
            return tr("The file is open for reading only.");
        return m_shown ? QString() : tr("The account is not there yet.");
    };
    commands.push_back({u"account.request_terms"_s,
                        tr("Request other payment terms or a credit limit…"),
                        u"list-checks"_s,
                        {QKeySequence(u"Ctrl+Shift+T"_s)},
                        CommandScope::Page,
                        group,
                        [this] { askForTerms(); },
                        noRequest});
    commands.push_back({u"account.request_credit"_s,
                        tr("Request another credit limit, a hold or its end…"),
                        u"list-checks"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { askForCredit(); },
                        noRequest});
    commands.push_back({u"account.payment_agreement"_s,
                        tr("Discounts for early payment and withheld tax…"),
                        u"receipt"_s,
                        {QKeySequence(u"Ctrl+Shift+D"_s)},
                        CommandScope::Page,
                        group,
                        [this] { askForPaymentAgreement(); },
                        noRequest});
    commands.push_back({u"account.bank_details"_s,
                        tr("Bank account and mandate…"),
                        u"receipt"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { showBankDetails(); },
                        [this] { return m_shown ? QString() : tr("The account is not there yet."); }});
    commands.push_back({u"account.exemptions"_s,
                        tr("Tax exemptions and their documents…"),
                        u"scroll-text"_s,
                        {QKeySequence(u"Ctrl+Shift+G"_s)},
                        CommandScope::Page,
                        group,
                        [this] { showExemptions(); },
                        [this] { return m_shown ? QString() : tr("The account is not there yet."); }});
    commands.push_back({u"account.request_contract_change"_s,
                        tr("Request another price, a discount or instalments…"),
                        u"list-checks"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { askForContractTerms(); },
                        [this, noRequest] {
                            const QString refusal = noRequest();
                            return refusal.isEmpty() && !m_contracts->current() ? tr("No contract is in front.")
                                                                                : refusal;
                        }});
    commands.push_back({u"account.usage_tables"_s,
                        tr("Show usage as charts or tables"),
                        u"table-2"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { static_cast<UsageTab *>(m_tabs[2])->toggleTables(); },
                        [this] { return currentTab() == 2 ? QString() : tr("The usage is not in front."); }});
    commands.push_back(
        {u"account.what_if"_s,
         tr("What if the contract were different"),
         u"calculator"_s,
         {QKeySequence(u"Ctrl+Shift+W"_s)},
         CommandScope::Page,
         group,
         [this] { askWhatIf(); },
         [this] { return currentTab() == 1 && m_contracts->current() ? QString() : tr("No contract is in front."); }});
    addContractCommands(commands);
    addFileCommands(commands);
    commands.push_back({u"account.list"_s,
                        tr("Back to all accounts"),
                        u"building-2"_s,
                        {QKeySequence(u"Alt+Up"_s)},
                        CommandScope::Page,
                        group,
                        [this] { Q_EMIT openRequested(u"accounts"_s, false); }});
    return commands;
}

} // namespace accord::ui
