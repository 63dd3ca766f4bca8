// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

class QTabBar;

namespace accord::ui {

class DerivationTree;
class FigureLabel;
class Label;
class StateView;
class TableView;

/// What wants attention, by the money at stake, with three figures above.
class HomePage : public Page
{
    Q_OBJECT
public:
    explicit HomePage(workspace::Workspace &workspace);
    ~HomePage() override;

    QString title() const override { return tr("Home"); }
    std::vector<Command> commands() override;
    QWidget *inspector() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using Model = PagedTableModel<workspace::HomeItem>;

    QWidget *buildFigures();
    void buildTabs();
    void load();
    void showSheet(const workspace::HomeSheet &sheet);
    void showFigures();
    void showItems();
    void showEmpty();
    void showFailures();
    void fitWhy();
    void tellSum(); ///< of the tab, in the line of the status
    workspace::HomeCount sumOfPart(int part) const;
    void explain(const pricing::Derivation &derivation);
    void open(const QString &id);
    std::vector<workspace::HomeItem> shownItems() const;
    std::vector<workspace::HomeItem> chosen() const;
    bool showsAside() const;
    void openSnoozeMenu();
    void askAndSnooze();
    /// Puts what is selected aside: until a day, or for good when \a until is null.
    void putAside(const QDate &until);
    void bringBack(const std::vector<workspace::HomeItem> &items);
    std::vector<Command> itemCommands();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    workspace::HomeSheet m_sheet;
    bool m_shown = false;
    Label *m_heading;
    Label *m_since;
    Label *m_failures;
    FigureLabel *m_arr;
    FigureLabel *m_receivables;
    FigureLabel *m_billed;
    QTabBar *m_tabs;
    Model *m_model;
    TableView *m_table;
    StateView *m_list;
    StateView *m_state;
    std::unique_ptr<DerivationTree> m_explanation;
};

/// Adds the start page ("home").
void addHomePage(PageFactory &pages, workspace::Workspace &workspace);

/// What an item is about, and why it wants attention, in words.
QString homeSubject(const workspace::HomeItem &item);
QString homeReason(const workspace::HomeItem &item, const QDate &today);

} // namespace accord::ui
