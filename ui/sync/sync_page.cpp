// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/sync_page.h"

#include "core/workspace/copy_lock.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/sync/machine_list.h"
#include "ui/sync/sync_pages.h"
#include "ui/sync/sync_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QSettings>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using workspace::ConflictRow;
using workspace::SyncDesk;
using workspace::WaitingChange;

namespace {

QString idOf(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

std::vector<PagedTableModel<ConflictRow>::Column> conflictColumns()
{
    using Column = PagedTableModel<ConflictRow>::Column;
    return {Column{{u"title"_s, SyncPage::tr("What"), 180, Qt::AlignLeft, false, true},
                   [](const ConflictRow &row) { return row.title; }},
            Column{{u"entity"_s, SyncPage::tr("Kind"), 96, Qt::AlignLeft, false},
                   [](const ConflictRow &row) { return nameOfEntity(row.conflict.row.entity); }},
            Column{{u"why"_s, SyncPage::tr("Why"), 200, Qt::AlignLeft, false},
                   [](const ConflictRow &row) { return kindInWords(row.conflict.kind); }},
            Column{{u"who"_s, SyncPage::tr("Whose change"), 104, Qt::AlignLeft, false},
                   [](const ConflictRow &row) { return row.conflict.who; }},
            Column{{u"when"_s, SyncPage::tr("When"), 150, Qt::AlignLeft, false},
                   [](const ConflictRow &row) { return instantText(row.conflict.when); }},
            Column{{u"state"_s, SyncPage::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const ConflictRow &row) {
                       return QVariant::fromValue(row.isChosen ? Badge{SyncPage::tr("chosen"), Tone::Info}
                                                               : Badge{SyncPage::tr("open"), Tone::Warning});
                   }}};
}

std::vector<PagedTableModel<WaitingChange>::Column> waitingColumns()
{
    using Column = PagedTableModel<WaitingChange>::Column;
    return {Column{{u"title"_s, SyncPage::tr("What"), 180, Qt::AlignLeft, false, true},
                   [](const WaitingChange &change) { return change.title; }},
            Column{{u"entity"_s, SyncPage::tr("Kind"), 96, Qt::AlignLeft, false},
                   [](const WaitingChange &change) { return nameOfEntity(change.command.row.entity); }},
            Column{{u"change"_s, SyncPage::tr("Change"), 260, Qt::AlignLeft, false},
                   [](const WaitingChange &change) { return actInWords(change.command); }},
            Column{{u"when"_s, SyncPage::tr("Made"), 150, Qt::AlignLeft, false},
                   [](const WaitingChange &change) { return instantText(change.command.claimedAt); }},
            Column{{u"state"_s, SyncPage::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const WaitingChange &change) {
                       return QVariant::fromValue(change.reason.isEmpty()
                                                      ? Badge{SyncPage::tr("waiting"), Tone::Info}
                                                      : Badge{SyncPage::tr("not taken"), Tone::Bad});
                   }},
            Column{{u"reason"_s, SyncPage::tr("Why not"), 320, Qt::AlignLeft, false}, [](const WaitingChange &change) {
                       return change.reason.isEmpty()
                                  ? QString()
                                  : inWords(Error{ErrorKind::Forbidden, change.reason, {}, {}}).paragraph();
                   }}};
}

} // namespace

SyncPage::SyncPage(workspace::Workspace &workspace, QSettings *settings)
    : m_workspace(workspace)
    , m_reading(workspace.runner())
    , m_headline(new Label({}, TextRole::Page, Token::Text, this))
    , m_state(new Label({}, TextRole::Body, Token::Text2, this))
    , m_content(new Label({}, TextRole::Body, Token::Text2, this))
    , m_failure(new Label({}, TextRole::Body, Token::Bad, this))
    , m_run(new QPushButton(tr("Sync now"), this))
    , m_settings(settings)
    , m_byItself(new QCheckBox(tr("Synchronise by itself"), this))
    , m_conflicts(new Conflicts(
          conflictColumns(), [](const ConflictRow &row) { return idOf(row.conflict.id); }, this))
    , m_conflictTable(new TableView(tr("Conflicts"), this))
    , m_conflictView(new StateView(m_conflictTable, this))
    , m_sides(new QWidget(this))
    , m_waiting(new Waiting(
          waitingColumns(), [](const WaitingChange &change) { return idOf(change.command.id); }, this))
    , m_waitingTable(new TableView(tr("Waiting changes"), this))
    , m_waitingView(new StateView(m_waitingTable, this))
    , m_waitingTitle(new Label(tr("Waiting changes"), TextRole::Title, Token::Text, this))
    , m_machines(new MachineList(workspace, this))
{
    m_conflictTable->setPagedModel(m_conflicts);
    m_waitingTable->setPagedModel(m_waiting);
    m_conflictView->follow(m_conflicts, [](StateView &view) {
        view.showEmpty(tr("Nobody changed what you changed: there is no conflict."), u"list-checks"_s);
    });
    m_waitingView->follow(m_waiting, [](StateView &view) {
        view.showEmpty(tr("Nothing waits: the team has everything that was written here."), u"list-checks"_s);
    });
    m_state->setWordWrap(true);
    m_content->setWordWrap(true);
    m_failure->setWordWrap(true);
    m_failure->hide();
    auto *words = new QVBoxLayout;
    words->addWidget(m_headline);
    words->addWidget(m_state);
    words->addWidget(m_content);
    words->addWidget(m_failure);
    auto *head = new QHBoxLayout;
    head->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_byItself);
    buttons->addWidget(m_run);
    head->addLayout(buttons);
    head->setAlignment(buttons, Qt::AlignTop);
    auto *inside = new QVBoxLayout(m_sides);
    inside->setContentsMargins(0, 0, 0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(head);
    layout->addWidget(new Label(tr("Conflicts"), TextRole::Title, Token::Text, this));
    layout->addWidget(m_conflictView, 1);
    layout->addWidget(m_sides);
    layout->addWidget(m_waitingTitle);
    layout->addWidget(m_waitingView, 2);
    layout->addWidget(m_machines, 2);
    m_machines->hide();
    connect(m_machines->table(), &TableView::currentIdChanged, this, &SyncPage::commandsChanged);
    connect(m_machines, &MachineList::said, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    connect(m_machines, &MachineList::failed, this,
            [this](const Error &error) { Q_EMIT toastRequested({inWords(error).paragraph(), Tone::Bad}); });
    m_byItself->hide();
    m_byItself->setChecked(settings && synchronisesByItself(*settings));
    connect(m_byItself, &QCheckBox::toggled, this,
            [this](bool isOn) { m_settings->setValue(u"sync/automatic"_s, isOn); });
    connect(m_run, &QPushButton::clicked, this, &SyncPage::synchronise);
    connect(m_conflictTable, &TableView::currentIdChanged, this, [this] {
        showSides();
        Q_EMIT commandsChanged();
    });
    connect(m_conflicts, &PagedTableModelBase::loaded, this, &SyncPage::showSides);
    connect(&m_workspace, &workspace::Workspace::changed, this, &SyncPage::refresh);
    refresh();
}

SyncPage::~SyncPage() = default;

Result<SyncPage::Shown> SyncPage::read(workspace::Services &services)
{
    SyncDesk desk(services);
    const auto waiting = desk.waiting();
    const auto state = desk.state();
    const auto conflicts = desk.conflicts();
    if (!waiting)
        return passOn(waiting);
    if (!state)
        return passOn(state);
    if (!conflicts)
        return passOn(conflicts);
    if (state->isCopy)
        return Shown{*state, *conflicts, *waiting, {}, services.clock().now()};
    const auto machines = desk.devices();
    if (!machines)
        return passOn(machines);
    return Shown{*state, *conflicts, {}, *machines, services.clock().now()};
}

void SyncPage::refresh()
{
    m_reading.start(this,
                    workspace::pastCopyLock(m_workspace, [](workspace::Services &services) { return read(services); }),
                    [this](const Result<Shown> &shown) {
                        if (shown)
                            return show(*shown);
                        m_failure->setText(inWords(shown.error()).paragraph());
                        m_failure->show();
                    });
}

void SyncPage::show(const Shown &shown)
{
    m_shownState = shown.state;
    const QString brief = shortStateOf(shown.state);
    m_headline->setText(brief.isEmpty() ? tr("Nothing to synchronise") : brief.at(0).toUpper() + brief.mid(1));
    m_state->setText(stateInWords(shown.state, shown.now));
    m_content->setText(contentInWords(shown.state));
    m_content->setVisible(shown.state.isCopy && !shown.state.isLocked);
    m_failure->setVisible(!shown.state.failure.isEmpty());
    if (!shown.state.failure.isEmpty())
        m_failure->setText(inWords(Error{ErrorKind::Unavailable, shown.state.failure, {}, {}}).paragraph());
    m_run->setVisible(shown.state.isCopy);
    m_byItself->setVisible(shown.state.isCopy && m_settings);
    m_run->setEnabled(!m_running && !m_workspace.isReadOnly());
    m_conflictTable->selectId(m_conflictTable->currentId());
    showRows(m_conflicts, shown.conflicts);
    showRows(m_waiting, shown.waiting);
    m_waitingTitle->setVisible(shown.state.isCopy);
    m_waitingView->setVisible(shown.state.isCopy);
    m_machines->setVisible(!shown.state.isCopy);
    m_machines->showMachines(shown.machines, shown.now);
    Q_EMIT statusChanged(tr("%1 · %2").arg(tr("%n conflict(s)", nullptr, int(shown.conflicts.size())),
                                           tr("%n change(s) waiting", nullptr, shown.state.waiting)));
    Q_EMIT commandsChanged();
}

void SyncPage::showSides()
{
    delete m_inside;
    m_inside = nullptr;
    const ConflictRow *row = m_conflicts->rowAt(m_conflictTable->currentIndex());
    m_sides->setVisible(row != nullptr);
    if (!row)
        return;
    m_inside = sidesOf(*row);
    m_sides->layout()->addWidget(m_inside);
}

/// Before, mine and theirs, field by field beside each other.
QWidget *SyncPage::sidesOf(const ConflictRow &row)
{
    auto *card = new Card(row.title, m_sides);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::insetLarge);
    const QStringList heads{tr("Field"), tr("Before"), tr("Mine (%1)").arg(row.conflict.who), tr("Theirs")};
    for (int column = 0; column < int(heads.size()); ++column)
        grid->addWidget(new Label(heads[column], TextRole::Caption, Token::Text3), 0, column);
    int line = 1;
    for (const sync::Conflict::Field &field : row.conflict.fields) {
        const QStringList texts{nameOfField(field.name), valueInWords(field.base), valueInWords(field.mine),
                                valueInWords(field.theirs)};
        for (int column = 0; column < int(texts.size()); ++column) {
            auto *label = new Label(texts[column], column > 1 ? TextRole::BodyStrong : TextRole::Body,
                                    column > 1 ? Token::Text : Token::Text2);
            label->setWordWrap(true);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(label, line, column, Qt::AlignTop);
            grid->setColumnStretch(column, column == 0 ? 1 : 2);
        }
        ++line;
    }
    card->body()->addLayout(grid);
    auto *mine = new QPushButton(tr("Take mine (M)"));
    auto *theirs = new QPushButton(tr("Take theirs (T)"));
    mine->setEnabled(!row.isChosen && !m_workspace.isReadOnly());
    theirs->setEnabled(mine->isEnabled());
    connect(mine, &QPushButton::clicked, this, [this] { take(true); });
    connect(theirs, &QPushButton::clicked, this, [this] { take(false); });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(mine);
    buttons->addWidget(theirs);
    buttons->addStretch(1);
    if (row.isChosen)
        buttons->addWidget(
            new Label(tr("Chosen; it is closed with the next exchange."), TextRole::Secondary, Token::Text2));
    card->body()->addLayout(buttons);
    return card;
}

void SyncPage::synchronise()
{
    if (m_running)
        return;
    m_running = true;
    m_run->setEnabled(false);
    m_run->setText(tr("Exchanging…"));
    m_workspace.runner().start(
        this,
        workspace::pastCopyLock(m_workspace, [](workspace::Services &services) { return SyncDesk(services).run(); }),
        [this](const Result<workspace::SyncCounts> &counts) {
            m_running = false;
            m_run->setText(tr("Sync now"));
            if (!counts)
                Q_EMIT toastRequested({inWords(counts.error()).paragraph(), Tone::Bad});
            else
                Q_EMIT toastRequested({tr("%1, %2.").arg(tr("%n change(s) sent", nullptr, counts->sent),
                                                         tr("%n row(s) read", nullptr, counts->received)),
                                       counts->conflicts + counts->rejected > 0 ? Tone::Warning : Tone::Good});
            m_workspace.announceChange();
        });
}

void SyncPage::take(bool mine)
{
    const ConflictRow *row = m_conflicts->rowAt(m_conflictTable->currentIndex());
    if (!row || row->isChosen)
        return;
    m_workspace.start(
        this,
        [id = row->conflict.id, mine](workspace::Services &services, jobs::Progress &) {
            return SyncDesk(services).resolve(id, mine);
        },
        [this, mine](const Result<> &resolved) {
            if (!resolved)
                Q_EMIT toastRequested({inWords(resolved.error()).paragraph(), Tone::Bad});
            else
                Q_EMIT toastRequested({mine ? tr("Mine is taken.") : tr("Theirs is taken."), Tone::Good});
            m_workspace.announceChange();
        });
}

QWidget *SyncPage::firstFocus()
{
    if (m_conflicts->rowCount() > 0)
        return m_conflictTable;
    return m_shownState.isCopy ? m_waitingTable : m_machines->table();
}

QList<QWidget *> SyncPage::lists() const
{
    return {m_conflictTable, m_waitingTable, m_machines->table()};
}

std::vector<Command> SyncPage::commands()
{
    const QString group = tr("Synchronisation");
    const auto readOnly
        = [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); };
    const auto needsConflict = [this, readOnly] {
        const ConflictRow *row = m_conflicts->rowAt(m_conflictTable->currentIndex());
        if (!row)
            return tr("No conflict is selected.");
        return row->isChosen ? tr("It is chosen already.") : readOnly();
    };
    return {{u"sync.run"_s,
             tr("Sync now"),
             u"refresh-cw"_s,
             {QKeySequence(u"Ctrl+Return"_s)},
             CommandScope::Page,
             group,
             [this] { synchronise(); },
             [this, readOnly] { return m_shownState.isCopy ? readOnly() : tr("This workspace is nobody's copy."); }},
            {u"sync.take_mine"_s,
             tr("Take mine"),
             u"arrow-left"_s,
             {QKeySequence(Qt::Key_M)},
             CommandScope::List,
             group,
             [this] { take(true); },
             needsConflict},
            {u"sync.take_theirs"_s,
             tr("Take theirs"),
             u"arrow-right"_s,
             {QKeySequence(Qt::Key_T)},
             CommandScope::List,
             group,
             [this] { take(false); },
             needsConflict},
            {u"sync.take_off"_s,
             tr("Take the chosen machine off…"),
             u"ban"_s,
             {QKeySequence(Qt::Key_Delete)},
             CommandScope::List,
             group,
             [this] { m_machines->askToTakeOff(); },
             [this] {
                 return m_shownState.isCopy ? tr("A copy does not know the machines of the team.")
                                            : m_machines->reasonAgainst();
             }}};
}

} // namespace accord::ui
