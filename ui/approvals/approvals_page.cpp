// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approvals_page.h"

#include "ui/approvals/approval_view.h"
#include "ui/approvals/approval_window.h"
#include "ui/approvals/delegations_dialog.h"
#include "ui/errors/error_words.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using approvals::ApprovalId;
using workspace::ApprovalDesk;
using workspace::ApprovalQueue;
using workspace::ApprovalRow;

namespace {

constexpr int lateDays = 5;

Badge waiting(const ApprovalRow &row, const QDate &today)
{
    if (row.approval.state() != approvals::ApprovalState::Pending)
        return badgeOf(row.approval.state());
    if (row.hasEscalated)
        return {ApprovalsPage::tr("escalated"), Tone::Bad};
    if (row.approval.isQuestionOpen())
        return {ApprovalsPage::tr("question"), Tone::Info};
    const int days = int(row.approval.requestedAt.date().daysTo(today));
    return {days == 0 ? ApprovalsPage::tr("today") : ApprovalsPage::tr("%n day(s)", nullptr, days),
            days >= lateDays ? Tone::Warning : Tone::Neutral};
}

QString what(const ApprovalRow &row)
{
    return ApprovalsPage::tr("%1 %2").arg(nameOf(row.approval.kind),
                                          row.number.isEmpty() ? periodText(row.period) : row.number);
}

/// Whose decision is awaited, and in whose place the reader would decide.
QVariant waitsFor(const ApprovalRow &row)
{
    if (!row.delegatedToName.isEmpty())
        return ApprovalsPage::tr("%1 (delegated)").arg(row.delegatedToName);
    if (!row.standsInForName.isEmpty())
        return ApprovalsPage::tr("you, for %1").arg(row.standsInForName);
    return row.waitsFor.isEmpty() ? QVariant() : QVariant(row.waitsFor);
}

std::vector<PagedTableModel<ApprovalRow>::Column> columns(const QDate &today)
{
    using Column = PagedTableModel<ApprovalRow>::Column;
    return {Column{{u"account"_s, ApprovalsPage::tr("From"), 180, Qt::AlignLeft, false, true},
                   [](const ApprovalRow &r) {
                       return r.accountName.isEmpty() ? ApprovalsPage::tr("(thrown away)") : r.accountName;
                   }},
            Column{{u"what"_s, ApprovalsPage::tr("What"), 150, Qt::AlignLeft, false}, what},
            Column{{u"amount"_s, ApprovalsPage::tr("Amount"), 124, Qt::AlignRight, false},
                   [](const ApprovalRow &r) { return moneyText(r.total.value_or(r.approval.amount)); }},
            Column{{u"waiting"_s, ApprovalsPage::tr("Waiting"), metrics::columnBadge, Qt::AlignLeft, false},
                   [today](const ApprovalRow &r) { return QVariant::fromValue(waiting(r, today)); }},
            Column{{u"requested"_s, ApprovalsPage::tr("Requested by"), 120, Qt::AlignLeft, false},
                   [](const ApprovalRow &r) { return r.requestedByName; }},
            Column{{u"waits_for"_s, ApprovalsPage::tr("Waits for"), 150, Qt::AlignLeft, false}, waitsFor},
            Column{{u"escalates"_s, ApprovalsPage::tr("Goes further"), 130, Qt::AlignLeft, false},
                   [](const ApprovalRow &r) {
                       return r.escalatesAt.isValid() ? QVariant(instantText(r.escalatesAt)) : QVariant();
                   }},
            Column{{u"exceptions"_s, ApprovalsPage::tr("Look at"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const ApprovalRow &r) {
                       return QVariant::fromValue(
                           r.exceptions == 0
                               ? Badge()
                               : Badge{ApprovalsPage::tr("%n thing(s)", nullptr, r.exceptions), Tone::Warning});
                   }}};
}

/// In front of a request that waits for others, in the address of the page.
const QString waitingForOthers = u"others/"_s;

} // namespace

ApprovalsPage::ApprovalsPage(workspace::Workspace &workspace, const QString &subject)
    : m_workspace(workspace)
    , m_list(workspace.runner())
    , m_item(workspace.runner())
    , m_counts(workspace.runner())
    , m_decisions(new ApprovalDecisions(workspace, this))
    , m_model(new Model(
          columns(workspace.clock().today()), [](const ApprovalRow &r) { return r.approval.id.toString(); }, this))
    , m_tabs(new QTabBar(this))
    , m_table(new TableView(tr("Approvals"), this))
    , m_state(new StateView(m_table, this))
    , m_acts(new AskedActs(workspace, this))
    , m_rights(new ActRights(workspace, {workspace::Act::RequestMatter}, this))
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Which approvals"));
    for (const QString &title : {tr("Mine"), tr("Waiting for others"), tr("Decided")})
        m_tabs->addTab(title);
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [this](StateView &) { showEmpty(); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_tabs);
    layout->addWidget(m_state, 1);
    buildInspector();
    buildSource();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_model->reload();
        Q_EMIT commandsChanged();
    });
    connect(m_table, &TableView::currentIdChanged, this, &ApprovalsPage::loadItem);
    connect(m_table, &TableView::opened, this, [this] {
        const ApprovalRow *row = m_model->rowAt(m_table->currentIndex());
        if (row && row->approval.kind == approvals::SubjectKind::Invoice && row->total)
            Q_EMIT openRequested(u"invoices/"_s + row->approval.subject.toString(QUuid::WithoutBraces), false);
    });
    connect(m_decisions, &ApprovalDecisions::decided, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    connect(m_decisions, &ApprovalDecisions::refused, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Bad}); });
    connect(&m_workspace, &workspace::Workspace::changed, this, &ApprovalsPage::refresh);
    if (subject.startsWith(waitingForOthers))
        m_tabs->setCurrentIndex(1);
    m_model->reload();
    m_table->selectId(subject.section(u'/', -1));
    loadCounts();
}

