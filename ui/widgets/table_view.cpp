// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_view.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/paged_table_model.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

namespace accord::ui {

namespace {

/// A header that shows all terms of the order: an arrow each, and from two on their place.
class ListHeader final : public QHeaderView
{
public:
    explicit ListHeader(TableView *table)
        : QHeaderView(Qt::Horizontal, table)
        , m_table(table)
    { }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override
    {
        QHeaderView::initStyleOptionForIndex(option, logicalIndex);
        const PagedTableModelBase *paged = m_table->pagedModel();
        option->sortIndicator = QStyleOptionHeader::None;
        if (!paged || logicalIndex >= paged->columnCount())
            return;
        const auto &terms = paged->sortTerms();
        for (size_t i = 0; i < terms.size(); ++i) {
            if (terms[i].key != paged->columns()[size_t(logicalIndex)].key)
                continue;
            // The base style's "sort down" means ascending.
            option->sortIndicator = terms[i].descending ? QStyleOptionHeader::SortUp : QStyleOptionHeader::SortDown;
            if (terms.size() > 1)
                option->text += u"\u00b9\u00b2\u00b3"_s.at(qsizetype(std::min<size_t>(i, 2)));
        }
    }

private:
    TableView *m_table;
};

} // namespace

TableView::TableView(const QString &name, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setHorizontalHeader(new ListHeader(this));
    setTabKeyNavigation(false); // or Tab goes from cell to cell for ever
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::StyledPanel);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new CellDelegate(this));
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(16);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &TableView::chooseColumns);
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT opened(index.data(IdRole).toString()); });
    applyTheme();
}

void TableView::setPagedModel(PagedTableModelBase *model)
{
    setModel(model);
    showSort();
    connect(horizontalHeader(), &QHeaderView::sectionClicked, model, [this, model](int column) {
        model->sortBy(column, QGuiApplication::keyboardModifiers() & Qt::ShiftModifier);
        showSort();
    });
    for (int i = 0; i < model->columnCount(); ++i)
        setColumnWidth(i, Theme::of(this).scaled(model->columns()[size_t(i)].width));
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableView::trySelect);
    fillWidth();
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (horizontalHeader()->underMouse() && QGuiApplication::mouseButtons() != Qt::NoButton)
            m_widthChosen = true;
    });
}

void TableView::showSort()
{
    horizontalHeader()->viewport()->update();
}

void TableView::openSortMenu(bool further)
{
    PagedTableModelBase *paged = pagedModel();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; paged && i < paged->columnCount(); ++i) {
        const ColumnLook &look = paged->columns()[size_t(i)];
        if (!look.sortable)
            continue;
        const auto &terms = paged->sortTerms();
        const auto term
            = std::find_if(terms.begin(), terms.end(), [&](const SortTerm &t) { return t.key == look.key; });
        const bool known = term != terms.end();
        QAction *action = menu->addAction(!known             ? look.title
                                          : term->descending ? tr("%1, largest first").arg(look.title)
                                                             : tr("%1, smallest first").arg(look.title));
        action->setCheckable(true);
        action->setChecked(known);
        connect(action, &QAction::triggered, paged, [this, paged, i, further] {
            paged->sortBy(i, further);
            showSort();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(QPoint(0, horizontalHeader()->height())));
}

void TableView::selectFirst()
{
    if (const int row = pagedModel() ? pagedModel()->firstRow() : -1; row >= 0)
        setCurrentIndex(model()->index(row, 0));
}

PagedTableModelBase *TableView::pagedModel() const
{
    return qobject_cast<PagedTableModelBase *>(model());
}

QString TableView::currentId() const
{
    return currentIndex().data(IdRole).toString();
}

QStringList TableView::selectedIds() const
{
    QStringList ids;
    if (selectionModel()) {
        for (const QModelIndex &index : selectionModel()->selectedRows())
            ids << index.data(IdRole).toString();
    }
    return ids;
}

void TableView::selectId(const QString &id)
{
    m_wanted = id;
    trySelect();
}

void TableView::trySelect()
{
    if (!model() || model()->rowCount() == 0)
        return;
    if (m_wanted.isEmpty()) {
        if (!currentIndex().isValid())
            selectFirst();
        return;
    }
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (index.data(IdRole).toString() == m_wanted) {
            m_wanted.clear();
            setCurrentIndex(index);
            scrollTo(index, PositionAtCenter);
            return;
        }
    }
    if (!currentIndex().isValid())
        selectFirst();
}

