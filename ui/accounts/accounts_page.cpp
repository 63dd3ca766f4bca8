// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accounts_page.h"

#include "core/workspace/daily_figures.h"
#include "core/workspace/master_data.h"
#include "ui/errors/error_words.h"
#include "ui/lists/list_tools.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtCore/QFile>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

AccountsPage::AccountsPage(workspace::Workspace &workspace, AccountUsageSource usage)
    : m_workspace(workspace)
    , m_usage(std::move(usage))
    , m_sums(workspace.runner())
    , m_model(new AccountListModel(
          accountColumns(bool(m_usage)), [](const AccountListRow &r) { return r.account.id.toString(); }, this))
    , m_filter(new FilterBar(tr("Filter accounts"), this))
    , m_table(new TableView(tr("Accounts"), this))
    , m_tools(new ListTools(workspace, u"accounts"_s, tr("Accounts"), m_filter, m_table, this))
    , m_state(new StateView(m_table, this))
{
    m_model->setSort(u"name"_s, false);
    m_table->setPagedModel(m_model);
    m_table->setShownColumns({u"name"_s, u"manager"_s, u"arr"_s, u"usage"_s, u"renewal"_s, u"open"_s, u"status"_s});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_filter);
    layout->addWidget(m_state, 1);
    buildDetails();
    buildTools();
    m_state->follow(m_model, [this](StateView &) { showEmpty(); });
    connect(m_filter, &FilterBar::changed, this, &AccountsPage::filterChanged);
    connect(m_table, &TableView::opened, this,
            [this](const QString &id) { Q_EMIT openRequested(u"account/"_s + id, false); });
    connect(m_table, &TableView::currentIdChanged, this, &AccountsPage::showDetails);
    connect(&m_workspace, &workspace::Workspace::changed, this, &AccountsPage::refresh);
    loadChoices();
    m_model->reload();
    loadSums();
    m_workspace.start(this, &workspace::refreshDailyFigures, [this](const Result<bool> &changed) {
        if (changed.value_or(false))
            m_workspace.announceChange();
    });
}

AccountsPage::~AccountsPage() = default;

void AccountsPage::buildTools()
{
    m_tools->views()->setBuiltIn(
        {{tr("All accounts"), {{u"sort"_s, u"name"_s}}},
         {tr("Largest first"), {{u"sort"_s, u"arr"_s}, {u"descending"_s, true}}},
         {tr("By CSM, largest first"), {{u"sort"_s, u"arr"_s}, {u"descending"_s, true}, {u"group"_s, u"manager"_s}}},
         {tr("Renewing within 90 days"),
          {{u"filters"_s, QJsonObject{{u"renewal"_s, u"90"_s}}}, {u"sort"_s, u"renewal"_s}}},
         {tr("Overdue"),
          {{u"filters"_s, QJsonObject{{u"receivables"_s, u"overdue"_s}}},
           {u"sort"_s, u"arr"_s},
           {u"descending"_s, true}}}});
    m_tools->setReader<AccountListRow>(m_model, [this] { return accountReader(filter(), m_usage); });
    connect(m_tools, &ListTools::toastRequested, this, &Page::toastRequested);
    connect(m_tools, &ListTools::jobStarted, this, &Page::jobStarted);
}

