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

TableView::TableView(const QString &name, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(name);
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
    horizontalHeader()->setSortIndicatorShown(true);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, model, &PagedTableModelBase::sort);
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
    const PagedTableModelBase *paged = pagedModel();
    const QSignalBlocker quiet(horizontalHeader()); // it shows the order, it does not ask for it
    int sorted = -1;
    for (int i = 0; paged && i < paged->columnCount(); ++i) {
        if (paged->columns()[size_t(i)].key == paged->sortKey())
            sorted = i;
    }
    const bool descending = paged && paged->isDescending();
    horizontalHeader()->setSortIndicator(sorted, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    horizontalHeader()->viewport()->update();
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
            setCurrentIndex(model()->index(0, 0));
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
        setCurrentIndex(model()->index(0, 0));
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