ApprovalsPage::~ApprovalsPage()
{
    delete m_compact;
}

void ApprovalsPage::buildInspector()
{
    m_side = std::make_unique<QWidget>();
    m_view = new ApprovalView(m_side.get());
    m_view->showNothing(tr("Nothing is selected."));
    m_approve = new QPushButton(tr("Approve  A"), m_side.get());
    m_approve->setAccessibleName(tr("Approve"));
    setButtonKind(m_approve, ButtonKind::Primary);
    m_reject = new QPushButton(tr("Reject  R"), m_side.get());
    m_reject->setAccessibleName(tr("Reject"));
    connect(m_approve, &QPushButton::clicked, this, &ApprovalsPage::approve);
    connect(m_reject, &QPushButton::clicked, this, &ApprovalsPage::reject);
    m_ask = new QPushButton(tr("Ask  C"), m_side.get());
    m_ask->setAccessibleName(tr("Ask"));
    m_delegate = new QPushButton(tr("Delegate  D"), m_side.get());
    m_delegate->setAccessibleName(tr("Delegate"));
    connect(m_ask, &QPushButton::clicked, this, &ApprovalsPage::ask);
    connect(m_delegate, &QPushButton::clicked, this, &ApprovalsPage::delegate);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_approve, 0, 0);
    buttons->addWidget(m_reject, 0, 1);
    buttons->addWidget(m_ask, 1, 0);
    buttons->addWidget(m_delegate, 1, 1);
    auto *layout = new QVBoxLayout(m_side.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    m_approve->setEnabled(false);
    m_reject->setEnabled(false);
    m_ask->setEnabled(false);
    m_delegate->setEnabled(false);
}

void ApprovalsPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_list.start(this,
                     m_workspace.onServices([queue = queue()](workspace::Services &services,
                                                              jobs::Progress &) -> Result<RowPage<ApprovalRow>> {
                         const auto rows = ApprovalDesk(services).queue(queue);
                         if (!rows)
                             return passOn(rows);
                         return RowPage<ApprovalRow>{*rows, {}, qint64(rows->size()), {}};
                     }),
                     answer);
    });
}

ApprovalQueue ApprovalsPage::queue() const
{
    constexpr ApprovalQueue queues[]{ApprovalQueue::Mine, ApprovalQueue::Others, ApprovalQueue::Decided};
    return queues[std::max(0, m_tabs->currentIndex())];
}

void ApprovalsPage::loadCounts()
{
    struct Counts
    {
        int mine = 0;
        int others = 0;
        bool isApprover = false;
        std::optional<Money> sum;
    };
    m_counts.start(
        this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Counts> {
            ApprovalDesk desk(services);
            const auto mine = desk.queue(ApprovalQueue::Mine);
            const auto others = desk.queue(ApprovalQueue::Others);
            const auto may = desk.isApprover();
            const auto company = services.companyCurrency();
            if (!mine || !others)
                return passOn(!mine ? mine : others);
            if (!company)
                return passOn(company);
            Counts counts{int(mine->size()), int(others->size()), may.value_or(false), {}};
            if (const auto sum = workspace::sumOf(*mine, *company))
                counts.sum = *sum;
            return counts;
        }),
        [this](const Result<Counts> &counts) {
            if (!counts)
                return;
            m_others = counts->others;
            m_isApprover = counts->isApprover;
            m_tabs->setTabText(0, counts->mine > 0 ? tr("Mine %1").arg(counts->mine) : tr("Mine"));
            m_tabs->setTabText(1, counts->others > 0 ? tr("Waiting for others %1").arg(counts->others)
                                                     : tr("Waiting for others"));
            if (counts->mine == 0)
                Q_EMIT statusChanged(tr("Nothing waits for you"));
            else if (counts->sum)
                Q_EMIT statusChanged(
                    tr("%n item(s) for you, together %1", nullptr, counts->mine).arg(moneyText(*counts->sum)));
            if (m_model->rowCount() == 0 && !m_model->isLoading())
                showEmpty();
        });
}

void ApprovalsPage::loadItem()
{
    const ApprovalRow *row = m_model->rowAt(m_table->currentIndex());
    m_approve->setEnabled(row && row->mayDecide);
    m_reject->setEnabled(row && row->mayDecide);
    m_delegate->setEnabled(row && row->mayDecide);
    m_ask->setEnabled(reasonAgainstAsking().isEmpty());
    Q_EMIT commandsChanged();
    if (!row) {
        m_item.cancel();
        return m_view->showNothing(tr("Nothing is selected."));
    }
    m_item.start(this, m_workspace.onServices([id = row->approval.id](workspace::Services &services, jobs::Progress &) {
        return ApprovalDesk(services).item(id);
    }),
                 [this](const Result<workspace::ApprovalItem> &item) {
                     if (item)
                         m_view->showItem(*item, m_workspace.clock().today());
                     else
                         m_view->showNothing(inWords(item.error()).paragraph());
                 });
}

void ApprovalsPage::showEmpty()
{
    m_view->showNothing(tr("Nothing is selected."));
    switch (queue()) {
    case ApprovalQueue::Mine: {
        EmptyState *empty
            = m_state->showEmpty(m_isApprover ? tr("Nothing waits for you.") : tr("Deciding needs the role Approver."),
                                 m_isApprover ? u"circle-check-big"_s : u"ban"_s);
        empty->setSentence(empty->sentence(), !m_isApprover
                                                  ? tr("An administrator gives it in the settings, under People.")
                                              : m_others > 0 ? tr("%n item(s) wait for others.", nullptr, m_others)
                                                             : tr("Nothing waits for others either."));
        return;
    }
    case ApprovalQueue::Others:
        m_state->showEmpty(tr("Nothing waits for others."), u"users"_s);
        return;
    case ApprovalQueue::Decided:
        m_state->showEmpty(tr("Nothing was decided yet."), u"history"_s);
        return;
    }
}