void AccountsPage::buildDetails()
{
    m_details = std::make_unique<QWidget>();
    m_name = new Label({}, TextRole::Title, Token::Text, m_details.get());
    m_name->setWordWrap(true);
    m_facts = new FactGrid(m_details.get());
    auto *open = new QPushButton(tr("Open"), m_details.get());
    open->setAccessibleName(tr("Open the account"));
    connect(open, &QPushButton::clicked, this, [this] {
        if (!m_table->currentId().isEmpty())
            Q_EMIT openRequested(u"account/"_s + m_table->currentId(), false);
    });
    auto *layout = new QVBoxLayout(m_details.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addWidget(open, 0, Qt::AlignLeft);
    layout->addStretch();
    showDetails();
}

void AccountsPage::showDetails()
{
    m_facts->clear();
    const AccountListRow *row = m_model->rowAt(m_table->currentIndex());
    m_details->setEnabled(row);
    if (!row)
        return m_name->setText(tr("No account selected"));
    const storage::AccountRow &account = row->account;
    const QDate today = m_workspace.clock().today();
    m_name->setText(account.name);
    m_facts->add(tr("Number"), account.number);
    m_facts->add(tr("CSM"), row->managerName);
    m_facts->add(tr("ARR"), moneyText(account.arr));
    m_facts->add(tr("Renewal"), account.renewalOn.isValid() ? tr("%1, %2").arg(dateText(account.renewalOn),
                                                                               distanceText(today, account.renewalOn))
                                                            : QString());
    m_facts->add(tr("Open"), moneyText(account.openReceivables));
    m_facts->add(tr("Overdue"), moneyText(account.overdue));
    m_facts->add(tr("Locations"), countText(account.locations));
    m_facts->add(tr("Segment"), segmentName(account.segment));
    m_facts->add(tr("Region"), account.region);
    m_facts->add(tr("Country"), account.country);
}

void AccountsPage::loadChoices()
{
    m_workspace.start(
        this,
        [](workspace::Services &services, jobs::Progress &) -> Result<Choices> {
            const auto company = services.companyCurrency();
            if (!company)
                return passOn(company);
            const storage::AccountQueriesSql queries(services.session(), *company);
            const auto managers = queries.managers();
            const auto segments = queries.segments();
            const auto regions = queries.regions();
            if (!managers || !segments || !regions)
                return passOn(!managers ? managers : !segments ? segments : regions);
            Choices choices{*company, {}, *segments, *regions};
            for (const QString &name : *managers) {
                const auto user = services.seller().user(name);
                choices.managers.emplace_back(name, user ? user->displayName : name);
            }
            return choices;
        },
        [this](const Result<Choices> &choices) {
            if (choices)
                showChoices(*choices);
        });
}

void AccountsPage::showChoices(const Choices &choices)
{
    m_model->setTitle(u"arr"_s, tr("ARR (%1)").arg(choices.company.code()));
    std::vector<FilterChoice> filters;
    for (const auto &[name, displayName] : choices.managers)
        filters.push_back({u"manager"_s, tr("CSM"), name, displayName});
    for (const QString &segment : choices.segments)
        filters.push_back({u"segment"_s, tr("Segment"), segment, segmentName(segment)});
    for (const QString &region : choices.regions)
        filters.push_back({u"region"_s, tr("Region"), region, region});
    filters.push_back({u"receivables"_s, tr("Receivables"), u"overdue"_s, tr("Overdue")});
    for (const int days : {30, 90, 180})
        filters.push_back({u"renewal"_s, tr("Renewing"), QString::number(days), tr("Within %n day(s)", nullptr, days)});
    m_filter->setChoices(std::move(filters));
}

storage::AccountFilter AccountsPage::filter() const
{
    return accountFilter(m_filter->text(), m_filter->filters(), m_workspace.clock().today());
}

void AccountsPage::filterChanged()
{
    m_model->reload();
    loadSums();
    Q_EMIT commandsChanged();
}

void AccountsPage::loadSums()
{
    m_sums.start(this, m_workspace.onServices([filter = filter()](workspace::Services &services, jobs::Progress &) {
        return workspace::AccountDesk(services).sums(filter);
    }),
                 [this](const Result<workspace::AccountSums> &sums) {
                     if (sums)
                         Q_EMIT statusChanged(sumsInWords(*sums));
                 });
}

void AccountsPage::showEmpty()
{
    if (m_filter->isActive()) {
        m_state->showEmpty(tr("No accounts match %1.").arg(m_filter->inWords()), u"building-2"_s)
            ->setCommand(tr("Clear filters"), [this] { m_filter->clear(); });
        return;
    }
    EmptyState *empty = m_state->showEmpty(tr("No accounts yet."), u"building-2"_s);
    empty->setSentence(
        tr("No accounts yet."),
        tr("Import them from a file in the form accord.accounts/1, with their locations, contacts and certificates."));
    empty->setCommand(tr("Import accounts…"), [this] { importFile(); });
}

QVariantMap AccountsPage::state() const
{
    return {{u"view"_s, m_tools->view().toVariantMap()}, {u"current"_s, m_table->currentId()}};
}

void AccountsPage::restore(const QVariantMap &state)
{
    m_tools->apply(QJsonObject::fromVariantMap(state.value(u"view"_s).toMap()));
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *AccountsPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> AccountsPage::lists() const
{
    return {m_table};
}

void AccountsPage::refresh()
{
    const QString current = m_table->currentId();
    m_model->reload();
    m_table->selectId(current);
    loadSums();
    loadChoices();
}

void AccountsPage::importFile()
{
    auto *dialog = new QFileDialog(window(), tr("Import accounts"), {}, tr("Accounts (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.start(
            this,
            [path](workspace::Services &services, jobs::Progress &) -> Result<workspace::ImportCount> {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    return fail(ErrorKind::Unavailable, u"file.unreadable"_s,
                                {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
                return workspace::MasterData(services).importAccounts(file.readAll());
            },
            [this](const Result<workspace::ImportCount> &count) {
                if (!count)
                    return Q_EMIT toastRequested({inWords(count.error()).paragraph(), Tone::Bad});
                Q_EMIT toastRequested(
                    {tr("%1 added, %2 changed.").arg(countText(count->added), countText(count->changed)), Tone::Good});
                m_workspace.announceChange();
            });
    });
    dialog->open();
}

std::vector<Command> AccountsPage::commands()
{
    const auto nothingChosen
        = [this] { return m_table->currentId().isEmpty() ? tr("No account is selected.") : QString(); };
    const auto readOnly
        = [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); };
    const QString group = tr("Accounts");
    std::vector<Command> commands = m_tools->commands();
    commands.push_back({u"accounts.open_tab"_s,
                        tr("Open in a new tab"),
                        u"plus"_s,
                        {QKeySequence(u"Ctrl+Return"_s)},
                        CommandScope::List,
                        group,
                        [this] { Q_EMIT openRequested(u"account/"_s + m_table->currentId(), true); },
                        nothingChosen});
    commands.push_back({u"accounts.import"_s,
                        tr("Import accounts…"),
                        u"folder-open"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { importFile(); },
                        readOnly});
    return commands;
}

} // namespace accord::ui
