// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command_palette.h"
#include "ui/shell/command_registry.h"
#include "ui/widgets/page.h"

#include <QtCore/QPointer>
#include <QtWidgets/QMainWindow>

#include <vector>

class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace accord::ui {

class Inspector;
class Label;
class Sidebar;
class StatusLine;
class Theme;

/// The window: side bar, tabs with their history, palette, inspector, status line, messages. Knows pages only through
/// the factory.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// \param settings  keeps geometry and panels; lives longer than the window
    MainWindow(Theme &theme, PageFactory pages, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows \a address ("accounts", "account/0190…"), in a new tab or in the one in front.
    void open(const QString &address, bool newTab = false);
    /// Shows \a address in a new tab, as \a state says. \returns whether there is such a page
    bool openAt(const QString &address, const QVariantMap &state);
    Page *currentPage() const;
    QString currentAddress() const;
    int tabCount() const { return int(m_tabs.size()); }
    CommandRegistry &commands() { return m_commands; }
    /// Adds a command that works everywhere.
    void addCommand(Command command);
    CommandPalette &commandPalette() { return *m_palette; }
    ToastStack &toasts() { return *m_toasts; }
    StatusLine &status() { return *m_status; }
    Sidebar &sidebar() { return *m_sidebar; }
    bool isInspectorShown() const;
    /// Adds a command to every page that has some lists and none of its own for these keys.
    void setListCommand(std::function<Command(Page &)> make) { m_listCommand = std::move(make); }
    void setRecordSearch(CommandPalette::Search search) { m_recordSearch = std::move(search); }
    /// Where the data comes from, at the right of the tool bar: "synced 14:02", "local file".
    void setSource(const QString &text);
    /// Who works, at the right of the tool bar; the button offers \a choices.
    void setPerson(const QString &name, std::vector<Command> choices);

public Q_SLOTS:
    void back();
    void forward();
    void newTab();
    void closeTab();
    void openPalette();
    void toggleInspector();
    void showKeyMap();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Visit
    {
        QString address;
        QVariantMap state;
    };
    struct Tab
    {
        std::vector<Visit> visits;
        size_t position = 0;
        QPointer<Page> page;
    };

    void buildToolbar(QWidget *bar);
    void addOwnCommands();
    void addNavigationCommands();
    void addChords();
    Page *makePage(const QString &address);
    void showVisit();
    void rememberState();
    void leavePage();
    void enterPage();
    void switchTab(int index);
    void removeTab(int index);
    void bindPageCommands();
    void follow(Job *job);
    QAction *makeAction(const Command &command, QWidget *owner, Qt::ShortcutContext context);
    void run(const QString &commandId);
    void updateTitle();
    void restoreLayout();
    std::vector<PaletteEntry> paletteEntries() const;
    Tab &tab() { return m_tabs[size_t(m_current)]; }
    const Tab &tab() const { return m_tabs[size_t(m_current)]; }

    Theme &m_theme;
    PageFactory m_pages;
    QSettings &m_settings;
    CommandRegistry m_commands;
    CommandPalette::Search m_recordSearch;
    std::function<Command(Page &)> m_listCommand;
    std::vector<Tab> m_tabs;
    int m_current = -1;
    QList<QPointer<QAction>> m_pageActions;
    QPointer<Job> m_job; ///< shown in the status bar

    Sidebar *m_sidebar;
    QToolButton *m_back;
    QToolButton *m_forward;
    Label *m_title;
    Label *m_source;
    QToolButton *m_person;
    QMenu *m_people;
    QTabBar *m_tabBar;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    Inspector *m_inspector;
    StatusLine *m_status;
    ToastStack *m_toasts;
    CommandPalette *m_palette;
};

} // namespace accord::ui