QStringList TableView::shownColumns() const
{
    QStringList keys;
    const PagedTableModelBase *paged = pagedModel();
    for (int i = 0; paged && i < paged->columnCount(); ++i) {
        const int logical = horizontalHeader()->logicalIndex(i);
        if (!isColumnHidden(logical))
            keys << paged->columns()[size_t(logical)].key;
    }
    return keys;
}

void TableView::setShownColumns(const QStringList &keys)
{
    const PagedTableModelBase *paged = pagedModel();
    if (!paged || keys.isEmpty())
        return;
    int visual = 0;
    for (const QString &key : keys) {
        for (int i = 0; i < paged->columnCount(); ++i) {
            if (paged->columns()[size_t(i)].key == key)
                horizontalHeader()->moveSection(horizontalHeader()->visualIndex(i), visual++);
        }
    }
    for (int i = 0; i < paged->columnCount(); ++i)
        setColumnHidden(i, !keys.contains(paged->columns()[size_t(i)].key));
    fillWidth();
}

QString TableView::asText() const
{
    QStringList lines;
    const auto line = [this](auto cell) {
        QStringList cells;
        for (int i = 0; i < model()->columnCount(); ++i) {
            const int logical = horizontalHeader()->logicalIndex(i);
            if (!isColumnHidden(logical))
                cells << cell(logical);
        }
        return cells.join(u'\t');
    };
    lines << line([this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); });
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (selected.size() > 1 && !selectionModel()->isRowSelected(row))
            continue;
        if (const QVariant heading = model()->index(row, 0).data(HeadingRole); heading.isValid()) {
            lines << heading.toString();
            continue;
        }
        lines << line([this, row](int column) { return model()->index(row, column).data().toString(); });
    }
    return lines.join(u'\n') + u'\n';
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(asText());
        return;
    }
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Escape) {
        event->ignore(); // the window's: inspector, one level back
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::keyboardSearch(const QString &search)
{
    Q_UNUSED(search) // letters are commands
}

bool TableView::event(QEvent *event)
{
    const bool handled = QTableView::event(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        applyTheme();
    return handled;
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    if (current.row() != previous.row() || !current.isValid())
        Q_EMIT currentIdChanged(current.data(IdRole).toString());
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fillWidth();
}

void TableView::fillWidth()
{
    const PagedTableModelBase *paged = pagedModel();
    if (!paged || m_widthChosen || paged->columnCount() == 0)
        return;
    int others = 0;
    for (int i = 1; i < paged->columnCount(); ++i)
        others += isColumnHidden(i) ? 0 : columnWidth(i);
    // The column that names the row takes what is left over.
    const int least = Theme::of(this).scaled(paged->columns().front().width);
    const QSignalBlocker quiet(horizontalHeader());
    horizontalHeader()->resizeSection(0, std::max(least, viewport()->width() - others));
    updateGeometries();
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void TableView::applyTheme()
{
    const Theme &theme = Theme::of(this);
    verticalHeader()->setDefaultSectionSize(theme.rowHeight());
    horizontalHeader()->setFixedHeight(theme.scaled(metrics::header));
}

void TableView::chooseColumns(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; model() && i < model()->columnCount(); ++i) {
        QAction *action = menu->addAction(model()->headerData(i, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        action->setEnabled(i > 0); // the column that names the row stays
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(i, !shown);
            fillWidth();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

} // namespace accord::ui