std::vector<ApprovalRow> ApprovalsPage::selected() const
{
    std::vector<ApprovalRow> rows;
    for (const QString &id : m_table->selectedIds()) {
        if (const ApprovalRow *row = m_model->rowById(id))
            rows.push_back(*row);
    }
    return rows;
}

QString ApprovalsPage::reasonAgainst() const
{
    const ApprovalRow *row = m_model->rowAt(m_table->currentIndex());
    if (!row)
        return tr("Nothing is selected.");
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return row->mayDecide ? QString() : inWords(row->mayDecide.error()).happened;
}

QString ApprovalsPage::reasonAgainstAsking() const
{
    const ApprovalRow *row = m_model->rowAt(m_table->currentIndex());
    if (!row)
        return tr("Nothing is selected.");
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return row->approval.state() == approvals::ApprovalState::Pending ? QString() : tr("It is decided already.");
}

void ApprovalsPage::ask()
{
    if (const ApprovalRow *row = m_model->rowAt(m_table->currentIndex()))
        m_decisions->askAndSay(row->approval.id, subjectOf(*row), this);
}

void ApprovalsPage::delegate()
{
    if (const ApprovalRow *row = m_model->rowAt(m_table->currentIndex()); row && row->mayDecide)
        m_decisions->askAndDelegate(row->approval.id, subjectOf(*row), this);
}

void ApprovalsPage::approve()
{
    const auto rows = selected();
    if (rows.size() > 1)
        return approveSelection();
    if (const ApprovalRow *row = m_model->rowAt(m_table->currentIndex()); row && row->mayDecide)
        m_decisions->approve(row->approval.id, subjectOf(*row));
}

void ApprovalsPage::approveSelection()
{
    auto rows = selected();
    std::erase_if(rows, [](const ApprovalRow &row) { return !row.mayDecide; });
    if (rows.empty())
        return;
    const auto sum = workspace::sumOf(rows, rows.front().approval.amount.currency());
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Approve together"));
    auto *layout = new QVBoxLayout(dialog);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(new Label(
        tr("Approve %n item(s), together %1?", nullptr, int(rows.size())).arg(sum ? moneyText(*sum) : noValue()),
        TextRole::Title, Token::Text, dialog));
    constexpr size_t named = 10;
    std::vector<ApprovalId> ids;
    for (const ApprovalRow &row : rows) {
        if (ids.size() < named)
            layout->addWidget(
                new Label(subjectOf(row), TextRole::Body, row.exceptions > 0 ? Token::Warning : Token::Text2, dialog));
        ids.push_back(row.approval.id);
    }
    if (ids.size() > named)
        layout->addWidget(
            new Label(tr("and %n more", nullptr, int(ids.size() - named)), TextRole::Body, Token::Text2, dialog));
    layout->addWidget(new Label(tr("A recorded approval is never edited."), TextRole::Secondary, Token::Text3, dialog));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *commit = buttons->addButton(tr("Approve  Ctrl+Enter"), QDialogButtonBox::AcceptRole);
    setButtonKind(commit, ButtonKind::Primary);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), dialog);
    connect(key, &QShortcut::activated, commit, &QPushButton::click);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, m_decisions, [this, ids] { m_decisions->approveAll(ids); });
    layout->addWidget(buttons);
    dialog->open();
}

void ApprovalsPage::reject()
{
    if (const ApprovalRow *row = m_model->rowAt(m_table->currentIndex()); row && row->mayDecide)
        m_decisions->askAndReject(row->approval.id, subjectOf(*row), this);
}

void ApprovalsPage::openCompact()
{
    if (!m_compact)
        m_compact = new ApprovalWindow(m_workspace);
    m_compact->show();
    m_compact->raise();
    m_compact->activateWindow();
}

