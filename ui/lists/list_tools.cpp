// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_tools.h"

#include "ui/errors/error_words.h"
#include "ui/lists/export_job.h"
#include "ui/lists/shown_list.h"
#include "ui/style/accord_style.h"
#include "ui/style/theme.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/table_view.h"

#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

namespace accord::ui {

namespace {

constexpr qint64 mostCopied = 10000; ///< more than that is a file

QPushButton *quietButton(const QString &text, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    setButtonKind(button, ButtonKind::Quiet);
    button->setIcon(Theme::of(parent).icon(icon));
    button->setAccessibleName(name);
    return button;
}

} // namespace

ListTools::ListTools(workspace::Workspace &workspace, const QString &name, const QString &title, FilterBar *filter,
                     TableView *table, QWidget *page)
    : QObject(page)
    , m_workspace(workspace)
    , m_name(name)
    , m_title(title)
    , m_filter(filter)
    , m_table(table)
    , m_owner(page)
    , m_views(new SavedViewsButton(workspace, name, page))
    , m_page(workspace.runner())
    , m_copy(workspace.runner())
{
    addButtons();
    m_views->setCurrent([this] { return view(); });
    connect(m_views, &SavedViewsButton::chosen, this, &ListTools::apply);
    connect(m_views, &SavedViewsButton::saved, this, [this](const QString &view) {
        Q_EMIT toastRequested({tr("The view \"%1\" is saved.").arg(view), Tone::Good});
    });
    connect(m_views, &SavedViewsButton::failed, this,
            [this](const Error &error) { Q_EMIT toastRequested({inWords(error).paragraph(), Tone::Bad}); });
    m_views->reload();
}

void ListTools::addButtons()
{
    m_groupButton = quietButton(tr("Group"), u"layout-dashboard"_s, tr("Group the list"), m_owner);
    connect(m_groupButton, &QPushButton::clicked, this, &ListTools::openGroupMenu);
    m_filter->addRight(m_groupButton);
    auto *columns = quietButton(tr("Columns"), u"columns-3"_s, tr("Choose the columns"), m_owner);
    connect(columns, &QPushButton::clicked, m_table, &TableView::openColumnMenu);
    m_filter->addRight(columns);
    m_filter->addRight(m_views);
    auto *save = quietButton(tr("Export"), u"download"_s, tr("Export the list"), m_owner);
    connect(save, &QPushButton::clicked, this, &ListTools::askAndExport);
    m_filter->addRight(save);
}

QJsonObject ListTools::view() const
{
    QJsonObject filters;
    for (auto filter = m_filter->filters().cbegin(); filter != m_filter->filters().cend(); ++filter)
        filters.insert(filter.key(), filter.value());
    const PagedTableModelBase *model = m_table->pagedModel();
    QJsonArray then;
    for (size_t i = 1; i < model->sortTerms().size(); ++i)
        then.append(
            QJsonObject{{u"sort"_s, model->sortTerms()[i].key}, {u"descending"_s, model->sortTerms()[i].descending}});
    return {{u"text"_s, m_filter->text()},
            {u"filters"_s, filters},
            {u"sort"_s, model->sortKey()},
            {u"descending"_s, model->isDescending()},
            {u"then"_s, then},
            {u"group"_s, model->group()},
            {u"columns"_s, QJsonArray::fromStringList(m_table->shownColumns())}};
}

void ListTools::apply(const QJsonObject &view)
{
    QMap<QString, QString> filters;
    const QJsonObject chips = view.value(u"filters"_s).toObject();
    for (auto chip = chips.constBegin(); chip != chips.constEnd(); ++chip)
        filters.insert(chip.key(), chip.value().toString());
    PagedTableModelBase *model = m_table->pagedModel();
    if (view.contains(u"sort"_s)) {
        std::vector<SortTerm> terms{{view.value(u"sort"_s).toString(), view.value(u"descending"_s).toBool()}};
        for (const QJsonValue &term : view.value(u"then"_s).toArray())
            terms.push_back({term[u"sort"_s].toString(), term[u"descending"_s].toBool()});
        model->setSort(std::move(terms));
        m_table->showSort();
    }
    model->setGroup(view.value(u"group"_s).toString());
    showGroup();
    QStringList columns;
    for (const QJsonValue &column : view.value(u"columns"_s).toArray())
        columns << column.toString();
    m_table->setShownColumns(columns);
    m_filter->setText(view.value(u"text"_s).toString());
    m_filter->setFilters(filters); // says that it changed: the list is asked for once
}

void ListTools::setGroup(const QString &key)
{
    m_table->pagedModel()->setGroup(key);
    showGroup();
    const QString current = m_table->currentId();
    m_table->pagedModel()->reload();
    m_table->selectId(current);
}

void ListTools::showGroup()
{
    const PagedTableModelBase *model = m_table->pagedModel();
    QString text = tr("Group");
    for (const ColumnLook &look : model->columns()) {
        if (look.key == model->group())
            text = tr("By %1").arg(look.title);
    }
    m_groupButton->setText(text);
}

void ListTools::openGroupMenu()
{
    const PagedTableModelBase *model = m_table->pagedModel();
    auto *menu = new QMenu(m_owner);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *choices = new QActionGroup(menu);
    const auto add = [&](const QString &title, const QString &key) {
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(model->group() == key);
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, key] { setGroup(key); });
    };
    add(tr("No groups"), {});
    for (int i = 0; i < model->columnCount(); ++i) {
        if (model->canGroupBy(i))
            add(model->columns()[size_t(i)].title, model->columns()[size_t(i)].key);
    }
    menu->popup(m_groupButton->mapToGlobal(QPoint(0, m_groupButton->height() + 2)));
}

