// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/inspector.h"
#include "ui/shell/key_map.h"
#include "ui/shell/search_button.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

namespace accord::ui {

MainWindow::MainWindow(Theme &theme, PageFactory pages, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_pages(std::move(pages))
    , m_settings(settings)
{
    setWindowTitle(u"Accord"_s);
    auto *central = new QWidget(this);
    m_sidebar = new Sidebar(m_pages, central);
    auto *bar = new QWidget(central);
    buildToolbar(bar);
    m_tabBar = new QTabBar(central);
    m_tabBar->setTabsClosable(true);
    m_tabBar->setMovable(false);
    m_tabBar->setExpanding(false);
    m_tabBar->setDrawBase(false);
    m_tabBar->setElideMode(Qt::ElideRight);
    m_tabBar->setAccessibleName(tr("Tabs"));
    m_stack = new QStackedWidget(central);
    m_inspector = new Inspector(central);
    m_splitter = new QSplitter(central);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_status = new StatusLine(central);

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(bar);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(metrics::insetSmall, 0, metrics::insetSmall, 0);
    strip->addWidget(m_tabBar, 1);
    right->addLayout(strip);
    right->addWidget(new Hairline(Qt::Horizontal, central));
    right->addWidget(m_splitter, 1);
    right->addWidget(m_status);
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addLayout(right, 1);
    setCentralWidget(central);
    m_toasts = new ToastStack(central);
    m_toasts->keepClearOf(m_inspector);
    m_palette = new CommandPalette(central);

    connect(m_sidebar, &Sidebar::chosen, this, [this](const QString &name) { open(name); });
    connect(m_tabBar, &QTabBar::currentChanged, this, &MainWindow::switchTab);
    connect(m_tabBar, &QTabBar::tabCloseRequested, this, &MainWindow::removeTab);
    connect(m_inspector, &Inspector::closeRequested, this, &MainWindow::toggleInspector);
    connect(m_toasts, &ToastStack::announced, m_status, &StatusLine::announce);
    addOwnCommands();
    addNavigationCommands();
    addChords();
    restoreLayout();
}

MainWindow::~MainWindow()
{
    m_inspector->setContent(nullptr);
}

void MainWindow::buildToolbar(QWidget *bar)
{
    bar->setFixedHeight(metrics::toolbar);
    const auto button = [&](const QString &icon, const QString &name) {
        auto *made = new QToolButton(bar);
        made->setIcon(m_theme.icon(icon));
        made->setIconSize(QSize(18, 18));
        made->setAutoRaise(true);
        made->setAccessibleName(name);
        made->setFixedSize(30, 30);
        return made;
    };
    m_back = button(u"arrow-left"_s, tr("Back"));
    m_forward = button(u"arrow-right"_s, tr("Forward"));
    setPlainToolTip(m_back, tr("Back (Alt+Left)"));
    setPlainToolTip(m_forward, tr("Forward (Alt+Right)"));
    m_title = new Label({}, TextRole::Title, Token::Text, bar);
    auto *search = new SearchButton(bar);
    m_source = new Label({}, TextRole::Secondary, Token::Text2, bar);
    m_person = new QToolButton(bar);
    m_person->setIcon(m_theme.icon(u"user"_s));
    m_person->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_person->setAutoRaise(true);
    m_person->setAccessibleName(tr("Who works"));
    m_people = new QMenu(m_person);
    connect(m_person, &QToolButton::clicked, this,
            [this] { m_people->popup(m_person->mapToGlobal(QPoint(0, m_person->height()))); });
    m_person->hide();
    QToolButton *inspector = button(u"panel-right"_s, tr("Show or hide the inspector"));
    setPlainToolTip(inspector, tr("Inspector (Space)"));
    connect(m_back, &QToolButton::clicked, this, &MainWindow::back);
    connect(m_forward, &QToolButton::clicked, this, &MainWindow::forward);
    connect(search, &QAbstractButton::clicked, this, &MainWindow::openPalette);
    connect(inspector, &QToolButton::clicked, this, &MainWindow::toggleInspector);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::insetSmall, 0, metrics::inset, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addSpacing(metrics::insetSmall);
    layout->addWidget(m_title);
    layout->addStretch(1);
    layout->addWidget(search);
    layout->addStretch(1);
    layout->addWidget(m_source);
    layout->addSpacing(metrics::insetSmall);
    layout->addWidget(m_person);
    layout->addWidget(inspector);
}

void MainWindow::addCommand(Command command)
{
    command.scope = CommandScope::Global;
    makeAction(command, this, Qt::WindowShortcut);
    m_commands.addGlobal(std::move(command));
}

void MainWindow::addOwnCommands()
{
    const auto add = [this](const QString &id, const QString &title, const QString &icon, QList<QKeySequence> keys,
                            std::function<void()> run) {
        addCommand(Command{id, title, icon, std::move(keys), CommandScope::Global, tr("Window"), std::move(run)});
    };
    add(u"window.palette"_s, tr("Search or run a command"), u"search"_s, {QKeySequence(u"Ctrl+K"_s)},
        [this] { openPalette(); });
    add(u"window.keys"_s, tr("Keys of this page"), u"keyboard"_s, {QKeySequence(Qt::Key_F1)}, [this] { showKeyMap(); });
    add(u"window.inspector"_s, tr("Show or hide the inspector"), u"panel-right"_s, {QKeySequence(u"Ctrl+I"_s)},
        [this] { toggleInspector(); });
    add(u"window.sidebar"_s, tr("Fold or unfold the side bar"), u"panel-left"_s, {QKeySequence(u"Ctrl+B"_s)},
        [this] { m_sidebar->setFolded(!m_sidebar->isFolded()); });
    add(u"window.refresh"_s, tr("Refresh"), u"refresh-cw"_s, {QKeySequence(Qt::Key_F5)}, [this] {
        if (Page *page = currentPage())
            page->refresh();
    });
    add(u"appearance.light"_s, tr("Appearance: light"), u"sun"_s, {},
        [this] { m_theme.setAppearance(Appearance::Light); });
    add(u"appearance.dark"_s, tr("Appearance: dark"), u"moon"_s, {},
        [this] { m_theme.setAppearance(Appearance::Dark); });
    add(u"appearance.system"_s, tr("Appearance: as the system"), u"monitor"_s, {},
        [this] { m_theme.setAppearance(Appearance::System); });
    add(u"appearance.larger"_s, tr("Zoom in"), u"plus"_s, {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
        [this] { m_theme.setZoom(m_theme.zoom() + 10); });
    add(u"appearance.smaller"_s, tr("Zoom out"), u"minus"_s, {QKeySequence(u"Ctrl+-"_s)},
        [this] { m_theme.setZoom(m_theme.zoom() - 10); });
    add(u"appearance.normal"_s, tr("Zoom to 100 %"), u"maximize-2"_s, {QKeySequence(u"Ctrl+0"_s)},
        [this] { m_theme.setZoom(100); });
}

void MainWindow::addNavigationCommands()
{
    const auto add = [this](const QString &id, const QString &title, const QString &icon, QList<QKeySequence> keys,
                            std::function<void()> run) {
        addCommand(Command{id, title, icon, std::move(keys), CommandScope::Global, tr("Go"), std::move(run)});
    };
    add(u"go.back"_s, tr("Back"), u"arrow-left"_s, {QKeySequence(u"Alt+Left"_s)}, [this] { back(); });
    add(u"go.forward"_s, tr("Forward"), u"arrow-right"_s, {QKeySequence(u"Alt+Right"_s)}, [this] { forward(); });
    add(u"tab.new"_s, tr("New tab"), u"plus"_s, {QKeySequence(u"Ctrl+T"_s)}, [this] { newTab(); });
    add(u"tab.close"_s, tr("Close the tab"), u"x"_s, {QKeySequence(u"Ctrl+W"_s)}, [this] { closeTab(); });
    add(u"tab.next"_s, tr("Next tab"), u"chevron-right"_s, {QKeySequence(u"Ctrl+Tab"_s)},
        [this] { m_tabBar->setCurrentIndex((m_current + 1) % int(m_tabs.size())); });
    add(u"tab.previous"_s, tr("Previous tab"), u"chevron-left"_s, {QKeySequence(u"Ctrl+Shift+Tab"_s)},
        [this] { m_tabBar->setCurrentIndex((m_current + int(m_tabs.size()) - 1) % int(m_tabs.size())); });
}

void MainWindow::addChords()
{
    for (const PageInfo &info : m_pages.pages()) {
        if (!info.inSidebar)
            continue;
        QList<QKeySequence> keys;
        if (!info.chord.isEmpty())
            keys << QKeySequence(u"G, "_s + info.chord);
        addCommand(Command{u"go."_s + info.name, tr("Go to %1").arg(info.title), info.icon, keys, CommandScope::Global,
                           tr("Go"), [this, name = info.name] { open(name); }});
    }
}

QAction *MainWindow::makeAction(const Command &command, QWidget *owner, Qt::ShortcutContext context)
{
    auto *action = new QAction(command.title, owner);
    action->setShortcuts(command.keys);
    action->setShortcutContext(context);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, [this, id = command.id] { run(id); });
    owner->addAction(action);
    return action;
}

void MainWindow::run(const QString &commandId)
{
    const Command *command = m_commands.find(commandId);
    if (!command || !command->run)
        return;
    if (const QString reason = command->reasonAgainst(); !reason.isEmpty()) {
        m_toasts->post({reason, Tone::Warning});
        return;
    }
    const auto act = command->run; // the command may be gone when the page changes
    act();
}

void MainWindow::open(const QString &address, bool newTab)
{
    if (!m_pages.find(address))
        return;
    if (!newTab && m_current >= 0 && tab().visits[tab().position].address == address) {
        if (Page *page = currentPage(); page && page->firstFocus())
            page->firstFocus()->setFocus();
        return;
    }
    if (newTab || m_current < 0) {
        rememberState();
        leavePage();
        m_tabs.push_back(Tab{{Visit{address, {}}}, 0, nullptr});
        m_current = int(m_tabs.size()) - 1;
        const QSignalBlocker quiet(m_tabBar);
        m_tabBar->addTab(QString());
        m_tabBar->setCurrentIndex(m_current);
    } else {
        rememberState();
        leavePage();
        Tab &now = tab();
        now.visits.resize(now.position + 1);
        now.visits.push_back(Visit{address, {}});
        ++now.position;
        delete now.page;
    }
    showVisit();
}

bool MainWindow::openAt(const QString &address, const QVariantMap &state)
{
    if (!m_pages.find(address))
        return false;
    open(address, true);
    if (!state.isEmpty())
        currentPage()->restore(state);
    return true;
}

Page *MainWindow::makePage(const QString &address)
{
    const PageInfo *info = m_pages.find(address);
    Page *page = info->make(address.section(u'/', 1));
    connect(page, &Page::openRequested, this, &MainWindow::open);
    connect(page, &Page::toastRequested, m_toasts, &ToastStack::post);
    connect(page, &Page::titleChanged, this, &MainWindow::updateTitle);
    connect(page, &Page::statusChanged, this, [this, page](const QString &text) {
        if (page == currentPage())
            m_status->setPageText(text);
    });
    connect(page, &Page::inspectorChanged, this, [this, page] {
        if (page == currentPage())
            m_inspector->setContent(page->inspector());
    });
    connect(page, &Page::inspectorWanted, this, [this] {
        if (!isInspectorShown())
            toggleInspector();
    });
    connect(page, &Page::jobStarted, this, &MainWindow::follow);
    connect(page, &Page::commandsChanged, this, [this, page] {
        if (page == currentPage())
            bindPageCommands();
    });
    return page;
}

void MainWindow::showVisit()
{
    Tab &now = tab();
    const Visit &visit = now.visits[now.position];
    m_status->setPageText({});
    if (!now.page) {
        now.page = makePage(visit.address);
        m_stack->addWidget(now.page);
        if (!visit.state.isEmpty())
            now.page->restore(visit.state);
    }
    enterPage();
}

void MainWindow::rememberState()
{
    if (m_current >= 0 && tab().page)
        tab().visits[tab().position].state = tab().page->state();
}

void MainWindow::follow(Job *job)
{
    if (!job || m_job == job)
        return;
    m_job = job;
    const auto show = [this, job] {
        if (job->isRunning())
            m_status->showJob(job->title(), job->percent(), [job] { job->cancel(); });
    };
    connect(job, &Job::changed, this, show);
    connect(job, &Job::finished, this, [this, job](const Toast &note) {
        disconnect(job, nullptr, this, nullptr);
        m_job = nullptr;
        m_status->hideJob();
        m_toasts->post(note);
    });
    show();
}

void MainWindow::leavePage()
{
    m_inspector->setContent(nullptr);
    for (const QPointer<QAction> &action : m_pageActions)
        delete action;
    m_pageActions.clear();
    m_commands.setPage({});
}

void MainWindow::enterPage()
{
    Page *page = currentPage();
    m_stack->setCurrentWidget(page);
    bindPageCommands();
    m_inspector->setContent(page->inspector());
    m_sidebar->setCurrent(currentAddress().section(u'/', 0, 0));
    m_back->setEnabled(tab().position > 0);
    m_forward->setEnabled(tab().position + 1 < tab().visits.size());
    updateTitle();
    if (QWidget *first = page->firstFocus())
        first->setFocus(Qt::OtherFocusReason);
}

void MainWindow::bindPageCommands()
{
    for (const QPointer<QAction> &action : m_pageActions)
        delete action;
    m_pageActions.clear();
    Page *page = currentPage();
    if (!page)
        return;
    std::vector<Command> commands = page->commands();
    if (m_listCommand && !page->lists().isEmpty()) {
        Command command = m_listCommand(*page);
        const auto hasKeys = [&](const Command &own) { return own.keys == command.keys; };
        if (std::none_of(commands.begin(), commands.end(), hasKeys))
            commands.push_back(std::move(command));
    }
    m_commands.setPage(std::move(commands));
    for (const Command &command : m_commands.page()) {
        if (command.keys.isEmpty())
            continue;
        if (command.scope == CommandScope::List) {
            for (QWidget *list : page->lists())
                m_pageActions << makeAction(command, list, Qt::WidgetShortcut);
        } else {
            m_pageActions << makeAction(command, page, Qt::WidgetWithChildrenShortcut);
        }
    }
}

void MainWindow::switchTab(int index)
{
    if (index < 0 || index >= int(m_tabs.size()) || index == m_current)
        return;
    rememberState();
    leavePage();
    m_current = index;
    showVisit();
}

void MainWindow::newTab()
{
    if (!m_pages.pages().empty())
        open(m_pages.pages().front().name, true);
}

void MainWindow::closeTab()
{
    removeTab(m_current);
}

void MainWindow::removeTab(int index)
{
    if (index < 0 || index >= int(m_tabs.size()) || m_tabs.size() == 1)
        return; // the last tab stays
    leavePage();
    delete m_tabs[size_t(index)].page;
    m_tabs.erase(m_tabs.begin() + index);
    {
        const QSignalBlocker quiet(m_tabBar);
        m_tabBar->removeTab(index);
        m_current = std::min(m_current > index ? m_current - 1 : m_current, int(m_tabs.size()) - 1);
        m_tabBar->setCurrentIndex(m_current);
    }
    showVisit();
}

void MainWindow::back()
{
    if (m_current < 0 || tab().position == 0)
        return;
    rememberState();
    leavePage();
    --tab().position;
    delete tab().page;
    showVisit();
}

void MainWindow::forward()
{
    if (m_current < 0 || tab().position + 1 >= tab().visits.size())
        return;
    rememberState();
    leavePage();
    ++tab().position;
    delete tab().page;
    showVisit();
}

Page *MainWindow::currentPage() const
{
    return m_current < 0 ? nullptr : tab().page.data();
}

QString MainWindow::currentAddress() const
{
    return m_current < 0 ? QString() : tab().visits[tab().position].address;
}

void MainWindow::updateTitle()
{
    for (size_t i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs[i].page) {
            const PageInfo *info = m_pages.find(m_tabs[i].visits[m_tabs[i].position].address);
            m_tabBar->setTabText(int(i), m_tabs[i].page->title().replace(u'&', u"&&"_s));
            m_tabBar->setTabIcon(int(i), m_theme.icon(info->icon, Token::Text3));
        }
    }
    if (const Page *page = currentPage()) {
        m_title->setText(page->title());
        setWindowTitle(tr("%1 – Accord").arg(page->title()));
    }
}

void MainWindow::setSource(const QString &text)
{
    m_source->setText(text);
}

void MainWindow::setPerson(const QString &name, std::vector<Command> choices)
{
    m_person->setText(name);
    m_person->setAccessibleDescription(name);
    m_person->setVisible(!name.isEmpty());
    m_people->clear();
    for (Command &choice : choices) {
        auto *action = m_people->addAction(QString(choice.title).replace(u'&', u"&&"_s));
        action->setEnabled(choice.isEnabled());
        connect(action, &QAction::triggered, this, [run = std::move(choice.run)] { run(); });
    }
}

bool MainWindow::isInspectorShown() const
{
    return !m_inspector->isHidden();
}

void MainWindow::toggleInspector()
{
    m_inspector->setVisible(m_inspector->isHidden());
    m_settings.setValue(u"window/inspector"_s, isInspectorShown());
}

void MainWindow::showKeyMap()
{
    auto *map = new KeyMap(m_commands, this);
    map->open();
}

std::vector<PaletteEntry> MainWindow::paletteEntries() const
{
    std::vector<PaletteEntry> entries;
    for (const Command *command : m_commands.all()) {
        if (command->id == "window.palette"_L1)
            continue;
        const bool view = command->id.startsWith("go."_L1);
        const bool setting = command->id.startsWith("appearance."_L1);
        entries.push_back({view      ? tr("Views")
                           : setting ? tr("Settings")
                                     : tr("Actions"),
                           command->title,
                           {},
                           command->icon,
                           command->keyText(),
                           command->reasonAgainst(),
                           [self = const_cast<MainWindow *>(this), id = command->id] { self->run(id); }});
    }
    return entries;
}

void MainWindow::openPalette()
{
    m_palette->open(paletteEntries(), m_recordSearch);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
        return toggleInspector();
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        return back();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_settings.value(u"window/geometry"_s).toByteArray()))
        resize(1440, 900);
    m_sidebar->setFolded(m_settings.value(u"window/folded"_s, false).toBool());
    m_inspector->setVisible(m_settings.value(u"window/inspector"_s, true).toBool());
    if (!m_splitter->restoreState(m_settings.value(u"window/splitter"_s).toByteArray()))
        m_splitter->setSizes({1440 - metrics::sidebar - metrics::inspector, metrics::inspector});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(u"window/geometry"_s, saveGeometry());
    m_settings.setValue(u"window/folded"_s, m_sidebar->isFolded());
    m_settings.setValue(u"window/splitter"_s, m_splitter->saveState());
    QMainWindow::closeEvent(event);
}

} // namespace accord::ui
