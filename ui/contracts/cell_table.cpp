// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/cell_table.h"

#include "ui/contracts/contract_document.h"
#include "ui/contracts/document_path.h"
#include "ui/contracts/field_values.h"
#include "ui/style/metrics.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

namespace accord::ui {

namespace {

bool isFigure(FieldKind kind)
{
    return kind == FieldKind::Decimal || kind == FieldKind::NullableDecimal || kind == FieldKind::Integer
           || kind == FieldKind::StepPrice;
}

} // namespace

CellModel::CellModel(ContractDocument &document, const QString &path, std::vector<CellColumn> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_path(path)
    , m_columns(std::move(columns))
    , m_rows(document.value(path).toArray())
{
    connect(&document, &ContractDocument::changed, this, [this](const QString &changed) {
        if (!m_storing && (isWithin(changed, m_path) || isWithin(m_path, changed)))
            follow();
    });
}

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : writtenRows() + 1;
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    const CellColumn &column = m_columns[size_t(index.column())];
    const bool isWritten = index.row() < writtenRows();
    const QJsonValue value = valueAt(m_rows.at(index.row()).toObject(), column.path);
    const QString text = isWritten ? shownText(column.kind, value, column.choices) : QString();
    switch (role) {
    case Qt::DisplayRole:
        return isWritten && text.isEmpty() && !column.hint.isEmpty() ? column.hint : text;
    case Qt::EditRole:
        return text;
    case Qt::TextAlignmentRole:
        return int((isFigure(column.kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return tr("%1, row %2: %3").arg(column.title).arg(index.row() + 1).arg(text.isEmpty() ? tr("empty") : text);
    default:
        return {};
    }
}

bool CellModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    if (data(index, Qt::EditRole).toString() == value.toString())
        return true;
    write(index.row(), index.column(), value.toString());
    store();
    Q_EMIT dataChanged(index, index);
    return true;
}

void CellModel::write(int row, int column, const QString &text)
{
    const CellColumn &cell = m_columns[size_t(column)];
    if (row >= writtenRows()) {
        beginInsertRows({}, writtenRows() + 1, writtenRows() + 1);
        m_rows.append(QJsonObject());
        endInsertRows();
    }
    m_rows[row] = withValue(m_rows.at(row).toObject(), cell.path, typedValue(cell.kind, text, cell.choices));
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[size_t(section)].title;
    if (role == Qt::TextAlignmentRole)
        return int((isFigure(m_columns[size_t(section)].kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::NoItemFlags;
}

void CellModel::setPath(const QString &path)
{
    m_path = path;
    reload();
}

void CellModel::reload()
{
    if (m_storing)
        return;
    beginResetModel();
    m_rows = m_document.value(m_path).toArray();
    endResetModel();
}

void CellModel::follow()
{
    const QJsonArray rows = m_document.value(m_path).toArray();
    if (rows.size() != m_rows.size())
        return reload();
    m_rows = rows;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void CellModel::store()
{
    m_storing = true;
    m_document.set(m_path, m_rows.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(m_rows));
    m_storing = false;
}

void CellModel::removeRowAt(int row)
{
    if (row < 0 || row >= writtenRows())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    store();
}

int CellModel::moveRowBy(int row, int by)
{
    const int target = row + by;
    if (row < 0 || row >= writtenRows() || target < 0 || target >= writtenRows())
        return row;
    beginMoveRows({}, row, row, {}, by > 0 ? target + 1 : target);
    const QJsonValue moved = m_rows.takeAt(row);
    m_rows.insert(target, moved);
    endMoveRows();
    store();
    return target;
}

void CellModel::paste(int row, int column, const QString &text)
{
    QStringList lines = text.split(u'\n');
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    for (qsizetype line = 0; line < lines.size(); ++line) {
        const QStringList cells = QString(lines[line]).remove(u'\r').split(u'\t');
        for (qsizetype cell = 0; cell < cells.size() && column + cell < columnCount(); ++cell)
            write(row + int(line), column + int(cell), cells[cell]);
    }
    store();
    if (!lines.isEmpty())
        Q_EMIT dataChanged(index(row, 0), index(rowCount() - 1, columnCount() - 1));
}

CellTable::CellTable(ContractDocument &document, const QString &path, const FieldSpec &spec, QWidget *parent)
    : QTableView(parent)
    , m_cells(new CellModel(document, path, spec.columns, this))
    , m_columns(spec.columns)
{
    setModel(m_cells);
    setItemDelegate(new QStyledItemDelegate(this));
    setAccessibleName(spec.label);
    setAccessibleDescription(tr("Type to write in a cell, paste rows with Ctrl+V, remove a row with Delete."));
    setTabKeyNavigation(false);
    setEditTriggers(AnyKeyPressed | EditKeyPressed | DoubleClicked | SelectedClicked);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(metrics::rowStandard);
    horizontalHeader()->setFocusPolicy(Qt::NoFocus);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_cells, signal, this, &CellTable::takeHeight);
    connect(m_cells, &QAbstractItemModel::modelReset, this, &CellTable::takeHeight);
    connect(&document, &ContractDocument::replaced, m_cells, &CellModel::reload);
    takeHeight();
}

void CellTable::takeHeight()
{
    setFixedHeight(sizeHint().height());
}

QSize CellTable::sizeHint() const
{
    const int rows = m_cells->rowCount();
    return {240, metrics::header + rows * metrics::rowStandard + 2 * frameWidth()};
}

void CellTable::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const int column = std::max(0, currentIndex().column());
    if (event->matches(QKeySequence::Paste)) {
        m_cells->paste(std::max(0, row), column, QGuiApplication::clipboard()->text());
    } else if (event->key() == Qt::Key_Delete) {
        m_cells->removeRowAt(row);
    } else if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        setCurrentIndex(m_cells->index(m_cells->moveRowBy(row, event->key() == Qt::Key_Up ? -1 : 1), column));
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (state() != EditingState) // the key that ended the editing comes here as well
            edit(currentIndex());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void CellTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentIndex(m_cells->index(0, 0));
}

void CellTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    int wanted = 0;
    for (const CellColumn &column : m_columns)
        wanted += column.width;
    for (size_t i = 0; i < m_columns.size(); ++i)
        setColumnWidth(int(i), m_columns[i].width * viewport()->width() / std::max(1, wanted));
}

} // namespace accord::ui
