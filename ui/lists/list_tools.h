// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/lists/saved_views.h"
#include "ui/lists/table_dump.h"
#include "ui/widgets/command.h"
#include "ui/widgets/toasts.h"

namespace accord::ui {

class FilterBar;
class Job;
class TableView;

/// What every large list has beside its rows: views, sorting by several columns, grouping, choice of columns, copying
/// and exporting, with their buttons and commands. The page gives it a way to read the list.
class ListTools : public QObject
{
    Q_OBJECT
public:
    /// \param name   of the list, for saved views and command ids: "accounts"
    /// \param title  for people: "Accounts"
    ListTools(workspace::Workspace &workspace, const QString &name, const QString &title, FilterBar *filter,
              TableView *table, QWidget *page);

    /// From now on \a model is filled by what \a reader makes for the filter of the moment.
    template<typename Row> void setReader(PagedTableModel<Row> *model, std::function<ListReader<Row>()> reader)
    {
        m_dump = [model, reader](const QStringList &keys) { return dumpOf(*model, keys, reader()); };
        m_selected = [model](const QStringList &keys, const QStringList &ids) {
            const DumpColumns<Row> columns(*model, keys);
            const auto writer = exports::tabbedWriter(columns.headings());
            for (const QString &id : ids) {
                if (const Row *row = model->rowById(id))
                    writer->addRow(columns.cells(*row));
            }
            return writer->finish().value_or(QByteArray());
        };
        model->setSource([this, reader](const PageRequest &request, const auto &answer) {
            m_page.start(this,
                         m_workspace.onServices(
                             [page = reader().page, request](workspace::Services &services, jobs::Progress &) {
                                 return page(services, request);
                             }),
                         answer);
        });
    }

    SavedViewsButton *views() const { return m_views; }
    /// Filter, order, group and columns, as they are kept under a name.
    QJsonObject view() const;
    void apply(const QJsonObject &view);
    std::vector<Command> commands();

    /// The selected rows, or every row of the filter, as a table for the clipboard.
    void copy();
    /// Every row of the filter into the file \a path, whose suffix decides the format.
    void exportTo(const QString &path);
    void setGroup(const QString &key);

Q_SIGNALS:
    void toastRequested(const accord::ui::Toast &toast);
    void jobStarted(accord::ui::Job *job);

private:
    void addButtons();
    void copyAll();
    void askAndExport();
    void openGroupMenu();
    void showGroup();
    std::vector<Command> filterCommands();
    std::vector<Command> orderCommands();

    workspace::Workspace &m_workspace;
    QString m_name;
    QString m_title;
    FilterBar *m_filter;
    TableView *m_table;
    QWidget *m_owner;
    SavedViewsButton *m_views;
    QPushButton *m_groupButton = nullptr;
    jobs::Latest m_page;
    jobs::Latest m_copy;
    std::function<TableDump(const QStringList &keys)> m_dump;
    std::function<QByteArray(const QStringList &keys, const QStringList &ids)> m_selected;
};

} // namespace accord::ui