void ListTools::copy()
{
    const QStringList selected = m_table->selectedIds();
    if (selected.size() < 2)
        return copyAll();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_selected(m_table->shownColumns(), selected)));
    Q_EMIT toastRequested({tr("%n row(s) copied.", nullptr, int(selected.size())), Tone::Neutral});
}

void ListTools::copyAll()
{
    struct Copied
    {
        qint64 rows = 0;
        QByteArray text; ///< empty when there are too many
    };
    const auto work = [dump = m_dump(m_table->shownColumns())](workspace::Services &services,
                                                               jobs::Progress &progress) -> Result<Copied> {
        const auto rows = dump.count(services);
        if (!rows)
            return passOn(rows);
        if (*rows > mostCopied)
            return Copied{*rows, {}};
        const auto writer = exports::tabbedWriter(dump.headings);
        if (const auto written = dump.write(services, progress, *writer); !written)
            return passOn(written);
        const auto bytes = writer->finish();
        return bytes ? Result<Copied>(Copied{*rows, *bytes}) : passOn(bytes);
    };
    m_copy.start(this, m_workspace.onServices(work), [this](const Result<Copied> &copied) {
        if (!copied)
            return Q_EMIT toastRequested({inWords(copied.error()).paragraph(), Tone::Bad});
        if (copied->rows > mostCopied)
            return Q_EMIT toastRequested({tr("Nothing is copied: the list has %1 rows and a clipboard takes %2. Filter "
                                             "it, or export it into a file.")
                                              .arg(countText(copied->rows), countText(mostCopied)),
                                          Tone::Warning});
        QGuiApplication::clipboard()->setText(QString::fromUtf8(copied->text));
        Q_EMIT toastRequested({tr("%n row(s) copied.", nullptr, int(copied->rows)), Tone::Neutral});
    });
}

void ListTools::askAndExport()
{
    chooseExportFile(m_owner, m_title, m_workspace.clock().today(), [this](const QString &path) { exportTo(path); });
}

void ListTools::exportTo(const QString &path)
{
    Q_EMIT jobStarted(new ExportJob(m_workspace, m_title, m_dump(m_table->shownColumns()), path));
}

std::vector<Command> ListTools::commands()
{
    std::vector<Command> all = filterCommands();
    for (Command &command : orderCommands())
        all.push_back(std::move(command));
    all.push_back({m_name + u".copy"_s,
                   tr("Copy as table"),
                   u"copy"_s,
                   {QKeySequence(u"Ctrl+C"_s)},
                   CommandScope::List,
                   m_title,
                   [this] { copy(); }});
    all.push_back({m_name + u".export"_s,
                   tr("Export the list…"),
                   u"download"_s,
                   {QKeySequence(u"Ctrl+Shift+E"_s)},
                   CommandScope::Page,
                   m_title,
                   [this] { askAndExport(); }});
    return all;
}

std::vector<Command> ListTools::filterCommands()
{
    const auto readOnly
        = [this] { return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : QString(); };
    return {{m_name + u".filter"_s,
             tr("Filter the list"),
             u"funnel"_s,
             {QKeySequence(Qt::Key_Slash)},
             CommandScope::Page,
             m_title,
             [this] { m_filter->field()->setFocus(); }},
            {m_name + u".clear"_s,
             tr("Clear filters"),
             u"x"_s,
             {QKeySequence(u"Ctrl+Shift+F"_s)},
             CommandScope::Page,
             m_title,
             [this] { m_filter->clear(); },
             [this] { return m_filter->isActive() ? QString() : tr("No filter is in force."); }},
            {m_name + u".views"_s,
             tr("Choose a view"),
             u"bookmark"_s,
             {QKeySequence(Qt::Key_V)},
             CommandScope::List,
             m_title,
             [this] { m_views->openMenu(); }},
            {m_name + u".save_view"_s,
             tr("Save this view…"),
             u"save"_s,
             {QKeySequence(u"Ctrl+S"_s)},
             CommandScope::Page,
             m_title,
             [this] { m_views->askAndSave(); },
             readOnly}};
}

std::vector<Command> ListTools::orderCommands()
{
    return {{m_name + u".sort"_s,
             tr("Sort by…"),
             u"arrow-down"_s,
             {QKeySequence(Qt::Key_S)},
             CommandScope::List,
             m_title,
             [this] { m_table->openSortMenu(false); }},
            {m_name + u".sort_further"_s,
             tr("Then sort by…"),
             u"arrow-down"_s,
             {QKeySequence(Qt::SHIFT | Qt::Key_S)},
             CommandScope::List,
             m_title,
             [this] { m_table->openSortMenu(true); }},
            {m_name + u".group"_s,
             tr("Group by…"),
             u"layout-dashboard"_s,
             {QKeySequence(Qt::SHIFT | Qt::Key_G)},
             CommandScope::List,
             m_title,
             [this] { openGroupMenu(); }},
            {m_name + u".columns"_s,
             tr("Choose columns"),
             u"columns-3"_s,
             {QKeySequence(Qt::Key_C)},
             CommandScope::List,
             m_title,
             [this] { m_table->openColumnMenu(); }}};
}

} // namespace accord::ui