void ApprovalsPage::keepPlace()
{
    const QModelIndex current = m_table->currentIndex();
    const QString id = m_table->currentId();
    const QString next = current.siblingAtRow(current.row() + 1).data(IdRole).toString();
    const QString before = current.siblingAtRow(current.row() - 1).data(IdRole).toString();
    m_model->reload();
    // What was decided leaves the list: the one behind it takes its place.
    auto *connection = new QMetaObject::Connection;
    *connection = connect(m_model, &PagedTableModelBase::loaded, this, [this, id, next, before, connection] {
        disconnect(*connection);
        delete connection;
        for (const QString &wanted : {id, next, before}) {
            if (!wanted.isEmpty() && m_model->rowOf(wanted) >= 0)
                return m_table->selectId(wanted);
        }
    });
}

void ApprovalsPage::refresh()
{
    keepPlace();
    loadCounts();
}

QWidget *ApprovalsPage::inspector()
{
    return m_side.get();
}

QVariantMap ApprovalsPage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"current"_s, m_table->currentId()}};
}

void ApprovalsPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *ApprovalsPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> ApprovalsPage::lists() const
{
    return {m_table};
}

std::vector<Command> ApprovalsPage::commands()
{
    const QString group = tr("Approvals");
    const auto against = [this] { return reasonAgainst(); };
    std::vector<Command> commands{{u"approvals.approve"_s,
                                   tr("Approve"),
                                   u"circle-check-big"_s,
                                   {QKeySequence(Qt::Key_A)},
                                   CommandScope::List,
                                   group,
                                   [this] { approve(); },
                                   against},
                                  {u"approvals.reject"_s,
                                   tr("Reject with a reason…"),
                                   u"circle-x"_s,
                                   {QKeySequence(Qt::Key_R)},
                                   CommandScope::List,
                                   group,
                                   [this] { reject(); },
                                   against},
                                  {u"approvals.ask"_s,
                                   tr("Ask or answer…"),
                                   u"message-square"_s,
                                   {QKeySequence(Qt::Key_C)},
                                   CommandScope::List,
                                   group,
                                   [this] { ask(); },
                                   [this] { return reasonAgainstAsking(); }},
                                  {u"approvals.delegate"_s,
                                   tr("Delegate…"),
                                   u"users"_s,
                                   {QKeySequence(Qt::Key_D)},
                                   CommandScope::List,
                                   group,
                                   [this] { delegate(); },
                                   against},
                                  {u"approvals.approve_selection"_s,
                                   tr("Approve the selection…"),
                                   u"list-checks"_s,
                                   {QKeySequence(u"Shift+A"_s)},
                                   CommandScope::List,
                                   group,
                                   [this] { approveSelection(); },
                                   against},
                                  {u"approvals.delegations"_s,
                                   tr("Show the delegations…"),
                                   u"users"_s,
                                   {QKeySequence(u"Shift+D"_s)},
                                   CommandScope::List,
                                   group,
                                   [this] { (new DelegationsDialog(m_workspace, window()))->open(); }},
                                  {u"approvals.policy"_s,
                                   tr("Open the approval policy"),
                                   u"scroll-text"_s,
                                   {},
                                   CommandScope::Page,
                                   group,
                                   [this] { Q_EMIT openRequested(u"approval-policy"_s, false); }},
                                  {u"approvals.compact"_s,
                                   tr("Decide in the small window"),
                                   u"minimize-2"_s,
                                   {QKeySequence(u"Ctrl+Shift+A"_s)},
                                   CommandScope::Page,
                                   group,
                                   [this] { openCompact(); }}};
    for (Command &command : requestCommands())
        commands.push_back(std::move(command));
    const QString titles[]{tr("Show mine"), tr("Show those that wait for others"), tr("Show those decided")};
    for (int i = 0; i < 3; ++i)
        commands.push_back({u"approvals.tab.%1"_s.arg(i + 1),
                            titles[i],
                            u"list-checks"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
